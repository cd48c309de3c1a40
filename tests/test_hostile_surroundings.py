"""Whatever the program stands in: odd encodings, a full or closed output, a folder that is gone."""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ENERGY, TODAY, Copy, Result
from frontend import BY, own_register
from frontend import PATH as RECORD
from samenwerk import cli
from samenwerk.cli import COMMANDS
from samenwerk.terminal import Terminal

if sys.platform == "win32":
    pytest.skip("needs a POSIX shell and pseudo-terminal", allow_module_level=True)

ENCODINGS = ("ascii", "cp1252", "cp437")
ID = "energieloket-lageland"
LOCALES = {
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "Turkish": {"LC_ALL": "tr_TR.ISO-8859-9", "PYTHONUTF8": "0"},
}
FACTS = "facts: {out_of_scope: Advies aan cafés in € en ☕.}\n"
EVERY = {
    "new": "new --no-input",
    "import": "import list.csv --dry-run --no-input",
    "check": f"check {ID} --template --all",
    "edit": f"edit {ID} --from facts.yaml --dry-run",
    "mark": f"mark {ID} active --no-input",
    "list": "list",
    "show": f"show {ID}",
    "due": "due",
    "export": f"export {ID} --as memo --internal",
    "validate": "validate",
    "explain": "explain yaml-syntax",
    "init": "init other --no-input",
}


# --- encodings ------------------------------------------------------------------------------------


@pytest.fixture
def strange(register: Copy) -> Copy:
    """A register with characters that few encodings have, and what the commands read."""
    register.replace(ENERGY, "name: Energieloket Lageland", "name: Ĳ Café “€” 😀 ıİ naïef")
    register.write("facts.yaml", FACTS)
    register.write("list.csv", "Naam;Doel\nĲ Café “€” 😀;Één plek\n".encode())
    return register


def test_every_command_is_tried() -> None:
    assert EVERY.keys() == set(COMMANDS)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", EVERY)
def test_every_command_speaks_in_every_encoding(
    strange: Copy, monkeypatch: pytest.MonkeyPatch, command: str, encoding: str
) -> None:
    monkeypatch.setattr("samenwerk.clock.today", lambda: TODAY)
    said, complained = io.BytesIO(), io.BytesIO()
    out = io.TextIOWrapper(said, encoding=encoding)
    err = io.TextIOWrapper(complained, encoding=encoding)
    terminal = Terminal(out, err)
    code = cli.run(EVERY[command].split(), terminal)
    terminal.close()
    text = said.getvalue().decode(encoding) + complained.getvalue().decode(encoding)
    assert code in {0, 1}
    assert text.strip()
    assert "samenwerk-" not in text  # the file with the details of an internal error


@pytest.mark.parametrize("locale", LOCALES)
def test_files_are_in_utf_8_whatever_the_machine_speaks(
    strange: Copy, shell: Callable[..., Any], locale: str
) -> None:
    done = shell(
        f"samenwerk edit {ID} --from facts.yaml && samenwerk export --as overview -o o.html",
        **LOCALES[locale],
    )
    assert done.returncode == 0, done.stderr
    assert "out_of_scope: Advies aan cafés in € en ☕." in strange.read(ENERGY)
    assert "Ĳ Café “€” 😀 ıİ naïef" in strange.read("o.html")


# --- an output that is full, closed or gone -------------------------------------------------------

WRITING = {
    "check": (f"check {ID} --from facts.yaml --replace", "Opgeslagen: registry"),
    "edit": (f"edit {ID} --from facts.yaml", "Opgeslagen: registry"),
    "new": ("new --from new.yaml --id nieuw", "Opgeslagen: registry/nieuw/partnership.yaml"),
}


def saved(copy: Copy) -> dict[str, bytes]:
    return {name: each for name, (each, _) in copy.snapshot().items() if "registry/" in name}


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is of Linux")
@pytest.mark.parametrize("output", [">/dev/full", ">&-"])
@pytest.mark.parametrize("command", WRITING)
def test_what_was_saved_is_said_where_it_still_can_be(
    strange: Copy, shell: Callable[..., Any], command: str, output: str
) -> None:
    line, words = WRITING[command]
    intake = "facts: {name: Nieuw, purpose: Eén plek voor advies over energie.}\n"
    strange.write("new.yaml", intake)
    before = saved(strange)
    done = shell(f"samenwerk {line} {output}")
    said = done.stderr.decode()
    assert done.returncode == 3, said
    assert saved(strange) != before
    assert words in said
    assert "Traceback" not in said
    assert len([each for each in said.splitlines() if each.startswith("Fout: ")]) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is of Linux")
@pytest.mark.parametrize(
    "line",
    [
        "import list.csv --no-input",
        f"mark {ID} ending --yes --body raad --date 2026-11-20 --reference 1 --reason 'Pilot om'",
    ],
)
def test_what_cannot_show_what_it_will_do_does_nothing(
    strange: Copy, shell: Callable[..., Any], line: str
) -> None:
    before = saved(strange)
    assert shell(f"samenwerk {line} >/dev/full").returncode == 3
    assert saved(strange) == before


@pytest.mark.parametrize("command", ["check", "edit"])
def test_a_reader_that_went_away_does_not_undo_what_was_saved(
    strange: Copy, shell: Callable[..., Any], command: str
) -> None:
    done = shell(f"samenwerk {WRITING[command][0]} | true")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "cafés" in strange.read(ENERGY)


@pytest.mark.parametrize("output", ["2>/dev/full", "2>&-", ">&- 2>&-", ">/dev/full 2>/dev/full"])
def test_with_nobody_to_tell_it_still_ends_with_the_right_code(
    strange: Copy, shell: Callable[..., Any], output: str
) -> None:
    done = shell(f"samenwerk edit {ID} --from facts.yaml {output}")
    assert done.returncode == (3 if output.startswith(">") else 0)
    assert "cafés" in strange.read(ENERGY)


# --- a folder that is gone ------------------------------------------------------------------------


@pytest.fixture
def gone(register: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    yield register
    os.chdir(register.root)


@pytest.mark.parametrize(
    "arguments", [["list"], ["validate"], ["new"], ["init"], ["list", "--register", "x"]]
)
def test_in_a_folder_that_is_gone_it_says_so(
    gone: Copy, samenwerk: Callable[..., Result], arguments: list[str]
) -> None:
    result = samenwerk(*arguments)
    assert result.exit_code == 3
    assert result.stderr.startswith("Fout: De map waarin u bent, bestaat niet meer.")
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["explain"]])
def test_what_needs_no_folder_works_in_one_that_is_gone(
    gone: Copy, samenwerk: Callable[..., Result], arguments: list[str]
) -> None:
    assert samenwerk(*arguments).exit_code == 0


def test_a_register_with_its_whole_path_can_be_read_from_a_folder_that_is_gone(
    gone: Copy, samenwerk: Callable[..., Result]
) -> None:
    assert samenwerk("list", "--register", str(gone.root)).exit_code == 0
    made = samenwerk("export", "--as", "csv", "-o", "x.csv", "--register", str(gone.root))
    assert made.exit_code == 3
    assert made.stderr.startswith("Fout: x.csv kon niet worden opgeslagen")


# --- what a killed run left behind ----------------------------------------------------------------


def test_a_temporary_file_that_was_left_behind_is_in_nobodys_way(
    tmp_path: Path, samenwerk: Callable[..., Result]
) -> None:
    copy = own_register(tmp_path)
    half = copy.write(RECORD.replace("partnership.yaml", ".partnership.yaml.x1y2.tmp"), b"schema: ")
    at = ("--register", str(tmp_path))
    before = samenwerk("validate", *at)
    copy.write("facts.yaml", FACTS)
    assert samenwerk("edit", "loket", "--from", str(tmp_path / "facts.yaml"), *at).exit_code == 0
    assert "cafés" in copy.read(RECORD)
    assert samenwerk("validate", *at).stdout == before.stdout
    assert ".tmp" not in before.stdout
    if half.exists():  # not yet cleared: it still is what it was
        assert half.read_bytes() == b"schema: "


# --- at a terminal of another encoding ------------------------------------------------------------


@pytest.mark.parametrize("locale", ["C", "Turkish"])
def test_an_answer_that_the_terminal_cannot_encode_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    from test_pty import Terminal as Pseudo
    from test_pty import _is_asking

    for name, value in LOCALES[locale].items():
        monkeypatch.setenv(name, value)
    copy = own_register(tmp_path)
    terminal = Pseudo(copy.root, "check", "loket", "--plain")
    terminal.until(_is_asking)  # from which function
    terminal.send("beleidsadviseur café\n")
    terminal.until(_is_asking)
    assert "kan hier niet" in terminal.text
    terminal.send(f"{BY}\n")
    terminal.until(_is_asking)
    assert "Vraag 1 van" in terminal.text
    os.write(terminal.fd, b"\x03")
    assert terminal.ended() == 130
