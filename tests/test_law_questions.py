"""What the law asks of a legal form: asked only there, and then it counts in every register."""

import re
from pathlib import Path
from typing import Any

import pytest

from frontend import BY, SETTINGS, Script, converse, own_register
from gating import (
    STANDARD,
    TODAY,
    Data,
    all_answers,
    around,
    changed,
    checklist,
    given,
    judged,
    lacks,
    question,
    record,
)
from samenwerk import condition, gate, yamledit
from samenwerk.checklist import FORM, Checklist, Gate, Question, ours
from samenwerk.form import forms
from samenwerk.gate import State
from samenwerk.i18n import LANGUAGES, Texts
from samenwerk.inspection import Inspection
from samenwerk.interview.paper import template
from samenwerk.locallaw import local
from samenwerk.register import Register
from samenwerk.rules import checklists
from samenwerk.rules.settings import FRONT_END
from samenwerk.surroundings import Surroundings

LAW = {
    "law": "Wet",
    "article": "1",
    "url": "https://wetten.overheid.nl/BWBR0003740/2025-02-12#Artikel1",
    "checked": "2026-11-22",
}
LEGAL = [each for each in ours()[FORM].questions if each.law]
A_RECORD = record(STANDARD)
AROUND = {name: around(authority=name) for name in ("province", "water-board")}
each_legal = pytest.mark.parametrize("asked", LEGAL, ids=[each.id for each in LEGAL])
REGELINGEN = {id for id, form in forms().items() if form.is_regeling}
PRIVATE = {"nv", "bv", "cv-vof", "stichting", "vereniging", "cooperatie"}
AGREEMENTS = {
    "bestuursovereenkomst", "convenant", "intentieovereenkomst", "dienstverleningsovereenkomst",
    "inkoop",
}  # fmt: skip


def register(*questions: Data, gate: tuple[str, ...] = ("why",)) -> Surroundings:
    """A register that names these checklists; `form` asks these questions."""
    made = {"why": checklist(question("w")), FORM: checklist(*questions, id=FORM)}
    return around(checklists=made, gate=list(gate))


def asked(facts: Data, surroundings: Surroundings) -> list[str]:
    return [each.item.key for each in judged(facts, {}, surroundings).of(FORM)]


MUST = question("must", gate="must", law=LAW)
EXPLAIN = question("explain", gate="explain", law=LAW)
OTHER = question("other", gate="must")


# --- which questions count ------------------------------------------------------------------------


def test_what_the_law_asks_counts_also_when_the_register_does_not_name_the_checklist() -> None:
    assert asked(STANDARD, register(MUST, EXPLAIN, OTHER)) == ["must"]
    state = judged(STANDARD, {}, register(MUST, EXPLAIN, OTHER))
    assert set(state.blocking) == {"why", FORM}
    assert [each.id for each in state.checklists] == ["why", FORM]


def test_a_register_that_names_the_checklist_is_asked_all_of_it() -> None:
    named = register(MUST, EXPLAIN, OTHER, gate=("why", FORM))
    assert asked(STANDARD, named) == ["must", "explain", "other"]
    assert gate.checklists(named.settings) == ("why", FORM)


def test_a_question_of_the_law_waits_for_the_form() -> None:
    facts = changed(STANDARD, form=None)
    assert asked(facts, register(MUST)) == []
    assert asked(facts, register(MUST, OTHER, gate=("why", FORM))) == ["other"]


def test_a_checklist_that_is_not_named_need_not_ask_anything() -> None:
    assert judged(STANDARD, {}, register(OTHER)).empty == ()
    assert judged(STANDARD, {}, register(MUST, gate=("why", FORM))).empty == ()
    facts = changed(STANDARD, form=None)
    assert judged(facts, {}, register(MUST, gate=("why", FORM))).empty == (FORM,)


def test_there_is_no_way_round_it() -> None:
    exception = {"reason": "Geen tijd.", "approved_by": "gemeentesecretaris", "until": "2027-06-30"}
    answers = {FORM: {"must": given(verdict="not-met", note="Nog niet.", exception=exception)}}
    assert "must" in lacks(judged(STANDARD, answers, register(MUST)))


def test_a_register_may_not_take_the_law_out_of_a_question() -> None:
    packaged, own = Checklist.from_data(data(MUST)), Checklist.from_data(data(MUST | {"law": None}))
    assert checklists.is_weaker(own.questions[0], packaged.questions[0])
    assert not checklists.is_weaker(packaged.questions[0], own.questions[0])
    assert not checklists.is_weaker(packaged.questions[0], packaged.questions[0])


def data(asked: Data) -> Data:
    return {
        "id": FORM,
        "version": 1,
        "title": {"nl": "Vorm", "en": "Form"},
        "questions": [{key: value for key, value in asked.items() if value is not None}],
    }


# --- the packaged ones ----------------------------------------------------------------------------


@each_legal
def test_a_question_of_the_law_says_that_it_is_no_advice_and_when_it_was_checked(
    asked: Question,
) -> None:
    assert asked.law
    note = asked.law.note
    assert note.nl.endswith("Geen juridisch advies; tekst nagegaan op 22 november 2026.")
    assert note.en.endswith("No legal advice; text checked on 22 November 2026.")
    for language in LANGUAGES:
        assert f" {asked.law.article}" in note.in_(language)
        for inherited in (True, False):
            assert asked.law.url in asked.helped_as(inherited=inherited).in_(language)


def test_it_says_so_on_the_screen_before_it_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = own_register(tmp_path, form="openbaar-lichaam")
    script = Script([KeyboardInterrupt])
    converse(
        monkeypatch, script, "check", "loket", "form", "--by", BY, "--register", str(copy.root)
    )
    (line,) = (each for each in script.asked[0].ask.note if "juridisch" in each)
    assert line.startswith("Wet gemeenschappelijke regelingen, artikel 136, lid 2.")


def test_a_register_names_the_law_of_its_own_authority(tmp_path: Path) -> None:
    copy = own_register(tmp_path)
    copy.write("registry/register.yaml", yamledit.dump({**SETTINGS, "authority": "province"}))
    questions = Inspection(Register(copy.root), TODAY).surroundings.checklists[FORM].questions
    laws = {each.law.law for each in questions if each.law}
    assert laws == {"Wet gemeenschappelijke regelingen", "Provinciewet"}


@each_legal
def test_the_law_of_a_question_is_one_of_those_of_the_forms(asked: Question) -> None:
    """The same law, on the same fixed day."""
    assert asked.law
    known = {
        (each.source.name.nl, each.source.url.partition("#")[0])
        for form in forms().values()
        for each in (*form.deciding.values(), *form.steps)
    }
    url, _, article = asked.law.url.partition("#Artikel")
    assert (asked.law.law, url) in known
    assert article == asked.law.article


@pytest.mark.parametrize(
    ("authority", "asked", "cited"),
    [
        ("municipality", "draft-sent", "Wet gemeenschappelijke regelingen, artikel 1, lid 2"),
        ("province", "draft-sent", "Wet gemeenschappelijke regelingen, artikel 40, lid 2"),
        ("water-board", "draft-sent", "Wet gemeenschappelijke regelingen, artikel 50, lid 2"),
        ("water-board", "permission", "Wet gemeenschappelijke regelingen, artikel 50, lid 4"),
        ("municipality", "clause-exit", "Wet gemeenschappelijke regelingen, artikel 9, lid 1"),
        (
            "province",
            "clause-exit",
            "Wet gemeenschappelijke regelingen, artikel 9, lid 1, via artikel 41, lid 1",
        ),
        (
            "water-board",
            "clause-evaluation",
            "Wet gemeenschappelijke regelingen, artikel 11a, via artikel 50a, lid 1",
        ),
        ("province", "organs", "Wet gemeenschappelijke regelingen, artikel 136, lid 2"),
        ("municipality", "council-wishes", "Gemeentewet, artikel 160, lid 2"),
        ("province", "council-wishes", "Provinciewet, artikel 158, lid 2"),
        ("province", "far-reaching", "Provinciewet, artikel 167, lid 4"),
        ("other", "draft-sent", "Wet gemeenschappelijke regelingen, artikel 1, lid 2"),
    ],
)
def test_the_law_is_that_of_the_authority(authority: str, asked: str, cited: str) -> None:
    question = local(ours()[FORM], authority).question(asked)
    assert question
    assert question.law
    assert question.law.note.nl.startswith(f"{cited}. Geen juridisch advies; ")
    assert question.is_legal


def test_a_place_in_the_law_that_was_not_checked_says_so() -> None:
    checked = local(ours()[FORM], "province").question("council-wishes")
    unchecked = local(ours()[FORM], "water-board").question("council-view")
    assert checked
    assert checked.law
    assert unchecked
    assert unchecked.law
    assert checked.law.note.en == (
        "Provinciewet, article 158, paragraph 2. No legal advice; text checked on 22 November 2026."
    )
    assert unchecked.law.note.en == (
        "Wet gemeenschappelijke regelingen, article 50, paragraph 3."
        " No legal advice; this place in the law was not checked yet."
    )
    assert "#Artikel50\n" in unchecked.helped_as(inherited=False).nl + "\n"


@pytest.mark.parametrize("authority", ["province", "water-board"])
@each_legal
def test_no_question_names_the_law_of_municipalities_to_another(
    asked: Question, authority: str
) -> None:
    made = local(ours()[FORM], authority).question(asked.id)
    assert made
    assert made.law
    if condition.holds({"condition": asked.when.get("condition", ())}, A_RECORD, AROUND[authority]):
        assert made.law.law != "Gemeentewet"
        assert made.law.article != "1"


@each_legal
def test_a_question_of_the_law_is_asked_of_some_forms_only(asked: Question) -> None:
    assert set(asked.when["form"]) < set(forms())
    assert asked.gate is Gate.MUST


def test_a_help_without_a_law_says_nothing_of_advice() -> None:
    plain = ours()["why"].questions[0]
    assert "juridisch" not in plain.helped_as(inherited=False).nl


@pytest.mark.parametrize("form", list(forms()))
def test_each_form_is_asked_what_its_law_asks(form: str) -> None:
    facts = changed(STANDARD, form=form)
    ids = set(asked(facts, around()))
    assert ("clause-exit" in ids) is (form in REGELINGEN)
    assert ("permission" in ids) is (form in REGELINGEN)
    assert ("council-wishes" in ids) is (form in PRIVATE)
    assert ("far-reaching" in ids) is (form in AGREEMENTS)
    if form not in REGELINGEN | PRIVATE | AGREEMENTS:
        assert ids == set()


def test_a_form_without_a_body_needs_no_clauses_on_its_board() -> None:
    """Wgr art. 10(2) and on: only where a body is set up."""
    with_body = asked(changed(STANDARD, form="gemeenschappelijk-orgaan"), around())
    without = asked(changed(STANDARD, form="centrumregeling"), around())
    assert set(without) < set(with_body)
    assert {"clause-powers", "clause-board", "clause-participation"} <= set(with_body)
    assert "clause-settlement" not in with_body  # only a legal person leaves assets (art. 9(2))
    assert "clause-settlement" in asked(changed(STANDARD, form="openbaar-lichaam"), around())


@pytest.mark.parametrize(
    ("organ", "steps"),
    [
        ("raad", {"published"}),
        ("college", {"draft-sent", "permission", "published"}),
    ],
)
def test_a_regeling_of_councils_needs_no_draft_nor_permission(organ: str, steps: set[str]) -> None:
    """Wgr art. 1(2) and (4)."""
    organs = [{"organisation": "gemeente-oudstad", "organ": organ}]
    ids = asked(changed(STANDARD, form="openbaar-lichaam", organs=organs), around())
    assert {"draft-sent", "permission", "published"} & set(ids) == steps
    assert ("council-view" in ids) is (organ == "college")


def test_what_ran_before_is_not_asked_for_steps_of_long_ago() -> None:
    facts = changed(STANDARD, form="openbaar-lichaam", status="inherited")
    ids = asked(facts, around())
    assert not {"draft-sent", "permission", "council-view"} & set(ids)
    assert {"published", "clause-exit"} <= set(ids)


def test_a_water_board_is_not_asked_for_wishes_and_concerns() -> None:
    facts = changed(STANDARD, form="bv")
    assert asked(facts, around(authority="water-board")) == []
    assert "council-wishes" in asked(facts, around(authority="province"))


@pytest.mark.parametrize("form", ["openbaar-lichaam", "bv", "convenant", "regeling-zonder-meer"])
def test_the_gate_opens_when_what_the_law_asks_is_answered(form: str) -> None:
    facts = changed(STANDARD, form=form, **_facts_of_the_law(form))
    surroundings = around(gate=[*FRONT_END, FORM])
    answers = all_answers(facts, surroundings)
    state = judged(facts, answers, surroundings)
    open_facts = {key for key in lacks(state) if _fact(state, key)}
    assert set(lacks(state)) == open_facts
    assert not any(each.item.question.is_legal for each in state.judged if each.blocks)


def _fact(state: State, key: str) -> str | None:
    return next(each.item.question.fact for each in state.judged if each.item.key == key)


def _facts_of_the_law(form: str) -> dict[str, Any]:
    organs = [{"organisation": "gemeente-voorbeeld", "organ": "college", "joined": "2026-01-01"}]
    wgr = {"draft_sent": "2026-01-05", "permission": "2026-04-01", "published": "2026-05-01"}
    if form in REGELINGEN:
        return {"organs": organs, "wgr_steps": wgr}
    return {"private_law_steps": {"draft_sent": "2026-01-05"}} if form in PRIVATE else {}


def test_no_question_of_the_law_holds_advice_of_its_own() -> None:
    for each in LEGAL:
        assert not re.search(r"\b(u moet een jurist|advies)\b", each.help.nl)


def test_on_paper_a_question_of_the_law_names_it_and_offers_no_way_round() -> None:
    facts = changed(STANDARD, form="nv")
    state = judged(facts, {}, around())
    wanted = [each for each in state.of(FORM) if each.item.key == "council-wishes"]
    assert [each.item.question.verdicts for each in wanted] == [("met", "partly", "not-met")]
    made = template(record(facts), wanted, Texts("en"), inherited=False)
    assert "# Gemeentewet, article 160, paragraph 2. No legal advice; text checked on" in made
    assert "not-applicable" not in made
