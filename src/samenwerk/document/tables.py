"""The facts of one partnership as tables for a memo."""

import datetime as dt
from collections.abc import Iterator, Mapping

from samenwerk.document.facts import Facts
from samenwerk.document.markdown import Markdown, Sentences, joined, lines, md, table
from samenwerk.errors import N_
from samenwerk.partnership import Partner, Role

Row = tuple[object, ...]
_PHASES: Mapping[str, str] = {
    "before": N_("Before"),
    "during": N_("During"),
    "after": N_("After"),
}


class Tables:
    """Each method is one table; nothing if there is nothing to show."""

    def __init__(self, facts: Facts, texts: Sentences) -> None:
        self._facts = facts
        self._texts = texts
        self._partnership = facts.partnership

    # --- parties ---

    def parties(self, *, sources: bool) -> Markdown:
        """Who wants, brings and gets what, and from whom we know that."""
        texts = self._texts
        headings = [texts("Party"), texts("Interest"), texts("Main goal"), texts("Brings")]
        headings += [texts("Gets"), *([texts("Source")] if sources else [])]
        rows = [self._ourselves(), *map(self._party, self._partnership.partners)]
        return table(headings, [row if sources else row[:-1] for row in rows])

    def _ourselves(self) -> Row:
        own, facts = self._partnership.own, self._facts
        interests: object = lines(own.interests)
        if own.interests:
            marked = lines([*own.interests, facts.confidential()])
            interests = marked if facts.internal else facts.left_out()
        return (facts.ourselves(), interests, "", lines(own.brings), lines(own.gets), "")

    def _party(self, partner: Partner) -> Row:
        facts = self._facts
        return (
            facts.partner(partner),
            facts.known(partner.interest),
            facts.known(partner.main_goal),
            lines(facts.all_known(partner.brings)),
            lines(facts.all_known(partner.gets)),
            lines(facts.sources(partner)),
        )

    def expectations(self) -> Markdown:
        texts, facts = self._texts, self._facts
        headings = [texts("From"), texts("To"), texts("Expectation"), texts("State")]
        return table(
            headings,
            (
                (
                    facts.organisation(each.from_),
                    facts.organisation(each.to),
                    each.text,
                    joined(
                        [
                            facts.choice(("expectations", 0, "state"), each.state),
                            facts.date(each.date),
                        ],
                        ", ",
                    ),
                )
                for each in self._partnership.expectations
            ),
        )

    # --- roles ---

    def roles(self) -> Markdown:
        """Theirs and ours towards them, before, during and after."""
        texts = self._texts
        headings = [texts("Role"), *map(texts, _PHASES.values()), texts("Besides")]
        headings.append(md(self._facts.label("partners", 0, "deal")))
        rows = (row for each in self._partnership.partners for row in self._roles(each))
        return table(headings, rows, keep=4)

    def _roles(self, partner: Partner) -> Iterator[Row]:
        name, us = self._facts.partner(partner), self._facts.names(partner)
        for who, role in ((name, partner.their_role), (None, partner.our_role)):
            words = [self._role(partner, role, getattr(role, phase)) for phase in _PHASES]
            side = lines(self._role(partner, role, each) for each in role.side)
            deal = self._facts.choice(("partners", 0, "deal"), partner.deal) if who else None
            if any([*words, side, deal]):
                first = who or self._texts("We, towards {partner}", partner=us)
                yield (first, *words, side, deal)

    def _role(self, partner: Partner, role: Role, value: str | None) -> Markdown:
        if role is partner.their_role:
            return self._facts.role(partner.their_role, value)
        return md(self._facts.choice(("partners", 0, "our_role", "during"), value))

    def role_changes(self) -> Markdown:
        texts, facts = self._texts, self._facts
        headings = [texts("Date"), texts("Role"), texts("Was"), texts("Became"), texts("Reason")]
        at = ("partners", 0, "role_changes", 0)
        return table(
            headings,
            (
                (
                    facts.date(each.date),
                    joined(
                        [facts.partner(partner), facts.choice((*at, "whose"), each.whose)], ": "
                    ),
                    facts.choice((*at, "was"), each.was),
                    facts.choice((*at, "now"), each.now),
                    each.reason,
                )
                for partner in self._partnership.partners
                for each in partner.role_changes
            ),
        )

    # --- goals, alternatives, money ---

    def goals(self) -> Markdown:
        texts = self._texts
        headings = [texts("Result"), texts("Measure"), texts("Now"), texts("Target"), texts("By")]
        return table(
            headings,
            (
                (each.result, each.measure, each.baseline, each.target, self._facts.date(each.date))
                for each in self._partnership.goals
            ),
            keep=5,
        )

    def measurements(self) -> Markdown:
        texts = self._texts
        headings = [texts("Goal"), texts("Date"), texts("Value"), texts("Source")]
        return table(
            headings,
            (
                (goal.result or goal.id, self._facts.date(each.date), each.value, each.source)
                for goal in self._partnership.goals
                for each in goal.measured
            ),
            keep=3,
        )

    def alternatives(self) -> Markdown:
        headings = [self._texts("Other route"), self._texts("Why not")]
        return table(
            headings,
            (
                (
                    self._facts.choice(("alternatives", 0, "option"), each.option),
                    each.dropped_because,
                )
                for each in self._partnership.alternatives
            ),
        )

    def funding(self) -> Markdown:
        facts = self._facts
        headings = [self._texts("Who pays"), self._texts("Share"), self._texts("Condition")]
        return table(
            headings,
            (
                (facts.organisation(each.organisation), facts.percent(each.percent), each.condition)
                for each in self._partnership.funding
            ),
            keep=2,
        )

    def voting(self) -> Markdown:
        facts = self._facts
        return table(
            [self._texts("Who votes"), self._texts("Share of the votes")],
            (
                (facts.organisation(each.organisation), facts.percent(each.percent))
                for each in self._partnership.voting
            ),
        )

    def core_values(self) -> Markdown:
        """The five, each apart; only what is arranged."""
        headings = [self._texts("Value"), self._texts("Arrangement"), self._texts("Based on")]
        values = self._partnership.values
        return table(
            headings,
            (
                (
                    self._facts.label("values", name),
                    getattr(values, name).arrangement,
                    lines(self._facts.titles(getattr(values, name).evidence)),
                )
                for name in values.__struct_fields__
                if getattr(values, name).arrangement
            ),
            keep=2,
        )

    # --- time ---

    def planning(self) -> Markdown:
        """What happens when, in the order of the days."""
        headings = [self._texts("When"), self._texts("What")]
        rows = sorted(self._moments(), key=lambda each: each[0])
        return table(headings, ((self._facts.date(day), what) for day, what in rows))

    def _moments(self) -> Iterator[tuple[dt.date, object]]:
        dates = self._partnership.dates
        for key in ("start", "first_review", "check_by", "end", "extendable_to"):
            if day := getattr(dates, key):
                yield day, self._facts.label("dates", key)
        for goal in self._partnership.goals:
            if goal.date:
                yield goal.date, self._texts("Goal: {goal}", goal=goal.result or goal.id)

    def decisions(self) -> Markdown:
        """Every decision that was taken, with its reason."""
        texts, facts = self._texts, self._facts
        headings = [texts("Date"), texts("Body"), texts("Decision"), texts("Reason")]
        return table(
            [*headings, texts("Reference")],
            (
                (
                    facts.date(each.date),
                    facts.choice(("decisions", 0, "body"), each.body),
                    facts.choice(("decisions", 0, "status"), each.status),
                    each.reason,
                    each.reference,
                )
                for each in self._partnership.decisions
            ),
            keep=3,
        )

    def documents(self) -> Markdown:
        texts, facts = self._texts, self._facts
        headings = [texts("Document"), texts("Reference"), texts("Date"), texts("Where")]
        return table(
            headings,
            (
                (each.title, each.reference, facts.date(each.date), facts.address(each))
                for each in self._partnership.documents
            ),
            keep=1,
        )
