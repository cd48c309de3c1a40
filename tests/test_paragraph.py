"""The paragraph about affiliated parties: complete, in the order of the law, and never a false 0.

`python tests/test_paragraph.py` writes the expected documents anew; then read what changed.
"""

import csv
import io
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gating
from conftest import ROOT, TODAY
from samenwerk import affiliated, cli, clock
from samenwerk.affiliated import Standing
from samenwerk.bbv.edition import Edition
from samenwerk.bbv.entry import entries
from samenwerk.bbv.figures import NAMES, POSITIONS, choices
from samenwerk.bbv.news import FACTS
from samenwerk.bbv.running import counts
from samenwerk.bbv.total import in_unit
from samenwerk.document.markdown import Sentences
from samenwerk.document.order import Order
from samenwerk.document.page import page
from samenwerk.document.paragraph import as_paragraph, words
from samenwerk.document.paragraph.rows import COLUMNS, as_rows
from samenwerk.escape import csv_cell
from samenwerk.finance import Finance
from samenwerk.i18n import Texts
from samenwerk.interview.closing import LACKS
from samenwerk.terminal import Terminal

EXPECTED = ROOT / "tests" / "documents" / "paragraph"
GOUDA_LIST = ROOT / "tests" / "importing" / "lists" / "gouda.csv"
GOUDA = {
    "registry/register.yaml": (
        "schema: 1\norganisation: gemeente-gouda\nauthority: municipality\nbegan: 2026-01-01\n"
        "gate: [why, goals, values, roles]\n"
    ),
    "registry/organisations/gemeente-gouda.yaml": (
        "schema: 1\nname: Gemeente Gouda\nkind: municipality\n"
    ),
}
BUDGET = Edition(year=2027, kind="begroting")
REPORT = Edition(year=2027, kind="jaarstukken")
BOTH_INTERESTS = {
    "governance_interest": {"seat": True, "vote": True, "ground": "Regeling, artikel 8."},
    "financial_interest": {"not_recoverable": 5000, "liable": "none", "ground": "Aandelen."},
}
NO_CONTROL = {"governance_interest": {"seat": False, "vote": False, "ground": "Geen zetel."}}
# A form of each group of art. 15(1)(b), in the order of the law.
FORM_OF_GROUP = {1: "openbaar-lichaam", 2: "bv", 3: "stichting", 4: "egts"}


# --- whole documents ------------------------------------------------------------------------------


def documents():
    """Every expected document by its name."""
    of_2027 = ("--as", "bbv", "--year", "2027")
    for language in ("nl", "en"):
        line = (*of_2027, "--unit", "keur", "--lang", language)
        yield f"begroting-2027.{language}.md", exported(*line)
        yield f"begroting-2027.{language}.html", exported(*line, into="x.html")
    yield "begroting-2027.csv", exported(*of_2027, into="x.csv")
    report = ("--as", "bbv", "--year", "2025", "--kind", "jaarstukken")
    yield "jaarstukken-2025.nl.md", exported(*report)
    yield "wgr.omgevingsdienst-lageland.nl.md", exported("omgevingsdienst-lageland", "--as", "wgr")
    yield "gouda-2024.nl.md", of_gouda("--as", "bbv", "--year", "2024", "--unit", "keur")


def exported(*arguments, into=""):
    """What the command makes of the repository's own register, outside any git."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "registry", Path(folder) / "registry")
        return made(folder, *arguments, into=into)


def of_gouda(*arguments):
    """The same for a register into which the published list of Gouda was imported."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in GOUDA.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        said = io.StringIO()
        line = ["--register", folder, "import", str(GOUDA_LIST)]
        assert cli.run(line, Terminal(said, said)) == 0
        return made(folder, *arguments)


def made(folder, *arguments, into=""):
    out = io.StringIO()
    target = Path(folder) / into
    line = ["--register", folder, "export", *arguments, *(["-o", str(target)] if into else [])]
    assert cli.run(line, Terminal(out, io.StringIO())) == 0
    return target.read_bytes().decode() if into else out.getvalue()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def test_the_paragraphs_are_as_they_were_read_and_approved():
    found = dict(documents())
    assert {path.name for path in EXPECTED.iterdir()} == set(found)
    for name, text in found.items():
        assert text == (EXPECTED / name).read_bytes().decode(), name


# --- in memory ------------------------------------------------------------------------------------


def record(id="x", *, money=None, status="inherited", **facts):
    """A partnership that runs, with its figures."""
    data = {"schema": 1, "name": f"Partij {id}", "status": status, **facts}
    found = gating.record(data)
    return replace(
        found, id=id, finance=Finance.from_data({"schema": 1, **money}) if money else None
    )


def listed(id="x", group=1, **facts):
    return record(id, form=FORM_OF_GROUP[group], **BOTH_INTERESTS, **facts)


def year(number=2027, kind="budget", **figures):
    return {"year": number, **({"kind": kind} if kind else {}), **figures}


def paragraph(records, edition=BUDGET, unit="eur", language="nl", **changes):
    order = Order(
        texts=Sentences(Texts(language)),
        around=gating.around(today=TODAY, **changes),
        internal=False,
        lacks=LACKS,
    )
    return as_paragraph(records, order, edition, unit)


def rows(records, edition=BUDGET):
    text = as_rows(records, edition, TODAY)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sections(text):
    """The text below each heading of the second level."""
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def group_tables(text):
    """The cells of each table of many parties: a row by name."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {line[0]: line[1:] for line in lines if len(line) == 9}


# --- who stands where -----------------------------------------------------------------------------


def test_the_four_groups_stand_in_the_order_of_the_law_and_say_so_when_empty():
    found = sections(paragraph([]))
    assert list(found)[2:6] == [
        "1. Gemeenschappelijke regelingen",
        "2. Vennootschappen en coöperaties",
        "3. Stichtingen en verenigingen",
        "4. Overige verbonden partijen",
    ]
    assert [text.strip() for text in list(found.values())[2:7]] == ["Geen."] * 5


PARTIES = st.lists(
    st.tuples(
        st.sampled_from(["openbaar-lichaam", "nv", "stichting", "egts", "convenant", None]),
        st.sampled_from([BOTH_INTERESTS, NO_CONTROL, {}]),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(parties=PARTIES)
def test_every_party_stands_in_exactly_one_place(parties):
    records = [
        record(f"p{number}", **({"form": form} if form else {}), **facts)
        for number, (form, facts) in enumerate(parties)
    ]
    text = paragraph(records)
    parts = list(sections(text).items())[2:]
    for each in records:
        name = each.partnership.name
        places = [
            title
            for title, part in parts[:-1]
            if f"### {name}\n" in part or f"\n| {name} |" in part
        ]
        assert len(places) == 1, (name, places)
        number = affiliated.bbv_group(each.partnership)
        is_listed = affiliated.standing(each.partnership) is Standing.LISTED
        assert places[0].startswith(f"{number}. ") == is_listed
    assert [row["id"] for row in rows(records)] == [each.id for each in records]


def test_what_is_no_affiliated_party_stands_only_in_the_annex_with_the_reason():
    text = paragraph([record(form="nv", **NO_CONTROL), record("y", form="convenant")])
    annex = sections(text)["Bijlage: overige samenwerkingsverbanden"]
    assert "| Partij x | NV | – | geen bestuurlijk belang |" in annex
    assert "een afspraak, geen organisatie" in annex
    assert "### Partij" not in text


def test_what_is_not_known_stands_apart_with_the_answer_that_is_missing():
    half = {"governance_interest": {"seat": True, "ground": "Regeling."}}
    text = paragraph([record(form="nv", **half)])
    found = sections(text)["Nog niet bekend: verbonden partij of niet"]
    assert (
        "| Partij x | 2\\. Vennootschappen en coöperaties | "
        "Financieel belang: niet te verhalen bedrag, bedrag van aansprakelijkheid |" in found
    )
    assert "Van 1 partij in deze groep is nog niet bekend" in text


def test_an_affiliated_party_without_a_form_has_no_group():
    text = paragraph([record(**BOTH_INTERESTS)])
    assert "### Partij x" in sections(text)["Verbonden partijen zonder groep"]
    assert "Groep in de lijst: de rechtsvorm" in sections(text)["Wat nog ontbreekt"]


@pytest.mark.parametrize(
    ("facts", "years"),
    [
        ({"status": "exploring"}, []),
        ({"status": "declined"}, []),
        ({}, [2025, 2026, 2027, 2028]),
        ({"dates": {"start": "2026-07-01", "check_by": "2027-01-01"}}, [2026, 2027, 2028]),
        ({"dates": {"start": "2027-12-31"}}, [2027, 2028]),
        ({"dates": {"start": "2020-01-01", "end": "2027-01-01"}}, [2025, 2026, 2027]),
        # an end that went by without a decision ended nothing: `validate` says so
        ({"dates": {"start": "2020-01-01", "end": "2025-01-01"}}, [2025, 2026, 2027, 2028]),
        (
            {
                "status": "ended",
                "decisions": [
                    {"status": "active", "body": "college", "date": "2025-03-01"},
                    {"status": "ended", "body": "college", "date": "2026-01-01"},
                ],
            },
            [2025, 2026],
        ),
        (
            {
                "status": "ending",
                "decisions": [
                    {"status": "active", "body": "college", "date": "2026-03-01"},
                    {"status": "ending", "body": "college", "date": "2026-09-01"},
                ],
            },
            [2026, 2027, 2028],
        ),
    ],
)
def test_who_is_in_force_on_some_day_of_the_year_counts(facts, years):
    partnership = record(**facts).partnership
    editions = [Edition(year=each, kind="begroting") for each in range(2025, 2029)]
    assert [each.year for each in editions if counts(partnership, each, TODAY)] == years


# --- what changed ---------------------------------------------------------------------------------


def test_new_changed_and_ended_follow_from_dates_and_decisions():
    records = [
        listed("a", dates={"start": "2027-04-01"}),
        listed("b", dates={"start": "2020-01-01", "end": "2027-06-30"}),
        listed(
            "c",
            dates={"start": "2013-01-01"},
            partners=[
                {"organisations": ["gemeente-oudstad"], "joined": "2026-02-01"},
                {"organisations": ["bouwer-bv"], "joined": "2013-01-01", "left": "2027-01-01"},
            ],
            organs=[
                {"organisation": "gemeente-oudstad", "organ": "college", "joined": "2026-02-01"}
            ],
            publication={"date": "2026-03-01"},
        ),
        record("d", form="nv", dates={"start": "2027-01-01"}, **NO_CONTROL),
    ]
    found = sections(paragraph(records))["Nieuw, gewijzigd en beëindigd"]
    assert [line for line in found.splitlines() if line.startswith("| ")][2:] == [
        "| Nieuw | Partij a | 1 april 2027 | startdatum |",
        "| Gewijzigd | Partij c | 1 februari 2026 | toegetreden: gemeente-oudstad |",
        "| Gewijzigd | Partij c | 1 maart 2026 | geldende tekst is bekendgemaakt |",
        "| Gewijzigd | Partij c | 1 januari 2027 | uitgetreden: bouwer-bv |",
        "| Beëindigd | Partij b | 30 juni 2027 | geplande einddatum |",
    ]
    report = sections(paragraph(records, REPORT))["Nieuw, gewijzigd en beëindigd"]
    assert "2026" not in report


def test_what_was_inherited_and_got_its_decision_is_changed_not_new():
    facts = {
        "dates": {"start": "2004-07-01", "check_by": "2027-06-01"},
        "decisions": [{"status": "active", "body": "college", "date": "2026-06-01"}],
    }
    found = paragraph([listed(status="active", **facts)])
    assert "| Gewijzigd | Partij x | 1 juni 2026 | besluit om door te gaan, na toetsing |" in found


# --- which figure ---------------------------------------------------------------------------------


def shown(name, years, edition=BUDGET):
    return choices(Finance.from_data({"schema": 1, "years": years}), edition)[name]


def equity(begin=None, end=None):
    found = {"begin": begin, "end": end}
    return {"equity": {key: {"amount": each} for key, each in found.items() if each is not None}}


def test_a_figure_of_the_year_and_the_kind_is_used():
    years = [year(2026, **equity(1, 2)), year(2027, "accounts", **equity(7, 8)),
             year(2027, **equity(3, 4))]  # fmt: skip
    assert [shown(each, years).euros for each in ("equity_begin", "equity_end")] == [3, 4]
    assert shown("equity_end", years, REPORT).euros == 8


def test_an_older_figure_may_be_shown_but_is_none_of_this_year():
    choice = shown(
        "equity_begin", [year(2024, **equity(1, 2)), year(2025, "accounts", **equity(3, 4))]
    )
    assert (choice.euros, choice.reason) == (None, "absent")
    assert (choice.older.euros, choice.older_year.year) == (4, 2025)
    assert shown("equity_end", [year(2025, **equity(3, 4))]).older is None
    assert shown("equity_begin", [year(2028, **equity(3, 4))]).older is None


def test_a_figure_whose_kind_is_not_known_is_marked():
    money = {"years": [year(2027, None, contribution={"amount": 1500, "source": "Lijst"})]}
    text = paragraph([listed(money=money)])
    assert "*1.500 (2027, soort niet bekend)*" in text
    assert "Bijdrage in 2027** (Partij x)" in text


AMOUNTS = st.one_of(
    st.integers(-(10**13), 10**13), st.sampled_from(["unknown", "not-applicable"]), st.none()
)


def figures(drawn):
    """A year with the drawn figures; None leaves one out."""
    found = {}
    for name, amount in drawn.items():
        part, _, moment = name.partition("_")
        if amount is None:
            continue
        figure = {"amount": amount, "source": "Begroting"}
        if moment:
            found.setdefault(part, {})[moment] = figure
        else:
            found[part] = {"figure": figure} if part == "result" else figure
    return found


MONEY = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, AMOUNTS)), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(money=MONEY, unit=st.sampled_from(["eur", "keur"]))
def test_what_is_unknown_is_never_0_and_what_is_shown_is_the_amount(money, unit):
    records = [
        listed(f"p{number}", money={"years": [year(**figures(each))]})
        for number, each in enumerate(money)
    ]
    table = group_tables(
        sections(paragraph(records, unit=unit))["1. Gemeenschappelijke regelingen"]
    )
    for each, drawn in zip(records, money, strict=True):
        columns = [name for name in NAMES if name != "guarantee"]
        for name, cell in zip(columns, table[each.partnership.name], strict=True):
            amount = drawn[name]
            if isinstance(amount, int):
                assert number_in(cell) == in_unit(amount, unit)
            else:
                assert cell == ("n.v.t." if amount == "not-applicable" else "*ontbreekt*")


def number_in(cell):
    return int(cell.replace("\\", "").replace("*", "").replace(".", "").split(" ")[0])


@settings(max_examples=25, deadline=None)
@given(
    amounts=st.lists(
        st.one_of(st.integers(-(10**9), 10**9), st.just("unknown")), min_size=1, max_size=6
    ),
    unit=st.sampled_from(["eur", "keur"]),
)
def test_a_total_is_the_exact_sum_rounded_once_and_says_what_it_leaves_out(amounts, unit):
    records = [
        listed(f"p{number}", money={"years": [year(contribution={"amount": each})]})
        for number, each in enumerate(amounts)
    ]
    text = sections(paragraph(records, unit=unit))["1. Gemeenschappelijke regelingen"]
    known = [each for each in amounts if isinstance(each, int)]
    cell = group_tables(text)["**Totaal**"][-1]
    if not known:
        assert cell == "*ontbreekt*"
        return
    assert number_in(cell) == in_unit(sum(known), unit)
    missing = len(amounts) - len(known)
    assert (f"({missing} ontbreekt)" in cell) == bool(missing)
    adds_up = sum(in_unit(each, unit) for each in known) == in_unit(sum(known), unit)
    assert ("Door afronding" in text) != adds_up


@given(st.integers(-(10**15), 10**15))
def test_thousands_are_rounded_to_the_nearest(euros):
    rounded = in_unit(euros, "keur")
    assert abs(euros - rounded * 1000) <= 500
    assert in_unit(-euros, "keur") == -rounded
    assert in_unit(euros, "eur") == euros


def test_half_a_thousand_goes_up():
    assert [in_unit(each, "keur") for each in (499, 500, -499, -500, 1500)] == [0, 1, 0, -1, 2]


def test_nothing_is_expected_in_the_annual_report():
    money = {"years": [year(2027, "accounts", **equity(1, 2))]}
    assert "erwacht" not in paragraph([listed(money=money)], REPORT)
    assert "Verwacht eigen vermogen op 31 december 2027" in paragraph([listed(money=money)])


def test_a_result_says_whether_it_is_before_or_after_the_reserves():
    for said, words_of in (("before", "vóór mutaties"), ("after", "na mutaties"),
                           (None, "vóór of na mutaties in de reserves: niet bekend")):  # fmt: skip
        result = {"figure": {"amount": -5, "source": "B"}}
        money = {"years": [year(result=result | ({"before_or_after": said} if said else {}))]}
        assert f"Verwacht resultaat over 2027, {words_of}" in paragraph([listed(money=money)])


def test_no_risks_is_something_else_than_nobody_said_so():
    assert "**Risico’s:** geen" in paragraph([listed(money={"risks": []})])
    silent = paragraph([listed(money={"years": []})])
    assert "**Risico’s:** *niet beschikbaar*" in silent
    assert "Risico’s, of dat die er niet zijn** (Partij x)" in silent


# --- what is missing ------------------------------------------------------------------------------


def test_everything_that_is_missing_is_listed_by_article():
    found = sections(paragraph([listed(), listed("y")]))["Wat nog ontbreekt"]
    articles = [line.split(" | ") for line in found.splitlines() if line.startswith("| ")][2:]
    assert [each[0].strip("| ").partition(":")[0] for each in articles] == [
        "15, lid 1, onder a", "15, lid 1, onder b", "15, lid 2, onder a", "15, lid 2, onder b",
        "15, lid 2, onder c", "15, lid 2, onder d", "15, lid 2, onder e",
        "Gebruikelijk, niet in artikel 15",
    ]  # fmt: skip
    assert articles[1][1] == "niets |"
    assert "registry/register.yaml" in articles[0][1]
    assert "**Verwacht belang op 31 december 2027** (alle 2 partijen)" in articles[3][1]


def test_nothing_is_missing_when_all_is_there():
    given_ = dict.fromkeys(NAMES, 1000)
    money = {"years": [year(**figures(given_))], "risks": []}
    for name in POSITIONS:
        part, _, moment = name.partition("_")
        money["years"][0][part][moment]["date"] = "2027-01-01"
    money["years"][0]["result"]["before_or_after"] = "before"
    whole = listed(
        money=money, seat="Gouda", programme="0.1 Bestuur", public_task={"text": "Veiligheid."}
    )
    general = {"affiliated_parties": {"vision": "Samen.", "intentions": "Evalueren."}}
    text = paragraph([whole], **general)
    assert "Er ontbreekt niets van wat artikel 15 van het BBV vraagt." in text
    assert "ontbreekt*" not in text
    assert "niet beschikbaar" not in text


def test_every_item_that_can_be_missing_has_words():
    silent = [record("a"), record("b", **BOTH_INTERESTS)]
    found = {item for each in entries(silent, BUDGET, TODAY) for _, item in each.missing()}
    assert found <= {*words.FIGURES, *words.ITEMS}
    assert set(words.NEWS) == set(FACTS)
    assert set(words.FIGURES) == set(NAMES)


# --- CSV ------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(money=MONEY)
def test_csv_reads_back_to_the_same_amounts(money):
    records = [
        listed(f"p{number}", money={"years": [year(**figures(each))]})
        for number, each in enumerate(money)
    ]
    names = [each for each in COLUMNS if f"{each}_toestand" in COLUMNS]
    for row, drawn in zip(rows(records), money, strict=True):
        for column, name in zip(names, NAMES, strict=True):
            amount = drawn[name]
            if isinstance(amount, int):
                assert (int(row[column]), row[f"{column}_toestand"]) == (amount, "")
            else:
                reason = {
                    None: "niet ingevuld",
                    "unknown": "niet bekend",
                    "not-applicable": "n.v.t.",
                }
                assert (row[column], row[f"{column}_toestand"]) == ("", reason[amount])


def test_an_older_figure_does_not_come_into_the_csv_of_another_year():
    (row,) = rows([listed(money={"years": [year(2026, contribution={"amount": 5})]})])
    assert (row["bijdrage"], row["bijdrage_toestand"]) == ("", "niet ingevuld")


def test_the_amount_that_was_known_last_has_columns_of_its_own():
    figure = {"amount": -5, "date": "2025-12-31", "source": "=Jaarstukken"}
    money = {"years": [year(2025, kind="accounts", equity={"end": figure}), year(2027)]}
    (row,) = rows([listed(money=money)])
    found = {name: text for name, text in row.items() if "laatst_bekend" in name and text}
    assert found == {
        "eigen_vermogen_begin_laatst_bekend": "-5",
        "eigen_vermogen_begin_laatst_bekend_jaar": "2025",
        "eigen_vermogen_begin_laatst_bekend_soort": "jaarrekening",
        "eigen_vermogen_begin_laatst_bekend_peildatum": "2025-12-31",
        "eigen_vermogen_begin_laatst_bekend_bron": "'=Jaarstukken",
    }
    assert row["eigen_vermogen_begin"] == ""


def test_what_is_known_of_the_year_itself_needs_no_older_amount():
    money = {
        "years": [year(2026, contribution={"amount": 5}), year(2027, contribution={"amount": 6})]
    }
    (row,) = rows([listed(money=money)])
    assert (row["bijdrage"], row["bijdrage_laatst_bekend"]) == ("6", "")


@given(st.text(min_size=1, max_size=20), st.sampled_from(["", "=", "+", "-", "@", "\t", "＝"]))
@settings(max_examples=25, deadline=None)
def test_text_in_csv_is_no_formula(text, sign):
    name = f"{sign}x{text}".replace("\r", "").replace("\x00", "")
    found = gating.record({"schema": 1, "name": "A", "status": "inherited"})
    named = replace(found, partnership=replace_name(found.partnership, name))
    text = as_rows([named], BUDGET, TODAY)
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["naam"] == csv_cell(name)


def replace_name(partnership, name):
    import msgspec

    return msgspec.structs.replace(partnership, name=name)


# --- text from files, and whose words -------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile", ["<b>x</b>", "| a | b |", "# kop", "[x](javascript:y)", "=1+1", "---", "`c`", "*x*"]
)
def test_text_from_files_stays_text(hostile):
    facts = {
        "purpose": hostile, "seat": hostile, "programme": hostile,
        "public_task": {"text": hostile},
        "governance_interest": {"seat": True, "vote": True, "ground": hostile},
    }  # fmt: skip
    money = {"years": [year(contribution={"amount": 1, "source": hostile})],
             "risks": [{"text": hostile, "measure": hostile, "left": hostile}]}  # fmt: skip
    each = record(form="nv", name=hostile, money=money, **facts)
    general = {"affiliated_parties": {"vision": hostile, "intentions": hostile}}
    plain = paragraph(
        [record(form="nv", name="Xyz", money=money | {"risks": [{"text": "Xyz"}]}, **facts)]
    )
    html = page(paragraph([each], **general), "nl")
    assert html.count("<h2>") == page(plain, "nl").count("<h2>")
    assert not re.search(r"<b>|<a |<code>", html)


def test_the_words_are_those_of_the_authority():
    assert "waarin de provincie een bestuurlijk" in paragraph([], authority="province")
    assert "Het BBV is er voor provincies en gemeenten" not in paragraph([], authority="province")
    board = paragraph([], authority="water-board")
    assert "waarin het waterschap een bestuurlijk" in board
    assert "*Het BBV is er voor provincies en gemeenten." in board


def test_with_csv_a_water_board_hears_it_too(register, samenwerk, tmp_path):
    register.replace("registry/register.yaml", "authority: municipality", "authority: water-board")
    target = tmp_path / "x.csv"
    result = samenwerk("export", "--as", "bbv", "--year", "2027", "-o", str(target))
    assert result.exit_code == 0
    assert "Het BBV is er voor provincies en gemeenten" in result.stderr


def test_what_is_confidential_stays_out():
    secret = "Onze ondergrens is twee jaar."
    own = {"interests": [secret]}
    assert secret not in paragraph([listed(own=own)])


# --- the command ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--as", "bbv"], "noem het met --year"),
        (["--as", "bbv", "--year", "27"], "“27” is geen jaartal"),
        (["--as", "bbv", "--year", "2200"], "“2200” is geen jaartal"),
        (["--as", "bbv", "--year", "２０２７"], "is geen jaartal"),
        (["--as", "bbv", "--year", "2027", "--kind", "notitie"], "begroting, jaarstukken"),
        (["--as", "bbv", "--year", "2027", "--unit", "mln"], "eur, keur"),
        (["--as", "bbv", "--year", "2027", "servicepunt-lageland"], "noem geen id"),
        (["--as", "bbv", "--year", "2027", "-o", "x.docx"], ".md, .html of .csv"),
        (["--as", "bbv", "--year", "2027", "--unit", "keur", "-o", "x.csv"], "laat --unit weg"),
        (["--as", "overview", "--year", "2027"], "--year hoort bij --as bbv"),
        (["--as", "csv", "--unit", "eur"], "--unit hoort bij --as bbv"),
        (["--as", "json", "--kind", "begroting"], "--kind hoort bij"),
        (["--as", "wgr"], "noem één id"),
    ],
)
def test_wrong_usage_says_what_is_right(register, samenwerk, arguments, says):
    result = samenwerk("export", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_figures_that_cannot_be_read_are_no_missing_figures(register, samenwerk):
    register.write("registry/servicepunt-lageland/finance.yaml", "schema: [")
    result = samenwerk("export", "--as", "bbv", "--year", "2027")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "registry/servicepunt-lageland/finance.yaml" in result.stderr


def test_the_csv_is_the_same_in_every_language(register, samenwerk, tmp_path):
    texts = set()
    for language in ("nl", "en"):
        target = tmp_path / f"{language}.csv"
        samenwerk("export", "--as", "bbv", "--year", "2027", "-o", str(target), "--lang", language)
        texts.add(target.read_bytes())
    assert len(texts) == 1
    assert texts.pop().startswith(b"id,naam,jaar,")


def test_a_form_that_is_no_wgr_form_is_refused(register, samenwerk):
    result = samenwerk("export", "afvaldienst-lageland", "--as", "wgr")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "geen gemeenschappelijke regeling. De vorm is: NV" in result.stderr
    unknown = samenwerk("export", "snelfietsroute-waterwijk", "--as", "wgr")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "samenwerk edit snelfietsroute-waterwijk form" in unknown.stderr


def test_the_wgr_list_has_the_nine_points_in_order(register, samenwerk):
    text = samenwerk("export", "omgevingsdienst-lageland", "--as", "wgr").stdout
    letters = re.findall(r"^\| ([a-i]) \|", text, re.MULTILINE)
    assert letters == list("abcdefghi")
    missing = re.findall(r"^- ([a-i]): ", text, re.MULTILINE)
    assert missing == ["c", "f", "h", "i"]


# --- in short -------------------------------------------------------------------------------------


def test_show_says_whether_it_is_one_and_its_newest_figures(register, samenwerk):
    shown_ = samenwerk("show", "afvaldienst-lageland").stdout
    assert "Verbonden partij\tja, groep 2: Vennootschappen en coöperaties\n" in shown_
    assert "bijdrage: € 3.260.400 (begroting 2027; Gemeentebegroting 2027)" in shown_
    loket = samenwerk("show", "energieloket-lageland", "--lang", "en").stdout
    assert "Affiliated party\tno: an agreement, no organisation\n" in loket
    assert "Newest figures" not in loket
    register.replace("registry/afvaldienst-lageland/partnership.yaml", "  vote: true\n", "")
    unknown = samenwerk("show", "afvaldienst-lageland").stdout
    assert "Verbonden partij\tnog niet bekend; dit ontbreekt: stemrecht\n" in unknown


def test_the_memo_says_so_too(register, samenwerk):
    text = samenwerk("export", "afvaldienst-lageland", "--as", "memo").stdout
    assert "**Verbonden partij:** ja, groep 2: Vennootschappen en coöperaties" in text
    assert "vreemd vermogen: € 16.120.000 (begroting 2027, 31 december 2027" in text


# --- a real list ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gouda():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: TODAY)
        return of_gouda("--as", "bbv", "--year", "2024", "--unit", "keur")


def test_the_ten_parties_of_gouda_are_there_and_their_group_is_known(gouda):
    with GOUDA_LIST.open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    unknown = sections(gouda)["Nog niet bekend: verbonden partij of niet"]
    assert sorted(re.findall(r"^### (.*)$", unknown, re.MULTILINE)) == sorted(names)
    assert unknown.count("| 1\\. Gemeenschappelijke regelingen |") == len(names) == 10
    regelingen = sections(gouda)["1. Gemeenschappelijke regelingen"]
    assert "Van 10 partijen in deze groep is nog niet bekend" in regelingen


def test_of_gouda_it_is_said_by_article_what_is_missing(gouda):
    found = sections(gouda)["Wat nog ontbreekt"]
    assert "**Of het een verbonden partij is** (alle 10 partijen)" in found
    assert "**Verwacht eigen vermogen op 31 december 2024** (alle 10 partijen)" in found
    assert "**Risico’s, of dat die er niet zijn** (alle 10 partijen)" in found
    (customary,) = [line for line in found.splitlines() if "niet in artikel 15" in line]
    assert "Promen" in customary  # its contribution stands there, but its kind is not known
    assert "Hecht" not in customary.partition("**Vestigingsplaats**")[0]


def test_the_contributions_of_gouda_are_those_of_its_list(gouda):
    table = group_tables(sections(gouda)["Nog niet bekend: verbonden partij of niet"])
    assert table["Hecht"][-1] == "5.207"
    assert table["RZG Zuidplas Grondbank"][-1] == "0"  # the list says 0
    assert table["Bedrijvenschap Regio Gouda"][-1] == "*ontbreekt*"


if __name__ == "__main__":
    clock.today = lambda: TODAY
    EXPECTED.mkdir(exist_ok=True)
    for old in EXPECTED.iterdir():
        old.unlink()
    for name, text in documents():
        (EXPECTED / name).write_bytes(text.encode())
