"""In one or two lines: is it an affiliated party, and what are its newest figures?"""

from collections.abc import Iterator, Mapping

from samenwerk import affiliated, formats
from samenwerk.affiliated import Standing
from samenwerk.bbv.figures import newest
from samenwerk.display import label
from samenwerk.document.paragraph import words
from samenwerk.errors import N_
from samenwerk.finance import Figure, Year
from samenwerk.i18n import Texts
from samenwerk.partnership import Partnership
from samenwerk.surroundings import Record

_NAMES: Mapping[str, str] = {
    "interest_end": N_("interest"),
    "equity_end": N_("equity"),
    "debt_end": N_("debt"),
    "result": N_("result"),
    "contribution": N_("contribution"),
}


def in_short(record: Record, texts: Texts) -> list[tuple[str, list[str]]]:
    """Names with their lines, in words; no figures, no line about them."""
    figures = [_newest(texts, *each) for each in newest(record.finance)]
    found = [(texts("Affiliated party"), [_standing(record.partnership, texts)])]
    return [*found, (texts("Newest figures"), figures)] if figures else found


def _standing(partnership: Partnership, texts: Texts) -> str:
    standing = affiliated.standing(partnership)
    if standing is Standing.LISTED:
        number = affiliated.bbv_group(partnership) or 0
        return texts("yes, group {number}: {group}", number=number, group=_group(number, texts))
    if standing is Standing.WITHOUT_GROUP:
        return texts("yes, but the legal form gives no group")
    if standing is Standing.OTHER:
        return texts("no: {reason}", reason=", ".join(why_not(partnership, texts)))
    open_ones = ", ".join(_open(partnership, texts))
    return texts("not known yet; missing: {answers}", answers=open_ones)


def why_not(partnership: Partnership, texts: Texts) -> Iterator[str]:
    """Why it is no affiliated party; if no interest is lacking for certain, it is the form."""
    no_control = affiliated.governance(partnership).held is False
    no_money = affiliated.financial(partnership).held is False
    if no_control:
        yield texts("no governance interest")
    if no_money:
        yield texts("no financial interest")
    if not (no_control or no_money):
        yield texts("an agreement, no organisation")


def _open(partnership: Partnership, texts: Texts) -> Iterator[str]:
    for path in affiliated.open_answers(partnership):
        yield label("partnership", path, texts.language).lower()


def _group(number: int, texts: Texts) -> str:
    return texts(words.GROUPS[number])


def _newest(texts: Texts, name: str, figure: Figure, year: Year) -> str:
    """`equity € 1.234 (jaarrekening 2025, 31 december 2025; jaarstukken, blz. 4)`."""
    of_year = texts(words.YEARS[year.kind], year=year.year)
    day = formats.date(figure.date, texts.language) if figure.date else ""
    source = figure.source or texts("source missing")
    details = "; ".join(filter(None, [", ".join(filter(None, [of_year, day])), source]))
    amount = formats.euros(figure.euros or 0, texts.language)
    return f"{texts(_NAMES[name])}: {amount} ({details})"
