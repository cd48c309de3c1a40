"""Does an answer count? A fact, a value or a verdict, and what it lacks if it does not.

The rules are those of DESIGN section 4, in its order. What is asked of whom is the gate's business.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from samenwerk import digest, fact, schema
from samenwerk.answer import Answer
from samenwerk.checklist import Checklist, Gate, Question, Weight
from samenwerk.partnership import Partner
from samenwerk.surroundings import Record, Surroundings
from samenwerk.weight import a_year_after
from samenwerk.wording import folded, is_concrete, is_filled_in, is_same_function
from samenwerk.yamlfile import Path, Value

# A fact that answers for another: why there is no end date (DESIGN section 4, weight).
_INSTEAD = {"dates.end": "dates.no_end_because"}
# What each item of a list must hold before the list counts.
_WHOLE = {"goals": ("measure", "target", "date"), "alternatives": ("dropped_because",)}
# A fact that a partner confirmed says by which function of theirs, and when (DESIGN section 1).
_CONFIRMED = ("confirmed_by", "date")
# Free text may be filled with words that say nothing: what says enough, by how it is asked.
_SAYS_ENOUGH: Mapping[str, Callable[[str], bool]] = {
    "text": is_filled_in, "function": is_filled_in, "long-text": is_concrete,
}  # fmt: skip


class Lack(StrEnum):
    """Why an answer does not count."""

    MISSING = "missing"
    FILLER = "filler"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"
    ASSUMED = "assumed"
    UNSPOKEN = "unspoken"
    NOT_PASSING = "not-passing"
    NO_NOTE = "no-note"
    REPEATED_NOTE = "repeated-note"
    NO_EVIDENCE = "no-evidence"
    NO_AUTHOR = "no-author"
    OLD_VERSION = "old-version"
    OUTDATED = "outdated"
    WRONG_EXCEPTION = "wrong-exception"
    ENDED_EXCEPTION = "ended-exception"


@dataclass(frozen=True)
class Item:
    """One question as it is asked once: of the partnership, or about one partner."""

    checklist: Checklist
    question: Question
    partner: Partner | None = None
    index: int | None = None  # which partner, counted from 0 in the file

    @property
    def key(self) -> str:
        """Its name in the file of answers, unique within the checklist."""
        return f"{self.question.id}/{self.partner.id}" if self.partner else self.question.id

    def index_for(self, path: str) -> int | None:
        """The partner that a path in `about` speaks of; None when it speaks of the whole."""
        return self.index if path.startswith(fact.PARTNER) else None


def rests_on(item: Item, data: Value) -> dict[str, str]:
    """The digests of the facts that an answer is about, as they are now."""
    return {path: digest.of_fact(data, path, item.index_for(path)) for path in item.question.about}


class Counting:
    """Judges the answers of one partnership of a certain weight, on one day."""

    def __init__(self, record: Record, surroundings: Surroundings, weight: Weight) -> None:
        self._record = record
        self._around = surroundings
        self._data = record.source.data
        self._weight = weight
        self._repeated = _repeated_notes(record)
        self._documents = {each.id for each in record.partnership.documents}

    def lack(self, item: Item, answer: Answer) -> Lack | None:
        """Why the answer does not count; None if it does."""
        lack = self._lack_of_outcome(item, answer)
        if item.question.fact and lack is None:
            return None  # it speaks for itself, whatever was said while it was not there
        if lack and answer.exception and _can_be_excused(item, lack):
            lack = self._lack_of_exception(item, answer)
        return lack or self._lack_of_grounds(item, answer) or self._lack_of_basis(item, answer)

    def _lack_of_outcome(self, item: Item, answer: Answer) -> Lack | None:
        if item.question.fact is not None:
            return self._lack_of_fact(item, item.question.fact)
        if item.question.is_verdict:
            return _lack_of_verdict(item, answer)
        return _lack_of_value(item, answer)

    def _lack_of_fact(self, item: Item, path: str) -> Lack | None:
        found = self._found(path, item.index)
        if not found and path in _INSTEAD:
            found = fact.found(self._data, _INSTEAD[path])
        if all(value in ("", [], {}) for _, value in found):
            return Lack.MISSING
        return self._first_lack(found)

    def _found(self, path: str, index: int | None) -> list[fact.Found]:
        """The values of a fact. Who the partners are: today, and not all that is known of them."""
        if path != "partners":
            return fact.found(self._data, path, index)
        return [
            found
            for number, each in enumerate(self._record.partnership.partners)
            if not each.has_left(self._around.today)
            for found in fact.found(self._data, "organisations", number)
        ]

    def _lack_of_part(self, place: Path, value: Value) -> Lack | None:
        """What one value of a fact lacks, or the first that is inside it."""
        if isinstance(value, dict):
            inside = [((*place, key), below) for key, below in value.items()]
            stable = [part for part in inside if not digest.is_volatile(part[0])]
            return self._lack_of_object(place, value) or self._first_lack(stable)
        if isinstance(value, list):
            return self._first_lack([((*place, index), item) for index, item in enumerate(value)])
        return _lack_of_leaf(place, value)

    def _first_lack(self, parts: Iterable[fact.Found]) -> Lack | None:
        for place, value in parts:
            if lack := self._lack_of_part(place, value):
                return lack
        return None

    def _lack_of_object(self, place: Path, value: dict[str, Value]) -> Lack | None:
        if value.get("known") == "assumed" and self._weight >= Weight.STANDARD:
            return Lack.ASSUMED  # rule R13: from standard up, assumed does not do
        if value.get("state") == "unspoken":
            return Lack.UNSPOKEN
        if value.get("known") == "confirmed" and not all(value.get(key) for key in _CONFIRMED):
            return Lack.INCOMPLETE
        needed = _WHOLE.get(str(place[0]), ()) if len(place) == 2 else ()  # not what is inside it
        return None if all(value.get(key) for key in needed) else Lack.INCOMPLETE

    def _lack_of_grounds(self, item: Item, answer: Answer) -> Lack | None:
        """Every verdict has a concrete note or evidence; *n.v.t.* always a note."""
        if not item.question.is_verdict:
            return None
        evidence = self._documents.intersection(answer.evidence)
        if answer.note and not is_concrete(answer.note):
            return Lack.FILLER
        if not answer.note and (not evidence or answer.verdict == "not-applicable"):
            return Lack.NO_NOTE
        if answer.note and folded(answer.note) in self._repeated:
            return Lack.REPEATED_NOTE
        needs_evidence = item.question.evidence == "when-met" and answer.verdict == "met"
        return Lack.NO_EVIDENCE if needs_evidence and not evidence else None

    def _lack_of_basis(self, item: Item, answer: Answer) -> Lack | None:
        """By whom and when, in the present meaning of the question, on the facts of now."""
        if answer.date is None or answer.by is None or not is_filled_in(answer.by):
            return Lack.NO_AUTHOR
        if not item.question.since <= (answer.version or 0) <= item.checklist.version:
            return Lack.OLD_VERSION
        return Lack.OUTDATED if dict(answer.rests_on) != rests_on(item, self._data) else None

    def _lack_of_exception(self, item: Item, answer: Answer) -> Lack | None:
        exception = answer.exception
        assert exception is not None
        given = answer.last_date
        if (
            item.question.gate is not Gate.EXPLAIN
            or exception.approved_by not in self._around.settings.approvers
            or (answer.by and is_same_function(exception.approved_by, answer.by))  # its own judge
            or not is_concrete(exception.reason)
            or given is None
            or exception.until > a_year_after(given)
        ):
            return Lack.WRONG_EXCEPTION
        return Lack.ENDED_EXCEPTION if exception.until < self._around.today else None


def _lack_of_leaf(place: Path, value: Value) -> Lack | None:
    if value == "unknown":
        return Lack.UNKNOWN
    says_enough = _SAYS_ENOUGH.get(schema.field("partnership", place).node.get("x-input", ""))
    if says_enough is None or place[-1] == "id":  # a name for the file, not for a reader
        return None
    return None if says_enough(str(value)) else Lack.FILLER


def _lack_of_value(item: Item, answer: Answer) -> Lack | None:
    question, value = item.question, answer.value
    if value is None or value in ("", ()):
        return Lack.MISSING
    says_enough = is_concrete if question.value == "text" else is_filled_in
    if isinstance(value, str) and not question.choices and not says_enough(value):
        return Lack.FILLER
    chosen = value if isinstance(value, tuple) else (value,)
    wrong = question.passes and not set(question.passes).issuperset(chosen)
    return Lack.NOT_PASSING if wrong or not _fits(question, value) else None


def _fits(question: Question, value: str | float | tuple[str, ...]) -> bool:
    """Is it the kind of value that the question asks? The schema of answers cannot tell."""
    choices = {each.value for each in question.choices}
    match question.value:
        case "choice":
            return value in choices
        case "choices":
            return isinstance(value, tuple) and choices.issuperset(value)
        case "number":
            return isinstance(value, int | float) and value >= 0
        case "date":
            return fact.as_date(value) is not None
        case _:
            return isinstance(value, str)


def _lack_of_verdict(item: Item, answer: Answer) -> Lack | None:
    if answer.verdict is None:
        return Lack.MISSING
    return None if answer.verdict in item.question.passes else Lack.NOT_PASSING


def _can_be_excused(item: Item, lack: Lack) -> bool:
    """A verdict must be given before its outcome can be excused; a fact may be missing."""
    return not (item.question.is_verdict and lack is Lack.MISSING)


def _repeated_notes(record: Record) -> frozenset[str]:
    """Notes that stand under more than a third of the verdicts, and at least three of them."""
    notes = [
        folded(answer.note)
        for answers in record.answered.values()
        for answer in answers.answers.values()
        if answer.verdict is not None and answer.note
    ]
    many = max(3, len(notes) // 3 + 1)
    return frozenset(note for note, count in Counter(notes).items() if count >= many)
