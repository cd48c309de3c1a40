"""The paragraph as data: one row a party, for a spreadsheet or another program.

Its headings and closed words are Dutch in every language, so that a script can rely on them.
Amounts are whole euros of the year itself; what is missing is empty, and the next column says why.
What was known last stands in columns of its own, so that nobody adds it up as of this year.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence

from samenwerk import affiliated
from samenwerk.affiliated import Standing
from samenwerk.bbv.edition import Edition
from samenwerk.bbv.entry import Entry, entries
from samenwerk.bbv.figures import Choice
from samenwerk.display import choice as choice_of
from samenwerk.escape import csv_cell
from samenwerk.finance import Finance, YearKind
from samenwerk.surroundings import Record

_STANDINGS: Mapping[Standing, str] = {
    Standing.LISTED: "ja",
    Standing.WITHOUT_GROUP: "ja",
    Standing.UNKNOWN: "onbekend",
    Standing.OTHER: "nee",
}
_FIGURES: Mapping[str, str] = {
    "interest_begin": "belang_begin",
    "interest_end": "belang_eind",
    "equity_begin": "eigen_vermogen_begin",
    "equity_end": "eigen_vermogen_eind",
    "debt_begin": "vreemd_vermogen_begin",
    "debt_end": "vreemd_vermogen_eind",
    "result": "resultaat",
    "contribution": "bijdrage",
    "guarantee": "garantie",
}
_OF_FIGURE = ("toestand", "peildatum", "bron")
_KNOWN_LAST = ("", "_jaar", "_soort", "_peildatum", "_bron")
_KINDS: Mapping[YearKind | None, str] = {
    "accounts": "jaarrekening",
    "budget": "begroting",
    None: "onbekend",
}
_RESERVES: Mapping[str | None, str] = {"before": "voor", "after": "na"}
_ANSWERS: Mapping[bool | None, str] = {True: "ja", False: "nee", None: "onbekend"}
FACTS = (
    *("id", "naam", "jaar", "document", "verbonden_partij", "groep", "rechtsvorm"),
    *("vestigingsplaats", "programma", "doel", "openbaar_belang", "zetel", "stemrecht"),
    *("grond_bestuurlijk_belang", "niet_verhaalbaar", "aansprakelijk"),
    "grond_financieel_belang",
)
COLUMNS = (
    *FACTS,
    *(
        column
        for name in _FIGURES.values()
        for column in (name, *(f"{name}_{x}" for x in _OF_FIGURE))
    ),
    *("resultaat_voor_of_na_reserves", "risicos"),
    *(f"{name}_laatst_bekend{x}" for name in _FIGURES.values() for x in _KNOWN_LAST),
)


def as_rows(records: Sequence[Record], edition: Edition, today: dt.date) -> str:
    """RFC 4180 with LF, like the other CSV; what looks like a formula gets a leading `'`."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries(records, edition, today):
        told = (*_figures(entry), *_rest(entry), *_known_last(entry))
        writer.writerow([*map(csv_cell, _facts(entry)), *told])
    return made.getvalue()


def _facts(entry: Entry) -> Iterator[str]:
    partnership, edition = entry.partnership, entry.edition
    governance, financial = partnership.governance_interest, partnership.financial_interest
    yield from (entry.record.id, partnership.name, str(edition.year), edition.kind)
    yield _STANDINGS[entry.standing]
    yield str(affiliated.bbv_group(partnership) or "") if entry.standing is Standing.LISTED else ""
    yield choice_of("partnership", ("form",), partnership.form, "nl") if partnership.form else ""
    yield from (partnership.seat or "", partnership.programme or "", partnership.purpose or "")
    yield partnership.public_task.text or ""
    yield from (_ANSWERS[governance.seat], _ANSWERS[governance.vote], governance.ground or "")
    yield from map(_at_stake, (financial.not_recoverable, financial.liable))
    yield financial.ground or ""


def _at_stake(amount: int | str | None) -> str:
    """Nothing at stake is a number here, so that a column of amounts can be added up."""
    words = {"none": "0", "unknown": "onbekend", None: "onbekend"}
    return str(amount) if isinstance(amount, int) else words[amount]


def _figures(entry: Entry) -> Iterator[str]:
    """Numbers as they are: a minus before an amount is no formula."""
    for name in _FIGURES:
        choice = entry.figures[name]
        yield "" if choice.euros is None else str(choice.euros)
        yield _state(choice)
        figure = choice.figure
        yield figure.date.isoformat() if figure and figure.date else ""
        yield csv_cell(figure.source or "") if figure else ""


def _known_last(entry: Entry) -> Iterator[str]:
    """The same amounts as the paragraph itself shows where one of this year is missing."""
    for name in _FIGURES:
        figure, year = entry.figures[name].older, entry.figures[name].older_year
        if figure is None or year is None:
            yield from ("",) * len(_KNOWN_LAST)
        else:
            yield from (str(figure.euros), str(year.year), _KINDS[year.kind])
            yield figure.date.isoformat() if figure.date else ""
            yield csv_cell(figure.source or "")


def _state(choice: Choice) -> str:
    """Why there is no amount; nothing if there is one."""
    if choice.reason:
        return {"unknown": "niet bekend", "absent": "niet ingevuld"}[choice.reason]
    return "" if choice.euros is not None else "n.v.t."


def _rest(entry: Entry) -> Iterator[str]:
    result = entry.result
    yield _RESERVES.get(result.before_or_after, "onbekend") if result else ""
    yield csv_cell(_risks(entry.finance))


def _risks(finance: Finance | None) -> str:
    if finance is None or finance.risks is None:
        return "niet ingevuld"
    return "; ".join(each.text for each in finance.risks) or "geen"
