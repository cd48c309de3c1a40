"""Reads an .xlsx workbook: values only, within limits, and never an entity or a link."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from samenwerk.errors import N_, Refused, UsageError
from samenwerk.importing.plain import nearest_name
from samenwerk.importing.sheet import MAX_COLUMNS, Cell, Line, Sheet

MAX_UNPACKED = 150 * 1024 * 1024
_MAX_PARTS = 5_000
_DIGITS = 15  # as many as Excel keeps of a number
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)|^(?:\xff\xfe|\xfe\xff)", re.IGNORECASE)
_CHUNK = 1 << 20
# How a number is shown: `#,##0.0,, "mln"` divides it by a million and puts a word behind it.
_NOT_SHOWN = re.compile(r"\[[^\]]*\]|[\\_*].")
_WORD = re.compile(r'"([^"]*)"')
_DIVIDED = re.compile(r"[0#?](,+)(?![0#?])")


def read_workbook(name: str, data: bytes, sheet: str) -> Sheet:
    """The lines of one sheet, what it hides, and the names of the other sheets."""
    try:
        _refuse_hostile(name, data)
        sheets = _worksheets(data, values=True)
        titles = [each.title for each in sheets]
        chosen = _chosen(name, titles, sheet) if sheet else _first_shown(sheets)
        lines = tuple(_lines(data, chosen))
        columns, numbers = _hidden(data, sheets[chosen])
    except (Refused, UsageError):
        raise
    except Exception as error:  # the library fails in many ways on a damaged file
        raise _unreadable(name) from error
    others = tuple(each for each in titles if each != titles[chosen])
    return Sheet(lines, others, hidden_columns=columns, hidden_lines=numbers)


def _unreadable(name: str) -> Refused:
    return Refused(
        N_("{name} cannot be read as a workbook: it is damaged, or something else."),
        remedy=N_("Open it in Excel and save it again as .xlsx, or as CSV."),
        name=name,
    )


def _refuse_hostile(name: str, data: bytes) -> None:
    """A small file may unpack to gigabytes, or hold what no spreadsheet program writes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Refused(
                N_("{name} unpacks to more than 150 MB: this is no list of partnerships."),
                remedy=N_("Copy the list to a new workbook, or save it as CSV."),
                name=name,
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _is_forbidden(archive, part):
                raise _unreadable(name)


def _is_forbidden(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as file:
        tail = b""
        while chunk := file.read(_CHUNK):
            if _FORBIDDEN.search(tail + chunk):
                return True
            tail = chunk[-16:]
    return False


def _worksheets(data: bytes, *, values: bool) -> list[Any]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    return list(book.worksheets)


def _first_shown(sheets: list[Any]) -> int:
    """A hidden sheet in front often holds the choices of a cell, and nobody sees it."""
    shown = (place for place, each in enumerate(sheets) if each.sheet_state == "visible")
    return next(shown, 0)


def _chosen(name: str, titles: list[str], sheet: str) -> int:
    if sheet in titles:
        return titles.index(sheet)
    near = nearest_name(sheet, titles)
    raise UsageError(
        N_("{name} has no sheet “{sheet}”. It has: {sheets}."),
        remedy=N_("Did you mean {near}?") if near else "",
        name=name,
        sheet=sheet,
        sheets=", ".join(titles),
        near=near,
    )


def _lines(data: bytes, chosen: int) -> Iterator[Line]:
    """Each line as it was last shown; a formula that was never computed stays its own text."""
    shown, typed = (_worksheets(data, values=values)[chosen] for values in (True, False))
    for sheet in (shown, typed):
        sheet.reset_dimensions()  # a file may say that it is larger than it is
    for number, (row, formulas) in enumerate(zip(shown.rows, typed.rows, strict=True), start=1):
        cells = (_cell(*each) for each in zip(row, formulas, strict=True))
        yield Line(number, tuple(cells))


def _hidden(data: bytes, sheet: Any) -> tuple[frozenset[int], frozenset[int]]:
    """The places of the columns and the numbers of the lines that Excel does not show.

    The library tells this only of a workbook that it holds in memory as a whole.
    """
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    columns: set[int] = set()
    lines: set[int] = set()
    path = sheet._worksheet_path  # noqa: SLF001  # what the library itself opens
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(path) as file:
        number = 0
        for _, part in iterparse(file):
            hides = part.get("hidden") in {"1", "true"}
            if part.tag == f"{{{SHEET_MAIN_NS}}}col" and hides:
                last = min(int(part.get("max")), MAX_COLUMNS)
                columns.update(range(int(part.get("min")) - 1, last))
            elif part.tag == f"{{{SHEET_MAIN_NS}}}row":
                number = int(part.get("r", number + 1))
                if hides:
                    lines.add(number)
                part.clear()
    return frozenset(columns), frozenset(lines)


def _cell(shown: Any, typed: Any) -> Cell:
    value = shown.value
    if value is None:
        return Cell("" if typed.value is None else str(typed.value))
    if isinstance(value, bool):
        return Cell("WAAR" if value else "ONWAAR")  # as a Dutch Excel shows it
    if isinstance(value, int | float):
        return _number(Decimal(f"{value:.{_DIGITS}g}"), str(shown.number_format))
    if isinstance(value, dt.datetime | dt.date):
        return Cell(f"{value.day}-{value.month}-{value.year}")
    return Cell(str(value))


def _number(value: Decimal, shown_as: str) -> Cell:
    """A number as Dutch writes it, and as it is shown: `46050,5`, `20%` or `1,5 mln`."""
    if "%" in shown_as:
        return Cell(f"{_dutch(value * 100)}%")
    form = _NOT_SHOWN.sub("", shown_as.partition(";")[0])
    divided = _DIVIDED.search(_WORD.sub("", form))
    if divided:
        value = value.scaleb(-3 * len(divided[1]))
    words = [each.strip() for each in _WORD.findall(form) if re.search(r"[^\W\d_]", each)]
    if words and words != ["EUR"]:
        return Cell(" ".join((_dutch(value), *words)))
    is_euros = ("€" in shown_as or "EUR" in shown_as) and not divided
    return Cell(_dutch(value), value, is_euros=is_euros)


def _dutch(value: Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
