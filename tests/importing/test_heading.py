"""Headings of real lists: Dutch and English, in any order, with units, years and accents."""

import pytest

from samenwerk.importing.heading import read_heading

GOUDA = {
    "name": "name", "legal_form": "form", "category": "keep", "seat": "seat",
    "public_interest": "public_task", "participants": "participants",
    "governance_interest": "governance_interest", "financial_interest": "financial_interest",
    "equity_begin": "equity.begin", "equity_end": "equity.end", "debt_begin": "debt.begin",
    "debt_end": "debt.end", "result": "result", "risks": "risks", "source_url": "source",
}  # fmt: skip
HEADINGS = {
    **GOUDA,
    "Naam": "name",
    "NAAM VERBONDEN PARTIJ": "name",
    "Naam van de verbonden partij:": "name",
    "Gemeenschappelijke regeling": "name",
    "Samenwerkingsverband": "name",
    "Rechtsvorm ": "form",
    "Juridische vorm": "form",
    "Vestigingsplaats": "seat",
    "Plaats van vestiging": "seat",
    "Statutaire zetel": "seat",
    "Openbaar belang": "public_task",
    "Doelstelling / openbaar belang": "public_task",
    "Publiek belang": "public_task",
    "Doel": "purpose",
    "Doelstellingen": "purpose",
    "Bestuurlijk belang": "governance_interest",
    "Bestuurlijke betrokkenheid": "governance_interest",
    "Financieel belang": "financial_interest",
    "Deelnemers": "participants",
    "Deelnemende gemeenten": "participants",
    "Overige deelnemers": "participants",
    "Aandeelhouders": "participants",
    "Programma": "programme",
    "Taakveld(en)": "programme",
    "Risico's": "risks",
    "Risico’s": "risks",
    "Financiële risico's": "risks",
    "Risico's en beheersmaatregelen": "risks",
    "Beheersmaatregelen": "measures",
    "Bron": "source",
    "Website": "website",
    "KvK-nummer": "kvk",
    "Jaar": "year",
    "Startdatum": "start",
    "Opgericht op": "start",
    "Loopt tot en met": "end",
    "Met wie": "participants",
    "Einddatum": "end",
    "Eigen vermogen": "equity",
    "Eigen vermogen 1-1-2024 (x € 1.000)": "equity.begin",
    "EV begin 2024": "equity.begin",
    "Eigen vermogen primo": "equity.begin",
    "Eigen vermogen per 31-12-2023": "equity.end",
    "Eigen vermogen (31-12)": "equity.end",
    "Verwachte omvang eigen vermogen ultimo 2025": "equity.end",
    "Vreemd vermogen einde begrotingsjaar": "debt.end",
    "VV eind": "debt.end",
    "Belang begin": "interest.begin",
    "Belang 31-12-2024": "interest.end",
    "Résultat": "keep",
    "Financieel resultaat": "result",
    "Verwacht resultaat 2024": "result",
    "Jaarresultaat": "result",
    "Bijdrage 2024": "contribution",
    "Gemeentelijke bijdrage": "contribution",
    "Garantstelling": "guarantee",
    # not the same as what they look like
    "Bijdrage per inwoner": "keep",
    "Risicoprofiel": "keep",
    "Solvabiliteit": "keep",
    "Belang": "keep",
    "Vermogen": "keep",
    "Eigen vermogen T-1": "keep",
    "Eigen vermogen begin en eind 2024": "keep",
    "Rendement eigen vermogen": "keep",
    "Visie op de verbonden partij": "keep",
    "": "keep",
}


@pytest.mark.parametrize(("heading", "target"), HEADINGS.items())
def test_a_heading_tells_what_its_column_becomes(heading, target):
    column = read_heading(heading)
    assert column.target == target
    assert column.heading == heading


@pytest.mark.parametrize(
    ("heading", "unit", "year", "day", "kind"),
    [
        ("Eigen vermogen 1-1-2024 (x € 1.000)", 1000, 2024, "2024-01-01", None),
        ("Eigen vermogen begin (31-12-2023)", None, 2024, "2023-12-31", None),
        ("Eigen vermogen 31-12-2023", None, 2023, "2023-12-31", None),
        ("Resultaat 2024 begroting", None, 2024, None, "budget"),
        ("Bijdrage jaarrekening 2022 (in euro's)", 1, 2022, None, "accounts"),
        ("Bijdrage 2022-2024", None, None, None, None),
    ],
)
def test_a_heading_tells_unit_year_and_kind(heading, unit, year, day, kind):
    column = read_heading(heading)
    assert (column.unit, column.year, column.kind) == (unit, year, kind)
    assert (column.date.isoformat() if column.date else None) == day


@pytest.mark.parametrize(
    ("heading", "moment"),
    [("Resultaat voor bestemming", "before"), ("Resultaat na bestemming", "after")],
)
def test_a_result_is_before_or_after_the_reserves(heading, moment):
    assert read_heading(heading).before_or_after == moment


@pytest.mark.parametrize("heading", ["Portefeuillehouder", "Contactpersoon", "Bestuurder (naam)"])
def test_a_column_about_people_is_kept_and_known_as_such(heading):
    column = read_heading(heading)
    assert (column.target, column.is_about_people) == ("keep", True)
