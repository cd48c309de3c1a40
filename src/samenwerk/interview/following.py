"""Where an item of a list stands now: somebody else may have moved it since it was shown."""

from samenwerk.yamlvalue import Path, Value, value_at


def followed(path: Path, shown: Value, now: Value) -> Path | None:
    """The place in the facts of now of what was at `path` when it was shown; None if it is gone."""
    place: list[str | int] = []
    for step in path:
        there = _index(step, shown, now) if isinstance(step, int) else step
        if there is None:
            return None
        shown, now = value_at(shown, (step,)), value_at(now, (there,))
        place.append(there)
    return tuple(place)


def lost(path: Path, shown: Value, now: Value) -> Path:
    """The part of a path up to the item that is gone, where it could not be followed to its end."""
    parts = (path[:depth] for depth in range(1, len(path) + 1))
    return next(each for each in parts if followed(each, shown, now) is None)


def name_of(item: Value) -> Value:
    """What an item is known by: its id, the first organisation of a partner, or all that it says.

    The first organisation is also what the answers about a partner are found by.
    """
    if not isinstance(item, dict):
        return item
    organisations = item.get("organisations")
    first = organisations[0] if isinstance(organisations, list) and organisations else None
    return item.get("id") or first or item


def _index(number: int, shown: Value, now: Value) -> int | None:
    if not isinstance(shown, list) or not isinstance(now, list) or number >= len(shown):
        return None
    names = [name_of(each) for each in now]
    if names == [name_of(each) for each in shown]:
        return number
    wanted = name_of(shown[number])
    return names.index(wanted) if names.count(wanted) == 1 else None
