"""Names of files and folders: which belong where, and which only look as if they do.

An id is the name of a folder or file and stated nowhere else. So a name that a colleague, a sync
program or another system changed (`partnership.yml`, `partnership (1).yaml`) must be named.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
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
# What git and people keep beside the partnerships; samenwerk does not read it.
BESIDE = ("README.md", ".gitattributes", ".gitignore")
_BESIDE_PARTNERSHIPS = {"register.yaml", ORGANISATIONS, *BESIDE}
# What systems, editors and sync programs leave behind: never a file of the register.
_IGNORED = {".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep"}
_IGNORED_ENDINGS = (".swp", ".swo", "~", ".tmp")
LEFT_OVER = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp")  # what a killed writer of ours left
MAX_DEPTH = 3  # registry/<id>/checks/<file>
MAX_FILES = 200  # in a folder and below it
MAX_PARTNERSHIPS = 20_000
_FIXED = re.compile(rf"{FOLDER}/[^/]+/(?:{re.escape(RECORD)}|{re.escape(MONEY)})")
_NAMED = re.compile(
    rf"(?:{CHECKLISTS}|{FOLDER}/{ORGANISATIONS}|{FOLDER}/[^/]+/checks)/([^/]+)\.yaml"
)
# Kept free for a later version (DESIGN section 3), which has plain files there.
_RESERVED = re.compile(rf"{FOLDER}/[^/]+/(?:reviews|views)/([^/]+)\.(?:yaml|md)")

UNREAD = "stray-file"  # the code with which the doors give a file that they did not open
LOCKED = frozenset({"unreadable", "too-many-files"})  # nobody knows what is in there


def is_id(name: str) -> bool:
    """May `name` be the id of a partnership or an organisation?"""
    return bool(
        len(name) <= MAX_ID and _ID.fullmatch(name) and name not in _DEVICES and name not in _TAKEN
    )


def is_ignored(name: str, *, is_file: bool, is_folder: bool) -> bool:
    """Is this passed over: an ordinary file as editors leave, or a folder of a killed writer?"""
    if name not in _IGNORED and not name.endswith(_IGNORED_ENDINGS):
        return False
    return is_file or (is_folder and bool(LEFT_OVER.fullmatch(name)))


def is_read(path: str) -> bool:
    """Does a file of this name belong to the register? No other is opened.

    `path` is that of a file in the folder of a partnership, in `organisations/` or `checklists/`.
    """
    named = _NAMED.fullmatch(path)
    return is_id(named[1]) if named else bool(_FIXED.fullmatch(path))


def most_in(folder: str) -> int | None:
    """How many files may stand in a folder; None: any number, as there are of organisations."""
    return None if folder == f"{FOLDER}/{ORGANISATIONS}" else MAX_FILES


def within_limit(folder: str, found: Iterator[tuple[str, Content]]) -> dict[str, Content]:
    """The files in a folder and below it; or only that folder, if they are too many."""
    most = most_in(folder)
    files = dict(islice(found, most and most + 1))
    return files if most is None or len(files) <= most else {folder: too_many_files(most)}


def too_many_files(most: int) -> Refusal:
    """Why a folder is given unread that holds more than `most` files."""
    return Refusal("too-many-files", {"limit": most})


def partnership_ids(names: Iterable[str]) -> list[str]:
    """The ids among the names in `registry/`, in alphabetical order."""
    return sorted(filter(is_id, names))


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
    return _few(FOLDER, _wrong_names(names))


def too_many(ids: Collection[str]) -> Iterator[Finding]:
    """That there are more partnerships than are looked at."""
    if len(ids) > MAX_PARTNERSHIPS:
        yield finding(FOLDER, "too-many-partnerships", count=len(ids), limit=MAX_PARTNERSHIPS)


def strays(files: Mapping[str, Content]) -> Iterator[Finding]:
    """Files in a partnership's folder that do not belong there."""
    for path, content in files.items():
        if is_read(path):
            continue
        if not _is_reserved(path):
            yield _stray_file(path, content)
        elif isinstance(content, Refusal) and content.code != UNREAD:
            yield finding(path, content.code, **content.facts)


def stray_checklists(files: Mapping[str, Content]) -> Iterator[Finding]:
    """Files under `checklists/` that are no checklist."""
    for path, content in files.items():
        if own_checklist_id(path) is None:
            yield _stray_file(path, content)


def stray_organisations(files: Mapping[str, Content]) -> Iterator[Finding]:
    """Files under `organisations/` that are no organisation's, and names that are the same."""
    return _few(f"{FOLDER}/{ORGANISATIONS}", _wrong_organisations(files))


def is_locked(content: Content | None) -> bool:
    """Is it a folder that was not read, so that nobody knows what is in it?"""
    return isinstance(content, Refusal) and content.code in LOCKED


def _wrong_names(names: Iterable[str]) -> Iterator[Finding]:
    twins = defaultdict(list)
    for name in names:
        twins[unicodedata.normalize("NFKC", name).casefold()].append(name)
        if name not in _BESIDE_PARTNERSHIPS and not is_id(name):
            yield _stray(f"{FOLDER}/{name}", "wrong-id" if "." not in name else UNREAD)
    for same in twins.values():
        for name in same[1:]:
            yield finding(f"{FOLDER}/{name}", "same-id", name=name, other=same[0])


def _wrong_organisations(files: Mapping[str, Content]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path, content in files.items():
        if organisation_id(path) is None:
            yield _stray_file(path, content)
        folded = unicodedata.normalize("NFKC", path).casefold()
        if folded in seen:
            yield finding(path, "same-id", name=path, other=seen[folded])
        seen[folded] = path


def _few(folder: str, found: Iterator[Finding]) -> Iterator[Finding]:
    """The same findings; of more wrong names than anybody reads only how many, and the first."""
    count, first = 0, list[Finding]()
    for each in found:
        if each.code in LOCKED:
            yield each
        else:
            count += 1
            first += [each] if count <= MAX_FILES else []
    if count <= MAX_FILES:
        yield from first
    else:
        yield finding(folder, "many-strays", count=count, name=first[0].path)


def _is_reserved(path: str) -> bool:
    reserved = _RESERVED.fullmatch(path)
    return reserved is not None and is_id(reserved[1])


def _stray_file(path: str, content: Content) -> Finding:
    """A file that does not belong here, or a folder that was not read."""
    if isinstance(content, Refusal) and is_locked(content):
        return finding(path, content.code, **content.facts)
    return _stray(path, UNREAD)


def _stray(path: str, code: str) -> Finding:
    name = path.rsplit("/", 1)[-1]
    probable = id_from(name) if code == "wrong-id" else ""
    meant: dict[str, Any] = {"suggestion": probable} if probable else {}
    return finding(path, code, name=name, **meant)
