"""Where the findings go: the screen, the pages of GitHub, and the files that were asked for."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samenwerk import names
from samenwerk.errors import N_, UsageError
from samenwerk.i18n import Texts
from samenwerk.register import Register, append_file, refuse_unwritable, write_file
from samenwerk.report import Report, github, step_summary
from samenwerk.report.media import FORMATS
from samenwerk.session import Session, one_of

AUTO = "auto"  # text; in GitHub Actions annotations and a summary too


@dataclass(frozen=True)
class Publication:
    """The format on the screen, and each file with its format."""

    session: Session
    format: str
    files: tuple[tuple[str, Path], ...]

    @classmethod
    def asked(cls, session: Session, format: str, reports: Sequence[str]) -> "Publication":
        """As the options say; refused before any work is done if it cannot be carried out."""
        one_of("--format", format, (AUTO, *FORMATS))
        return cls(session, format, tuple(map(_file, reports)))

    def publish(self, report: Report, register: Register) -> None:
        """The screen first: what a person waits for does not depend on a file."""
        report = _with_place(report, register)
        self._print(report)
        for format, path in self.files:
            write_file(path, self._made(format, report).encode())

    def _print(self, report: Report) -> None:
        if self.format == AUTO and os.environ.get("GITHUB_ACTIONS") == "true":
            self._annotate(report)
        format = "text" if self.format == AUTO else self.format
        self.session.terminal.write(self._made(format, report))

    def _made(self, format: str, report: Report) -> str:
        return FORMATS[format](report, self.session.texts)

    def _annotate(self, report: Report) -> None:
        """What GitHub shows beside the lines of a change, and on the page of the run."""
        for line in github.annotations(report, self.session.texts):
            self.session.terminal.write(line + "\n")
        path = os.environ.get("GITHUB_STEP_SUMMARY")
        if path:
            self._summarise(report, Path(path))

    def _summarise(self, report: Report, path: Path) -> None:
        texts = self.session.texts
        reason = append_file(path, lambda size: _summary(report, texts, size))
        if reason:
            self.session.terminal.complain(
                texts(
                    "Warning: the summary for GitHub was not written ({reason}). "
                    "That changes nothing in the verdict.",
                    reason=reason.in_(texts.language),
                )
            )


def _file(wish: str) -> tuple[str, Path]:
    """The format and the file of a `--report`, if it can be written there."""
    format, equals, file = wish.partition("=")
    if not equals or not file:
        raise UsageError(
            N_("--report needs a format and a file, not “{wish}”."),
            remedy=N_("For instance: --report junit=report.xml"),
            wish=wish,
        )
    one_of("--report", format, tuple(FORMATS))
    refuse_unwritable(Path(file))
    return format, Path(file)


def _with_place(report: Report, register: Register) -> Report:
    """With what the platforms want to know besides: the partnerships, and where the register is."""
    ids = tuple(names.partnership_ids(register.names()))
    root = register.root.resolve()
    top = next((each for each in (root, *root.parents) if os.path.lexists(each / ".git")), root)
    folder = root.relative_to(top).as_posix()
    return replace(report, ids=ids, folder="" if folder == "." else folder)


def _summary(report: Report, texts: Texts, size: int) -> bytes:
    """The summary for the room that is left; apart from what is there already."""
    made = step_summary.markdown(report, texts, step_summary.LARGEST - size)
    return f"\n{made}".encode() if size else made.encode()
