"""A short and always equal run of the fuzzer, so that it stays a program that runs."""

import random
from collections import Counter
from pathlib import Path

import pytest

from fuzz import bending, run
from samenwerk.yamledit import set_value
from samenwerk.yamlfile import load


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


@pytest.mark.parametrize("value", [[], {"b": "c"}, "x: y", "een\ntwee\n", None])
def test_a_line_with_only_a_tab_below_a_text_does_not_keep_it_from_being_replaced(value) -> None:
    assert load(set_value(b"a: b\n \t\n", ("a",), value)) == {"a": value}


def test_a_tab_in_a_block_of_text_stays() -> None:
    data = b"a: |\n  x\n  \t\n  y\nb: c\n"
    assert set_value(data, ("b",), "d") == data.replace(b"b: c", b"b: d")
