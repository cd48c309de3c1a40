"""Shape: does a file hold what its JSON Schema says, and if not, what should be there?

The sentences come from the schemas themselves: `title` and `errorMessage` in Dutch, the same keys
under `x-en` in English. The libraries' own messages are never shown.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal

from samenwerk import jsonreader
from samenwerk.finding import Finding
from samenwerk.i18n import Text
from samenwerk.resources import packaged
from samenwerk.source import Source
from samenwerk.yamlfile import Path, Value

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema.protocols import Validator

Kind = Literal["register", "organisation", "partnership", "finance", "checks", "checklist"]
Node = Mapping[str, Any]

_MAYBE_DECIMAL = re.compile(rb"\.[0-9]+(?:[\s,\]}]|\Z)")
MOST = 1000  # findings of a file: to explain one takes as long as to read twenty lines
_SHOWN = 60  # characters of a value that a sentence repeats


def findings(kind: Kind, source: Source) -> list[Finding]:
    """What is wrong with the shape of a file that could be read; nothing if its shape is good.

    No more than `MOST`, and nothing about the surplus of a list that is too long.
    Raises `RuntimeError` if one reader of the schema refuses it and the other does not.
    """
    is_plain = not _has_decimal(source)
    if is_plain and acceptor(kind).is_valid(source.data):
        return []
    errors = validator(kind).iter_errors(source.data)
    explained = chain.from_iterable(_explained(kind, source, error) for error in errors)
    found = list(islice(explained, MOST))
    if is_plain and not found:
        raise RuntimeError(f"the readers of the {kind} schema disagree on {source.path}")
    # `pattern` and `format` both refuse 2026-13-01: the same finding twice
    return list({each.place: each for each in found}.values())


def _has_decimal(source: Source) -> bool:
    """JSON calls 1.0 and 1 the same number; here they are not, and only one reader knows that."""
    assert isinstance(source.content, bytes)
    may_have_one = _MAYBE_DECIMAL.search(source.content) is not None
    return may_have_one and any(isinstance(value, float) for _, value in source.leaves)


@lru_cache
def schema(kind: Kind) -> dict[str, Any]:
    """The packaged schema of one kind of file."""
    text = (packaged("schemas") / f"{kind}.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@lru_cache
def acceptor(kind: Kind) -> "jsonschema_rs.Draft202012Validator":
    return jsonreader.accepting(schema(kind))


@lru_cache
def validator(kind: Kind) -> "Validator":
    return jsonreader.explaining(schema(kind))


# --- what the schema says about a place -----------------------------------------------------------


@dataclass(frozen=True)
class Field:
    """What a schema says about one place in a file."""

    title: Text
    hint: Text
    node: Node


@lru_cache(maxsize=1 << 14)  # more than the places in a large record
def field(kind: Kind, path: Path) -> Field:
    """The texts and keywords for the value at `path`; of the nearest parent if it has none."""
    described: Node = {}
    node: Node = schema(kind)
    for step in (None, *path):
        if step is not None:
            below = _below(kind, node, step)
            if below is None:
                break
            node = below
        if "errorMessage" in node:
            described = node
    english = described["x-en"]
    return Field(
        title=Text(described["title"], english["title"]),
        hint=Text(described["errorMessage"], english["errorMessage"]),
        node=node,
    )


def keys(kind: Kind, path: Path) -> tuple[str, ...]:
    """The keys that the mapping at `path` may have, in the order of the schema."""
    return tuple(field(kind, path).node.get("properties", ()))


def takes(kind: Kind, path: Path, text: str) -> bool:
    """Would this text be right at `path`? By its length and form, and not by what is around it."""
    node = field(kind, path).node
    has_form = bool(jsonreader.compiled(node.get("pattern", "")).search(text))
    return has_form and len(text) <= int(node.get("maxLength", len(text)))


def _below(kind: Kind, node: Node, step: str | int) -> Node | None:
    if isinstance(step, int):
        below = node.get("items")
    else:
        below = node.get("properties", {}).get(step, node.get("additionalProperties"))
    return _resolved(kind, below) if isinstance(below, Mapping) else None


def _resolved(kind: Kind, node: Node) -> Node:
    """A `$ref` with what stands beside it, which wins: the title at the place of use."""
    if "$ref" not in node:
        return node
    target = schema(kind)["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return {**target, **node, "x-en": {**target.get("x-en", {}), **node.get("x-en", {})}}


# --- errors become findings -----------------------------------------------------------------------


def _explained(kind: Kind, source: Source, error: Any) -> Iterator[Finding]:
    path: Path = tuple(error.absolute_path)
    if error.validator == "required":
        yield from _missing_keys(kind, source, path, error)
    elif error.validator == "additionalProperties":
        yield from _unknown_keys(kind, source, path, error)
    elif "propertyNames" in error.absolute_schema_path:
        yield _wrong_key(source, path, error)
    else:
        yield _wrong_value(kind, source, path, error)


def _missing_keys(kind: Kind, source: Source, path: Path, error: Any) -> Iterator[Finding]:
    for key in error.validator_value:
        if key not in error.instance:
            about = field(kind, (*path, key))
            yield source.finding("missing-key", path, key=True, key_name=key, title=about.title)


def _unknown_keys(kind: Kind, source: Source, path: Path, error: Any) -> Iterator[Finding]:
    known = keys(kind, path)
    for key in error.instance:
        if key not in known:
            facts = source.suggestion(key, known)
            yield source.finding(
                "unknown-key", (*path, key), key=True, key_name=shortened(key), **facts
            )


def _wrong_key(source: Source, path: Path, error: Any) -> Finding:
    """A key of a map, such as a question id: the path is the map's, the instance is the key."""
    key = str(error.instance)
    about = error.schema
    hint = Text(about["errorMessage"], about["x-en"]["errorMessage"])
    return source.finding("wrong-key", (*path, key), key=True, key_name=shortened(key), hint=hint)


_CODES = {
    "type": "wrong-type",
    "enum": "unknown-value",
    "const": "unknown-value",
    "pattern": "wrong-form",
    "format": "wrong-date",
    "maxLength": "too-long",
    "minItems": "too-few",
    "maxItems": "too-many",
    "uniqueItems": "double-item",
    "minimum": "out-of-range",
    "maximum": "out-of-range",
}


def _wrong_value(kind: Kind, source: Source, path: Path, error: Any) -> Finding:
    about = field(kind, path)
    typed = source.typed(path)
    facts: dict[str, Any] = {
        "title": about.title,
        "hint": about.hint,
        "value": shortened(typed or error.instance),
    }
    code = _CODES[str(error.validator)]
    if code == "unknown-value":
        facts |= _meant(source, about.node, error.instance)
    elif about.node.get("format") == "date" and _is_day(error.instance):
        code = "wrong-date"  # the form is right
        facts["problem"] = _wrong_day(kind, path, error.instance)
    elif code == "wrong-type" and typed is not None and _would_fit(about.node, error, typed):
        code = "needs-quotes"
    return source.finding(code, path, **facts)


def _is_day(value: Value) -> bool:
    return isinstance(value, str) and bool(jsonreader.DAY.fullmatch(value))


def _wrong_day(kind: Kind, path: Path, day: str) -> str:
    """There is no such day, or its year is too long ago or too far off."""
    if not jsonreader.is_in_calendar(day):
        return "no-such-day"
    return "from-1000" if takes(kind, path, "1000-01-01") else "from-1900"


def _would_fit(node: Node, error: Any, typed: str) -> bool:
    """A number or true was typed where text was wanted: would it be right between quotes?"""
    if error.validator_value != "string" or not isinstance(error.instance, bool | int | float):
        return False
    return bool(jsonreader.compiled(node.get("pattern", "")).search(typed))


def _meant(source: Source, node: Node, value: Value) -> dict[str, Any]:
    """The value that was meant: also when its Dutch or English name was typed."""
    values = [each for each in node.get("enum", ()) if isinstance(each, str)]
    for texts in (node, node["x-en"]):
        for name, each in zip(texts.get("enumDescriptions", ()), values, strict=False):
            label = str(name).partition(":")[0].lower()
            if str(value).strip().lower() in {label, label.split()[0]}:
                return {"suggestion": each}
    return source.suggestion(value, values)


def shortened(value: object) -> str | Text:
    """A value as a sentence may repeat it: in the file's own words, and never long."""
    if value is None:
        return Text("niets", "nothing")
    if isinstance(value, dict):
        return Text("een blok", "a block")
    if isinstance(value, list):
        return Text("een lijst", "a list")
    text = str(value).lower() if isinstance(value, bool) else re.sub(r"\s+", " ", str(value))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
