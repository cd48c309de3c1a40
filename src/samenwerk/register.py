"""The door to the disk: finds a register, reads its files, and replaces one at a time.

Everything here is about bytes and names. What they mean is decided elsewhere.
"""

import contextlib
import errno
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from samenwerk.errors import N_, SamenwerkError
from samenwerk.i18n import Text
from samenwerk.names import FOLDER, MAX_DEPTH, SETTINGS, is_ignored
from samenwerk.reasons import reason_of
from samenwerk.source import Content, Refusal
from samenwerk.yamlfile import MAX_BYTES

# Windows has neither of the first two, and others have not the last.
_READ_ONLY = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _READ_ONLY |= getattr(os, _flag, 0)
_RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)  # seconds; together about what a virus scanner needs


class Register:
    """A register on disk. `root` is the folder that holds `registry/`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def at(cls, root: Path) -> "Register":
        """The register in this very folder."""
        if not os.path.isfile(root / SETTINGS):  # noqa: PTH113  # no permission is no register here
            raise SamenwerkError(
                N_("There is no register in {folder}: {settings} is missing."),
                remedy=N_("Name the folder that holds `registry/`."),
                folder=root,
                settings=SETTINGS,
            )
        return cls._real(root)

    @classmethod
    def find(cls, start: Path) -> "Register":
        """The register in `start` or the nearest folder above it."""
        for folder in (start, *start.parents):
            if os.path.isfile(folder / SETTINGS):  # noqa: PTH113
                return cls._real(folder)
        raise SamenwerkError(
            N_("There is no register here: no {settings} in {folder} or a folder above it."),
            remedy=N_("Go to the folder of the register, or name it with --register FOLDER."),
            folder=start,
            settings=SETTINGS,
        )

    @classmethod
    def _real(cls, root: Path) -> "Register":
        """Behind a link, git would see no register, and no change in it either."""
        if (root / FOLDER).is_symlink():
            raise SamenwerkError(
                N_("{folder} is a link, not a folder."),
                remedy=N_("Put the folder itself there."),
                folder=root / FOLDER,
            )
        return cls(root)

    # --- reading ---

    def names(self) -> list[str]:
        """What stands directly in `registry/`, in alphabetical order."""
        folder = self.root / FOLDER
        try:
            return [entry.name for entry in _entries(folder)]
        except OSError as error:
            raise SamenwerkError(
                N_("Could not read {path}: {reason}."), path=folder, reason=reason_of(error)
            ) from error

    def files(self, path: str) -> dict[str, Content]:
        """Every file in the folder at `path` and below; or the file there; or nothing."""
        entry = self.root / path
        if not os.path.lexists(entry):
            return {}
        if entry.is_symlink() or not entry.is_dir():
            return {path: _content(entry)}
        return dict(self._below(path, MAX_DEPTH))

    def _below(self, folder: str, depth: int) -> Iterator[tuple[str, Content]]:
        """The files in a folder; or the folder itself, with why it could not be read."""
        try:
            entries = _entries(self.root / folder)
        except OSError as error:
            yield folder, Refusal("unreadable", {"reason": reason_of(error)})
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False) and depth > 1:
                yield from self._below(path, depth - 1)
            else:
                yield path, _content(Path(entry.path))

    def read(self, path: str) -> Content:
        """The bytes of one file, or why they could not be had."""
        return _content(self.root / path)

    def exists(self, path: str) -> bool:
        return os.path.lexists(self.root / path)

    # --- writing ---

    def write(self, path: str, new: bytes, *, expected: bytes | None) -> None:
        """Replace the file whole, or leave it as it was.

        `expected` is what the file held when it was read (None: it did not exist). If it holds
        something else by now, `Changed` is raised and nothing is written.
        """
        with _saving(path):
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, new, expected)

    def write_all(self, changes: Mapping[str, tuple[bytes, bytes | None]]) -> None:
        """Replace several files: all of them, or (if one fails) none; then no new folder either."""
        missing = self._missing_folders(changes)
        done: list[str] = []
        try:
            for path, (new, expected) in changes.items():
                done.append(path)  # first: an interruption may come when it is already there
                self.write(path, new, expected=expected)
        except BaseException:
            for path in reversed(done):
                self._restore(path, *changes[path])
            for folder in missing:
                with contextlib.suppress(OSError):  # it holds something, or was never made
                    folder.rmdir()
            raise

    def _missing_folders(self, paths: Mapping[str, object]) -> list[Path]:
        """The folders that writing these files will make, the deepest first."""
        folders = {folder for path in paths for folder in (self.root / path).parents}
        missing = [folder for folder in folders if not folder.exists()]
        return sorted(missing, key=lambda folder: len(folder.parts), reverse=True)

    def _restore(self, path: str, new: bytes, old: bytes | None) -> None:
        """Undo one of them, if what stands there is ours: never what somebody else wrote."""
        if self.read(path) != new:
            return
        with contextlib.suppress(SamenwerkError, Changed, OSError):
            if old is None:
                self.remove(path)
            else:
                self.write(path, old, expected=new)

    def remove(self, path: str) -> None:
        """Delete one file; nothing happens if it is not there."""
        with _saving(path):
            (self.root / path).unlink(missing_ok=True)


class Changed(Exception):  # noqa: N818  # not an error of ours: somebody else saved the file
    """The file on disk is not what it was when it was read."""


def read_file(path: Path) -> Content:
    """The bytes of a file outside the register, or why they could not be had."""
    return _content(path)


def write_file(path: Path, new: bytes) -> None:
    """Write a file outside the register (an export), whole or not at all."""
    with _saving(str(path)):
        _replace(path, new, path.read_bytes() if path.exists() else None)


def append_file(path: Path, made: Callable[[int], bytes]) -> Text | None:
    """Add to a file outside the register; why it could not be done, or None.

    `made` gets the number of bytes that are there.
    """
    try:
        with path.open("ab") as file:
            file.write(made(file.tell()))
    except OSError as error:
        return reason_of(error)
    return None


def refuse_unwritable(path: Path) -> None:
    """Stop before the work is done if `write_file` could not write its result there."""
    if os.path.lexists(path) and not os.path.isfile(path):  # noqa: PTH113  # no permission is no file
        raise SamenwerkError(N_("{path} is not a file. Name a file."), path=path)
    with _saving(str(path)):
        if not os.access(path.parent, os.W_OK):
            there = os.path.isdir(path.parent)  # noqa: PTH112  # no permission is no folder
            raise OSError(errno.EACCES if there else errno.ENOENT, "")


@contextlib.contextmanager
def _saving(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SamenwerkError(
            N_("Could not save {path}: {reason}. The file is as it was."),
            remedy=N_("Make room or ask for the right to write there, and try again."),
            path=path,
            reason=reason_of(error),
        ) from error


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not is_ignored(entry.name)]
    return sorted(entries, key=lambda entry: entry.name)


def _content(path: Path) -> Content:
    """The bytes of a regular file of at most 1 MiB; never follows a link, never waits."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return Refusal("not-a-file", {})
        if status.st_size > MAX_BYTES:
            return Refusal("file-too-large", {"size": status.st_size, "limit": MAX_BYTES})
        with os.fdopen(os.open(path, _READ_ONLY), "rb", buffering=0) as file:
            return file.read(status.st_size + 1)  # room for more would cost more than the reading
    except OSError as error:
        return Refusal("unreadable", {"reason": reason_of(error)})


def _replace(target: Path, new: bytes, expected: bytes | None) -> None:
    """Temporary file beside the target, flushed to the disk, then put in its place."""
    temporary = _temporary(target, new)
    try:
        _refuse_changed(target, expected)
        _rename(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _refuse_changed(target: Path, expected: bytes | None) -> None:
    current = target.read_bytes() if os.path.lexists(target) else None
    if current != expected:
        raise Changed(str(target))


def _temporary(target: Path, new: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return path


def _rename(temporary: Path, target: Path) -> None:
    """On Windows a scanner or editor may hold the target for a moment: try again for a while."""
    for pause in _RETRIES if os.name == "nt" else ():
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    """So that the new name survives a power cut too (POSIX; Windows cannot open a folder)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
