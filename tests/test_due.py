"""What is due: reviews, exceptions, open points, rechecks, ends, and the year of the law."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from gating import (
    DECIDED,
    HEAVY,
    STANDARD,
    TODAY,
    Data,
    active,
    all_answers,
    around,
    asking,
    changed,
    excused,
    given,
    met,
    question,
    record,
)
from samenwerk import rules
from samenwerk.due import law
from samenwerk.due.agenda import items
from samenwerk.due.item import Item, Kind
from samenwerk.due.review import months_after, next_review
from samenwerk.finding import Finding
from samenwerk.form import forms
from samenwerk.surroundings import Surroundings

DAY = dt.timedelta(days=1)
# Another machine may be slow.
slow = settings(deadline=None, max_examples=60)
FAR = dt.date(2199, 12, 31)
DAYS = st.dates(dt.date(1996, 1, 1), dt.date(2104, 12, 31))
# What `validate` says of an overdue item; that the law was not followed, nobody can see.
FINDINGS = {
    Kind.CHECK: {"check-overdue"},
    Kind.DECISION: {"started-undecided"},
    Kind.END: {"end-passed"},
    Kind.EXCEPTION: {"exception-ended"},
    Kind.POINT: {"point-overdue", "gate-shut"},
    Kind.RECHECK: {"recheck-answer", "recheck-exception", "recheck-facts", "recheck-question"},
    Kind.REVIEW: {"review-overdue"},
    Kind.VIEW: {"view-overdue"},
}


def due(
    facts: Data,
    answers: dict[str, Data] | None = None,
    surroundings: Surroundings | None = None,
    until: dt.date = FAR,
) -> list[Item]:
    made, where = record(facts, answers), surroundings or around()
    return items(made, list(rules.of_record(made, where)), where, until)


def days(found: list[Item], kind: Kind) -> list[str]:
    return [each.date.isoformat() for each in found if each.kind is kind]


def said(
    facts: Data, answers: dict[str, Data] | None = None, surroundings: Surroundings | None = None
) -> list[Finding]:
    return list(rules.of_record(record(facts, answers), surroundings or around()))


def codes(found: list[Finding]) -> set[str]:
    return {each.code for each in found}


def on(day: str | dt.date, **changes: Any) -> Surroundings:
    return around(today=dt.date.fromisoformat(str(day)), **changes)


def inherited(**dates: str) -> Data:
    return changed(STANDARD, status="inherited", dates=dates)


# --- reviews --------------------------------------------------------------------------------------


def review(facts: Data, today: str, answers: dict[str, Data] | None = None, **settings: Any) -> str:
    found = next_review(record(facts, answers), on(today, **settings))
    return str(found.date) if found else ""


def test_the_first_review_is_on_the_day_that_was_agreed() -> None:
    assert review(active(STANDARD), "2027-03-01") == "2027-09-15"


def test_without_such_a_day_it_is_some_months_after_the_decision() -> None:
    facts = changed(active(STANDARD), dates__first_review=None)
    assert review(facts, "2027-03-01") == "2027-12-15"
    assert review(facts, "2027-03-01", review_every_months=6) == "2027-06-15"


def test_a_later_decision_starts_the_clock_again() -> None:
    facts = active(STANDARD, date="2027-10-01")
    assert review(facts, "2027-11-01") == "2028-10-01"


def test_a_review_is_held_once_every_answer_was_confirmed() -> None:
    facts = active(STANDARD)
    answers = all_answers(facts, around())
    assert review(facts, "2027-10-10", answers) == "2027-09-15"
    confirm(answers, "2027-10-01", leave=1)
    assert review(facts, "2027-10-10", answers) == "2027-09-15"
    confirm(answers, "2027-10-01")
    assert review(facts, "2027-10-10", answers) == "2028-10-01"


def test_the_next_one_counts_from_the_last_time() -> None:
    facts = active(STANDARD)
    answers = all_answers(facts, around())
    confirm(answers, "2028-09-20")
    assert review(facts, "2029-12-01", answers) == "2029-09-20"


def test_who_plans_a_review_gets_that_day() -> None:
    facts = changed(active(STANDARD), dates__first_review="2030-01-15")
    assert review(facts, "2028-06-01") == "2030-01-15"


@pytest.mark.parametrize("status", ["exploring", "declined", "ended"])
def test_what_is_not_in_force_is_not_reviewed(status: str) -> None:
    assert review(changed(STANDARD, status=status), "2040-01-01") == ""


def test_what_was_never_decided_nor_answered_waits_for_its_check() -> None:
    assert review(inherited(start="2018-01-01", check_by="2027-06-01"), "2027-03-01") == ""
    planned = inherited(start="2018-01-01", first_review="2027-05-01")
    assert review(planned, "2027-06-01") == "2027-05-01"


def confirm(answers: dict[str, Data], day: str, leave: int = 0) -> None:
    """Every answer confirmed on that day, but for the last few."""
    each = [answer for checklist in answers.values() for answer in checklist.values()]
    for answer in each[: len(each) - leave]:
        answer["confirmed"] = day


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-03-31", 1, "2027-04-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-30", 1, "2026-12-30"),
    ],
)
def test_months_end_where_the_calendar_ends(day: str, months: int, expected: str) -> None:
    assert str(months_after(dt.date.fromisoformat(day), months)) == expected


@slow
@over(DAYS, st.integers(1, 48))
def test_months_later_is_that_many_months_later(day: dt.date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + DAY).day == 1)


@slow
@over(st.dates(dt.date(2026, 1, 1), dt.date(2060, 12, 31)), st.integers(1, 48))
def test_a_review_is_overdue_from_the_day_after(decided: dt.date, months: int) -> None:
    facts = changed(
        active(STANDARD, date=decided.isoformat()),
        dates={"start": "2026-01-01", "no_end_because": "Het is een wettelijke taak."},
    )
    last = months_after(decided, months)
    for today, is_overdue in ((last, False), (last + DAY, True)):
        where = on(today, review_every_months=months)
        (found,) = [each for each in due(facts, None, where) if each.kind is Kind.REVIEW]
        assert (found.date, found.is_overdue(today)) == (last, is_overdue)
        assert ("review-overdue" in codes(said(facts, None, where))) is is_overdue


# --- exceptions and rechecks ----------------------------------------------------------------------

NO = {"verdict": "not-met", "note": "De kosten zijn nog niet bekend bij ons."}


def excepted(until: str = "2027-06-30", **changes: Any) -> dict[str, Data]:
    return {"why": {"q": given(**{**NO, "exception": excused(until=until), **changes})}}


def test_an_exception_is_due_on_its_last_day() -> None:
    (found,) = due(STANDARD, excepted(), asking(question()))[1:]
    assert (found.kind, str(found.date), found.key) == (Kind.EXCEPTION, "2027-06-30", "why/q")
    assert found.what.nl == "De uitzondering loopt af: Vraag?"
    assert found.who == "beleidsadviseur energie"


def test_an_exception_that_no_answer_needs_is_not_due() -> None:
    answers = {"why": {"q": met(exception=excused())}}
    assert days(due(STANDARD, answers, asking(question())), Kind.EXCEPTION) == []
    other = excepted()
    other["why"]["q"]["exception"]["approved_by"] = "stagiair"  # so that it never held
    assert days(due(STANDARD, other, asking(question())), Kind.EXCEPTION) == []


@pytest.mark.parametrize(
    ("today", "code"), [("2027-06-30", None), ("2027-07-01", "exception-ended")]
)
def test_before_the_gate_an_exception_ends_with_a_warning(today: str, code: str | None) -> None:
    where = asking(question(), today=dt.date.fromisoformat(today))
    found = [each for each in said(STANDARD, excepted(), where) if each.code == "exception-ended"]
    assert [each.code for each in found] == ([code] if code else [])
    assert all(each.path.endswith("checks/why.yaml") and each.line > 1 for each in found)


def test_after_the_gate_the_recheck_takes_its_place() -> None:
    where = asking(question(), today=dt.date(2027, 7, 1))
    found = due(active(STANDARD), excepted(), where)
    assert days(found, Kind.EXCEPTION) == []
    assert days(found, Kind.RECHECK) == ["2027-09-28"]
    assert "exception-ended" not in codes(said(active(STANDARD), excepted(), where))


def test_a_recheck_is_overdue_when_it_has_become_an_error() -> None:
    for today in ("2027-09-28", "2027-09-29"):
        where = asking(question(), today=dt.date.fromisoformat(today))
        (item,) = [e for e in due(active(STANDARD), excepted(), where) if e.kind is Kind.RECHECK]
        (finding,) = [
            each
            for each in said(active(STANDARD), excepted(), where)
            if each.code == "recheck-exception"
        ]
        assert item.is_overdue(where.today) is (finding.severity.value == "error")
        assert item.what.nl == "Kijk opnieuw naar Titel: q"


# --- open points ----------------------------------------------------------------------------------

TODO = {"todo": {"who": "jurist", "date": "2027-02-28"}}


def test_an_open_point_has_its_owner() -> None:
    found = due(STANDARD, {"why": {"q": TODO}}, asking(question()))[-1]
    assert (found.kind, str(found.date), found.who) == (Kind.POINT, "2027-02-28", "jurist")
    assert found.what.en == "Open point: Question? (jurist)"


def test_an_open_point_that_is_late_is_a_warning_on_its_line() -> None:
    where = asking(question())
    (found,) = [e for e in said(STANDARD, {"why": {"q": TODO}}, where) if "overdue" in e.code]
    assert (found.code, found.facts["who"]) == ("point-overdue", "jurist")
    assert found.path.endswith("checks/why.yaml")
    assert found.line > 5


def test_a_point_that_was_answered_is_no_longer_open() -> None:
    answers = {"why": {"q": met() | TODO}}
    assert days(due(STANDARD, answers, asking(question())), Kind.POINT) == []
    assert "point-overdue" not in codes(said(STANDARD, answers, asking(question())))


def test_a_fact_that_is_known_by_now_is_no_longer_open() -> None:
    asked = asking(question(fact="purpose"))
    assert days(due(STANDARD, {"why": {"q": TODO}}, asked), Kind.POINT) == []
    unknown = changed(STANDARD, purpose=None)
    assert days(due(unknown, {"why": {"q": TODO}}, asked), Kind.POINT) == ["2027-02-28"]


def test_a_point_about_a_partner_names_it() -> None:
    asked = asking(question(per="partner"))
    found = due(STANDARD, {"why": {"q/gemeente-oudstad": TODO}}, asked)
    (point,) = [each for each in found if each.kind is Kind.POINT]
    assert point.what.nl == "Nog uit te zoeken: Vraag? (gemeente-oudstad) (jurist)"
    assert point.key == "why/q/gemeente-oudstad"


def test_what_the_gate_says_already_is_not_said_twice() -> None:
    found = codes(said(active(STANDARD), {"why": {"q": TODO}}, asking(question())))
    assert "gate-shut" in found
    assert "point-overdue" not in found
    shown = codes(said(active(STANDARD), {"why": {"q": TODO}}, asking(question(gate="show"))))
    assert "point-overdue" in shown


# --- dates of the partnership ---------------------------------------------------------------------


def test_what_is_inherited_is_checked_by_its_day() -> None:
    found = due(inherited(start="2018-01-01", check_by="2027-06-01"))
    assert days(found, Kind.CHECK) == ["2027-06-01"]


@pytest.mark.parametrize(
    ("today", "day", "words"),
    [
        ("2027-12-31", "2027-12-31", "verlengen kan tot en met 30 juni 2028"),
        ("2028-01-01", "2028-06-30", "eindigt"),
        ("2029-01-01", "2028-06-30", "eindigt"),
    ],
)
def test_an_end_that_can_be_extended_is_due_twice(today: str, day: str, words: str) -> None:
    facts = inherited(start="2018-01-01", end="2027-12-31", extendable_to="2028-06-30")
    (found,) = [each for each in due(facts, None, on(today)) if each.kind is Kind.END]
    assert str(found.date) == day
    assert words in found.what.nl


def test_the_decision_must_be_there_when_it_starts() -> None:
    assert days(due(STANDARD), Kind.DECISION) == ["2027-01-01"]
    assert days(due(active(STANDARD)), Kind.DECISION) == []


@pytest.mark.parametrize("over", ["view_given", "permission", "published"])
def test_a_view_is_waited_for_until_something_came(over: str) -> None:
    steps = {"draft_sent": "2026-12-01", "view_by": "2027-01-26"}
    facts = changed(STANDARD, form="openbaar-lichaam", wgr_steps=steps)
    (found,) = [each for each in due(facts) if each.kind is Kind.VIEW]
    assert str(found.date) == "2027-01-26"
    assert found.source is not None
    assert found.source.cited().nl == "Wgr, artikel 1, lid 3"
    assert "view-overdue" in codes(said(facts))
    done = changed(facts, wgr_steps=steps | {over: "2027-01-20"})
    assert days(due(done), Kind.VIEW) == []
    assert "view-overdue" not in codes(said(done))


@pytest.mark.parametrize("status", ["declined", "ended"])
def test_nothing_is_due_of_what_is_over(status: str) -> None:
    dates = {"start": "2018-01-01", "end": "2020-01-01", "check_by": "2020-01-01"}
    facts = changed(HEAVY, status=status, dates=dates, form="openbaar-lichaam")
    answers = {"why": {"still-free": TODO}}
    assert due(facts, answers) == []
    assert not {"point-overdue", "review-overdue"} & codes(said(facts, answers, on("2040-01-01")))


# --- the year of the law --------------------------------------------------------------------------

TWELVE = "12 weken vóór de laatste dag voor vaststelling"
REGELING = changed(inherited(start="2013-01-01", check_by="2030-01-01"), form="openbaar-lichaam")


def of_the_law(facts: Data, today: str, until: str, **settings: Any) -> list[Item]:
    found = due(facts, None, on(today, **settings), dt.date.fromisoformat(until))
    return [each for each in found if each.kind is Kind.LAW]


def test_before_a_day_means_that_the_day_before_is_the_last() -> None:
    """Wgr art. 34, 34b and 35: before 30 April, 15 July and 15 September."""
    found = of_the_law(REGELING, "2027-01-01", "2027-12-31")
    assert [
        (str(each.date), each.key, each.source.cited().nl) for each in found if each.source
    ] == [
        ("2027-04-29", "frameworks-2027", "Wgr, artikel 34b"),
        ("2027-06-22", "draft-budget-2027", "Wgr, artikel 35, lid 1"),
        ("2027-07-14", "accounts-2027", "Wgr, artikel 34, lid 4"),
        ("2027-09-14", "budget-2027", "Wgr, artikel 34, lid 2"),
    ]


def test_each_names_its_years_and_its_council() -> None:
    found = of_the_law(REGELING, "2027-01-01", "2027-12-31", authority="province")
    assert [each.what.nl for each in found] == [
        "Kaders voor 2028 en voorlopige jaarrekening 2026 naar Provinciale Staten",
        f"Ontwerpbegroting 2028 naar Provinciale Staten, {TWELVE}",
        "Jaarrekening 2026 naar de toezichthouder",
        "Begroting 2028 naar de toezichthouder",
    ]


def test_the_draft_leaves_twelve_weeks_before_the_last_day() -> None:
    draft, _, budget = of_the_law(REGELING, "2027-05-01", "2027-12-31")
    assert budget.date - draft.date == dt.timedelta(weeks=12)
    assert draft.explanation is not None
    assert "niet bekend" in draft.explanation.nl


def test_a_law_day_is_there_on_the_day_itself_and_never_late() -> None:
    assert len(of_the_law(REGELING, "2027-04-29", "2027-04-29")) == 1
    assert of_the_law(REGELING, "2027-04-30", "2027-05-30") == []


def test_the_year_goes_on_after_its_end() -> None:
    found = of_the_law(REGELING, "2027-09-15", "2028-09-14")
    assert [each.key for each in found] == [
        *("frameworks-2028", "draft-budget-2028", "accounts-2028", "budget-2028"),
    ]


@pytest.mark.parametrize("id", list(forms()))
def test_only_a_regeling_with_a_board_has_a_year(id: str) -> None:
    known = forms()[id]
    found = of_the_law(changed(REGELING, form=id), "2027-01-01", "2027-12-31")
    has_one = id in {"openbaar-lichaam", "bedrijfsvoeringsorganisatie", "gemeenschappelijk-orgaan"}
    assert len(found) == (4 if has_one else 0)
    assert not has_one or (known.is_regeling and known.board.holds)


@pytest.mark.parametrize(("status", "number"), [("exploring", 0), ("inherited", 4), ("ended", 0)])
def test_only_what_is_in_force_has_a_year(status: str, number: int) -> None:
    facts = changed(REGELING, status=status)
    assert len(of_the_law(facts, "2027-01-01", "2027-12-31")) == number


@slow
@over(DAYS, st.integers(0, 800))
def test_every_deadline_of_a_period_is_there_once(first: dt.date, length: int) -> None:
    last = first + dt.timedelta(days=length)
    found = list(law.between("openbaar-lichaam", first, last))
    expected = {
        (year, each.last_day(year))
        for each in law.deadlines().deadlines
        for year in range(first.year - 1, last.year + 2)
        if first <= each.last_day(year) <= last
    }
    assert {(year, day) for year, day, _ in found} == expected
    assert len({(year, each.id) for year, _, each in found}) == len(found)


def test_the_data_of_the_law_are_whole() -> None:
    assert set(law.deadlines().forms) <= set(forms())
    for each in law.deadlines().deadlines:
        assert each.source.url.endswith(f"#Artikel{each.source.article}")
        assert each.source.certain == "verified"
        for text in (each.text, each.explanation):
            assert text.nl != text.en
            for sentence in f"{text.nl}.{text.en}".replace("?", ".").split("."):
                assert len(sentence.split()) <= 20


# --- all together ---------------------------------------------------------------------------------


@slow
@over(
    status=st.sampled_from(["exploring", "declined", "active", "inherited", "ending", "ended"]),
    dates=st.fixed_dictionaries(
        {}, optional={key: st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31)).map(str)
                      for key in ("start", "end", "extendable_to", "first_review", "check_by")},
    ),
    todo=st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31)),
    until=st.dates(dt.date(2026, 12, 1), dt.date(2027, 11, 20)),
    today=st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31)),
)  # fmt: skip
def test_what_is_overdue_is_warned_for_and_nothing_else(
    status: str, dates: Data, todo: dt.date, until: dt.date, today: dt.date
) -> None:
    """One finding for each overdue item, whatever the day and the dates."""
    decisions = [{"status": "active", "body": "college", "date": DECIDED}]
    facts = changed(STANDARD, status=status, dates=dates, decisions=decisions)
    answers = {
        "why": {
            "a": given(**NO, exception=excused(until=until.isoformat())),
            "b": {"todo": {"who": "jurist", "date": todo.isoformat()}},
        }
    }
    where = asking(question("a"), question("b", gate="show"), today=today)
    found, findings = due(facts, answers, where), said(facts, answers, where)
    late = [each for each in found if each.is_overdue(today)]
    known = {code for every in FINDINGS.values() for code in every} - {"gate-shut"}
    warned = [
        each.code
        for each in findings
        if each.code in known and (each.severity.value == "error" or "recheck" not in each.code)
    ]
    assert len(warned) == len(late)
    for item in late:
        assert FINDINGS[item.kind] & set(warned), item


def test_what_lies_further_away_is_left_out_and_what_is_overdue_never() -> None:
    facts = active(STANDARD)
    answers = all_answers(facts, around())
    assert due(facts, answers, until=TODAY) == []
    assert days(due(facts, answers, until=dt.date(2027, 9, 15)), Kind.REVIEW) == ["2027-09-15"]
    later = on("2027-10-01")
    assert days(due(facts, answers, later, later.today), Kind.REVIEW) == ["2027-09-15"]


# --- ids ------------------------------------------------------------------------------------------


def test_an_id_stays_when_the_day_and_the_words_change() -> None:
    (one,) = [e for e in due(STANDARD, excepted(), asking(question())) if e.key]
    renamed = changed(STANDARD, name="Anders")
    moved = excepted(until="2027-08-31")
    (other,) = [
        e for e in due(renamed, moved, asking(question(ask={"nl": "A?", "en": "B?"}))) if e.key
    ]
    assert one.date != other.date
    assert one.what != other.what
    assert one.uid("gemeente-voorbeeld") == other.uid("gemeente-voorbeeld")
    assert one.uid("gemeente-voorbeeld") == "ca9d8b1fa643a32b8bbae2399c0cfbcc@samenwerk"


def test_each_item_has_an_id_of_its_own() -> None:
    facts = changed(REGELING, dates__end="2029-12-31", dates__first_review="2028-01-01")
    found = due(facts, None, on("2027-01-01"), dt.date(2029, 12, 31))
    assert len(found) > 12
    assert len({each.uid("a") for each in found}) == len(found)
    (first, *_) = found
    others = {first.uid("b"), replace(first, partnership="y").uid("a")}
    assert first.uid("a") not in others
