"""What should not be read by everybody: sensitive facts in a public register, personal data."""

import re
from collections.abc import Iterator, Mapping

from samenwerk import schema
from samenwerk.fact import dotted
from samenwerk.finding import Finding
from samenwerk.rules.identifiers import passes_eleven_test
from samenwerk.source import Source
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path, Value

# Searched from the @ on, and no further than a host can be long (RFC 5321): each sign is looked at
# a few times, however many there are.
_EMAIL = re.compile(r"(?<=[^\s@<>()])@[^\s@<>()]{1,255}\.[A-Za-z]{2}")
_PHONE = re.compile(r"(?<![0-9])(?:\+31|0031|0)[ -]?[1-9](?:[ -]?[0-9]){8}(?![0-9])")
_NINE_DIGITS = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_AS_ZERO = bytes.maketrans(b"123456789", b"000000000")
_BETWEEN_DIGITS = b" \t\r\n-"
# Keys whose values are not free text: an address or a number belongs there.
_NOT_FREE_TEXT = frozenset({"url", "reference", "website", "rests_on"})


def sensitive_in_public(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """A public register holds no fact that is not for everybody (`x-sensitive` in the schema)."""
    if surroundings.settings.visibility == "public":
        for path in sensitive_paths(record.source.data):
            yield record.source.finding("sensitive-in-public", path, fact=dotted(path))


def personal_data(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """E-mail addresses, phone numbers and citizen service numbers in free text."""
    for source in (record.source, *record.checks.values(), record.finance_source):
        if source is not None:
            yield from _personal_data(source)


def sensitive_paths(data: Value) -> Iterator[Path]:
    """The paths of all facts in a partnership that are not for everybody."""
    yield from _sensitive(data, ())


def _sensitive(value: Value, path: Path) -> Iterator[Path]:
    if value in (None, [], {}):
        return
    mark = schema.field("partnership", path).node.get("x-sensitive") if path else None
    if mark is True or (mark == "assumed" and _is_assumed(value)):
        yield path
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _sensitive(below, (*path, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _sensitive(below, (*path, number))


def _is_assumed(value: Value) -> bool:
    return isinstance(value, Mapping) and value.get("known") in {None, "assumed"}


def _personal_data(source: Source) -> Iterator[Finding]:
    if not _may_be_personal(source):
        return
    for path, text in source.leaves:
        if _NOT_FREE_TEXT.intersection(path):
            continue
        if isinstance(text, str) and _looks_personal(text):
            yield source.finding("personal-data", path, fact=dotted(path))


def _may_be_personal(source: Source) -> bool:
    """One look at the whole file, which is enough for most; an escape may stand for any sign."""
    content = source.content
    return (
        not isinstance(content, bytes)
        or b"@" in content
        or b"\\" in content
        or b"000000000" in content.translate(_AS_ZERO, _BETWEEN_DIGITS)
    )


def _looks_personal(text: str) -> bool:
    if _EMAIL.search(text) or _PHONE.search(text):
        return True
    return any(map(passes_eleven_test, set(_NINE_DIGITS.findall(text))))
