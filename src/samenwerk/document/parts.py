"""The parts of a memo that are no table of facts: in short, the decision, what is still open."""

from collections.abc import Iterable, Iterator, Sequence

from samenwerk.authority import Words
from samenwerk.counting import Lack
from samenwerk.document.answers import Answers, key_of
from samenwerk.document.facts import Facts
from samenwerk.document.markdown import (
    Markdown,
    Sentences,
    bullets,
    joined,
    lines,
    md,
    strong,
    table,
)
from samenwerk.document.paragraph.short import in_short
from samenwerk.gate import Judged
from samenwerk.partnership import Status

# The outcome of `why`: the only one that asks to begin, and those that ask for something else.
_STOP = frozenset({"use-existing", "stop"})
OVER = frozenset({Status.DECLINED, Status.ENDED})  # nothing needs to be filled in any more
_DECIDED = frozenset({Status.DECLINED, Status.ENDED, Status.ACTIVE, Status.ENDING})


class Parts:
    """Each method is one part, in Markdown; nothing if there is nothing to say."""

    def __init__(self, facts: Facts, answers: Answers, texts: Sentences, authority: Words) -> None:
        self._facts = facts
        self._answers = answers
        self._texts = texts
        self._authority = authority
        self._partnership = facts.partnership

    def named(self, *pairs: tuple[object, object]) -> tuple[Markdown, ...]:
        """`**Name:** value` for each value that is there."""
        return tuple(
            joined([strong(Markdown(f"{md(name)}:")), value], " ") for name, value in pairs if value
        )

    def items(self, items: Sequence[Markdown]) -> Markdown:
        return bullets(items)

    # --- in short ---

    def brief(self) -> Markdown:
        texts, facts = self._texts, self._facts
        items = self.named(
            (texts("Parties"), facts.partner_names()),
            (facts.label("form"), facts.choice(("form",), self._partnership.form)),
            (texts("Period"), self._period()),
            (texts("Cost"), self.cost()),
        )
        return bullets([*items, *self._answers.values("brief"), self._progress()])

    def _period(self) -> Markdown:
        dates, day = self._partnership.dates, self._facts.date
        if dates.start and dates.end:
            return self._texts("from {start} to {end}", start=day(dates.start), end=day(dates.end))
        if dates.start:
            return self._texts("from {start}", start=day(dates.start))
        return self._texts("until {end}", end=day(dates.end)) if dates.end else Markdown()

    def cost(self) -> Markdown:
        cost = self._partnership.profile.yearly_cost
        if isinstance(cost, int):
            return self._texts("about {amount} a year", amount=self._facts.euros(cost))
        return self._texts("not known yet") if cost else Markdown()

    def _progress(self) -> Markdown:
        """How many questions are open: progress, never quality."""
        state = self._answers.state
        if self.is_over:
            return Markdown()
        if state.is_open:
            return self._texts("Every question that must be answered beforehand has an answer.")
        return self._texts.plural(
            "{count} question that must be answered beforehand is still open.",
            "{count} questions that must be answered beforehand are still open.",
            sum(map(len, state.blocking.values())),
        )

    # --- the decision ---

    @property
    def is_decided(self) -> bool:
        return self._partnership.status in _DECIDED

    @property
    def is_over(self) -> bool:
        return self._partnership.status in OVER

    def asked(self, kind: str) -> Markdown:
        """The decision that is asked, readable by itself; what was concluded decides which."""
        if not self._is_ready_to_decide():
            return self._texts("No decision is asked yet: more must be found out first.")
        body = self._authority.decides(kind).in_(self._texts.language)
        asks = self._texts("We ask {body} to decide:", body=body)
        return Markdown(f"{asks}\n\n1. {self._point()}")

    def _is_ready_to_decide(self) -> bool:
        """“No” can be decided at any time; to start, every question must have its answer."""
        return self._conclusion() in _STOP or self._answers.state.is_open

    def _point(self) -> Markdown:
        texts, name = self._texts, self._partnership.name
        if self._conclusion() in _STOP:
            if self._partnership.status is Status.INHERITED:
                return texts("to stop the partnership “{name}”.", name=name)
            return texts("not to start the partnership “{name}”.", name=name)
        if self._partnership.status is Status.INHERITED:
            return texts("to go on with the partnership {details}.", details=self._details())
        return texts("to start the partnership {details}.", details=self._details())

    def _details(self) -> Markdown:
        """With whom, in which form, how long and for how much: as far as that is known."""
        texts, facts = self._texts, self._facts
        names = facts.partner_names()
        form = facts.choice(("form",), self._partnership.form)
        is_counted = isinstance(self._partnership.profile.yearly_cost, int)
        return joined(
            [
                texts("“{name}”", name=self._partnership.name),
                texts("with {partners}", partners=names) if names else None,
                texts("as {form}", form=lowered(form)) if form else None,
                self._period(),
                texts("for {cost}", cost=self.cost()) if is_counted else None,
            ],
            ", ",
        )

    def _conclusion(self) -> object:
        found = (each for each in self._answers.state.judged if key_of(each) == "why/conclusion")
        return next((each.answer.value for each in found), None)

    # --- reason, consequences ---

    def task(self) -> tuple[Markdown, ...]:
        """On which papers the public task rests, and what the law says."""
        facts, duty = self._facts, self._partnership.duty
        law = joined([duty.law, self._article(duty.article)], ", ")
        extent = facts.choice(("duty", "extent"), duty.extent)
        titles = joined(facts.titles(self._partnership.public_task.evidence), "; ")
        return self.named(
            (self._texts("The task stands in"), titles),
            (facts.label("duty"), joined([lowered(extent), law], "; ")),
        )

    def _article(self, article: str | None) -> Markdown:
        return self._texts("article {article}", article=article) if article else Markdown()

    def openness(self) -> tuple[Markdown, ...]:
        """What the public and its representatives may know and say."""
        values = self._partnership.values
        return self.named(
            (self._facts.label("values", "transparency"), values.transparency.arrangement),
            (
                self._facts.label("values", "democratic_legitimacy"),
                values.democratic_legitimacy.arrangement,
            ),
        )

    def consequences(self) -> tuple[Markdown, ...]:
        """Money, people, law and privacy, each with what is known of it."""
        texts, facts, profile = self._texts, self._facts, self._partnership.profile
        people = self._partnership.people
        stand_in = texts("stand-in: {who}", who=people.stand_in) if people.stand_in else None
        standing = (
            (name, lines(found)) for name, found in in_short(self._answers.record, texts.plain)
        )
        return self.named(
            (texts("Money"), self.cost()),
            *standing,
            (texts("People"), joined([people.official, stand_in], "; ")),
            (texts("Law"), joined([self._form(), self._powers()], "; ")),
            (texts("Privacy"), self._profile("personal_data", profile.personal_data)),
            (facts.label("profile", "residents"), self._choice("residents", profile.residents)),
        )

    def _form(self) -> Markdown:
        form = self._facts.choice(("form",), self._partnership.form)
        entity = self._facts.organisation(self._partnership.entity)
        return Markdown(f"{md(form)} ({md(entity)})") if form and entity else md(form or entity)

    def _powers(self) -> Markdown:
        return self._profile("powers", self._partnership.profile.powers)

    def _profile(self, key: str, value: str | None) -> Markdown:
        """`personal data: ordinary`."""
        chosen = self._choice(key, value)
        name = lowered(self._facts.label("profile", key))
        return Markdown(f"{md(name)}: {md(lowered(chosen))}") if chosen else Markdown()

    def _choice(self, key: str, value: str | None) -> str:
        return lowered(self._facts.choice(("profile", key), value))

    def stopping(self) -> Markdown:
        facts, dates = self._facts, self._partnership.dates
        can_stop = self._partnership.profile.can_stop
        return bullets(
            [
                *self.named(
                    (facts.label("profile", "can_stop"), self._choice("can_stop", can_stop)),
                    (facts.label("dates", "end"), facts.date(dates.end)),
                    (facts.label("dates", "extendable_to"), facts.date(dates.extendable_to)),
                    (facts.label("dates", "no_end_because"), dates.no_end_because),
                ),
                *self._answers.values("stopping"),
            ]
        )

    def assumed(self) -> tuple[Markdown, ...]:
        """What of a partner was not confirmed: assumed is not known."""
        return tuple(
            self._texts(
                "Not confirmed by {partner}: {facts}.",
                partner=self._facts.names(each),
                facts=joined(found, ", "),
            )
            for each in self._partnership.partners
            if each.left is None and (found := self._facts.unconfirmed(each))
        )

    # --- the end ---

    def exceptions(self) -> Markdown:
        texts = self._texts
        headings = [texts("Question"), texts("Reason"), texts("Approved by"), texts("Until")]
        return table(
            headings,
            (
                (self._answers.question(each), said.reason, said.approved_by, self._until(each))
                for each in self._answers.asked()
                if (said := each.answer.exception)
            ),
        )

    def _until(self, judged: Judged) -> Markdown:
        assert judged.answer.exception is not None
        day = md(self._facts.date(judged.answer.exception.until))
        ended = strong(self._texts("ended")) if self._answers.has_ended(judged) else None
        return joined([day, ended], " ")

    def late(self) -> Markdown:
        """The answers from after the decision to begin, and why; the memo says so for ever."""
        made = self._answers.decision()
        late = [each for each in self._answers.asked() if self._answers.is_late(each.answer)]
        if made is None or not (late or made.late_reason):
            return Markdown()
        day = self._facts.date(made.date)
        said = self._texts("Given after the decision of {date}, or renewed since.", date=day)
        items = (
            joined([self._answers.question(each), f"({self._facts.date(each.answer.date)})"], " ")
            for each in late
        )
        reason = self.named((self._texts("Reason"), made.late_reason))
        return joined([said if late else None, bullets(items), *reason], "\n\n")

    def open(self) -> Markdown:
        """What is still open, and who finds it out by when."""
        texts = self._texts
        if self.is_over:
            return Markdown()
        headings = [texts("Question"), texts("Why it is open"), texts("Who"), texts("By")]
        return table(headings, (*map(self._open, self._still_open()), *self._empty()))

    def _still_open(self) -> Iterable[Judged]:
        return (each for each in self._answers.asked() if each.blocks or self._is_looked_into(each))

    def _is_looked_into(self, judged: Judged) -> bool:
        return judged.answer.todo is not None and judged.lack is Lack.MISSING

    def _open(self, judged: Judged) -> tuple[object, ...]:
        todo = judged.answer.todo
        who, day = (todo.who, self._facts.date(todo.date)) if todo else ("", "")
        return (self._answers.question(judged), self._answers.lack(judged), who, day)

    def _empty(self) -> Iterator[tuple[object, ...]]:
        for id in self._answers.state.empty:
            yield (id, self._texts("this checklist asks nothing that must be answered"), "", "")


def lowered(text: str) -> str:
    """Without its first capital, unless it is an abbreviation: for in the middle of a sentence."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
