"""`samenwerk due`: on a screen, in a script, and in the calendar of a colleague."""

import csv
import io
import json

import icalendar
import pytest

from conftest import ENERGY, POWERLESS, needs_permissions

WHY = "registry/centrum-jeugd-en-gezin/checks/values.yaml"
OFFICE = "registry/omgevingsdienst-lageland/partnership.yaml"
YEAR = ("due", "--within", "365d")


@pytest.fixture
def quiet(register):
    """A register in which nothing is due for a long time."""
    register.without_partnerships()
    register.write("registry/acme/partnership.yaml", "schema: 1\nname: Acme\nstatus: exploring\n")
    return register


def rows(result):
    return [line.split("\t") for line in result.lines]


def test_in_a_pipe_each_item_is_a_line_with_tabs_and_what_is_overdue_comes_first(
    register, samenwerk
):
    result = samenwerk("due", "--lang", "en")
    found = rows(result)
    assert (result.exit_code, result.stderr) == (0, "")
    assert found[0][:3] == ["2026-10-31", "overdue", "centrum-jeugd-en-gezin"]
    assert found[0][3].startswith("The exception ends: ")
    assert [row[1] for row in found[1:]] == [""] * (len(found) - 1)
    assert all(len(row) == 4 for row in found)
    assert found == sorted(found, key=lambda row: (row[0], row[2]))
    assert [row[0] for row in found][-1] <= "2027-02-20"


def test_further_ahead_there_is_more_with_its_article(register, samenwerk):
    found = rows(samenwerk(*YEAR))
    law = [row for row in found if row[2] == "omgevingsdienst-lageland" and "Wgr" in row[3]]
    assert [(row[0], row[3].rpartition("(")[2]) for row in law] == [
        ("2027-04-29", "Wgr, artikel 34b)"),
        ("2027-06-22", "Wgr, artikel 35, lid 1)"),
        ("2027-07-14", "Wgr, artikel 34, lid 4)"),
        ("2027-09-14", "Wgr, artikel 34, lid 2)"),
    ]
    assert "2027-09-15" in {row[0] for row in found if row[2] == "energieloket-lageland"}


def test_zero_days_is_today_and_what_is_overdue(register, samenwerk):
    register.replace(WHY, "until: 2026-10-31", "until: 2026-11-22")
    (row,) = rows(samenwerk("due", "--within", "0d"))
    assert row[:2] == ["2026-11-22", "vandaag"]


def test_days_of_the_law_that_nobody_can_know_are_said_to_be_missing(register, samenwerk):
    register.replace(OFFICE, "form: openbaar-lichaam", "form: gemeenschappelijke-regeling")
    result = samenwerk("--lang", "en", *YEAR)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "The days of the law are missing for 1 partnership: its exact form is not known.",
        "Choose it for each: samenwerk edit omgevingsdienst-lageland form",
    ]
    assert not [
        row for row in rows(result) if row[2] == "omgevingsdienst-lageland" and "Wgr" in row[3]
    ]


@pytest.mark.parametrize("width", [60, 80, 140])
def test_on_a_terminal_a_table_fits_and_marks_in_words(register, samenwerk, width):
    result = samenwerk(*YEAR, width=width)
    assert result.lines[0].split() == ["Datum", "Samenwerking", "Wat"]
    assert max(len(line) for line in result.lines) <= width
    assert "Te laat: " in result.lines[2]
    assert result.lines[2].startswith("31 oktober 2026")
    assert "22 november 2027" in " ".join(result.lines[-2:])


def test_on_a_narrow_terminal_it_is_a_list(register, samenwerk):
    lines = samenwerk(*YEAR, width=40).lines
    assert lines[:3] == [
        "31 oktober 2026",
        "  Samenwerking: centrum-jeugd-en-gezin",
        "  Wat: Te laat: De uitzondering loopt",
    ]
    assert max(len(line) for line in lines) <= 40


@pytest.mark.parametrize("width", [0, 80])
def test_nothing_due_is_a_sentence(quiet, samenwerk, width):
    result = samenwerk("due", "--exit-code", width=width)
    assert result.exit_code == 0
    said = result.stdout if width else result.stderr
    assert said == "Er hoeft niets te gebeuren tot en met 20 februari 2027.\n"


@pytest.mark.parametrize("within", ["0d", "365d"])
def test_exit_code_1_only_for_what_is_overdue_and_only_when_asked(register, samenwerk, within):
    assert samenwerk("due", "--within", within).exit_code == 0
    assert samenwerk("due", "--within", within, "--exit-code").exit_code == 1
    register.replace(WHY, "until: 2026-10-31", "until: 2026-11-22")
    assert samenwerk("due", "--within", within, "--exit-code").exit_code == 0


def test_as_csv_a_spreadsheet_reads_it_and_evaluates_nothing(register, samenwerk):
    register.replace(ENERGY, "name: Energieloket Lageland", "name: '=1+1; \"a\"'")
    result = samenwerk(*YEAR, "--as", "csv")
    found = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert list(found[0]) == [
        *("date", "state", "partnership", "name", "kind", "what", "who"),
        *("law", "article", "paragraph", "url"),
    ]
    assert found[0]["state"] == "overdue"
    (energy,) = [row for row in found if row["partnership"] == "energieloket-lageland"]
    assert energy["name"] == '\'=1+1; "a"'
    (frameworks, *_) = [row for row in found if row["kind"] == "law"]
    assert (frameworks["law"], frameworks["article"]) == ("Wgr", "34b")
    assert "\r" not in result.stdout
    assert not result.stdout.startswith("\ufeff")


def test_as_json_it_is_versioned_and_in_both_languages(register, samenwerk):
    data = json.loads(samenwerk(*YEAR, "--as", "json").stdout)
    assert (data["version"], data["overdue"]) == (1, 1)
    assert (data["today"], data["until"]) == ("2026-11-22", "2027-11-22")
    first = data["due"][0]
    assert first["what"]["nl"].startswith("De uitzondering loopt af: ")
    assert first["what"]["en"].startswith("The exception ends: ")
    assert (first["source"], first["explanation"]) == (None, None)
    law = next(each for each in data["due"] if each["kind"] == "law")
    assert law["source"]["article"] == "34b"
    assert law["source"]["law"]["nl"] == "Wet gemeenschappelijke regelingen"
    assert law["explanation"]["en"] != law["explanation"]["nl"]


def test_as_ics_the_calendar_library_reads_the_same_days(register, samenwerk):
    text = samenwerk(*YEAR, "--as", "ics").stdout
    data = json.loads(samenwerk(*YEAR, "--as", "json").stdout)
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [str(each["UID"]) for each in events] == [each["uid"] for each in data["due"]]
    assert [str(each.decoded("DTSTART")) for each in events] == [e["date"] for e in data["due"]]
    assert text.count("\r\n") == text.count("\n")


def test_the_language_is_that_of_the_register_unless_it_is_given(register, samenwerk):
    register.replace("registry/register.yaml", "language: nl", "language: en")
    assert "Draft budget 2028" in samenwerk(*YEAR, "--as", "ics").stdout
    assert "Draft budget 2028" in samenwerk(*YEAR, "--as", "csv").stdout
    assert "Ontwerpbegroting" in samenwerk(*YEAR, "--as", "csv", "--lang", "nl").stdout


def test_to_a_file_the_bytes_are_those_of_the_screen(register, samenwerk, tmp_path):
    shown = samenwerk(*YEAR, "--as", "ics").stdout
    path = tmp_path / "agenda.ics"
    path.write_text("oud", encoding="utf-8")
    result = samenwerk(*YEAR, "--as", "ics", "--output", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Opgeslagen: {path}\n"
    assert path.read_bytes() == shown.encode()


def test_a_table_is_not_for_a_file(register, samenwerk, tmp_path):
    result = samenwerk("due", "--output", str(tmp_path / "due.txt"))
    assert result.exit_code == 2
    assert list(tmp_path.glob("due.txt")) == []


@needs_permissions
def test_where_nobody_may_write_the_old_file_stays(register, shell, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)
    result = shell(f"{POWERLESS} samenwerk due --as ics -o {folder}/due.ics")
    assert result.returncode == 3
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "within", ["", "90", "d", "3m", "12w", "-1d", "1.5d", "٣d", "99999d", "90 d"]
)
def test_what_is_no_number_of_days_is_wrong_usage_with_an_example(register, samenwerk, within):
    result = samenwerk("due", f"--within={within}")
    assert result.exit_code == 2
    assert "90d" in result.stderr


def test_the_longest_time_ahead_still_works(register, samenwerk):
    assert samenwerk("due", "--within", "9999d").exit_code == 0


@pytest.mark.parametrize("path", [ENERGY, "registry/energieloket-lageland/checks/why.yaml"])
@pytest.mark.parametrize("form", ["table", "csv", "ics", "json"])
def test_what_cannot_be_read_is_named_and_is_no_success(register, samenwerk, path, form):
    register.write(path, "schema: [")
    result = samenwerk(*YEAR, "--as", form, "--lang", "en")
    assert result.exit_code == 1
    assert "1 partnership could not be read and is not in this list" in result.stderr
    assert "energieloket-lageland" in result.stderr
    assert "energieloket-lageland" not in result.stdout
    assert "omgevingsdienst-lageland" in result.stdout


def test_without_settings_nobody_knows_what_is_due(register, samenwerk):
    register.write("registry/register.yaml", "schema: 1\n")
    result = samenwerk("due")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "registry/register.yaml is niet te lezen" in result.stderr


def test_it_changes_nothing_and_gives_the_same_bytes_each_time(register, shell):
    before = register.snapshot()
    for form in ("table", "csv", "ics", "json"):
        line = f"samenwerk due --within 365d --as {form}"
        runs = [shell(line, PYTHONHASHSEED=seed).stdout for seed in ("0", "42")]
        assert runs[0] == runs[1] != b""
    assert register.snapshot() == before


def test_markup_in_a_question_or_name_is_only_shown(register, samenwerk):
    register.replace(
        "registry/inkoop-jeugdhulp-lageland/checks/why.yaml",
        "who: beleidsadviseur jeugd",
        "who: '[bold]a[/1]:smile:'",
    )
    for width in (0, 40, 200):
        assert "[bold]a[/1]:smile:" in samenwerk("due", width=width).stdout
