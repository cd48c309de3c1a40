"""What a spreadsheet holds: lines of cells, out of the bytes that Excel and its kin make."""

import contextlib
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from samenwerk.errors import N_, Refused
from samenwerk.escape import csv_text
from samenwerk.importing.heading import read_heading
from samenwerk.yamlfile import YamlError, check_characters

MAX_BYTES = 20 * 1024 * 1024
MAX_LINES = 5_000
MAX_COLUMNS = 300
_SEPARATORS = (";", ",", "\t")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n')
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LOOKED_AT = 25  # lines in which the headings must stand
_LOOKED_AT_BYTES = 4096  # to see how a text is written
_MARKS = (b"\xff\xfe", b"\xfe\xff")  # with which UTF-16 begins


@dataclass(frozen=True)
class Cell:
    """One cell as people see it; `number` if the workbook holds a number there."""

    text: str = ""
    number: Decimal | None = None
    is_euros: bool = False  # a workbook shows the number with a euro sign


@dataclass(frozen=True)
class Line:
    """One line of cells, and the number it has in the file."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> list[int]:
        """The places of the cells that hold something."""
        return [place for place, cell in enumerate(self.cells) if cell.text]

    def text(self, place: int) -> str:
        return self.cells[place].text if place < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its lines that hold something, and the sheets that were not read.

    What a workbook hides is read all the same: the places of columns, the numbers of lines.
    """

    lines: tuple[Line, ...]
    others: tuple[str, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_lines: frozenset[int] = frozenset()


def read(name: str, data: bytes, *, sheet: str = "") -> Sheet:
    """The lines of a file; a `Refused` says why it cannot be a list of partnerships."""
    if not data.strip():
        raise Refused(N_("{name} is empty."), name=name)
    if len(data) > MAX_BYTES:
        raise Refused(N_("{name} is too large: at most 20 MB."), name=name)
    if data.startswith(b"PK\x03\x04"):
        from samenwerk.importing.workbook import read_workbook

        found = read_workbook(name, data, sheet)
        return replace(found, lines=tuple(limited(name, iter(found.lines))))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            N_("{name} is an old Excel file, or it has a password."),
            remedy=N_("Save it in Excel as .xlsx without a password, or as CSV."),
            name=name,
        )
    return Sheet(tuple(limited(name, _csv_lines(name, _decoded(name, data)))))


def limited(name: str, lines: Iterator[Line]) -> Iterator[Line]:
    """The lines that hold something, as long as there are not too many, with clean characters."""
    for count, line in enumerate(_clean(name, lines)):
        width = line.filled[-1] + 1
        if width > MAX_COLUMNS:
            raise Refused(
                N_("{name}, line {line}: there are {width} columns, and at most {limit} are read."),
                remedy=N_("Take out the columns that say nothing about partnerships."),
                name=name, line=line.number, width=width, limit=MAX_COLUMNS,
            )  # fmt: skip
        if count >= MAX_LINES:
            raise Refused(
                N_("{name} has more than {limit} lines: this is no list of partnerships."),
                remedy=N_("Choose the right file or sheet, or cut it into parts."),
                name=name, limit=MAX_LINES,
            )  # fmt: skip
        yield Line(line.number, line.cells[:width])


def _clean(name: str, lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        cells = tuple(_clean_cell(name, line.number, cell) for cell in line.cells)
        made = Line(line.number, cells)
        if made.filled:
            yield made


def _clean_cell(name: str, number: int, cell: Cell) -> Cell:
    text = csv_text(_LINE_BREAK.sub("\n", cell.text)).strip()
    try:
        check_characters(text)
    except YamlError as error:
        raise Refused(
            N_("{name}, line {line}: a cell holds a character that cannot be seen, {character}."),
            remedy=N_("Remove it, for example with the Excel function CLEAN."),
            name=name, line=number, **error.facts,
        ) from None  # fmt: skip
    return Cell(text, cell.number, cell.is_euros)


# --- CSV ------------------------------------------------------------------------------------------


def _decoded(name: str, data: bytes) -> str:
    """Excel writes UTF-8 with a mark, UTF-16 (Unicode text), or what Windows uses: cp1252."""
    codecs = ["utf-8-sig", "cp1252"]
    if _is_unmarked_utf_16(data):
        raise Refused(
            N_("{name} seems to be in UTF-16, and does not say so."),
            remedy=N_("Save it in Excel as CSV UTF-8, or as .xlsx."),
            name=name,
        )
    if data.startswith(_MARKS):
        codecs = ["utf-16"]
    for codec in codecs:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise Refused(
        N_("{name} is no text and no workbook."),
        remedy=N_("Save it in Excel as CSV UTF-8, or as .xlsx."),
        name=name,
    )


def _is_unmarked_utf_16(data: bytes) -> bool:
    """Latin letters then have an empty byte before or behind each of them, and no mark in front."""
    start = data[:_LOOKED_AT_BYTES]
    halves = (start[0::2], start[1::2])
    return not data.startswith(_MARKS) and any(each.count(0) * 2 > len(each) for each in halves)


def _csv_lines(name: str, text: str) -> Iterator[Line]:
    skipped = 0
    separators: Sequence[str] = _SEPARATORS
    if match := _SEPARATOR_LINE.match(text):
        separators, text, skipped = [match[1]], text[match.end() :], 1
    separator = max(separators, key=lambda each: _fit(text, each))
    return _parsed(name, text, separator, skipped)


def _fit(text: str, separator: str) -> tuple[int, int]:
    """How well a separator fits: the known headings it gives, then the cells."""
    found = []
    with contextlib.suppress(csv.Error):  # said later, by its line
        for line, _ in zip(_rows(text, separator), range(_LOOKED_AT), strict=False):
            found.append(line)  # what was read before the error counts
    known = [sum(read_heading(cell).is_known for cell in cells) for _, cells in found]
    return max(known, default=0), max((len(cells) for _, cells in found), default=0)


def _parsed(name: str, text: str, separator: str, skipped: int) -> Iterator[Line]:
    line = skipped
    try:
        for number, cells in _rows(text, separator):
            line = number + skipped
            yield Line(line, tuple(Cell(cell) for cell in cells))
    except csv.Error:
        raise Refused(
            N_("{name}: the cells after line {line} cannot be told apart."),
            remedy=N_("Look for a quotation mark that is not closed."),
            name=name,
            line=line,
        ) from None


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins: a cell in quotes may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1
