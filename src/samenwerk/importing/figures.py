"""Cells with amounts become figures of a year, where amount, unit and year are all certain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from samenwerk.finance import PAIRS, YearKind
from samenwerk.importing.amount import Amount, of_number, read_amount
from samenwerk.importing.columns import Layout
from samenwerk.importing.found import Found, FoundFigure
from samenwerk.importing.heading import Column
from samenwerk.importing.moment import year_of
from samenwerk.importing.plain import plain
from samenwerk.importing.sheet import Cell
from samenwerk.importing.unit import take_unit
from samenwerk.yamlfile import Path, Value

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_ONE_OF_SERIES = re.compile(r"(\d{4}): ?(.+)")
_BEFORE_SERIES = re.compile(r"^(?:\w+ )?(?:bijdragen?|contributions?):? (?=\d{4}: ?)")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What holds for all figures of one line."""

    layout: Layout
    year: int | None
    kind: YearKind | None
    source: str

    def put(self, found: Found, column: Column, cell: Cell) -> bool:
        """Add the figure of a cell; False if its words must be kept as well."""
        amount = self._amount(column, cell)
        path = _path(column, amount) if amount else None
        if amount is None or path is None:
            return False
        year = self._year(column, amount, is_begin=path[-1] == "begin")
        if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
            return False
        figure = FoundFigure(
            year,
            column.kind or self.kind,
            path,
            self._value(amount, column),
            column.before_or_after,
            (column.heading, cell.text),
        )
        return found.add_figure(figure) and amount.is_all

    def put_series(self, found: Found, column: Column, cell: Cell) -> None:
        """Add the contributions by year that a cell with words names."""
        for year, amount in _series(cell.text, self.layout.unit_of(column)):
            value = self._value(amount, None)
            source = (column.heading, cell.text)
            found.add_figure(FoundFigure(year, self.kind, ("contribution",), value, None, source))

    def _amount(self, column: Column, cell: Cell) -> Amount | None:
        unit = self.layout.unit_of(column)
        if cell.number is not None:
            return of_number(cell.number, unit or (1 if cell.is_euros else None))
        return read_amount(cell.text, unit)

    def _year(self, column: Column, amount: Amount, *, is_begin: bool) -> int | None:
        """By the heading, else the day in the cell, else the line, else the whole list."""
        if column.year:
            return column.year
        if amount.date:
            return year_of(amount.date, is_begin=is_begin)
        return amount.year or self.year

    def _value(self, amount: Amount, column: Column | None) -> dict[str, Value]:
        day = amount.date or (column.date if column else None)
        value: dict[str, Value] = {"amount": amount.euros}
        if day is not None and isinstance(amount.euros, int):
            value["date"] = day.isoformat()
        return {**value, "source": self.source}


def _path(column: Column, amount: Amount) -> Path | None:
    """Where in a year the figure goes; without begin or end only its day can tell."""
    if column.target == "result":
        return ("result", "figure")
    if column.target not in PAIRS:
        return tuple(column.target.split("."))
    day: Any = amount.date or column.date
    moment = {(1, 1): "begin", (12, 31): "end"}.get((day.month, day.day)) if day else None
    return (column.target, moment) if moment else None


def _series(text: str, unit: int | None) -> Iterator[tuple[int, Amount]]:
    """`Bijdrage 2023: 134; 2024: 144 (bedragen * € 1.000)`; nothing if one part is not certain."""
    rest, own_unit = take_unit(plain(text))
    start = _BEFORE_SERIES.match(rest)
    parts = re.split(r"\s*;\s*", rest[start.end() :]) if start else []
    matches = [_ONE_OF_SERIES.fullmatch(part) for part in parts]
    found = [
        (int(match[1]), amount)
        for match in matches
        if match and (amount := read_amount(match[2], own_unit or unit))
    ]
    if len(found) == len(parts):
        yield from found
