"""What is new, changed or ended since the last edition, with the fact from which that follows."""

from collections.abc import Iterator, Sequence

from samenwerk import formats
from samenwerk.affiliated import Standing, standing
from samenwerk.bbv.news import SORTS, News, Sort, news
from samenwerk.bbv.running import span
from samenwerk.document.markdown import Markdown, emphasis, joined, table
from samenwerk.document.paragraph import words
from samenwerk.document.paragraph.sheet import Sheet
from samenwerk.surroundings import Record


def changes(sheet: Sheet, records: Sequence[Record]) -> Markdown:
    """Of affiliated parties, and of those of which that is not known yet."""
    edition, texts = sheet.edition, sheet.texts
    listed = [each for each in records if standing(each.partnership) is not Standing.OTHER]
    found = news(listed, edition, sheet.order.around.today)
    period = texts(
        "From {first} up to and including {last}, by the dates and decisions in the register.",
        first=formats.date(edition.news_from, texts.language),
        last=formats.date(edition.last_day, texts.language),
    )
    headings = [texts("What"), texts("Party"), texts("When"), texts("What shows it")]
    rows = [row for sort in SORTS for row in _rows(sheet, sort, found)]
    return joined([period, table(headings, rows), _without_begin(sheet, listed)], "\n\n")


def _without_begin(sheet: Sheet, records: Sequence[Record]) -> Markdown | None:
    """Of these nobody can say whether they are new: “none” would be too certain."""
    today = sheet.order.around.today
    runs = [span(each.partnership, today) for each in records]
    count = sum(each is not None and each.begin is None for each in runs)
    if not count:
        return None
    return emphasis(
        sheet.texts.plural(
            "Of {count} party the register has no start date.",
            "Of {count} parties the register has no start date.",
            count,
        )
    )


def _rows(sheet: Sheet, sort: Sort, found: Sequence[News]) -> Iterator[tuple[object, ...]]:
    """Also when there is nothing: then the table says so."""
    title = sheet.texts(words.SORTS[sort])
    of_sort = [each for each in found if each.sort == sort]
    for each in of_sort:
        day = formats.date(each.day, sheet.texts.language)
        yield title, each.name, day, _fact(sheet, each)
    if not of_sort:
        yield title, sheet.texts("none"), "", ""


def _fact(sheet: Sheet, each: News) -> Markdown:
    organisations = sheet.order.around.organisations
    names = [organisations[id].name if id in organisations else id for id in each.who]
    return sheet.texts(words.NEWS[each.fact], who=sheet.texts.listed(names))
