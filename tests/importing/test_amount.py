"""Amounts as Dutch documents print them: what becomes a figure, and what stays text."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwerk.formats import euros
from samenwerk.importing.amount import LARGEST, Amount, of_number, read_amount
from samenwerk.importing.plain import plain
from samenwerk.importing.unit import take_unit

# The cell, what one is in its column (None: nobody said so), and the amount.
AMOUNTS = [
    ("€ 4.272.645", None, 4272645),
    ("€4.272.645", None, 4272645),
    ("€ 4 272 645", None, 4272645),
    ("EUR 134.000", None, 134000),
    ("134.000 euro", None, 134000),
    ("€ 38", None, 38),
    ("€ -38", None, -38),
    ("€ - 40.000", None, -40000),
    ("- € 40.000", None, -40000),
    ("-€40.000", None, -40000),
    ("−€ 5", None, -5),
    ("-/- € 78.000", None, -78000),
    ("€ -/- 78.000", None, -78000),
    ("(€ 78.000)", None, -78000),
    ("(78.000)", 1, -78000),
    ("78.000-", 1, -78000),
    ("78.000 -/-", 1, -78000),
    ("€ 78.000 -/-", None, -78000),
    ("Niet bekend.", None, "unknown"),
    ("N.v.t.", None, "not-applicable"),
    ("€ 78.000 -", None, -78000),
    ("+ € 500", None, 500),
    ("€ 40.000 (verlies)", None, -40000),
    ("(verlies) € 40.000", None, -40000),
    ("€ 40.000 verlies", None, -40000),
    ("€ 40.000 nadelig", None, -40000),
    ("€ 40.000 (winst)", None, 40000),
    ("-€ 40.000 (verlies)", None, -40000),
    ("€ 3 miljoen verlies", None, -3000000),
    ("4,8 miljoen", None, 4800000),
    ("4,8 miljoen euro", None, 4800000),
    ("28,220 miljoen euro", None, 28220000),
    ("€ 28,220 mln.", None, 28220000),
    ("€ 4,8 mln", None, 4800000),
    ("4.8 million", None, 4800000),
    ("€ 1,5 miljard", None, 1500000000),
    ("€ 45 duizend", None, 45000),
    ("45k", None, 45000),
    ("€ 12.500,-", None, 12500),
    ("€ 12.500,--", None, 12500),
    ("12.500,-", None, 12500),
    ("€ 12,=", None, 12),
    ("€ 12.500,00", None, 12500),
    ("€ 0", None, 0),
    ("0", None, 0),
    ("0,00", None, 0),
    ("nihil", None, 0),
    ("134 (bedragen * € 1.000)", None, 134000),
    ("4.272 x € 1.000", None, 4272000),
    ("4.272 (x 1.000)", None, 4272000),
    ("4.272", 1000, 4272000),
    ("€ 4.272", 1000, 4272000),
    ("11.500,5", 1000, 11500500),
    ("-15", 1000, -15000),
    ("4,8 miljoen", 1000, 4800000),
    ("12,5", 1_000_000, 12500000),
    ("12 000", 1, 12000),
    ("46050", 1, 46050),
    ("1,234,567", 1, 1234567),
    ("1,234,567.00", 1, 1234567),
    ("1234.50", 100, 123450),
    ("niet bekend", None, "unknown"),
    ("Niet bekend", 1000, "unknown"),
    ("onbekend", 1, "unknown"),
    ("Geen opgave", 1, "unknown"),
    ("nog niet bekend", 1, "unknown"),
    ("n.v.t.", 1, "not-applicable"),
    ("NVT", 1, "not-applicable"),
    ("niet van toepassing", 1, "not-applicable"),
    ("n/a", 1, "not-applicable"),
]
# What says nothing certain: no figure, and never 0.
NO_AMOUNTS = [
    ("", 1), ("-", 1), ("--", 1), ("€", 1), ("€ -", 1), ("p.m.", 1), ("PM", 1), ("?", 1),
    ("4.272", None), ("134", None), ("1,234", 1), ("4,272", 1000), ("28,220 million", None),
    ("4.800 miljoen", None), ("1.23.456", 1), ("12.34", None), ("ca. € 4 mln", 1),
    ("circa € 4.000", 1), ("± € 4.000", 1), ("> € 4.000", 1), ("max. € 4.000", 1), ("20%", 1),
    ("€ 100 / € 200", 1), ("€ 100 en € 200", 1), ("- € 38 (winst)", 1), ("€ 5 winst verlies", 1),
    ("-€ -5", 1), ("€ 4 per inwoner", 1), ("zie toelichting", 1), ("10 aandelen", 1), ("=B2+C2", 1),
    ("4,8 miljoen (x € 1.000)", None), ("€ 99.999.999 miljard", None), ("31-12-2020", 1),
]  # fmt: skip
DAYS = [
    ("€ 46.050 (31-12-2020)", "2020-12-31", 2020),
    ("€ 46.050 (31/12/2020)", "2020-12-31", 2020),
    ("€ 46.050 per 31-12-2020", "2020-12-31", 2020),
    ("€ 46.050 (per 31 december 2020)", "2020-12-31", 2020),
    ("€ 46.050 (1 jan 2021)", "2021-01-01", 2021),
    ("€ 46.050 (ultimo 2020)", "2020-12-31", 2020),
    ("€ 46.050 (2020-12-31)", "2020-12-31", 2020),
    ("€ 46.050 (2020)", None, 2020),
    ("€ 46.050", None, None),
]


@pytest.mark.parametrize(("text", "unit", "wanted"), AMOUNTS)
def test_an_amount_becomes_whole_euros(text, unit, wanted):
    found = read_amount(text, unit)
    assert found
    assert found.euros == wanted
    assert type(found.euros) is type(wanted)


@pytest.mark.parametrize(("text", "unit"), NO_AMOUNTS)
def test_what_is_not_certain_stays_text(text, unit):
    assert read_amount(text, unit) is None


@pytest.mark.parametrize(("text", "date", "year"), DAYS)
def test_an_amount_may_tell_its_day(text, date, year):
    day = dt.date.fromisoformat(date) if date else None
    assert read_amount(text) == Amount(46050, date=day, year=year)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("€ 1.234,56", 1235), ("€ -1.500,50", -1501), ("€ 46.050 (jaarrekening 2020)", 46050)],
)
def test_what_says_more_than_its_figure_is_kept_as_well(text, wanted):
    found = read_amount(text)
    assert found
    assert (found.euros, found.is_all) == (wanted, False)


def test_the_table_is_long_enough():
    assert len(AMOUNTS) + len(NO_AMOUNTS) + len(DAYS) >= 60


@given(st.integers(-LARGEST, LARGEST))
def test_euros_printed_in_dutch_are_read_back(amount):
    assert read_amount(euros(amount, "nl")) == Amount(amount)


@given(st.integers(-(10**9), 10**9), st.sampled_from([1000, 1_000_000]))
def test_thousands_and_millions_are_read_back(amount, unit):
    printed = euros(amount, "nl").removeprefix("€ ")
    assert read_amount(printed, unit) == (Amount(amount * unit) if printed else None)


@given(st.text(max_size=30), st.sampled_from([None, 1, 1000]))
def test_no_text_breaks_it_and_without_a_digit_it_is_never_more_than_nothing(text, unit):
    found = read_amount(text, unit)
    if found and isinstance(found.euros, int) and not any(map(str.isdigit, text)):
        assert plain(text) in {"nihil", "nul", "nil"}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**12))
def test_a_number_of_a_workbook_needs_a_unit_too(number):
    assert of_number(number, None) == (Amount(0) if not number else None)
    found = of_number(number, 1)
    if found:
        assert abs(found.euros - number) <= 0.5
        assert found.is_all == (number == int(number))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Eigen vermogen (x € 1.000)", 1000),
        ("EV x 1000", 1000),
        ("bedragen × € 1.000,-", 1000),
        ("(bedragen in € 1.000)", 1000),
        ("in duizenden euro's", 1000),
        ("(k€)", 1000),
        ("in miljoenen", 1_000_000),
        ("x € 1 mln", 1_000_000),
        ("x € 1.000.000", 1_000_000),
        ("(in euro's)", 1),
        ("Resultaat (€)", 1),
        ("Eigen vermogen", None),
        ("Aantal aandelen", None),
        ("x € 1.5", 1),
    ],
)
def test_a_unit_is_found_in_a_heading(text, unit):
    assert take_unit(plain(text))[1] == unit
