"""A short and always equal run of the fuzzer, so that it stays a program that runs."""

import random
from collections import Counter
from pathlib import Path

import pytest

from fuzz import bending, run


@pytest.mark.parametrize("seed", range(3))
def test_a_few_rounds_break_no_promise(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENWERK_DEBUG", "1")
    chance = random.Random(seed)
    corpus = [path.read_bytes() for path in sorted(run.TESTS.glob("examples/**/*.yaml"))]
    counted: Counter[str] = Counter()
    for _ in range(60):
        run.one_file(chance, corpus, counted)
    registers = run.Registers(tmp_path)
    for _ in range(4):
        registers.check(chance, lambda data: bending.bent(data, corpus, chance))
    assert 10 < counted["files read"] < counted["files"] == 60


def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "load", lambda _data: {"a": 12})
    with pytest.raises(run.BrokenError):
        run.check_reading(b"a: 13\n")
    with pytest.raises(run.BrokenError):
        run.check_command(["list", "--register", "/nowhere"])
