"""Details of what counts, each of which a small mistake in `counting` would change."""

from typing import Any

import pytest

from gating import STANDARD, TEXT, changed, given, lack_of, met
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
