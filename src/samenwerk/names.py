"""Names of files and folders: which belong where, and which only look as if they do.

An id is the name of a folder or file and stated nowhere else. So a name that a colleague, a sync
program or another system changed (`partnership.yml`, `partnership (1).yaml`) must be named.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from samenwerk.finding import Finding
from samenwerk.source import Content, Refusal, finding

FOLDER = "registry"
ORGANISATIONS = "organisations"
CHECKLISTS = "checklists"
SETTINGS = f"{FOLDER}/register.yaml"
RECORD = "partnership.yaml"
MONEY = "finance.yaml"

MAX_ID = 64
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Names that Windows keeps for devices, whatever the ending.
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
_TAKEN = {ORGANISATIONS}
_BESIDE_PARTNERSHIPS = {
    "register.yaml",
    ORGANISATIONS,
    "README.md",
    ".gitattributes",
    ".gitignore",
    ".samenwerk",
}
# What systems, editors and sync programs leave behind: never a file of the register.
_IGNORED = {".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"}
_IGNORED_ENDINGS = (".swp", ".swo", "~", ".tmp")
MAX_DEPTH = 3  # registry/<id>/checks/<file>
_IN_FOLDER = re.compile(r"partnership\.yaml|finance\.yaml|(?:reviews|views)/.+")


def is_id(name: str) -> bool:
    """May `name` be the id of a partnership or an organisation?"""
    return bool(
        len(name) <= MAX_ID and _ID.fullmatch(name) and name not in _DEVICES and name not in _TAKEN
    )


def is_ignored(name: str) -> bool:
    """Is a file or folder of this name passed over, wherever it stands?"""
    return name in _IGNORED or name.endswith(_IGNORED_ENDINGS)


def id_from(name: str) -> str:
    """An id made from a name: `Café Zoë` becomes `cafe-zoe`. Empty if nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    id = "-".join(words)[:MAX_ID].rstrip("-")
    return f"{id}-1" if id in _DEVICES | _TAKEN else id


def organisation_id(path: str) -> str | None:
    """The organisation whose file this is, or None if it is no organisation's."""
    stem = path.removeprefix("registry/organisations/").removesuffix(".yaml")
    return stem if path == f"registry/organisations/{stem}.yaml" and is_id(stem) else None


def checklist_id(partnership: str, path: str) -> str | None:
    """The checklist whose answers are in this file, or None."""
    stem = path.removeprefix(f"registry/{partnership}/checks/").removesuffix(".yaml")
    return stem if path == f"registry/{partnership}/checks/{stem}.yaml" and is_id(stem) else None


def own_checklist_id(path: str) -> str | None:
    """The checklist of the register itself that this file defines, or None."""
    stem = path.removeprefix(f"{CHECKLISTS}/").removesuffix(".yaml")
    return stem if path == f"{CHECKLISTS}/{stem}.yaml" and is_id(stem) else None


def findings(names: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with the names directly in `registry/`."""
    twins = defaultdict(list)
    for name in names:
        twins[unicodedata.normalize("NFKC", name).casefold()].append(name)
        if name not in _BESIDE_PARTNERSHIPS and not is_id(name):
            yield _stray(f"registry/{name}", "wrong-id" if "." not in name else "stray-file")
    for same in twins.values():
        for name in same[1:]:
            yield finding(f"registry/{name}", "same-id", name=name, other=same[0])


def strays(id: str, files: Mapping[str, Content]) -> Iterator[Finding]:
    """Files in a partnership's folder that do not belong there."""
    for path, content in files.items():
        below = path.removeprefix(f"registry/{id}/")
        if not _IN_FOLDER.fullmatch(below) and not checklist_id(id, path):
            yield _stray_file(path, content)


def stray_checklists(files: Mapping[str, Content]) -> Iterator[Finding]:
    """Files under `checklists/` that are no checklist."""
    for path, content in files.items():
        if own_checklist_id(path) is None:
            yield _stray_file(path, content)


def stray_organisations(files: Mapping[str, Content]) -> Iterator[Finding]:
    """Files under `organisations/` that are no organisation's, and names that are the same."""
    seen: dict[str, str] = {}
    for path, content in files.items():
        if organisation_id(path) is None:
            yield _stray_file(path, content)
        folded = unicodedata.normalize("NFKC", path).casefold()
        if folded in seen:
            yield finding(path, "same-id", name=path, other=seen[folded])
        seen[folded] = path


def is_locked(content: Content | None) -> bool:
    """Could it not be read, so that nobody knows what is in it?"""
    return isinstance(content, Refusal) and content.code == "unreadable"


def _stray_file(path: str, content: Content) -> Finding:
    """A file that does not belong here, or a folder that cannot be read."""
    if isinstance(content, Refusal) and is_locked(content):
        return finding(path, content.code, **content.facts)
    return _stray(path, "stray-file")


def _stray(path: str, code: str) -> Finding:
    name = path.rsplit("/", 1)[-1]
    probable = id_from(name) if code == "wrong-id" else ""
    meant: dict[str, Any] = {"suggestion": probable} if probable else {}
    return finding(path, code, name=name, **meant)
