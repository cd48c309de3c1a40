"""Turn one value of a YAML text into another, with as few lines as the two have different."""

from samenwerk import yamllines
from samenwerk.yamlvalue import Order, Path, Value, same


def change(text: str, path: Path, old: Value, new: Value, order: Order) -> str:
    """The text with `new` at `path`, where `old` was; a mapping or list is changed part by part."""
    if same(old, new):
        return text
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        return _mapping(text, path, old, new, order)
    if isinstance(old, list) and isinstance(new, list) and old and new:
        return _list(text, path, old, new, order)
    return yamllines.replace(text, path, new)


def _mapping(
    text: str, path: Path, old: dict[str, Value], new: dict[str, Value], order: Order
) -> str:
    if old.keys() != new.keys():
        text = yamllines.in_block_style(text, path)
    for key in [each for each in old if each in new]:
        text = change(text, (*path, key), old[key], new[key], order)
    for key, value in new.items():
        if key not in old:
            text = yamllines.insert_key(text, path, key, value, order(path))
    for key in old:
        if key not in new:
            text = yamllines.remove(text, (*path, key))
    return text


def _list(text: str, path: Path, old: list[Value], new: list[Value], order: Order) -> str:
    if len(old) != len(new):
        text = yamllines.in_block_style(text, path)
    first = _equal_at_start(old, new)
    last = _equal_at_start(old[first:][::-1], new[first:][::-1])
    common = min(len(old), len(new)) - last
    for index in range(first, common):
        text = change(text, (*path, index), old[index], new[index], order)
    for index in range(common, len(new) - last):
        text = yamllines.insert_item(text, path, index, new[index])
    for _ in range(common, len(old) - last):
        text = yamllines.remove(text, (*path, common))
    return text


def _equal_at_start(one: list[Value], other: list[Value]) -> int:
    return next(
        (index for index, pair in enumerate(zip(one, other, strict=False)) if not same(*pair)),
        min(len(one), len(other)),
    )
