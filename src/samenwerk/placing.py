"""Puts files in their place: each whole or not at all, several together, one writer at a time.

What is new is written beside its place first and flushed to the disk; after that only names
change. A folder that does not exist yet is made whole beside its place too. So a program that is
killed leaves old files or new ones, and sometimes a `.tmp` beside them that the next writer
clears away.
"""

import contextlib
import errno
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from samenwerk.locking import locked
from samenwerk.names import LEFT_OVER

Changes = Mapping[Path, tuple[bytes, bytes | None]]  # new bytes; the old ones (None: no file)

_SHORT = 40  # characters of a name: the whole one may be as long as a name can be
_PATIENCE = 10.0  # seconds that somebody else may be saving
_RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)  # seconds; together about what a virus scanner needs
# Not every file system can flush a folder: then there is nothing to be had.
_NO_SUCH_THING = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.ENOSYS}


class Changed(Exception):  # noqa: N818  # not an error of ours: somebody else saved the file
    """The file on disk is not what it was when it was read."""


class Failed(Exception):  # noqa: N818  # the door makes an error of it
    """The system refused, with an `OSError` as cause. `path`: the file that it was about.

    `saved`: files that are new nevertheless, and cannot be put back.
    """

    def __init__(self, path: Path, saved: Iterable[Path] = ()) -> None:
        super().__init__(path)
        self.path = path
        self.saved = tuple(saved)


@dataclass(frozen=True)
class _Move:
    """A file or folder that is ready beside its place; `about`: the file, or the first in it."""

    ready: Path
    place: Path
    about: Path


def put(changes: Changes) -> None:
    """Replace or make these files: all of them or none.

    Raises `Changed` if a file does not hold its old bytes, and `Failed`.
    """
    made = _missing_folders(changes)
    with contextlib.ExitStack() as cleared:
        moves = list(_ready(changes, cleared))
        for path, (_, old) in changes.items():
            with _about(path):
                _refuse_changed(path, old)
        try:
            for move in moves:
                with _about(move.about):
                    _rename(move.ready, move.place)
            _flush_folders(changes, made)
        except BaseException as stop:
            stuck = _put_back(changes, made)
            if isinstance(stop, Failed):
                raise Failed(stop.path, stuck) from stop.__cause__
            raise
        cleared.pop_all()  # nothing is left beside


def overwrite(path: Path, new: bytes) -> None:
    """Replace or make one file in a folder that is there, whatever it held. Raises `Failed`."""
    with _about(path):
        _replace(path, new)
        _flush_folders([path])


def append(path: Path, made: Callable[[int], bytes]) -> None:
    """Add to a file; `made` gets the number of bytes that are there. Raises `Failed`."""
    with _about(path), path.open("ab") as file:
        file.write(made(file.tell()))


def probe(path: Path) -> None:
    """Try whether a file can come there. Raises `Failed` where it cannot; nothing is left."""
    ready = _beside(_place(path))
    try:
        with _about(path):
            ready.touch(exist_ok=False)
    finally:
        _discard(ready)


def remove(path: Path) -> None:
    """Delete one file; nothing happens if it is not there."""
    with _about(path):
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def alone(folder: Path, paths: Iterable[Path], of: str = "") -> Iterator[list[Path]]:
    """As the only one who writes below `folder`; what a killed writer left beside `paths` goes.

    Gives what went. In a folder that is not ours, only what was left `of` one name goes, and
    nobody is waited for. Raises `Failed` if somebody else goes on saving.
    """
    with contextlib.ExitStack() as held:
        try:
            is_alone = held.enter_context(locked(existing(folder), 0 if of else _PATIENCE))
        except BlockingIOError as error:
            if not of:
                raise Failed(next(iter(paths), folder)) from error
            is_alone = False
        folders = {existing(path.parent) for path in paths} if is_alone else set()
        yield sorted(left for each in folders for left in _cleared(each, of))


def _cleared(folder: Path, of: str) -> Iterator[Path]:
    """Who has the lock knows that nobody is working on these any more."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            left = LEFT_OVER.fullmatch(entry.name)
            if left and (not of or (left[1] == of[:_SHORT] and entry.is_file())):
                _discard(Path(entry.path))
                if not os.path.lexists(entry.path):
                    yield Path(entry.path)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextlib.contextmanager
def _about(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Failed(path) from error


# --- beside its place -----------------------------------------------------------------------------


def _ready(changes: Changes, cleared: contextlib.ExitStack) -> Iterator[_Move]:
    """Everything on the disk, under another name; `cleared` takes away what is not used."""
    folders: dict[Path, Path] = {}
    for path, (new, _) in changes.items():
        place = _place(path)
        with _about(path):
            if place == path:
                ready = _beside(path)
                cleared.callback(_discard, ready)
                _write(ready, new, like=path)
                yield _Move(ready, path, path)
                continue
            if place not in folders:
                folders[place] = _beside(place)
                cleared.callback(_discard, folders[place])
                yield _Move(folders[place], place, path)
            inside = folders[place] / path.relative_to(place)
            inside.parent.mkdir(parents=True, exist_ok=True)
            _write(inside, new, like=path)


def _place(path: Path) -> Path:
    """What is to be moved: the file, or the first folder above it that is not there yet."""
    there = existing(path.parent)
    return path if there == path.parent else there / path.relative_to(there).parts[0]


def existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(each for each in (folder, *folder.parents) if os.path.lexists(each))


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:_SHORT]}.{os.urandom(4).hex()}.tmp")


def _write(path: Path, new: bytes, *, like: Path) -> None:
    """A new file with these bytes on the disk, that may be read by whom `like` may be read by."""
    mode = stat.S_IMODE(like.stat().st_mode) if like.exists() else None
    with path.open("xb") as file:
        if mode is not None:
            path.chmod(mode)  # before there is anything to read
        file.write(new)
        file.flush()
        os.fsync(file.fileno())


# --- in its place ---------------------------------------------------------------------------------


def _refuse_changed(path: Path, old: bytes | None) -> None:
    if _current(path) != old:
        raise Changed(str(path))


def _current(path: Path) -> bytes | None:
    return path.read_bytes() if os.path.lexists(path) else None


def _rename(ready: Path, place: Path) -> None:
    """On Windows a scanner or editor may hold the target for a moment: try again for a while."""
    for pause in _RETRIES if os.name == "nt" else ():
        try:
            ready.replace(place)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    ready.replace(place)


def _put_back(changes: Changes, made: Iterable[Path]) -> list[Path]:
    """Undo what is ours, and never what somebody else wrote; the files where that failed."""
    stuck = []
    for path, (new, old) in changes.items():
        try:
            if _current(path) == new != old:
                _replace(path, old) if old is not None else path.unlink()
        except OSError:
            stuck.append(path)
    for folder in made:
        with contextlib.suppress(OSError):  # it holds something else, or was never made
            folder.rmdir()
    return stuck


def _replace(path: Path, new: bytes) -> None:
    """One file, whatever it holds; nothing is left beside it."""
    ready = _beside(path)
    try:
        _write(ready, new, like=path)
        _rename(ready, path)
    except BaseException:
        _discard(ready)
        raise


def _missing_folders(paths: Iterable[Path]) -> list[Path]:
    """The folders that writing these files will make, the deepest first."""
    folders = {folder for path in paths for folder in path.parents}
    missing = [folder for folder in folders if not os.path.lexists(folder)]
    return sorted(missing, key=lambda folder: len(folder.parts), reverse=True)


def _flush_folders(paths: Iterable[Path], made: Iterable[Path] = ()) -> None:
    """So that the new names survive a power cut too (POSIX; Windows cannot open a folder)."""
    if os.name == "nt":
        return
    new = [*paths, *made]
    for folder, path in {each.parent: each for each in reversed(new)}.items():
        try:
            _flush(folder)
        except OSError as error:
            if error.errno not in _NO_SUCH_THING:
                raise Failed(path, paths) from error


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
