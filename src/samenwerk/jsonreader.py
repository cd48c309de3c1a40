"""The two readers of a JSON Schema: one accepts what is right fast, the other explains the rest.

`jsonschema-rs` takes a hundredth of the time; `jsonschema` gives errors that sentences can be made
of, and is loaded only when there is one. A test holds both to one verdict. Neither ever asks the
network for a schema.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def accepting(schema: dict[str, Any]) -> "jsonschema_rs.Draft202012Validator":
    """Says whether data is right; for data without decimals, because to JSON 1.0 is 1."""
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(schema, validate_formats=True, offline=True)


def explaining(schema: dict[str, Any]) -> "Validator":
    """Says what is wrong with data, error by error."""
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.validators import extend
    from referencing import Registry

    formats = FormatChecker(formats=())
    formats.checks("date")(is_in_calendar)
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer)
    stricter = {
        "pattern": _pattern,
        "const": _const,
        "required": _required,
        "items": _items,
        "uniqueItems": _unique,
    }
    strict: Any = extend(Draft202012Validator, stricter, type_checker=types)  # type: ignore[no-untyped-call]
    made: Validator = strict(schema, registry=Registry(), format_checker=formats)
    return made


def _is_integer(_checker: object, value: object) -> bool:
    """`45000.0` is no whole number here: a decimal point in an amount is a slip."""
    return isinstance(value, int) and not isinstance(value, bool)


def _const(
    _validator: object, const: object, value: object, _schema: object
) -> Iterator["ValidationError"]:
    """`schema: 1.0` is not `schema: 1`: the library calls them equal."""
    from jsonschema.exceptions import ValidationError

    if value != const or type(value) is not type(const):
        yield ValidationError(str(const))


def _required(
    _validator: object, required: list[str], value: object, _schema: object
) -> Iterator["ValidationError"]:
    """One error for a mapping: the library gives one for each key that is missing in it."""
    from jsonschema.exceptions import ValidationError

    if isinstance(value, dict) and not value.keys() >= set(required):
        yield ValidationError(str(required))


def _items(
    validator: Any, items: dict[str, Any], value: object, schema: dict[str, Any]
) -> Iterator["ValidationError"]:
    """The items that may be there: the library judges those after `maxItems` too."""
    if isinstance(value, list):
        for number, item in enumerate(value[: schema.get("maxItems")]):
            yield from validator.descend(item, items, path=number)


def _unique(
    _validator: object, unique: object, value: object, schema: dict[str, Any]
) -> Iterator["ValidationError"]:
    """The library compares each item with each other one: 20,000 would take twenty minutes."""
    from jsonschema.exceptions import ValidationError

    if isinstance(value, list):
        judged = value[: schema.get("maxItems")]
        if len(set(map(_as_json, judged))) < len(judged):
            yield ValidationError(str(unique))


def _as_json(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _pattern(
    _validator: object, pattern: str, value: object, _schema: object
) -> Iterator["ValidationError"]:
    """As editors read it (ECMA 262): `$` is the very end, not the place before a line break."""
    from jsonschema.exceptions import ValidationError

    if isinstance(value, str) and not compiled(pattern).search(value):
        yield ValidationError(pattern)


@lru_cache
def compiled(pattern: str) -> re.Pattern[str]:
    r"""A pattern of a schema; `\s` is every space of Unicode, as it is to editors."""
    return re.compile(re.sub(r"\$$", r"\\Z", pattern))


def is_in_calendar(value: object) -> bool:
    """A day that exists. Text of another form is the pattern's business."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return True
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True
