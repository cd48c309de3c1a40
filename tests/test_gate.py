"""The gate: each line of DESIGN section 4, on small checklists and on the packaged ones."""

import copy
import datetime as dt
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume
from hypothesis import given as forall
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from gating import (
    HEAVY,
    LIGHT,
    STANDARD,
    TEXT,
    TODAY,
    Data,
    active,
    all_answers,
    around,
    asking,
    changed,
    checklist,
    excused,
    given,
    judged,
    lack_of,
    lacks,
    met,
    partner,
    question,
    record,
)
from samenwerk import gate, schema, yamlfile
from samenwerk.counting import Lack
from samenwerk.partnership import Profile
from samenwerk.source import Source
from samenwerk.weight import Weight

BASES = {"light": LIGHT, "standard": STANDARD, "heavy": HEAVY}


# --- the whole ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BASES)
def test_the_facts_of_these_tests_fit_the_schema(name: str) -> None:
    source = Source("x", json.dumps(BASES[name]).encode())
    assert schema.findings("partnership", source) == []


@pytest.mark.parametrize("name", BASES)
def test_the_gate_is_open_when_every_required_question_counts(name: str) -> None:
    facts = BASES[name]
    state = judged(facts, all_answers(facts, around()), around())
    assert lacks(state) == {}
    assert state.is_open
    assert state.weighed.weight is Weight.named(name)


@pytest.mark.parametrize("name", BASES)
def test_without_answers_the_gate_is_shut(name: str) -> None:
    state = judged(BASES[name], {}, around())
    assert not state.is_open
    assert set(lacks(state).values()) == {Lack.MISSING}


def test_without_facts_the_gate_is_shut() -> None:
    state = judged({"schema": 1, "name": "Leeg", "status": "exploring"}, {}, around())
    assert set(state.blocking) == {"why", "goals", "values", "roles"}


def test_the_gate_is_a_function_of_the_files_and_the_day() -> None:
    answers = all_answers(STANDARD, around())
    first = judged(STANDARD, answers, around())
    assert judged(copy.deepcopy(STANDARD), copy.deepcopy(answers), around()) == first


def test_the_questions_of_one_checklist_can_be_had_apart() -> None:
    state = judged(STANDARD, {}, around())
    assert state.of("roles")[0].item.key == "partners"
    judged_ids = gate.checklists(around().settings)
    assert judged_ids == (*around().settings.gate, "form")
    assert sum(len(state.of(id)) for id in judged_ids) == len(state.judged)
    assert state.of("intake") == ()


# --- which questions are required -----------------------------------------------------------------


@pytest.mark.parametrize(("kind", "required"), [("must", True), ("explain", True), ("show", False)])
def test_show_never_blocks(kind: str, *, required: bool) -> None:
    one = judged(STANDARD, {}, asking(question(gate=kind))).judged[0]
    assert (one.required, one.blocks, one.lack) == (required, required, Lack.MISSING)


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("weight", ["light", "standard", "heavy"])
def test_a_question_is_required_from_its_weight_up(name: str, weight: str) -> None:
    state = judged(BASES[name], {}, asking(question(weight=weight)))
    assert state.judged[0].required == (list(BASES).index(name) >= list(BASES).index(weight))


def test_a_question_whose_condition_does_not_hold_is_not_asked() -> None:
    asked = question(when={"duty.extent": ["fully"]})
    assert judged(STANDARD, {}, asking(asked)).judged == ()


@pytest.mark.parametrize(
    ("status", "dates", "inherited"),
    [
        ("exploring", {"start": "2025-01-01"}, False),
        ("declined", {"start": "2025-01-01"}, False),
        ("inherited", {}, True),
        ("inherited", {"start": "2027-01-01"}, True),
        ("active", {"start": "2025-12-31"}, True),
        ("active", {"start": "2026-01-01"}, False),
        ("active", {"check_by": "2027-12-31"}, True),
        ("active", {}, False),
    ],
)
def test_of_says_whether_new_or_inherited_partnerships_are_asked(
    status: str, dates: Data, *, inherited: bool
) -> None:
    surroundings = asking(question("a", of=["new"]), question("b", of=["inherited"]))
    state = judged(STANDARD | {"status": status, "dates": dates}, {}, surroundings)
    assert state.inherited == inherited
    assert [each.item.key for each in state.judged] == ["b" if inherited else "a"]


def test_an_inherited_partnership_is_asked_in_its_own_wording() -> None:
    own = {"ask": {"nl": "Nog steeds?", "en": "Still?"}}
    asked = checklist(question(inherited=own), question("plain")).questions
    assert asked[0].asked_as(inherited=True).nl == "Nog steeds?"
    assert asked[0].asked_as(inherited=False).nl == "Vraag?"
    assert asked[0].helped_as(inherited=True).nl == "Vraag?"
    assert asked[1].asked_as(inherited=True).nl == "Vraag?"


def test_a_question_per_partner_is_asked_once_for_each_who_has_not_left() -> None:
    partners = [partner(), partner("bouwer-bv", left="2026-10-01"), partner("gemeente-dijkstede")]
    state = judged(STANDARD | {"partners": partners}, {}, asking(question(per="partner")))
    keys = [each.item.key for each in state.judged]
    assert keys == ["q/gemeente-oudstad", "q/gemeente-dijkstede"]
    assert [each.item.index for each in state.judged] == [0, 2]


def test_who_will_leave_later_is_still_asked() -> None:
    for left, asked in (("2027-03-02", 1), ("2027-03-01", 0), ("2026-10-01", 0)):
        facts = STANDARD | {"partners": [partner(left=left)]}
        assert len(judged(facts, {}, asking(question(per="partner"))).judged) == asked


def test_a_partnership_whose_partners_have_all_left_has_none() -> None:
    partners = [partner(left="2026-10-01")]
    assert lack_of(None, STANDARD | {"partners": partners}, fact="partners") is Lack.MISSING
    assert lack_of(None, STANDARD, fact="partners") is None


def test_what_is_assumed_of_a_partner_says_nothing_about_who_the_partners_are() -> None:
    assumed = {"text": "Geld voor de wijk.", "known": "assumed"}
    facts = changed(STANDARD, partners__0__interest=assumed, partners__0__contact="nvt")
    assert lack_of(None, facts, fact="partners") is None


# --- facts ----------------------------------------------------------------------------------------


def test_a_fact_that_is_there_counts_without_an_answer() -> None:
    assert lack_of(None, fact="purpose") is None


@pytest.mark.parametrize(
    ("path", "value"), [("documents", None), ("documents", []), ("purpose", ""), ("people", {})]
)
def test_a_fact_that_is_not_there_is_missing(path: str, value: Any) -> None:
    assert lack_of(None, changed(STANDARD, **{path: value}), fact=path) is Lack.MISSING


def test_a_yearly_cost_of_zero_is_an_answer() -> None:
    facts = changed(STANDARD, profile__yearly_cost=0)
    assert lack_of(None, facts, fact="profile.yearly_cost") is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("purpose", "n.v.t."),
        ("purpose", "ok"),
        ("purpose", "q"),
        ("people__official", "onbekend"),
        ("public_task__text", "zie boven"),
        ("duty__law", "idem"),
        ("own__interests", ["Minder armoede.", "nvt"]),
    ],
)
def test_a_fact_that_says_nothing_is_filler(path: str, value: Any) -> None:
    facts = changed(STANDARD, **{path: value})
    assert lack_of(None, facts, fact=path.replace("__", ".")) is Lack.FILLER


def test_a_choice_that_looks_like_filler_is_a_choice() -> None:
    assert lack_of(None, fact="profile.powers") is None


def test_a_fact_that_is_unknown_does_not_count() -> None:
    facts = changed(STANDARD, funding__0__percent="unknown")
    assert lack_of(None, facts, fact="funding") is Lack.UNKNOWN


@pytest.mark.parametrize("key", ["measure", "target", "date"])
def test_a_goal_has_a_measure_a_target_and_a_date(key: str) -> None:
    facts = changed(STANDARD, **{f"goals__0__{key}": None})
    assert lack_of(None, facts, fact="goals") is Lack.INCOMPLETE
    assert lack_of(None, STANDARD, fact="goals") is None


def test_an_alternative_says_why_it_was_dropped() -> None:
    facts = changed(STANDARD, alternatives__0__dropped_because=None)
    assert lack_of(None, facts, fact="alternatives") is Lack.INCOMPLETE


def test_what_was_measured_is_no_part_of_the_judgement() -> None:
    measured = [{"date": "2026-12-01", "value": "-"}]
    facts = changed(STANDARD, goals__0__measured=measured)
    assert lack_of(None, facts, fact="goals") is None


def test_an_unspoken_expectation_does_not_count() -> None:
    facts = changed(STANDARD, expectations__0__state="unspoken")
    assert lack_of(None, facts, fact="expectations") is Lack.UNSPOKEN


@pytest.mark.parametrize("part", ["confirmed_by", "date"])
def test_confirmed_says_by_whom_and_when(part: str) -> None:
    confirmed = {
        "text": "Geld voor de wijk.",
        "known": "confirmed",
        "confirmed_by": "programmamanager",
        "how": "brief",
        "date": "2026-10-08",
    }
    for changes, lack in (({}, None), ({part: None}, Lack.INCOMPLETE)):
        known = {key: value for key, value in (confirmed | changes).items() if value}
        facts = changed(STANDARD, partners__0__interest=known)
        state = judged(facts, {}, asking(question(fact="interest", per="partner")))
        assert state.judged[0].lack is lack


@pytest.mark.parametrize(("name", "lack"), [("light", None), ("standard", Lack.ASSUMED)])
def test_assumed_does_not_do_from_standard_up(name: str, lack: Lack | None) -> None:
    """R13."""
    assumed = {"text": "Geld voor de wijk.", "known": "assumed"}
    facts = changed(BASES[name], partners__0__interest=assumed, partners__1__interest=None)
    state = judged(facts, {}, asking(question(fact="interest", per="partner")))
    assert [each.lack for each in state.judged] == [lack, Lack.MISSING]


def test_the_reason_for_having_no_end_stands_for_the_end() -> None:
    asked = {"fact": "dates.end"}
    without = changed(STANDARD, dates__end=None)
    assert lack_of(None, without, **asked) is Lack.MISSING
    filler = changed(without, dates__no_end_because="n.v.t.")
    assert lack_of(None, filler, **asked) is Lack.FILLER
    reason = changed(without, dates__no_end_because="De taak staat in de wet.")
    assert lack_of(None, reason, **asked) is None


def test_a_missing_fact_may_be_explained_where_the_gate_allows_it() -> None:
    facts = changed(STANDARD, purpose=None)
    answer = given(exception=excused())
    assert lack_of(answer, facts, fact="purpose") is None
    assert lack_of(answer, facts, fact="purpose", gate="must") is Lack.WRONG_EXCEPTION
    assert lack_of(given(), facts, fact="purpose") is Lack.MISSING


def test_an_exception_for_a_fact_says_by_whom_and_when() -> None:
    facts = changed(STANDARD, purpose=None)
    answer = given(by=None, exception=excused())
    assert lack_of(answer, facts, fact="purpose") is Lack.NO_AUTHOR


def test_an_old_exception_does_not_harm_a_fact_that_is_there_now() -> None:
    ended = excused(until="2027-01-01")
    assert lack_of({"exception": ended}, fact="purpose") is None


# --- values ---------------------------------------------------------------------------------------

CHOICES = [{"value": name, "label": {"nl": name, "en": name}} for name in ("go-on", "stop")]


@pytest.mark.parametrize(
    ("value", "kind", "lack"),
    [
        ("Op onze aanbesteding kwam één inschrijving.", "text", None),
        ("n.v.t.", "text", Lack.FILLER),
        ("q", "text", Lack.FILLER),
        ("HR", "function", None),
        ("nvt", "function", Lack.FILLER),
        (["nvt"], "text", Lack.NOT_PASSING),
        (1, "text", Lack.NOT_PASSING),
        (0, "number", None),
        (2.5, "number", None),
        ("veel", "number", Lack.NOT_PASSING),
        ("2026-10-01", "date", None),
        ("20261001", "date", Lack.NOT_PASSING),
        ("gisteren", "date", Lack.NOT_PASSING),
        (3, "date", Lack.NOT_PASSING),
        (None, "text", Lack.MISSING),
    ],
)
def test_a_value_is_there_and_of_its_kind(value: Any, kind: str, lack: Lack | None) -> None:
    assert lack_of(given(value=value), value=kind) is lack


@pytest.mark.parametrize(
    ("value", "kind", "passes", "lack"),
    [
        ("go-on", "choice", ["go-on"], None),
        ("stop", "choice", ["go-on"], Lack.NOT_PASSING),
        ("stop", "choice", None, None),
        ("maybe", "choice", None, Lack.NOT_PASSING),
        (["stop"], "choice", None, Lack.NOT_PASSING),
        (["go-on", "stop"], "choices", None, None),
        (["go-on", "stop"], "choices", ["go-on"], Lack.NOT_PASSING),
        (["go-on"], "choices", ["go-on"], None),
        (["maybe"], "choices", None, Lack.NOT_PASSING),
        ("stop", "choices", None, Lack.NOT_PASSING),
    ],
)
def test_a_choice_is_one_of_the_choices(
    value: Any, kind: str, passes: list[str] | None, lack: Lack | None
) -> None:
    answer = given(value=value)
    assert lack_of(answer, value=kind, choices=CHOICES, passes=passes) is lack


def test_a_missing_value_may_be_explained() -> None:
    assert lack_of(given(exception=excused()), value="text") is None


# --- verdicts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", ["met", "partly", "not-met", "not-applicable"])
@pytest.mark.parametrize("passes", [["met"], ["met", "partly"], ["not-applicable"]])
def test_a_verdict_counts_if_it_is_among_those_that_pass(verdict: str, passes: list[str]) -> None:
    expected = None if verdict in passes else Lack.NOT_PASSING
    assert lack_of(met(verdict=verdict), passes=passes) is expected


def test_a_verdict_that_is_not_there_is_missing() -> None:
    assert lack_of(None) is Lack.MISSING
    assert lack_of({"todo": {"who": "jurist", "date": "2027-01-01"}}) is Lack.MISSING
    assert lack_of(given(value="Een heel verhaal.")) is Lack.MISSING


def test_a_verdict_has_a_note_or_evidence() -> None:
    assert lack_of(met(note=None)) is Lack.NO_NOTE
    assert lack_of(met(note=None, evidence=["nota"])) is None
    assert lack_of(met(note=None, evidence=["bestaat-niet"])) is Lack.NO_NOTE


@pytest.mark.parametrize("note", ["n.v.t.", "idem", "OK!", "zie boven", "-", "\u200b", "ab"])
def test_a_note_that_says_nothing_does_not_count(note: str) -> None:
    assert lack_of(met(note=note)) is Lack.FILLER
    assert lack_of(met(note=note, evidence=["nota"])) is Lack.FILLER


def test_not_applicable_always_has_a_note() -> None:
    asked = {"passes": ["met", "not-applicable"]}
    answer = met(note=None, verdict="not-applicable", evidence=["nota"])
    assert lack_of(answer, **asked) is Lack.NO_NOTE
    assert lack_of(answer | {"note": TEXT}, **asked) is None


def test_evidence_may_be_asked_when_it_is_met() -> None:
    asked: Data = {"evidence": "when-met", "passes": ["met", "partly"]}
    assert lack_of(met(), **asked) is Lack.NO_EVIDENCE
    assert lack_of(met(evidence=["bestaat-niet"]), **asked) is Lack.NO_EVIDENCE
    assert lack_of(met(evidence=["nota"]), **asked) is None
    assert lack_of(met(verdict="partly"), **asked) is None


@pytest.mark.parametrize("note", [TEXT, "de RAAD vroeg  hierom in november!"])
def test_one_sentence_under_many_questions_counts_nowhere(note: str) -> None:
    surroundings = asking(*(question(f"q{number}") for number in range(4)))
    answers = {f"q{number}": met(f"Verslag {number} van het overleg.") for number in range(4)}
    answers |= {"q1": met(TEXT), "q2": met(TEXT)}
    assert judged(STANDARD, {"why": answers}, surroundings).is_open
    answers["q3"] = met(note)
    assert lacks(judged(STANDARD, {"why": answers}, surroundings)) == dict.fromkeys(
        ["q1", "q2", "q3"], Lack.REPEATED_NOTE
    )


def test_a_sentence_may_return_under_a_third_of_many_verdicts() -> None:
    surroundings = asking(*(question(f"q{number}") for number in range(10)))
    answers = {f"q{number}": met(f"Verslag {number} van het overleg.") for number in range(10)}
    answers |= {f"q{number}": met(TEXT) for number in range(3)}
    assert judged(STANDARD, {"why": answers}, surroundings).is_open
    answers["q3"] = met(TEXT)
    assert len(lacks(judged(STANDARD, {"why": answers}, surroundings))) == 4


# --- what every answer needs ----------------------------------------------------------------------


@pytest.mark.parametrize("part", ["by", "date"])
def test_an_answer_says_by_whom_and_when(part: str) -> None:
    assert lack_of(met(**{part: None})) is Lack.NO_AUTHOR


def test_an_answer_by_nobody_in_particular_does_not_count() -> None:
    assert lack_of(met(by="n.v.t.")) is Lack.NO_AUTHOR


@pytest.mark.parametrize(
    ("version", "lack"),
    [(None, Lack.OLD_VERSION), (1, Lack.OLD_VERSION), (2, None), (3, Lack.OLD_VERSION)],
)
def test_an_answer_to_an_older_meaning_does_not_count(version: int, lack: Lack | None) -> None:
    assert lack_of(met(version=version), since=2) is lack


def test_an_answer_rests_on_the_facts_of_now() -> None:
    about = ["purpose", "alternatives", "out_of_scope"]
    surroundings = asking(question(about=about))
    answers = all_answers(changed(STANDARD, out_of_scope=None), surroundings)
    assert answers["why"]["q"]["rests_on"]["out_of_scope"] == "none"
    assert judged(changed(STANDARD, out_of_scope=None), answers, surroundings).is_open
    for change in ({"out_of_scope": TEXT}, {"purpose": TEXT}, {"alternatives": None}):
        facts = changed(STANDARD, **({"out_of_scope": None} | change))
        assert lacks(judged(facts, answers, surroundings)) == {"q": Lack.OUTDATED}


def test_an_answer_that_does_not_say_on_what_it_rests_does_not_count() -> None:
    assert lack_of(met(), about=["purpose"]) is Lack.OUTDATED
    assert lack_of(met(rests_on={"purpose": "none"})) is Lack.OUTDATED


def test_an_answer_about_a_partner_rests_on_the_facts_of_that_partner() -> None:
    asked = question(per="partner", about=["partner.their_role.during", "purpose"])
    surroundings = asking(asked)
    answers = all_answers(STANDARD, surroundings)
    facts = changed(STANDARD, partners__1__their_role__during="fund")
    found = lacks(judged(facts, answers, surroundings))
    assert found == {"q/gemeente-dijkstede": Lack.OUTDATED}
    assert len(lacks(judged(changed(STANDARD, purpose=TEXT), answers, surroundings))) == 2


# --- exceptions -----------------------------------------------------------------------------------


def excuse(**changes: Any) -> Data:
    return met(verdict="not-met", exception=excused(**changes))


def test_a_verdict_that_does_not_pass_may_be_explained() -> None:
    assert lack_of(met(verdict="not-met")) is Lack.NOT_PASSING
    assert lack_of(excuse()) is None
    assert lack_of(excuse(), gate="must") is Lack.WRONG_EXCEPTION


def test_a_verdict_must_be_given_before_it_can_be_excused() -> None:
    assert lack_of(given(note=TEXT, exception=excused())) is Lack.MISSING


def test_an_excused_verdict_still_needs_a_note_and_an_author() -> None:
    assert lack_of(excuse() | {"note": "idem"}) is Lack.FILLER
    assert lack_of(excuse() | {"by": "x"}) is Lack.NO_AUTHOR
    assert lack_of(excuse(), about=["purpose"]) is Lack.OUTDATED


@pytest.mark.parametrize(
    "change",
    [
        {"approved_by": "wethouder"},
        {"approved_by": "Gemeentesecretaris"},
        {"reason": "n.v.t."},
        {"reason": "\u2800"},
        {"until": "2027-11-21"},
    ],
)
def test_an_exception_has_a_reason_an_approver_and_an_end_within_a_year(change: Data) -> None:
    assert lack_of(excuse(**change)) is Lack.WRONG_EXCEPTION


@pytest.mark.parametrize(
    "by", ["de gemeentesecretaris", "Gemeentesecretaris.", "The gemeentesecretaris"]
)
def test_nobody_approves_its_own_answer_under_another_spelling(by: str) -> None:
    assert lack_of(excuse() | {"by": by}) is Lack.WRONG_EXCEPTION


def test_twelve_months_are_counted_from_the_answer_or_its_confirmation() -> None:
    assert lack_of(excuse(until="2027-11-20")) is None
    later = excuse(until="2027-11-21") | {"confirmed": "2026-11-21"}
    assert lack_of(later) is None


def test_an_exception_without_a_day_has_no_end() -> None:
    answer = {key: value for key, value in excuse().items() if key != "date"}
    assert lack_of(answer) is Lack.WRONG_EXCEPTION


@pytest.mark.parametrize(("days", "lack"), [(0, None), (1, None), (-1, Lack.ENDED_EXCEPTION)])
def test_an_exception_holds_on_its_last_day(days: int, lack: Lack | None) -> None:
    until = (TODAY + dt.timedelta(days=days)).isoformat()
    assert lack_of(excuse(until=until)) is lack


def test_a_register_without_approvers_has_no_exceptions() -> None:
    state = judged(STANDARD, {"why": {"q": excuse()}}, asking(question(), approvers=[]))
    assert lacks(state) == {"q": Lack.WRONG_EXCEPTION}


# --- profile and empty checklists -----------------------------------------------------------------


@pytest.mark.parametrize("name", gate.PROFILE)
def test_the_gate_is_shut_while_the_profile_is_unknown(name: str) -> None:
    facts = changed(STANDARD, **{f"profile__{name}": "unknown"})
    surroundings = asking(question())
    state = judged(facts, {"why": {"q": met()}}, surroundings)
    assert (state.unknown, state.is_open) == ((name,), False)


def test_the_profile_is_all_that_can_be_unknown() -> None:
    assert set(gate.PROFILE) == set(Profile.__struct_fields__)


@pytest.mark.parametrize(
    "asked",
    [
        {"gate": "show"},
        {"when": {"duty.extent": ["fully"]}},
        {"of": ["inherited"]},
        {"weight": "heavy"},
    ],
)
def test_a_checklist_that_requires_nothing_keeps_the_gate_shut(asked: Data) -> None:
    state = judged(STANDARD, {}, asking(question(**asked)))
    assert (state.empty, state.is_open) == (("why",), False)


def test_a_gating_checklist_that_does_not_exist_keeps_the_gate_shut() -> None:
    state = judged(STANDARD, {"why": {"q": met()}}, asking(question(), gate=["why", "money"]))
    assert (state.empty, state.is_open) == (("money",), False)


def test_questions_per_partner_without_partners_require_nothing() -> None:
    state = judged(STANDARD | {"partners": []}, {}, asking(question(per="partner")))
    assert state.empty == ("why",)


def test_a_register_may_add_a_checklist_to_the_gate() -> None:
    lists = {"why": checklist(question()), "money": checklist(question("cap"), id="money")}
    surroundings = around(checklists=lists, gate=["why", "money"])
    state = judged(STANDARD, {"why": {"q": met()}}, surroundings)
    assert list(state.blocking) == ["money"]
    assert judged(STANDARD, {"why": {"q": met()}, "money": {"cap": met()}}, surroundings).is_open


def test_a_checklist_that_does_not_gate_is_not_judged() -> None:
    lists = {"why": checklist(question()), "money": checklist(question("cap"), id="money")}
    state = judged(STANDARD, {}, around(checklists=lists, gate=["why"]))
    assert [each.item.key for each in state.judged] == ["q"]


# --- for any change -------------------------------------------------------------------------------

OPEN = {name: all_answers(facts, around(), deep=True) for name, facts in BASES.items()}


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same mapping with its keys in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(each, chance) for each in value] if isinstance(value, list) else value


def written(value: Any, chance: random.Random, indent: str = "") -> str:
    """As YAML with blocks, comments and quotes at random."""
    lines = []
    pairs = value.items() if isinstance(value, dict) else [(None, each) for each in value]
    for key, each in pairs:
        if chance.random() < 0.2:
            lines.append(f"{indent}# {chance.choice(['herzien', 'zie: dossier', '---'])}\n")
        name = "-" if key is None else f"{chance.choice([key, json.dumps(key)])}:"
        if isinstance(each, dict | list) and each:
            lines.append(f"{indent}{name}\n{written(each, chance, indent + '  ')}")
        else:
            lines.append(f"{indent}{name} {scalar(each, chance)}\n")
    return "".join(lines)


def scalar(value: Any, chance: random.Random) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    single = "'" + value.replace("'", "''") + "'"
    comment = chance.choice(["", "  # gezien"])
    double = json.dumps(value, ensure_ascii=False)
    return chance.choice([double, json.dumps(value), single]) + comment


@hypothesis(max_examples=25, deadline=None)
@forall(st.randoms(use_true_random=False), st.sampled_from(sorted(BASES)))
def test_a_harmless_edit_changes_nothing(chance: random.Random, name: str) -> None:
    facts = BASES[name]
    before = judged(facts, OPEN[name], around())
    edited = shuffled(facts, chance)
    for each in edited["partners"]:
        each["contact"] = chance.choice(["beleidsadviseur zorg", "-", "nvt"])
    for goal in edited["goals"]:
        goal["measured"] = [{"date": "2027-02-01", "value": chance.choice(["310", "-", "geen"])}]
    text = written(edited, chance).replace("\n", chance.choice(["\n", "\r\n"]))
    assert yamlfile.load(text.encode()) == edited
    state = gate.judge(record({}, OPEN[name], text=text), around())
    assert state.is_open
    # the partners carry what was edited; everything the gate says of them is the same
    assert [verdict_of(each) for each in state.judged] == [verdict_of(e) for e in before.judged]
    assert (state.weighed, state.unknown, state.empty) == (before.weighed, (), ())


def verdict_of(each: gate.Judged) -> tuple[Any, ...]:
    return (each.item.checklist.id, each.item.key, each.answer, each.required)


def required_answers(name: str) -> list[gate.Judged]:
    state = judged(BASES[name], OPEN[name], around())
    return [each for each in state.judged if each.required and each.item.question.fact is None]


REQUIRED = {name: required_answers(name) for name in BASES}
FILLERS = ["n.v.t.", "idem", "ok", "zie boven", "\u200b", "ｎｖｔ", "...", "\u3164"]
DAMAGE: dict[str, Callable[[Data, str], Any]] = {
    "removed": lambda answer, _: answer.clear(),
    "emptied": lambda answer, _: [answer.pop(key, None) for key in ("verdict", "value")],
    "without note": lambda answer, _: answer.pop("note"),
    "filler": lambda answer, word: answer.update({"note": word}),
    "filler value": lambda answer, word: answer.update({"value": word}),
    "not met": lambda answer, _: answer.update({"verdict": "not-met"}),
    "by nobody": lambda answer, word: answer.update({"by": word}),
    "never": lambda answer, _: answer.pop("date"),
    "version": lambda answer, _: answer.pop("version"),
    "basis": lambda answer, _: answer.update({"rests_on": {"name": "none"}}),
    "other fact": lambda answer, _: answer.update({"rests_on": {}}),
}
ONLY_VERDICT = {"without note", "filler", "not met"}


@hypothesis(max_examples=80, deadline=None)
@forall(st.data(), st.sampled_from(sorted(BASES)), st.sampled_from(sorted(DAMAGE)))
def test_whatever_is_spoiled_in_a_required_answer_shuts_the_gate(
    data: st.DataObject, name: str, damage: str
) -> None:
    each = data.draw(st.sampled_from(REQUIRED[name]))
    asked = each.item.question
    assume(asked.is_verdict if damage in ONLY_VERDICT else True)
    assume(not asked.is_verdict if damage == "filler value" else True)
    assume(asked.about if damage == "other fact" else True)
    answers = copy.deepcopy(OPEN[name])
    word = data.draw(st.sampled_from(FILLERS))
    DAMAGE[damage](answers[each.item.checklist.id][each.item.key], word)
    state = judged(BASES[name], answers, around())
    assert not state.is_open
    assert each.item.key in lacks(state)


@hypothesis(max_examples=40, deadline=None)
@forall(st.data(), st.sampled_from(sorted(BASES)))
def test_only_all_required_answers_together_open_the_gate(data: st.DataObject, name: str) -> None:
    everything = [(id, key) for id, answers in OPEN[name].items() for key in answers]
    kept = set(data.draw(st.lists(st.sampled_from(everything), unique=True)))
    answers = {
        id: {key: answer for key, answer in each.items() if (id, key) in kept}
        for id, each in OPEN[name].items()
    }
    needed = {(each.item.checklist.id, each.item.key) for each in REQUIRED[name]}
    assert judged(BASES[name], answers, around()).is_open == (needed <= kept)


def leaves_of(name: str) -> list[str]:
    """Paths of the facts that a required question asks of the whole partnership."""
    state = judged(BASES[name], OPEN[name], around())
    paths = {each.item.question.fact for each in state.judged if each.required}
    return sorted(path for path in paths if path and path.split(".")[0] in BASES[name])


@pytest.mark.parametrize("name", BASES)
def test_each_required_fact_that_is_taken_out_shuts_the_gate(name: str) -> None:
    for path in leaves_of(name):
        facts = changed(BASES[name], **{path.replace(".", "__"): None})
        assert not judged(facts, OPEN[name], around()).is_open, path


def test_status_active_asks_no_less() -> None:
    assert judged(active(STANDARD), OPEN["standard"], around()).is_open
    assert not judged(active(STANDARD), {}, around()).is_open
