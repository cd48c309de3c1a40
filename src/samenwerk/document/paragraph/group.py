"""The parties of one group beside each other, with the totals of our own money."""

from collections.abc import Sequence

from samenwerk import formats
from samenwerk.bbv.entry import Entry
from samenwerk.bbv.figures import NAMES, OPTIONAL
from samenwerk.bbv.total import Total, total
from samenwerk.document.markdown import Markdown, emphasis, joined, md, strong, table
from samenwerk.document.paragraph.party import party
from samenwerk.document.paragraph.sheet import Sheet

# Equity, debt and result are the party's own and are never added to ours (BBV art. 5).
_OURS = ("interest_begin", "interest_end", "contribution")
_COLUMNS = tuple(name for name in NAMES if name not in OPTIONAL)


def group(sheet: Sheet, entries: Sequence[Entry]) -> Markdown:
    """The table of all, and then each party by itself."""
    parts: list[Markdown] = [_table(sheet, entries)]
    for entry in entries:
        parts += [Markdown(f"### {md(entry.partnership.name)}"), party(sheet, entry)]
    return joined(parts, "\n\n")


def _table(sheet: Sheet, entries: Sequence[Entry]) -> Markdown:
    headings = [sheet.unit_name(), *map(sheet.figure_name, _COLUMNS)]
    totals = {name: total((e.figures[name] for e in entries), sheet.unit) for name in _OURS}
    rows = [*(_row(sheet, each) for each in entries), _total_row(sheet, totals)]
    notes = [sheet.texts("Only our own money is added up: interest and contribution.")]
    if any(each.figures[name].older for each in entries for name in _COLUMNS):
        notes.append(
            sheet.texts("An amount with a year behind it is of another edition; it does not count.")
        )
    notes += _drift(sheet, totals)
    made = table(headings, rows, amounts=range(1, len(headings)))
    return joined([made, emphasis(joined(notes, " "))], "\n\n")


def _row(sheet: Sheet, entry: Entry) -> tuple[object, ...]:
    figures = (sheet.short(entry.figures[name]) for name in _COLUMNS)
    return entry.partnership.name, *figures


def _total_row(sheet: Sheet, totals: dict[str, Total]) -> tuple[object, ...]:
    cells = (_total(sheet, totals[name]) if name in totals else None for name in _COLUMNS)
    return strong(sheet.texts("Total")), *cells


def _total(sheet: Sheet, of: Total) -> Markdown:
    """The sum of what is known; how many are missing is said, for they are not 0."""
    if not of.counted:
        return emphasis(sheet.texts("missing")) if of.missing else sheet.texts("n.a.")
    amount = strong(formats.grouped(of.amount, sheet.texts.language))
    if not of.missing:
        return amount
    return sheet.texts("{amount} ({count} missing)", amount=amount, count=of.missing)


def _drift(sheet: Sheet, totals: dict[str, Total]) -> list[Markdown]:
    """Which totals differ from the sum of their rounded rows, and by how much."""
    return [
        sheet.texts(
            "By rounding, the total of “{name}” differs by {amount} from the sum of its rows.",
            name=sheet.figure_name(name),
            amount=each.drift,
        )
        for name, each in totals.items()
        if each.drift
    ]
