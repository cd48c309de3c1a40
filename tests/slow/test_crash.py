"""Killed and refused at every call that counts, and at 500 moments: `make crash`, half an hour."""

import random
from pathlib import Path

import pytest

from crashing import (
    KILLED,
    STORIES,
    check_killed,
    check_refused,
    check_too_large,
    clean,
    needs_strace,
)

LAST = 30  # occurrences of each call
MOMENTS = 50  # for each of the ten stories
ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES")
REFUSING = ("openat", "write", "fsync", "rename", "mkdir", "chmod", "unlink", "close")


@needs_strace
@pytest.mark.parametrize("name", STORIES)
def test_killed_at_the_last_calls_of_each_kind(name: str, tmp_path: Path) -> None:
    story = STORIES[name]
    for call, number in clean(story, tmp_path).points(LAST):
        check_killed(story, tmp_path, inject=f"{call}:signal=KILL:when={number}")


@needs_strace
@pytest.mark.parametrize("name", STORIES)
def test_killed_at_any_moment(name: str, tmp_path: Path) -> None:
    story = STORIES[name]
    seconds = clean(story, tmp_path).seconds
    moments = random.Random(name)
    killed = 0
    while killed < MOMENTS:  # some moments come when it is over
        ended = check_killed(story, tmp_path, after=moments.uniform(0, seconds))
        killed += ended.code == KILLED


@needs_strace
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("name", STORIES)
def test_refused_at_each_call(name: str, error: str, tmp_path: Path) -> None:
    story = STORIES[name]
    for call, number in clean(story, tmp_path).points(LAST):
        if call in REFUSING:
            for go_on in ("", "+"):
                check_refused(story, tmp_path, f"{call}:error={error}:when={number}{go_on}")


@pytest.mark.parametrize("name", STORIES)
def test_too_large_at_every_97th_byte(name: str, tmp_path: Path) -> None:
    story = STORIES[name]
    largest = max(len(each) for each in clean(story, tmp_path).new.values())
    assert check_too_large(story, tmp_path, range(0, largest + 97, 97)) >= 3
