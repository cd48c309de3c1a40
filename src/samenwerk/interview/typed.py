"""What people type for a date, an amount or a text, and what to say when it is not right."""

import datetime as dt
import re
from collections.abc import Callable

from samenwerk.formats import month_number
from samenwerk.i18n import Texts
from samenwerk.wording import is_filled_in
from samenwerk.yamlvalue import plain

Check = Callable[[str], str]

_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_IN_WORDS = re.compile(r"([0-9]{1,2}) ([a-z]+) ([0-9]{4})")
_EUROS = re.compile(r"(?:€ ?)?([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+)(?:,(?:-|00))?")
_PERCENT = re.compile(r"0*([0-9]{1,3}(?:[.,][0-9]+)?) ?%?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def date(text: str) -> dt.date | None:
    """The day that was typed: `12-3-2027`, `2027-03-12` or `12 maart 2027`."""
    text = text.strip().lower()
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _IN_WORDS.fullmatch(text):
        day, month, year = int(match[1]), month_number(match[2]), int(match[3])
    else:
        return None
    try:
        return dt.date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def euros(text: str) -> int | None:
    """The whole euros that were typed: `45000`, `45.000` or `€ 45.000,-`."""
    match = _EUROS.fullmatch(text.strip())
    return int(re.sub(r"[. ]", "", match[1])) if match else None


def percent(text: str) -> int | float | None:
    """The share that was typed: `25`, `33,3` or `25 %`; from 0 to 100."""
    match = _PERCENT.fullmatch(text.strip())
    number = plain(match[1].replace(",", ".")) if match else None
    if not isinstance(number, int | float) or not 0 <= number <= 100:
        return None  # or more digits than a file keeps
    return int(number) if number == int(number) else number


def check_date(texts: Texts, *, none: str = "") -> Check:
    """A day; or the word for none, where there may be none."""
    sentence = texts("That is not a date. Write it like 12-3-2027.")
    return lambda text: "" if date(text) or is_word(text, none) else sentence


def is_word(text: str, word: str) -> bool:
    """Was that word typed, and is there such a word here?"""
    return bool(word) and text.strip().casefold() == word.casefold()


def check_euros(texts: Texts) -> Check:
    sentence = texts("Write whole euros, such as 45000, without cents.")
    return lambda text: sentence if euros(text) is None else ""


def check_percent(texts: Texts) -> Check:
    sentence = texts("Write a number from 0 to 100.")
    return lambda text: sentence if percent(text) is None else ""


def check_text(texts: Texts, longest: int) -> Check:
    """Something that a reader can use, and not too long."""

    def check(text: str) -> str:
        if len(text) > longest:
            return texts("That is too long: at most {longest} characters.", longest=longest)
        if not is_filled_in(text):
            return texts("Write something concrete: who reads it later must be able to use it.")
        return ""

    return check
