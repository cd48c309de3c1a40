"""`samenwerk check`: asks what is open, outdated or not passing, and goes on where you were."""

from typing import Annotated

import typer

from samenwerk import gate
from samenwerk.errors import N_, Refused, SamenwerkError, Stopped, UsageError
from samenwerk.gate import judge
from samenwerk.i18n import Texts
from samenwerk.inspection import Inspection
from samenwerk.interview import start
from samenwerk.interview.closing import Closing, one_line
from samenwerk.interview.filling import Paper, fill
from samenwerk.interview.flow import Flow, Scope
from samenwerk.interview.notebook import RecordNotebook
from samenwerk.interview.options import NoInput, Plain
from samenwerk.interview.paper import template
from samenwerk.interview.voice import Voice
from samenwerk.nearest import nearest
from samenwerk.partnership import Status
from samenwerk.prompt import Ask, Choice
from samenwerk.session import Session
from samenwerk.surroundings import Record
from samenwerk.unread import refuse_unread, unread


def run(
    ctx: typer.Context,
    id: Annotated[
        str, typer.Argument(metavar=N_("ID"), help=N_("Which partnership. Without: choose one."))
    ] = "",
    checklist: Annotated[
        str,
        typer.Argument(metavar=N_("CHECKLIST"), help=N_("Only this one, such as why or goals.")),
    ] = "",
    all: Annotated[
        bool, typer.Option("--all", help=N_("Also what was answered well already."))
    ] = False,
    deep: Annotated[
        bool, typer.Option("--deep", help=N_("Also the questions that never block."))
    ] = False,
    by: Annotated[
        str, typer.Option("--by", help=N_("The function from which you answer; never a name."))
    ] = "",
    from_: Annotated[
        str, typer.Option("--from", help=N_("Read the answers from this file; - is stdin."))
    ] = "",
    template_: Annotated[
        bool, typer.Option("--template", help=N_("Print the open questions as a file to fill in."))
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help=N_("With --from: replace other answers."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("With --from: show the change and save nothing."))
    ] = False,
    no_input: NoInput = False,
    plain: Plain = False,
) -> int:
    session: Session = ctx.obj
    inspection = session.inspection()
    if not id:
        start.require_person(session, no_input=no_input or bool(from_), missing=["ID"])
        voice = start.voice(session, plain=plain)
        with start.stoppable(lambda: N_("Stopped."), start.GO_ON, command=session.command("check")):
            id = _chosen(session, voice, inspection)
    record = session.record(inspection, id)
    scope = Scope(checklists=_checklists(inspection, checklist), deep=deep or all, everything=all)
    if template_:
        return _print_template(session, inspection, record, scope)
    if from_:
        paper = Paper(from_, by=by, replace=replace, dry_run=dry_run)
        return fill(session, inspection, record.id, paper)
    if not start.is_interactive(session, no_input=no_input):
        return _say_what_is_missing(session, inspection, record)
    return _interview(session, record, scope, by, plain=plain)


def _checklists(inspection: Inspection, chosen: str) -> tuple[str, ...]:
    gating = gate.checklists(inspection.surroundings.settings)
    if not chosen:
        return gating
    if chosen in gating:
        return (chosen,)
    near = nearest(chosen, gating)
    raise UsageError(
        N_("There is no checklist “{chosen}” in this register. There are: {known}."),
        remedy=N_("Did you mean {near}?") if near else "",
        chosen=chosen,
        known=", ".join(gating),
        near=near,
    )


# --- with a person --------------------------------------------------------------------------------


def _chosen(session: Session, voice: Voice, inspection: Inspection) -> str:
    """Which partnership: those with something open, the ones being explored first."""
    refuse_unread(inspection.findings)
    choices = []
    unreadable = []
    for inspected in inspection.records():
        if inspected.record is None or unread(inspected.findings):
            unreadable.append(inspected)
            continue
        if inspected.record.partnership.status in _AT_REST:
            continue
        state = judge(inspected.record, inspection.surroundings)
        left = sum(len(each) for each in state.blocking.values())
        label = inspected.record.partnership.name
        words = voice.texts.plural("{count} question open", "{count} questions open", left)
        choices.append(Choice(value=inspected.id, label=label, explanation=words))
    session.left_out(inspection, unreadable)
    if not choices:
        refuse_unread(finding for each in unreadable for finding in each.findings)
        raise Refused(
            N_("There is no partnership with questions."),
            remedy=N_("Begin one with: samenwerk new"),
        )
    ask = Ask(heading=voice.texts("Checklists"), question=voice.texts("Which partnership?"))
    return voice.prompter.decide(ask, choices)


_AT_REST = frozenset({Status.DECLINED, Status.ENDED})


def _interview(session: Session, record: Record, scope: Scope, by: str, *, plain: bool) -> int:
    register = session.register()
    voice = start.voice(session, plain=plain)
    notebook = RecordNotebook(register, record.id, session.today)
    notebook.probe()
    flow = Flow(voice, notebook, scope)
    closing = Closing(session.terminal, session.texts, flow.notebook.surroundings)
    _open(session, flow, closing)
    command = session.command("check", record.id)
    try:
        with start.stoppable(lambda: N_("Stopped. {saved}"), start.GO_ON, command=command):
            if flow.waiting():
                flow.run(start.author(voice, register, by))
    except SamenwerkError as stop:
        saved = _saved(session, len(flow.saved))
        stop.facts |= {"saved": saved}
        if not isinstance(stop, Stopped):
            session.terminal.complain(saved)
        raise
    _close(session, flow, closing)
    return 0


def _saved(session: Session, count: int) -> str:
    if not count:
        return session.texts("Nothing was answered this time.")
    return session.texts.plural(
        "{count} answer of this time is saved.", "{count} answers of this time are saved.", count
    )


def _open(session: Session, flow: Flow, closing: Closing) -> None:
    """Where things stand, how many questions are left, about how long, and how to stop."""
    texts, terminal = session.texts, session.terminal
    left = len(flow.waiting())
    terminal.paragraph(flow.notebook.record.partnership.name)
    terminal.say()
    closing.progress(flow.state())
    terminal.say()
    if not left:
        terminal.paragraph(texts("There is nothing left to ask here."))
        return
    terminal.paragraph(_effort(texts, flow, left))
    terminal.paragraph(texts("Each answer is saved at once. Stop with Ctrl+C and go on later."))


def _effort(texts: Texts, flow: Flow, left: int) -> str:
    """How many questions are left, and about how long that takes."""
    if flow.is_weighed:
        return texts.plural(
            "There is {count} question left. That takes about a minute.",
            "There are {count} questions left. That takes about {count} minutes.",
            left,
        )
    return texts(
        "There are at most {count} questions left, about a minute each. "
        "Your first answers decide how many.",
        count=left,
    )


def _close(session: Session, flow: Flow, closing: Closing) -> None:
    """What is still open of what was asked; the table says the rest."""
    texts, terminal = session.texts, session.terminal
    state = flow.state()
    if flow.saved:
        terminal.confirm("\n" + _saved(session, len(flow.saved)))
    terminal.say()
    if flow.saved:
        closing.progress(state)
        terminal.say()
    if state.is_open:
        terminal.paragraph(one_line(state, texts))
    else:
        terminal.say(texts("This keeps the gate shut:"))
        closing.blockers(state)
    closing.next_steps(flow.notebook.record, state)


# --- without a person -----------------------------------------------------------------------------


def _print_template(session: Session, inspection: Inspection, record: Record, scope: Scope) -> int:
    state = judge(record, inspection.surroundings)
    wanted = [each for each in state.judged if scope.wants(each)]
    text = template(record, wanted, session.texts, inherited=state.inherited)
    session.terminal.say(text.rstrip("\n"))
    return 0


def _say_what_is_missing(session: Session, inspection: Inspection, record: Record) -> int:
    """Nobody to ask: the open questions, and exit 1 as long as there are any."""
    state = judge(record, inspection.surroundings)
    if not state.is_open:
        Closing(session.terminal, session.texts, inspection.surroundings).blockers(state)
    session.terminal.say(one_line(state, session.texts))
    return 0 if state.is_open else 1
