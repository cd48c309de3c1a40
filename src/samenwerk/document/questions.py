"""The questions of one partnership on paper: for the jurist or the partner, with room to write."""

from collections.abc import Iterator, Sequence

from samenwerk import fact
from samenwerk.display import Display, described
from samenwerk.document import outline
from samenwerk.document.answers import Answers, key_of
from samenwerk.document.facts import Facts
from samenwerk.document.markdown import (
    Markdown,
    Sentences,
    bullets,
    joined,
    lines,
    md,
    paragraphs,
    rendered,
    strong,
    table,
)
from samenwerk.document.order import Order
from samenwerk.document.table import shared
from samenwerk.gate import Judged
from samenwerk.i18n import Language
from samenwerk.schema import Kind, field
from samenwerk.surroundings import Record
from samenwerk.yamlfile import Path

_SHORT = 8  # choices that fit in a printed list
_SPACE = Markdown("\u00a0")  # an empty cell that is not shown as “–”
_ROOM = lines([_SPACE] * 4)


def as_questions(record: Record, order: Order) -> str:
    """The list of questions as Markdown."""
    facts = Facts(record, order.around, order.texts, internal=order.internal)
    answers = Answers.of(record, order, facts)
    made = _Questions(record, order, answers)
    return rendered(
        "questions.md.j2",
        order.texts,
        name=record.partnership.name,
        checklists=made.checklists(),
        made=made,
        footer=order.footer(
            order.proof(), [record], leaves_out=facts.hides_something or answers.hides_something
        ),
    )


class _Questions:
    """What stands with each question."""

    def __init__(self, record: Record, order: Order, answers: Answers) -> None:
        self._data = record.source.data
        self._texts: Sentences = order.texts
        self._answers = answers
        self._display = Display("partnership", order.texts.plain, order.around.organisations)
        self._shared = shared(record, internal=order.internal)

    def checklists(self) -> list[tuple[str, Sequence[Judged]]]:
        """The questions that are asked of this partnership, by the title of their checklist."""
        found: dict[str, list[Judged]] = {}
        for judged in self._answers.state.judged:
            if judged.required:
                title = judged.item.checklist.title.in_(self._texts.language)
                found.setdefault(title, []).append(judged)
        return list(found.items())

    def ask(self, judged: Judged) -> Markdown:
        return self._answers.question(judged)

    def help(self, judged: Judged) -> Markdown:
        question, language = judged.item.question, self._texts.language
        help = question.helped_as(inherited=self._answers.state.inherited).in_(language)
        return paragraphs(f"{help}\n{question.law.note.in_(language)}" if question.law else help)

    def choices(self, judged: Judged) -> Markdown:
        """What there is to choose from, if that is a short list."""
        question, language = judged.item.question, self._texts.language
        if question.is_verdict:
            node = field("checks", ("answers", "x", "verdict")).node
            words = [described(node, value, language) for value in question.verdicts]
            return joined([each.partition(":")[0] for each in words], " / ")
        if question.fact:
            words = _labels("partnership", self._place(judged), language)
            return bullets(words if len(words) <= _SHORT else ())
        return bullets(each.label.in_(language) for each in question.choices)

    def _place(self, judged: Judged) -> Path:
        """Where in the schema the fact is that is asked."""
        steps = (judged.item.question.fact or "").split(".")
        return ("partners", 0, *steps) if judged.item.partner else tuple(steps)

    def about(self, judged: Judged) -> Markdown:
        """The facts that a judgement is about, as they are now."""
        return bullets(
            joined([strong(Markdown(f"{md(self._label(path))}:")), shown], " ")
            for path in judged.item.question.about
            if (shown := self._fact(path, judged.item.index_for(path)))
        )

    def _label(self, path: str) -> str:
        is_partner = path.startswith(fact.PARTNER)
        steps = path.removeprefix(fact.PARTNER).split(".")
        return self._display.label(("partners", 0, *steps) if is_partner else tuple(steps))

    def to_write(self, judged: Judged) -> Markdown:
        """The answer of now, and room for another."""
        texts = self._texts
        rows = (
            (texts("Now"), self.present(judged)),
            (texts("Your answer"), _ROOM),
            (texts("Function and date"), _SPACE),
        )
        return table(("", ""), rows)

    def present(self, judged: Judged) -> Markdown:
        """The answer of today; nothing if there is none."""
        question, answer = judged.item.question, judged.answer
        if question.fact:
            return self._fact(question.fact, judged.item.index)
        if not answer.is_given:
            return Markdown()
        if key_of(judged) in outline.SENSITIVE and not self._answers.facts.internal:
            return self._answers.facts.left_out()
        return self._answers.outcome(judged) if question.is_verdict else self._value(judged)

    def _value(self, judged: Judged) -> Markdown:
        return joined([self._answers.value_in_words(judged), self._answers.behind(judged)], " ")

    def _fact(self, path: str, partner: int | None) -> Markdown:
        """A fact as lines; of what is not for everybody only that it is there."""
        if path == "partners":
            return lines(map(self._answers.facts.partner, self._answers.facts.partnership.partners))
        found = fact.found(self._shared, path, partner)
        if not found and fact.found(self._data, path, partner):
            return self._answers.facts.left_out()
        return lines(
            line for place, value in found for line in _indented(self._display.lines(place, value))
        )


def _labels(kind: Kind, place: Path, language: Language) -> list[str]:
    """What each choice of a closed list means; nothing if it is no such list."""
    node = field(kind, place).node
    return [described(node, value, language) for value in node.get("enum", ())]


def _indented(shown: Iterator[str]) -> Iterator[str]:
    """Spaces at the start of a line get lost in Markdown: a wide space stays."""
    for line in shown:
        text = line.lstrip(" ")
        yield "\u2003" * ((len(line) - len(text)) // 2) + text
