"""Killed in the middle: every file is old or new, and the next run goes on.

A sample; `make crash` kills at each of the last thirty calls of each kind, and at 500 moments.
"""

import random
from pathlib import Path

import pytest

from crashing import STORIES, check_killed, clean, needs_strace

POINTS = 4  # of a story; together about fifteen seconds


@needs_strace
@pytest.mark.parametrize("name", STORIES)
def test_killed_at_a_call_of_the_system(name: str, tmp_path: Path) -> None:
    story = STORIES[name]
    points = clean(story, tmp_path).points(30)
    chosen = random.Random(name).sample(points, POINTS)
    for call, number in chosen:
        check_killed(story, tmp_path, inject=f"{call}:signal=KILL:when={number}")


@needs_strace
@pytest.mark.parametrize("name", ["new", "import"])
def test_killed_while_names_change(name: str, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        check_killed(STORIES[name], tmp_path, inject=f"rename:signal=KILL:when={number}")


@needs_strace
@pytest.mark.parametrize("name", ["answers", "import"])
def test_killed_at_any_moment(name: str, tmp_path: Path) -> None:
    story = STORIES[name]
    seconds = clean(story, tmp_path).seconds
    moments = random.Random(name)
    for _ in range(6):
        check_killed(story, tmp_path, after=moments.uniform(0, seconds))
