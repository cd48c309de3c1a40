"""Where the headings of a list stand, and what each column becomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samenwerk.finance import YearKind
from samenwerk.importing.heading import FACTS, KEEP, NAME, Column, kind_in, read_heading
from samenwerk.importing.moment import take_day, take_year
from samenwerk.importing.plain import plain
from samenwerk.importing.sheet import Line, Sheet
from samenwerk.importing.unit import take_unit

_LOOKED_AT = 25  # lines in which the headings must stand


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a list is built: its columns, the lines below them, and what stands above.

    `unit`, `year` and `kind` hold for columns that say nothing about these themselves.
    """

    columns: tuple[Column, ...]
    heading_line: int
    rows: tuple[Line, ...]
    above: tuple[str, ...] = ()
    unit: int | None = None
    year: int | None = None
    kind: YearKind | None = None

    def place(self, target: str) -> int | None:
        """The first column that becomes `target`."""
        return next(
            (place for place, each in enumerate(self.columns) if each.target == target), None
        )

    def unit_of(self, column: Column) -> int | None:
        """A column that only says *euro* yields to *x € 1.000* above the whole list."""
        return (self.unit or column.unit) if column.unit in (None, 1) else column.unit

    def is_used(self, place: int) -> bool:
        return any(line.text(place) for line in self.rows)

    @property
    def unknown(self) -> list[int]:
        """The columns that hold something and were not recognised."""
        return [
            place
            for place, column in enumerate(self.columns)
            if not column.is_known and self.is_used(place)
        ]


def lay_out(sheet: Sheet) -> Layout:
    """The layout of a sheet, as far as its headings tell."""
    start, height = max(_candidates(sheet.lines), key=lambda each: _score(sheet.lines, *each))
    columns = tuple(once(map(read_heading, _headings(sheet.lines, start, height))))
    above = tuple(line.text(place) for line in sheet.lines[:start] for place in line.filled)
    title = " ".join(above)
    rest, unit = take_unit(plain(title))
    rest, day = take_day(rest)
    return Layout(
        columns=columns,
        heading_line=sheet.lines[start].number if sheet.lines else 1,
        rows=sheet.lines[start + height :],
        above=above,
        unit=unit,
        year=take_year(rest)[1].year or day.year,
        kind=kind_in(title),
    )


def once(columns: Iterator[Column]) -> Iterator[Column]:
    """A second column for the same fact is kept word for word: nobody can say which is right."""
    seen = set()
    for column in columns:
        key = (column.target, column.year, column.kind)
        if column.target in FACTS:
            key = (column.target, None, None)
        yield replace(column, target=KEEP) if key in seen else column
        if column.target != KEEP:
            seen.add(key)


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where the headings may begin, and whether they take one line or two."""
    yield 0, min(1, len(lines))
    for start in range(min(_LOOKED_AT, len(lines))):
        yield start, 1
        if start + 1 < len(lines) and _may_be_second(lines[start], lines[start + 1]):
            yield start, 2


def _may_be_second(first: Line, second: Line) -> bool:
    """A second line of headings says nothing new about the name, and stands under headings."""
    names = [place for place in first.filled if read_heading(first.text(place)).target == NAME]
    names += [place for place in second.filled if read_heading(second.text(place)).target == NAME]
    if not names:
        return False
    under = second.text(names[0])
    return not under or read_heading(under).target == NAME


def _score(lines: Sequence[Line], start: int, height: int) -> tuple[int, int, int]:
    """The more that is recognised the better; one line is better than two, and high than low."""
    if not lines:
        return 0, 0, 0
    columns = list(once(map(read_heading, _headings(lines, start, height))))
    known = sum(column.is_known for column in columns)
    facts = sum(column.target != KEEP for column in columns)
    return known + facts, -height, -start


def _headings(lines: Sequence[Line], start: int, height: int) -> list[str]:
    if not lines:
        return []
    width = max(len(line.cells) for line in lines)
    first = [lines[start].text(place) for place in range(width)]
    if height == 1:
        return first
    second = [lines[start + 1].text(place) for place in range(width)]
    return list(_joined(first, second))


def _joined(first: list[str], second: list[str]) -> Iterator[str]:
    """`Eigen vermogen` over `begin` and `eind`: the upper one counts on to the right."""
    above = ""
    for upper, lower in zip(first, second, strict=True):
        above = upper or (above if lower else "")
        yield f"{above} {lower}".strip() if lower else upper
