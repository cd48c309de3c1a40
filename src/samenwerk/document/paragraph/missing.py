"""What is still missing, by article: the list with which a controller starts (BBV art. 15)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samenwerk.bbv.entry import POINTS, Entry, Point
from samenwerk.document.markdown import Markdown, joined, lines, md, strong, table
from samenwerk.document.paragraph import words
from samenwerk.document.paragraph.sheet import Sheet
from samenwerk.organisation import AffiliatedParties

Gaps = dict[tuple[Point, str], list[str]]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """`gaps`: by article and item the names of the parties; none for the paragraph as a whole."""

    gaps: Gaps
    parties: int

    @property
    def count(self) -> int:
        return sum(max(1, len(names)) for names in self.gaps.values())


def missing(entries: Sequence[Entry], general: AffiliatedParties) -> Missing:
    """Every gap of the paragraph and of the parties in it."""
    gaps: Gaps = {("1a", item): [] for item in _general(general)}
    for entry in entries:
        for gap in entry.missing():
            gaps.setdefault(gap, []).append(entry.partnership.name)
    return Missing(gaps=gaps, parties=len(entries))


def _general(general: AffiliatedParties) -> Iterator[str]:
    if not general.vision:
        yield "vision"
    if not general.intentions:
        yield "intentions"


def as_table(sheet: Sheet, found: Missing) -> Markdown:
    """Every article, also those to which nothing is missing."""
    texts = sheet.texts
    headings = [texts("Article of the BBV"), texts("What is missing")]
    return table(headings, (_row(sheet, found, point) for point in POINTS))


def _row(sheet: Sheet, found: Missing, point: Point) -> tuple[object, ...]:
    of_point = {item: names for (at, item), names in found.gaps.items() if at == point}
    order = [*words.FIGURES, *words.ITEMS]
    items = (
        _item(sheet, item, _where(sheet, of_point[item], found.parties))
        for item in sorted(of_point, key=order.index)
    )
    return sheet.texts(words.POINTS[point]), lines(items) or sheet.texts("nothing")


def _item(sheet: Sheet, item: str, where: Markdown) -> Markdown:
    is_figure = item in words.FIGURES
    name = sheet.figure_name(item) if is_figure else sheet.texts(words.ITEMS[item])
    return sheet.texts("{what} ({where})", what=strong(name), where=where)


def _where(sheet: Sheet, names: Sequence[str], parties: int) -> Markdown:
    if not names:
        return md("registry/register.yaml")
    if len(names) == parties > 1:
        return sheet.texts("all {count} parties", count=parties)
    return joined(names, "; ")
