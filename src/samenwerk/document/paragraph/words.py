"""The words of the paragraph: message ids for what article 15 of the BBV asks."""

from collections.abc import Mapping

from samenwerk.bbv.edition import Edition, Kind
from samenwerk.bbv.entry import Point
from samenwerk.bbv.news import Sort
from samenwerk.bbv.total import Unit
from samenwerk.errors import N_
from samenwerk.finance import YearKind

DOCUMENTS: Mapping[Kind, str] = {
    "begroting": N_("Budget"),
    "jaarstukken": N_("Annual report and accounts"),
}
UNIT_NAMES: Mapping[Unit, str] = {
    "eur": N_("Amounts in euros"),
    "keur": N_("Amounts ×\u00a0€\u00a01,000"),
}
# The four groups of art. 15(1)(b), by their number.
GROUPS: Mapping[int, str] = {
    1: N_("Joint arrangements"),
    2: N_("Companies and cooperatives"),
    3: N_("Foundations and associations"),
    4: N_("Other affiliated parties"),
}
# Art. 15(2)(b), (c) and (d), in the words of the law; what was says nothing of “expected”.
_EXPECTED: Mapping[str, str] = {
    "interest_begin": N_("Interest on 1 January {year}"),
    "interest_end": N_("Expected interest on 31 December {year}"),
    "equity_begin": N_("Expected equity on 1 January {year}"),
    "equity_end": N_("Expected equity on 31 December {year}"),
    "debt_begin": N_("Expected debt on 1 January {year}"),
    "debt_end": N_("Expected debt on 31 December {year}"),
    "result": N_("Expected result of {year}"),
    "contribution": N_("Contribution in {year}"),
    "guarantee": N_("Guarantee in {year}"),
}
_REAL: Mapping[str, str] = {
    **_EXPECTED,
    "interest_end": N_("Interest on 31 December {year}"),
    "equity_begin": N_("Equity on 1 January {year}"),
    "equity_end": N_("Equity on 31 December {year}"),
    "debt_begin": N_("Debt on 1 January {year}"),
    "debt_end": N_("Debt on 31 December {year}"),
    "result": N_("Result of {year}"),
}
RESERVES: Mapping[str | None, str] = {
    "before": N_("before changes in the reserves"),
    "after": N_("after changes in the reserves"),
    "unknown": N_("before or after changes in the reserves: not known"),
    None: N_("before or after changes in the reserves: not known"),
}
YEARS: Mapping[YearKind | None, str] = {
    "budget": N_("budget {year}"),
    "accounts": N_("accounts {year}"),
    None: N_("{year}, kind not known"),
}
# What is missing, besides figures.
ITEMS: Mapping[str, str] = {
    "vision": N_("Vision on affiliated parties"),
    "intentions": N_("Policy intentions about affiliated parties"),
    "affiliated": N_("Whether it is an affiliated party"),
    "group": N_("Group in the list: the legal form"),
    "governance": N_("Governance interest: the answer or what shows it"),
    "financial": N_("Financial interest: the answer or what shows it"),
    "public_interest": N_("Public interest"),
    "risks": N_("Risks, or that there are none"),
    "seat": N_("Seat"),
    "form": N_("Legal form"),
    "programme": N_("Programme"),
    "source": N_("Source of figures"),
    "date": N_("Reference date of figures"),
    "reserves": N_("Result: before or after changes in the reserves"),
}
POINTS: Mapping[Point, str] = {
    "1a": N_("15, paragraph 1, a: vision and policy intentions"),
    "1b": N_("15, paragraph 1, b: list in four groups"),
    "2a": N_("15, paragraph 2, a: how the interest is held, public interest"),
    "2b": N_("15, paragraph 2, b: interest at the start and the end"),
    "2c": N_("15, paragraph 2, c: equity and debt at the start and the end"),
    "2d": N_("15, paragraph 2, d: result"),
    "2e": N_("15, paragraph 2, e: risks"),
    "practice": N_("Customary, not in article 15"),
}
SORTS: Mapping[Sort, str] = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "ended": N_("Ended"),
}
NEWS: Mapping[str, str] = {
    "start": N_("start date"),
    "active": N_("decision to take part"),
    "inherited-active": N_("decision to go on, after a check"),
    "ending": N_("decision to stop in time"),
    "end": N_("planned end date"),
    "ended": N_("decision that it has ended"),
    "joined": N_("joined: {who}"),
    "left": N_("left: {who}"),
    "published": N_("text in force was published"),
}


# Every figure, in the order of the law.
FIGURES = tuple(_EXPECTED)


def figure_name(name: str, edition: Edition) -> str:
    """The message id for a figure; its place is `{year}`."""
    return (_EXPECTED if edition.is_expected else _REAL)[name]
