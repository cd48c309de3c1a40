"""Names and things in a register that no editor makes: each is named, none is followed."""

import json
import os
import shutil
import socket
import sys
import tracemalloc
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Copy, Result
from samenwerk.interview import memory
from samenwerk.names import MAX_FILES, is_id, stray_organisations
from samenwerk.register import Register
from samenwerk.source import Content, Refusal

if sys.platform == "win32":
    pytest.skip("Windows cannot hold these names", allow_module_level=True)

ONE = "registry/example"
BASE = Path(__file__).parent / "examples" / "base"
RECORD = b"schema: 1\nname: Twee\nstatus: exploring\n"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """A small register, as the working directory."""
    shutil.copytree(BASE, tmp_path / "register")
    monkeypatch.chdir(tmp_path / "register")
    return Copy(tmp_path / "register")


@pytest.fixture
def validated(register: Copy, samenwerk: Callable[..., Result]) -> Callable[..., list[str]]:
    """The codes of the findings at or below a path."""

    def validated(part: str) -> list[str]:
        result = samenwerk("validate", "--format", "json")
        found = json.loads(result.stdout)["findings"]
        assert result.exit_code == int(bool(found))
        assert len(found) == len({each["path"] + each["code"] for each in found})
        return [each["code"] for each in found if each["path"].startswith(part)]

    return validated


# --- names ----------------------------------------------------------------------------------------

NAMES = {
    "line-break": "a\nb",
    "tab": "a\tb",
    "escape": "a\x1b[31mb",
    "bidi": "a\u202eb",
    "emoji": "👩‍👩‍👧",
    "accent": "café",
    "accent decomposed": "cafe\u0301",
    "capital": "Acme",
    "space": "a b",
    "space at the end": "acme ",
    "dot at the end": "acme.",
    "dash first": "-rf",
    "dash twice": "a--b",
    "underscore": "a_b",
    "device": "con",
    "device of a port": "lpt1",
    "git": ".git",
    "git on windows": "git~1.",
    "hidden": ".verborgen",
    "dots": "...",
    "too long": "x" * 65,
    "longest of the system": "x" * 255,
    "cyrillic": "асme",
    "fullwidth": "ａｃｍｅ",
    "digits of another script": "١٢",
    "quote": "a'b\"c",
    "backslash": "a\\b",
    "dollar": "$(id)",
    "percent": "%2e%2e",
    "command": "::error::x",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_folder_with_such_a_name_is_no_partnership_and_is_named(
    register: Copy, samenwerk: Callable[..., Result], name: str
) -> None:
    register.write(f"registry/{name}/partnership.yaml", RECORD)
    assert not is_id(name)
    for format in ("text", "json"):
        result = samenwerk("validate", "--lang", "en", "--format", format)
        assert result.exit_code == 1
        assert "wrong-id" in result.stdout or "stray-file" in result.stdout
        assert "\x1b" not in result.stdout
        assert "\u202e" not in result.stdout
    assert "Twee" not in samenwerk("list").stdout


def test_a_name_that_is_no_utf_8_is_named(validated: Callable[..., list[str]]) -> None:
    folder = os.fsencode("registry") + b"/caf\xe9"
    try:
        os.mkdir(folder)  # noqa: PTH102  # a name in bytes
    except OSError:
        pytest.skip("this system takes UTF-8 only")
    assert validated("registry/caf") == ["wrong-id"]


@pytest.mark.parametrize(
    "names",
    [("Acme", "acme"), ("café", "cafe\u0301"), ("ACME", "ａｃｍｅ"), ("ﬁets", "fiets")],
    ids=["case", "composed", "width", "ligature"],
)
def test_twins_on_another_system_are_named(
    register: Copy, validated: Callable[..., list[str]], names: tuple[str, str]
) -> None:
    for name in names:
        register.write(f"registry/organisations/{name}.yaml", b"schema: 1\nname: A\nkind: other\n")
        register.write(f"registry/{name}/partnership.yaml", RECORD)
    if len(list(register.path("registry/organisations").glob("*"))) < len(names):
        pytest.skip("this system cannot hold both")
    codes = validated("registry/")
    assert codes.count("same-id") >= 2
    assert (
        unicodedata.normalize("NFKC", names[0]).casefold()
        == unicodedata.normalize("NFKC", names[1]).casefold()
    )


STRAYS = [
    "partnership.yml", "Partnership.yaml", "PARTNERSHIP.YAML", "partnership (1).yaml",
    "partnership.yaml.orig", "partnership.yaml.bak", "partnership - kopie.yaml", "partnership",
    "HEAD", "config", "yaml.py", "sitecustomize.py", "checks.yaml", "checks/why.yml",
    "checks/Why.yaml", "checks/con.yaml", "checks/why/why.yaml", "notes.txt", "partnership.yaml.",
]  # fmt: skip


@pytest.mark.parametrize("name", STRAYS)
def test_a_file_that_only_looks_like_one_of_ours_is_named(
    register: Copy, validated: Callable[..., list[str]], name: str
) -> None:
    register.write(f"{ONE}/{name}", RECORD)
    assert validated(f"{ONE}/{name}") == ["stray-file"]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "partnership.yaml~"])
def test_what_systems_and_editors_leave_behind_is_passed_over(
    register: Copy, validated: Callable[..., list[str]], name: str
) -> None:
    register.write(f"{ONE}/{name}", RECORD)
    assert validated("registry") == []


@pytest.mark.parametrize(
    "id",
    ["../../etc", "/etc/passwd", "C:x", "%2e%2e", "..", ".", "", "organisations", "a/b", "a\nb"],
)
@pytest.mark.parametrize("command", [["show"], ["check"], ["edit"], ["export", "--as", "memo"]])
def test_no_argument_leads_out_of_the_register(
    register: Copy, samenwerk: Callable[..., Result], command: list[str], id: str
) -> None:
    result = samenwerk(*command, "--lang", "en", "--", id)
    is_asked_which = command == ["check"] and not id
    assert result.exit_code == (1 if is_asked_which else 2)
    assert "There is no partnership" in result.stderr or not id


# --- things that are no files ---------------------------------------------------------------------


def link(path: Path, target: str) -> None:
    path.symlink_to(target)


def sock(path: Path) -> None:
    here = os.getcwd()  # noqa: PTH109  # the name of a socket must be short
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


THINGS: dict[str, Callable[[Path], None]] = {
    "link to a file outside": lambda path: link(path, "/etc/passwd"),
    "link to a file inside": lambda path: link(path, "../register.yaml"),
    "link to nothing": lambda path: link(path, "nergens"),
    "link to itself": lambda path: link(path, path.name),
    "link to a device": lambda path: link(path, "/dev/zero"),
    "link to a folder": lambda path: link(path, ".."),
    "pipe": os.mkfifo,
    "socket": sock,
    "folder": Path.mkdir,
}


@pytest.mark.parametrize("make", THINGS.values(), ids=THINGS.keys())
def test_a_thing_in_the_place_of_a_file_is_named_and_not_followed(
    register: Copy,
    samenwerk: Callable[..., Result],
    make: Callable[[Path], None],
) -> None:
    path = register.path(f"{ONE}/partnership.yaml")
    path.unlink()
    make(path)
    result = samenwerk("validate", "--lang", "en")
    assert result.exit_code == 1
    found = [line for line in result.lines if line.startswith(f"{ONE}/partnership.yaml")]
    assert [line.split()[2] for line in found] in (["not-a-file"], ["no-partnership-file"])
    assert "root:" not in result.stdout


@pytest.mark.parametrize("make", ["link to a folder", "link to itself", "pipe", "socket"])
def test_a_thing_in_the_place_of_a_partnership_is_named(
    register: Copy, samenwerk: Callable[..., Result], make: str
) -> None:
    THINGS[make](register.path("registry/nieuw"))
    result = samenwerk("validate", "--lang", "en")
    assert result.exit_code == 1
    assert [line for line in result.lines if line.startswith("registry/nieuw")]


def test_a_hole_of_five_gigabytes_is_refused_unread(
    register: Copy, samenwerk: Callable[..., Result]
) -> None:
    with register.path(f"{ONE}/partnership.yaml").open("wb") as file:
        try:
            file.truncate(5 << 30)
        except OSError:
            pytest.skip("this disk cannot hold a hole")
    result = samenwerk("validate", "--lang", "en")
    assert result.exit_code == 1
    assert "file-too-large" in result.stdout


def test_a_path_that_is_too_long_for_the_system_is_a_sentence(
    samenwerk: Callable[..., Result], tmp_path: Path
) -> None:
    for name in ("x" * 300, "/".join(["map"] * 2000)):
        result = samenwerk("list", "--register", str(tmp_path / name))
        assert result.exit_code == 3
        assert result.stderr.startswith("Fout: ")
        made = samenwerk("explain", "--register", str(tmp_path / name))
        assert made.exit_code == 0


def in_folder(path: Path) -> None:
    path.mkdir()
    (path / "partnership.yaml").write_bytes(RECORD)


@pytest.mark.parametrize("name", ["example~", "nieuw.tmp", ".DS_Store", "example/checks~"])
def test_a_folder_is_never_taken_for_what_an_editor_left(
    register: Copy, validated: Callable[..., list[str]], name: str
) -> None:
    in_folder(register.path(f"registry/{name}"))
    assert validated(f"registry/{name}") in (["wrong-id"], ["stray-file"])


def test_a_folder_that_a_killed_writer_of_ours_left_is_passed_over(
    register: Copy, validated: Callable[..., list[str]]
) -> None:
    in_folder(register.path("registry/.nieuw.0a1b2c3d.tmp"))
    assert validated("registry") == []


@pytest.mark.parametrize("name", ["README.md", ".gitattributes", ".gitignore"])
@pytest.mark.parametrize("make", [*THINGS.values(), in_folder], ids=[*THINGS, "full folder"])
def test_what_stands_beside_the_partnerships_is_an_ordinary_file(
    register: Copy,
    validated: Callable[..., list[str]],
    make: Callable[[Path], None],
    name: str,
) -> None:
    register.path(f"registry/{name}").unlink(missing_ok=True)
    make(register.path(f"registry/{name}"))
    assert validated(f"registry/{name}") == ["not-a-file"]


@pytest.mark.parametrize("make", [*THINGS.values(), in_folder], ids=[*THINGS, "full folder"])
def test_what_samenwerk_remembers_is_not_inside_registry(
    register: Copy, validated: Callable[..., list[str]], make: Callable[[Path], None]
) -> None:
    make(register.path("registry/.samenwerk"))
    assert validated("registry/.samenwerk") == ["stray-file"]


@pytest.mark.parametrize("folder", ["reviews", "views"])
def test_a_folder_for_later_hides_nothing(
    register: Copy, validated: Callable[..., list[str]], folder: str
) -> None:
    for name in ("HEAD", "config", "objects/x", "refs/heads/main", "x.py"):
        register.write(f"{ONE}/{folder}/{name}", b"x")
    register.write(f"{ONE}/{folder}/2027.yaml", b"x")
    assert validated(f"{ONE}/{folder}") == ["stray-file"] * 5


@pytest.mark.parametrize("make", [each for each in THINGS.values() if each != Path.mkdir])
def test_in_a_folder_for_later_a_thing_is_named_and_not_followed(
    register: Copy, validated: Callable[..., list[str]], make: Callable[[Path], None]
) -> None:
    register.path(f"{ONE}/reviews").mkdir()
    make(register.path(f"{ONE}/reviews/2027.yaml"))
    assert validated(f"{ONE}/reviews") == ["not-a-file"]


@pytest.mark.parametrize("make", ["link to a folder", "pipe", "socket", "link to a device"])
def test_a_thing_in_the_place_of_a_partnership_is_not_followed_by_a_list(
    register: Copy, samenwerk: Callable[..., Result], make: str
) -> None:
    shutil.move(register.path(ONE), register.path("elsewhere"))
    if make == "link to a folder":
        register.path(ONE).symlink_to("../elsewhere")
    else:
        THINGS[make](register.path(ONE))
    result = samenwerk("list", "--lang", "en")
    assert result.exit_code == 1
    assert "could not be read and is not in this list: example" in result.stderr


MANY = {
    "in a partnership": (f"{ONE}/bijlage{{}}.bin", ["too-many-files"]),
    "among the answers": (f"{ONE}/checks/Antwoord{{}}.yaml", ["too-many-files"]),
    "for later": (f"{ONE}/views/v{{}}.md", ["too-many-files"]),
    "among the checklists": ("checklists/junk{}.bin", ["too-many-files"]),
    "among the organisations": ("registry/organisations/Org {}.yaml", ["many-strays"]),
    "in the register": ("registry/los{}.txt", ["many-strays"]),
}


def test_without_answers_that_were_not_read_there_is_no_memo_and_no_change(
    register: Copy, samenwerk: Callable[..., Result]
) -> None:
    for number in range(MAX_FILES + 1):
        register.write(f"{ONE}/checks/c{number}.yaml", "")
    register.write("paper.yaml", "facts: {name: Anders}\n")
    id = ONE.rsplit("/", maxsplit=1)[-1]
    for command in (f"export {id} --as memo", f"edit {id} --from paper.yaml", f"check {id}"):
        result = samenwerk(*command.split(), "--lang", "en")
        assert (result.exit_code, result.stdout) == (3, ""), command
        assert f"more than {MAX_FILES} files in this folder" in result.stderr


def test_wrong_names_do_not_hide_a_folder_that_could_not_be_read() -> None:
    files: dict[str, Content] = {
        f"registry/organisations/Org {number}.yaml": b"" for number in range(MAX_FILES + 1)
    }
    files["registry/organisations/x"] = Refusal("unreadable", {"reason": "x"})
    found = [each.code for each in stray_organisations(files)]
    assert found == ["unreadable", "many-strays"]


@pytest.mark.parametrize(("name", "codes"), MANY.values(), ids=MANY)
def test_hundreds_of_files_that_do_not_belong_are_one_finding(
    register: Copy, samenwerk: Callable[..., Result], name: str, codes: list[str]
) -> None:
    for number in range(MAX_FILES + 1):
        os.truncate(register.write(name.format(number), b""), 1 << 20)
    tracemalloc.start()
    result = samenwerk("validate", "--format", "json")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert result.exit_code == (3 if codes == ["too-many-files"] else 1)
    assert [each["code"] for each in json.loads(result.stdout)["findings"]] == codes
    assert peak < MAX_FILES << 19


@pytest.mark.parametrize(
    "make",
    [lambda path: link(path, "../outside"), lambda path: link(path, "nergens"), os.mkfifo, sock],
    ids=["link to a folder", "link to nothing", "pipe", "socket"],
)
def test_what_is_remembered_is_never_read_or_written_through_a_link(
    register: Copy, make: Callable[[Path], None]
) -> None:
    outside = register.root.parent / "outside"
    outside.mkdir()
    (outside / "author.yaml").write_bytes(b"by: iemand anders\n")
    make(register.path(".samenwerk"))
    memory.remember_author(Register(register.root), "beleidsadviseur")
    assert memory.author(Register(register.root)) == ""
    assert [each.name for each in outside.iterdir()] == ["author.yaml"]
    assert (outside / "author.yaml").read_bytes() == b"by: iemand anders\n"


def test_a_link_inside_what_is_remembered_is_replaced(register: Copy) -> None:
    outside = register.root.parent / "outside"
    outside.write_bytes(b"by: iemand anders\n")
    register.path(".samenwerk").mkdir()
    link(register.path(".samenwerk/author.yaml"), str(outside))
    assert memory.author(Register(register.root)) == ""
    memory.remember_author(Register(register.root), "beleidsadviseur")
    assert memory.author(Register(register.root)) == "beleidsadviseur"
    assert outside.read_bytes() == b"by: iemand anders\n"


def test_many_folders_deep_is_no_endless_road(
    register: Copy, validated: Callable[..., list[str]]
) -> None:
    deep = "/".join(["map"] * 100)
    register.write(f"{ONE}/{deep}/partnership.yaml", RECORD)
    assert validated(f"{ONE}/map") in (["not-a-file"], ["stray-file"])
