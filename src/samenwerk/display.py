"""Facts as people read them: labels and values in their language, from the schemas' own words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from samenwerk import schema
from samenwerk.formats import date, euros, number
from samenwerk.i18n import Language, Text, Texts
from samenwerk.organisation import Organisation
from samenwerk.schema import Kind
from samenwerk.yamlfile import Path, Value

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONEY = {"yearly_cost", "not_recoverable", "liable"}


def label(kind: Kind, path: Path, language: Language) -> str:
    """The name of the fact at `path`, such as *Doel*."""
    return schema.field(kind, path).title.in_(language)


def choice(kind: Kind, path: Path, value: Value, language: Language) -> str:
    """One value of a closed list: the word before the colon of its description."""
    node = schema.field(kind, path).node
    return described(node, value, language).partition(":")[0]


def described(node: Mapping[str, Any], value: Value, language: Language) -> str:
    """The whole description of one value of a closed list; the value itself if it has none."""
    values = node.get("enum", [])
    if value not in values:
        return str(value)
    texts = node if language == "nl" else node["x-en"]
    return str(texts["enumDescriptions"][values.index(value)])


def choice_text(kind: Kind, path: Path, value: Value) -> Text:
    """One value of a closed list, in both languages."""
    return Text(nl=choice(kind, path, value, "nl"), en=choice(kind, path, value, "en"))


class Display:
    """Shows the values of one kind of file, with organisations by their name."""

    def __init__(self, kind: Kind, texts: Texts, organisations: Mapping[str, Organisation]) -> None:
        self._kind = kind
        self._texts = texts
        self._organisations = organisations

    @property
    def language(self) -> Language:
        return self._texts.language

    def label(self, path: Path) -> str:
        """The name of a fact; in a map, such as that of checklists, the key itself."""
        *parent, step = path
        known = isinstance(step, int) or step in schema.keys(self._kind, tuple(parent))
        return label(self._kind, path, self.language) if known else str(step)

    def organisation(self, id: str) -> str:
        """The name of an organisation; its id if there is no such file."""
        known = self._organisations.get(id)
        return known.name if known else id

    def value(self, path: Path, value: Value) -> str:
        """One value in words: dates and amounts the language's way, choices by their label."""
        if isinstance(value, bool):
            return self._texts("yes") if value else self._texts("no")
        if isinstance(value, int | float):
            return self._number(path, value)
        return self._text(path, value) if isinstance(value, str) else ""

    def _number(self, path: Path, value: float) -> str:
        if path[-1] in _MONEY:
            return euros(int(value), self.language)
        return number(value, self.language)

    def _text(self, path: Path, value: str) -> str:
        node = schema.field(self._kind, path).node
        if value == "unknown":
            return self._texts("not known yet")
        if value == "none" and path[-1] in _MONEY:
            return self._texts("none")
        if "enum" in node:
            return choice(self._kind, path, value, self.language)
        if str(node.get("x-input", "")).startswith("organisation"):
            return self.organisation(value)
        is_date = node.get("format") == "date" and _DAY.fullmatch(value)
        return date(value, self.language) if is_date else value

    def lines(self, path: Path, value: Value) -> Iterator[str]:
        """A fact as lines of text, with what is inside it indented by two spaces a level."""
        if isinstance(value, list):
            yield from self._items(path, value)
        elif isinstance(value, dict):
            yield from self._fields(path, value)
        else:
            yield from self.value(path, value).rstrip("\n").split("\n")

    def _items(self, path: Path, items: list[Value]) -> Iterator[str]:
        for place, item in enumerate(items):
            first, *rest = list(self.lines((*path, place), item)) or [""]
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)

    def _fields(self, path: Path, fields: Mapping[str, Value]) -> Iterator[str]:
        if "known" in fields and "text" in fields:
            yield self.known(path, fields)
            return
        for key, value in fields.items():
            below = (*path, key)
            lines = list(self.lines(below, value))
            if len(lines) == 1 and not isinstance(value, list):
                yield f"{self.label(below)}: {lines[0]}"
            elif lines:
                yield f"{self.label(below)}:"
                yield from (f"  {line}" for line in lines)

    def known(self, path: Path, fact: Mapping[str, Value]) -> str:
        """A fact about a partner with how sure we are of it: assumed is not known (ANNA)."""
        how = self.value((*path, "known"), fact.get("known", "assumed")).lower()
        details = [self.value((*path, key), fact[key]) for key in _CONFIRMATION if fact.get(key)]
        return f"{fact['text']} ({', '.join([how, *details])})"


_CONFIRMATION = ("confirmed_by", "how", "date")
