"""Honest changes: no false alarm, whatever else is said of them."""

import pytest

from changes import after
from harmless import ELSEWHERE, HARMLESS
from samenwerk.finding import Severity


@pytest.mark.parametrize("name", HARMLESS)
def test_an_honest_change_gives_no_finding(name: str) -> None:
    said = after(HARMLESS[name])
    assert said.comparison.findings == ()
    assert [each for each in said.all if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize("path", ELSEWHERE)
def test_other_files_are_no_finding(path: str) -> None:
    assert after(lambda tree: None, path).comparison.findings == ()


def test_there_are_many() -> None:
    assert len(HARMLESS) >= 60
