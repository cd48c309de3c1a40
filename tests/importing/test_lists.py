"""Whole lists, as municipalities keep them: every cell comes into the register or is shown."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from conftest import ROOT, TODAY, Copy
from samenwerk import yamlfile
from samenwerk.fact import leaves
from samenwerk.importing import columns, sheet
from samenwerk.importing.amount import read_amount
from samenwerk.importing.heading import read_heading
from samenwerk.importing.legalform import read_form
from samenwerk.importing.moment import take_day
from samenwerk.importing.names_in import names_in
from samenwerk.importing.plain import plain, words
from samenwerk.inspection import Inspection
from samenwerk.register import Register
from samenwerk.yamledit import dump

LISTS = Path(__file__).parent / "lists"
SETTINGS = """\
schema: 1
organisation: gemeente-gouda
authority: municipality
began: 2026-01-01
gate: [why, goals, values, roles]
"""
OWN = "schema: 1\nname: Gemeente Gouda\nkind: municipality\n"


def workbook() -> bytes:
    """A workbook with numbers, dates, shares, merged headings, empty rows, totals and a note."""
    book = Workbook()
    page = book.active
    page.title = "Lijst"
    page.append(["Deelnemingen per 31-12-2025"])
    page.append([])
    page.append(["Rechtsvorm", "Partij", "Eigen vermogen 31-12-2025", "Belang", "Programma",
                 "Ingangsdatum", "Aandeel", "Website", "KvK"])  # fmt: skip
    page.append(["NV", "Warmte Gouwe N.V.", 4272645.5, 0.125, 0.1, None, 0.2, "www.warmte.example"])
    page.append([])
    page.append(["BV", "Haven Gouwe B.V.", -78000, True, "1.2", None, 12, "-", "01234567"])
    page.append(["Stichting", "Stichting Gouwe", None, "geen", 7, None, None, "geen website"])
    page.append([None, "Totaal", "=SUM(C4:C7)"])
    for row, text in ((4, "€ #,##0.00"), (6, '"€" #,##0')):
        page.cell(row, 3).number_format = text
    page.cell(4, 7).number_format = "0.0%"
    page.merge_cells("A1:C1")
    book.create_sheet("Toelichting").append(["Deze lijst is van Control."])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A register without partnerships."""
    copy = Copy(tmp_path / "fresh")
    copy.write("registry/register.yaml", SETTINGS)
    copy.write("registry/organisations/gemeente-gouda.yaml", OWN)
    copy.write("warmte.xlsx", workbook())
    monkeypatch.chdir(copy.root)
    return copy


def files() -> list[str]:
    return [*(str(path) for path in sorted(LISTS.iterdir())), "warmte.xlsx"]


def inspected(copy: Copy):
    return Inspection(Register(copy.root), TODAY)


def data(copy: Copy, id: str, name: str = "partnership"):
    path = copy.path(f"registry/{id}/{name}.yaml")
    return yamlfile.load(path.read_bytes()) if path.exists() else {}


# --- the lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count"),
    [("gouda.csv", 10), ("noordstad.csv", 4), ("rijn-en-lek.txt", 3), ("westport.csv", 2),
     ("warmte.xlsx", 3)],
)  # fmt: skip
def test_a_list_becomes_valid_inherited_partnerships(fresh, samenwerk, name, count):
    path = fresh.path(name) if name.endswith("xlsx") else LISTS / name
    result = samenwerk("--lang", "en", "import", str(path))
    assert (result.exit_code, result.stderr) == (0, "")
    inspection = inspected(fresh)
    found = list(inspection.records())
    assert not inspection.findings
    assert [each for one in found for each in one.findings if each.severity == "error"] == []
    assert len(found) == count
    assert {one.record.partnership.status for one in found} == {"inherited"}
    assert {str(one.record.partnership.dates.check_by) for one in found} == {"2027-11-22"}
    assert "gemeente-gouda" not in {
        id for one in found for id in one.record.partnership.organisations
    }


@pytest.mark.parametrize("file", files(), ids=lambda path: Path(path).name)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_cell_is_in_the_register_or_on_the_screen(fresh, samenwerk, file, language):
    result = samenwerk("--lang", language, "import", file)
    assert result.exit_code == 0
    layout = columns.lay_out(sheet.read(file, Path(file).read_bytes()))
    kept = " ".join(plain(text) for text in texts_of(fresh))
    shown = plain(result.stdout)
    for line in layout.rows:
        name = line.text(layout.place("name"))
        for place in line.filled:
            cell, heading = line.text(place), layout.columns[place].heading
            assert (
                plain(cell) in kept
                or plain(cell) in shown
                or is_equal(fresh, name, heading, cell, line.cells[place])
            ), (line.number, heading, cell)
    assert all(plain(text) in shown for text in layout.above)


def texts_of(copy: Copy):
    """Every text of the register, without what the tool itself wrote around it."""
    for path in sorted(copy.path("registry").rglob("*.yaml")):
        for _, leaf in leaves(yamlfile.load(path.read_bytes())):
            yield str(leaf)


def is_equal(copy: Copy, name: str, heading: str, text: str, cell: sheet.Cell) -> bool:
    """Is the cell there with equal meaning: a figure, a form, a day, or names of organisations?"""
    id = next(
        each.id
        for each in inspected(copy).records()
        if words(each.record.partnership.name) == words(name)
    )
    facts, money = data(copy, id), data(copy, id, "finance")
    amounts = {leaf for path, leaf in leaves(money) if path[-1] == "amount"}
    for unit in (None, 1, 1000):
        found = read_amount(text, unit)
        if found and found.euros in amounts and found.is_all:
            return True
    if cell.number is not None and cell.number in amounts:
        return True
    if read_form(text) == (facts.get("form"), True):
        return True
    day = take_day(plain(text))[1].date
    if day and str(day) in {str(leaf) for _, leaf in leaves(facts)}:
        return True
    if read_heading(heading).target == "year":
        return int(text) in {leaf for path, leaf in leaves(money) if path[-1] == "year"}
    names = " ".join(map(plain, texts_of(copy)))
    pieces = [each for each in re.split(r"[;,\n]| en (?!dal)", plain(text)) if each.strip()]
    return len(pieces) > 1 and all(each.strip() in names for each in pieces)


@pytest.mark.parametrize("file", files(), ids=lambda path: Path(path).name)
def test_twice_is_the_same_as_once(fresh, samenwerk, file):
    samenwerk("import", file)
    before = fresh.snapshot()
    result = samenwerk("--lang", "en", "import", file)
    assert result.exit_code == 0
    assert "Nothing to do" in result.stdout
    assert fresh.snapshot() == before


# --- what became of it ----------------------------------------------------------------------------


def test_gouda_has_contributions_of_two_years_and_partners(fresh, samenwerk):
    samenwerk("import", str(LISTS / "gouda.csv"))
    promen = data(fresh, "promen", "finance")["years"]
    assert [(year["year"], year["contribution"]["amount"]) for year in promen] == [
        (2023, 9267000),
        (2024, 9170000),
    ]
    assert data(fresh, "rzg-zuidplas-grondbank", "finance")["years"][0]["contribution"] == {
        "amount": 0,
        "source": "Lijst verbonden partijen (begroting2024.financien.gouda.nl)",
    }
    region = data(fresh, "regio-midden-holland")
    assert region["entity"] == "regio-midden-holland"
    assert [each["organisations"] for each in region["partners"]] == [
        ["bodegraven-reeuwijk"], ["krimpenerwaard"], ["waddinxveen"], ["zuidplas"],
    ]  # fmt: skip
    assert not (fresh.root / "registry/bedrijvenschap-regio-gouda/finance.yaml").exists()


def test_amounts_that_are_not_certain_stay_text_and_unknown_is_not_zero(fresh, samenwerk):
    samenwerk("import", str(LISTS / "noordstad.csv"))
    (year,) = data(fresh, "afvalschap-dollardrand", "finance")["years"]
    assert year["equity"]["end"]["amount"] == "unknown"
    assert year["equity"]["begin"] == {
        "amount": 46050,
        "date": "2024-12-31",
        "source": "Paragraaf verbonden partijen - begroting 2026 ; noordstad.csv",
    }
    assert "begin" not in year["debt"]
    kept = {
        each["heading"]: each["text"] for each in data(fresh, "afvalschap-dollardrand")["imported"]
    }
    assert kept["Vreemd vermogen (begin)"] == "-"
    assert kept["Vreemd vermogen (eind)"] == "Geen opgave"
    bank = data(fresh, "n-v-bank-voor-de-overheid", "finance")["years"][0]
    assert bank["debt"] == {
        "begin": {"amount": "not-applicable", "source": year["debt"]["end"]["source"]}
    }


def test_thousands_in_the_title_and_two_lines_of_headings(fresh, samenwerk):
    samenwerk("import", str(LISTS / "rijn-en-lek.txt"))
    (year,) = data(fresh, "waterlaboratorium-rijn", "finance")["years"]
    assert (year["year"], year["kind"]) == (2025, "accounts")
    assert year["debt"]["end"]["amount"] == 11500500
    assert year["result"]["before_or_after"] == "after"


def test_a_line_for_each_year_becomes_one_partnership(fresh, samenwerk):
    samenwerk("import", str(LISTS / "westport.csv"))
    years = data(fresh, "energy-desk-westland", "finance")["years"]
    assert [(year["year"], year["contribution"]["amount"]) for year in years] == [
        (2024, 45000),
        (2025, 46500),
    ]
    assert data(fresh, "energy-desk-westland")["dates"]["start"] == "2021-03-01"


def test_what_two_lines_say_otherwise_is_kept_word_for_word(fresh, samenwerk):
    fresh.write(
        "list.csv",
        "Naam;Rechtsvorm;Ingangsdatum;Bijdrage 2025 (€);KvK;Doel;Risico's\n"
        "Haven B.V.;B.V.;1-3-2021;€ 45.000;01234567;Varen;Klein\n"
        "HAVEN B.V.;N.V.;2-3-2021;€ 46.000;76543210;Varen;Groot\n",
    )
    assert samenwerk("import", "list.csv").exit_code == 0
    kept = [(each["heading"], each["text"]) for each in data(fresh, "haven-b-v")["imported"]]
    assert kept == [
        ("Naam", "HAVEN B.V."),
        ("Rechtsvorm", "N.V."),
        ("Ingangsdatum", "2-3-2021"),
        ("kvk", "76543210"),
        ("Bijdrage 2025 (€)", "€ 46.000"),
    ]
    assert data(fresh, "haven-b-v", "finance")["risks"] == [{"text": "Klein"}, {"text": "Groot"}]


def test_a_line_without_a_name_goes_on_about_the_party_above_it(fresh, samenwerk):
    fresh.write(
        "list.csv",
        ";;Bron: raadsstuk\n"
        "Naam;Rechtsvorm;Doel\n"
        "Haven B.V.;B.V.;Varen\n"
        ";;Ook: ligplaatsen\n"
        "Markt;Stichting;Handel\n",
    )
    result = samenwerk("import", "list.csv")
    assert result.exit_code == 0
    assert "geen naam, dus bewaard bij die erboven" in result.stdout
    assert data(fresh, "haven-b-v")["imported"] == [{"heading": "Doel", "text": "Ook: ligplaatsen"}]
    assert "imported" not in data(fresh, "markt")


def test_a_workbook_keeps_what_it_shows(fresh, samenwerk):
    result = samenwerk("--lang", "en", "import", "warmte.xlsx")
    heat = data(fresh, "warmte-gouwe-n-v")
    kept = {each["heading"]: each["text"] for each in heat["imported"]}
    assert kept == {"Eigen vermogen 31-12-2025": "4272645,5", "Belang": "0,125", "Aandeel": "20%"}
    assert heat["programme"] == "0,1"
    assert (
        data(fresh, "warmte-gouwe-n-v", "finance")["years"][0]["equity"]["end"]["amount"] == 4272646
    )
    assert "https://www.warmte.example" in fresh.read(
        "registry/organisations/warmte-gouwe-n-v.yaml"
    )
    assert 'kvk: "01234567"' in fresh.read("registry/organisations/haven-gouwe-b-v.yaml")
    assert "=SUM(C4:C7)" in result.stdout
    assert "Toelichting" in result.stdout


@pytest.mark.parametrize("address", ["https://x..nl", "https://x.nl:99999", "https://a@x.nl/b"])
def test_an_address_that_is_none_is_kept_word_for_word(fresh, samenwerk, address):
    fresh.write("list.csv", f"Naam;Rechtsvorm;Website;Bron\nHaven;NV;{address};{address}\n")
    assert samenwerk("import", "list.csv").exit_code == 0
    haven = data(fresh, "haven")
    assert [each["text"] for each in haven["imported"]] == [address, address]
    assert not any("url" in each for each in haven.get("documents", []))
    assert "website" not in fresh.read("registry/organisations/haven.yaml")


SHOWN = [
    ("#,##0", "4272645", True, False),
    ("#,##0,", "4272,645", True, False),  # under *x € 1.000* Excel shows 4.273
    ("€ #,##0,", "4272,645", True, False),
    ('#,##0.0,, "mln"', "4,272645 mln", False, False),
    ('0 "fte"', "4272645 fte", False, False),
    ('_ "€" * #,##0_ ;_ "€" * -#,##0_ ;_ "€" * "-"??_ ;_ @_ ', "4272645", True, True),
    ("[$€-413] #,##0.00", "4272645", True, True),
    ('"EUR" #,##0;[Red]-#,##0', "4272645", True, True),
]


@pytest.mark.parametrize(("form", "text", "is_number", "is_euros"), SHOWN)
def test_a_number_is_what_the_workbook_shows(form, text, is_number, is_euros):
    book = Workbook()
    book.active.append([4272645])
    book.active["A1"].number_format = form
    cell = page_of(book).lines[0].cells[0]
    assert (cell.text, cell.number is not None, cell.is_euros) == (text, is_number, is_euros)


def test_a_hidden_sheet_in_front_is_not_the_list():
    book = Workbook()
    book.active.append(["keuze"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Lijst").append(["Naam"])
    page = page_of(book)
    assert [cell.text for cell in page.lines[0].cells] == ["Naam"]
    assert page.others == ("Sheet",)


def test_what_a_workbook_hides_is_read_and_named(fresh, samenwerk):
    book = Workbook()
    for line in (["Naam", "Kleur", "Doel"], ["Promen", "Blauw", "Werk"], ["Hecht", "Geel", "Zorg"],
                 ["Club", "Rood", "Sport"], ["Bad", "Wit", "Zwemmen"]):  # fmt: skip
        book.active.append(line)
    book.active.column_dimensions["B"].hidden = True
    book.active.column_dimensions["Z"].hidden = True  # holds nothing
    for number in (2, 3, 5, 9):
        book.active.row_dimensions[number].hidden = True
    book.save(fresh.path("list.xlsx"))
    result = samenwerk("--lang", "en", "import", "list.xlsx", "--no-input")
    said = "Hidden in the workbook, and read all the same"
    assert [line for line in result.lines if said in line] == [
        f"{said}: the columns Kleur.",
        f"{said}: the lines 2-3, 5.",
    ]
    assert fresh.path("registry/promen/partnership.yaml").exists()


def test_a_column_that_is_hidden_with_its_neighbours_is_known_by_its_place():
    book = Workbook()
    book.active.append(["Naam", "a", "b", "c"])
    book.active.column_dimensions.group("B", "C", hidden=True)
    assert page_of(book).hidden_columns == {1, 2}
    assert page_of(book).hidden_lines == set()


def page_of(book: Workbook) -> sheet.Sheet:
    made = io.BytesIO()
    book.save(made)
    return sheet.read("lijst.xlsx", made.getvalue())


def test_a_heading_of_a_group_may_stand_in_any_column(fresh, samenwerk):
    fresh.write("lijst.csv", "Nr;Naam;Zetel\nA. Gemeenschappelijke regelingen;;\n1;Promen;Gouda\n")
    samenwerk("import", "lijst.csv", "--no-input")
    promen = data(fresh, "promen")
    assert promen["form"] == "gemeenschappelijke-regeling"
    assert promen["imported"][-1]["text"] == "A. Gemeenschappelijke regelingen"


LISTED = {
    "De gemeenten Gouda en Woerden": ["Gemeente Gouda", "Gemeente Woerden"],
    "Gemeenten: Peel en Maas, Venlo": ["Gemeente Peel en Maas", "Gemeente Venlo"],
    "Provincies Groningen, Fryslân en Drenthe": [
        "Provincie Groningen",
        "Provincie Fryslân",
        "Provincie Drenthe",
    ],
    "Gemeenten Gouda, Woerden en Provincie Utrecht": [
        "Gemeente Gouda",
        "Gemeente Woerden",
        "Provincie Utrecht",
    ],
    "Gemeenten in de regio": None,
    "Gemeenten en provincies": None,
}


@pytest.mark.parametrize("text", LISTED)
def test_one_word_before_the_names_says_what_they_are(text):
    assert names_in(text) == LISTED[text]


def test_a_formula_gives_what_excel_showed_last(fresh, samenwerk):
    source = io.BytesIO(workbook())
    made = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = re.sub(rb"<v ?/>|<v></v>", b"<v>4194645.5</v>", content)
            new.writestr(part, content)
    fresh.write("warmte.xlsx", made.getvalue())
    result = samenwerk("--lang", "en", "import", "warmte.xlsx")
    assert "4194645,5" in result.stdout
    assert "=SUM" not in result.stdout


def test_another_sheet_can_be_named(fresh, samenwerk):
    result = samenwerk("--lang", "en", "import", "warmte.xlsx", "--sheet", "Lijst")
    assert result.exit_code == 0
    result = samenwerk("--lang", "en", "import", "warmte.xlsx", "--sheet", "Lijts")
    assert result.exit_code == 2
    assert "Did you mean Lijst?" in result.stderr


# --- any list -------------------------------------------------------------------------------------

NAMES = st.lists(
    st.text("abc Zoë'-.&", min_size=1, max_size=12).filter(words),
    min_size=1, max_size=5, unique_by=words,
)  # fmt: skip
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp")),
    max_size=30,
)
CELLS = st.one_of(TEXTS, st.sampled_from(["€ 4.272.645", "€ -38", "n.v.t.", "-", "4,8 mln", "12"]))
HEADINGS = st.lists(
    st.sampled_from(["Rechtsvorm", "Seat", "Openbaar belang", "Eigen vermogen 31-12-2025", "Kleur",
                     "Deelnemers", "Risico's", "Bron", "Bijdrage 2025 (x € 1.000)", "Website"]),
    max_size=6, unique=True,
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=NAMES, headings=HEADINGS, rows=st.data())
def test_any_list_comes_in_whole_and_only_once(
    tmp_path_factory, monkeypatch, samenwerk, names, headings, rows
):
    copy = Copy(tmp_path_factory.mktemp("any"))
    copy.write("registry/register.yaml", SETTINGS)
    copy.write("registry/organisations/gemeente-gouda.yaml", OWN)
    monkeypatch.chdir(copy.root)
    lines = [["Naam", *headings]]
    lines += [[name, *(rows.draw(CELLS) for _ in headings)] for name in names]
    text = "\n".join(
        ";".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines
    )
    copy.write("list.csv", text)
    first = samenwerk("--lang", "en", "import", "list.csv")
    assert first.exit_code == 0, first.stderr
    before = copy.snapshot()
    second = samenwerk("--lang", "en", "import", "list.csv")
    assert (second.exit_code, copy.snapshot()) == (0, before), second.stdout
    kept = " ".join(plain(each) for each in [*texts_of(copy), first.stdout])
    for line in lines[1:]:
        for heading, cell in zip(headings, line[1:], strict=True):
            if (
                "vermogen" not in heading
                and "Bijdrage" not in heading
                and heading not in {"Rechtsvorm", "Deelnemers"}
            ):
                assert plain(cell.strip()) in kept, (heading, cell)


def test_the_repository_knows_the_real_list():
    assert (LISTS / "gouda.csv").read_bytes().count(b"\n") == 11
    assert (ROOT / "tests/gouda").is_dir()


PURPOSES = [
    "Mooi doel; =1+2 ;=1+3;\t=1+4\tx", "=1+1", "'t Hart", "''s-Gravenhage", "a;'t Hart", "a;b",
    "a\n\n- b\n- c", '"=1"', "+31 6", "a\n'b'",
]  # fmt: skip


@pytest.mark.parametrize("purpose", PURPOSES)
def test_what_was_exported_as_csv_comes_back_exactly(fresh, samenwerk, purpose):
    path = "registry/zwembad/partnership.yaml"
    facts = {"schema": 1, "name": "'t Zwembad", "status": "exploring", "purpose": purpose}
    fresh.write(path, dump(facts))
    made = samenwerk("export", "zwembad", "--as", "csv")
    fresh.write("lijst.csv", made.stdout)
    fresh.path(path).unlink()
    fresh.path("registry/zwembad").rmdir()
    assert samenwerk("import", "lijst.csv", "--no-input").exit_code == 0
    again = yamlfile.load(fresh.path("registry/t-zwembad/partnership.yaml").read_bytes())
    assert (again["name"], again["purpose"]) == (facts["name"], facts["purpose"])


def test_a_quote_that_a_list_has_of_its_own_stays(fresh, samenwerk):
    fresh.write("lijst.csv", "naam;doel;plaats\n't Hart;'s morgens;'\n")
    assert samenwerk("import", "lijst.csv", "--no-input").exit_code == 0
    facts = yamlfile.load(fresh.path("registry/t-hart/partnership.yaml").read_bytes())
    assert (facts["name"], facts["purpose"], facts["seat"]) == ("'t Hart", "'s morgens", "'")
