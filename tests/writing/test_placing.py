"""How files come in their place: beside it first, all or none, and what was left is cleared."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Copy, posix
from samenwerk import locking, placing
from samenwerk.errors import SamenwerkError
from samenwerk.placing import Changed, Failed, alone, put
from samenwerk.register import Register, write_file

OLD, NEW = b"oud\n", b"nieuw\n"


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))


class Refusing:
    """In the place of a function: refuses from the nth call on, or that one alone."""

    def __init__(self, proper: Any, number: int, *, error: int = errno.EIO, on: bool = False):
        self.proper, self.number, self.error, self.on = proper, number, error, on
        self.count = 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.count += 1
        if self.count == self.number or (self.on and self.count > self.number):
            raise OSError(self.error, "refused")
        return self.proper(*arguments, **named)


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Any:
    def refuse(place: Any, name: str, number: int, **how: Any) -> Refusing:
        made = Refusing(getattr(place, name), number, **how)
        monkeypatch.setattr(place, name, made)
        return made

    return refuse


# --- new and old ----------------------------------------------------------------------------------


def test_a_new_folder_appears_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    rename = placing._rename
    monkeypatch.setattr(
        placing,
        "_rename",
        lambda ready, place: (seen.append(names(tmp_path)), rename(ready, place)),
    )
    put({tmp_path / "a/one.yaml": (NEW, None), tmp_path / "a/checks/two.yaml": (NEW, None)})
    (beside,) = [[each for each in found if "/" not in each] for found in seen]
    assert len(beside) == 1
    assert beside[0].startswith(".a.")
    assert names(tmp_path) == ["a", "a/checks", "a/checks/two.yaml", "a/one.yaml"]


def test_two_new_folders_and_a_file_between_them(tmp_path: Path) -> None:
    (tmp_path / "there.yaml").write_bytes(OLD)
    put({
        tmp_path / "a/one.yaml": (NEW, None),
        tmp_path / "there.yaml": (NEW, OLD),
        tmp_path / "b/one.yaml": (b"b", None),
        tmp_path / "a/two.yaml": (b"two", None),
    })  # fmt: skip
    assert names(tmp_path) == ["a", "a/one.yaml", "a/two.yaml", "b", "b/one.yaml", "there.yaml"]
    assert (tmp_path / "a/two.yaml").read_bytes() == b"two"
    assert (tmp_path / "there.yaml").read_bytes() == NEW


@posix
@pytest.mark.parametrize(("mask", "file", "folder"), [(0o022, 0o644, 0o755), (0o077, 0o600, 0o700)])
def test_what_is_new_may_be_read_as_the_system_says(
    tmp_path: Path, mask: int, file: int, folder: int
) -> None:
    before = os.umask(mask)
    try:
        put({tmp_path / "a/one.yaml": (NEW, None), tmp_path / "two.yaml": (NEW, None)})
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a/one.yaml", "two.yaml")]
    assert modes == [file, file]
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == folder


def test_each_file_is_flushed_and_then_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, rename = os.fsync, placing._rename

    def flushed(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        assert is_folder or os.fstat(descriptor).st_size in {len(OLD), len(NEW)}
        steps.append("folder" if is_folder else "file")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(
        placing, "_rename", lambda ready, place: (steps.append("rename"), rename(ready, place))
    )
    (tmp_path / "a").mkdir()
    put({tmp_path / "a/one.yaml": (NEW, None)})
    assert steps == ["file", "rename", "folder"]
    steps.clear()
    put({tmp_path / "a/one.yaml": (OLD, NEW)})
    assert steps == ["file", "rename", "folder"]


@posix
def test_nothing_stays_open(tmp_path: Path) -> None:
    open_files = Path("/dev/fd")
    before = len(list(open_files.iterdir()))
    put({tmp_path / "one.yaml": (NEW, None), tmp_path / "a/two.yaml": (NEW, None)})
    assert len(list(open_files.iterdir())) == before


def test_what_is_added_comes_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    placing.append(path, lambda size: b"%d;" % size)
    placing.append(path, lambda size: b"%d;" % size)
    assert path.read_bytes() == b"0;2;"
    with pytest.raises(Failed):
        placing.append(tmp_path, lambda _size: b"")


def test_trying_whether_a_file_can_come_leaves_nothing(tmp_path: Path) -> None:
    placing.probe(tmp_path / "a/one.yaml")
    assert names(tmp_path) == []
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(Failed):
        placing.probe(tmp_path / "file/one.yaml")


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", [b"anders", None])
def test_a_change_of_somebody_else_stops_all_of_it(tmp_path: Path, old: bytes | None) -> None:
    (tmp_path / "two.yaml").write_bytes(OLD)
    with pytest.raises(Changed) as stop:
        put({tmp_path / "a/one.yaml": (NEW, None), tmp_path / "two.yaml": (NEW, old)})
    assert str(stop.value) == str(tmp_path / "two.yaml")
    assert names(tmp_path) == ["two.yaml"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_was_replaced_already_is_put_back(tmp_path: Path, refuse: Any, number: int) -> None:
    (tmp_path / "one.yaml").write_bytes(OLD)
    (tmp_path / "b").mkdir()
    changes = {
        tmp_path / "one.yaml": (NEW, OLD),
        tmp_path / "a/x/two.yaml": (NEW, None),
        tmp_path / "b/three.yaml": (NEW, None),
    }
    refuse(placing, "_rename", number)
    with pytest.raises(Failed) as stop:
        put(changes)
    assert stop.value.path == list(changes)[number - 1]
    assert stop.value.saved == ()
    assert (tmp_path / "one.yaml").read_bytes() == OLD
    assert names(tmp_path) in (["b", "one.yaml"], ["one.yaml"])


def test_what_cannot_be_put_back_is_told_and_nothing_is_left_beside(
    tmp_path: Path, refuse: Any
) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_bytes(OLD)
    refuse(placing, "_rename", 2, on=True)
    with pytest.raises(Failed) as stop:
        put({one: (NEW, OLD), two: (NEW, None)})
    assert (stop.value.path, stop.value.saved) == (two, (one,))
    assert names(tmp_path) == ["one.yaml"]


def test_what_somebody_else_wrote_meanwhile_is_not_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    rename = placing._rename

    def interfering(ready: Path, place: Path) -> None:
        if place == two:
            one.write_bytes(b"van een ander")
            raise KeyboardInterrupt
        rename(ready, place)

    monkeypatch.setattr(placing, "_rename", interfering)
    with pytest.raises(KeyboardInterrupt):
        put({one: (NEW, None), two: (NEW, None)})
    assert one.read_bytes() == b"van een ander"
    assert names(tmp_path) == ["one.yaml"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, refuse: Any, number: int) -> None:
    (tmp_path / "one.yaml").write_bytes(OLD)
    refuse(os, "fsync", number, error=errno.ENOSPC)
    with pytest.raises(Failed) as stop:
        put({
            tmp_path / "one.yaml": (NEW, OLD),
            tmp_path / "a/two.yaml": (NEW, None),
            tmp_path / "a/three.yaml": (NEW, None),
        })  # fmt: skip
    assert stop.value.path.name == ["one.yaml", "two.yaml", "three.yaml"][number - 1]
    assert isinstance(stop.value.__cause__, OSError)
    assert names(tmp_path) == ["one.yaml"]
    assert (tmp_path / "one.yaml").read_bytes() == OLD


@posix
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EROFS])
def test_what_is_in_a_folder_that_cannot_be_flushed_is_put_back(
    tmp_path: Path, refuse: Any, error: int
) -> None:
    (tmp_path / "two.yaml").write_bytes(OLD)
    refuse(placing, "_flush", 1, error=error)
    with pytest.raises(Failed) as stop:
        put({tmp_path / "a/one.yaml": (NEW, None), tmp_path / "two.yaml": (NEW, OLD)})
    assert (stop.value.path, stop.value.saved) == (tmp_path / "two.yaml", ())
    assert names(tmp_path) == ["two.yaml"]
    assert (tmp_path / "two.yaml").read_bytes() == OLD


@posix
def test_an_export_in_a_folder_that_cannot_be_flushed_is_there(tmp_path: Path, refuse: Any) -> None:
    refuse(placing, "_flush", 1, error=errno.EIO)
    with pytest.raises(Failed) as stop:
        placing.overwrite(tmp_path / "one.csv", NEW)
    assert stop.value.saved == (tmp_path / "one.csv",)
    assert (tmp_path / "one.csv").read_bytes() == NEW


@posix
@pytest.mark.parametrize(
    "error", [errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.ENOSYS]
)
def test_a_system_that_cannot_flush_folders_is_no_trouble(
    tmp_path: Path, refuse: Any, error: int
) -> None:
    refused = refuse(placing, "_flush", 1, error=error, on=True)
    put({tmp_path / "one.yaml": (NEW, None)})
    assert refused.count == 1


def test_an_export_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SamenwerkError) as stop:
        write_file(tmp_path / "nergens" / "x.csv", NEW)
    assert stop.value.facts["path"] == str(tmp_path / "nergens" / "x.csv")
    assert str(stop.value.facts["reason"].en) == "it does not exist"  # type: ignore[attr-defined]
    assert names(tmp_path) == []


# --- Windows, in which others hold a file for a moment --------------------------------------------


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Renaming as on Windows; the pauses."""
    pauses: list[float] = []
    monkeypatch.setattr(placing.time, "sleep", pauses.append)
    monkeypatch.setattr(placing.os, "name", "nt")
    return pauses


@pytest.mark.parametrize("times", [0, 1, 6])
def test_a_file_that_is_held_for_a_moment_is_replaced_afterwards(
    windows: list[float], times: int
) -> None:
    class Ready:
        left, done = times, 0

        def replace(self, _place: object) -> None:
            if self.left:
                self.left -= 1
                raise PermissionError
            self.done += 1

    ready: Any = Ready()
    placing._rename(ready, ready)
    assert (ready.done, len(windows)) == (1, times)
    assert sum(placing._RETRIES) == pytest.approx(2.55)


def test_a_file_that_is_held_on_and_on_is_refused(windows: list[float]) -> None:
    class Ready:
        def replace(self, _place: object) -> None:
            raise PermissionError

    ready: Any = Ready()
    with pytest.raises(PermissionError):
        placing._rename(ready, ready)
    assert len(windows) == 6


def test_no_folder_is_flushed_where_none_can_be_opened(
    windows: list[float], tmp_path: Path, refuse: Any
) -> None:
    opened = refuse(os, "open", 1)
    placing._flush_folders([tmp_path / "one.yaml"])
    assert opened.count == 0


@posix
def test_elsewhere_nothing_is_tried_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing.time, "sleep", lambda _pause: pytest.fail("it waits"))
    with pytest.raises(FileNotFoundError):
        placing._rename(tmp_path / "nothing", tmp_path / "place")


# --- what a killed writer left --------------------------------------------------------------------


@posix
def test_the_next_writer_clears_what_was_left_and_nothing_else(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    left = ["registry/x/.partnership.yaml.0a1b2c3d.tmp", "registry/x/.checks.00000000.tmp/why.yaml"]
    kept = [
        "registry/x/notes.tmp",
        "registry/x/.own.tmp",
        "registry/x/.why.yaml.0a1b2c3.tmp",
        "registry/x/.why.yaml.0A1B2C3D.tmp",
        "registry/y/.why.yaml.0a1b2c3d.tmp",
    ]
    for name in (*left, *kept):
        copy.write(name, "x")
    register, said = Register(tmp_path), []
    register.on_cleared = said.append
    register.write("registry/x/partnership.yaml", NEW, expected=None)
    there = {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert there == {*kept, "registry/x/partnership.yaml"}
    register.write("registry/x/partnership.yaml", OLD, expected=NEW)
    assert said == [
        ["registry/x/.checks.00000000.tmp", "registry/x/.partnership.yaml.0a1b2c3d.tmp"]
    ]


@posix
def test_what_cannot_be_cleared_is_not_told_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Copy(tmp_path).write("registry/x/.one.yaml.0a1b2c3d.tmp", "x")
    monkeypatch.setattr(placing, "_discard", lambda _path: None)
    with alone(tmp_path, [tmp_path / "registry/x/one.yaml"]) as cleared:
        assert cleared == []
    monkeypatch.undo()
    with alone(tmp_path, [tmp_path / "registry/x/one.yaml"]) as cleared:
        assert cleared == [tmp_path / "registry/x/.one.yaml.0a1b2c3d.tmp"]


@posix
def test_what_was_left_goes_before_anything_is_written(tmp_path: Path) -> None:
    for name in ("x/.one.yaml.0a1b2c3d.tmp", "x/checks/.two.yaml.0a1b2c3d.tmp"):
        Copy(tmp_path).write(f"registry/{name}", "x")
    register, said = Register(tmp_path), []
    register.on_cleared = said.append
    register.probe("registry/x/one.yaml", "registry/x/checks/two.yaml")
    assert names(tmp_path / "registry") == ["x", "x/checks"]
    assert said == [
        ["registry/x/.one.yaml.0a1b2c3d.tmp", "registry/x/checks/.two.yaml.0a1b2c3d.tmp"]
    ]


@posix
def test_an_export_clears_what_was_left_of_its_own_file_only(tmp_path: Path) -> None:
    kept = [".two.csv.0a1b2c3d.tmp", ".one.csv.tmp", ".a.one.csv.0a1b2c3d.tmp"]
    for name in (*kept, ".one.csv.0a1b2c3d.tmp"):
        (tmp_path / name).write_bytes(OLD)
    write_file(tmp_path / "one.csv", NEW)
    assert names(tmp_path) == sorted([*kept, "one.csv"])


@posix
def test_what_is_written_beside_its_place_is_known_as_left_over(tmp_path: Path) -> None:
    placing._beside(tmp_path / "one.yaml").write_bytes(NEW)
    assert len(names(tmp_path)) == 1
    with alone(tmp_path, [tmp_path / "one.yaml"]):
        assert names(tmp_path) == []


@posix
def test_a_link_that_looks_left_over_is_unlinked_and_not_followed(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.write("elsewhere/important.yaml", "x")
    copy.write("registry/register.yaml", "x")
    (tmp_path / "registry/.x.0a1b2c3d.tmp").symlink_to(tmp_path / "elsewhere")
    Register(tmp_path).write("registry/new.yaml", NEW, expected=None)
    assert copy.read("elsewhere/important.yaml") == "x"
    assert names(tmp_path / "registry") == ["new.yaml", "register.yaml"]


@posix
def test_who_cannot_lock_clears_nothing_and_saves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Copy(tmp_path)
    copy.write("registry/x/.why.yaml.0a1b2c3d.tmp", "x")

    def unable(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr("fcntl.flock", unable)
    Register(tmp_path).write("registry/x/partnership.yaml", NEW, expected=None)
    assert names(tmp_path / "registry/x") == [".why.yaml.0a1b2c3d.tmp", "partnership.yaml"]
    monkeypatch.setattr(locking, "fcntl", None)
    Register(tmp_path).write("registry/x/partnership.yaml", OLD, expected=NEW)
    assert copy.read("registry/x/partnership.yaml") == OLD.decode()
    assert names(tmp_path / "registry/x") == [".why.yaml.0a1b2c3d.tmp", "partnership.yaml"]


@posix
def test_the_lock_is_let_go_whatever_happens(tmp_path: Path) -> None:
    import fcntl

    def locked() -> None:
        other = os.open(tmp_path, os.O_RDONLY)
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(other)

    def stopped() -> None:
        with alone(tmp_path, [tmp_path / "x"]):
            with pytest.raises(BlockingIOError):
                locked()
            raise KeyboardInterrupt

    open_files = Path("/proc/self/fd")
    before = len(list(open_files.iterdir())) if open_files.exists() else 0
    with pytest.raises(KeyboardInterrupt):
        stopped()
    locked()
    assert not before or len(list(open_files.iterdir())) == before


@posix
def test_the_lock_is_let_go_also_while_another_process_has_the_folder_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    opened, kept = os.open, []

    def opens(*arguments: Any) -> int:
        descriptor = opened(*arguments)
        kept.append(os.dup(descriptor))
        return descriptor

    monkeypatch.setattr(locking.os, "open", opens)
    with alone(tmp_path, [tmp_path / "x"]):
        pass
    monkeypatch.undo()
    kept.append(os.open(tmp_path, os.O_RDONLY))
    fcntl.flock(kept[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
    for descriptor in kept:
        os.close(descriptor)


# --- somebody else who goes on saving -------------------------------------------------------------


class Holding:
    """Somebody who has the lock of a folder; and a clock that only waiting moves, in seconds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = 0.0
        self.lets_go = float("inf")
        self._descriptor = os.open(folder, os.O_RDONLY)
        pytest.importorskip("fcntl").flock(self._descriptor, 2)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, pause: float) -> None:
        self.now += pause
        if self.now > self.lets_go:
            self.let_go()

    def let_go(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._descriptor)


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Holding]:
    holding = Holding(tmp_path)
    monkeypatch.setattr(locking, "time", holding)
    yield holding
    holding.let_go()


def test_who_saves_waits_for_a_while_and_then_says_so(held: Holding) -> None:
    path = held.folder / "a.yaml"
    with pytest.raises(Failed) as failed, alone(held.folder, [path]):
        pytest.fail("two at once")
    assert failed.value.path == path
    assert isinstance(failed.value.__cause__, BlockingIOError)
    assert held.now == pytest.approx(10)


def test_who_lets_go_in_time_is_waited_for_and_no_longer(held: Holding) -> None:
    held.lets_go = 9.92
    with alone(held.folder, [held.folder / "a.yaml"]):
        assert held.now == pytest.approx(9.95)


def test_in_a_folder_that_is_not_ours_nobody_is_waited_for_and_nothing_cleared(
    held: Holding,
) -> None:
    left = held.folder / ".memo.md.deadbeef.tmp"
    left.write_bytes(OLD)
    write_file(held.folder / "memo.md", NEW)
    assert (held.folder / "memo.md").read_bytes() == NEW
    assert left.exists()
    assert held.now == 0


def test_what_is_left_of_a_result_is_a_file_and_never_a_folder_of_somebody(tmp_path: Path) -> None:
    (tmp_path / ".memo.md.deadbeef.tmp").write_bytes(OLD)
    (tmp_path / ".memo.md.cafecafe.tmp").mkdir()
    write_file(tmp_path / "memo.md", NEW)
    assert names(tmp_path) == [".memo.md.cafecafe.tmp", "memo.md"]


@posix
def test_what_others_may_not_read_is_never_readable_beside_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    path.chmod(0o600)
    modes = []
    monkeypatch.setattr(
        os,
        "fsync",
        lambda _: modes.extend(each.stat().st_mode & 0o777 for each in tmp_path.iterdir()),
    )
    placing.overwrite(path, NEW)
    assert set(modes) == {0o600}


@posix
def test_the_lock_is_let_go_when_a_program_that_was_started_meanwhile_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    inherited: list[int] = []
    lock = fcntl.flock

    def started(descriptor: int, operation: int) -> None:
        lock(descriptor, operation)
        if operation == fcntl.LOCK_EX:
            inherited.append(os.dup(descriptor))

    monkeypatch.setattr("fcntl.flock", started)
    with alone(tmp_path, []):
        pass
    other = os.open(tmp_path, os.O_RDONLY)
    try:
        lock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        for each in (other, *inherited):
            os.close(each)
