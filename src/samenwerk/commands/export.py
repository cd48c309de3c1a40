"""`samenwerk export`: the register as a document for people, or as data for another program."""

from typing import Annotated

import typer

from samenwerk import git, names
from samenwerk.document import outline, table
from samenwerk.document.markdown import Sentences
from samenwerk.document.memo import as_memo
from samenwerk.document.order import Order
from samenwerk.document.overview import as_overview
from samenwerk.document.page import page
from samenwerk.document.questions import as_questions
from samenwerk.errors import N_, Refused, UsageError
from samenwerk.i18n import Texts
from samenwerk.inspection import Inspection
from samenwerk.interview.closing import LACKS
from samenwerk.session import Session, one_of
from samenwerk.surroundings import Record

HELP = N_("Make a memo, an overview or a list of questions, or export the facts as data.")
DOCUMENTS = ("memo", "overview", "questions")
DATA = ("csv", "json")
_OF_ONE = {"memo", "questions"}
_ENDINGS = (".md", ".html")


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
        typer.Option("--as", help=N_("What to make: memo, overview, questions, csv or json.")),
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            help=N_(
                "Which memo: collegevoorstel (if you name none), raadsvoorstel, "
                "raadsinformatiebrief or notitie."
            )
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            help=N_("The file to write: x.html opens in Word. Else: on the screen."),
        ),
    ] = "",
    internal: Annotated[
        bool, typer.Option("--internal", help=N_("Also what is not meant for everybody."))
    ] = False,
) -> int:
    session: Session = ctx.obj
    _refuse_wrong_usage(form, kind, output, ids or [])
    inspection = session.inspection()
    records = _records(session, inspection, ids or [])
    if form in DATA:
        make = table.as_csv if form == "csv" else table.as_json
        session.deliver(make(records, inspection.surroundings, internal=internal), output)
        return 0
    _refuse_unreadable(inspection, records)
    order = _order(session, inspection, records, internal=internal)
    made = _document(form, kind, records, order)
    session.deliver(page(made, order.texts.language) if _is_html(output) else made, output)
    return 0


# --- is it asked in the right way? ---


def _refuse_wrong_usage(form: str, kind: str, output: str, ids: list[str]) -> None:
    known = (*DOCUMENTS, *DATA)
    if not form:
        raise UsageError(N_("Say what to make with --as: {kinds}."), kinds=", ".join(known))
    one_of("--as", form, known)
    if kind and form != "memo":
        raise UsageError(N_("--kind belongs to --as memo."))
    if kind:
        one_of("--kind", kind, tuple(outline.KINDS))
    if form in _OF_ONE and len(ids) != 1:
        raise UsageError(
            N_("--as {form} is about one partnership: name one id."),
            remedy=N_("See: samenwerk list"),
            form=form,
        )
    _refuse_wrong_ending(form, output)


def _refuse_wrong_ending(form: str, output: str) -> None:
    if form in DATA and _is_html(output):
        raise UsageError(
            N_("A file in HTML is for people: choose {documents} with --as."),
            documents=", ".join(DOCUMENTS),
        )
    if form in DOCUMENTS and output and not output.lower().endswith(_ENDINGS):
        raise UsageError(N_("Name a file that ends in .md or .html."))


def _is_html(output: str) -> bool:
    return output.lower().endswith(".html")


# --- what goes in ---


def _records(session: Session, inspection: Inspection, ids: list[str]) -> list[Record]:
    """The partnerships to export; none of them if one cannot be read: half is no export."""
    wanted = [session.known_id(id, inspection) for id in ids] or inspection.ids
    inspected = [inspection.record(id) for id in wanted]
    _refuse([each.id for each in inspected if each.record is None])
    return [each.record for each in inspected if each.record]


def _refuse_unreadable(inspection: Inspection, records: list[Record]) -> None:
    """A document without the answers of a broken file would look as if there were none."""
    if not inspection.surroundings.settings.organisation:
        _refuse([names.SETTINGS])
    _refuse([path for each in records for path in _lost(inspection, each)])


def _lost(inspection: Inspection, record: Record) -> list[str]:
    """The files with answers that could not be read."""
    return [
        path
        for path in inspection.files_of(record.id)
        if (name := names.checklist_id(record.id, path)) and name not in record.checks
    ]


def _refuse(unreadable: list[str]) -> None:
    if unreadable:
        raise Refused(
            N_("These could not be read, so nothing was exported: {ids}."),
            remedy=N_("See what is wrong: samenwerk validate"),
            ids=", ".join(unreadable),
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
    return as_overview(records, order)
