"""Reads files and folders of the disk: no link is followed, and nothing is waited for.

Of a folder, only what may be a file of the register is opened: see `names`.
"""

import errno
import os
import stat
from collections.abc import Iterator
from itertools import filterfalse, islice
from pathlib import Path

from samenwerk.names import (
    MAX_DEPTH,
    UNREAD,
    is_ignored,
    is_read,
    most_in,
    too_many_files,
    within_limit,
)
from samenwerk.reasons import reason_of
from samenwerk.source import Content, Refusal
from samenwerk.yamlfile import MAX_BYTES

# Windows has neither of the first two, and others have not the last.
_READ_ONLY = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _READ_ONLY |= getattr(os, _flag, 0)


def files(root: Path, path: str) -> dict[str, Content]:
    """Every file in the folder at `path` and below; or the file there; or nothing."""
    try:
        mode = _status(root, path).st_mode
    except (OSError, ValueError):
        return {}
    if stat.S_ISDIR(mode):
        return within_limit(path, _below(root, path, MAX_DEPTH))
    return {path: content(root / path)}


def file(root: Path, path: str) -> Content:
    """The bytes of one file below `root`, or why they could not be had."""
    try:
        _status(root, path)
    except OSError as error:
        return Refusal("unreadable", {"reason": reason_of(error)})
    return content(root / path)


def content(path: str | Path) -> Content:
    """The bytes of a regular file of at most 1 MiB, or why they could not be had."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            return Refusal("not-a-file", {})
        if status.st_size > MAX_BYTES:
            return Refusal("file-too-large", {"size": status.st_size, "limit": MAX_BYTES})
        with os.fdopen(os.open(path, _READ_ONLY), "rb", buffering=0) as file:
            return file.read(status.st_size + 1)  # room for more would cost more than the reading
    except OSError as error:
        return Refusal("unreadable", {"reason": reason_of(error)})


def entries(folder: Path, most: int | None = None) -> list[os.DirEntry[str]]:
    """What stands in a folder, by name; at most one more than `most`. Raises `OSError`."""
    with os.scandir(folder) as found:
        first = list(islice(filterfalse(_is_ignored, found), most and most + 1))
    return sorted(first, key=lambda entry: entry.name)


def _status(root: Path, path: str) -> os.stat_result:
    """What stands there. Raises `OSError`: behind a link there is nothing."""
    place = os.fspath(root)
    *folders, name = path.split("/")
    for folder in folders:
        place = f"{place}/{folder}"
        if stat.S_ISLNK(os.lstat(place).st_mode):
            raise FileNotFoundError(errno.ENOENT, place)
    return os.lstat(f"{place}/{name}")


def _below(root: Path, folder: str, depth: int) -> Iterator[tuple[str, Content]]:
    """The files in a folder; or the folder itself, with why it was not read."""
    most = most_in(folder)
    try:
        found = entries(root / folder, most)
    except OSError as error:
        yield folder, Refusal("unreadable", {"reason": reason_of(error)})
        return
    if most is not None and len(found) > most:
        yield folder, too_many_files(most)
        return
    for entry in found:
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and depth > 1:
            yield from _below(root, path, depth - 1)
        elif is_read(path) or not entry.is_file(follow_symlinks=False):
            yield path, content(entry.path)
        else:
            yield path, Refusal(UNREAD, {"name": entry.name})


def _is_ignored(entry: os.DirEntry[str]) -> bool:
    is_file, is_folder = entry.is_file(follow_symlinks=False), entry.is_dir(follow_symlinks=False)
    return is_ignored(entry.name, is_file=is_file, is_folder=is_folder)
