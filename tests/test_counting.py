"""Details of what counts, each of which a small mistake would change."""

from typing import Any

import pytest

from gating import (
    STANDARD,
    TEXT,
    asking,
    changed,
    excused,
    given,
    judged,
    lack_of,
    lacks,
    met,
    question,
)
from samenwerk.counting import Lack

CHOICES = [{"value": name, "label": {"nl": name, "en": name}} for name in ("go-on", "stop")]


@pytest.mark.parametrize("kind", ["text", "function", "number", "date"])
def test_an_empty_value_is_missing_and_no_filler(kind: str) -> None:
    assert lack_of(given(value=""), value=kind) is Lack.MISSING


def test_an_empty_choice_is_missing_and_not_a_wrong_one() -> None:
    assert lack_of(given(value=""), value="choice", choices=CHOICES) is Lack.MISSING


@pytest.mark.parametrize("id", ["test", "idem", "x", "n-a"])
def test_the_id_of_a_goal_may_be_a_word_that_says_nothing_elsewhere(id: str) -> None:
    assert lack_of(None, changed(STANDARD, goals__0__id=id), fact="goals") is None


@pytest.mark.parametrize("note", [TEXT, None])
def test_a_verdict_by_nobody_has_no_author(note: Any) -> None:
    assert lack_of(met(note, evidence=["nota"], by=None)) is Lack.NO_AUTHOR


@pytest.mark.parametrize("until", ["2026-12-01", "2029-01-01"])
def test_an_exception_that_is_not_needed_any_more_does_no_harm(until: str) -> None:
    exception = excused(until=until)
    assert lack_of(met(exception=exception)) is None
    assert lack_of(given(value="2026-10-01", exception=exception), value="date") is None


def test_a_number_is_not_below_zero() -> None:
    assert lack_of(given(value=-1), value="number") is Lack.NOT_PASSING


def test_a_note_with_a_value_is_no_reason_for_a_verdict_elsewhere() -> None:
    """Only what stands under verdict after verdict says nothing."""
    values = [question(f"v{number}", value="date") for number in range(3)]
    answers = {each["id"]: given(value="2026-10-01", note=TEXT) for each in values}
    state = judged(STANDARD, {"why": answers | {"q": met(TEXT)}}, asking(*values, question()))
    assert lacks(state) == {}


def test_several_choices_are_a_list_also_when_one_letter_is_a_choice() -> None:
    choices = [{"value": "a", "label": {"nl": "A", "en": "A"}}]
    assert lack_of(given(value=["a"]), value="choices", choices=choices) is None
    assert lack_of(given(value="a"), value="choices", choices=choices) is Lack.NOT_PASSING
