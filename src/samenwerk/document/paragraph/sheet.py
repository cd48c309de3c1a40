"""What every part of the paragraph needs: order, edition, unit, and how amounts look."""

from dataclasses import dataclass

from samenwerk import formats
from samenwerk.bbv.edition import Edition
from samenwerk.bbv.entry import Entry
from samenwerk.bbv.figures import POSITIONS, Choice
from samenwerk.bbv.total import Unit, in_unit
from samenwerk.document.facts import Facts
from samenwerk.document.markdown import Markdown, Sentences, emphasis, joined, lines, md
from samenwerk.document.order import Order
from samenwerk.document.paragraph import words
from samenwerk.finance import Figure, Year


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The paper on which the paragraph is written."""

    order: Order
    edition: Edition
    unit: Unit

    @property
    def texts(self) -> Sentences:
        return self.order.texts

    def facts(self, entry: Entry) -> Facts:
        return Facts(entry.record, self.order.around, self.texts, internal=self.order.internal)

    def unit_name(self) -> Markdown:
        """What the head of each table with amounts says."""
        return self.texts(words.UNIT_NAMES[self.unit])

    def figure_name(self, name: str) -> Markdown:
        return self.texts(words.figure_name(name, self.edition), year=self.edition.year)

    def amount(self, euros: int) -> str:
        return formats.grouped(in_unit(euros, self.unit), self.texts.language)

    def missing(self, reason: object = None) -> Markdown:
        """The mark that a reader cannot overlook, with the reason if there is one."""
        if reason:
            return emphasis(self.texts("not available: {reason}", reason=reason))
        return emphasis(self.texts("not available"))

    # --- figures ---

    def short(self, choice: Choice) -> Markdown:
        """In a table of many parties: the amount, n.v.t., or that it is missing."""
        if choice.reason is None and choice.figure:
            return self._figure(choice.figure)
        if choice.older and choice.older_year:
            return emphasis(self._of_year(choice.older, choice.older_year))
        return emphasis(self.texts("missing"))

    def whole(self, choice: Choice) -> Markdown:
        """The same, with the reason why it is missing."""
        if choice.reason is None and choice.figure:
            return self._figure(choice.figure)
        why = self.missing(self.texts("not known") if choice.reason == "unknown" else None)
        if not (choice.older and choice.older_year):
            return why
        known = self._of_year(choice.older, choice.older_year)
        return lines([why, emphasis(self.texts("last known: {amount}", amount=known))])

    def source(self, name: str, choice: Choice) -> Markdown:
        """Where the figure that is shown comes from, and on which day it was right."""
        figure = choice.older or choice.figure
        if figure is None:
            return Markdown()
        texts = self.texts
        where: object = figure.source
        if not where and figure.amount != "not-applicable":
            where = emphasis(texts("source missing"))
        when: Markdown | None = None
        if figure.date:
            day = formats.date(figure.date, texts.language)
            when = texts("reference date {date}", date=day)
        elif name in POSITIONS and figure.euros is not None:
            when = emphasis(texts("reference date missing"))
        return joined([where, when], "; ")

    def _figure(self, figure: Figure) -> Markdown:
        if figure.euros is None:
            return self.texts("n.a.")
        return md(self.amount(figure.euros))

    def _of_year(self, figure: Figure, year: Year) -> Markdown:
        of_year = self.texts(words.YEARS[year.kind], year=year.year)
        return self.texts("{amount} ({year})", amount=self._figure(figure), year=of_year)
