"""What every command gets: the language, the terminal, where the register is, and today's date."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from samenwerk import clock
from samenwerk.errors import N_, SamenwerkError, UsageError, mistaken
from samenwerk.i18n import LANGUAGES, Language, Texts, listed
from samenwerk.nearest import nearest
from samenwerk.terminal import Terminal

if TYPE_CHECKING:
    from samenwerk.inspection import Inspected, Inspection
    from samenwerk.listing import Listed, Listing
    from samenwerk.register import Register
    from samenwerk.surroundings import Record

# Options that may stand anywhere on the command line, with the word for their value.
EVERYWHERE = {
    "--lang": N_("Language of the screen: nl or en."),
    "--register": N_("Folder that holds `registry/`."),
}


@dataclass(frozen=True, kw_only=True)
class Session:
    """One run of the program. `document_language` is set only by `--lang`."""

    texts: Texts
    terminal: Terminal
    folder: Path | None
    document_language: Language | None = None

    @property
    def today(self) -> dt.date:
        return clock.today()

    def register(self) -> "Register":
        """The register named with `--register`, or the one around the working directory."""
        from samenwerk.register import Register  # late: `--version` reads no register

        folder = self.folder
        register = Register.at(folder) if folder else Register.find(working_folder())
        register.on_cleared = self.say_cleared
        return register

    def say_cleared(self, names: Sequence[str]) -> None:
        """What is gone that a program left which was killed."""
        said = N_(
            "samenwerk was stopped halfway here before. What it left is cleared away: {files}."
        )
        self.terminal.complain(self.texts(said, files=", ".join(names)))

    def inspection(self) -> "Inspection":
        from samenwerk.inspection import Inspection

        return Inspection(self.register(), self.today)

    def deliver(self, made: str, output: str) -> None:
        """A finished document: into the file `output`, or on stdout if that is empty."""
        from samenwerk.register import refuse_unwritable, write_file

        if not output:
            self.terminal.write(made)
            return
        refuse_unwritable(Path(output))
        write_file(Path(output), made.encode())
        self.terminal.complain(self.texts("Written: {path}", path=output))

    def left_out(
        self, inspection: "Inspection | Listing", unreadable: Sequence["Inspected | Listed"]
    ) -> int:
        """The exit code of a list, which says what is not in it: 3 if a file could not be had."""
        from samenwerk.report import text
        from samenwerk.unread import unread

        for finding in unread(inspection.findings):
            self.terminal.complain(text.line(finding, self.texts))
        ids = sorted([*(each.id for each in unreadable), *inspection.misnamed])
        if ids:
            self._name(ids)
        found = [*inspection.findings, *(each for lost in unreadable for each in lost.findings)]
        return 3 if unread(found) else int(bool(ids))

    def _name(self, unreadable: Sequence[str]) -> None:
        ids = listed(unreadable).in_(self.texts.language)
        self.terminal.complain(
            self.texts.plural(
                "{count} partnership could not be read and is not in this list: {ids}",
                "{count} partnerships could not be read and are not in this list: {ids}",
                len(unreadable),
                ids=ids,
            )
        )
        self.terminal.complain(self.texts("See what is wrong: samenwerk validate"))

    def record(self, inspection: "Inspection", id: str) -> "Record":
        """The partnership with this id; refused if it has mistakes in its facts."""
        record = self.inspected(inspection, id).record
        if record is None:
            raise mistaken(id)
        return record

    def inspected(self, inspection: "Inspection", id: str) -> "Inspected":
        """What is known of the partnership with this id.

        Raises a `SamenwerkError` if a file that matters could not be had: before any question.
        """
        from samenwerk.unread import refuse_unread

        inspected = inspection.record(self.known_id(id, inspection))
        refuse_unread([*inspection.findings, *inspected.findings])
        return inspected

    def command(self, *words: str) -> str:
        """A command line to copy, that is about the same register."""
        is_named = self.folder and self.folder != folder_of(None, os.environ)
        register = ["--register", str(self.folder)] if is_named else []
        return " ".join(map(quoted, ["samenwerk", *words, *register]))

    def known_id(self, id: str, inspection: "Inspection") -> str:
        """`id` if there is such a partnership, else wrong usage with the nearest ids."""
        if id in inspection.surroundings.partnership_ids:
            return id
        near = nearest(id, inspection.ids)
        raise UsageError(
            N_("There is no partnership “{id}” in this register."),
            remedy=N_("Did you mean {near}?") if near else N_("See: samenwerk list"),
            id=id,
            near=near,
        )


def one_of(option: str, value: str, allowed: Sequence[str]) -> str:
    """`value` if it is one of the allowed ones, else wrong usage with the list."""
    if value in allowed:
        return value
    near = nearest(value, allowed)
    raise UsageError(
        N_("{option} does not know “{value}”. Choose from: {allowed}."),
        remedy=N_("Did you mean {near}?") if near else "",
        option=option,
        value=value,
        allowed=", ".join(allowed),
        near=near,
    )


def working_folder() -> Path:
    """The folder that somebody is in; it may be gone, or be another's by now."""
    try:
        return Path.cwd()
    except OSError as error:
        raise SamenwerkError(
            N_("The folder that you are in does not exist any more."),
            remedy=N_("Go to another one, for example with: cd ~"),
        ) from error


def absolute(path: str) -> Path:
    """A path as it is from the working folder, which is not asked for if it makes no difference."""
    return Path(path) if Path(path).is_absolute() else working_folder() / path


def quoted(word: str) -> str:
    """As it must be typed; no name on Windows holds a quote."""
    import shlex  # late: few commands end with a command line

    as_posix = shlex.quote(word)
    return f'"{word}"' if os.name == "nt" and as_posix != word else as_posix


def language_of(chosen: str | None, environ: Mapping[str, str]) -> Language:
    """`--lang`, else `SAMENWERK_LANG`, else Dutch; never the language of the machine."""
    value = chosen if chosen is not None else environ.get("SAMENWERK_LANG") or "nl"
    option = "--lang" if chosen is not None else "SAMENWERK_LANG"
    one_of(option, value, LANGUAGES)
    return "en" if value == "en" else "nl"


def folder_of(chosen: str | None, environ: Mapping[str, str]) -> Path | None:
    """`--register`, else `SAMENWERK_REGISTER`, else None: look around."""
    value = chosen if chosen is not None else environ.get("SAMENWERK_REGISTER")
    return absolute(value) if value else None
