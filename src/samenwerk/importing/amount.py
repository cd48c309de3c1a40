"""Amounts as Dutch documents print them: `€ 4.272.645`, `-/- € 78.000`, `4,8 miljoen`, `onbekend`.

Only what is certain becomes a figure. What could mean two things, or says more than an amount,
gives None and stays text; a blank or a word for *unknown* never becomes 0.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from samenwerk.finance import NoAmount
from samenwerk.importing.moment import take_day, take_year
from samenwerk.importing.plain import plain
from samenwerk.importing.unit import take_unit

LARGEST = 10**15

_NO_AMOUNT: Mapping[str, NoAmount] = {
    "niet bekend": "unknown",
    "nog niet bekend": "unknown",
    "onbekend": "unknown",
    "geen opgave": "unknown",
    "niet beschikbaar": "unknown",
    "nog niet beschikbaar": "unknown",
    "unknown": "unknown",
    "not known": "unknown",
    "not available": "unknown",
    "n.v.t": "not-applicable",
    "nvt": "not-applicable",
    "niet van toepassing": "not-applicable",
    "not applicable": "not-applicable",
    "n/a": "not-applicable",
}
_NOTHING = {"nihil", "nul", "nil"}
_MAGNITUDES = {
    **dict.fromkeys(("duizend", "dzd", "dzd.", "k", "thousand"), 1_000),
    **dict.fromkeys(("miljoen", "milj", "milj.", "mln", "mln.", "mio", "million"), 1_000_000),
    **dict.fromkeys(("miljard", "mld", "mld.", "mrd", "mrd.", "billion"), 1_000_000_000),
}
_LOSS = re.compile(r"\(?\b(?:verlies|nadelig|nadeel|negatief|tekort|loss|deficit)\b\)?")
_GAIN = re.compile(r"\(?\b(?:winst|voordelig|voordeel|positief|overschot|batig|profit)\b\)?")
_REMARK = re.compile(
    r"\(\s*(?:concept-?|voorlopige? )?"
    r"(?:jaarrekening|jaarstukken|jaarverslag|begroting|voorlopig|concept|prognose|raming)\s*\)"
)
_WORDS = "|".join(sorted(map(re.escape, _MAGNITUDES), key=len, reverse=True))
_SIGN = r"(?:-/-|-|\+)"
_CURRENCY = r"(?:€|eur(?:o(?:'?s)?)?\b)"
_AMOUNT = re.compile(
    rf"""(?P<bracket>\()?\s*(?P<before>{_SIGN})?\s*(?P<currency>{_CURRENCY})?\s*
    (?P<middle>{_SIGN})?\s*(?P<number>\d[\d., ]*\d|\d)(?P<no_cents>,-{{1,2}}|,=)?
    \s*(?P<magnitude>(?:{_WORDS})(?![\w.]))?\s*(?P<after>{_CURRENCY})?\s*(?P<behind>-/-|-)?
    (?(bracket)\s*\)|)""",
    re.VERBOSE,
)
_DUTCH = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,(\d+))?")
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d{1,2})|(\d{1,3}(?:,\d{3}){2,})|(\d+)\.(\d{1,2})")
_TWO_WAYS = re.compile(r"\d{1,3},\d{3}")  # 4,272 is four in Dutch, and four thousand in English


@dataclass(frozen=True)
class Amount:
    """What a cell says; `is_all` is False if its text says more than the figure can hold."""

    euros: int | NoAmount
    date: dt.date | None = None
    year: int | None = None
    is_all: bool = True


def read_amount(text: str, unit: int | None = None) -> Amount | None:
    """The amount in a cell; None if it is none, or not certain.

    `unit` is what one stands for in this column, where the cell itself says nothing; None if
    nobody knows. A bare number is then no amount, except 0.
    """
    cell = plain(text)
    said = cell.removesuffix(".")
    if said in _NO_AMOUNT:
        return Amount(_NO_AMOUNT[said], is_all=said != "geen opgave")
    if cell in _NOTHING:
        return Amount(0)
    rest, day = take_day(cell)
    rest, own_unit = take_unit(rest)
    left, year = take_year(rest) if "(" in rest else (rest, day)
    without = _REMARK.sub(" ", left)
    euros = _euros(without.strip(), own_unit, unit)
    if euros is None or abs(euros) > LARGEST:
        return None
    return Amount(
        _whole(euros),
        date=day.date,
        year=day.year or year.year,
        is_all=without == left and euros == euros.to_integral_value(),
    )


def of_number(number: Decimal, unit: int | None) -> Amount | None:
    """The amount in a cell of a workbook that holds a number and no text."""
    if unit is None and number:
        return None
    euros = number * (unit or 1)
    if abs(euros) > LARGEST:
        return None
    return Amount(_whole(euros), is_all=euros == euros.to_integral_value())


def _euros(text: str, own_unit: int | None, unit: int | None) -> Decimal | None:
    rest, is_loss = _taken(_LOSS, text)
    rest, is_gain = _taken(_GAIN, rest)
    match = _AMOUNT.fullmatch(rest.strip())
    number = _number(match["number"], match["magnitude"]) if match else None
    if match is None or number is None or (is_loss and is_gain):
        return None
    signs = [match[name] for name in ("before", "middle", "behind") if match[name]]
    is_negative = bool(match["bracket"] or is_loss or (signs and signs != ["+"]))
    if len(signs) > 1 or (is_negative and is_gain) or (match["bracket"] and signs):
        return None
    factor = _factor(match, own_unit, unit)
    if factor is None and number:
        return None
    return number * (factor or 1) * (-1 if is_negative else 1)


def _factor(match: re.Match[str], own_unit: int | None, unit: int | None) -> int | None:
    """What one stands for: by the word in the cell, else its unit, else the column's, else €."""
    if match["magnitude"]:
        return None if own_unit not in (None, 1) else _MAGNITUDES[match["magnitude"]]
    if own_unit or unit:
        return own_unit or unit
    return 1 if match["currency"] or match["after"] or match["no_cents"] else None


def _number(text: str, magnitude: str | None) -> Decimal | None:
    """The number as Dutch writes it, or as English does where that can mean nothing else."""
    is_english = magnitude in {"million", "thousand", "billion"}
    if _TWO_WAYS.fullmatch(text) and (not magnitude or is_english):
        return None
    if magnitude and re.fullmatch(r"\d{1,3}\.\d{3}", text):
        return None  # 4.800 miljoen: 4,8 miljard, or a point where a comma was meant?
    if match := _DUTCH.fullmatch(text):
        return Decimal(f"{re.sub(r'[. ]', '', match[1])}.{match[2] or 0}")
    if match := _ENGLISH.fullmatch(text):
        whole = match[1] or match[3] or match[4]
        return Decimal(f"{whole.replace(',', '')}.{match[2] or match[5] or 0}")
    return None


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    rest = pattern.sub(" ", text)
    return rest, rest != text


def _whole(euros: Decimal) -> int:
    return int(euros.to_integral_value(ROUND_HALF_UP))
