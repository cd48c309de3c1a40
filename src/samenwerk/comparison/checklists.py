"""Checklists: a question that goes, weakens or reads otherwise asks for a higher version."""

from collections.abc import Iterator, Mapping

from samenwerk.checklist import Checklist, Question
from samenwerk.finding import Finding
from samenwerk.i18n import Text
from samenwerk.inspection import Inspection
from samenwerk.names import CHECKLISTS
from samenwerk.rules.checklists import is_weaker
from samenwerk.source import Source, finding
from samenwerk.wording import folded


def changes(base: Inspection, head: Inspection) -> Iterator[Finding]:
    """What changed in the checklists of the register, and in ours where it replaced one."""
    now = head.surroundings.checklists
    for id, old in base.surroundings.checklists.items():
        if now.get(id) == old:
            continue
        path = f"{CHECKLISTS}/{id}.yaml"
        source = head.source(path)
        if id in now:
            yield from _changed(old, now[id], source or Source(path, b"{}"))
        elif source is None:  # one that is there and cannot be read has its own finding
            yield finding(path, "checklist-removed", id=id)


def _changed(old: Checklist, new: Checklist, source: Source) -> Iterator[Finding]:
    if new.version < old.version:
        yield source.finding(
            "checklist-version-lowered", ("version",), was=old.version, now=new.version
        )
    if new.version > old.version:
        return
    numbers = {each.id: number for number, each in enumerate(new.questions)}
    for question in old.questions:
        mine = new.question(question.id)
        if mine is None:
            yield source.finding("question-dropped", ("questions",), key=True, id=question.id)
            continue
        place = ("questions", numbers[question.id])
        if is_weaker(mine, question) or _fewer_choices(mine, question):
            yield source.finding("question-weakened", place, id=question.id)
        elif _words(mine) != _words(question):
            yield source.finding("question-reworded", place, id=question.id)


def dropped(
    old: Mapping[str, Checklist], new: Mapping[str, Checklist]
) -> Iterator[tuple[str, str]]:
    """The questions that are no longer there or ask less, with their checklist, in any version."""
    for id, checklist in old.items():
        for question in checklist.questions:
            mine = new[id].question(question.id) if id in new else None
            if mine is None or is_weaker(mine, question):
                yield id, question.id


def _fewer_choices(new: Question, old: Question) -> bool:
    """A choice that is gone may have been the honest one."""
    return bool({each.value for each in old.choices} - {each.value for each in new.choices})


def _words(question: Question) -> tuple[str, ...]:
    """All that a person reads; capitals, punctuation and line breaks say nothing."""
    texts: list[Text | None] = [question.ask, question.help]
    if question.inherited:
        texts += [question.inherited.ask, question.inherited.help]
    texts += [each.label for each in question.choices]
    return tuple(folded(part) for each in texts if each for part in (each.nl, each.en))
