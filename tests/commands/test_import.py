"""`samenwerk import`: maps, questions, differences, and files that are no list."""

import errno
import io
import sys
import zipfile

import pytest
from openpyxl import Workbook

from conftest import Copy
from samenwerk import placing, yamlfile

SETTINGS = """\
schema: 1
organisation: gemeente-gouda
authority: municipality
began: 2026-01-01
gate: [why, goals, values, roles]
"""
OWN = "schema: 1\nname: Gemeente Gouda\nkind: municipality\n"
LIST = """\
Naam;Rechtsvorm;Openbaar belang;Bijdrage 2025 (x € 1.000);Kleur
Promen;Gemeenschappelijke regeling;Werk voor iedereen;9.267;Blauw
Hecht;GR;Gezondheid;4.772;
"""
PROMEN = "registry/promen/partnership.yaml"
MONEY = "registry/promen/finance.yaml"


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    copy = Copy(tmp_path / "fresh")
    copy.write("registry/register.yaml", SETTINGS)
    copy.write("registry/organisations/gemeente-gouda.yaml", OWN)
    copy.write("list.csv", LIST)
    monkeypatch.chdir(copy.root)
    return copy


@pytest.fixture
def person(monkeypatch, samenwerk):
    """Runs a command with somebody at the keyboard, who types these lines."""

    monkeypatch.setattr("samenwerk.interview.start._stdin_is_terminal", lambda: True)

    def run(*arguments, typed):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        return samenwerk("--lang", "en", *arguments, "--plain", width=100)

    return run


def registry(copy):
    return {path: content for path, content in copy.snapshot().items() if path.startswith("reg")}


def data(copy, name):
    return yamlfile.load(copy.path(name).read_bytes())


# --- what comes in --------------------------------------------------------------------------------


def test_the_list_comes_in_and_says_what_became_of_it(fresh, samenwerk):
    result = samenwerk("--lang", "en", "import", "list.csv")
    assert result.exit_code == 0
    assert "Kleur\tkept word for word" in result.lines
    assert "Bijdrage 2025 (x € 1.000)\tContribution, 2025, x €1,000" in result.lines
    assert "Imported: 2 partnerships." in result.lines
    assert "They are inherited: check them by 22 November 2027 at the latest." in result.lines
    assert data(fresh, MONEY)["years"] == [
        {"year": 2025, "contribution": {"amount": 9267000, "source": "list.csv"}}
    ]
    assert data(fresh, PROMEN)["imported"] == [{"heading": "Kleur", "text": "Blauw"}]


def test_in_dutch(fresh, samenwerk):
    result = samenwerk("import", "list.csv", "--dry-run")
    assert result.exit_code == 0
    assert "registry/promen/partnership.yaml:" in result.lines
    assert "    + name: Promen" not in result.stderr


def test_a_dry_run_shows_every_file_and_writes_none(fresh, samenwerk):
    before = fresh.snapshot()
    result = samenwerk("--lang", "en", "import", "list.csv", "--dry-run")
    assert result.exit_code == 0
    assert f"{PROMEN}:" in result.lines
    assert "  + name: Promen" in result.lines
    assert fresh.snapshot() == before


def test_the_day_to_check_by_can_be_said(fresh, samenwerk):
    samenwerk("import", "list.csv", "--check-by", "2027-06-30")
    assert data(fresh, PROMEN)["dates"] == {"check_by": "2027-06-30"}
    assert samenwerk("import", "list.csv", "--check-by", "30 juni").exit_code == 2


def test_a_year_from_a_leap_day_is_28_february(fresh, samenwerk, monkeypatch):
    import datetime as dt

    monkeypatch.setattr("samenwerk.clock.today", lambda: dt.date(2028, 2, 29))
    samenwerk("import", "list.csv")
    assert data(fresh, PROMEN)["dates"] == {"check_by": "2029-02-28"}


def test_a_body_that_the_register_knows_is_used(fresh, samenwerk):
    body = "schema: 1\nname: Promen\nkind: joint-body\n"
    fresh.write("registry/organisations/sw-bedrijf.yaml", body)
    samenwerk("import", "list.csv")
    assert data(fresh, PROMEN)["entity"] == "sw-bedrijf"
    assert not fresh.path("registry/organisations/promen.yaml").exists()


# --- all or nothing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "times"),
    [*(("_write", times) for times in range(1, 7)), *(("_rename", times) for times in range(1, 5))],
)
def test_a_failure_half_way_leaves_nothing(fresh, samenwerk, monkeypatch, step, times):
    before = sorted(fresh.root.rglob("*"))
    proper, count = getattr(placing, step), 0

    def failing(*arguments, **named):
        nonlocal count
        count += 1
        if count == times:
            raise OSError(errno.ENOSPC, "no room")
        proper(*arguments, **named)

    monkeypatch.setattr(placing, step, failing)
    assert samenwerk("import", "list.csv").exit_code == 3
    monkeypatch.undo()
    assert sorted(fresh.root.rglob("*")) == before


def test_ctrl_c_at_the_question_imports_nothing(fresh, person):
    before = fresh.snapshot()
    result = person("import", "list.csv", typed=["1"])  # the input ends at the second question
    assert result.exit_code == 130
    assert fresh.snapshot() == before


# --- the list changed, or the register ------------------------------------------------------------


@pytest.fixture
def changed(fresh, samenwerk):
    """Imported once; then the list said something else about two facts."""
    samenwerk("import", "list.csv")
    fresh.replace("list.csv", "Werk voor iedereen", "Werk en re-integratie")
    fresh.replace("list.csv", "9.267", "9.170")
    return fresh


def test_a_change_in_the_list_is_shown_and_not_taken_over(changed, samenwerk):
    before = registry(changed)
    result = samenwerk("--lang", "en", "import", "list.csv")
    assert result.exit_code == 1
    text = "\n".join(result.lines)
    assert "promen: Public task\n    in the register: Werk voor iedereen\n" in text
    assert "in the register: €9,267,000\n    in the list: €9,170,000" in text
    assert registry(changed) == before


def test_replace_takes_over_what_the_list_says(changed, samenwerk):
    changed.write(PROMEN, "# Let op!\n" + changed.read(PROMEN))
    result = samenwerk("--lang", "en", "import", "list.csv", "--replace")
    assert result.exit_code == 0
    assert "Changed: 2 facts." in result.lines
    assert data(changed, PROMEN)["public_task"] == {"text": "Werk en re-integratie"}
    assert data(changed, MONEY)["years"][0]["contribution"]["amount"] == 9170000
    assert changed.read(PROMEN).startswith("# Let op!\n")
    assert samenwerk("import", "list.csv").exit_code == 0


def test_what_people_changed_is_theirs(changed, samenwerk):
    changed.replace(PROMEN, "Werk voor iedereen", "Werk voor wie dat zoekt")
    result = samenwerk("--lang", "en", "import", "list.csv", "--replace")
    assert result.exit_code == 0
    assert "(changed here since the last import)" in result.stdout
    assert data(changed, PROMEN)["public_task"] == {"text": "Werk voor wie dat zoekt"}
    assert data(changed, MONEY)["years"][0]["contribution"]["amount"] == 9170000


def test_an_edit_with_the_same_list_is_no_difference(fresh, samenwerk):
    samenwerk("import", "list.csv")
    fresh.replace(PROMEN, "Werk voor iedereen", "Werk voor wie dat zoekt")
    fresh.replace(PROMEN, "imported:\n  - heading: Kleur\n    text: Blauw\n", "")
    before = registry(fresh)
    result = samenwerk("--lang", "en", "import", "list.csv", "--replace")
    assert result.exit_code == 0
    assert "Nothing to do" in result.stdout
    assert registry(fresh) == before


def test_without_the_memory_of_this_computer_every_difference_is_shown(fresh, samenwerk):
    samenwerk("import", "list.csv")
    fresh.path(".samenwerk/imported.yaml").unlink()
    fresh.replace(PROMEN, "Werk voor iedereen", "Werk voor wie dat zoekt")
    result = samenwerk("--lang", "en", "import", "list.csv")
    assert result.exit_code == 1
    assert "Werk voor wie dat zoekt" in result.stdout


def test_new_lines_columns_and_years_come_to_what_is_there(changed, samenwerk):
    changed.write(
        "list.csv",
        "Naam;Bijdrage 2026 (x € 1.000);Deelnemers;Bron;Risico's;Kleur;Website\n"
        "Promen;9.500;Woerden;Begroting 2026;Groot;Rood;www.promen.example\n"
        "Nieuwe club;1;;;;;\n",
    )
    result = samenwerk("--lang", "en", "import", "list.csv", "--replace")
    assert result.exit_code == 0, result.stderr
    facts, money = data(changed, PROMEN), data(changed, MONEY)
    assert [year["year"] for year in money["years"]] == [2025, 2026]
    assert money["risks"] == [{"text": "Groot"}]
    assert facts["partners"] == [{"organisations": ["woerden"]}]
    assert facts["documents"] == [{"id": "begroting-2026", "title": "Begroting 2026"}]
    assert {"heading": "Kleur", "text": "Rood"} in facts["imported"]
    assert changed.path("registry/organisations/woerden.yaml").exists()
    assert changed.path("registry/nieuwe-club/partnership.yaml").exists()
    again = samenwerk("--lang", "en", "import", "list.csv")
    assert again.exit_code == 0, again.stdout


def test_a_result_comes_to_a_year_that_is_there(changed, samenwerk):
    changed.write("list.csv", "Naam;Resultaat 2025 na bestemming (€)\nPromen;-/- € 38\n")
    assert samenwerk("import", "list.csv", "--replace").exit_code == 0
    (year,) = data(changed, MONEY)["years"]
    assert year["result"] == {
        "figure": {"amount": -38, "source": "list.csv"},
        "before_or_after": "after",
    }


def test_a_renamed_partnership_is_found_by_its_former_name(fresh, samenwerk):
    samenwerk("import", "list.csv")
    fresh.replace(PROMEN, "name: Promen", "name: Werkbedrijf\nformer_names:\n  - Promen")
    assert samenwerk("import", "list.csv").exit_code == 0
    assert not fresh.path("registry/promen-2").exists()


def test_a_partnership_with_mistakes_is_mended_first(fresh, samenwerk):
    fresh.write(PROMEN, "name: Promen\n")
    result = samenwerk("--lang", "en", "import", "list.csv")
    assert result.exit_code == 1
    assert "promen has mistakes" in result.stderr


# --- a map ----------------------------------------------------------------------------------------


def test_a_map_says_what_columns_are(fresh, samenwerk):
    fresh.write("list.csv", "Wie;Wat;Geld;Kleur\nPromen;Werk;9267;Blauw\n")
    fresh.write(
        "map.yaml",
        "unit: 1000\nyear: 2024\nkind: accounts\n"
        "columns:\n  Wie: name\n  wat: public_task\n"
        "  Geld:\n    is: contribution\n    year: 2025\n  Kleur: keep\n",
    )
    assert samenwerk("import", "list.csv", "--map", "map.yaml").exit_code == 0
    assert data(fresh, PROMEN)["public_task"] == {"text": "Werk"}
    (year,) = data(fresh, MONEY)["years"]
    assert (year["year"], year["kind"], year["contribution"]["amount"]) == (
        2025,
        "accounts",
        9267000,
    )


@pytest.fixture
def mapped(fresh, samenwerk):
    """Imported without a year, so that the amounts are words; then a map says the year."""
    fresh.write("list.csv", "Naam;Bijdrage (x € 1.000);Kleur\nPromen;9.267;Blauw\nHecht;4.772;\n")
    samenwerk("import", "list.csv")
    fresh.write("map.yaml", "year: 2025\n")
    return fresh


def test_a_figure_takes_the_place_of_its_words(mapped, samenwerk):
    words = {"heading": "Bijdrage (x € 1.000)", "text": "9.267"}
    assert words in data(mapped, PROMEN)["imported"]
    arguments = ("--lang", "en", "import", "list.csv", "--map", "map.yaml")
    told = samenwerk(*arguments)
    assert "    in the register: 9.267 (as text)\n    in the list: €9,267,000" in told.stdout
    assert samenwerk(*arguments, "--replace").exit_code == 0
    assert data(mapped, MONEY)["years"][0]["contribution"]["amount"] == 9267000
    assert data(mapped, PROMEN)["imported"] == [{"heading": "Kleur", "text": "Blauw"}]
    assert "imported" not in mapped.read("registry/hecht/partnership.yaml")
    assert samenwerk(*arguments).exit_code == 0


def test_words_that_say_more_than_the_figure_stay(mapped, samenwerk):
    mapped.replace("list.csv", "9.267", "9.267,345678")
    samenwerk("import", "list.csv", "--replace")
    samenwerk("import", "list.csv", "--map", "map.yaml", "--replace")
    assert {"heading": "Bijdrage (x € 1.000)", "text": "9.267,345678"} in data(mapped, PROMEN)[
        "imported"
    ]


def test_words_stay_when_the_figure_is_not_taken_over(mapped, person):
    before = registry(mapped)
    result = person("import", "list.csv", "--map", "map.yaml", typed=["3"])
    assert result.exit_code == 0
    assert registry(mapped) == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("columns:\n  Naan: name\n", "line 2: the list has no column “Naan”."),
        ("columns:\n  Naam: names\n", "line 2: “names” is nothing that a column can become"),
        ("columns:\n  Naam: 3\n", "line 2: “…” is nothing that a column can become"),
        ("unit: 500\n", "line 1: unit must be one of: 1, 1000, 1000000."),
        ("\nyear: '2024'\n", "line 2: year must be one of"),
        ("kind: begroting\n", "line 1: kind must be one of: budget, accounts."),
        ("colums: {}\n", "line 1: “colums” is not known here."),
        ("columns:\n  Naam: {is: name, jaar: 3}\n", "line 2: “jaar” is not known here."),
        ("columns: []\n", "line 1: here must stand keys with values"),
        ("- Naam\n", "line 1: here must stand keys with values"),
        ("columns: {Naam: name, Kleur: name}\n", "“Kleur” and “Naam” cannot both be the name."),
        ("columns:\n\tNaam: name\n", "line 2: "),
        ("", "line 1: "),
    ],
)
def test_a_wrong_map_is_refused_with_its_line(fresh, samenwerk, text, sentence):
    fresh.write("map.yaml", text)
    before = fresh.snapshot()
    result = samenwerk("--lang", "en", "import", "list.csv", "--map", "map.yaml")
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert fresh.snapshot() == before


def test_a_list_without_names_is_refused_with_its_headings(fresh, samenwerk):
    fresh.write("list.csv", "Kleur;Geur\nBlauw;Zoet\n")
    result = samenwerk("--lang", "en", "import", "list.csv")
    assert result.exit_code == 1
    assert "list.csv, line 1: no column holds the names. The headings are: Kleur, Geur." in (
        result.stderr
    )


# --- questions ------------------------------------------------------------------------------------


def test_a_person_is_asked_about_columns_and_confirms(fresh, person):
    result = person("import", "list.csv", typed=["1", "1"])
    assert result.exit_code == 0
    assert "1 column was not recognised." in result.stdout
    assert "Bring 2 partnerships into the register?" in result.stdout
    assert data(fresh, PROMEN)["imported"] == [{"heading": "Kleur", "text": "Blauw"}]


def test_a_person_says_what_a_column_is(fresh, person):
    fresh.replace("list.csv", "Kleur", "Hoort bij")
    result = person("import", "list.csv", typed=["2", "3", "1"])
    assert result.exit_code == 0, result.stdout
    assert "What does the column “Hoort bij” hold?" in result.stdout
    assert "imported" not in data(fresh, PROMEN)


def test_a_person_says_the_name_the_unit_and_the_year(fresh, person):
    fresh.write("list.csv", "Club;Bijdrage\nPromen;9267\n")
    result = person("import", "list.csv", typed=["1", "2", "3", "1"])
    assert result.exit_code == 0, result.stdout
    assert data(fresh, MONEY)["years"] == [
        {"year": 2025, "contribution": {"amount": 9267000, "source": "list.csv"}}
    ]


def test_what_a_person_said_about_a_list_is_asked_once(fresh, person, samenwerk):
    fresh.write("list.csv", "Club;Bijdrage;Kleur\nPromen;9267;Blauw\n")
    person("import", "list.csv", typed=["1", "1", "2", "3", "1"])
    before = registry(fresh)
    for again in (person("import", "list.csv", typed=[]), samenwerk("import", "list.csv")):
        assert again.exit_code == 0, again.stdout
    assert registry(fresh) == before
    fresh.replace("list.csv", "9267", "9170")
    result = samenwerk("--lang", "en", "import", "list.csv", "--replace", "--no-input")
    assert "in the list: €9,170,000" in result.stdout


def test_a_damaged_memory_is_no_more_than_a_help_that_is_gone(fresh, person, samenwerk):
    person("import", "list.csv", typed=["2", "1", "1"])
    for name in ("columns", "imported"):
        fresh.write(f".samenwerk/{name}.yaml", "[]: {")
    assert samenwerk("import", "list.csv").exit_code == 0


def test_a_person_who_does_not_know_keeps_the_amounts_as_text(fresh, person):
    fresh.write("list.csv", "Naam;Bijdrage\nPromen;9267\n")
    assert person("import", "list.csv", typed=["4", "1"]).exit_code == 0
    assert data(fresh, PROMEN)["imported"] == [{"heading": "Bijdrage", "text": "9267"}]
    assert not fresh.path(MONEY).exists()


def test_a_person_may_say_no(fresh, person):
    before = fresh.snapshot()
    result = person("import", "list.csv", typed=["1", "2"])
    assert result.exit_code == 0
    assert "Nothing was imported." in result.stdout
    assert fresh.snapshot() == before


def test_a_person_decides_each_difference_once(changed, person):
    result = person("import", "list.csv", typed=["1", "2", "1"])
    assert result.exit_code == 0, result.stdout
    assert data(changed, PROMEN)["public_task"] == {"text": "Werk en re-integratie"}
    assert data(changed, MONEY)["years"][0]["contribution"]["amount"] == 9267000
    again = person("import", "list.csv", typed=["1"])
    assert "Nothing to do" in again.stdout


@pytest.mark.parametrize(("choice", "amount"), [("3", 9267000), ("4", 9170000)])
def test_a_person_decides_for_all_the_rest(changed, person, choice, amount):
    assert person("import", "list.csv", typed=["1", choice]).exit_code == 0
    assert data(changed, MONEY)["years"][0]["contribution"]["amount"] == amount


# --- files that are no list -----------------------------------------------------------------------


def archive(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def good_workbook():
    made = io.BytesIO()
    book = Workbook()
    book.active.append(["Naam"])
    book.active.append(["Promen"])
    book.save(made)
    return made.getvalue()


def with_part(name, change):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good_workbook())) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, change(content) if part.filename == name else content)
    return made.getvalue()


def entities(content):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return content.replace(b"<worksheet", bomb + b"<worksheet", 1)


def far_away(content):
    return content.replace(b'r="A2"', b'r="XFD1048576"').replace(b'r="2"', b'r="1048576"')


HOSTILE = {
    "columns": (b"Naam;" + b";".join(b"k%d" % n for n in range(1000)) + b"\nPromen;1\n",
                "line 1: there are 1001 columns, and at most 300 are read."),
    "lines": (b"Naam\n" + b"\n".join(b"Party %d" % n for n in range(5001)),
              "has more than 5000 lines"),
    "control": (b"Naam;Doel\nPromen;Werk\x07\n", "line 2: a cell holds a character that cannot"),
    "right-to-left": ("Naam;Doel\nPromen;\u202eWerk\n".encode(), "U+202E"),
    "quote": (b'Naam;Doel\nPromen;"Werk\nHecht;Zorg\n', "cannot be told apart"),
    "empty": (b"", "is empty"),
    "blank": (b"\r\n \r\n", "is empty"),
    "headings-only": (b"Naam;Doel\n", "holds no partnerships below line 1"),
    "old-excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "is an old Excel file"),
    "no-text": (b"\x89PNG\x81\x8d\x8f\x90\x9d", "is no text and no workbook"),
    "utf-16-le": ("Naam;Doel\nPromen;Werk\n".encode("utf-16-le"), "seems to be in UTF-16"),
    "utf-16-be": ("Naam;Doel\nPromen;Werk\n".encode("utf-16-be"), "as CSV UTF-8, or as .xlsx."),
    "half-zip": (b"PK\x03\x04 and no more", "cannot be read as a workbook"),
    "other-zip": (archive(**{"a.txt": "x"}), "cannot be read as a workbook"),
    "bomb": (archive(**{"xl/sheet1.xml": b"0" * (160 << 20)}), "unpacks to more than 150 MB"),
    "entities": (with_part("xl/worksheets/sheet1.xml", entities), "cannot be read as a workbook"),
    "far-cell": (with_part("xl/worksheets/sheet1.xml", far_away), "there are 16384 columns"),
    "long-name": (b"Naam;Doel\n" + b"x" * 201 + b";Werk\n", "line 2: this name has 201 characters"),
    "much-text": (b"Naam;a;b\nPromen;" + b";".join([b"x" * 40_001] * 2), "line 2"),
    "too-large": (b"Naam\n" + b"x" * (20 << 20), "is too large: at most 20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(fresh, samenwerk, kind, language):
    content, sentence = HOSTILE[kind]
    fresh.write("list", content)
    before = fresh.snapshot()
    result = samenwerk("--lang", language, "import", "list")
    assert result.exit_code == 1, result.stderr
    assert language == "nl" or sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert fresh.snapshot() == before


def test_a_file_that_is_not_there_is_wrong_usage(fresh, samenwerk):
    assert samenwerk("import", "gone.csv").exit_code == 2
    assert samenwerk("import", "registry").exit_code == 2
    assert samenwerk("import", "list.csv", "--map", "gone.yaml").exit_code == 2


def test_formulas_stay_words(fresh, samenwerk):
    formula = '=HYPERLINK("https://example.org";"klik")'
    cell = formula.replace('"', '""')
    fresh.write("list.csv", f'Naam;Opmerking\n@SUM(A1);"{cell}"\n')
    assert samenwerk("import", "list.csv").exit_code == 0
    facts = data(fresh, "registry/sum-a1/partnership.yaml")
    assert facts["name"] == "@SUM(A1)"
    assert facts["imported"] == [{"heading": "Opmerking", "text": formula}]


def test_the_help_page(samenwerk):
    result = samenwerk("--lang", "en", "import", "--help")
    assert result.exit_code == 0
    assert "--map" in result.stdout
