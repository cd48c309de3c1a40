"""One thing that is wrong or noteworthy: where it is, its code, and the facts of it.

A finding holds no sentence. The sentences of a code, in both languages, are in
`findings/<code>.yaml`, with what `explain` says about it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from samenwerk import formats, yamlfile
from samenwerk.i18n import Language, Text
from samenwerk.resources import packaged

Fact = str | int | dt.date | Text | tuple[str | Text, ...]


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Where: `path` relative to the register with forward slashes, `line` and `column` from 1."""

    path: str
    line: int = 1
    column: int = 1
    code: str
    severity: Severity
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """What findings are sorted by: the same order on every run and system."""
        return (self.path, self.line, self.column, self.code, repr(self.facts))

    def sentence(self, language: Language) -> str:
        """What is wrong and how to mend it, in one line."""
        explanation = explain(self.code)
        parts = [explanation.message]
        if explanation.suggestion and "suggestion" in self.facts:
            parts.append(explanation.suggestion)
        words = {
            name: _words(explanation.words.get(str(fact), fact), language)
            for name, fact in self.facts.items()
        }
        return " ".join(part.in_(language).format_map(words) for part in parts)

    def text(self) -> Text:
        """The sentence in both languages."""
        return Text(nl=self.sentence("nl"), en=self.sentence("en"))


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What a code means: see `samenwerk explain CODE`."""

    code: str
    severity: Severity
    principle: int
    message: Text
    suggestion: Text | None
    words: Mapping[str, Text]  # how a fact of a closed list is said
    meaning: Text
    remedy: Text
    example: str


def codes() -> list[str]:
    """Every code that a finding can have, in alphabetical order."""
    return sorted(path.stem for path in packaged("findings").glob("*.yaml"))


@cache
def explain(code: str) -> Explanation:
    """The explanation of a known code; `KeyError` for any other."""
    path = packaged("findings") / f"{code}.yaml"
    if not path.is_file():
        raise KeyError(code)
    data = yamlfile.load(path.read_bytes())
    assert isinstance(data, dict)
    return _explanation(code, data)


def _explanation(code: str, data: dict[str, yamlfile.Value]) -> Explanation:
    def text(key: str) -> Text:
        return Text.from_data(data[key])  # type: ignore[arg-type]  # a test holds the shape

    return Explanation(
        code=code,
        severity=Severity(str(data["severity"])),
        principle=int(str(data["principle"])),
        message=text("message"),
        suggestion=text("suggestion") if "suggestion" in data else None,
        words={key: Text.from_data(each) for key, each in dict(data.get("words") or {}).items()},  # type: ignore[arg-type]
        meaning=text("meaning"),
        remedy=text("remedy"),
        example=str(data["example"]),
    )


def _words(fact: Fact, language: Language) -> str:
    if isinstance(fact, Text):
        return fact.in_(language)
    if isinstance(fact, dt.date):
        return formats.date(fact, language)
    if isinstance(fact, tuple):
        return ", ".join(_words(part, language) for part in fact)
    return str(fact)
