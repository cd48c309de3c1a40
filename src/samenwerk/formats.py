"""Dates and amounts the way people write them, in Dutch and English."""

import datetime as dt
from collections.abc import Mapping

from samenwerk.i18n import Language

_MONTHS: Mapping[Language, tuple[str, ...]] = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def date(day: dt.date | str, language: Language) -> str:
    """`22 november 2026`, or `22 November 2026`; a text is an ISO date."""
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def month_number(name: str) -> int:
    """1 to 12 for the name of a month in Dutch or English, or its first three letters; else 0."""
    for names in _MONTHS.values():
        for number, each in enumerate(names, start=1):
            if name.lower() in {each.lower(), each[:3].lower()}:
                return number
    return 0


def euros(amount: int, language: Language) -> str:
    """`€ 1.234.567` in Dutch, `€1,234,567` in English; whole euros."""
    return f"€{' ' if language == 'nl' else ''}{grouped(amount, language)}"


def grouped(amount: int, language: Language) -> str:
    """`1.234.567` in Dutch, `1,234,567` in English: for a table that states its unit."""
    return f"{amount:,}".replace(",", ".") if language == "nl" else f"{amount:,}"


def number(value: float, language: Language) -> str:
    """`33,3` in Dutch, `33.3` in English."""
    return str(value).replace(".", ",") if language == "nl" else str(value)


def sentence(text: str) -> str:
    """The text with a capital first; Dutch *één* becomes *Eén*, not *Één*."""
    if text.startswith("één"):
        return "Eén" + text[3:]
    return text[:1].upper() + text[1:]
