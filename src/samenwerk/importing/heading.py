"""What a column holds, by its heading: Dutch and English, as lists of municipalities write them.

A heading that is not known, or that could mean two things, gives a column that is kept: its cells
go into the register word for word.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from samenwerk.finance import PAIRS, YearKind
from samenwerk.importing.moment import take_day, take_year, year_of
from samenwerk.importing.plain import plain, words
from samenwerk.importing.unit import take_unit

KEEP = "keep"
NAME = "name"
FACTS = (
    "name", "form", "seat", "purpose", "public_task", "governance_interest", "financial_interest",
    "participants", "programme", "risks", "measures", "source", "website", "kvk", "year", "start",
    "end",
)  # fmt: skip
SINGLE = ("result", "contribution", "guarantee")
FIGURES = (*(f"{pair}.{moment}" for pair in PAIRS for moment in ("begin", "end")), *SINGLE)
UNTOLD = PAIRS  # of which moment, only a date in the cell can tell
TARGETS = (*FACTS, *FIGURES, *UNTOLD, KEEP)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading as it stands there, and what its cells become."""

    heading: str
    target: str = KEEP
    is_known: bool = False  # recognised, also where it is recognised as something to keep
    is_about_people: bool = False
    unit: int | None = None
    year: int | None = None
    date: dt.date | None = None
    kind: YearKind | None = None
    before_or_after: str | None = None

    @property
    def is_figure(self) -> bool:
        return self.target in FIGURES or self.target in UNTOLD


_PARTY = r"(?:verbonden partij(?:en)?|partij|organisatie|instelling|samenwerking(?:sverband)?)"
_FACTS = {
    "name": rf"(?:naam|name)(?: (?:van )?(?:de |het |of )?(?:{_PARTY}|regeling|gr|deelneming))?"
    rf"|{_PARTY}|gemeenschappelijke regeling|deelneming|partnership|organisation|party",
    "form": r"rechtsvorm|juridische (?:vorm|status|structuur)|(?:soort )?rechtspersoon|vorm"
    r"|(?:legal )?form",
    "seat": r"(?:statutaire )?(?:zetel|vestigingsplaats|seat)|(?:plaats|gemeente) van vestiging"
    r"|plaats|vestiging|gevestigd(?: te| in)?",
    "public_task": r".*\b(?:openbaar|publiek|maatschappelijk) belang|public (?:interest|task)"
    r"|publieke ta(?:ak|ken)|ta(?:ak|ken)",
    "purpose": r"doel(?:stelling(?:en)?)?(?: van .*)?|purpose|goals?",
    "governance_interest": r"bestuurlijke? (?:belang|betrokkenheid|relatie|invloed)|zeggenschap"
    r"|governance interest|control",
    "financial_interest": r"financie(?:el|le) (?:belang|betrokkenheid)|financial interest",
    "participants": r"(?:overige |andere )?(?:deelnem(?:ers|ende partijen)|deelnemende gemeenten"
    r"|participanten|partners|participants|members|aandeelhouders|shareholders)"
    r"|met wie|samenwerkingspartners",
    "programme": r"(?:begrotings)?programmas?|programma s|taakveld(?: ?en)?|programma taakveld"
    r"|beleidsveld|programme|task field",
    "risks": r"(?:financiele |belangrijkste |eventuele )?risico(?: ?s)?(?: en .*maatregel(?:en)?)?"
    r"|risks?",
    "measures": r"(?:beheers ?)?maatregel(?:en)?|measures?",
    "source": r"bron(?:nen)?(?: url)?|source(?: url)?|sources|vindplaats|url bron",
    "website": r"website|internet(?:adres|pagina|site)?|web ?adres|url|site|homepage",
    "kvk": r"kvk(?: ?(?:nummer|nr))?|kamer van koophandel(?: nummer)?|coc number",
    "year": r"(?:begrotings|boek|verslag|peil)?jaar|jaartal|year",
    "start": r"(?:start|ingangs|oprichtings)datum|datum (?:start|ingang|oprichting)|oprichting"
    r"|opgericht(?: op)?|start date",
    "end": r"einde? ?datum|datum einde|expiratiedatum|end date"
    r"|(?:loopt|looptijd|geldig)(?: tot(?: en met)?| af(?: op)?)",
    KEEP: r"(?:bbv )?categorie|groep|soort|type|indeling|category|group|opmerking(?:en)?|remarks?",
}
_FIGURES = {
    "equity": r"eigen vermogen|ev|equity",
    "debt": r"vreemd vermogen|vv|schulden|debts?|liabilities",
    "interest": r"(?:financieel )?belang|kapitaalbelang|interest",
    "result": r"(?:financieel |exploitatie ?|jaar|rekening)?resultaat|(?:financial )?result",
    "contribution": r"(?:financiele |structurele )?(?:exploitatie)?bijdrage|contribution",
    "guarantee": r"garantie|garantstelling|borgstelling|borgtocht|gewaarborgd bedrag|guarantee",
}
_PEOPLE = re.compile(
    r".*\b(?:portefeuillehouder|wethouder|bestuurder|contact(?:persoon)?|accounthouder|"
    r"vertegenwoordiger|ambtenaar|secretaris|directeur)\b.*"
)
# Words that say nothing about which figure it is.
_PADDING = re.compile(
    r"\b(?:verwachte?|omvang|gemeentelijke?|jaarlijkse?|gemeente|onze|eigen bijdrage van|totale?|"
    r"van|het|de|in|per|op|aan|stand|saldo|bedrag|jaar|dienstjaar|begrotingsjaar|boekjaar|expected|"
    r"our|the|of|annual|yearly|primitieve?)\b"
)
_BUDGET = re.compile(
    r"\b(?:begroting|begroot|raming|geraamd|prognose|verwachte?|budget|expected)\b"
)
_ACCOUNTS = re.compile(
    r"\b(?:jaar)?(?:rekening|stukken|verslag)\b|\b(?:realisatie|werkelijke?|gerealiseerde?|accounts|"
    r"annual report|actual)\b"
)
_BEGIN = re.compile(r"\b(?:begin|primo|start|aanvang|1 januari|1 jan|0?1[-/]0?1)\b(?![-/]\d)")
_END = re.compile(r"\b(?:eind|einde|ultimo|slot|end|31 december|31 dec|31[-/]12)\b(?![-/]\d)")
_BEFORE_OR_AFTER = re.compile(
    r"\b(voor|na|before|after) (?:bestemming|mutaties? reserves?|reserves)"
)


def read_heading(text: str) -> Column:
    """What the column under a heading holds."""
    column = Column(heading=text)
    rest, unit = take_unit(plain(text.replace("_", " ")))
    column = replace(column, unit=unit, kind=kind_in(rest))
    name = words(rest)
    if _PEOPLE.fullmatch(name):
        return replace(column, is_known=True, is_about_people=True)
    return _figure(column, rest) or _fact(column, name)


def kind_in(text: str) -> YearKind | None:
    """Budget or accounts, if a text speaks of one of the two."""
    folded = plain(text)
    is_budget, is_accounts = bool(_BUDGET.search(folded)), bool(_ACCOUNTS.search(folded))
    if is_budget == is_accounts:
        return None
    return "budget" if is_budget else "accounts"


def _fact(column: Column, name: str) -> Column:
    for target, pattern in _FACTS.items():
        if re.fullmatch(pattern, name):
            return replace(column, target=target, is_known=True)
    return column


def _figure(column: Column, text: str) -> Column | None:
    rest, day = take_day(text)
    rest, year = take_year(rest)
    rest, moment = _moment(rest, day.date)
    reserves = _BEFORE_OR_AFTER.search(rest)
    name = words(_BEFORE_OR_AFTER.sub(" ", _ACCOUNTS.sub(" ", _BUDGET.sub(" ", rest))))
    name = words(_PADDING.sub(" ", name))
    target = next((key for key, each in _FIGURES.items() if re.fullmatch(each, name)), "")
    if not target or (target == "interest" and not moment):
        return None
    if target in PAIRS and moment:
        target = f"{target}.{moment}"
    before = None
    if reserves:
        before = "before" if reserves[1] in {"voor", "before"} else "after"
    return replace(
        column,
        target=target,
        is_known=True,
        year=year_of(day.date, is_begin=moment == "begin") if day.date else year.year,
        date=day.date,
        before_or_after=before,
    )


def _moment(text: str, day: dt.date | None) -> tuple[str, str]:
    """Begin or end of the year: by its word, else by the day."""
    is_begin, is_end = bool(_BEGIN.search(text)), bool(_END.search(text))
    rest = _END.sub(" ", _BEGIN.sub(" ", text))
    if is_begin != is_end:
        return rest, "begin" if is_begin else "end"
    if day and not is_begin:
        return rest, {(1, 1): "begin", (12, 31): "end"}.get((day.month, day.day), "")
    return rest, ""
