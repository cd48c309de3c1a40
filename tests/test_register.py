"""The door to the disk: a file is replaced whole or not at all, and only plain files are read."""

import errno
import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import POWERLESS, needs_permissions, posix
from samenwerk import placing
from samenwerk.errors import SamenwerkError
from samenwerk.names import MAX_FILES
from samenwerk.placing import Changed
from samenwerk.reasons import reason_of
from samenwerk.register import Register, refuse_unwritable, write_file
from samenwerk.source import Refusal
from samenwerk.yamlfile import MAX_BYTES

PATH = "registry/acme/partnership.yaml"
OLD = b"schema: 1\nname: Oud\n"
NEW = b"schema: 1\nname: Nieuw\n"


@pytest.fixture
def disk(tmp_path):
    """A register with one file, and nothing else."""
    for name in ("registry/register.yaml", PATH):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(OLD)
    return Register(tmp_path)


def files(disk):
    return sorted(
        path.relative_to(disk.root).as_posix() for path in disk.root.rglob("*") if path.is_file()
    )


# --- finding a register ---


def test_a_register_is_found_in_the_folder_or_above_it(disk):
    assert Register.find(disk.root).root == disk.root
    assert Register.find(disk.root / "registry" / "acme").root == disk.root


def test_the_nearest_register_is_the_one(disk):
    inner = disk.root / "inner"
    (inner / "registry").mkdir(parents=True)
    (inner / "registry/register.yaml").write_bytes(OLD)
    assert Register.find(inner / "registry").root == inner


@posix
def test_a_register_behind_a_link_is_none(disk, tmp_path):
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "registry").symlink_to(disk.root / "registry")
    for find in (Register.at, Register.find):
        with pytest.raises(SamenwerkError, match="is a link"):
            find(linked)


@posix
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_settings_that_are_no_file_are_not_called_missing(disk, make):
    (disk.root / "registry/register.yaml").unlink()
    make(disk.root / "registry/register.yaml")
    for find, folder in ((Register.at, disk.root), (Register.find, disk.root / "registry")):
        with pytest.raises(SamenwerkError, match="is not an ordinary file") as error:
            find(folder)
        assert error.value.exit_code == 3
        assert error.value.facts["path"] == disk.root / "registry/register.yaml"


def test_a_folder_without_a_register_is_no_register(tmp_path):
    for find in (Register.at, Register.find):
        with pytest.raises(SamenwerkError) as error:
            find(tmp_path)
        assert error.value.exit_code == 3
        assert error.value.facts["folder"] == tmp_path


# --- reading ---


def test_names_are_sorted_and_leave_out_what_systems_and_editors_make(disk):
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", "a.swp", "b~", ".x.tmp"):
        (disk.root / "registry" / name).write_bytes(b"")
    for name in ("Zeta", "alpha"):
        (disk.root / "registry" / name).mkdir()
    assert disk.names() == ["Zeta", "acme", "alpha", "register.yaml"]


def test_a_folder_is_passed_over_only_if_a_killed_writer_of_ours_left_it(disk):
    for name in ("acme~", "acme.tmp", ".DS_Store", ".acme.tmp", ".acme.0123456.tmp"):
        (disk.root / "registry" / name).mkdir()
    (disk.root / "registry/.acme.01234567.tmp").mkdir()
    assert disk.names() == [
        *(".DS_Store", ".acme.0123456.tmp", ".acme.tmp", "acme"),
        *("acme.tmp", "acme~", "register.yaml"),
    ]


@posix
@pytest.mark.parametrize("name", ["acme~", ".acme.01234567.tmp"])
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to(path.parent)])
def test_a_thing_that_is_no_file_is_never_passed_over(disk, name, make):
    make(disk.root / "registry" / name)
    assert name in disk.names()


def test_all_files_of_a_folder_are_read_with_forward_slashes(disk):
    for name in ("checks/why.yaml", "checks/goals.yaml", "finance.yaml"):
        disk.write(f"registry/acme/{name}", NEW, expected=None)
    assert disk.files("registry/acme") == {
        "registry/acme/checks/goals.yaml": NEW,
        "registry/acme/checks/why.yaml": NEW,
        "registry/acme/finance.yaml": NEW,
        PATH: OLD,
    }


def test_what_does_not_belong_in_a_folder_is_named_but_never_opened(disk, monkeypatch):
    strays = ("junk.bin", "checks/Why.yaml", "reviews/2027.yaml")
    for name in strays:
        disk.write(f"registry/acme/{name}", NEW, expected=None)
    opened = []
    monkeypatch.setattr(
        os, "open", lambda path, *a, _open=os.open: opened.append(path) or _open(path, *a)
    )
    assert disk.files("registry/acme") == {
        **{
            f"registry/acme/{name}": Refusal("stray-file", {"name": name.rpartition("/")[2]})
            for name in strays
        },
        PATH: OLD,
    }
    assert [Path(path).name for path in opened] == ["partnership.yaml"]


@pytest.mark.parametrize("folder", ["registry/acme", "registry/acme/checks", "checklists"])
def test_a_folder_with_more_files_than_it_may_hold_is_not_read(disk, folder):
    (disk.root / folder).mkdir(exist_ok=True)
    there = len(list((disk.root / folder).iterdir()))
    for number in range(MAX_FILES - there):
        (disk.root / folder / f"c{number}.yaml").write_bytes(b"")
    assert folder not in disk.files(folder)
    assert len(disk.files(folder)) == MAX_FILES
    (disk.root / folder / "more.yaml").write_bytes(b"")
    assert disk.files(folder) == {folder: Refusal("too-many-files", {"limit": MAX_FILES})}


def test_files_are_counted_in_all_folders_of_a_partnership_together(disk):
    for number in range(MAX_FILES):
        (disk.root / f"registry/acme/map{number % 5}").mkdir(exist_ok=True)
        (disk.root / f"registry/acme/map{number % 5}/{number}.txt").write_bytes(b"")
    assert list(disk.files("registry/acme")) == ["registry/acme"]


def test_of_organisations_there_may_be_any_number(disk):
    folder = disk.root / "registry/organisations"
    folder.mkdir()
    for number in range(MAX_FILES + 1):
        (folder / f"o{number}.yaml").write_bytes(b"")
    assert len(disk.files("registry/organisations")) == MAX_FILES + 1


def test_a_file_in_the_place_of_a_folder_is_given_as_it_is(disk):
    assert disk.files("registry/register.yaml") == {"registry/register.yaml": OLD}


def test_crlf_and_a_byte_order_mark_are_given_as_they_are(disk):
    content = b"\xef\xbb\xbfschema: 1\r\n"
    (disk.root / PATH).write_bytes(content)
    assert disk.read(PATH) == content


def test_what_is_not_there_is_unreadable(disk):
    refusal = disk.read("registry/acme/nope.yaml")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unreadable"
    assert refusal.facts["reason"].en == "it does not exist"


def test_a_folder_that_is_not_there_stops_the_command(tmp_path):
    with pytest.raises(SamenwerkError, match="Could not read"):
        Register(tmp_path).names()


def make_link(path):
    path.symlink_to("/etc/passwd")


def make_device_link(path):
    path.symlink_to("/dev/zero")


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        os.chdir(path.parent)
        made.bind(path.name)


def make_large(path):
    with path.open("wb") as file:
        file.truncate(5_000_000_000)


@posix
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (make_link, "not-a-file"),
        (make_device_link, "not-a-file"),
        (os.mkfifo, "not-a-file"),
        (make_socket, "not-a-file"),
        (Path.mkdir, "not-a-file"),
        (make_large, "file-too-large"),
    ],
)
def test_what_is_no_plain_file_is_refused_at_once(disk, monkeypatch, make, code):
    monkeypatch.chdir(disk.root)
    (disk.root / PATH).unlink()
    make(disk.root / PATH)
    began = time.monotonic()
    refusal = disk.read(PATH)
    assert time.monotonic() - began < 1
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


@posix
def test_a_link_to_a_folder_is_not_followed(disk):
    (disk.root / "registry/link").symlink_to(disk.root / "registry/acme")
    assert [refusal.code for refusal in disk.files("registry/link").values()] == ["not-a-file"]
    behind = "registry/link/partnership.yaml"
    assert disk.files(behind) == {}
    assert disk.read(behind) == disk.read("registry/nope")


def test_a_file_of_exactly_the_limit_is_read(disk):
    (disk.root / PATH).write_bytes(b"x" * MAX_BYTES)
    assert len(disk.read(PATH)) == MAX_BYTES
    (disk.root / PATH).write_bytes(b"x" * (MAX_BYTES + 1))
    assert disk.read(PATH).facts == {"size": MAX_BYTES + 1, "limit": MAX_BYTES}


# --- writing ---


def test_a_file_is_replaced_whole_and_nothing_else_is_left(disk):
    before = files(disk)
    disk.write(PATH, NEW, expected=OLD)
    assert disk.read(PATH) == NEW
    assert files(disk) == before


def test_a_new_file_gets_its_folders(disk):
    disk.write("registry/nieuw/checks/why.yaml", NEW, expected=None)
    assert disk.read("registry/nieuw/checks/why.yaml") == NEW
    assert disk.exists("registry/nieuw/checks/why.yaml")


@posix
def test_a_file_keeps_its_permissions_and_a_new_one_can_be_read_by_others(disk):
    (disk.root / PATH).chmod(0o600)
    disk.write(PATH, NEW, expected=OLD)
    disk.write("registry/x.yaml", NEW, expected=None)
    modes = [stat.S_IMODE((disk.root / name).stat().st_mode) for name in (PATH, "registry/x.yaml")]
    assert modes == [0o600, 0o644]


@pytest.mark.parametrize("expected", [b"something else", None])
def test_what_somebody_else_saved_meanwhile_is_not_overwritten(disk, expected):
    before = files(disk)
    with pytest.raises(Changed):
        disk.write(PATH, NEW, expected=expected)
    assert disk.read(PATH) == OLD
    assert files(disk) == before


def test_what_somebody_else_deleted_meanwhile_does_not_come_back(disk):
    (disk.root / PATH).unlink()
    with pytest.raises(Changed):
        disk.write(PATH, NEW, expected=OLD)
    assert not disk.exists(PATH)


def test_several_files_are_written_or_none(disk):
    other = "registry/beta/partnership.yaml"
    with pytest.raises(Changed):
        disk.write_all({other: (NEW, None), PATH: (NEW, b"not what it is")})
    assert not disk.exists(other)
    assert disk.read(PATH) == OLD
    disk.write_all({other: (NEW, None), PATH: (NEW, OLD)})
    assert (disk.read(other), disk.read(PATH)) == (NEW, NEW)


def test_a_file_that_was_changed_first_is_restored(disk):
    with pytest.raises(Changed):
        disk.write_all({PATH: (NEW, OLD), "registry/register.yaml": (NEW, None)})
    assert disk.read(PATH) == OLD


def test_deleting_what_is_not_there_is_no_error(disk):
    disk.remove(PATH)
    disk.remove(PATH)
    assert not disk.exists(PATH)


DISK_FULL = """
import resource, sys
from pathlib import Path
from samenwerk.errors import SamenwerkError
from samenwerk.register import Register

register, path = Register(Path(sys.argv[1])), sys.argv[2]
old = register.read(path)
new = b"# new" * 800
for size in [*range(0, len(new), 97), len(new)]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, -1))
    try:
        register.write(path, new, expected=old)
        result = "saved"
    except SamenwerkError as error:
        result = error.facts["reason"].en
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
    names = [each.name for each in (register.root / path).parent.iterdir()]
    content = register.read(path)
    print(result, names, "old" if content == old else "new" if content == new else "torn")
"""


@posix
def test_on_a_full_disk_the_old_file_stays_and_no_other_is_left(disk):
    command = [sys.executable, "-c", DISK_FULL, str(disk.root), PATH]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60)
    *full, last = result.stdout.splitlines()
    assert len(full) == 42
    assert set(full) == {"the file becomes too large ['partnership.yaml'] old"}
    assert last == "saved ['partnership.yaml'] new"


READ_ONLY = """
import sys
from pathlib import Path
from samenwerk.errors import SamenwerkError
from samenwerk.register import Register

register, path = Register(Path(sys.argv[1])), sys.argv[2]
try:
    register.write(path, b"new", expected=register.read(path))
except SamenwerkError as error:
    print(error.exit_code, error.facts["path"], error.facts["reason"].en)
"""


@needs_permissions
def test_in_a_read_only_folder_nothing_is_changed_and_the_file_is_named(disk):
    folder = (disk.root / PATH).parent
    folder.chmod(0o555)
    command = [*POWERLESS.split(), sys.executable, "-c", READ_ONLY, str(disk.root), PATH]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=60)
    folder.chmod(0o755)
    assert result.stdout == f"3 {PATH} you have no permission\n"
    assert disk.read(PATH) == OLD
    assert files(disk) == [PATH, "registry/register.yaml"]


@pytest.mark.parametrize("failing", ["_rename", "_write"])
def test_whatever_fails_no_temporary_file_is_left(disk, monkeypatch, failing):
    def fail(*_arguments, **_named):
        raise KeyboardInterrupt

    before = files(disk)
    monkeypatch.setattr(placing, failing, fail)
    with pytest.raises(KeyboardInterrupt):
        disk.write(PATH, NEW, expected=OLD)
    assert disk.read(PATH) == OLD
    assert files(disk) == before


def test_a_file_outside_the_register_is_written_whole(tmp_path):
    target = tmp_path / "x.csv"
    for content in (OLD, NEW):
        write_file(target, content)
        assert target.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize(
    "name", ["EACCES", "EISDIR", "ENOTEMPTY", "EBUSY", "ELOOP", "EDQUOT", "ENOSPC", "EFBIG"]
)
def test_a_usual_reason_is_told_in_words(name):
    reason = reason_of(OSError(getattr(errno, name), "in the language of the machine"))
    assert " " in reason.nl
    assert " " in reason.en


def test_what_is_said_of_a_file_that_was_not_there(disk, monkeypatch):
    def fail(*_arguments, **_named):
        raise OSError(errno.ENOSPC, "full")

    disk.write("registry/acme/there.yaml", OLD, expected=None)
    monkeypatch.setattr(placing, "_write", fail)
    with pytest.raises(SamenwerkError, match="The file is as it was"):
        disk.write("registry/acme/there.yaml", NEW, expected=OLD)
    with pytest.raises(SamenwerkError, match="There is still no such file"):
        disk.write("registry/acme/new.yaml", NEW, expected=None)


def test_an_unusual_reason_is_told_by_its_name():
    assert reason_of(OSError(6, "No such device or address")).nl == "ENXIO"
    assert reason_of(OSError("strange")).en == "OSError"


@posix
@pytest.mark.parametrize("path", ["registry/acme/checks/why.yaml", "schemas/checks.schema.json"])
def test_nothing_is_written_or_cleared_behind_a_link_to_a_folder(disk, tmp_path, path):
    """Git keeps links: a change of somebody else may bring one."""
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / ".why.yaml.deadbeef.tmp").write_bytes(OLD)
    (disk.root / path).parent.symlink_to(outside)
    for write in (
        lambda: disk.write(path, NEW, expected=None),
        lambda: disk.overwrite(path, NEW),
        lambda: disk.probe(path),
        lambda: disk.remove(path),
    ):
        with pytest.raises(SamenwerkError) as refused:
            write()
        assert refused.value.message == "{folder} is a link, not a folder."
        assert refused.value.exit_code == 3
    assert [each.name for each in outside.iterdir()] == [".why.yaml.deadbeef.tmp"]


@posix
def test_a_result_is_not_written_through_a_link_or_in_its_place(tmp_path):
    (tmp_path / "real.md").write_bytes(OLD)
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    with pytest.raises(SamenwerkError, match="is a link"):
        refuse_unwritable(tmp_path / "link.md")
    assert (tmp_path / "link.md").is_symlink()


def test_a_result_for_a_folder_that_is_not_there_names_the_folder(tmp_path):
    with pytest.raises(SamenwerkError) as refused:
        refuse_unwritable(tmp_path / "new" / "memo.md")
    assert refused.value.message == "There is no folder {folder}."
    assert refused.value.facts["folder"] == tmp_path / "new"


@posix
def test_a_name_may_be_as_long_as_the_disk_allows_but_not_longer(tmp_path):
    longest = tmp_path / ("é" * 126 + ".md")  # 255 bytes
    write_file(longest, NEW)
    assert longest.read_bytes() == NEW
    with pytest.raises(SamenwerkError) as refused:
        write_file(tmp_path / ("m" * 253 + ".md"), NEW)
    assert refused.value.remedy == "Choose a shorter name."
