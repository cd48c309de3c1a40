"""`samenwerk export`: the register as a document for people, or as data for another program."""

import re
from typing import Annotated

import typer

from samenwerk import form as legal_form
from samenwerk import git, names
from samenwerk.bbv import edition as editions
from samenwerk.bbv.edition import Edition
from samenwerk.bbv.total import UNITS, Unit
from samenwerk.document import outline, table
from samenwerk.document.markdown import Sentences
from samenwerk.document.memo import as_memo
from samenwerk.document.order import Order
from samenwerk.document.overview import as_overview
from samenwerk.document.page import page
from samenwerk.document.paragraph import as_paragraph
from samenwerk.document.paragraph.parts import NOT_UNDER_THE_BBV, UNDER_THE_BBV
from samenwerk.document.paragraph.rows import as_rows
from samenwerk.document.questions import as_questions
from samenwerk.document.wgr import as_wgr
from samenwerk.errors import N_, Refused, UsageError
from samenwerk.i18n import Texts, listed
from samenwerk.inspection import Inspected, Inspection
from samenwerk.interview.closing import LACKS
from samenwerk.session import Session, one_of
from samenwerk.surroundings import Record
from samenwerk.unread import refuse_unread

DOCUMENTS = ("memo", "overview", "questions", "bbv", "wgr")
DATA = ("csv", "json")
_OF_ONE = {"memo", "questions", "wgr"}
_KINDS = {"memo": tuple(outline.KINDS), "bbv": editions.KINDS}


def run(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("ID"), help=N_("Which partnerships. Without an id: all of them.")
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--as", help=N_("What to make: memo, overview, questions, bbv, wgr, csv or json.")
        ),
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            help=N_(
                "Which memo: collegevoorstel (if you name none), raadsvoorstel, "
                "raadsinformatiebrief or notitie. Which bbv: begroting (if you name none) or "
                "jaarstukken."
            )
        ),
    ] = "",
    year: Annotated[
        str, typer.Option("--year", metavar=N_("YEAR"), help=N_("The year of the bbv paragraph."))
    ] = "",
    unit: Annotated[
        str,
        typer.Option(
            "--unit", help=N_("Amounts in the bbv paragraph: eur (if you name none) or keur.")
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            help=N_(
                "The file to write: x.html opens in Word; bbv also as x.csv. Else: on the screen."
            ),
        ),
    ] = "",
    internal: Annotated[
        bool, typer.Option("--internal", help=N_("Also what is not meant for everybody."))
    ] = False,
) -> int:
    session: Session = ctx.obj
    ids = ids or []
    _refuse_wrong_usage(form, kind, output, ids)
    edition = _edition(form, kind, year)
    chosen_unit = _unit(form, unit, output)
    inspection = session.inspection()
    inspected = _inspected(session, inspection, ids)
    records = [each.record for each in inspected if each.record]
    if form in DATA:
        make = table.as_csv if form == "csv" else table.as_json
        session.deliver(make(records, inspection.surroundings, internal=internal), output)
        return 0
    _refuse_unreadable(inspection, inspected)
    order = _order(session, inspection, records, internal=internal)
    if edition:
        readable = [table.readable(each, internal=internal) for each in records]
        session.deliver(_paragraph(session, readable, order, edition, chosen_unit, output), output)
        return 0
    if form == "wgr":
        records = [_regeling(session, records[0], internal=internal)]
    made = _document(form, kind, records, order)
    session.deliver(page(made, order.texts.language) if _is_html(output) else made, output)
    return 0


# --- is it asked in the right way? ---


def _refuse_wrong_usage(form: str, kind: str, output: str, ids: list[str]) -> None:
    known = (*DOCUMENTS, *DATA)
    if not form:
        raise UsageError(N_("Say what to make with --as: {kinds}."), kinds=", ".join(known))
    one_of("--as", form, known)
    if kind and form not in _KINDS:
        raise UsageError(N_("--kind belongs to --as memo or --as bbv."))
    if kind:
        one_of("--kind", kind, _KINDS[form])
    if form in _OF_ONE and len(ids) != 1:
        raise UsageError(
            N_("--as {form} is about one partnership: name one id."),
            remedy=N_("See: samenwerk list"),
            form=form,
        )
    if form == "bbv" and ids:
        raise UsageError(N_("--as bbv is about the whole register: name no id."))
    _refuse_wrong_ending(form, output)


def _refuse_wrong_ending(form: str, output: str) -> None:
    if form in DATA and _is_html(output):
        raise UsageError(
            N_("A file in HTML is for people: choose {documents} with --as."),
            documents=", ".join(DOCUMENTS),
        )
    if form not in DOCUMENTS or not output or output.lower().endswith((".md", ".html")):
        return
    if form != "bbv":
        raise UsageError(N_("Name a file that ends in .md or .html."))
    if not _is_csv(output):
        raise UsageError(N_("Name a file that ends in .md, .html or .csv."))


def _edition(form: str, kind: str, year: str) -> Edition | None:
    """Which paragraph; None if it is another document."""
    if form != "bbv":
        if year:
            raise UsageError(N_("--year belongs to --as bbv."))
        return None
    example = N_("For example: --year 2027")
    if not year:
        raise UsageError(N_("--as bbv is about one year: name it with --year."), remedy=example)
    is_year = re.fullmatch("[0-9]{4}", year, re.ASCII)
    if not is_year or not editions.FIRST_YEAR <= int(year) <= editions.LAST_YEAR:
        raise UsageError(N_("“{year}” is not a year."), remedy=example, year=year)
    return Edition(year=int(year), kind="jaarstukken" if kind == "jaarstukken" else "begroting")


def _unit(form: str, unit: str, output: str) -> Unit:
    if unit and form != "bbv":
        raise UsageError(N_("--unit belongs to --as bbv."))
    if unit:
        one_of("--unit", unit, UNITS)
    if unit == "keur" and _is_csv(output):
        raise UsageError(N_("A CSV file always holds whole euros: leave --unit out."))
    return "keur" if unit == "keur" else "eur"


def _is_html(output: str) -> bool:
    return output.lower().endswith(".html")


def _is_csv(output: str) -> bool:
    return output.lower().endswith(".csv")


# --- what goes in ---


def _inspected(session: Session, inspection: Inspection, ids: list[str]) -> list[Inspected]:
    """The partnerships to export; none of them if one cannot be read: half is no export."""
    wanted = [session.known_id(id, inspection) for id in ids] or inspection.ids
    refuse_unread(inspection.findings)
    found = [inspection.record(id) for id in wanted]
    lost = [each for each in found if each.record is None]
    refuse_unread(finding for each in lost for finding in each.findings)
    _refuse([*(each.id for each in lost), *([] if ids else inspection.misnamed)])
    return found


def _refuse_unreadable(inspection: Inspection, inspected: list[Inspected]) -> None:
    """A document without the answers of a broken file would look as if there were none."""
    refuse_unread(finding for each in inspected for finding in each.findings)
    if not inspection.surroundings.settings.organisation:
        _refuse([names.SETTINGS])
    _refuse([path for each in inspected if each.record for path in _lost(inspection, each.record)])


def _lost(inspection: Inspection, record: Record) -> list[str]:
    """The files with answers or figures that could not be read."""
    return [
        path
        for path in inspection.files_of(record.id)
        if ((name := names.checklist_id(record.id, path)) and name not in record.checks)
        or (path.endswith(f"/{names.MONEY}") and record.finance is None)
    ]


def _refuse(unreadable: list[str]) -> None:
    if unreadable:
        raise Refused(
            N_("These could not be read, so nothing was exported: {ids}."),
            remedy=N_("See what is wrong: samenwerk validate"),
            ids=listed(unreadable),
        )


# --- what comes out ---


def _order(
    session: Session, inspection: Inspection, records: list[Record], *, internal: bool
) -> Order:
    around = inspection.surroundings
    language = session.document_language or around.settings.language
    path = f"{names.FOLDER}/{records[0].id}" if len(records) == 1 else names.FOLDER
    commit = git.commit_of(session.register().root, path)
    return Order(
        texts=Sentences(Texts(language)),
        around=around,
        internal=internal,
        lacks=LACKS,
        commit=commit.id if commit else "",
        is_changed=bool(commit and commit.is_changed),
    )


def _document(form: str, kind: str, records: list[Record], order: Order) -> str:
    if form == "memo":
        return as_memo(records[0], order, kind=kind or outline.DEFAULT)
    if form == "questions":
        return as_questions(records[0], order)
    if form == "wgr":
        return as_wgr(records[0], order)
    return as_overview(records, order)


def _regeling(session: Session, record: Record, *, internal: bool) -> Record:
    """The record with what may be read; refused if the Wgr does not hold for its form."""
    known = legal_form.of(record.partnership.form)
    if known is None:
        raise Refused(
            N_("The legal form of {id} is not known yet, so nothing was exported."),
            remedy=N_("Fill it in: samenwerk edit {id} form"),
            id=record.id,
        )
    if not known.is_regeling:
        raise Refused(
            N_("{id} is no joint arrangement but this form: {form}. Nothing was exported."),
            id=record.id,
            form=known.name.in_(session.texts.language),
        )
    return table.readable(record, internal=internal)


def _paragraph(
    session: Session,
    records: list[Record],
    order: Order,
    edition: Edition,
    unit: Unit,
    output: str,
) -> str:
    if _is_csv(output):
        if order.around.settings.authority not in UNDER_THE_BBV:
            session.terminal.complain(session.texts(NOT_UNDER_THE_BBV))
        return as_rows(records, edition, order.around.today)
    made = as_paragraph(records, order, edition, unit)
    return page(made, order.texts.language) if _is_html(output) else made
