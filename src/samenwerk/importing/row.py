"""A line of the list becomes facts: what fits a fact goes there, all else is kept word for word."""

import re
from collections.abc import Callable

from samenwerk.finance import YearKind
from samenwerk.importing.columns import Layout
from samenwerk.importing.figures import Figures
from samenwerk.importing.found import Found, fits
from samenwerk.importing.heading import FACTS, KEEP, NAME, Column, kind_in
from samenwerk.importing.legalform import BODIES, read_form
from samenwerk.importing.moment import take_day
from samenwerk.importing.names_in import names_in
from samenwerk.importing.plain import plain
from samenwerk.importing.sheet import Cell, Line
from samenwerk.names import id_from
from samenwerk.schema import takes
from samenwerk.yamlfile import Path, Value

PATHS: dict[str, Path] = {
    "form": ("form",),
    "seat": ("seat",),
    "programme": ("programme",),
    "purpose": ("purpose",),
    "public_task": ("public_task", "text"),
    "governance_interest": ("governance_interest", "ground"),
    "financial_interest": ("financial_interest", "ground"),
    "start": ("dates", "start"),
    "end": ("dates", "end"),
}
_NOTHING = {"-", "--", "n.v.t.", "n.v.t", "nvt", "niet van toepassing", "onbekend", "niet bekend",
            "geen opgave", "p.m.", "pm", "n.b.", "n.n.b.", "nnb", "?", "x"}  # fmt: skip
_URL = re.compile(r"https?://\S+")
_WITH_DOT = re.compile(r"https?://[^\s.]+\.\S+")
_LONGEST_TITLE, _LONGEST_RISK = 500, 20_000
_LONGEST_HEADING = 2_000
Filled = tuple[int, Column, Cell]


def read_line(layout: Layout, line: Line, source: str) -> Found:
    """The facts of one line; `source` is what its figures name if it names no source itself."""
    return _Reader(layout, line, source).read()


class _Reader:
    def __init__(self, layout: Layout, line: Line, source: str) -> None:
        place = layout.place(NAME)
        assert place is not None
        self._found = Found(line.number, " ".join(line.text(place).split()))
        self._filled: list[Filled] = [
            (number, column, line.cells[number])
            for number, column in enumerate(layout.columns)
            if number in line.filled and column.target != NAME
        ]
        self._kept: dict[int, Cell] = {}
        self._sources(source)
        self._figures = Figures(
            layout=layout,
            year=self._own_year() or layout.year,
            kind=self._kind or layout.kind,
            source=self._source,
        )

    def read(self) -> Found:
        for number, column, cell in sorted(self._filled, key=_order):
            if column.target != "source" and not self._placed(column, cell):
                self._kept[number] = cell
            if column.target in PATHS:
                self._found.cells[PATHS[column.target]] = (column.heading, cell.text)
        self._dates_in_order()
        for number, column, cell in self._filled:
            if number in self._kept:
                self._found.keep(heading_of(number, column), cell.text)
        return self._found

    def _placed(self, column: Column, cell: Cell) -> bool:
        """Put a cell where it belongs; False if its words must be kept as well."""
        if column.is_figure:
            return self._figures.put(self._found, column, cell)
        if column.target == KEEP or plain(cell.text) in _NOTHING:
            return False
        puts: dict[str, Callable[[Column, Cell], bool]] = {
            "form": self._form,
            "participants": self._participants,
            "risks": self._risk,
            "measures": self._measure,
            "website": self._website,
            "kvk": self._kvk,
            "year": lambda _column, _cell: bool(self._found.figures),
            "start": self._date,
            "end": self._date,
            "financial_interest": self._financial_interest,
        }
        return puts.get(column.target, self._text)(column, cell)

    # --- one kind of column each ---

    def _text(self, column: Column, cell: Cell) -> bool:
        path = PATHS[column.target]
        if fits(path, cell.text):
            self._found.facts[path] = cell.text
        return path in self._found.facts

    def _form(self, _column: Column, cell: Cell) -> bool:
        form, is_all = read_form(cell.text)
        if form:
            self._found.facts[PATHS["form"]] = form
        return bool(form) and is_all

    def _financial_interest(self, column: Column, cell: Cell) -> bool:
        self._figures.put_series(self._found, column, cell)
        return self._text(column, cell)

    def _participants(self, column: Column, cell: Cell) -> bool:
        names = names_in(cell.text)
        self._found.participants = names or []
        self._found.are_municipalities = "gemeenten" in plain(column.heading)
        return names is not None

    def _risk(self, _column: Column, cell: Cell) -> bool:
        if len(cell.text) <= _LONGEST_RISK:
            self._found.risks = [{"text": cell.text}]
        return bool(self._found.risks)

    def _measure(self, _column: Column, cell: Cell) -> bool:
        if not self._found.risks or len(cell.text) > _LONGEST_RISK:
            return False
        self._found.risks[0]["measure"] = cell.text
        return True

    def _website(self, _column: Column, cell: Cell) -> bool:
        address = cell.text if "://" in cell.text else f"https://{cell.text}"
        is_one = _WITH_DOT.fullmatch(address) and takes("organisation", ("website",), address)
        if self._found.form in BODIES and is_one:
            self._found.body["website"] = address
        return "website" in self._found.body

    def _kvk(self, _column: Column, cell: Cell) -> bool:
        if self._found.form in BODIES and re.fullmatch(r"[0-9]{8}", cell.text):
            self._found.body["kvk"] = cell.text
        return "kvk" in self._found.body

    def _date(self, column: Column, cell: Cell) -> bool:
        rest, day = take_day(plain(cell.text))
        if day.date and not rest:
            self._found.facts[PATHS[column.target]] = day.date.isoformat()
        return PATHS[column.target] in self._found.facts

    def _dates_in_order(self) -> None:
        """An end before the start cannot be right: both are kept as text."""
        facts = self._found.facts
        start, end = (facts.get(PATHS[each]) for each in ("start", "end"))
        if start and end and str(end) < str(start):
            del facts[PATHS["start"]], facts[PATHS["end"]]
            for number, column, cell in self._filled:
                if column.target in {"start", "end"}:
                    self._kept[number] = cell

    # --- what holds for the whole line ---

    def _own_year(self) -> int | None:
        texts = [cell.text for _, column, cell in self._filled if column.target == "year"]
        return int(texts[0]) if texts and re.fullmatch(r"(?:19|20|21)\d\d", texts[0]) else None

    def _sources(self, fallback: str) -> None:
        """The documents that the line names; its figures name them all."""
        self._kind: YearKind | None = None
        self._source = fallback[:_LONGEST_TITLE]
        for number, column, cell in self._filled:
            if column.target == "source":
                self._kind = self._kind or kind_in(re.sub(r"\d", " ", cell.text))
                documents = _documents(cell.text)
                self._found.documents += documents
                if not documents:
                    self._kept[number] = cell
                else:
                    self._source = _named(documents) or self._source


def _named(documents: list[dict[str, Value]]) -> str:
    """All the papers of a line: nobody can say which of them a figure comes from."""
    named = "; ".join(str(each["title"]) for each in documents)
    return named if len(named) <= _LONGEST_TITLE else ""


def heading_of(number: int, column: Column) -> str:
    """The heading of a column; a column without one is named by its letters."""
    heading = column.heading[:_LONGEST_HEADING]
    return heading if heading.strip() else f"Kolom {_letters(number)}"


def _order(filled: Filled) -> tuple[int, int]:
    number, column, _ = filled
    target = column.target
    return (FACTS.index(target) if target in FACTS else -1), number


def _letters(number: int) -> str:
    """The name of a column in a spreadsheet: A, B, …, Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _documents(text: str) -> list[dict[str, Value]]:
    """The papers or addresses in a cell; none if it holds words besides addresses."""
    urls = [url.rstrip(";,)") for url in _URL.findall(text)]
    if not urls:
        title = " ".join(text.split())
        fit = plain(text) not in _NOTHING and len(title) <= _LONGEST_TITLE
        return [{"id": id_from(title)[:50].strip("-") or "bron", "title": title}] if fit else []
    rest = _URL.sub(" ", text).strip(" ;,\n\t|")
    if rest or not all(takes("partnership", ("documents", 0, "url"), url) for url in urls):
        return []
    return _with_own_ids([_document(url) for url in dict.fromkeys(urls)])


def _document(url: str) -> dict[str, Value]:
    host, _, path = url.partition("://")[2].partition("/")
    last = path.rstrip("/").rpartition("/")[2] or host
    page = re.sub(r"[-_]+", " ", last.partition("?")[0]).strip() or host
    title = f"{page[:1].upper()}{page[1:]} ({host})"[:_LONGEST_TITLE]
    id = id_from(host.removeprefix("www.").partition(".")[0])[:50].strip("-") or "bron"
    return {"id": id, "title": title, "url": url}


def _with_own_ids(documents: list[dict[str, Value]]) -> list[dict[str, Value]]:
    seen: set[str] = set()
    for document in documents:
        wanted, number = str(document["id"]), 2
        while document["id"] in seen:
            document["id"] = f"{wanted}-{number}"
            number += 1
        seen.add(str(document["id"]))
    return documents
