"""Asks about the columns, the unit and the year that the headings of a list do not tell."""

from dataclasses import replace
from typing import Any

from samenwerk.importing.columns import Layout
from samenwerk.importing.heading import FACTS, FIGURES, KEEP, NAME, Column
from samenwerk.importing.rows import read_rows
from samenwerk.interview.reporting import meaning
from samenwerk.interview.voice import Voice
from samenwerk.prompt import Ask, Choice

_ALL, _ONE_BY_ONE, _UNSURE = "all", "one-by-one", "unsure"
_UNITS = {"1": "€ 1", "1000": "x € 1.000", "1000000": "x € 1.000.000"}
_EXAMPLES = 3
_SOME_YEAR = 2000


class ChoosingColumns:
    """Completes a layout with a person."""

    def __init__(self, voice: Voice, name: str) -> None:
        self._voice = voice
        self._texts = voice.texts
        self._name = name

    def complete(self, layout: Layout) -> Layout:
        """The layout with all that was asked; what is not certain stays text."""
        if layout.place(NAME) is None:
            layout = self._with_name(layout)
        layout = self._with_columns(layout)
        dated = replace(layout, year=layout.year or _SOME_YEAR)
        if _figures(replace(dated, unit=1)) > _figures(dated):
            layout = replace(layout, unit=self._unit(layout))
        if _figures(replace(layout, year=_SOME_YEAR)) > _figures(layout):
            layout = replace(layout, year=self._year())
        return layout

    # --- columns ---

    def _with_name(self, layout: Layout) -> Layout:
        ask = self._ask(self._texts("Which column holds the names of the partnerships?"))
        choices = [
            Choice(value=str(place), label=column.heading or self._texts("(no heading)"))
            for place, column in enumerate(layout.columns)
            if layout.is_used(place)
        ]
        place = int(self._voice.prompter.decide(ask, choices)) if choices else 0
        return _changed(layout, place, target=NAME) if choices else layout

    def _with_columns(self, layout: Layout) -> Layout:
        unknown = layout.unknown
        if not unknown or self._wanted(layout, unknown) == _ALL:
            return layout
        for place in unknown:
            target = self._target(layout, place)
            layout = _changed(layout, place, target=target)
        return layout

    def _wanted(self, layout: Layout, unknown: list[int]) -> str:
        texts = self._texts
        headings = ", ".join(layout.columns[place].heading or "…" for place in unknown)
        ask = self._ask(
            texts.plural(
                "{count} column was not recognised. What shall become of it?",
                "{count} columns were not recognised. What shall become of them?",
                len(unknown),
            ),
            note=headings,
        )
        choices = [
            Choice(value=_ALL, label=texts("Keep them word for word")),
            Choice(value=_ONE_BY_ONE, label=texts("Say for each what it is")),
        ]
        return self._voice.prompter.decide(ask, choices)

    def _target(self, layout: Layout, place: int) -> str:
        texts, column = self._texts, layout.columns[place]
        cells = [line.text(place) for line in layout.rows if line.text(place)]
        examples = "; ".join(" ".join(cell.split())[:60] for cell in cells[:_EXAMPLES])
        ask = self._ask(
            texts("What does the column “{heading}” hold?", heading=column.heading or "…"),
            note=texts("In it stands: {examples}", examples=examples),
        )
        taken = {each.target for each in layout.columns if not each.is_figure} - {KEEP}
        free = [KEEP, *(each for each in (*FACTS, *FIGURES) if each not in taken)]
        choices = [
            Choice(value=each, label=meaning(replace(column, target=each), texts)) for each in free
        ]
        return self._voice.prompter.decide(ask, choices)

    # --- what holds for the whole list ---

    def _unit(self, layout: Layout) -> int | None:
        texts = self._texts
        ask = self._ask(texts("The amounts have no unit. What does an amount of 1 mean?"))
        choices = [
            *(Choice(value=value, label=label) for value, label in _UNITS.items()),
            Choice(value=_UNSURE, label=texts("I do not know: keep the amounts as text")),
        ]
        wanted = self._voice.prompter.decide(ask, choices)
        return layout.unit if wanted == _UNSURE else int(wanted)

    def _year(self) -> int | None:
        texts = self._texts
        this_year = self._voice.today.year
        ask = self._ask(texts("The amounts have no year. Of which year are they?"))
        choices = [
            *(
                Choice(value=str(year), label=str(year))
                for year in range(this_year + 1, this_year - 5, -1)
            ),
            Choice(value=_UNSURE, label=texts("I do not know: keep the amounts as text")),
        ]
        wanted = self._voice.prompter.decide(ask, choices)
        return None if wanted == _UNSURE else int(wanted)

    def _ask(self, question: str, note: str = "") -> Ask:
        return Ask(heading=self._name, question=question, note=(note,) if note else ())


def _changed(layout: Layout, place: int, **changes: Any) -> Layout:
    columns: list[Column] = list(layout.columns)
    columns[place] = replace(columns[place], is_known=True, **changes)
    return replace(layout, columns=tuple(columns))


def _figures(layout: Layout) -> int:
    if layout.place(NAME) is None:
        return 0
    return sum(len(found.figures) for found in read_rows("", layout, "").found)
