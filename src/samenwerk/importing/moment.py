"""The day or year that a heading or a cell speaks of, such as `31-12-2020` or `ultimo 2020`."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from samenwerk.formats import month_number

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october|jan|feb|mrt|apr|jun|jul|aug|sep|okt|oct|"
    "nov|dec"
)
_YEAR = r"(?:19|20|21)\d\d"
_BEFORE = r"(?:\b(?:per|op|d\.d\.|dd|stand|stand per|as of|at)\s+)?"
_DAY_FIRST = re.compile(rf"{_BEFORE}(?<!\d)(\d{{1,2}})([-/.])(\d{{1,2}})\2({_YEAR})(?![\d.])")
_YEAR_FIRST = re.compile(rf"{_BEFORE}(?<!\d)({_YEAR})-(\d{{1,2}})-(\d{{1,2}})(?!\d)")
_IN_WORDS = re.compile(rf"{_BEFORE}(?<!\d)(\d{{1,2}})\s+({_MONTHS})\.?\s+({_YEAR})(?!\d)")
_END = re.compile(rf"\b(?:ultimo|eind(?:e)?(?: van)?|end(?: of)?|31/12|31-12)\s*({_YEAR})(?!\d)")
_BEGIN = re.compile(rf"\b(?:primo|begin(?: van)?|start(?: of)?|1-1|01-01)\s*({_YEAR})(?!\d)")
_BARE_YEAR = re.compile(rf"(?<![\d.,])({_YEAR})(?![\d.,]*\d)")


@dataclass(frozen=True)
class Moment:
    """A day, or only a year, or nothing."""

    date: dt.date | None = None
    year: int | None = None


def take_day(text: str) -> tuple[str, Moment]:
    """The text without the first day in it, and that day. `text` is in the form of `plain`."""
    for pattern, read in _DAYS:
        for match in pattern.finditer(text):
            day = read(match)
            if day:
                return _without(text, match), Moment(day, day.year)
    return text, Moment()


def take_year(text: str) -> tuple[str, Moment]:
    """The text without the year in it, if there is one year and no more."""
    found = list(_BARE_YEAR.finditer(text))
    if len(found) != 1:
        return text, Moment()
    return _without(text, found[0]), Moment(year=int(found[0][1]))


def year_of(day: dt.date, *, is_begin: bool) -> int:
    """The year whose begin or end a day is: 31 December 2020 is also where 2021 begins."""
    return day.year + 1 if is_begin and (day.month, day.day) == (12, 31) else day.year


def _without(text: str, match: re.Match[str]) -> str:
    left = f"{text[: match.start()]} {text[match.end() :]}"
    return " ".join(re.sub(r"\(\s*[,;]?\s*\)", " ", left).split())


def _day(year: str, month: int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), month, int(day))
    except ValueError:
        return None


_Read = Callable[[re.Match[str]], dt.date | None]
_DAYS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_DAY_FIRST, lambda match: _day(match[4], int(match[3]), match[1])),
    (_YEAR_FIRST, lambda match: _day(match[1], int(match[2]), match[3])),
    (_IN_WORDS, lambda match: _day(match[3], month_number(match[2]), match[1])),
    (_END, lambda match: _day(match[1], 12, "31")),
    (_BEGIN, lambda match: _day(match[1], 1, "1")),
)
