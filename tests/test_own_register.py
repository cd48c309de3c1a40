"""The registers of this repository: ours is in order, and that of real Gouda is valid."""

import datetime as dt
from collections import Counter

import pytest

from conftest import ROOT, TODAY
from samenwerk.checklist import Weight
from samenwerk.finding import Severity
from samenwerk.gate import Lack, judge
from samenwerk.inspection import Inspection
from samenwerk.partnership import Status
from samenwerk.register import Register

# CI runs on days that nobody thought of when these files were written.
LATER = [dt.date(2027, 6, 1), dt.date(2028, 1, 1), dt.date(2030, 1, 1), dt.date(2040, 1, 1)]


def inspected(root, today=TODAY):
    inspection = Inspection(Register.at(root), today)
    records = list(inspection.records())
    findings = [*inspection.findings, *(each for record in records for each in record.findings)]
    return records, findings


def answers_of(record):
    """Every answer of a partnership, with its key."""
    return [each for name in record.answered.values() for each in name.answers.items()]


@pytest.fixture(scope="module")
def own():
    return inspected(ROOT)


@pytest.fixture(scope="module")
def states(own):
    """The gate of each partnership of our own register, today."""
    records, _findings = own
    surroundings = Inspection(Register.at(ROOT), TODAY).surroundings
    return {each.record.id: judge(each.record, surroundings) for each in records}


@pytest.fixture(scope="module")
def gouda():
    return inspected(ROOT / "tests" / "gouda")


@pytest.mark.parametrize("today", [TODAY, *LATER])
def test_our_own_register_has_no_errors_on_any_day(today):
    _records, findings = inspected(ROOT, today)
    assert [each for each in findings if each.severity is Severity.ERROR] == []


def test_our_own_register_has_a_few_honest_gaps(own):
    _records, findings = own
    assert Counter((each.path.split("/")[1], each.code) for each in findings) == {
        ("centrum-jeugd-en-gezin", "brings-without-gets"): 1,
        ("centrum-jeugd-en-gezin", "conflicting-roles"): 1,
        ("centrum-jeugd-en-gezin", "exception-ended"): 1,
        ("servicepunt-lageland", "organisation-ended"): 1,
        ("verduurzaming-molenbuurt", "assumed-fact"): 1,
        ("verduurzaming-molenbuurt", "brings-without-gets"): 1,
        ("verduurzaming-molenbuurt", "conflicting-roles"): 2,
    }


def test_our_own_register_has_one_partner_that_no_longer_exists(own):
    _records, findings = own
    (ended,) = [each for each in findings if each.code == "organisation-ended"]
    assert ended.path == "registry/servicepunt-lageland/partnership.yaml"
    assert ended.facts["successors"] == ("Gemeente Dijkstede",)


def test_our_own_register_shows_every_status_worth_showing(own):
    records, _findings = own
    assert Counter(each.record.partnership.status for each in records) == {
        Status.EXPLORING: 4,
        Status.INHERITED: 4,
        Status.ACTIVE: 2,
        Status.DECLINED: 1,
    }


def test_a_light_and_a_heavy_partnership_went_through_the_gate(states):
    went = {id: state.weighed.weight for id, state in states.items() if state.is_open}
    assert went == {
        "energieloket-lageland": Weight.LIGHT,
        "circulair-ambachtscentrum": Weight.HEAVY,
    }


def test_their_answers_were_given_in_the_weeks_before_the_decision(own):
    records, _findings = own
    for record in (each.record for each in records):
        if record.partnership.status is not Status.ACTIVE:
            continue
        given = {answer.date for _key, answer in answers_of(record)}
        decided = record.partnership.decisions[-1].date
        assert max(given) <= decided
        assert len(given) >= 3
        assert decided - min(given) >= dt.timedelta(weeks=3)


def test_no_exception_can_turn_an_active_one_into_an_error(own):
    records, _findings = own
    active = [each.record for each in records if each.record.partnership.status is Status.ACTIVE]
    assert not any(answer.exception for record in active for _key, answer in answers_of(record))


def test_one_is_refused_and_shows_why(states):
    why = {
        each.item.key: (each.lack, each.answer)
        for judged in states["inkoop-jeugdhulp-lageland"].blocking.values()
        for each in judged
    }
    lack, worth_it = why["worth-it"]
    assert (lack, worth_it.verdict) == (Lack.NOT_PASSING, "not-met")
    assert why["conclusion"][1].value == "find-out-first"
    todo = why["no-go"][1].todo
    assert todo is not None
    assert (todo.who, todo.date) == ("beleidsadviseur jeugd", dt.date(2026, 12, 15))


def test_one_exception_has_ended_and_one_still_runs(own, states):
    records, _findings = own
    until = {
        (each.record.id, key): answer.exception.until
        for each in records
        for key, answer in answers_of(each.record)
        if answer.exception
    }
    assert until == {
        ("centrum-jeugd-en-gezin", "redress"): dt.date(2026, 10, 31),
        ("verduurzaming-molenbuurt", "still-free"): dt.date(2027, 3, 1),
    }
    lacks = {
        id: {each.item.key: each.lack for each in states[id].judged}
        for id in ("centrum-jeugd-en-gezin", "verduurzaming-molenbuurt")
    }
    assert lacks["centrum-jeugd-en-gezin"]["redress"] is Lack.ENDED_EXCEPTION
    assert lacks["verduurzaming-molenbuurt"]["still-free"] is None


def test_what_is_only_partly_so_stays_visible_in_what_is_active(own):
    records, _findings = own
    partly = {
        (each.record.id, key)
        for each in records
        if each.record.partnership.status is Status.ACTIVE
        for key, answer in answers_of(each.record)
        if answer.verdict == "partly"
    }
    assert partly == {
        ("circulair-ambachtscentrum", "public-info"),
        ("energieloket-lageland", "public-info"),
    }


def test_every_answer_says_from_which_function_and_when(own):
    records, _findings = own
    given = [
        answer for each in records for _key, answer in answers_of(each.record) if not answer.todo
    ]
    assert all(answer.by and answer.date and answer.version for answer in given)


def test_every_organisation_in_our_own_register_is_made_up():
    text = (ROOT / "registry/register.yaml").read_text(encoding="utf-8")
    assert "verzonnen" in text


def test_the_register_of_gouda_is_valid_and_all_inherited(gouda):
    records, findings = gouda
    assert [each for each in findings if each.severity is Severity.ERROR] == []
    assert [each.record.partnership.status for each in records] == [Status.INHERITED] * 10


def test_a_real_inherited_partnership_must_be_checked_one_day():
    _records, findings = inspected(ROOT / "tests" / "gouda", dt.date(2126, 1, 1))
    assert [each.code for each in findings].count("check-overdue") == 10


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests" / "gouda"])
def test_every_file_tells_editors_its_schema(root):
    for path in (root / "registry").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.partition("=")[2]).resolve().is_file(), path
