"""What spreadsheets and browsers make of an export full of attacks: words, and nothing else.

Both programs are large, so these tests are skipped where they are not installed.
"""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest

from conftest import Copy, Result
from samenwerk.schema import takes
from samenwerk.yamledit import dump
from test_naughty import TAKEN

OFFICE = shutil.which("soffice")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
LONGEST = 200  # characters that a document of hundreds can hold
COMMA, SEMICOLON, TAB = "44", "59", "9"  # as LibreOffice names them; a Dutch Excel splits at ;
OF_THE_BROWSER = ("google", "gvt1.com")  # its own dictionaries and updates


@pytest.fixture
def naughty(register: Copy) -> Copy:
    """A partnership for each naughty string, which is its purpose, and its name if it may be."""
    register.without_partnerships()
    texts = [each.strip() for each in TAKEN if len(each) <= LONGEST]
    purposes = [each for each in texts if takes("partnership", ("purpose",), each)]
    for number, purpose in enumerate(purposes):
        name = purpose if takes("partnership", ("name",), purpose) else "Regels"
        facts = {"schema": 1, "name": name, "status": "exploring", "purpose": purpose}
        register.write(f"registry/p{number:03}/partnership.yaml", dump(facts))
    return register


@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
def test_libreoffice_opens_the_csv_and_evaluates_nothing(
    naughty: Copy, samenwerk: Callable[..., Result]
) -> None:
    made = samenwerk("export", "--as", "csv")
    assert made.exit_code == 0
    rows = list(csv.reader(io.StringIO(made.stdout, newline="")))
    assert len(rows) > 250
    naughty.write("table.csv", made.stdout)
    cells = [list(row) for row in opened(naughty.root, COMMA).iter_rows()]
    columns = {"name": 1, "purpose": 7}
    assert {name: rows[0].index(name) for name in columns} == columns
    for row, shown in zip(rows[1:], cells[1:], strict=True):
        for column in columns.values():
            check_cell(row[column], shown[column])
    assert formulas(cells) == []
    for separators in (SEMICOLON, TAB, f"{COMMA}/{SEMICOLON}/{TAB}"):
        assert formulas(opened(naughty.root, separators).iter_rows()) == []


def opened(folder: Path, separators: str) -> openpyxl.worksheet.worksheet.Worksheet:
    """The table as a workbook: double quotes, UTF-8, and cells as LibreOffice guesses."""
    subprocess.run(
        [
            *(OFFICE or "", "--headless", f"-env:UserInstallation=file://{folder}/office"),
            f"--infilter=CSV:{separators},34,76,1",
            *("--convert-to", "xlsx", "--outdir", folder, folder / "table.csv"),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return openpyxl.load_workbook(folder / "table.xlsx").active


def formulas(rows: Iterable[Iterable[openpyxl.cell.Cell]]) -> list[str]:
    return [str(cell.value) for row in rows for cell in row if cell.data_type == "f"]


def check_cell(text: str, cell: openpyxl.cell.Cell) -> None:
    """The words of the file; or what LibreOffice takes for a number, a moment, true or false."""
    if cell.data_type == "s":
        assert cell.value == text
    else:
        assert cell.data_type in {"n", "b", "d"}
        assert not text.startswith(("=", "+", "-", "@"))


@pytest.mark.skipif(not BROWSER, reason="needs Chromium")
def test_chromium_shows_the_overview_without_a_request(
    naughty: Copy, samenwerk: Callable[..., Result]
) -> None:
    assert samenwerk("export", "--as", "overview", "-o", "overview.html").exit_code == 0
    done = subprocess.run(
        [
            *(BROWSER or "", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
            *("--disable-background-networking", "--no-first-run", "--disable-component-update"),
            *(f"--user-data-dir={naughty.root}/browser", f"--log-net-log={naughty.root}/net.json"),
            f"file://{naughty.root}/overview.html",
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert "p100" in done.stdout or "=cmd|" in done.stdout
    assert "<script" not in done.stdout
    asked = requests(naughty.path("net.json"))
    assert [each for each in asked if not any(host in each for host in OF_THE_BROWSER)] == []


def requests(log: Path) -> set[str]:
    """Every address that the browser asked for."""
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    return {each["params"]["url"] for each in events if "url" in each.get("params", {})}
