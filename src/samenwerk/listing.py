"""The partnerships of a register by their facts alone: no answers are read, nothing is judged.

For who looks for one of them. Whether all is well is the business of an inspection.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenwerk import escape, names, schema
from samenwerk.finding import Finding
from samenwerk.names import FOLDER, ORGANISATIONS, RECORD, SETTINGS
from samenwerk.organisation import Organisation
from samenwerk.partnership import Partnership
from samenwerk.source import Content, Source
from samenwerk.yamlfile import Value

if TYPE_CHECKING:
    from samenwerk.inspection import Files


@dataclass(frozen=True)
class Listed:
    """One partnership; without its facts if they cannot be read, and then with the reason."""

    id: str
    partnership: Partnership | None
    findings: tuple[Finding, ...]


def misnamed(files: "Files", found: Iterable[str]) -> list[str]:
    """The folders of partnerships that nobody reads: their names cannot be ids. To be printed."""
    return [
        escape.one_line(name)
        for name in found
        if name != ORGANISATIONS
        and not names.is_id(name)
        and files.files(f"{FOLDER}/{name}/{RECORD}")
    ]


class Listing:
    """A register to look something up in. `findings`: the files around that cannot be read."""

    def __init__(self, files: "Files") -> None:
        self._files = files
        found = files.names()
        self._ids = names.partnership_ids(found)
        self.misnamed = misnamed(files, found)
        self.findings = [*names.too_many(self._ids)]
        _good("register", SETTINGS, files.read(SETTINGS), self.findings)
        self.organisations = self._organisations()

    def partnerships(self) -> Iterator[Listed]:
        """The partnerships, in alphabetical order: as many as are looked at."""
        for id in self._ids[: names.MAX_PARTNERSHIPS]:
            path = f"{FOLDER}/{id}/{RECORD}"
            content = self._files.files(path).get(path)
            found: list[Finding] = []
            if content is None:  # it is not there, or the folder is closed
                found += names.strays(self._files.files(f"{FOLDER}/{id}"))
            data = None if content is None else _good("partnership", path, content, found)
            yield Listed(id, Partnership.from_data(data) if data else None, tuple(found))

    def _organisations(self) -> dict[str, Organisation]:
        known = {}
        files = self._files.files(f"{FOLDER}/{ORGANISATIONS}")
        self.findings += names.stray_organisations(files)
        for path, content in files.items():
            id = names.organisation_id(path)
            data = _good("organisation", path, content, self.findings) if id else None
            if id and data:
                known[id] = Organisation.from_data(data)
        return known


def _good(kind: schema.Kind, path: str, content: Content, found: list[Finding]) -> Value:
    """The values of a file that can be read and has the right shape; else what is wrong."""
    source = Source(path, content)
    wrong = [source.problem] if source.problem else schema.findings(kind, source)
    found += wrong
    return None if wrong else source.data
