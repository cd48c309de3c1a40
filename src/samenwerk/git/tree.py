"""The files of a register at one commit: listed once, and read when they are asked for.

What the disk would give is what this gives: see `register`. A link, a submodule or a folder that
is too deep is no file, and a file that is too large is not read.
"""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard, Union

from samenwerk.errors import N_, SamenwerkError
from samenwerk.git.calling import Failed, Git, limited
from samenwerk.i18n import Text
from samenwerk.names import (
    CHECKLISTS,
    FOLDER,
    MAX_DEPTH,
    UNREAD,
    is_ignored,
    is_read,
    most_in,
    too_many_files,
    within_limit,
)
from samenwerk.source import Content, Refusal
from samenwerk.yamlfile import MAX_BYTES

_LINE = re.compile(rb"([^\t]+)\t([^\0]+)\0")
_PLAIN_FILES = {"100644", "100755", "100664"}  # the last is what git wrote long ago
# What git says when a clone was made without the files (`--filter`), and we let it fetch nothing.
_NOT_HERE = re.compile(r"promisor|lazy fetch|could not get object info")
_ABSENT = Text("het bestaat niet", "it does not exist")


@dataclass(frozen=True, slots=True)  # there may be a hundred thousand
class Entry:
    """What a commit says of one file; the size is unknown if the clone does not hold it."""

    mode: str
    id: str
    size: int | None


Node = Union[Entry, "Folder"]
Folder = dict[str, Node]


class Tree:
    """A register at one commit: what stands in `registry/` and `checklists/`."""

    def __init__(self, top: Folder, objects: "Objects") -> None:
        self._top = top
        self._objects = objects

    def names(self) -> list[str]:
        """What stands directly in `registry/`, in alphabetical order."""
        found = at(self._top, FOLDER)
        return [name for name, _ in _entries(found)] if isinstance(found, dict) else []

    def files(self, path: str) -> dict[str, Content]:
        """Every file in the folder at `path` and below; or the file there; or nothing."""
        found = at(self._top, path)
        if found is None:
            return {}
        with self._objects.in_time():
            if isinstance(found, Entry):
                return {path: self._content(found)}
            return within_limit(path, self._below(path, found, MAX_DEPTH))

    def read(self, path: str) -> Content:
        """The bytes of one file, or why they could not be had."""
        found = at(self._top, path)
        if found is None:
            return Refusal("unreadable", {"reason": _ABSENT})
        with self._objects.in_time():
            return self._content(found)

    def _below(self, above: str, folder: Folder, depth: int) -> Iterator[tuple[str, Content]]:
        entries, most = _entries(folder), most_in(above)
        if most is not None and len(entries) > most:
            yield above, too_many_files(most)
            return
        for name, entry in entries:
            path = f"{above}/{name}"
            if isinstance(entry, dict) and depth > 1:
                yield from self._below(path, entry, depth - 1)
            elif is_read(path) or not _is_file(entry):
                yield path, self._content(entry)
            else:
                yield path, Refusal(UNREAD, {"name": name})

    def _content(self, entry: Node) -> Content:
        if not _is_file(entry):
            return Refusal("not-a-file", {})
        if entry.size is not None and entry.size > MAX_BYTES:
            return Refusal("file-too-large", {"size": entry.size, "limit": MAX_BYTES})
        return self._objects.read(entry)


class Objects:
    """What files hold, by their id: one git that is asked for each of them."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def in_time(self) -> "contextlib.AbstractContextManager[None]":
        """As long as this lasts, git has to be done in time."""
        return limited(self._process)

    def read(self, entry: Entry) -> bytes:
        """The bytes of a file; an error if the clone does not hold it."""
        wanted, given = self._process.stdin, self._process.stdout
        assert wanted is not None
        assert given is not None
        with contextlib.suppress(BrokenPipeError):  # then it gives nothing
            wanted.write(f"{entry.id}\n".encode("ascii"))
            wanted.flush()
        about = given.readline().split()
        if len(about) != 3 or about[1] != b"blob":
            raise _incomplete()
        content = given.read(int(about[2]))
        if given.read(1) != b"\n":
            raise _incomplete()
        return content


@contextlib.contextmanager
def reading(git: Git, top: Folder) -> Iterator[Tree]:
    """The listed files, which can be read as long as this lasts."""
    with git.started("cat-file", "--batch", feeding=True) as process:
        yield Tree(top, Objects(process))


def listed(git: Git, commit: str, prefix: str) -> Folder:
    """The files of the register that stood in the folder `prefix` (empty, or ending with `/`)."""
    folders = (f"{prefix}{FOLDER}", f"{prefix}{CHECKLISTS}")
    try:
        out = git("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *folders)
    except Failed as error:
        if _NOT_HERE.search(error.said):
            raise _incomplete() from error
        raise
    top: Folder = {}
    for line in _LINE.finditer(out):
        mode, _, id, size = line[1].decode("ascii").split()
        entry = Entry(sys.intern(mode), id, int(size) if size.isdigit() else None)
        _put(top, os.fsdecode(line[2]).removeprefix(prefix).split("/"), entry)
    return top


def at(top: Folder, path: str) -> Node | None:
    """The file or folder at `path`, if it is there."""
    found: Node | None = top
    for part in path.split("/"):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _put(folder: Folder, parts: list[str], entry: Entry) -> None:
    *above, name = parts
    for part in above:
        inner = folder.get(part)
        if not isinstance(inner, dict):
            inner = folder[part] = {}
        folder = inner
    folder[sys.intern(name)] = entry  # most files have the name of many others


def _entries(folder: Folder) -> list[tuple[str, Node]]:
    return sorted((name, node) for name, node in folder.items() if not _is_ignored(name, node))


def _is_ignored(name: str, node: Node) -> bool:
    return is_ignored(name, is_file=_is_file(node), is_folder=isinstance(node, dict))


def _is_file(node: Node) -> TypeGuard[Entry]:
    return isinstance(node, Entry) and node.mode in _PLAIN_FILES


def _incomplete() -> SamenwerkError:
    return SamenwerkError(
        N_("This clone does not hold all files of the version to compare with."),
        remedy=N_("Clone it again with everything in it: without `--filter` or `filter:`."),
    )
