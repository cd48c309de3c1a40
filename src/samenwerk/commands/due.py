"""`samenwerk due`: what is overdue, and what comes in the next days, of every partnership."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from samenwerk import formats, names
from samenwerk.due import data
from samenwerk.due.agenda import items
from samenwerk.due.ics import as_ics
from samenwerk.due.item import Item
from samenwerk.due.law import is_unsure
from samenwerk.errors import N_, SamenwerkError, UsageError
from samenwerk.i18n import Texts
from samenwerk.inspection import Inspected, Inspection
from samenwerk.session import Session, one_of
from samenwerk.terminal import Terminal

FORMATS = ("table", "csv", "ics", "json")
_DAYS = re.compile(r"([0-9]{1,4})d", re.ASCII)
_STATES = {"overdue": N_("overdue"), "today": N_("today"), "coming": ""}


def run(
    ctx: typer.Context,
    within: Annotated[
        str, typer.Option(help=N_("How many days to look ahead: 90d if you name none."))
    ] = "90d",
    form: Annotated[
        str,
        typer.Option(
            "--as",
            help=N_("What to make: table, csv, json, or ics for a calendar such as Outlook."),
        ),
    ] = "table",
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help=N_("The file to write, such as due.ics. Else: on the screen.")
        ),
    ] = "",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=N_("End with exit code 1 if something is overdue."))
    ] = False,
) -> int:
    session: Session = ctx.obj
    one_of("--as", form, FORMATS)
    if output and form == "table":
        raise UsageError(N_("--output belongs to --as csv, ics or json."))
    until = session.today + _days(within)
    inspection = session.inspection()
    if not inspection.surroundings.settings.organisation:
        raise SamenwerkError(
            N_("{path} could not be read, so nobody knows what is due."),
            remedy=N_("See what is wrong: samenwerk validate"),
            path=names.SETTINGS,
        )
    unreadable: list[Inspected] = []
    unsure: list[str] = []
    found = sorted(_items(inspection, until, unreadable, unsure), key=lambda each: each.place)
    _show(session, inspection, found, form, output, until)
    _say_unsure(session, unsure)
    is_overdue = any(each.is_overdue(session.today) for each in found)
    return session.left_out(inspection, unreadable) or int(exit_code and is_overdue)


def _days(within: str) -> dt.timedelta:
    known = _DAYS.fullmatch(within)
    if known is None:
        raise UsageError(
            N_("--within does not know “{value}”. Give a number of days, such as 90d."),
            value=within,
        )
    return dt.timedelta(days=int(known[1]))


def _items(
    inspection: Inspection, until: dt.date, unreadable: list[Inspected], unsure: list[str]
) -> Iterator[Item]:
    """What is due of every partnership.

    Set apart: those that cannot be read whole, and those that may miss the days of the law.
    """
    for id in inspection.ids:
        files = inspection.files_of(id)
        inspected = inspection.judged(id, files)
        record = inspected.record
        answered = {name for path in files if (name := names.checklist_id(id, path))}
        if record is None or answered - record.checks.keys():
            unreadable.append(inspected)
        else:
            if is_unsure(record.partnership):
                unsure.append(id)
            yield from items(record, inspected.findings, inspection.surroundings, until)


# --- what comes out ---


def _show(
    session: Session,
    inspection: Inspection,
    found: list[Item],
    form: str,
    output: str,
    until: dt.date,
) -> None:
    settings, today = inspection.surroundings.settings, session.today
    texts = Texts(session.document_language or settings.language)
    if form == "csv":
        session.deliver(data.as_csv(found, texts.language, today), output)
    elif form == "json":
        session.deliver(data.as_json(found, settings.organisation, today, until), output)
    elif form == "ics":
        session.deliver(as_ics(found, texts, settings.organisation, today), output)
    elif found:
        _table(session.terminal, session.texts, found, today)
    _say_how_far(session, form, found, until)


def _table(terminal: Terminal, texts: Texts, found: Iterable[Item], today: dt.date) -> None:
    """For a person the mark stands in the sentence; in a pipe it is a column of its own."""
    if not terminal.is_terminal:
        rows = (
            (item.date.isoformat(), _mark(item, texts, today), item.partnership, _what(item, texts))
            for item in found
        )
        terminal.table((), rows)
        return
    headings = (texts("Date"), texts("Partnership"), texts("What"))
    terminal.table(headings, [_cells(item, texts, today) for item in found])


def _cells(item: Item, texts: Texts, today: dt.date) -> tuple[str, ...]:
    mark = formats.sentence(_mark(item, texts, today))
    what = _what(item, texts)
    day = formats.date(item.date, texts.language)
    return (day, item.partnership, f"{mark}: {what}" if mark else what)


def _mark(item: Item, texts: Texts, today: dt.date) -> str:
    return texts(_STATES[data.state(item, today)])


def _what(item: Item, texts: Texts) -> str:
    what = item.what.in_(texts.language)
    return f"{what} ({item.source.cited().in_(texts.language)})" if item.source else what


def _say_how_far(session: Session, form: str, found: list[Item], until: dt.date) -> None:
    """Nothing due is said, never left to an empty screen; a person also sees how far this goes."""
    texts, terminal = session.texts, session.terminal
    is_read = form == "table" and terminal.is_terminal
    day = formats.date(until, texts.language)
    if not found:
        tell = terminal.paragraph if is_read else terminal.complain
        tell(texts("Nothing is due up to and including {date}.", date=day))
    elif is_read:
        terminal.say()
        terminal.paragraph(
            texts("This is up to and including {date}. Further: --within 365d", date=day)
        )


def _say_unsure(session: Session, ids: list[str]) -> None:
    """A day that is not there must not look like a day on which nothing is due."""
    if not ids:
        return
    session.terminal.complain(
        session.texts.plural(
            "The days of the law are missing for {count} partnership: its exact form is not known.",
            "The days of the law are missing for {count} partnerships: "
            "their exact form is not known.",
            len(ids),
        )
    )
    session.terminal.complain(
        session.texts("Choose it for each: samenwerk edit {id} form", id=ids[0])
    )
