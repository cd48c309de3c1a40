"""What is due as an iCalendar file (RFC 5545): one all-day event each, which opens in Outlook.

Whoever reads it again later gets the same events at their new days: the ids stay, and the stamp
is that of the day on which the file was made.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from samenwerk import __version__, escape, formats
from samenwerk.due.item import Item
from samenwerk.form import Reference
from samenwerk.i18n import Texts

_LONGEST = 75  # octets of a line; a longer one is folded


def as_ics(items: Iterable[Item], texts: Texts, organisation: str, today: dt.date) -> str:
    """The whole file. `organisation` is the id of the register's owner; line ends are CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//samenwerk//samenwerk {__version__}//{texts.language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_category(texts)}",
        *(line for item in items for line in _event(item, texts, organisation, today)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(item: Item, texts: Texts, organisation: str, today: dt.date) -> Iterator[str]:
    what = item.what.in_(texts.language)
    description = "\n".join(_description(item, texts, today))
    yield "BEGIN:VEVENT"
    yield f"UID:{item.uid(organisation)}"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{item.date:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{item.date + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape.calendar(f'{item.name}: {what}')}"
    yield f"DESCRIPTION:{escape.calendar(description)}"
    yield f"CATEGORIES:{_category(texts)}"
    if item.source:
        yield f"URL:{item.source.url}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy all day because of it
    yield "END:VEVENT"


def _category(texts: Texts) -> str:
    return escape.calendar(texts("Partnerships"))


def _description(item: Item, texts: Texts, today: dt.date) -> Iterator[str]:
    yield texts("Partnership: {name} ({id})", name=item.name, id=item.partnership)
    if item.who:
        yield texts("Who: {who}", who=item.who)
    if item.is_overdue(today):
        yield texts("This is overdue.")
    if item.explanation:
        yield item.explanation.in_(texts.language)
    if item.source:
        yield from _law(item.source, texts)


def _law(source: Reference, texts: Texts) -> Iterator[str]:
    cited = source.cited().in_(texts.language)
    yield texts("Source: {source}. {url}", source=cited, url=source.url)
    yield texts(
        "No legal advice. Text checked on {date}.",
        date=formats.date(source.checked, texts.language),
    )


def _folded(line: str) -> str:
    """Lines of at most 75 octets, the later ones behind a space; no character is cut in two."""
    made, room = [""], _LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            made.append(" ")
            room = _LONGEST - 1
        made[-1] += character
        room -= size
    return "\r\n".join(made)
