"""Figures by year: what they mean, and the rules at their edges."""

import datetime as dt

import pytest

from conftest import TODAY
from samenwerk.finance import Finance
from samenwerk.finding import explain
from samenwerk.inspection import Inspection
from test_rules import Memory

PATH = "registry/acme/finance.yaml"
FILES = {
    "registry/register.yaml": "schema: 1\norganisation: ours\nauthority: municipality\n"
    "began: 2026-01-01\ngate: [why, goals, values, roles]\n",
    "registry/organisations/ours.yaml": "schema: 1\nname: Ours\nkind: municipality\n",
}
INHERITED = "schema: 1\nname: Acme\nstatus: inherited\ndates:\n  check_by: 2027-11-22\n"


def record(years, *, facts=INHERITED, today=TODAY):
    facts = facts.replace("2027-11-22", str(today + dt.timedelta(days=300)))
    files = {**FILES, "registry/acme/partnership.yaml": facts, PATH: f"schema: 1\nyears:\n{years}"}
    return Inspection(Memory(files), today).record("acme")


def codes(years, **options):
    return [each.code for each in record(years, **options).findings]


def year(number, key="contribution", amount=1, *, kind="", date=""):
    """One year with one figure; `equity.end` is its end."""
    first, _, moment = key.partition(".")
    lines = [f"  - year: {number}", *([f"    kind: {kind}"] if kind else []), f"    {first}:"]
    indent = "      "
    if moment:
        lines.append(f"{indent}{moment}:")
        indent += "  "
    lines.append(f"{indent}amount: {amount}")
    if date:
        lines.append(f"{indent}date: {date}")
    return "\n".join(lines) + "\n"


def pair(begin, end, **options):
    """The end of 2025 and the begin of 2026."""
    first, second = options.get("kinds", ("", ""))
    return year(2025, "equity.end", end, kind=first, date=options.get("ended", "")) + year(
        2026, "equity.begin", begin, kind=second, date=options.get("begun", "")
    )


# --- values ---------------------------------------------------------------------------------------


def test_unknown_not_applicable_and_zero_are_three_things():
    found = record(
        year(2024, amount="unknown") + year(2025, amount="not-applicable") + year(2026, amount=0)
    )
    assert found.record
    finance = found.record.finance
    assert finance
    figures = [each.contribution for each in finance.years]
    assert [each.amount for each in figures] == ["unknown", "not-applicable", 0]
    assert [each.euros for each in figures] == [None, None, 0]
    assert [each.has_amounts for each in finance.years] == [False, False, True]


def test_a_partnership_without_figures_has_none():
    files = {**FILES, "registry/acme/partnership.yaml": INHERITED}
    found = Inspection(Memory(files), TODAY).record("acme").record
    assert found
    assert (found.finance, found.finance_source) == (None, None)


def test_every_figure_of_a_year_is_walked():
    pairs = {"begin": {"amount": 1}, "end": {"amount": 2}}
    single = {"amount": 3}
    (made,) = Finance.from_data(
        {
            "schema": 1,
            "years": [
                {"year": 2026, "interest": pairs, "equity": pairs, "debt": pairs,
                 "result": {"figure": single}, "contribution": single, "guarantee": single}
            ],
        }
    ).years  # fmt: skip
    assert [".".join(path) for path, _ in made.figures] == [
        "interest.begin", "interest.end", "equity.begin", "equity.end", "debt.begin", "debt.end",
        "result.figure", "contribution", "guarantee",
    ]  # fmt: skip


def test_a_file_with_a_bad_shape_takes_the_partnership_out_of_judgement_of_its_money_only():
    found = record(year(2026, amount='"€ 5"'))
    assert [each.code for each in found.findings] == ["wrong-form"]
    assert found.record
    assert found.record.finance is None


def test_an_e_mail_address_in_a_risk_is_seen():
    files = {**FILES, "registry/acme/partnership.yaml": INHERITED}
    files[PATH] = "schema: 1\nrisks:\n  - text: Vraag het jan@voorbeeld.nl\n"
    found = Inspection(Memory(files), TODAY).record("acme")
    assert [(each.code, each.path) for each in found.findings] == [("personal-data", PATH)]


# --- rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "wanted"),
    [
        (pair(100, 100), []),
        (pair(100, 101), ["begin-not-end"]),
        (pair("unknown", 0), []),
        (pair(0, "not-applicable"), []),
        (pair(100, 101, kinds=("budget", "budget")), ["begin-not-end"]),
        (pair(100, 101, kinds=("accounts", "budget")), []),
        (pair(100, 101, ended="2025-12-31", begun="2026-01-01"), ["begin-not-end"]),
        (pair(100, 101, ended="2025-12-31", begun="2025-12-31"), ["begin-not-end"]),
        (pair(100, 101, ended="2024-12-31", begun="2026-01-01"), []),
        (
            year(2024, "equity.end", 100) + year(2026, "equity.begin", 101),
            ["years-without-figures"],
        ),
    ],
)
def test_a_year_begins_where_the_last_one_ended(years, wanted):
    assert codes(years) == wanted


@pytest.mark.parametrize(
    ("key", "amount", "wanted"),
    [
        ("debt.end", -1, ["negative-amount"]),
        ("debt.begin", 0, []),
        ("guarantee", -1, ["negative-amount"]),
        ("guarantee", "unknown", []),
        ("equity.end", -1, []),
        ("contribution", -1, []),
    ],
)
def test_a_debt_or_guarantee_is_not_below_zero(key, amount, wanted):
    assert codes(year(2026, key, amount)) == wanted


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([2026], []),
        ([2024, 2025, 2026], []),
        ([2026, 2024], ["years-without-figures"]),
        ([2021, 2026], ["years-without-figures"]),
    ],
)
def test_a_year_between_two_others_has_figures(numbers, wanted):
    assert codes("".join(map(year, numbers))) == wanted


@pytest.mark.parametrize(
    ("date", "today", "wanted"),
    [
        ("2024-11-22", "2026-11-22", []),
        ("2024-11-21", "2026-11-22", ["figures-outdated"]),
        ("2026-02-27", "2028-02-29", ["figures-outdated"]),
        ("2026-02-28", "2028-02-29", []),
        ("2024-02-29", "2026-02-28", []),
        ("2024-02-29", "2026-03-01", ["figures-outdated"]),
        ("", "2026-12-31", []),
        ("", "2027-01-01", ["figures-outdated"]),
    ],
)
def test_the_newest_figures_are_at_most_two_years_old(date, today, wanted):
    day = dt.date.fromisoformat(today)
    assert codes(year(2024, date=date), today=day) == wanted


def test_old_figures_of_what_is_over_or_unknown_are_left_in_peace():
    exploring = "schema: 1\nname: Acme\nstatus: exploring\n"
    assert codes(year(2001), facts=exploring) == []
    assert codes(year(2001, amount="unknown")) == []


def test_a_year_may_have_a_budget_and_accounts_but_each_once():
    assert codes(year(2026, kind="budget") + year(2026, kind="accounts")) == []
    assert codes(year(2026) + year(2026, "guarantee")) == ["year-twice"]


@pytest.mark.parametrize(
    "code",
    ["begin-not-end", "figures-outdated", "negative-amount", "only-zeros", "years-without-figures"],
)
def test_published_figures_are_never_an_error(code):
    assert explain(code).severity == "warning"
