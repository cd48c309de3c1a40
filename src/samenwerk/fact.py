"""Facts by their dotted path, such as `duty.extent` or `partners.interest.text`.

A path that passes a list means each of its items: `partners.contact` is every contact. In a
question that is asked per partner, the path is that of the partner: `interest`, or in full
`partner.interest`.
"""

import datetime as dt
from collections.abc import Iterator

from samenwerk.yamlfile import Path, Value

Found = tuple[Path, Value]
Leaf = tuple[Path, str | int | float | bool | None]
PARTNER = "partner."
_BRANCH = (dict, list)  # `dict | list` in its place would be made anew each time


def found(data: Value, path: str, partner: int | None = None) -> list[Found]:
    """Every value at a dotted path that is there, with the whole path to it."""
    if partner is not None:
        path = f"partners.{partner}.{path.removeprefix(PARTNER)}"
    found: list[Found] = []
    _look(data, (), path.split("."), found)
    return found


def values_at(data: Value, path: str, partner: int | None = None) -> list[Value]:
    """Every value at a dotted path that is there; an empty list where nothing is filled in."""
    return [value for _, value in found(data, path, partner)]


def _look(value: Value, place: Path, steps: list[str], found: list[Found]) -> None:
    """Gather what is at the end of the steps; a list is passed with its index, or in full."""
    if not steps:
        if value is not None:
            found.append((place, value))
    elif isinstance(value, dict):
        step, *rest = steps
        if step in value:
            _look(value[step], (*place, step), rest, found)
    elif isinstance(value, list):
        _look_in_list(value, place, steps, found)


def _look_in_list(values: list[Value], place: Path, steps: list[str], found: list[Found]) -> None:
    number, *rest = steps
    if not number.isdecimal():
        for index, item in enumerate(values):
            _look(item, (*place, index), steps, found)
    elif int(number) < len(values):
        _look(values[int(number)], (*place, int(number)), rest, found)


def named(data: Value, key: str, path: Path = ()) -> Iterator[Found]:
    """Every value under a key of this name, however deep, with the path to it."""
    if not isinstance(data, _BRANCH):
        return
    for step, value in data.items() if isinstance(data, dict) else enumerate(data):
        if step == key:
            yield (*path, step), value
        elif isinstance(value, _BRANCH):
            yield from named(value, key, (*path, step))


def leaves(data: Value, path: Path = ()) -> list[Leaf]:
    """Each single value with the path to it, in the order of the file."""
    if not isinstance(data, _BRANCH):
        return [(path, data)]
    found: list[Leaf] = []
    _gather(data, path, found)
    return found


def _gather(data: dict[str, Value] | list[Value], path: Path, found: list[Leaf]) -> None:
    for step, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, _BRANCH):
            _gather(value, (*path, step), found)
        else:
            found.append(((*path, step), value))


def as_date(value: object) -> dt.date | None:
    """The day that a value of a file speaks of, written as jjjj-mm-dd; None if it is no day."""
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.isoformat() == value else None


def dotted(path: Path) -> str:
    """A path as people read it: `partners[0].interest.text`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")
