"""One partnership as the paragraph sees it: where it belongs, its figures, and what is missing."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from samenwerk import affiliated
from samenwerk.affiliated import Standing
from samenwerk.bbv.edition import Edition
from samenwerk.bbv.figures import NAMES, OPTIONAL, POSITIONS, Choices, choices, result_of
from samenwerk.bbv.running import counts
from samenwerk.finance import Figure, Finance, Result
from samenwerk.partnership import Partnership
from samenwerk.surroundings import Record

# A point of article 15, or what practice adds to it (dutch-practice 2.1 and 2.3).
Point = Literal["1a", "1b", "2a", "2b", "2c", "2d", "2e", "practice"]
POINTS: tuple[Point, ...] = ("1a", "1b", "2a", "2b", "2c", "2d", "2e", "practice")
_POINT_OF_FIGURE: Mapping[str, Point] = {
    "interest": "2b", "equity": "2c", "debt": "2c", "result": "2d", "contribution": "practice",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A partnership that is in force on some day of the year."""

    record: Record
    edition: Edition

    @property
    def partnership(self) -> Partnership:
        return self.record.partnership

    @property
    def finance(self) -> Finance | None:
        return self.record.finance

    @cached_property
    def standing(self) -> Standing:
        return affiliated.standing(self.partnership)

    @cached_property
    def figures(self) -> Choices:
        return choices(self.finance, self.edition)

    @property
    def result(self) -> Result | None:
        return result_of(self.finance, self.edition)

    def missing(self) -> Iterator[tuple[Point, str]]:
        """What article 15 and practice ask, and this partnership does not say; each once."""
        yield from self._missing_standing()
        yield from self._missing_interest()
        for name in NAMES:
            if name not in OPTIONAL and self.figures[name].reason:
                yield _POINT_OF_FIGURE[name.partition("_")[0]], name
        if self.finance is None or self.finance.risks is None:
            yield "2e", "risks"
        yield from self._missing_in_practice()

    def _missing_standing(self) -> Iterator[tuple[Point, str]]:
        if self.standing is Standing.UNKNOWN:
            yield "1b", "affiliated"
        if affiliated.bbv_group(self.partnership) is None:
            yield "1b", "group"

    def _missing_interest(self) -> Iterator[tuple[Point, str]]:
        """How the interest is held: the answer and its ground, for each of the two."""
        for item, interest in (
            ("governance", affiliated.governance(self.partnership)),
            ("financial", affiliated.financial(self.partnership)),
        ):
            if interest.held is None or not interest.ground:
                yield "2a", item
        if not self.partnership.public_task.text:
            yield "2a", "public_interest"

    def _missing_in_practice(self) -> Iterator[tuple[Point, str]]:
        if not self.partnership.seat:
            yield "practice", "seat"
        if not self.partnership.form:
            yield "practice", "form"
        if not self.partnership.programme:
            yield "practice", "programme"
        if any(_lacks_source(each.figure) for each in self.figures.values()):
            yield "practice", "source"
        if any(_lacks_date(name, each.figure) for name, each in self.figures.items()):
            yield "practice", "date"
        if (
            self.result
            and self.result.figure.euros
            and self.result.before_or_after in {None, "unknown"}
        ):
            yield "practice", "reserves"


def _lacks_source(figure: Figure | None) -> bool:
    return figure is not None and figure.euros is not None and not figure.source


def _lacks_date(name: str, figure: Figure | None) -> bool:
    """A position is of a day; what is of a whole year needs none."""
    is_position = figure is not None and figure.euros is not None and name in POSITIONS
    return is_position and figure is not None and not figure.date


def entries(records: Sequence[Record], edition: Edition, today: dt.date) -> list[Entry]:
    """Who counts in this year, by name."""
    found = [
        Entry(record=each, edition=edition)
        for each in records
        if counts(each.partnership, edition, today)
    ]
    return sorted(found, key=lambda each: (each.partnership.name.casefold(), each.record.id))


def in_group(entries: Sequence[Entry], number: int) -> list[Entry]:
    """The affiliated parties of one of the four groups (BBV art. 15(1)(b))."""
    return [
        each
        for each in entries
        if each.standing is Standing.LISTED and affiliated.bbv_group(each.partnership) == number
    ]


def of_standing(entries: Sequence[Entry], standing: Standing) -> list[Entry]:
    return [each for each in entries if each.standing is standing]
