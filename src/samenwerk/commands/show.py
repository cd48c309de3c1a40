"""`samenwerk show ID`: the facts, what is open, what blocks, and what to do next."""

from collections.abc import Iterator

import typer

from samenwerk import escape
from samenwerk.display import Display
from samenwerk.document.paragraph.short import in_short
from samenwerk.fact import dotted, leaves
from samenwerk.gate import judge
from samenwerk.inspection import Inspected
from samenwerk.interview.closing import Closing
from samenwerk.interview.options import Id
from samenwerk.partnership import Status
from samenwerk.report import text
from samenwerk.session import Session
from samenwerk.shortlist import shortlist
from samenwerk.surroundings import Record, Surroundings
from samenwerk.terminal import NARROW, Terminal

_AT_REST = frozenset({Status.DECLINED, Status.ENDED})
_IN_TITLE = {"schema", "name", "status"}
_GUTTER = 24  # columns for the names of the facts on a wide terminal


def run(
    ctx: typer.Context,
    id: Id,
) -> int:
    session: Session = ctx.obj
    inspection = session.inspection()
    inspected = inspection.record(session.known_id(id, inspection))
    if inspected.record:
        display = Display("partnership", session.texts, inspection.surroundings.organisations)
        _facts(session.terminal, display, inspected.record)
        _in_short(session, inspected.record)
        _gate(session, inspection.surroundings, inspected.record)
    _findings(session, inspected)
    return 0


def _facts(terminal: Terminal, display: Display, record: Record) -> None:
    partnership = record.partnership
    status = display.value(("status",), partnership.status.value)
    if not terminal.is_terminal:
        _piped(terminal, display, record)
        return
    terminal.paragraph(partnership.name)
    terminal.paragraph(f"{status} · {record.id}")
    terminal.say()
    for title, lines in _sections(display, record):
        _section(terminal, title, lines)


def _sections(display: Display, record: Record) -> Iterator[tuple[str, list[str]]]:
    data = record.source.data
    assert isinstance(data, dict)
    for key, value in data.items():
        if key not in _IN_TITLE and value not in ([], {}, None):
            yield display.label((key,)), list(display.lines((key,), value))


def _section(terminal: Terminal, title: str, lines: list[str]) -> None:
    """The title beside its lines; above them where the terminal is narrow or the title long."""
    beside = terminal.width >= NARROW and len(title) < _GUTTER - 1
    margin = " " * (_GUTTER if beside else 2)
    if not beside:
        terminal.say(title)
    for number, line in enumerate(lines):
        start = title.ljust(_GUTTER) if beside and number == 0 else margin
        hanging = " " * (len(line) - len(line.lstrip(" -")))
        terminal.paragraph(start + line, margin + hanging)


def _piped(terminal: Terminal, display: Display, record: Record) -> None:
    """One fact a line: its path, a tab, and the value in words."""
    terminal.say(f"id\t{record.id}")
    for path, value in leaves(record.source.data):
        if path != ("schema",):
            words = escape.one_line(display.value(path, value))
            terminal.say(f"{dotted(path)}\t{words}")


def _in_short(session: Session, record: Record) -> None:
    """What follows from the facts and the figures: an affiliated party or not."""
    terminal = session.terminal
    if terminal.is_terminal:
        terminal.say()
    for title, lines in in_short(record, session.texts):
        if terminal.is_terminal:
            _section(terminal, title, lines)
        else:
            terminal.say(f"{title}\t{escape.one_line('; '.join(lines))}")


def _gate(session: Session, surroundings: Surroundings, record: Record) -> None:
    """How far the checklists are, what keeps the gate shut, and the command to go on with."""
    if record.partnership.status in _AT_REST:
        return
    terminal, texts = session.terminal, session.texts
    state = judge(record, surroundings)
    closing = Closing(terminal, texts, surroundings)
    terminal.say()
    closing.progress(state)
    terminal.say()
    terminal.paragraph(texts("Weight: {weight}", weight=closing.weight(state)))
    if not state.is_open:
        terminal.say(texts("This keeps the gate shut:"))
        closing.blockers(state)
    if terminal.is_terminal:
        closing.next_steps(record, state)


def _findings(session: Session, inspected: Inspected) -> None:
    """What stands out, and the command to go on with."""
    texts, terminal = session.texts, session.terminal
    if inspected.findings:
        terminal.say()
        terminal.say(texts("What stands out"))
        for finding in shortlist(inspected.findings):
            terminal.paragraph(f"  {text.line(finding, texts)}", "    ")
        terminal.say()
        more = texts("More about a finding: samenwerk explain {code}", code=finding.code)
        terminal.paragraph(more, "  ")
