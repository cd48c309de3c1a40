"""Change a YAML file by its lines, so that all else in it stays as people wrote it.

Four things can be done: replace a value, insert a key, append an item, replace an item. A
value that is a mapping or list is changed part by part, so that comments inside it stay. The
result is read again, and must hold the old data with just that change; if not, nothing comes
out. No file is opened: bytes go in, bytes come out.
"""

import re
from collections.abc import Sequence

from samenwerk.yamlblock import Style, document
from samenwerk.yamlfile import Path, Value, YamlError, load
from samenwerk.yamlsyntax import decode
from samenwerk.yamlvalue import Order, same, value_at

_BOM = b"\xef\xbb\xbf"
_TAB_LINE = re.compile(rb"^ *\t[ \t]*(?=\r?$|#)", re.MULTILINE)


class EditError(RuntimeError):
    """An edit that would not do what was asked, so that nothing was changed: our mistake."""


def _no_order(_path: Path) -> Sequence[str]:
    return ()


def set_value(data: bytes, path: Path, value: Value, *, order: Order = _no_order) -> bytes:
    """The file with `value` at `path`; the same bytes if it is there already.

    Mappings that are missing on the way are made. A new key comes behind all those that are
    before it in `order(path of the mapping)`; a key unknown there comes last. Raises `YamlError`
    for a file that cannot be read, `EditError` if the change cannot be made.
    """
    old = load(data)
    wanted = with_value(old, path, value)
    if same(old, wanted):
        return data
    try:
        return _edited(data, old, wanted, order)
    except EditError:
        # blanks with a tab, and a comment behind them, may stand below text, but not below what
        # takes its place
        return _edited(_TAB_LINE.sub(b"", data), old, wanted, order)


def _edited(data: bytes, old: Value, wanted: Value, order: Order) -> bytes:
    from samenwerk.yamlchange import change  # late: the first question need not wait for libyaml

    text = change(decode(data), (), old, wanted, order)
    result = (_BOM if data.startswith(_BOM) else b"") + text.encode()
    _check(result, wanted)
    return result


def append_item(data: bytes, path: Path, item: Value, *, order: Order = _no_order) -> bytes:
    """The file with `item` at the end of the list at `path`, which is made if it is missing."""
    items = value_at(load(data), path)
    if items is not None and not isinstance(items, list):
        raise EditError(f"no list at {path}")
    return set_value(data, path, [*(items or []), item], order=order)


def replace_item(data: bytes, path: Path, item: Value, *, order: Order = _no_order) -> bytes:
    """The file with `item` in the place of the list item at `path`, which ends with its index."""
    return set_value(data, path, item, order=order)


def dump(data: Value, *, modeline: str = "") -> bytes:
    """A new file with `data`, keys in the order of the dicts, and `# modeline` on its first line.

    Raises `EditError` for what no file may hold, such as a control character.
    """
    first = [f"# {modeline}"] if modeline else []
    result = "\n".join([*first, *document(data, Style()), ""]).encode()
    _check(result, data)
    return result


def _check(result: bytes, wanted: Value) -> None:
    try:
        found = load(result)
    except YamlError as error:
        raise EditError("the file would not be readable") from error
    if not same(found, wanted):
        raise EditError("the file would hold something else")


def with_value(data: Value, path: Path, value: Value) -> Value:
    """A copy of `data` that has `value` at `path`. Raises `EditError` if that is no place."""
    if not path:
        return value
    part, rest = path[0], path[1:]
    if isinstance(part, str) and (data is None or isinstance(data, dict)):
        data = data or {}
        return {**data, part: with_value(data.get(part), rest, value)}
    if isinstance(part, int) and isinstance(data, list) and 0 <= part < len(data):
        return [*data[:part], with_value(data[part], rest, value), *data[part + 1 :]]
    raise EditError(f"no place for {part!r}")
