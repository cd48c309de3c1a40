"""`samenwerk new`: the first questions; the partnership comes into the register as exploring."""

from typing import Annotated

import typer

from samenwerk import gate, names
from samenwerk.display import Display
from samenwerk.errors import N_, Refused, SamenwerkError
from samenwerk.fact import leaves, values_at
from samenwerk.finding import Severity
from samenwerk.inspection import Inspection
from samenwerk.interview import start
from samenwerk.interview.closing import Closing
from samenwerk.interview.draft import Draft
from samenwerk.interview.filling import read_intake
from samenwerk.interview.intake import DISCARD, KEEP, SAVE, VIEW, Intake
from samenwerk.interview.notebook import save_all
from samenwerk.interview.options import NoInput, Plain
from samenwerk.interview.paper import blank_intake
from samenwerk.interview.voice import Voice
from samenwerk.names import FOLDER, ORGANISATIONS, RECORD
from samenwerk.partnership import Status
from samenwerk.prompt import Ask, Choice
from samenwerk.register import Register
from samenwerk.session import Session, one_of
from samenwerk.yamlfile import Value

_GO_ON, _AGAIN = "go-on", "again"


def run(
    ctx: typer.Context,
    from_: Annotated[
        str, typer.Option("--from", help=N_("Read the answers from this file; - is stdin."))
    ] = "",
    template: Annotated[
        bool, typer.Option("--template", help=N_("Print the questions as a file to fill in."))
    ] = False,
    id: Annotated[
        str, typer.Option("--id", help=N_("The id; without this it is made from the name."))
    ] = "",
    status: Annotated[
        str, typer.Option(help=N_("exploring, or inherited if it ran before the register began."))
    ] = "exploring",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Show the file and save nothing."))
    ] = False,
    no_input: NoInput = False,
    plain: Plain = False,
) -> int:
    session: Session = ctx.obj
    one_of("--status", status, [Status.EXPLORING.value, Status.INHERITED.value])
    _refuse_wrong_id(id)
    register = session.register()
    adding = Adding(session, register, Inspection(register, session.today), id, status)
    if template:
        session.terminal.say(blank_intake(session.texts).rstrip("\n"))
        return 0
    if from_:
        return adding.from_file(from_, dry_run=dry_run)
    start.require_person(session, no_input=no_input, missing=["name", "purpose", "partners"])
    return adding.ask(start.voice(session, plain=plain), dry_run=dry_run)


def _refuse_wrong_id(id: str) -> None:
    if id and not names.is_id(id):
        raise Refused(
            N_("“{id}” cannot be an id: small letters, digits and hyphens only."),
            remedy=N_("For example: {example}"),
            id=id,
            example=names.id_from(id) or "energieloket",
        )


class Adding:
    """One new partnership."""

    def __init__(
        self, session: Session, register: Register, inspection: Inspection, id: str, status: str
    ) -> None:
        self._session = session
        self._register = register
        self._inspection = inspection
        self._id = id
        self._status = status

    # --- with a person ---

    def ask(self, voice: Voice, *, dry_run: bool) -> int:
        self._register.probe(f"{FOLDER}/new/{RECORD}")
        draft = Draft(self._register)
        with start.stoppable(lambda: _stopped(draft), start.GO_ON, command=self._command()):
            if error := draft.probe():
                _say_unkept(voice, error)
            self._begin(draft, voice)
            inherited = self._status == Status.INHERITED.value
            intake = Intake(voice, draft, self._inspection.surroundings, inherited=inherited)
            self._open(intake, draft)
            intake.run()
            self._show_overlap(draft)
            wanted = self._reviewed(draft, intake, voice)
        if wanted == SAVE:
            return self._ended(draft, dry_run=dry_run)
        if wanted == DISCARD:
            draft.discard()
            self._say(N_("Thrown away. Nothing was changed in the register."))
        else:
            self._say(N_("The draft is kept. Go on with: {command}"), command=self._command())
        return 0

    def _command(self) -> str:
        """How to go on with the draft."""
        inherited = ["--status", self._status] if self._status != Status.EXPLORING.value else []
        return self._session.command("new", *inherited, *(["--id", self._id] if self._id else []))

    def _ended(self, draft: Draft, *, dry_run: bool) -> int:
        if dry_run:
            self._view(draft)
            self._say(N_("Nothing was saved."))
        else:
            self._save(draft)
        return 0

    def _begin(self, draft: Draft, voice: Voice) -> None:
        """With the draft of last time, if there is one and it is still wanted; else empty."""
        if draft.is_empty:
            return
        texts = voice.texts
        ask = Ask(
            heading=texts("New partnership"),
            question=texts("There is a draft: {name}. What do you want?", name=draft.name),
        )
        choices = [
            Choice(value=_GO_ON, label=texts("Go on with this draft")),
            Choice(value=_AGAIN, label=texts("Throw this draft away and begin again")),
        ]
        if voice.prompter.decide(ask, choices) == _GO_ON:
            return
        draft.clear()
        try:
            draft.discard()
        except SamenwerkError as error:  # no reason to keep anybody from beginning again
            voice.tell(error)

    def _open(self, intake: Intake, draft: Draft) -> None:
        """How many questions there are, about how long that takes, and how to stop."""
        texts, terminal = self._session.texts, self._session.terminal
        left = intake.left
        if left < len(intake.questions):
            terminal.say()
            words = texts.plural("{count} question left.", "{count} questions left.", left)
        else:
            terminal.say(texts("New partnership"))
            terminal.say()
            words = texts("You answer {count} questions. That takes about ten minutes.", count=left)
        terminal.paragraph(words)
        terminal.paragraph(
            texts("Nothing comes into the register until you choose to save it at the end.")
        )
        if draft.is_kept:
            terminal.paragraph(texts("Stop with Ctrl+C: your answers are kept."))

    def _show_overlap(self, draft: Draft) -> None:
        """Partnerships with the same partner and theme: perhaps it exists already."""
        found = list(self._overlap(draft.facts))
        if not found:
            return
        terminal, texts = self._session.terminal, self._session.texts
        terminal.say()
        terminal.paragraph(texts("These partnerships have the same partner and theme:"))
        for line in found:
            terminal.paragraph(f"  - {line}", "    ")
        terminal.paragraph(texts("Look at them first: perhaps one of them will do."))

    def _overlap(self, facts: dict[str, Value]) -> list[str]:
        partners = {
            id for each in values_at(facts, "partners.organisations") for _, id in leaves(each)
        }
        themes = {theme for each in values_at(facts, "themes") for _, theme in leaves(each)}
        return [
            f"{inspected.record.partnership.name} ({inspected.id})"
            for inspected in self._inspection.records()
            if inspected.record
            and partners & set(inspected.record.partnership.organisations)
            and themes & set(inspected.record.partnership.themes)
        ]

    def _reviewed(self, draft: Draft, intake: Intake, voice: Voice) -> str:
        """What is wanted in the end; it cannot be saved as long as something is wrong."""
        while True:
            wanted = intake.review()
            try:
                if wanted == VIEW:
                    self._view(draft)
                else:
                    self._refuse(draft, wanted)
                    return wanted
            except Refused as wrong:
                voice.tell(wrong)

    def _refuse(self, draft: Draft, wanted: str) -> None:
        """Saving what is wrong, and keeping what cannot be kept."""
        if wanted == SAVE:
            self._refuse_new_errors(draft)
        if wanted == KEEP and not draft.is_kept:
            raise Refused(N_("The draft cannot be kept here."))

    # --- from a file ---

    def from_file(self, name: str, *, dry_run: bool) -> int:
        draft = Draft(self._register, read_intake(start.read_input(name), name))
        if not draft.name:
            raise Refused(N_("{name} has no name for the partnership."), name=name)
        self._refuse_new_errors(draft)
        return self._ended(draft, dry_run=dry_run)

    def _refuse_new_errors(self, draft: Draft) -> None:
        """What validate would call an error is refused before anything is written."""
        for organisation in draft.organisations:
            _refuse_wrong_id(organisation)
        id = self._free_id(draft)
        files = {path: new for path, (new, _) in draft.files(id, self._status).items()}
        for taken in self._inspection.surroundings.organisation_ids:
            if f"{FOLDER}/{ORGANISATIONS}/{taken}.yaml" in files:  # and it says something else
                raise Refused(N_("There is already an organisation “{id}”."), id=taken)
        known = {**self._inspection.surroundings.organisations, **draft.organisations}
        judged = self._inspection.with_organisations(known).judged(
            id, {path: new for path, new in files.items() if f"/{id}/" in path}
        )
        errors = [each for each in judged.findings if each.severity is Severity.ERROR]
        if errors:
            raise Refused(N_("{sentence} Nothing was saved."), sentence=errors[0].text())

    # --- saving ---

    def _free_id(self, draft: Draft) -> str:
        if not self._id:
            return draft.free_id(self._inspection.surroundings.partnership_ids)
        if self._id in self._inspection.surroundings.partnership_ids:
            raise Refused(N_("There is already a partnership “{id}”."), id=self._id)
        return self._id

    def _view(self, draft: Draft) -> None:
        id = self._free_id(draft)
        terminal, texts = self._session.terminal, self._session.texts
        for path, (new, _) in draft.files(id, self._status).items():
            terminal.say()
            terminal.say(texts("This comes in {path}:", path=path))
            for line in new.decode().rstrip("\n").split("\n"):
                terminal.say(f"  {line}")

    def _save(self, draft: Draft) -> None:
        id = self._free_id(draft)
        files = draft.files(id, self._status)
        save_all(self._register, files)
        saved = self._session.texts("Saved: {files}", files=", ".join(files))
        self._session.terminal.confirm(f"\n{saved}")
        self._tell_next(id)
        draft.discard()

    def _tell_next(self, id: str) -> None:
        terminal, texts = self._session.terminal, self._session.texts
        inspection = self._session.inspection()
        record = inspection.record(id).record
        if record is None:
            return
        display = Display("partnership", texts, inspection.surroundings.organisations)
        status = display.value(("status",), record.partnership.status.value)
        terminal.paragraph(texts("Status: {status}. It is not active yet.", status=status))
        closing = Closing(terminal, texts, inspection.surroundings)
        closing.next_steps(record, gate.judge(record, inspection.surroundings))

    def _say(self, message: str, **facts: object) -> None:
        self._session.terminal.say(self._session.texts(message, **facts))


def _stopped(draft: Draft) -> str:
    """What became of the answers when somebody stops."""
    if not draft.is_kept and draft.is_on_disk:
        return N_("Stopped. Nothing new was saved; the draft of last time is still there.")
    if draft.is_empty:
        return N_("Stopped. Nothing was answered.")
    if not draft.is_kept:
        return N_("Stopped. Nothing was saved, and no draft could be kept.")
    return N_("Stopped. Nothing new stands in the register; your answers are kept as a draft.")


def _say_unkept(voice: Voice, error: SamenwerkError) -> None:
    voice.tell(error)
    lost = N_("No draft can be kept here. Save at the end, or your answers are lost.")
    voice.terminal.paragraph(voice.texts(lost))
    voice.terminal.say()
