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


def found(data: Value, path: str, partner: int | None = None) -> list[Found]:
    """Every value at a dotted path that is there, with the whole path to it."""
    if partner is not None:
        path = f"partners.{partner}.{path.removeprefix(PARTNER)}"
    here: list[Found] = [((), data)]
    for step in path.split("."):
        here = [below for place, value in here for below in _below(place, value, step)]
    return [(place, value) for place, value in here if value is not None]


def values_at(data: Value, path: str, partner: int | None = None) -> list[Value]:
    """Every value at a dotted path that is there; an empty list where nothing is filled in."""
    return [value for _, value in found(data, path, partner)]


def _below(place: Path, value: Value, step: str) -> Iterator[Found]:
    if isinstance(value, dict) and step in value:
        yield (*place, step), value[step]
    elif isinstance(value, list) and step.isdecimal():
        yield from [((*place, int(step)), item) for item in value[int(step) : int(step) + 1]]
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _below((*place, number), item, step)


def leaves(data: Value, path: Path = ()) -> list[Leaf]:
    """Each single value with the path to it, in the order of the file."""
    found: list[Leaf] = []
    _gather(data, path, found)
    return found


def _gather(data: Value, path: Path, found: list[Leaf]) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            _gather(value, (*path, key), found)
    elif isinstance(data, list):
        for number, item in enumerate(data):
            _gather(item, (*path, number), found)
    else:
        found.append((path, data))


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
    return text.lstrip(".")
