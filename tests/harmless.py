"""Honest changes to the good register: none of them may raise a false alarm.

`test_comparison_harmless.py` tries them all. What a line needs besides itself, such as answers that
`check` confirms, is part of the change: that is what honest use looks like.
"""

from collections.abc import Mapping
from typing import Any

from changes import (
    OWN,
    SETTINGS,
    TODAY,
    Change,
    Tree,
    add,
    check,
    checks_of,
    decision,
    facts,
    facts_of,
    sentence,
)
from dishonest import (
    IDEE,
    KLAAR,
    LOKET,
    NEE,
    OUD,
    WHY,
    WORTH,
    activate,
    born,
    both,
    decide,
    drop,
    edit,
    edited,
    insert,
    move,
    questions,
    remove,
)
from dishonest import (
    OUDSTAD as ORGANISATION,
)

NOW = TODAY.isoformat()


def text(path: str, old: str, new: str) -> Change:
    return lambda tree: tree.replace(path, old, new)


def whole(path: str, make: Any) -> Change:
    """The same file, typed otherwise."""

    def change(tree: Tree) -> None:
        assert make(tree[path]) != tree[path]
        tree[path] = make(tree[path])

    return change


def other_order(path: str) -> Change:
    def change(tree: Tree) -> None:
        tree.put(path, dict(sorted(tree.data(path).items())))

    return change


def append(path: str, key: str, item: Any) -> Change:
    def change(tree: Tree) -> None:
        data = tree.data(path)
        tree.put(path, {**data, key: [*data.get(key, []), item]})

    return change


def answered(key: str, id: str = "loket", date: str = NOW, **parts: Any) -> Change:
    """Another answer, under the day on which it was given."""

    def change(tree: Tree) -> None:
        path = checks_of(id)
        data = tree.data(path)
        made = {**data["answers"].get(key, {}), **parts, "by": "adviseur", "date": date}
        data["answers"][key] = {"version": 1, **made}
        tree.put(path, data)

    return change


def checked(id: str, date: str = NOW) -> Change:
    return lambda tree: check(tree, id, date)


def imported(tree: Tree) -> None:
    """A list of parties that ran before the register began."""
    for number in range(1, 6):
        made = facts(f"Regeling {number}", status="inherited", expectations=None)
        made["dates"] = {"start": f"201{number}-01-01", "check_by": "2027-12-31"}
        add(tree, f"regeling-{number}", made, answered=False)


def merged(tree: Tree) -> None:
    """A municipality merged into a new one, which takes its place (herindeling)."""
    tree.edit(ORGANISATION, valid={"until": "2026-12-31"}, successors=["gemeente-groot"])
    new = {"schema": 1, "name": "Gemeente Groot", "kind": "municipality"}
    tree.put("registry/organisations/gemeente-groot.yaml", new)
    for id in ("loket", "zorg", "idee"):
        successor = tree[facts_of(id)].replace("gemeente-oudstad", "gemeente-groot")
        tree[facts_of(id)] = successor


def joined(tree: Tree) -> None:
    partner = {**tree.data(LOKET)["partners"][0], "organisations": ["gemeente-nieuwland"]}
    append(LOKET, "partners", {**partner, "joined": NOW})(tree)


EXCEPTION = {
    "reason": sentence("reason"),
    "approved_by": "concerncontroller",
    "until": "2027-09-01",
}

# fmt: off
HARMLESS: Mapping[str, Change] = {
    # the same, typed otherwise
    "comment": whole(LOKET, lambda old: "# bijgewerkt na het overleg\n" + old),
    "blank-lines": whole(WHY, lambda old: old.replace("\n  ", "\n\n  ", 3)),
    "windows-line-ends": whole(LOKET, lambda old: old.replace("\n", "\r\n")),
    "byte-order-mark": whole(LOKET, lambda old: "\ufeff" + old),
    "no-last-line-break": whole(WHY, str.rstrip),
    "order-of-keys": other_order(LOKET),
    "order-of-answers": other_order(WHY),
    "quotes": text(LOKET, "name: Energieloket", 'name: "Energieloket"'),
    "line-breaks-in-a-note": whole(WHY, lambda old: old.replace("note: ", "note: >-\n        ", 1)),
    "capitals-and-points-in-a-note": whole(WHY, lambda old: old.replace(", punt", " - PUNT", 1)),
    # names
    "slip-in-a-name": edit(LOKET, name="Energie-loket"),
    "letter-in-a-name": edit(LOKET, name="Energielokket"),
    "new-name": edit(LOKET, name="Duurzaam huis", former_names=["Energieloket"]),
    "slip-in-an-organisation": edit(ORGANISATION, name="Gemeente Oud-stad"),
    "organisation-with-a-new-name": edit(
        ORGANISATION, name="Gemeente Nieuwstad", former_names=["Gemeente Oudstad"]
    ),
    "organisation-with-a-number": edit(ORGANISATION, kvk="12345678", website="https://oudstad.nl"),
    "organisation-merged": both(merged, checked("loket"), checked("zorg"), checked("idee")),
    "unused-organisation-deleted": remove("registry/organisations/gemeente-nieuwland.yaml"),
    # new and gone
    "new-exploration": born("nieuw"),
    "new-inherited": born(
        "nieuw", status="inherited", expectations=None,
        dates={"start": "2019-05-01", "check_by": "2027-12-31"},
    ),
    "import": imported,
    "exploration-deleted": remove("registry/idee"),
    "exploration-renamed": move("idee", "haven"),
    "two-notes-the-same": both(
        born("nieuw", name="Nieuw"),
        answered("worth-it", note=f"{sentence('policy')} Dat is ons beleid."),
        answered("worth-it", "nieuw", note=f"{sentence('policy')} Dat is ons beleid."),
    ),
    # decisions
    "made-active": activate(),
    "made-active-with-a-reason-for-late-answers": both(
        answered("worth-it", "idee", "2027-02-27"),
        activate(late_reason="De raming van de controller kwam twee dagen na het besluit."),
    ),
    "made-active-with-an-exception": both(
        answered(
            "worth-it", "idee", "2027-02-20",
            verdict="partly", note=sentence("partly"), exception=EXCEPTION,
        ), activate(),
    ),
    "inherited-made-active": both(
        edit(OUD, expectations=[{
            "id": "snel", "from": "gemeente-voorbeeld", "to": "gemeente-oudstad",
            "text": "Binnen twee weken een afspraak.", "state": "confirmed",
        }], dates__first_review="2027-12-01"),
        checked("oud", "2027-02-20"), activate("oud"),
    ),
    "declined": decide("idee", decision("declined", "2027-02-25")),
    "new-and-declined": born("nieuw", decision("declined", "2027-02-25")),
    "opened-again": decide("nee", decision("exploring", "2027-02-25")),
    "winding-down": decide("loket", decision("ending", "2027-02-25")),
    "inherited-winds-down": decide("oud", decision("ending", "2027-02-25")),
    "wound-down-and-ended": decide(
        "loket", decision("ending", "2027-02-20"), decision("ended", "2027-02-25")
    ),
    "goes-on-after-all": decide(
        "loket", decision("ending", "2027-02-20"),
        decision("active", "2027-02-25", reason="Er kwam toch geld."),
    ),
    "reference-corrected": edit(LOKET, decisions__0__reference="Z/26/0816"),
    "late-reason-added": edit(LOKET, decisions__0__late_reason="De nota kwam pas in januari."),
    # facts
    "other-contact": edit(LOKET, partners__0__contact="teamleider wonen"),
    "other-purpose-and-confirmed": edited("loket", NOW, purpose="Minder armoede in oude wijken."),
    "end-later-and-confirmed": edited("loket", NOW, dates__end="2029-12-31"),
    "fact-of-an-exploration": edit(IDEE, purpose="Schepen liggen aan de stroom van de wal."),
    "measured-again": edit(LOKET, goals__0__measured=[
        {"date": "2027-02-01", "value": "310 gesprekken"}, {"date": NOW, "value": "402 gesprekken"},
    ]),
    "partner-leaves": edit(LOKET, partners__1__left=NOW),
    "partner-joins": both(joined, checked("loket")),
    "document-added": append(LOKET, "documents", {"id": "verslag", "title": "Verslag van 2027"}),
    "document-moved": edit(LOKET, documents=[
        {"id": "nota", "title": "Nota Energieloket", "reference": "Z/26/0001"},
        {"id": "brief", "title": "Brief van de raad", "url": "https://voorbeeld.nl/2027/brief"},
    ]),
    "slip-in-a-title": text(LOKET, "Nota Energieloket", "Nota energielokket"),
    "check-later": edit(OUD, dates__check_by="2028-06-30"),
    "figures": lambda tree: tree.put("registry/loket/finance.yaml", {
        "schema": 1, "years": [{"year": 2026, "kind": "accounts", "contribution": {
            "amount": 45000, "source": "jaarrekening 2026",
        }}],
    }),
    "link-to-another": edit(LOKET, links={"depends_on": ["zorg"]}),
    "document-for-a-no": append(NEE, "documents", {"id": "brief-2", "title": "Brief aan de raad"}),
    "contact-of-what-ended-and-a-partner-that-left": edit(
        KLAAR, partners__0__contact="archivaris", partners__1__left=NOW
    ),
    "evaluation-of-what-ended": edit(KLAAR, goals__0__measured=[
        {"date": "2027-02-01", "value": "310 gesprekken"}, {"date": NOW, "value": "9 auto's"},
    ]),
    # answers
    "answered-again": answered("worth-it", note=sentence("again")),
    "answer-turned-with-an-exception": answered(
        "worth-it", verdict="not-met", note=sentence("turned"), exception=EXCEPTION
    ),
    "answered-twice-on-one-day": both(
        answered("worth-it", "idee", note=sentence("first")),
        answered("worth-it", "idee", note=sentence("second")),
    ),
    "answer-to-a-question-that-is-only-shown": answered("problem-now", value=sentence("problem")),
    "evidence-added": edit(WHY, **{f"{WORTH}__evidence": ["nota", "brief"]}),
    "to-be-found-out": edit(checks_of("idee"), **{
        "answers__if-nothing": {"todo": {"who": "adviseur", "date": "2027-04-01"}},
    }),
    "two-branches-merged": both(
        answered("worth-it", note=sentence("branch")),
        answered("worth-it", "zorg", note=sentence("other branch")),
    ),
    # settings and questions
    "stricter-settings": edit(SETTINGS, recheck_days=60, review_every_months=6),
    "approver-gone": edit(SETTINGS, approvers=["gemeentesecretaris"]),
    "other-language": edit(SETTINGS, language="en"),
    "question-reworded-in-a-new-version": both(
        edit(OWN, version=3), questions(0, ask__nl="Is dit al afgesproken?")
    ),
    "question-added-in-a-new-version": both(edit(OWN, version=3), insert(OWN, "questions", 3, {
        "id": "fourth", "value": "text", "weight": "light", "gate": "explain", "since": 3,
        "ask": {"nl": "Wat nog?", "en": "What else?"},
        "help": {"nl": "Noem het.", "en": "Name it."},
    })),
    "stricter-question": questions(2, gate="must"),
    "comma-in-a-question": questions(0, ask__nl="Is dit, afgesproken?"),
    "source-of-a-question": questions(0, sources=["S002"]),
    "question-dropped-in-a-new-version": both(edit(OWN, version=3), drop(OWN, "questions", 2)),
}
# fmt: on

# Paths outside the register that an honest change may touch.
ELSEWHERE = (
    ".vscode/settings.json",
    "docs/werkwijze.md",
    "../README.md",
    "registry/README.md",
    ".github/workflows/check.yml",
    ".gitattributes",
)
