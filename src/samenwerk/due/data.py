"""What is due as CSV (one row each) and as JSON (both languages)."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from samenwerk.due.item import Item
from samenwerk.escape import csv_cell
from samenwerk.form import Reference
from samenwerk.i18n import Language, Text
from samenwerk.report.as_json import dumped

VERSION = 1  # of the JSON; higher when a key changes its meaning or goes
COLUMNS = (
    *("date", "state", "partnership", "name", "kind", "what", "who"),
    *("law", "article", "paragraph", "url"),
)


def state(item: Item, today: dt.date) -> str:
    """The word for programs: overdue, today or coming."""
    if item.is_overdue(today):
        return "overdue"
    return "today" if item.date == today else "coming"


def as_csv(items: Iterable[Item], language: Language, today: dt.date) -> str:
    """RFC 4180 with LF; what a spreadsheet may take for a formula gets a leading `'`."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        source = item.source
        row = (
            *(item.date.isoformat(), state(item, today), item.partnership, item.name),
            *(item.kind.value, item.what.in_(language), item.who),
            *((source.short, source.article, source.paragraph or "", source.url)
              if source else ("", "", "", "")),
        )  # fmt: skip
        writer.writerow([csv_cell(cell) for cell in row])
    return made.getvalue()


def as_json(items: Sequence[Item], organisation: str, today: dt.date, until: dt.date) -> str:
    """One JSON object; `uid` is that of the iCalendar file."""
    return dumped(
        {
            "version": VERSION,
            "organisation": organisation,
            "today": today.isoformat(),
            "until": until.isoformat(),
            "overdue": sum(1 for item in items if item.is_overdue(today)),
            "due": [_item(item, organisation, today) for item in items],
        }
    )


def _item(item: Item, organisation: str, today: dt.date) -> dict[str, Any]:
    return {
        "date": item.date.isoformat(),
        "state": state(item, today),
        "partnership": item.partnership,
        "name": item.name,
        "kind": item.kind.value,
        "key": item.key,
        "uid": item.uid(organisation),
        "what": _text(item.what),
        "explanation": _text(item.explanation),
        "who": item.who,
        "source": _source(item.source),
    }


def _source(source: Reference | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {
        "law": _text(source.name),
        "article": source.article,
        "paragraph": source.paragraph,
        "url": source.url,
        "checked": source.checked.isoformat(),
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return {"nl": text.nl, "en": text.en} if text else None
