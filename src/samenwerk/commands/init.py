"""`samenwerk init`: a new register, with what colleagues, editors, git and CI need around it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from samenwerk.errors import N_, Refused, UsageError
from samenwerk.founding import README, WORKFLOWS
from samenwerk.i18n import LANGUAGES
from samenwerk.interview import start, typed
from samenwerk.interview.filling import loaded
from samenwerk.interview.founded import NAME, PLATFORM, REQUIRED, SETTABLE, Founded
from samenwerk.interview.founder import LONGEST_NAME, MAKE, VIEW, Founder
from samenwerk.interview.ground import refuse_unfit_folder, refuse_unfit_name, repository_around
from samenwerk.interview.options import NoInput, Plain
from samenwerk.interview.refreshing import refresh_schemas
from samenwerk.interview.refusal import refuse_unfit
from samenwerk.interview.voice import Voice
from samenwerk.names import FOLDER, SETTINGS
from samenwerk.nearest import nearest
from samenwerk.register import Register
from samenwerk.report import text
from samenwerk.schema import field
from samenwerk.session import Session, absolute, one_of, quoted, working_folder
from samenwerk.yamlfile import Value

_SHOWN = f"{FOLDER}/"  # the rest comes from templates


def run(
    ctx: typer.Context,
    dir: Annotated[
        str | None,
        typer.Argument(metavar=N_("DIR"), help=N_("The folder. Without this: where you are now.")),
    ] = None,
    name: Annotated[
        str, typer.Option(help=N_("The official name of the organisation whose register it is."))
    ] = "",
    authority: Annotated[
        str, typer.Option(help=N_("municipality, province, water-board or other."))
    ] = "",
    language: Annotated[
        str, typer.Option(help=N_("Language of documents: nl or en. Without this: nl."))
    ] = "",
    visibility: Annotated[
        str, typer.Option(help=N_("internal or public. Without this: internal."))
    ] = "",
    approver: Annotated[
        list[str] | None,
        typer.Option(help=N_("A function that may approve an exception. May be given again.")),
    ] = None,
    began: Annotated[
        str, typer.Option(help=N_("What started before this day may be inherited. Else: today."))
    ] = "",
    ci: Annotated[str, typer.Option(help=N_("Add the check for github, gitlab or azure."))] = "",
    from_: Annotated[
        str, typer.Option("--from", help=N_("Read the settings from this file; - is stdin."))
    ] = "",
    schemas: Annotated[
        bool,
        typer.Option(
            "--schemas", help=N_("Only put the schemas for editors right, in a register.")
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Make it without asking again."))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Show the files and make nothing."))
    ] = False,
    no_input: NoInput = False,
    plain: Plain = False,
) -> int:
    session: Session = ctx.obj
    if schemas:
        refuse_unfit_name(dir)
        register = session.register() if dir is None else Register.at(absolute(dir))
        return refresh_schemas(session, register, dry_run=dry_run)
    options: dict[str, Value] = {
        NAME: " ".join(name.split()),
        "authority": authority,
        "language": language,
        "visibility": visibility,
        "approvers": [" ".join(each.split()) for each in approver or []],
        "began": began,
        PLATFORM: ci,
    }
    given = {key: value for key, value in options.items() if value}
    _refuse_unfit(given)
    folder = session.folder or working_folder() if dir is None else absolute(dir)
    refuse_unfit_folder(folder)
    refuse_unfit_name(dir)
    said = {**(_read_settings(from_) if from_ else {}), **_fitting(given, folder)}
    founding = Founding(session, folder, yes=yes, dry_run=dry_run)
    command = session.command("init", *([dir] if dir else []))
    again = N_("Begin again with: {command}")
    with start.stoppable(lambda: N_("Stopped. Nothing was made."), again, command=command):
        if not from_ and start.is_interactive(session, no_input=no_input):
            return founding.ask(start.voice(session, plain=plain), said)
        missing = [f"--{key}" for key in REQUIRED if key not in said]
        if missing:
            start.require_person(session, no_input=True, missing=missing)
        return founding.make(Founded(founding.register, said, session.today))


# --- what was said on the command line ---


def _refuse_unfit(given: Mapping[str, Value]) -> None:
    """What the options say must be fit for a file, before anything is asked."""
    closed = {key: field("register", (key,)).node["enum"] for key in ("authority", "visibility")}
    closed |= {"language": list(LANGUAGES), PLATFORM: list(WORKFLOWS)}
    for key, allowed in closed.items():
        if key in given:
            one_of(f"--{key}", str(given[key]), allowed)
    refuse_unfit("--name", str(given.get(NAME, "")), LONGEST_NAME)
    approvers = given.get("approvers")
    for each in approvers if isinstance(approvers, list) else []:
        refuse_unfit("--approver", str(each), LONGEST_NAME)
    if "began" in given and typed.date(str(given["began"])) is None:
        raise UsageError(N_("{option} needs a date such as 2027-06-30."), option="--began")


def _fitting(given: Mapping[str, Value], folder: Path) -> dict[str, Value]:
    """In the form of the file. Below the top of a repository no platform would find its file."""
    said = dict(given)
    if "began" in said:
        day = typed.date(str(said["began"]))
        assert day is not None
        said["began"] = day.isoformat()
    top = repository_around(folder.resolve())
    if top in {None, folder.resolve()}:
        return said
    if PLATFORM in said:
        raise Refused(
            N_("{option} is of no use here: only the file at the top of a repository is read."),
            remedy=N_("Begin the register in {top}, or leave {option} out."),
            option="--ci",
            top=top,
        )
    return {**said, PLATFORM: ""}


def _read_settings(name: str) -> dict[str, Value]:
    """The file of `--from`: the name of the organisation, and settings of `register.yaml`."""
    said = loaded(start.read_input(name), name)
    known = (NAME, *SETTABLE)
    for key in said:
        if key not in known:
            near = nearest(key, known)
            raise Refused(
                N_("{name}: “{key}” is no setting. Choose from: {known}."),
                remedy=N_("Did you mean {near}?") if near else "",
                name=name,
                key=key,
                known=", ".join(known),
                near=near,
            )
    return said


# --- making it ---


class Founding:
    """One new register, and what is said about it."""

    def __init__(self, session: Session, folder: Path, *, yes: bool, dry_run: bool) -> None:
        self._session = session
        self._folder = folder
        self._yes = yes
        self._dry_run = dry_run
        self.register = Register(folder)
        self.register.on_cleared = session.say_cleared

    def ask(self, voice: Voice, said: Mapping[str, Value]) -> int:
        self.register.probe(SETTINGS)
        founder = Founder(voice, said)
        self._open(founder.count)
        founder.run()
        founded = self._reviewed(founder, voice)
        if founded is None:
            self._say(N_("Nothing was made."))
            return 0
        return self.make(founded)

    def make(self, founded: Founded) -> int:
        if self._dry_run:
            self._view(founded)
            self._say(N_("Nothing was made."))
        else:
            founded.save()
            self._close(founded)
        return 0

    def _open(self, count: int) -> None:
        terminal, texts = self._session.terminal, self._session.texts
        terminal.say(texts("New register"))
        terminal.say()
        if count:
            terminal.paragraph(
                texts.plural(
                    "You answer {count} question. Nothing is made until you choose so at the end.",
                    "You answer {count} questions. Nothing is made until you choose so at the end.",
                    count,
                )
            )
            terminal.paragraph(texts("Stop with Ctrl+C: then nothing is left behind."))

    def _reviewed(self, founder: Founder, voice: Voice) -> Founded | None:
        """What will be made; None if it is not wanted after all."""
        wanted = MAKE if self._yes else founder.review()
        while wanted in {MAKE, VIEW}:
            try:
                founded = Founded(self.register, founder.said, self._session.today)
                if wanted == MAKE:
                    return founded
                self._view(founded)
            except Refused as wrong:
                voice.tell(wrong)
            wanted = founder.review()
        return None

    def _view(self, founded: Founded) -> None:
        """What stands in the files of the register, and the names of the others."""
        terminal, texts = self._session.terminal, self._session.texts
        for path, new in founded.files.items():
            if path.startswith(_SHOWN):
                terminal.say()
                terminal.say(texts("This comes in {path}:", path=path))
                for line in new.decode().rstrip("\n").split("\n"):
                    terminal.say(f"  {line}")
        terminal.say()
        terminal.say(texts("These come with it:"))
        self._list(path for path in founded.files if not path.startswith(_SHOWN))
        self._say_left(founded)

    def _close(self, founded: Founded) -> None:
        terminal, texts = self._session.terminal, self._session.texts
        terminal.confirm("\n" + texts("Made in {folder}:", folder=_as_seen(self._folder)))
        self._list(founded.files)
        self._say_left(founded)
        terminal.say()
        for line in text.lines(founded.report, texts):
            terminal.say(line)
        if README in founded.files:
            self._say(N_("README.md tells colleagues how to work in it."))
        if founded.is_checked:
            self._say(N_("Make the check required on the platform: else it is only advice."))
        terminal.say()
        terminal.say(texts("How to go on?"))
        if self._folder != working_folder():
            terminal.say(f"  cd {quoted(str(_as_seen(self._folder)))}")
        terminal.say("  samenwerk new")

    def _list(self, paths: Iterable[str]) -> None:
        for path in sorted(paths):
            self._session.terminal.say(f"  {path}")

    def _say_left(self, founded: Founded) -> None:
        if founded.left:
            self._session.terminal.say()
            self._say(N_("These were there already and stay as they are:"))
            self._list(founded.left)

    def _say(self, message: str) -> None:
        self._session.terminal.paragraph(self._session.texts(message))


def _as_seen(folder: Path) -> Path:
    """From where the person is now, if it is below that."""
    here = working_folder()
    is_below = folder != here and folder.is_relative_to(here)
    return folder.relative_to(here) if is_below else folder
