"""What an answer rests on: a short fingerprint of the facts as they were.

SHA-256 over canonical JSON of the parsed values, so that comments, order of keys, quotes and line
endings make no difference. What is volatile (`x-volatile` in the schema) stays out (DESIGN 3).
"""

import hashlib
import json

from samenwerk import schema
from samenwerk.fact import found
from samenwerk.yamlfile import Path, Value

NOTHING = "none"
_DIGITS = 16


def of_fact(data: Value, path: str, partner: int | None = None) -> str:
    """`sha256:` and 16 hex digits of the fact at a dotted path; `none` when there is nothing."""
    values = [_stable(place, value) for place, value in found(data, path, partner)]
    filled = [value for value in values if value not in (None, "", [], {})]
    if not filled:
        return NOTHING
    canonical = json.dumps(
        filled[0] if len(filled) == 1 else filled,
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()[:_DIGITS]


def _stable(path: Path, value: Value) -> Value:
    """The value without its volatile parts."""
    if isinstance(value, dict):
        return {
            key: _stable((*path, key), below)
            for key, below in value.items()
            if not is_volatile((*path, key))
        }
    if isinstance(value, list):
        return [_stable((*path, number), item) for number, item in enumerate(value)]
    return value


def is_volatile(path: Path) -> bool:
    """Does it change so often that no answer rests on it?"""
    return bool(schema.field("partnership", path).node.get("x-volatile"))
