"""Says what an import makes of a list: its columns, its lines, and what would change."""

from collections.abc import Iterator
from dataclasses import replace

from samenwerk.display import choice, label
from samenwerk.errors import N_
from samenwerk.formats import date, euros
from samenwerk.i18n import Texts
from samenwerk.importing.amount import read_amount
from samenwerk.importing.columns import Layout
from samenwerk.importing.difference import Difference
from samenwerk.importing.heading import KEEP, NAME, Column
from samenwerk.importing.plan import NewParty, Plan
from samenwerk.importing.row import PATHS, heading_of
from samenwerk.importing.rows import Rows
from samenwerk.importing.sheet import Sheet
from samenwerk.session import Session
from samenwerk.yamlfile import Path, Value

_SHOWN = 160  # characters of a value
_LISTED = 40  # new partnerships that are shown one by one
_WHY = {
    "total": N_("a total"),
    "note": N_("a note"),
    "no-name": N_("no name"),
    "goes-on": N_("no name, so kept with the one above"),
}
_IN_FINANCE: dict[str, Path] = {
    "risks": ("risks",),
    "measures": ("risks", 0, "measure"),
    "year": ("years", 0, "year"),
}
_IN_ORGANISATION: dict[str, Path] = {"website": ("website",), "kvk": ("kvk",)}
_IN_PARTNERSHIP: dict[str, Path] = {
    **PATHS,
    "name": ("name",),
    "participants": ("partners",),
    "source": ("documents",),
}


class Report:
    """Speaks about one list on one screen."""

    def __init__(self, session: Session, name: str, layout: Layout, rows: Rows, plan: Plan) -> None:
        self._terminal = session.terminal
        self._texts: Texts = session.texts
        self._name = name
        self._layout = layout
        self._rows = rows
        self._plan = plan

    def columns(self) -> None:
        """Each column that holds something, and what it becomes."""
        texts = self._texts
        rows = [
            (heading_of(place, column), meaning(_completed(column, self._layout), texts))
            for place, column in enumerate(self._layout.columns)
            if self._layout.is_used(place)
        ]
        self._terminal.table((texts("Column"), texts("What it becomes")), rows)
        self._terminal.say()
        people = [each.heading for each in self._layout.columns if each.is_about_people]
        if people:
            self._say(
                texts(
                    "Write functions, not names of persons: look at {headings} after the import.",
                    headings=", ".join(people),
                )
            )

    def hidden(self, sheet: Sheet) -> None:
        """What Excel does not show is read too: somebody may not know that it is there."""
        columns, texts = self._layout.columns, self._texts
        names = [
            heading_of(place, columns[place])
            for place in sorted(sheet.hidden_columns)
            if place < len(columns) and self._layout.is_used(place)
        ]
        if names:
            self._say(
                texts(
                    "Hidden in the workbook, and read all the same: the columns {columns}.",
                    columns=", ".join(names),
                )
            )
        lines = [each.number for each in sheet.lines if each.number in sheet.hidden_lines]
        if lines:
            self._say(
                texts(
                    "Hidden in the workbook, and read all the same: the lines {lines}.",
                    lines=", ".join(_runs(lines)),
                )
            )

    def left(self, others: tuple[str, ...]) -> None:
        """What is in the file and does not come into the register, word for word."""
        texts = self._texts
        if self._layout.above:
            above = " | ".join(self._layout.above)
            self._say(texts("Above the headings: {text}", text=above))
        for each in self._rows.left:
            self._say(
                texts(
                    "Line {line} is no partnership ({why}): {text}",
                    line=each.line,
                    why=texts(_WHY[each.why]),
                    text=each.text,
                )
            )
        if others:
            self._say(
                texts("Not read: the sheets {sheets}. See --sheet.", sheets=", ".join(others))
            )

    def plan(self) -> None:
        """The new partnerships, what stays the same, and what differs."""
        new, texts = self._plan.new, self._texts
        self._unsure()
        self._terminal.say()
        self._new(new)
        if self._plan.is_empty:
            self._say(
                texts(
                    "Nothing to do: the register already holds what {file} says.", file=self._name
                )
            )
        elif self._plan.same:
            self._say(
                texts.plural(
                    "{count} partnership is the same as in the list.",
                    "{count} partnerships are the same as in the list.",
                    len(self._plan.same),
                )
            )
        if self._plan.differences:
            self._say(texts("The list differs from the register:"))
            for each in self._plan.differences:
                for line in difference_lines(each, texts):
                    self._terminal.paragraph(line, "    ")

    def _unsure(self) -> None:
        """Say how many amounts did not become figures, and how that can be mended."""
        headings = {each.heading for each in self._layout.columns if each.is_figure}
        count = sum(
            cell["heading"] in headings and _is_unsure(str(cell["text"]))
            for found in self._rows.found
            for cell in found.imported
        )
        if count:
            self._say(
                self._texts.plural(
                    "{count} amount is kept as text: it, its unit or its year is not certain.",
                    "{count} amounts are kept as text: they, their unit or year are not certain.",
                    count,
                )
            )
            self._say(
                self._texts("You can say unit, year and kind (budget or accounts) with --map.")
            )

    def _new(self, new: list[NewParty]) -> None:
        texts = self._texts
        if new:
            headings = (texts("New"), texts("Legal form"), texts("Figures"), texts("Kept as text"))
            self._terminal.table(headings, map(self._row, new[:_LISTED]))
            self._terminal.say()
        if len(new) > _LISTED:
            self._say(texts("And {count} more.", count=len(new) - _LISTED))

    def _row(self, party: NewParty) -> tuple[str, str, str, str]:
        found = next(each for each in self._rows.found if each.line == party.line)
        form = choice("partnership", ("form",), found.form, self._texts.language)
        return party.name, form, str(len(found.figures)), str(len(found.imported))

    def _say(self, text: str) -> None:
        self._terminal.paragraph(text, "  ")


def _runs(numbers: list[int]) -> Iterator[str]:
    """`3, 4, 5, 9` as `3-5` and `9`."""
    first = last = numbers[0]
    for number in [*numbers[1:], None]:
        if number != last + 1:
            yield str(first) if first == last else f"{first}-{last}"
            first = number or first
        last = number or last


def _is_unsure(text: str) -> bool:
    """An amount that is no figure; one with cents is a figure and kept as well."""
    amount = read_amount(text)
    return any(map(str.isdigit, text)) and (amount is None or amount.is_all)


def _completed(column: Column, layout: Layout) -> Column:
    """A column with the year, unit and kind that hold for the whole list."""
    if not column.is_figure:
        return column
    return replace(
        column,
        year=column.year or layout.year,
        kind=column.kind or layout.kind,
        unit=layout.unit_of(column),
    )


def meaning(column: Column, texts: Texts) -> str:
    """What a column becomes, in words: `Eigen vermogen, begin van het jaar 2024, x € 1.000`."""
    language = texts.language
    if column.target == KEEP:
        return texts("kept word for word")
    if column.target == NAME:
        return label("partnership", ("name",), language)
    if column.is_figure:
        return ", ".join(_figure(column, texts))
    for kind, paths in (
        ("partnership", _IN_PARTNERSHIP),
        ("finance", _IN_FINANCE),
        ("organisation", _IN_ORGANISATION),
    ):
        if column.target in paths:
            path = paths[column.target]
            path = path[:1] if path[-1] in {"text", "ground"} else path
            return label(kind, path, language)  # type: ignore[arg-type]
    return column.target


def _figure(column: Column, texts: Texts) -> Iterator[str]:
    language = texts.language
    first, _, moment = column.target.partition(".")
    yield label("finance", ("years", 0, first), language)
    if moment:
        yield label("finance", ("years", 0, first, moment), language).lower()
    if column.year:
        yield str(column.year)
    if column.kind:
        yield choice("finance", ("years", 0, "kind"), column.kind, language).lower()
    if column.unit and column.unit > 1:
        yield f"x {euros(column.unit, language)}"


def difference_lines(difference: Difference, texts: Texts) -> Iterator[str]:
    """One difference on a few lines: which fact, what the register says, what the list says."""
    edited = texts("(changed here since the last import)") if difference.is_edited else ""
    yield f"  {difference.id}: {_fact(difference, texts)} {edited}".rstrip()
    yield "    " + texts("in the register: {value}", value=_ours(difference, texts))
    yield "    " + texts("in the list: {value}", value=shown(difference.theirs, texts))


def _ours(difference: Difference, texts: Texts) -> str:
    """What the register says now; a figure may stand there in words only."""
    if difference.ours is not None:
        return shown(difference.ours, texts)
    if difference.words is not None:
        return texts("{text} (as text)", text=shown(difference.words["text"], texts))
    return texts("nothing")


def _fact(difference: Difference, texts: Texts) -> str:
    language = texts.language
    if difference.figure:
        path: Path = ("years", 0, *difference.figure.path[:1])
        names = [label("finance", path, language), str(difference.figure.year)]
        moments = [each for each in difference.figure.path if each in {"begin", "end"}]
        names += [label("finance", (*path, each), language).lower() for each in moments]
        return ", ".join(names)
    if difference.path[0] == "imported" and isinstance(difference.theirs, dict):
        return str(difference.theirs["heading"])
    return label(difference.kind, difference.path[:1], language)


def shown(value: Value, texts: Texts) -> str:
    """A value on one line: an amount as people write it, a cell by its text."""
    if isinstance(value, dict) and "amount" in value:
        return _amount(value, texts)
    if isinstance(value, dict):
        names = ("text", "title", "organisations", "heading")
        value = next((value[name] for name in names if name in value), str(value))
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _amount(value: dict[str, Value], texts: Texts) -> str:
    amount, day = value["amount"], value.get("date")
    words = {"unknown": N_("unknown"), "not-applicable": N_("not applicable")}
    said = euros(amount, texts.language) if isinstance(amount, int) else texts(words[str(amount)])
    return f"{said} ({date(str(day), texts.language)})" if day else said
