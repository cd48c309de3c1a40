"""The engine: every kind of fact and answer, back and skip, and what is on disk after each."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Copy
from frontend import (
    BY,
    PATH,
    STARTED,
    Asked,
    Script,
    add_checklist,
    answers,
    data,
    flow,
    notebook,
    own_register,
    question,
    voice,
)
from samenwerk.interview import typed
from samenwerk.interview.facts import Facts
from samenwerk.interview.flow import Flow, Scope
from samenwerk.prompt import Ask, Check, Signal
from samenwerk.schema import field

ASK = Ask(heading="Vraag 1 van 1", question="Hoe zit dit?", signals=frozenset(Signal))
BACK, SKIP, NOT_YET = Signal.BACK, Signal.SKIP, Signal.NOT_YET
ADD, DONE = "+", "."
KNOWN = {
    "text": "Minder wachttijd voor huurders.",
    "known": "confirmed",
    "confirmed_by": "directeur",
    "how": "gesprek",
    "date": "2026-10-01",
}


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    made = own_register(tmp_path)
    made.write("registry/oud-loket/partnership.yaml", made.read(PATH))
    return made


def ask(copy: Copy, path: tuple[str | int, ...], *given: Any) -> tuple[Any, Script]:
    """Asks one fact; every answer must be used."""
    script = Script(given)
    book = notebook(copy)
    now: Any = book.facts
    for step in path:
        now = now.get(step) if isinstance(now, dict) else now[step]
        if now is None:
            break
    answer = Facts.of(voice(script), book).ask(ASK, path, now)
    assert script.is_done
    return answer, script


# --- facts: each kind of input --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "given", "stored"),
    [
        (("name",), ["Loket"], "Loket"),
        (("purpose",), ["Twee regels\nover het doel."], "Twee regels\nover het doel."),
        (("people", "stand_in"), ["beleidsadviseur wonen"], "beleidsadviseur wonen"),
        (("kind",), ["public-public"], "public-public"),
        (("partners", 0, "lead"), ["true"], True),
        (("partners", 0, "lead"), ["false"], False),
        (("themes",), [["energy", "water"]], ["energy", "water"]),
        (("dates", "first_review"), ["12-3-2027"], "2027-03-12"),
        (("dates", "start"), ["12 maart 2027"], "2027-03-12"),
        (("dates", "end"), ["2027-12-31"], "2027-12-31"),
        (("profile", "yearly_cost"), ["€ 45.000,-"], 45000),
        (("own", "interests"), ["Lagere kosten.", SKIP], ["Lagere kosten."]),
        (("own", "interests"), ["Een.", "Twee.", "Drie."], ["Een.", "Twee.", "Drie."]),
        (("links", "replaces"), ["oud-loket", SKIP], ["oud-loket"]),
        (("entity",), ["waterschap-vliet"], "waterschap-vliet"),
        (
            ("alternatives",),
            ["buy", "Te duur voor ons.", SKIP],
            [{"option": "buy", "dropped_because": "Te duur voor ons."}],
        ),
        (
            ("funding",),
            ["gemeente-oudstad", "33,5", SKIP, SKIP],
            [{"organisation": "gemeente-oudstad", "percent": 33.5}],
        ),
        (
            ("expectations",),
            ["gemeente-voorbeeld", "gemeente-oudstad", "Antwoord binnen een week.", "spoken", SKIP],
            [
                {
                    "id": "antwoord-binnen-een-week",
                    "from": "gemeente-voorbeeld",
                    "to": "gemeente-oudstad",
                    "text": "Antwoord binnen een week.",
                    "state": "spoken",
                }
            ],
        ),
        (
            ("partners", 0, "interest"),
            [KNOWN["text"], "confirmed", "directeur", "1-10-2026"],
            {key: each for key, each in KNOWN.items() if key != "how"},
        ),
        (
            ("partners", 0, "interest"),
            [KNOWN["text"], "asked"],
            {"text": KNOWN["text"], "known": "asked"},
        ),
        (("profile",), [SKIP, "none", SKIP, SKIP, SKIP], {"personal_data": "none"}),
    ],
)
def test_a_fact_is_asked_by_its_schema(copy: Copy, path: Any, given: Any, stored: Any) -> None:
    assert ask(copy, path, *given)[0] == stored


def test_a_choice_explains_itself_in_the_language_of_the_screen(copy: Copy) -> None:
    script = Script(["none"])
    Facts.of(voice(script, "en"), notebook(copy)).ask(ASK, ("profile", "powers"), None)
    labels = [each.label for each in script.asked[0].choices]
    assert "Blijven bij ons" not in labels
    assert all(each.explanation[:1].isupper() for each in script.asked[0].choices)


def test_unknown_is_no_choice_where_a_person_can_say_not_yet(copy: Copy) -> None:
    _, script = ask(copy, ("profile", "powers"), "none")
    assert "unknown" not in script.asked[0].values


# --- facts: lists ---------------------------------------------------------------------------------

GOAL = ["Meer gesprekken.", "Aantal gesprekken.", "500", "31-12-2027"]


def test_an_item_that_is_whole_is_on_disk_before_the_next(copy: Copy) -> None:
    given = [*GOAL, "Kortere wachttijd.", KeyboardInterrupt]
    with pytest.raises(KeyboardInterrupt):
        ask(copy, ("goals",), *given)
    assert [each["result"] for each in data(copy)["goals"]] == ["Meer gesprekken."]


def test_back_in_a_list_is_back_to_the_field_before(copy: Copy) -> None:
    back = [*GOAL[:2], BACK, "Gesprekken per maand.", "500", "31-12-2027"]
    stored, _ = ask(copy, ("goals",), *back, BACK, "1-1-2028", SKIP)
    assert stored[0]["measure"] == "Gesprekken per maand."
    assert stored[0]["date"] == "2028-01-01"


def test_back_from_the_first_field_leaves_the_question(copy: Copy) -> None:
    assert ask(copy, ("goals",), BACK)[0] is BACK
    assert "goals" not in data(copy)


def test_the_items_so_far_are_shown(copy: Copy) -> None:
    _, script = ask(copy, ("goals",), *GOAL, SKIP)
    assert "1. Meer gesprekken." in script.asked[-1].ask.note
    assert NOT_YET not in script.asked[-1].ask.signals


def goals(copy: Copy) -> Copy:
    facts = [
        {"id": "een", "result": "Eerste doel.", "measure": "Aantal.", "baseline": "3"},
        {"id": "twee", "result": "Tweede doel."},
    ]
    return own_register(copy.root, goals=facts)


def test_a_list_that_is_there_is_added_to_changed_and_cut_down(copy: Copy) -> None:
    change = ["Beter doel.", "Aantal gesprekken.", SKIP, "9", "31-12-2027", SKIP]
    given = [ADD, *GOAL, "=1", *change, "-0", DONE]
    stored, script = ask(goals(copy), ("goals",), *given)
    assert [each["id"] for each in stored] == ["twee", "meer-gesprekken"]
    assert stored[0]["result"] == "Beter doel."
    assert stored == data(copy)["goals"]
    assert "Eerste doel." in script.asked[0].choices[2].label


def test_back_while_adding_adds_nothing(copy: Copy) -> None:
    stored, _ = ask(goals(copy), ("goals",), ADD, BACK, DONE)
    assert [each["id"] for each in stored] == ["een", "twee"]


def test_what_a_change_passes_over_stays(copy: Copy) -> None:
    stored, _ = ask(goals(copy), ("goals",), "=0", *[SKIP] * 6, DONE)
    assert stored[0]["baseline"] == "3"


def test_skipping_a_list_of_items_that_is_there(copy: Copy) -> None:
    assert ask(goals(copy), ("goals",), SKIP)[0] is SKIP


def test_one_talk_confirms_more_than_one_fact(copy: Copy) -> None:
    partner = {"organisations": ["gemeente-oudstad"], "interest": KNOWN}
    own_register(copy.root, partners=[partner])
    stored, script = ask(copy, ("partners", 0, "main_goal"), "Een bezet loket.", "same")
    assert stored == {**KNOWN, "text": "Een bezet loket."}
    assert "directeur, gesprek, 1 oktober 2026" in script.asked[1].choices[0].explanation


def test_who_confirmed_it_goes_when_it_is_no_longer_confirmed(copy: Copy) -> None:
    partner = {"organisations": ["gemeente-oudstad"], "interest": KNOWN}
    own_register(copy.root, partners=[partner])
    stored, _ = ask(copy, ("partners", 0, "interest"), "Iets anders willen.", "assumed")
    assert "confirmed_by" not in stored


def checks(copy: Copy, path: tuple[str | int, ...], good: str) -> list[Check]:
    """What is held against the text that is typed for a fact."""
    noted: list[Check] = []

    class Noting(Script):
        def text(self, ask: Ask, check: Check) -> str | Signal:
            noted.append(check)
            return super().text(ask, check)

    Facts.of(voice(Noting([good])), notebook(copy)).ask(ASK, path, None)
    return noted


def test_a_text_in_another_form_than_its_fact_has_is_asked_again(copy: Copy) -> None:
    place = ("documents", 0, "url")
    (check,) = checks(copy, place, "https://x.nl")
    sentence = field("partnership", place).hint.in_(voice(Script([])).language)
    assert [check(each) for each in ("https://x..nl", "mailto:@")] == [sentence, sentence]
    (check,) = checks(copy, ("name",), "Loket")
    assert check("\u200b\u2800")


@pytest.mark.parametrize(
    ("text", "stored"),
    [("25", 25), ("025 %", 25), ("33,50", 33.5), ("0,0", 0), ("100", 100), ("00", 0)],
)
def test_a_share_is_stored_as_it_was_typed(text: str, stored: float) -> None:
    assert (typed.percent(text), type(typed.percent(text))) == (stored, type(stored))


@pytest.mark.parametrize("text", ["33,333333333333333333333333", "100,1", "-1", "1000", "een"])
def test_a_share_that_would_change_is_asked_again(text: str) -> None:
    assert typed.percent(text) is None


# --- facts: organisations, documents, no end ------------------------------------------------------


def test_an_unknown_organisation_is_added_on_the_way(copy: Copy) -> None:
    stored, _ = ask(copy, ("entity",), "+Woonclub Zuid", "association")
    assert stored == "woonclub-zuid"
    added = data(copy, "registry/organisations/woonclub-zuid.yaml")
    assert (added["name"], added["kind"]) == ("Woonclub Zuid", "association")
    assert "yaml-language-server" in copy.read("registry/organisations/woonclub-zuid.yaml")


def test_back_from_the_kind_is_back_to_the_name(copy: Copy) -> None:
    assert ask(copy, ("entity",), "+Woonclub", BACK, "bouwer-bv")[0] == "bouwer-bv"
    assert not copy.path("registry/organisations/woonclub.yaml").exists()


def test_our_own_organisation_is_no_partner_of_ours(copy: Copy) -> None:
    _, script = ask(copy, ("entity",), "bouwer-bv")
    assert "gemeente-voorbeeld" in script.asked[0].values
    partners = Script(["bouwer-bv", SKIP])
    Facts.of(voice(partners), notebook(copy)).ask(ASK, ("partners",), None)
    assert "gemeente-voorbeeld" not in partners.asked[0].values


def test_a_document_is_added_on_the_way(copy: Copy) -> None:
    own_register(copy.root, public_task={"text": "Minder energiearmoede."})
    stored, _ = ask(copy, ("public_task", "evidence"), "+Nota duurzaamheid 2027", SKIP)
    assert stored == ["nota-duurzaamheid-2027"]
    assert data(copy)["documents"] == [
        {"id": "nota-duurzaamheid-2027", "title": "Nota duurzaamheid 2027"}
    ]


def test_why_there_is_no_end_date_stands_in_its_place(copy: Copy) -> None:
    assert ask(copy, ("dates", "end"), "geen", BACK, "geen", "De wet kent geen einde.")[0] is SKIP
    assert data(copy)["dates"]["no_end_because"] == "De wet kent geen einde."
    assert ask(copy, ("dates", "end"), "31-12-2027")[0] == "2027-12-31"
    assert "no_end_because" not in data(copy)["dates"]


# --- questions of a checklist ---------------------------------------------------------------------

CHOICES = [
    {"value": "go-on", "label": {"nl": "Doorgaan", "en": "Go on"}},
    {"value": "stop", "label": {"nl": "Stoppen", "en": "Stop"}},
]
KINDS = {
    "text": ("Huurders wachten veertien weken.", "Huurders wachten veertien weken."),
    "function": ("wethouder wonen", "wethouder wonen"),
    "date": ("1-10-2026", "2026-10-01"),
    "number": ("45.000", 45000),
    "choice": ("go-on", "go-on"),
    "choices": (["go-on", "stop"], ["go-on", "stop"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_is_asked_by_its_kind(copy: Copy, kind: str) -> None:
    given, stored = KINDS[kind]
    more: Any = {"choices": CHOICES} if kind.startswith("choice") else {}
    add_checklist(copy, question("q", value=kind, **more))
    flow(copy, Script([given]), "own").run(BY)
    made = answers(copy, "own")["q"]
    assert made == {"value": stored, "by": BY, "date": "2026-11-22", "version": 1}
    assert not flow(copy, Script([]), "own").waiting()


def verdict(id: str = "q", **parts: Any) -> dict[str, Any]:
    return question(
        id, **{"passes": ["met"], "about": ["purpose"], "evidence": "optional", **parts}
    )


def run(copy: Copy, *given: Any, **scope: bool) -> Script:
    script = Script(given)
    flow(copy, script, "own", **scope).run(BY)
    assert script.is_done
    return script


NOTE = "Besproken met de wethouder op 3 november."


def test_a_verdict_has_a_note_an_author_and_what_it_rests_on(copy: Copy) -> None:
    add_checklist(copy, verdict())
    script = run(copy, "met", NOTE)
    made = answers(copy, "own")["q"]
    assert (made["verdict"], made["note"], made["by"]) == ("met", NOTE, BY)
    assert list(made["rests_on"]) == ["purpose"]
    assert any(STARTED["purpose"] in line for line in script.asked[0].ask.note)
    assert [each.key for each in script.asked[0].choices] == ["j", "d", "n"]


def test_not_applicable_is_offered_where_it_passes(copy: Copy) -> None:
    add_checklist(copy, verdict(passes=["met", "not-applicable"]))
    run(copy, "not-applicable", NOTE)
    assert answers(copy, "own")["q"]["verdict"] == "not-applicable"


def test_evidence_is_asked_with_a_yes_that_needs_it(copy: Copy) -> None:
    add_checklist(copy, verdict(evidence="when-met"))
    run(copy, "met", NOTE, "+Verslag van het overleg")
    assert answers(copy, "own")["q"]["evidence"] == ["verslag-van-het-overleg"]


def test_back_inside_a_verdict_is_back_to_the_verdict(copy: Copy) -> None:
    add_checklist(copy, verdict(evidence="when-met"))
    run(copy, "partly", BACK, "met", NOTE, BACK, "met", NOTE, "+Verslag")
    assert answers(copy, "own")["q"]["verdict"] == "met"


def test_a_no_can_be_left_or_excused(copy: Copy) -> None:
    add_checklist(copy, verdict("one"), verdict("two"))
    reason = ["De kosten volgen in het najaar.", "gemeentesecretaris", "1-6-2027"]
    run(copy, "not-met", NOTE, "leave", "partly", NOTE + " Deels.", "explain", *reason)
    made = answers(copy, "own")
    assert "exception" not in made["one"]
    assert made["two"]["exception"] == {
        "reason": reason[0],
        "approved_by": "gemeentesecretaris",
        "until": "2027-06-01",
    }


def test_back_from_an_exception_is_back_to_the_verdict(copy: Copy) -> None:
    add_checklist(copy, verdict())
    run(copy, "not-met", NOTE, "explain", BACK, "met", NOTE)
    assert answers(copy, "own")["q"]["verdict"] == "met"


@pytest.mark.parametrize("day", ["21-11-2026", "23-11-2027", "morgen"])
def test_an_exception_lasts_a_year_at_most(copy: Copy, day: str) -> None:
    add_checklist(copy, verdict())
    with pytest.raises(AssertionError):
        run(copy, "not-met", NOTE, "explain", NOTE, "gemeentesecretaris", day)


def test_no_exception_where_nobody_may_approve_it(copy: Copy) -> None:
    add_checklist(copy, verdict(), question("v", value="text"))
    copy.replace("registry/register.yaml", "approvers:\n  - gemeentesecretaris\n", "")
    run(copy, "not-met", NOTE, SKIP)


def test_a_fact_or_value_that_stays_open_can_be_excused(copy: Copy) -> None:
    add_checklist(copy, question("fact", fact="out_of_scope"), question("value", value="text"))
    run(copy, SKIP, "still", SKIP, "anew", NOTE, "gemeentesecretaris", "1-6-2027")
    assert "exception" in answers(copy, "own")["value"]
    assert "fact" not in answers(copy, "own")
    assert [each.item.key for each in flow(copy, Script([]), "own").waiting()] == ["fact"]


def test_what_must_be_there_is_only_skipped(copy: Copy) -> None:
    add_checklist(copy, question("q", value="text", gate="must"))
    run(copy, SKIP)
    assert not copy.path("registry/loket/checks/own.yaml").exists()


# --- not yet --------------------------------------------------------------------------------------


def test_not_yet_asks_who_and_when_and_stays_open(copy: Copy) -> None:
    add_checklist(copy, question("q", value="text"))
    run(copy, NOT_YET, "jurist", "1-12-2026")
    assert answers(copy, "own")["q"] == {"todo": {"who": "jurist", "date": "2026-12-01"}}
    again = flow(copy, Script([NOTE]), "own")
    assert len(again.waiting()) == 1
    again.run(BY)
    assert "todo" not in answers(copy, "own")["q"]


def test_not_yet_keeps_what_was_answered(copy: Copy) -> None:
    add_checklist(copy, verdict())
    run(copy, "not-met", NOTE, "leave")
    script = run(copy, NOT_YET, "jurist", "1-12-2026")
    assert answers(copy, "own")["q"]["verdict"] == "not-met"
    assert any(NOTE in line for line in script.asked[0].ask.note)
    shown = run(copy, SKIP).asked[0].ask.note
    assert any("jurist" in line and "1 december 2026" in line for line in shown)


def test_a_fact_of_the_profile_becomes_unknown(copy: Copy) -> None:
    add_checklist(copy, question("cost", fact="profile.yearly_cost"))
    run(copy, NOT_YET, "financieel adviseur", "1-12-2026")
    assert data(copy)["profile"]["yearly_cost"] == "unknown"


def test_back_from_who_is_back_to_the_question(copy: Copy) -> None:
    add_checklist(copy, question("q", value="text"))
    run(copy, NOT_YET, BACK, NOTE)
    assert answers(copy, "own")["q"]["value"] == NOTE


# --- back and forth -------------------------------------------------------------------------------

THREE = [question(id, value="text") for id in ("one", "two", "three")]


def test_back_over_questions_and_forward_again(copy: Copy) -> None:
    add_checklist(copy, *THREE)
    script = run(copy, "Eerste antwoord.", "Tweede antwoord.", BACK, BACK, "Beter antwoord.", NOTE)
    made = answers(copy, "own")
    assert made["one"]["value"] == "Beter antwoord."
    assert made["two"]["value"] == "Tweede antwoord."
    assert made["three"]["value"] == NOTE
    assert script.asked[3].ask.current == "Tweede antwoord."


def test_the_first_question_has_no_way_back(copy: Copy) -> None:
    add_checklist(copy, *THREE)
    script = run(copy, SKIP, "still", SKIP, "still", SKIP, "still")
    assert BACK not in script.asked[0].ask.signals
    assert BACK in script.asked[2].ask.signals


def test_where_you_are(copy: Copy) -> None:
    facts = {"powers": "none", "personal_data": "none", "can_stop": "freely", "yearly_cost": 0}
    dates = {"start": "2027-03-01", "end": "2027-12-31"}
    own_register(copy.root, profile=facts, dates=dates)
    add_checklist(copy, *THREE)
    script = run(copy, "Antwoord een.", SKIP, "still", "Antwoord drie.")
    headings = [each.ask.heading for each in script.asked]
    assert headings[0] == "Vraag 1 van 3 · Eigen vragen"
    assert headings[-1] == "Vraag 3 van 3 · Eigen vragen"


def test_an_answer_decides_which_questions_follow(copy: Copy) -> None:
    law = question("law", value="text", when={"duty.extent": ["fully"]})
    add_checklist(copy, question("duty", fact="duty.extent"), law, question("last", value="text"))
    run(copy, "fully", "Wet milieubeheer.", BACK, BACK, "none", NOTE)
    assert data(copy)["duty"]["extent"] == "none"
    assert answers(copy, "own")["last"]["value"] == NOTE


def test_a_question_that_fell_away_is_passed_over_on_the_way_back(copy: Copy) -> None:
    law = question("law", value="text", when={"duty.extent": ["fully"]})
    add_checklist(copy, law, question("duty", fact="duty.extent"), question("last", value="text"))
    script = run(copy, "Wet milieubeheer.", "none", BACK, BACK, "none", NOTE)
    assert [each.ask.question for each in script.asked][-2:] == [
        "Vraag over duty?",
        "Vraag over last?",
    ]


def test_questions_about_each_partner(copy: Copy) -> None:
    add_checklist(copy, question("role", fact="our_role.during", per="partner"))
    script = run(copy, "connect", "client")
    assert [each["our_role"]["during"] for each in data(copy)["partners"]] == ["connect", "client"]
    assert "Gemeente Oudstad" in script.asked[0].ask.heading


# --- outdated -------------------------------------------------------------------------------------


def outdated(copy: Copy) -> None:
    add_checklist(copy, verdict())
    run(copy, "met", NOTE)
    copy.replace(PATH, "gratis advies", "goed advies")


def test_an_outdated_answer_is_shown_with_what_changed(copy: Copy) -> None:
    outdated(copy)
    note = "\n".join(run(copy, SKIP).asked[0].ask.note)
    assert "Bedoeling" in note
    assert "22 november 2026" in note
    assert NOTE in note


def test_it_is_confirmed_unchanged(copy: Copy) -> None:
    outdated(copy)
    before = answers(copy, "own")["q"]
    run(copy, "still")
    after = answers(copy, "own")["q"]
    assert after["confirmed"] == "2026-11-22"
    assert after["rests_on"] != before["rests_on"]
    assert {**after, "rests_on": 0, "confirmed": 0} == {**before, "rests_on": 0, "confirmed": 0}
    assert not flow(copy, Script([]), "own").waiting()


def test_or_given_anew(copy: Copy) -> None:
    outdated(copy)
    run(copy, "anew", "partly", "Nog niet alles is besproken.", "leave")
    assert answers(copy, "own")["q"]["verdict"] == "partly"


def test_an_answer_that_a_later_one_makes_outdated_comes_once_more(copy: Copy) -> None:
    add_checklist(copy, verdict(about=["form"]), question("form", fact="form"))
    text = copy.read(PATH).replace("form: convenant\n", "")
    copy.write(PATH, text)
    script = run(copy, "met", NOTE, "netwerk", "still")
    assert script.asked[-1].ask.question == "Vraag over q?"
    assert not flow(copy, Script([]), "own").waiting()
    copy.write(PATH, text)
    run(copy, "anew", "met", NOTE, "netwerk", SKIP)  # and no third time


def test_nothing_else_refreshes_it(copy: Copy) -> None:
    outdated(copy)
    before = copy.read("registry/loket/checks/own.yaml")
    run(copy, SKIP)
    assert copy.read("registry/loket/checks/own.yaml") == before


def test_why_an_answer_does_not_count_is_said(copy: Copy) -> None:
    goals(copy)
    add_checklist(copy, question("goals", fact="goals"))
    script = Script([SKIP, "still"])
    Flow(voice(script, "en"), notebook(copy), Scope(checklists=["own"])).run(BY)
    assert script.asked[0].ask.note[0].startswith("This does not count yet: ")


# --- which questions ------------------------------------------------------------------------------


def test_all_asks_what_was_answered_well_and_deep_what_never_blocks(copy: Copy) -> None:
    add_checklist(copy, question("must", value="text"), question("show", value="text", gate="show"))
    run(copy, NOTE)
    assert not flow(copy, Script([]), "own").waiting()
    assert len(flow(copy, Script([]), "own", deep=True).waiting()) == 1
    assert len(flow(copy, Script([]), "own", deep=True, everything=True).waiting()) == 2


# --- on disk --------------------------------------------------------------------------------------


def test_each_answer_is_on_disk_before_the_next_question(copy: Copy) -> None:
    add_checklist(copy, *THREE)
    seen = []

    def look(asked: Asked) -> None:
        path = copy.path("registry/loket/checks/own.yaml")
        seen.append(sorted(answers(copy, "own")) if path.exists() else [])

    flow(copy, Script(["Een antwoord.", "Nog een antwoord.", NOTE], before=look), "own").run(BY)
    assert seen == [[], ["one"], ["one", "two"]]


def test_a_change_of_one_fact_touches_only_its_lines(copy: Copy) -> None:
    text = copy.read(PATH).replace("name:", "# met de hand geschreven\nname:").replace("\n", "\r\n")
    copy.write(PATH, text)
    add_checklist(copy, question("start", fact="dates.start"))
    run(copy, "1-4-2027", everything=True)
    assert copy.path(PATH).read_bytes() == text.replace("2027-03-01", "2027-04-01").encode()


def test_an_answer_touches_only_its_own_block(copy: Copy) -> None:
    add_checklist(copy, *THREE)
    run(copy, "Eerste antwoord.", "Tweede antwoord.", NOTE)
    path = "registry/loket/checks/own.yaml"
    before = copy.read(path)
    run(copy, SKIP, "Beter antwoord.", SKIP, everything=True)
    assert copy.read(path) == before.replace("Tweede", "Beter")


def test_the_same_answer_again_is_a_confirmation(copy: Copy) -> None:
    """A review after the decision must not look like an answer that came too late."""
    add_checklist(copy, verdict())
    run(copy, "met", NOTE)
    path = "registry/loket/checks/own.yaml"
    copy.replace(path, "date: 2026-11-22", "date: 2026-10-01")
    before = answers(copy, "own")["q"]
    run(copy, "met", NOTE, everything=True)
    assert answers(copy, "own")["q"] == before | {"confirmed": "2026-11-22"}
    run(copy, "met", f"{NOTE} En met de raad.", everything=True)
    changed = answers(copy, "own")["q"]
    assert changed["date"] == "2026-11-22"
    assert "confirmed" not in changed


def test_an_answer_that_the_rules_refuse_is_asked_again(copy: Copy) -> None:
    add_checklist(copy, question("end", fact="dates.end"))
    run(copy, "31-12-2026", "31-12-2027")
    assert data(copy)["dates"]["end"] == "2027-12-31"
