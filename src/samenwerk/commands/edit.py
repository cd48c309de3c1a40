"""`samenwerk edit ID [FACT…]`: changes facts, with the same questions as `check` asks them."""

from typing import Annotated

import typer

from samenwerk import schema
from samenwerk.errors import N_, Refused, UsageError, mistaken
from samenwerk.interview import start
from samenwerk.interview.facts import Facts
from samenwerk.interview.filling import Paper, fill
from samenwerk.interview.following import followed
from samenwerk.interview.notebook import RecordNotebook
from samenwerk.interview.options import Id, NoInput, Plain
from samenwerk.interview.voice import KIND, Answered, Voice, described
from samenwerk.names import FOLDER, RECORD
from samenwerk.nearest import nearest
from samenwerk.prompt import Ask, Choice, Signal
from samenwerk.session import Session
from samenwerk.yamlvalue import Path, Value, value_at

_NOT_HERE = frozenset({"schema", "status", "decisions"})
_DONE = "."


def run(
    ctx: typer.Context,
    id: Id,
    facts: Annotated[
        list[str] | None,
        typer.Argument(metavar=N_("FACT"), help=N_("Which facts. Without: choose them.")),
    ] = None,
    from_: Annotated[
        str, typer.Option("--from", help=N_("Read the facts from this file; - is stdin."))
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("With --from: show the change and save nothing."))
    ] = False,
    no_input: NoInput = False,
    plain: Plain = False,
) -> int:
    session: Session = ctx.obj
    inspection = session.inspection()
    inspected = session.inspected(inspection, id)
    wanted = [_known(each) for each in facts or []]
    if from_:
        return fill(session, inspection, id, Paper(from_, replace=True, dry_run=dry_run))
    if inspected.record is None:
        raise mistaken(id)
    missing = facts or [session.texts("FACT")]
    start.require_person(session, no_input=no_input, missing=missing)
    return _edit(session, id, wanted, start.voice(session, plain=plain))


def _edit(session: Session, id: str, wanted: list[Path], voice: Voice) -> int:
    notebook = RecordNotebook(session.register(), id, session.today)
    notebook.probe()
    editing = Editing(voice, notebook)
    command = session.command("edit", id)
    with start.stoppable(editing.stopped, start.GO_ON, command=command):
        if wanted:
            editing.change_all(wanted)
        else:
            editing.choose()
    terminal, texts = session.terminal, session.texts
    if not notebook.is_changed:
        terminal.say("\n" + texts("Nothing was changed."))
        return 0
    terminal.confirm("\n" + texts("Saved: {files}", files=f"{FOLDER}/{id}/{RECORD}"))
    terminal.paragraph(
        texts("See whether your answers are still right: samenwerk check {id}", id=id)
    )
    return 0


class Editing:
    """Changes facts of one partnership until it is enough."""

    def __init__(self, voice: Voice, notebook: RecordNotebook) -> None:
        self._voice = voice
        self._notebook = notebook
        self._facts = Facts.of(voice, notebook)

    def stopped(self) -> str:
        """What became of it when somebody stops."""
        if self._notebook.is_changed:
            return N_("Stopped. What you changed before is saved.")
        return N_("Stopped. Nothing was changed.")

    def choose(self) -> None:
        """Fact after fact, until it is enough."""
        texts = self._voice.texts
        ask = Ask(
            heading=self._notebook.record.partnership.name,
            question=texts("Which fact do you want to change?"),
        )
        done = Choice(value=_DONE, label=texts("Done changing"))
        while (wanted := self._voice.prompter.decide(ask, [done, *self._choices()])) != _DONE:
            self.change((wanted,))

    def _choices(self) -> list[Choice]:
        return [
            Choice(value=key, label=self._facts.display.label((key,)))
            for key in schema.keys(KIND, ())
            if key not in _NOT_HERE
        ]

    def change_all(self, paths: list[Path]) -> None:
        """One after another; back is back to the one before."""
        shown, number = self._notebook.facts, 0
        for path in paths:
            self._refuse_unknown(path, shown)
        while number < len(paths):
            place = self._notebook.place(paths[number], shown)  # an index is that of then
            answer = self.change(place, is_first=not number)
            number += -1 if answer is Signal.BACK else 1

    def _refuse_unknown(self, path: Path, shown: Value) -> None:
        """An item that is not there is wrong usage: said before anything is asked."""
        if followed(path, shown, shown) is None:
            raise UsageError(
                N_("This partnership has no {fact}."),
                remedy=N_("See: samenwerk show {id}"),
                fact=".".join(map(str, path)),
                id=self._notebook.record.id,
            )

    def change(self, path: Path, *, is_first: bool = False) -> Answered:
        """Ask the fact anew; the answer goes to disk at once."""
        ask = self._about(path, is_first=is_first)
        while True:
            try:
                with self._notebook.question():
                    return self._changed(ask, path)
            except Refused as wrong:
                self._voice.tell(wrong)

    def _changed(self, ask: Ask, path: Path) -> Answered:
        answer = self._facts.ask(ask, path, value_at(self._notebook.facts, path))
        if not isinstance(answer, Signal):
            self._notebook.set_fact(path, answer)
        return answer

    def _about(self, path: Path, *, is_first: bool) -> Ask:
        """In the words of the schema; an object asks each field in its own words."""
        parts = [self._facts.display.label(path[: n + 1]) for n, _ in enumerate(path)]
        question, *note = described(path, self._voice.language)
        is_object = schema.field(KIND, path).node.get("type") == "object"
        return Ask(
            heading=" · ".join([self._notebook.record.partnership.name, *dict.fromkeys(parts)]),
            question="" if is_object else question,
            note=() if is_object else note,
            signals=frozenset({Signal.SKIP} if is_first else {Signal.BACK, Signal.SKIP}),
        )


def _known(name: str) -> Path:
    """The path of a fact, or wrong usage with the nearest."""
    path = tuple(int(step) if step.isdecimal() else step for step in name.split("."))
    for depth in range(1, len(path) + 1):
        known = schema.keys(KIND, path[: depth - 1])
        step = path[depth - 1]
        if isinstance(step, str) and (step not in known or name in _NOT_HERE):
            near = nearest(step, [each for each in known if each not in _NOT_HERE])
            raise UsageError(
                N_("There is no fact “{name}” to change here."),
                remedy=N_("Did you mean {near}?") if near else "",
                name=name,
                near=near,
            )
    return path
