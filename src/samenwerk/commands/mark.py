"""`samenwerk mark ID STATUS`: through the gate, or refused with the list; records the decision."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from samenwerk import gate, schema, yamledit
from samenwerk.change import changed_lines
from samenwerk.display import Display, choice_text
from samenwerk.errors import N_, Refused, UsageError
from samenwerk.gate import State
from samenwerk.i18n import Text
from samenwerk.inspection import Inspection
from samenwerk.interview import start, typed
from samenwerk.interview.closing import Closing
from samenwerk.interview.decision import LONGEST, LONGEST_REFERENCE, Deciding, Made
from samenwerk.interview.notebook import Files, key_order, save_all
from samenwerk.interview.options import Id, NoInput, Plain
from samenwerk.interview.refusal import must_fit, readable, refuse_unfit
from samenwerk.interview.voice import KIND
from samenwerk.names import FOLDER, RECORD
from samenwerk.partnership import Status
from samenwerk.session import Session, one_of
from samenwerk.surroundings import Record
from samenwerk.transition import STEPS, needs_reason
from samenwerk.yamlfile import Path, Value


def run(
    ctx: typer.Context,
    id: Id,
    status: Annotated[
        str,
        typer.Argument(
            metavar=N_("STATUS"), help=N_("active, declined, ending, ended, or exploring again.")
        ),
    ],
    body: Annotated[
        str, typer.Option(help=N_("Who decided, such as college, raad or gemandateerd."))
    ] = "",
    date: Annotated[str, typer.Option(help=N_("The day of the decision: 2027-03-12."))] = "",
    reference: Annotated[
        str, typer.Option(help=N_("Where the decision is: a case number or a link."))
    ] = "",
    reason: Annotated[str, typer.Option(help=N_("Why; needed unless it becomes active."))] = "",
    late_reason: Annotated[
        str, typer.Option(help=N_("Why answers were given after the decision."))
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help=N_("Record it without asking again."))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Show the change and save nothing."))
    ] = False,
    no_input: NoInput = False,
    plain: Plain = False,
) -> int:
    session: Session = ctx.obj
    one_of(N_("STATUS"), status, [each.value for each in Status])
    inspection = session.inspection()
    record = session.record(inspection, id)
    wanted = Made(
        status=Status(status),
        body=body,
        date=date,
        reference=reference,
        reason=reason,
        late_reason=late_reason,
    )
    _refuse_unfit(wanted)
    marking = Marking(session, inspection, record, no_input=no_input, plain=plain)
    command = session.command("mark", id, status)
    with start.stoppable(lambda: N_("Stopped. Nothing was changed."), start.GO_ON, command=command):
        return marking.mark(wanted, yes=yes, dry_run=dry_run)


def _refuse_unfit(made: Made) -> None:
    """What the options say must be fit for a file, before anything is asked."""
    refuse_unfit("--reference", made.reference, LONGEST_REFERENCE)
    refuse_unfit("--reason", made.reason, LONGEST)
    refuse_unfit("--late-reason", made.late_reason, LONGEST)
    if made.body:
        one_of("--body", made.body, schema.field(KIND, ("decisions", 0, "body")).node["enum"])
    if made.date and typed.date(made.date) is None:
        raise UsageError(N_("“{date}” is not a date. Write it like 2027-03-12."), date=made.date)


def _in_words(status: Status) -> Text:
    return choice_text("partnership", ("status",), status.value)


def _all_in_words(possible: Sequence[Status]) -> Text:
    """Each with its word for the command line: *Actief (active)*."""
    words = [(_in_words(each), each.value) for each in possible]
    return Text(
        nl=", ".join(f"{name.nl} ({word})" for name, word in words) or "-",
        en=", ".join(f"{name.en} ({word})" for name, word in words) or "-",
    )


class Marking:
    """One decision about one partnership."""

    def __init__(
        self,
        session: Session,
        inspection: Inspection,
        record: Record,
        *,
        no_input: bool,
        plain: bool,
    ) -> None:
        self._session = session
        self._inspection = inspection
        self._record = record
        self._no_input = no_input
        self._plain = plain
        self._state: State = gate.judge(record, inspection.surroundings)

    def mark(self, made: Made, *, yes: bool, dry_run: bool) -> int:
        self._refuse_wrong_step(made.status)
        if made.status is Status.ACTIVE and not self._state.is_open:
            return self._refuse_shut_gate()
        self._refuse_wrong_day(made)
        made = self._with_late_reason(self._asked(made).in_the_form_of_the_file())
        changes = self._changes(made)
        self._show(changes)
        if dry_run:
            return 0
        if not (yes or self._confirmed(made)):
            self._say(N_("Nothing was changed."))
            return 1
        save_all(self._session.register(), changes)
        self._close(made)
        return 0

    # --- may it? ---

    def _refuse_wrong_step(self, status: Status) -> None:
        now = self._record.partnership.status
        if status in STEPS[now]:
            return
        possible = sorted(STEPS[now], key=list(Status).index)
        raise Refused(
            N_("After “{now}” the status cannot become “{status}”. Possible: {possible}."),
            now=_in_words(now),
            status=_in_words(status),
            possible=_all_in_words(possible),
        )

    def _refuse_shut_gate(self) -> int:
        texts, terminal = self._session.texts, self._session.terminal
        name = self._record.partnership.name
        terminal.paragraph(texts("{name} cannot become active yet.", name=name))
        terminal.say()
        closing = Closing(terminal, texts, self._inspection.surroundings)
        closing.blockers(self._state)
        terminal.say()
        terminal.say(texts("Answer them with: samenwerk check {id}", id=self._record.id))
        return 1

    def _refuse_wrong_day(self, made: Made) -> None:
        wrong = self._wrong_day(made.date)
        if wrong:
            raise wrong

    def _wrong_day(self, date: str) -> Refused | None:
        """A decision was taken today or before, and not before the last one."""
        day = typed.date(date)
        decisions = self._record.partnership.decisions
        if day and day > self._session.today:
            return Refused(N_("The decision cannot lie in the future: {date}."), date=date)
        if day and decisions and day < decisions[-1].date:
            return Refused(
                N_("The last decision is of {last}; this one cannot be earlier."),
                last=decisions[-1].date.isoformat(),
            )
        return None

    # --- asking what is missing ---

    def _asked(self, made: Made) -> Made:
        needed = needs_reason(self._record.partnership.status, made.status)
        missing = list(made.missing(needs_reason=needed))
        if not missing:
            return made
        self._require_person([f"--{name}" for name in missing])
        return self._deciding().fill_in(made, missing)

    def _with_late_reason(self, made: Made) -> Made:
        late = list(self._late(made)) if made.status is Status.ACTIVE else []
        if made.late_reason or not late:
            return made
        if start.is_interactive(self._session, no_input=self._no_input):
            return made.with_part("late_reason", self._deciding().late_reason(late))
        raise Refused(
            N_("These were answered after the decision of {date}: {late}."),
            remedy=N_("Say why with --late-reason; the memo shows it for ever."),
            date=made.date,
            late=", ".join(late),
        )

    def _late(self, made: Made) -> Iterator[str]:
        """The questions that were answered after the decision."""
        day = typed.date(made.date)
        for each in self._state.judged:
            if each.required and day and each.answer.date and each.answer.date > day:
                yield f"{each.item.checklist.id}/{each.item.key}"

    def _confirmed(self, made: Made) -> bool:
        self._require_person(["--yes"])
        return self._deciding().is_certain(self._status(made.status))

    def _require_person(self, missing: list[str]) -> None:
        start.require_person(self._session, no_input=self._no_input, missing=missing)

    def _deciding(self) -> Deciding:
        self._session.register().probe(f"{FOLDER}/{self._record.id}/{RECORD}")
        return Deciding(
            start.voice(self._session, plain=self._plain),
            self._record.partnership.name,
            self._inspection.surroundings.settings.authority,
            self._wrong_day,
        )

    # --- writing ---

    def _changes(self, made: Made) -> Files:
        path = f"{FOLDER}/{self._record.id}/{RECORD}"
        old = self._record.source.content
        assert isinstance(old, bytes)
        order = key_order("partnership")
        place: Path = ("status",)
        with readable(path):
            new = yamledit.set_value(old, place, made.status.value, order=order)
            new = yamledit.append_item(new, ("decisions",), self._decision(made), order=order)
        must_fit("partnership", path, new)
        return {path: (new, old)}

    def _decision(self, made: Made) -> Value:
        decision: dict[str, Value] = {
            key: getattr(made, key)
            for key in ("body", "date", "reference", "reason", "late_reason")
            if getattr(made, key)
        }
        if made.status is Status.ACTIVE:
            decision["checklists"] = {each.id: each.version for each in self._state.checklists}
        return {"status": made.status.value, **decision}

    def _show(self, changes: Files) -> None:
        self._session.terminal.say()
        self._say(N_("This changes:"))
        for line in changed_lines(changes):
            self._session.terminal.say(f"  {line}")

    def _status(self, status: Status) -> str:
        organisations = self._inspection.surroundings.organisations
        display = Display("partnership", self._session.texts, organisations)
        return display.value(("status",), status.value)

    def _close(self, made: Made) -> None:
        name = self._record.partnership.name
        texts = self._session.texts
        status = self._status(made.status)
        self._session.terminal.confirm(
            "\n" + texts("{name} now has the status: {status}", name=name, status=status)
        )
        inspected = self._session.inspection().record(self._record.id)
        if inspected.record:
            closing = Closing(self._session.terminal, texts, self._inspection.surroundings)
            state = gate.judge(inspected.record, self._inspection.surroundings)
            closing.next_steps(inspected.record, state)

    def _say(self, message: str) -> None:
        self._session.terminal.say(self._session.texts(message))
