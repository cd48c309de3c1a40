"""Checklists and their questions: what is asked, of whom, and when an answer is good enough."""

import datetime as dt
from collections.abc import Mapping
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Literal

import msgspec

from samenwerk import formats, yamlfile
from samenwerk.answer import VERDICTS
from samenwerk.i18n import Text
from samenwerk.resources import packaged
from samenwerk.yamlfile import Value

INTAKE = "intake"
FORM = "form"


class Weight(IntEnum):
    """How much is asked (*zwaarte*): a question is asked from its own weight up."""

    LIGHT = 1
    STANDARD = 2
    HEAVY = 3

    @classmethod
    def named(cls, name: str) -> "Weight":
        return cls[name.upper()]


class Gate(StrEnum):
    MUST = "must"  # no way round
    EXPLAIN = "explain"  # an exception is allowed
    SHOW = "show"  # never blocks


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    ask: Text
    help: Text | None = None


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One of the choices of a question."""

    value: str
    label: Text


class Law(msgspec.Struct, frozen=True, kw_only=True):
    """What the law asks, and on which day its text was read. No legal advice."""

    law: str
    article: str
    paragraph: str | None = None
    url: str
    checked: dt.date

    @property
    def note(self) -> Text:
        """What stands with a question of the law, before it is answered."""
        cited, read = self.cited(), self.read()
        return Text(
            nl=f"{cited.nl}. Geen juridisch advies; {read.nl}.",
            en=f"{cited.en}. No legal advice; {read.en}.",
        )

    def cited(self) -> Text:
        """Which law it is, and where in it."""
        return Text(nl=self._place("artikel", "lid"), en=self._place("article", "paragraph"))

    def read(self) -> Text:
        """When its text was looked at."""
        return Text(
            nl=f"tekst nagegaan op {formats.date(self.checked, 'nl')}",
            en=f"text checked on {formats.date(self.checked, 'en')}",
        )

    def _place(self, article: str, paragraph: str) -> str:
        inside = f", {paragraph} {self.paragraph}" if self.paragraph else ""
        return f"{self.law}, {article} {self.article}{inside}"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question. It asks a fact, or a value, or a verdict (`passes` alone)."""

    id: str
    fact: str | None = None
    value: Literal["text", "choice", "choices", "date", "number", "function"] | None = None
    passes: tuple[str, ...] = ()
    choices: tuple[Option, ...] = ()
    about: tuple[str, ...] = ()
    evidence: Literal["optional", "never", "when-met"] = "optional"
    ask: Text
    help: Text
    inherited: Wording | None = None
    weight: Literal["light", "standard", "heavy"]
    gate: Gate
    when: Mapping[str, tuple[str, ...]] = {}
    per: Literal["partner"] | None = None
    of: tuple[Literal["new", "inherited"], ...] = ("new", "inherited")
    since: int = 1
    sources: tuple[str, ...] = ()
    law: Law | None = None

    @property
    def is_legal(self) -> bool:
        """The law asks this, and leaves no way round."""
        return self.law is not None and self.gate is Gate.MUST

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What a verdict may be: *not applicable* is offered only where it passes."""
        return tuple(each for each in VERDICTS if each != "not-applicable" or each in self.passes)

    @property
    def is_verdict(self) -> bool:
        return self.fact is None and self.value is None

    def asked_as(self, *, inherited: bool) -> Text:
        """The question in the wording that fits."""
        return self.inherited.ask if inherited and self.inherited else self.ask

    def helped_as(self, *, inherited: bool) -> Text:
        own = self.inherited.help if inherited and self.inherited else None
        help = own or self.help
        if self.law is None:
            return help
        url = self.law.url
        return Text(nl=f"{help.nl}\nBron: {url}", en=f"{help.en}\nSource: {url}")


class Checklist(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    version: int
    title: Text
    intro: Text | None = None
    questions: tuple[Question, ...]

    @classmethod
    def from_data(cls, data: Value) -> "Checklist":
        """From the values of a file that has passed its schema."""
        return msgspec.convert(data, cls)

    def question(self, id: str) -> Question | None:
        return next((each for each in self.questions if each.id == id), None)


@lru_cache
def ours() -> Mapping[str, Checklist]:
    """The checklists that come with the tool, by id."""
    paths = sorted(packaged("checklists").glob("*.yaml"))
    return {path.stem: Checklist.from_data(yamlfile.load(path.read_bytes())) for path in paths}
