"""One party in the paragraph: all that BBV art. 15(2) asks, and what practice adds to it."""

from collections.abc import Iterator, Sequence

from samenwerk.bbv.entry import Entry
from samenwerk.bbv.figures import NAMES, OPTIONAL
from samenwerk.document.facts import Facts
from samenwerk.document.markdown import Markdown, bullets, joined, lines, md, strong, table
from samenwerk.document.paragraph import words
from samenwerk.document.paragraph.sheet import Sheet
from samenwerk.finance import Risk

Row = tuple[object, ...]


def party(sheet: Sheet, entry: Entry) -> Markdown:
    """Its facts, its figures, and its risks."""
    made = _Party(sheet, entry)
    return joined([made.facts(), made.figures(), made.risks()], "\n\n")


class _Party:
    def __init__(self, sheet: Sheet, entry: Entry) -> None:
        self._sheet = sheet
        self._texts = sheet.texts
        self._entry = entry
        self._partnership = entry.partnership
        self._facts: Facts = sheet.facts(entry)

    def facts(self) -> Markdown:
        """Who it is, and how the interest is held (art. 15(2)(a)); missing is said, not hidden."""
        absent = self._sheet.missing()
        return table(("", ""), [(name, value or absent) for name, value in self._rows()])

    def _rows(self) -> Iterator[tuple[object, object]]:
        facts, partnership = self._facts, self._partnership
        yield facts.label("seat"), partnership.seat
        yield self._texts("Legal form"), facts.choice(("form",), partnership.form)
        yield facts.label("programme"), partnership.programme
        if partnership.purpose:
            yield self._texts("What for"), partnership.purpose
        yield self._texts("Public interest"), partnership.public_task.text
        yield facts.label("governance_interest"), self._governance()
        yield facts.label("financial_interest"), self._financial()

    # --- how the interest is held ---

    def _governance(self) -> Markdown:
        """A seat, a vote, the share of the votes, and what shows it (BBV art. 1(1)(d))."""
        facts = self._partnership.governance_interest
        answers = [(key, self._yes_or_no(getattr(facts, key))) for key in ("seat", "vote")]
        return self._held("governance_interest", answers, self._share(), facts.ground)

    def _share(self) -> Markdown | None:
        own = self._sheet.order.around.settings.organisation
        votes = (each.percent for each in self._partnership.voting if each.organisation == own)
        share = next(votes, None)
        if share is None:
            return None
        return self._texts("Share of the votes: {percent}", percent=self._facts.percent(share))

    def _financial(self) -> Markdown:
        """What is lost in a bankruptcy, what we are liable for, and what shows it."""
        facts = self._partnership.financial_interest
        answers = [
            (key, self._at_stake(getattr(facts, key))) for key in ("not_recoverable", "liable")
        ]
        return self._held("financial_interest", answers, None, facts.ground)

    def _held(
        self,
        interest: str,
        answers: Sequence[tuple[str, Markdown | None]],
        more: Markdown | None,
        ground: str | None,
    ) -> Markdown:
        """Each answer on a line; then all that is missing, in one."""
        label = self._facts.label
        said = [*answers, ("ground", md(ground))]
        known = [joined([label(interest, key), value], ": ") for key, value in said if value]
        open_ones = [label(interest, key).lower() for key, value in said if not value]
        absent = self._sheet.missing(joined(open_ones, ", ")) if open_ones else None
        return lines([*known[: len(answers)], more, *known[len(answers) :], absent])

    def _yes_or_no(self, answer: bool | None) -> Markdown | None:  # noqa: FBT001  # an answer
        if answer is None:
            return None
        return self._texts("yes") if answer else self._texts("no")

    def _at_stake(self, amount: int | str | None) -> Markdown | None:
        """In whole euros with their sign: this is no table in a unit."""
        if isinstance(amount, int):
            return md(self._facts.euros(amount))
        return self._texts("none") if amount == "none" else None

    # --- figures and risks ---

    def figures(self) -> Markdown:
        """Art. 15(2)(b), (c) and (d), each with its source and the day on which it was right."""
        texts, sheet = self._texts, self._sheet
        headings = [sheet.unit_name(), texts("Amount"), texts("Source and reference date")]
        return table(headings, map(self._figure, self._names()), amounts={1})

    def _names(self) -> list[str]:
        """What is not asked and not there is left out."""
        figures = self._entry.figures
        return [name for name in NAMES if name not in OPTIONAL or figures[name].figure]

    def _figure(self, name: str) -> Row:
        choice = self._entry.figures[name]
        label = self._sheet.figure_name(name)
        if name == "result" and choice.euros is not None and self._entry.result:
            reserves = self._texts(words.RESERVES[self._entry.result.before_or_after])
            label = joined([label, reserves], ", ")
        return label, self._sheet.whole(choice), self._sheet.source(name, choice)

    def risks(self) -> Markdown:
        """Art. 15(2)(e); that there are none is something else than that nobody said so."""
        name = strong(self._texts("Risks:"))
        known = self._entry.finance.risks if self._entry.finance else None
        if known is None:
            return joined([name, self._sheet.missing()], " ")
        if not known:
            return joined([name, self._texts("none")], " ")
        return joined([name, bullets(map(self._risk, known))], "\n\n")

    def _risk(self, risk: Risk) -> Markdown:
        """The risk, what is done about it, and what is left (BBV art. 11)."""
        texts = self._texts
        return lines(
            [
                risk.text,
                texts("Measure: {measure}", measure=risk.measure) if risk.measure else None,
                texts("What is left: {left}", left=risk.left) if risk.left else None,
            ]
        )
