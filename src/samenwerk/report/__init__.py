"""Findings in every format. A report is a value; each format is a function of it (`media`)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from samenwerk import names
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Text
from samenwerk.shortlist import shortlist

# Where nobody looked there is no verdict (exit 3), whatever else was found.
NO_VERDICT = names.LOCKED | {"too-many-partnerships"}


def is_within(path: str, places: Collection[str]) -> bool:
    """Is `path` one of these files or folders, or below one? An empty name is the register."""
    parts = path.split("/")
    return any("/".join(parts[:count]) in places for count in range(len(parts) + 1))


@dataclass(frozen=True)
class Section:
    """What a reviewer of a change should know of one subject, in words; no verdict."""

    heading: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Report:
    """The verdict on a register: how many partnerships were checked, and what was found."""

    checked: int
    findings: tuple[Finding, ...]
    only: frozenset[str] | None = None  # paths: print only what is at or below one of them
    change: tuple[Section, ...] = ()  # what changed since the base, if there was one
    compared: Text | None = None  # with what it was compared, or that it was not
    ids: tuple[str, ...] = ()  # of the partnerships that were checked
    folder: str = ""  # of the register in its repository; empty at the top of it

    @classmethod
    def of(cls, checked: int, findings: Iterable[Finding]) -> "Report":
        return cls(checked, tuple(shortlist(list(findings))))

    def shown_at(self, paths: Iterable[str] | None) -> "Report":
        """The same verdict, of which only the findings at or below the paths are printed."""
        return replace(self, only=None if paths is None else frozenset(paths))

    def in_repository(self, path: str) -> str:
        """A path as the platforms want it: from the top of the repository."""
        return f"{self.folder}/{path}" if self.folder else path

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings to print."""
        return tuple(each for each in self.findings if self._is_shown(each.path))

    def _is_shown(self, path: str) -> bool:
        return self.only is None or is_within(path, self.only)

    def count(self, severity: Severity) -> int:
        return sum(1 for each in self.findings if each.severity is severity)

    def exit_code(self, fail_on: Severity) -> int:
        """0 in order, 1 findings at or above `fail_on`, 3 no verdict (which wins over 1)."""
        if any(each.code in NO_VERDICT for each in self.findings):
            return 3
        counted = {Severity.ERROR} if fail_on is Severity.ERROR else set(Severity)
        return int(any(each.severity in counted for each in self.findings))
