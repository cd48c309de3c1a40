"""The legal form in words: who takes part, which powers move, and the steps that the law asks."""

from collections.abc import Iterator

from samenwerk.document.facts import Facts
from samenwerk.document.markdown import Markdown, Sentences, joined, md, strong
from samenwerk.formality import ParticipatingOrgan, Power

# Facts of one value, in the order of a decision: where, for what, who, and when which step.
_SINGLE = (
    *(("seat",), ("programme",), ("people", "owner"), ("people", "client")),
    *(("wgr_steps", step) for step in ("draft_sent", "view_by", "view_given", "permission")),
    *(("private_law_steps", step) for step in ("draft_sent", "wishes_given", "founded")),
    *(("wgr_steps", "published"), ("publication", "cvdr"), ("publication", "official_notice")),
)


class LegalForm:
    """What a partnership says of its legal form, as items of a list."""

    def __init__(self, facts: Facts, texts: Sentences) -> None:
        self._facts = facts
        self._texts = texts

    def items(self) -> tuple[Markdown, ...]:
        """Only what is there; what is missing, the questions of the law say."""
        return (*self._single(), *self._lists())

    def _single(self) -> Iterator[Markdown]:
        for path in _SINGLE:
            value = self._facts.at(*path)
            if value:
                yield self._named(self._facts.label(*path), md(value))

    def _lists(self) -> Iterator[Markdown]:
        partnership = self._facts.partnership
        if partnership.organs:
            organs = joined(map(self._organ, partnership.organs), "; ")
            yield self._named(self._facts.label("organs"), organs)
        if partnership.powers:
            powers = joined(map(self._power, partnership.powers), "; ")
            yield self._named(self._facts.label("powers"), powers)

    def _named(self, name: str, value: Markdown) -> Markdown:
        return joined([strong(Markdown(f"{md(name)}:")), value], " ")

    def _organ(self, organ: ParticipatingOrgan) -> Markdown:
        facts, texts = self._facts, self._texts
        joined_on = texts("since {date}", date=facts.date(organ.joined)) if organ.joined else None
        left = texts("took part until {date}", date=facts.date(organ.left)) if organ.left else None
        name = facts.choice(("organs", 0, "organ"), organ.organ)
        return joined([facts.organisation(organ.organisation), name, joined_on, left], ", ")

    def _power(self, power: Power) -> Markdown:
        how = self._facts.choice(("powers", 0, "how"), power.how)
        texts = self._texts
        article = texts("article {article}", article=power.article) if power.article else None
        return joined([power.text, how, power.law, article], ", ")
