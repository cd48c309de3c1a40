"""A register's own checklists: they may add questions and be stricter, never weaker than ours."""

from collections.abc import Iterator

from samenwerk import condition, schema
from samenwerk.answer import VERDICTS
from samenwerk.checklist import Checklist, Gate, Question, Weight, ours
from samenwerk.fact import PARTNER
from samenwerk.finding import Finding
from samenwerk.names import id_from, is_id
from samenwerk.source import Source
from samenwerk.yamlfile import Path

_STRICTNESS = {Gate.SHOW: 0, Gate.EXPLAIN: 1, Gate.MUST: 2}
_EVIDENCE = {"never": 0, "optional": 0, "when-met": 1}


def findings(source: Source) -> Iterator[Finding]:
    """What is wrong with a checklist whose shape is good."""
    checklist = Checklist.from_data(source.data)
    name = source.path.rsplit("/", 1)[-1].removesuffix(".yaml")
    if checklist.id != name:
        yield source.finding("checklist-id", ("id",), id=checklist.id, name=name)
    yield from _questions(source, checklist)
    if name in ours():
        yield from _weakened(source, checklist, ours()[name])


def _questions(source: Source, checklist: Checklist) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, question in enumerate(checklist.questions):
        if question.id in seen:
            yield source.finding("repeated-id", ("questions", number, "id"), id=question.id)
        seen.add(question.id)
        if not is_id(question.id):  # the schema knows its form, and not which names are taken
            here: Path = ("questions", number, "id")
            free = id_from(question.id)
            yield source.finding("wrong-id", here, name=question.id, suggestion=free)
        if not _has_one_kind(question) or question.since > checklist.version:
            yield source.finding("question-kind", ("questions", number), id=question.id)
        yield from _unknown_passes(source, number, question)
        yield from _unknown_facts(source, number, question)


def _has_one_kind(question: Question) -> bool:
    """A fact, or a value, or a verdict. A choice may say which of its values pass."""
    if question.fact is not None:
        return question.value is None and not question.passes
    if question.value is None:
        return bool(question.passes)
    has_choices = question.value in {"choice", "choices"}
    return has_choices == bool(question.choices) and (not question.passes or has_choices)


def _unknown_passes(source: Source, number: int, question: Question) -> Iterator[Finding]:
    known = VERDICTS if question.is_verdict else tuple(each.value for each in question.choices)
    for place, name in enumerate(question.passes):
        if name not in known:
            path = ("questions", number, "passes", place)
            yield source.finding("unknown-pass", path, id=name, **source.suggestion(name, known))


def _unknown_facts(source: Source, number: int, question: Question) -> Iterator[Finding]:
    """A question about a fact that does not exist is never answered, or never asked again."""
    here: Path = ("questions", number)
    if question.fact and not _is_fact(question.fact, of_partner=question.per is not None):
        yield _unknown_fact(source, (*here, "fact"), question.fact)
    for place, path in enumerate(question.about):
        if not _is_fact(path):
            yield _unknown_fact(source, (*here, "about", place), path)
    for path in question.when:
        if path != condition.NAMED_KEY and not _is_fact(path):
            yield _unknown_fact(source, (*here, "when", path), path, key=True)


def _unknown_fact(source: Source, place: Path, path: str, *, key: bool = False) -> Finding:
    facts = source.suggestion(path, schema.keys("partnership", ()))
    return source.finding("unknown-fact", place, key=key, id=path, **facts)


def _is_fact(path: str, *, of_partner: bool = False) -> bool:
    """Does the schema of partnerships have this dotted path? It passes lists unnamed."""
    of_partner = of_partner or path.startswith(PARTNER)
    place: Path = ("partners", 0) if of_partner else ()
    for step in path.removeprefix(PARTNER).split("."):
        if schema.field("partnership", place).node.get("type") == "array":
            place = (*place, 0)
        if step not in schema.keys("partnership", place):
            return False
        place = (*place, step)
    return True


def _weakened(source: Source, own: Checklist, packaged: Checklist) -> Iterator[Finding]:
    numbers = {question.id: number for number, question in enumerate(own.questions)}
    for question in packaged.questions:
        mine = own.question(question.id)
        if mine is None:
            yield source.finding("checklist-weakened", ("questions",), id=question.id)
        elif is_weaker(mine, question):
            path = ("questions", numbers[question.id])
            yield source.finding("checklist-weakened", path, id=question.id)


def is_weaker(own: Question, packaged: Question) -> bool:
    """Asks less, of fewer, later, or is content with less."""
    return (
        (own.fact, own.value, own.per) != (packaged.fact, packaged.value, packaged.per)
        or _STRICTNESS[own.gate] < _STRICTNESS[packaged.gate]
        or Weight.named(own.weight) > Weight.named(packaged.weight)
        or bool(_accepted(own) - _accepted(packaged))
        or _EVIDENCE[own.evidence] < _EVIDENCE[packaged.evidence]
        or bool(set(packaged.of) - set(own.of))
        or bool(set(packaged.about) - set(own.about))
        or not _is_asked_as_often(own, packaged)
        or own.since != packaged.since  # a higher one would call old answers new
        or (packaged.law is not None and own.law is None)
    )


def _accepted(question: Question) -> set[str]:
    """What it is content with; a choice that says nothing of that, with each of its values."""
    return set(question.passes) or {each.value for each in question.choices}


def _is_asked_as_often(own: Question, packaged: Question) -> bool:
    """Each condition of ours is one of the packaged question, with at least its values."""
    return all(
        path in packaged.when and set(packaged.when[path]) <= set(allowed)
        if path != condition.NAMED_KEY
        else set(allowed) <= set(packaged.when.get(path, ()))
        for path, allowed in own.when.items()
    )
