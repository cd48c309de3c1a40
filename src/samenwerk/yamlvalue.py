"""What a file can hold, and what text without quotes in it stands for."""

import json
import re
from collections.abc import Callable, Sequence

Value = dict[str, "Value"] | list["Value"] | str | int | float | bool | None
Path = tuple[str | int, ...]  # keys and indices, from the root of a file to a value
Order = Callable[[Path], Sequence[str]]  # in which order the keys of the mapping there stand

# How a number or one of the words begins; all other text without quotes is just that.
TYPED = frozenset("-0123456789ntf")

_WORDS: dict[str, Value] = {"": None, "null": None, "true": True, "false": False}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_MAX_DIGITS = 18


def plain(text: str) -> Value:
    """What a scalar without quotes stands for: almost always its own text.

    As the core schema of YAML 1.2 has it, but `~`, `0x1F`, `1e3` and `.inf` are text, and so is a
    number that would not come back in the same digits, or that begins with a zero.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    if found.group(1):
        return _decimal(text)
    return int(text) if len(text.removeprefix("-")) <= _MAX_DIGITS else text


def _decimal(text: str) -> Value:
    """A number, if it holds every digit that was typed; a zero at the end is no more than that.

    A float keeps some sixteen digits. And nobody means the zero below zero.
    """
    from decimal import Decimal  # late: most files have no decimals

    number = float(text)
    is_kept = Decimal(repr(number)) == Decimal(text)
    return number if is_kept and (number or text[0] != "-") else text


def same(one: Value, other: Value) -> bool:
    """Equal, in any order of keys; and unlike `==`, true is not 1 and 1 is not 1.0."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def value_at(data: Value, path: Path) -> Value:
    """The value at a path; None if nothing is there."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
