"""Ways to bend a file: a little of its bytes, or one of its values."""

import random
import re
from collections.abc import Callable
from typing import Any

from samenwerk.yamledit import EditError, dump
from samenwerk.yamlfile import Value, YamlError, load

PIECES = [
    *("a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n ", "\r\n", "\r", "\t", "#", " # c", "["),
    *("]", "{", "}", ",", "|\n", ">-\n", "|+\n", "|2\n", '"', "'", "\\", "1", "true", "~", "@"),
    *("%", "!", "\n---\n", "\n...\n", "*x", "&x ", "!x ", "<<: ", "<<<<<<< x\n", "\x00"),
    *("\x1b[31m", "\u202e", "\ufeff", "\u2028", "é", "\u0301", "👩‍👩‍👧", '"\\ud800"', '"\\x00"'),
    "0x1f",
]  # fmt: skip
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1, 10**17, -(10**17), 1.5, -0.0, "", " ", "x", "n.v.t.", "true"),
    *("2026-02-30", "1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "20260101"),
    *("0000-00-00", "9999-12-31", "unknown", "none", "active", "exploring", "ended", "declined"),
    *("gemeente-voorbeeld", "../../etc/passwd", "con", "a" * 65, "a" * 300, "x" * 20_001, "=1+1"),
    *("javascript:alert(1)", 'https://x.nl/"onclick=', "https://[::1", "http://a@b/", "http://"),
    *("<script>", "| a | b |", "# kop", "`x`", "[a](b)", "{{ 7*7 }}", "{x}", "%s", "{0}", "\\"),
    *("een\ntwee", "een\n\n\n- twee", "\n", "\t", "١٢٣", "ß", "İ", "ﬁ", "e\u0301", "👩‍👩‍👧"),
    *([], {}, [[]], [{}], [None], {"a": 1}, {"": ""}, [1, "1", True], {"x" * 100: {"y": []}}),
]  # fmt: skip
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_MAX = 20_000


def bent(data: bytes, corpus: list[bytes], chance: random.Random) -> bytes:
    """The file with one to four changes of its bytes, or of its values."""
    if chance.random() < 0.5 and (changed := _bent_values(data, corpus, chance)):
        return changed
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_BYTES)(data, corpus, chance)
    return data[:_MAX]


# --- bytes ----------------------------------------------------------------------------------------


def _piece(data: bytes, _corpus: list[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    piece = chance.choice(PIECES).encode("utf-8", "surrogatepass")
    return data[:at] + piece + data[at + chance.choice([0, 0, 1, 3]) :]


def _flip(data: bytes, _corpus: list[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + bytes([chance.randint(0, 255)]) + data[at + 1 :]


def _cut(data: bytes, _corpus: list[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + data[at + chance.choice([1, 2, 5, 20, _MAX]) :]


def _splice(data: bytes, corpus: list[bytes], chance: random.Random) -> bytes:
    other = chance.choice(corpus)
    at, start = chance.randint(0, len(data)), chance.randint(0, len(other))
    return data[:at] + other[start : start + chance.randint(1, 80)] + data[at:]


def _repeat(data: bytes, _corpus: list[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    part = data[at : at + chance.randint(1, 8)]
    return data[:at] + part * chance.choice([2, 3, 10, 200, 10_000]) + data[at:]


def _line(data: bytes, _corpus: list[bytes], chance: random.Random) -> bytes:
    """A line that goes, comes twice, moves, or gets another indent."""
    lines = data.splitlines(keepends=True) or [b""]
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    changes: list[Callable[[bytes], list[bytes]]] = [
        lambda _line: [],
        lambda line: [line, line],
        lambda line: [b" " * chance.randint(1, 4) + line],
        lambda line: [line.removeprefix(b" " * chance.randint(1, 4))],
        lambda line: [line, lines[to]],
    ]
    return b"".join([*lines[:at], *chance.choice(changes)(lines[at]), *lines[at + 1 :]])


_BYTES = (_piece, _piece, _flip, _cut, _splice, _repeat, _line, _line)


# --- values ---------------------------------------------------------------------------------------


def _bent_values(data: bytes, corpus: list[bytes], chance: random.Random) -> bytes | None:
    """The file with some of its values changed; None if it cannot be read or written so."""
    value = _read(data)
    if not isinstance(value, dict | list):
        return None
    for _ in range(chance.randint(1, 3)):
        _change(value, _read(chance.choice(corpus)), chance)
    try:
        return dump(value)
    except (EditError, RecursionError):
        return None


def _read(data: bytes) -> Value:
    try:
        return load(data)
    except YamlError:
        return None


def _change(value: Any, other: Value, chance: random.Random) -> None:
    """Replace, remove, double or move one thing somewhere in `value`."""
    while value:
        steps = list(value) if isinstance(value, dict) else list(range(len(value)))
        step = chance.choice(steps)
        below = value[step]
        if isinstance(below, dict | list) and below and chance.random() < 0.75:
            value = below
            continue
        _change_at(value, step, other, chance)
        return


def _change_at(value: Any, step: Any, other: Value, chance: random.Random) -> None:
    chosen = chance.random()
    if chosen < 0.5:
        value[step] = chance.choice(VALUES)
    elif chosen < 0.65:
        del value[step]
    elif isinstance(value, list):
        value.insert(step, value[chance.randrange(len(value))])
    elif chosen < 0.8:
        value[chance.choice(["x", "name", "id", "date", "status", "", "$ref"])] = value[step]
    else:
        value[step] = other if chosen < 0.9 else value[chance.choice(list(value))]
