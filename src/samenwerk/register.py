"""The door to the disk: finds a register, reads its files, and has them replaced.

Everything here is about bytes and names. What they mean is decided elsewhere.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from samenwerk import placing, reading
from samenwerk.errors import N_, SamenwerkError
from samenwerk.i18n import Text
from samenwerk.names import FOLDER, SETTINGS
from samenwerk.placing import Failed
from samenwerk.reasons import reason_of
from samenwerk.source import Content

_REMEDY = N_("Make room or ask for the right to write there, and try again.")
_WAIT = N_("Wait a moment, and try again.")
_REMOVE = N_("Remove what stands there now, and try again.")
_REMEDIES = {
    errno.EAGAIN: _WAIT,
    errno.EBUSY: _WAIT,
    errno.ENAMETOOLONG: N_("Choose a shorter name."),
    errno.EEXIST: _REMOVE,
    errno.EISDIR: _REMOVE,
    errno.ELOOP: _REMOVE,
    errno.ENOTDIR: _REMOVE,
    errno.ENOTEMPTY: _REMOVE,
}


class Register:
    """A register on disk. `root` is the folder that holds `registry/`.

    `on_cleared` is called with the names of what a killed program had left, and is gone now.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.on_cleared: Callable[[list[str]], None] = _say_nothing

    def __reduce__(self) -> tuple[type["Register"], tuple[Path]]:
        """What another process gets: it only reads."""
        return Register, (self.root,)

    @classmethod
    def at(cls, root: Path) -> "Register":
        """The register in this very folder."""
        if _has_settings(root):
            return cls._real(root)
        raise SamenwerkError(
            N_("There is no register in {folder}: {settings} is missing."),
            remedy=N_("Name the folder that holds `registry/`."),
            folder=root,
            settings=SETTINGS,
        )

    @classmethod
    def find(cls, start: Path) -> "Register":
        """The register in `start` or the nearest folder above it."""
        for folder in (start, *start.parents):
            if _has_settings(folder):
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
        _refuse_link(root / FOLDER)
        return cls(root)

    # --- reading ---

    def names(self) -> list[str]:
        """What stands directly in `registry/`, in alphabetical order."""
        folder = self.root / FOLDER
        try:
            return [entry.name for entry in reading.entries(folder)]
        except OSError as error:
            raise SamenwerkError(
                N_("Could not read {path}: {reason}."), path=folder, reason=reason_of(error)
            ) from error

    def files(self, path: str) -> dict[str, Content]:
        """Every file in the folder at `path` and below; or the file there; or nothing.

        In a folder, only what may be a file of the register is opened. One with more files than
        it may hold is given as that folder, unread.
        """
        return reading.files(self.root, path)

    def read(self, path: str) -> Content:
        """The bytes of one file, or why they could not be had."""
        return reading.file(self.root, path)

    def exists(self, path: str) -> bool:
        return os.path.lexists(self.root / path)

    # --- writing ---

    def write(self, path: str, new: bytes, *, expected: bytes | None) -> None:
        """Replace the file whole, or leave it as it was.

        `expected` is what the file held when it was read (None: it did not exist). If it holds
        something else by now, `Changed` is raised and nothing is written.
        """
        self.write_all({path: (new, expected)})

    def write_all(self, changes: Mapping[str, tuple[bytes, bytes | None]]) -> None:
        """Replace several files: all of them, or (if one fails) none; then no new folder either."""
        places = {self._place(path): each for path, each in changes.items()}
        with self._alone(places):
            placing.put(places)

    def overwrite(self, path: str, new: bytes) -> None:
        """Replace a file whatever it holds; its folder is there."""
        place = self._place(path)
        with self._alone([place]):
            placing.overwrite(place, new)

    def probe(self, *paths: str) -> None:
        """Fail now where saving would fail, before anybody has thought up an answer."""
        places = [self._place(path) for path in paths]
        with self._alone(places):
            for place in places:
                _probe(place, self.root)

    def remove(self, path: str) -> None:
        """Delete one file; nothing happens if it is not there."""
        with _translated(self.root):
            placing.remove(self._place(path))

    @contextlib.contextmanager
    def _alone(self, places: Iterable[Path]) -> Iterator[None]:
        with _translated(self.root), placing.alone(self.root / FOLDER, places) as cleared:
            if cleared:
                self.on_cleared([_shown(path, self.root) for path in cleared])
            yield

    def _place(self, path: str) -> Path:
        """Where a file is written. A change of somebody else may bring a link to a folder outside.

        Raises a `SamenwerkError` if a folder on the way is a link.
        """
        place = self.root / path
        for folder in [each for each in place.parents if each.is_relative_to(self.root)][:-1]:
            _refuse_link(folder)
        return place


def _say_nothing(_names: list[str]) -> None:
    """Who asks for nothing hears nothing."""


def _has_settings(folder: Path) -> bool:
    """Is this the folder of a register? Raises a `SamenwerkError` if that cannot be known."""
    path = folder / SETTINGS
    # not `Path.is_file` and `is_dir`: without permission these raise, and that is told below
    if os.path.isfile(path):  # noqa: PTH113
        return True
    if os.path.lexists(path):
        raise SamenwerkError(
            N_("{path} is not an ordinary file but a folder or a link, for example."),
            remedy=N_("Put the file itself there."),
            path=path,
        )
    if os.path.isdir(path.parent) and not os.access(path.parent, os.X_OK):  # noqa: PTH112
        reason = reason_of(PermissionError(errno.EACCES, ""))
        raise SamenwerkError(
            N_("Could not read {path}: {reason}."),
            remedy=N_("Ask for the right to read there, and try again."),
            path=path,
            reason=reason,
        )
    return False


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink():
        raise SamenwerkError(
            N_("{folder} is a link, not a folder."),
            remedy=N_("Put the folder itself there."),
            folder=folder,
        )


def read_file(path: Path) -> Content:
    """The bytes of a file outside the register, or why they could not be had."""
    return reading.content(path)


def write_file(path: Path, new: bytes) -> None:
    """Write a file outside the register (an export), whole or not at all."""
    with _translated(Path()), placing.alone(path.parent, [path], of=path.name):
        placing.overwrite(path, new)


def append_file(path: Path, made: Callable[[int], bytes]) -> Text | None:
    """Add to a file outside the register; why it could not be done, or None.

    `made` gets the number of bytes that are there.
    """
    try:
        placing.append(path, made)
    except Failed as failed:
        return _reason(failed)
    return None


def refuse_unwritable(path: Path) -> None:
    """Stop before the work is done if `write_file` could not write its result there."""
    if path.is_symlink():  # what it leads to, such as /dev/stdout, would not be written
        raise SamenwerkError(N_("{path} is a link. Name the file itself."), path=path)
    if os.path.lexists(path) and not os.path.isfile(path):  # noqa: PTH113  # no permission is no file
        raise SamenwerkError(N_("{path} is not a file. Name a file."), path=path)
    if not os.path.lexists(path.parent):
        raise SamenwerkError(
            N_("There is no folder {folder}."),
            remedy=N_("Make it first, or name another."),
            folder=path.parent,
        )
    with _translated(Path()):
        placing.probe(path)


def _probe(place: Path, root: Path) -> None:
    """What is not there yet is not named, for it may never be made: its folder is."""
    try:
        placing.probe(place)
    except Failed as failed:
        if os.path.lexists(place):
            raise
        folder = placing.existing(place.parent)
        raise SamenwerkError(
            N_("Nothing new can be saved in {path}: {reason}."),
            remedy=_REMEDIES.get(_cause(failed).errno or 0, _REMEDY),
            path=folder if folder == root else _shown(folder, root),
            reason=_reason(failed),
        ) from failed


@contextlib.contextmanager
def _translated(root: Path) -> Iterator[None]:
    try:
        yield
    except Failed as failed:
        raise _error(failed, root) from failed.__cause__


def _error(failed: Failed, root: Path) -> SamenwerkError:
    """What could not be saved and why, in words; and what was saved nevertheless."""
    facts = {"path": _shown(failed.path, root), "reason": _reason(failed)}
    if not failed.saved:
        is_there = os.path.lexists(failed.path)
        return SamenwerkError(
            N_("Could not save {path}: {reason}. The file is as it was.")
            if is_there
            else N_("Could not save {path}: {reason}. There is still no such file."),
            remedy=_REMEDIES.get(_cause(failed).errno or 0, _REMEDY),
            **facts,
        )
    return SamenwerkError(
        N_("Something went wrong while saving {path}: {reason}. These files are saved: {files}."),
        remedy=N_("Look with git what has changed before you go on."),
        files=", ".join(_shown(path, root) for path in failed.saved),
        **facts,
    )


def _reason(failed: Failed) -> Text:
    return reason_of(_cause(failed))


def _cause(failed: Failed) -> OSError:
    assert isinstance(failed.__cause__, OSError)
    return failed.__cause__


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
