"""Ways to a green check without the work: each is one change to the good register.

Each has the code that must be found, and where: a file and a text on the line, or no text for the
first line. `test_comparison.py` tries them all, and keeps what is said in
`examples/changes/<name>.expected`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from changes import (
    OWN,
    SETTINGS,
    Change,
    Tree,
    add,
    check,
    checks_of,
    decided,
    decision,
    facts,
    facts_of,
    sentence,
)

LOKET, IDEE, OUD, NEE, KLAAR = map(facts_of, ("loket", "idee", "oud", "nee", "klaar"))
WHY = checks_of("loket")
OUDSTAD = "registry/organisations/gemeente-oudstad.yaml"
WORTH = "answers__worth-it"


@dataclass(frozen=True)
class Dishonest:
    """A change, the code that must be found, and its place."""

    change: Change
    code: str
    path: str
    on: str = ""
    others: tuple[str, ...] = ()  # paths outside the register
    before: Change | None = None  # how base differs from the good register


def edit(path: str, **changes: Any) -> Change:
    return lambda tree: tree.edit(path, **changes)


def both(*changes: Change) -> Change:
    def change(tree: Tree) -> None:
        for each in changes:
            each(tree)

    return change


def activate(id: str = "idee", date: str = "2027-02-25", **parts: Any) -> Change:
    """As `samenwerk mark` does it."""

    def change(tree: Tree) -> None:
        path = facts_of(id)
        made = decision("active", date, **parts)
        old = tree.data(path)
        tree.put(path, {**old, "status": "active", "decisions": [*old.get("decisions", []), made]})

    return change


def decide(id: str, *decisions: dict[str, Any]) -> Change:
    def change(tree: Tree) -> None:
        path = facts_of(id)
        old = tree.data(path)
        made = [*old.get("decisions", []), *decisions]
        tree.put(path, {**old, "status": decisions[-1]["status"], "decisions": made})

    return change


def questions(number: int, **changes: Any) -> Change:
    """Change one question of the register's own checklist."""
    return edit(OWN, **{f"questions__{number}__{key}": each for key, each in changes.items()})


def without_question(number: int) -> Change:
    def change(tree: Tree) -> None:
        data = tree.data(OWN)
        del data["questions"][number]
        tree.put(OWN, data)

    return change


def born(id: str, *decisions: dict[str, Any], name: str = "Nieuw", **changes: Any) -> Change:
    """A partnership that was not in the register."""

    def change(tree: Tree) -> None:
        made = facts(name, **changes)
        add(tree, id, decided(made, *decisions) if decisions else made)

    return change


def copied(source: str, target: str, name: str, **names: str) -> Change:
    """A new partnership with the answers of another, other names filled in."""

    def change(tree: Tree) -> None:
        add(tree, target, facts(name), answered=False)
        for path in [each for each in tree if each.startswith(f"registry/{source}/checks/")]:
            text = tree[path]
            for old, new in names.items():
                text = text.replace(old, new)
            tree[path.replace(f"/{source}/", f"/{target}/")] = text

    return change


def excuse(id: str = "loket", until: str = "2027-06-30", **changes: Any) -> Change:
    """An exception for one answer."""
    made = {"reason": sentence("reason"), "approved_by": "gemeentesecretaris", "until": until}
    parts = {"verdict": "not-met", "note": sentence("not yet"), "exception": made} | changes
    return edit(checks_of(id), **{f"{WORTH}__{key}": each for key, each in parts.items()})


def mended(tree: Tree) -> None:
    tree.replace(LOKET, "name: x: ", "name: ")


def raised(tree: Tree) -> None:
    """A partnership in force that was made heavy by hand."""
    add(tree, "zwaar", decided(
        facts("Zwaar", weight_raised_to="heavy"), decision("active", "2026-12-15")
    ))  # fmt: skip


def drop(path: str, *steps: str | int) -> Change:
    """Take one item or key out."""

    def change(tree: Tree) -> None:
        data = tree.data(path)
        place = data
        for step in steps[:-1]:
            place = place[step]
        del place[steps[-1]]
        tree.put(path, data)

    return change


def insert(path: str, key: str, number: int, item: dict[str, Any]) -> Change:
    def change(tree: Tree) -> None:
        data = tree.data(path)
        data[key].insert(number, item)
        tree.put(path, data)

    return change


def move(old: str, new: str) -> Change:
    return lambda tree: tree.move(f"registry/{old}", f"registry/{new}")


def remove(path: str) -> Change:
    return lambda tree: tree.remove(path)


def edited(id: str = "idee", date: str = "2027-02-20", **changes: Any) -> Change:
    """Facts that changed, and all answers looked at again: as `edit` and `check` do it."""

    def change(tree: Tree) -> None:
        tree.edit(facts_of(id), **changes)
        check(tree, id, date)

    return change


# fmt: off
DISHONEST: Mapping[str, Dishonest] = {
    # the record (reliability rows G01-G12)
    "status-by-hand": Dishonest(
        edit(IDEE, status="active"), "status-without-decision", IDEE, "status: active"
    ),
    "active-without-answers": Dishonest(
        both(remove(checks_of("idee")), activate()), "gate-shut", IDEE, "status: active"
    ),
    "exploring-becomes-inherited": Dishonest(
        edit(IDEE, status="inherited", dates__check_by="2027-12-31", dates__start="2025-06-01"),
        "status-step", IDEE, "status: inherited",
    ),
    "inherited-becomes-exploring": Dishonest(
        edit(OUD, status="exploring"), "status-step", OUD, "status: exploring"
    ),
    "inherited-is-declined": Dishonest(
        decide("oud", decision("declined", "2027-02-20")), "status-step", OUD, "- status: declined"
    ),
    "active-is-ended-at-once": Dishonest(
        decide("loket", decision("ended", "2027-02-20")), "status-step", LOKET, "- status: ended"
    ),
    "declined-becomes-active": Dishonest(
        decide("nee", decision("active", "2027-02-20")), "status-step", NEE, "- status: active"
    ),
    "ended-runs-again": Dishonest(
        decide("klaar", decision("active", "2027-02-20")), "status-step", KLAAR, "- status: active"
    ),
    "status-back-to-exploring": Dishonest(
        edit(LOKET, status="exploring", decisions=None), "decision-removed", LOKET
    ),
    "new-and-active": Dishonest(
        born("nieuw", decision("active", "2027-02-20")),
        "born-active", facts_of("nieuw"), "status: active",
    ),
    "new-and-ending": Dishonest(
        born("nieuw", decision("active", "2027-02-20"), decision("ending", "2027-02-21")),
        "born-active", facts_of("nieuw"), "status: ending",
    ),
    "new-as-inherited": Dishonest(
        born("nieuw", status="inherited", dates__check_by="2027-12-31"),
        "inherited-too-new", facts_of("nieuw"), "status: inherited",
    ),
    "new-as-inherited-without-start": Dishonest(
        born("nieuw", status="inherited", dates={"check_by": "2027-12-31"}),
        "inherited-without-start", facts_of("nieuw"), "status: inherited",
    ),
    "new-and-ending-without-start": Dishonest(
        born("nieuw", decision("ending", "2027-02-20"), dates={"check_by": "2027-12-31"}),
        "inherited-without-start", facts_of("nieuw"), "status: ending",
    ),
    "said-to-have-run-before": Dishonest(
        edit(IDEE, dates__start="2025-06-01"), "start-moved", IDEE, "start: 2025-06-01"
    ),
    "start-taken-out": Dishonest(
        edit(IDEE, dates__start=None, dates__check_by="2028-01-01"),
        "start-moved", IDEE, "end: 2028-12-31",
    ),
    "decision-moved-back": Dishonest(
        edit(LOKET, decisions__0__date="2026-11-01"), "decision-changed", LOKET, "- status: active"
    ),
    "decision-of-another-body": Dishonest(
        edit(LOKET, decisions__0__body="raad"), "decision-changed", LOKET, "- status: active"
    ),
    "decision-with-other-versions": Dishonest(
        edit(LOKET, decisions__0__checklists__own=1), "decision-changed", LOKET, "- status: active"
    ),
    "reason-of-a-no-rewritten": Dishonest(
        edit(NEE, decisions__0__reason="Niemand wilde het."),
        "decision-changed", NEE, "- status: declined",
    ),
    "decision-taken-out": Dishonest(
        drop(KLAAR, "decisions", 0), "decision-removed", KLAAR, "- status: ended"
    ),
    "decision-put-in-between": Dishonest(
        insert(KLAAR, "decisions", 0, decision("active", "2026-01-15")),
        "decision-inserted", KLAAR, "- status: active",
    ),
    "deleted-while-active": Dishonest(remove("registry/loket"), "partnership-removed", LOKET),
    "deleted-while-inherited": Dishonest(remove("registry/oud"), "partnership-removed", OUD),
    "a-no-deleted": Dishonest(remove("registry/nee"), "partnership-removed", NEE),
    "history-deleted": Dishonest(remove("registry/klaar"), "partnership-removed", KLAAR),
    "renamed-while-active": Dishonest(
        move("loket", "balie"), "partnership-renamed", facts_of("balie")
    ),
    "renamed-to-skip-a-step": Dishonest(
        both(move("idee", "haven"), edit(
            facts_of("haven"), status="inherited", dates__check_by="2027-12-31",
            dates__start="2025-06-01",
        )), "status-step", facts_of("haven"), "status: inherited",
    ),
    "lighter-by-an-earlier-end": Dishonest(
        both(edited(dates__end="2028-05-31"), activate()),
        "weight-lowered", IDEE, "end: 2028-05-31",
    ),
    "fewer-questions-by-another-fact": Dishonest(
        both(edited(profile__residents="not-affected"), activate()),
        "fewer-questions", IDEE, "residents: not-affected",
    ),
    # the rules (G13-G20)
    "question-dropped": Dishonest(without_question(2), "question-dropped", OWN, "questions:"),
    "gate-of-a-question-lowered": Dishonest(
        questions(0, gate="explain"), "question-weakened", OWN, "- id: agreed"
    ),
    "more-passes": Dishonest(
        questions(0, passes=["met", "partly"]), "question-weakened", OWN, "- id: agreed"
    ),
    "question-only-when-heavy": Dishonest(
        questions(0, weight="heavy"), "question-weakened", OWN, "- id: agreed"
    ),
    "question-never-asked": Dishonest(
        questions(0, when={"duty.extent": ["fully"]}), "question-weakened", OWN, "- id: agreed"
    ),
    "question-not-for-inherited": Dishonest(
        questions(0, of=["new"]), "question-weakened", OWN, "- id: agreed"
    ),
    "question-about-less": Dishonest(
        questions(0, about=None), "question-weakened", OWN, "- id: agreed"
    ),
    "choice-taken-out": Dishonest(
        drop(OWN, "questions", 1, "choices", 1), "question-weakened", OWN, "- id: choice"
    ),
    "choice-that-reads-otherwise": Dishonest(
        questions(1, choices__0__label__nl="Nee, nooit"), "question-reworded", OWN, "- id: choice"
    ),
    "question-reworded-in-english": Dishonest(
        questions(0, ask__en="Do you feel like it?"), "question-reworded", OWN, "- id: agreed"
    ),
    "help-reworded": Dishonest(
        questions(0, help__nl="Vul maar iets in."), "question-reworded", OWN, "- id: agreed"
    ),
    "version-lowered": Dishonest(
        both(edit(OWN, version=1)), "checklist-version-lowered", OWN, "version: 1"
    ),
    "checklist-deleted": Dishonest(remove(OWN), "checklist-removed", OWN),
    "checklist-no-longer-gates": Dishonest(
        edit(SETTINGS, gate=["why", "goals", "values", "roles"]),
        "setting-loosened", SETTINGS, "- why",
    ),
    "another-approver": Dishonest(
        edit(SETTINGS, approvers=["gemeentesecretaris", "concerncontroller", "projectleider"]),
        "setting-loosened", SETTINGS, "- gemeentesecretaris",
    ),
    "more-days-to-recheck": Dishonest(
        edit(SETTINGS, recheck_days=360), "setting-loosened", SETTINGS, "recheck_days"
    ),
    "heavy-only-from-more": Dishonest(
        edit(SETTINGS, heavy_from_euros_a_year=900000), "setting-loosened", SETTINGS, "heavy_from"
    ),
    "reviewed-less-often": Dishonest(
        edit(SETTINGS, review_every_months=36), "setting-loosened", SETTINGS, "review_every"
    ),
    "register-began-later": Dishonest(
        edit(SETTINGS, began="2027-02-01"), "setting-loosened", SETTINGS, "began"
    ),
    "register-of-somebody-else": Dishonest(
        edit(SETTINGS, authority="other"), "setting-loosened", SETTINGS, "authority"
    ),
    "active-with-its-own-rules": Dishonest(
        both(questions(2, gate="show"), edit(OWN, version=3), activate()),
        "activated-with-rules", IDEE, "status: active",
    ),
    "active-with-another-workflow": Dishonest(
        activate(), "activated-with-rules", IDEE, "status: active", (".github/workflows/check.yml",)
    ),
    "active-with-hidden-differences": Dishonest(
        activate(), "activated-with-rules", IDEE, "status: active", ("../.gitattributes",)
    ),
    "active-through-the-new-gate-only": Dishonest(
        both(
            edit(OWN, version=3), without_question(0),
            drop(checks_of("idee", "own"), "answers", "agreed"), activate(),
        ), "gate-shut-at-base", IDEE, "status: active",
    ),
    "active-under-a-new-threshold": Dishonest(
        both(
            edit(SETTINGS, heavy_from_euros_a_year=900000),
            edited(profile__yearly_cost=300000), activate(),
        ),
        "gate-shut-at-base", IDEE, "status: active",
    ),
    "active-with-a-partner-no-longer-private": Dishonest(
        both(edit("registry/organisations/bouwer-bv.yaml", kind="other"), activate()),
        "gate-shut-at-base", IDEE, "status: active",
        before=both(
            edited(partners__1__organisations=["bouwer-bv"]),
            drop(checks_of("idee", "values"), "answers", "fair-chance"),
        ),
    ),
    "partner-no-longer-private": Dishonest(
        edit("registry/organisations/bouwer-bv.yaml", kind="other"),
        "organisation-no-longer-private", "registry/organisations/bouwer-bv.yaml", "kind: other",
    ),
    "active-on-a-start-before-the-register": Dishonest(
        both(edit(IDEE, dates__start="2025-06-01", form="stichting"), activate()),
        "gate-shut-at-decision", IDEE, "status: active",
    ),
    # the answers (G21-G36)
    "no-becomes-yes": Dishonest(
        edit(WHY, **{f"{WORTH}__note": "Het kost te veel, zegt de controller van de gemeente."}),
        "answer-changed-silently", WHY, "worth-it:",
    ),
    "answered-by-somebody-else": Dishonest(
        edit(WHY, **{f"{WORTH}__by": "concerncontroller"}),
        "answer-changed-silently", WHY, "worth-it:",
    ),
    "evidence-taken-away": Dishonest(
        edit(WHY, **{f"{WORTH}__evidence": None}), "answer-changed-silently", WHY, "worth-it:"
    ),
    "value-changed": Dishonest(
        edit(WHY, answers__conclusion__value="go-on-if"),
        "answer-changed-silently", WHY, "conclusion:",
    ),
    "exception-longer": Dishonest(
        edit(WHY, **{f"{WORTH}__exception__until": "2027-11-01"}),
        "answer-changed-silently", WHY, "worth-it:", before=excuse(),
    ),
    "exception-approved-by-another": Dishonest(
        edit(WHY, **{f"{WORTH}__exception__approved_by": "concerncontroller"}),
        "answer-changed-silently", WHY, "worth-it:", before=excuse(),
    ),
    "exception-put-below-an-old-answer": Dishonest(
        excuse(), "answer-changed-silently", WHY, "worth-it:"
    ),
    "fingerprint-typed-by-hand": Dishonest(
        both(edit(LOKET, profile__yearly_cost=60000), edit(
            WHY, **{f"{WORTH}__rests_on": {
                "purpose": "sha256:1e67cdb917676412", "profile.yearly_cost": "sha256:" + "a" * 16,
            }}
        )), "basis-changed-silently", WHY, "worth-it:",
    ),
    "version-typed-by-hand": Dishonest(
        both(edit(OWN, version=3), edit(checks_of("loket", "own"), answers__agreed__version=3)),
        "basis-changed-silently", checks_of("loket", "own"), "agreed:",
    ),
    "date-moved-back": Dishonest(
        edit(WHY, **{f"{WORTH}__date": "2026-10-01"}), "answer-backdated", WHY, "worth-it:"
    ),
    "answer-from-before-the-decision": Dishonest(
        edit(WHY, **{f"{WORTH}__date": "2026-12-10", f"{WORTH}__note": sentence("later")}),
        "answer-backdated", WHY, "worth-it:",
    ),
    "new-answer-from-before-the-decision": Dishonest(
        edit(WHY, **{"answers__problem-now": {
            "value": sentence("probleem"), "by": "wethouder", "date": "2026-12-01", "version": 1,
        }}), "answer-backdated", WHY, "problem-now:",
    ),
    "answers-emptied": Dishonest(edit(WHY, answers={}), "answer-removed", WHY),
    "answers-deleted": Dishonest(remove(checks_of("zorg")), "answer-removed", checks_of("zorg")),
    "answered-after-the-decision": Dishonest(
        both(edit(checks_of("idee"), **{f"{WORTH}__date": "2027-02-27"}), activate()),
        "answered-after-decision", IDEE, "date: 2027-02-25",
    ),
    "facts-changed-and-active": Dishonest(
        both(edit(IDEE, purpose="Iets heel anders dan was gevraagd."), activate()),
        "recheck-facts", IDEE, "status: active",
    ),
    "recheck-left-for-later": Dishonest(
        edit(LOKET, profile__yearly_cost=60000), "recheck-facts", LOKET, "status: active"
    ),
    "answers-of-another": Dishonest(
        copied("loket", "kopie", "Kopie"), "answers-taken-over", facts_of("kopie")
    ),
    "answers-of-another-with-other-names": Dishonest(
        copied("loket", "kopie", "Warmtepunt", huurders="Gemeente Oudstad huurders"),
        "answers-taken-over", facts_of("kopie"),
    ),
    "two-new-ones-with-the-same-answers": Dishonest(
        both(born("een", name="Een"), copied("een", "twee", "Twee")),
        "answers-taken-over", facts_of("twee"),
    ),
    "taken-over-a-few-at-a-time": Dishonest(
        activate("kopie"), "answers-taken-over", facts_of("kopie"),
        before=copied("loket", "kopie", "Kopie"),
    ),
    "exception-approved-by-nearly-the-author": Dishonest(
        both(excuse("idee", by="De gemeente-secretaris (wnd.)"), activate()),
        "gate-shut", IDEE, "status: active",
    ),
    # what others rely on
    "partner-taken-out": Dishonest(
        drop(LOKET, "partners", 1), "partner-removed", LOKET, "partners:"
    ),
    "partner-replaced": Dishonest(
        edit(LOKET, partners__1__organisations=["gemeente-nieuwland"]),
        "partner-removed", LOKET, "partners:",
    ),
    "other-document-under-the-same-id": Dishonest(
        edit(LOKET, documents__0__title="Begroting 2028", documents__0__reference="Z/28/4"),
        "evidence-repointed", LOKET, "- id: nota",
    ),
    "former-name-forgotten": Dishonest(
        edit(LOKET, name="Duurzaam huis"), "former-name-missing", LOKET, "name:"
    ),
    "former-name-of-an-organisation-dropped": Dishonest(
        edit("registry/organisations/bouwer-bv.yaml", former_names=None),
        "former-name-dropped", "registry/organisations/bouwer-bv.yaml", "schema: 1",
    ),
    "organisation-becomes-another": Dishonest(
        edit(OUDSTAD, name="Stichting Zon", kind="foundation"),
        "organisation-replaced", OUDSTAD, "name:",
    ),
    "organisation-deleted": Dishonest(
        remove(OUDSTAD), "organisation-removed", OUDSTAD
    ),
    "organisation-renamed": Dishonest(
        move("organisations/gemeente-oudstad", "organisations/oudstad"),
        "organisation-removed", OUDSTAD,
    ),
    "bad-measurement-taken-out": Dishonest(
        edit(LOKET, goals__0__measured=None), "measurement-removed", LOKET, "goals:"
    ),
    "role-change-taken-out": Dishonest(
        edit(LOKET, partners__0__role_changes=None), "role-change-removed", LOKET, "partners:",
        before=edit(LOKET, partners__0__role_changes=[{
            "date": "2027-01-15", "whose": "ours", "phase": "during", "was": "client",
            "now": "connect", "reason": "Oudstad voert nu zelf uit.",
        }]),
    ),
    "weight-no-longer-raised": Dishonest(
        edit(facts_of("zwaar"), weight_raised_to=None),
        "weight-raise-removed", facts_of("zwaar"), before=raised,
    ),
    "unreadable-before": Dishonest(
        mended, "not-compared", LOKET,
        before=lambda tree: tree.replace(LOKET, "name: ", "name: x: "),
    ),
    "late-reason-taken-out": Dishonest(
        edit(LOKET, decisions__0__late_reason=None), "decision-changed", LOKET, "- status: active",
        before=edit(LOKET, decisions__0__late_reason="De nota kwam pas in januari."),
    ),
    "answers-to-what-ended-deleted": Dishonest(
        remove(checks_of("klaar")), "history-changed", checks_of("klaar")
    ),
    "partner-of-a-no-rewritten": Dishonest(
        edit(NEE, partners__0__interest__text="Geen enkel belang."),
        "history-changed", NEE, "- organisations:",
    ),
    "evidence-of-a-no-becomes-another": Dishonest(
        edit(NEE, documents__0__title="Begroting 2028", documents__0__reference="Z/28/4"),
        "evidence-repointed", NEE, "- id: nota",
    ),
    "a-no-rewritten": Dishonest(
        edit(NEE, purpose="Een plan dat niemand wilde."), "history-changed", NEE, "purpose:"
    ),
    "answers-to-a-no-rewritten": Dishonest(
        edit(checks_of("nee"), **{f"{WORTH}__verdict": "not-met"}),
        "history-changed", checks_of("nee"), "worth-it:",
    ),
}
# fmt: on
