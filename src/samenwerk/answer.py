"""Answers to the questions of a checklist: `checks/<checklist>.yaml`."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from samenwerk.yamlfile import Value

Verdict = Literal["met", "partly", "not-met", "not-applicable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Exception_(msgspec.Struct, frozen=True, kw_only=True):  # noqa: N801  # DESIGN's word
    """Comply or explain (*pas toe of leg uit*). `until` is the last day."""

    reason: str
    approved_by: str
    until: dt.date


class Todo(msgspec.Struct, frozen=True, kw_only=True):
    """“Weet ik nog niet”: who finds out, and when."""

    who: str
    date: dt.date


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer: a verdict or a value, with who gave it, when, and on which facts it rests."""

    verdict: Verdict | None = None
    value: str | int | float | tuple[str, ...] | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    by: str | None = None
    date: dt.date | None = None
    confirmed: dt.date | None = None
    version: int | None = None
    rests_on: Mapping[str, str] = {}
    exception: Exception_ | None = None
    todo: Todo | None = None

    @property
    def last_date(self) -> dt.date | None:
        """When it was given, or later confirmed unchanged."""
        return self.confirmed or self.date

    @property
    def is_given(self) -> bool:
        return self.verdict is not None or self.value is not None


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """The answers to one checklist, by question id (`question/partner` where asked per partner)."""

    checklist: str
    answers: Mapping[str, Answer] = {}

    @classmethod
    def from_data(cls, data: Value) -> "Answers":
        """From the values of a file that has passed its schema."""
        return msgspec.convert(data, cls)


NONE = Answer()
