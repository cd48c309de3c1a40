"""What becomes active in a change: through the gate of base and of head, and with nothing else."""

from collections.abc import Iterator, Mapping

from samenwerk.comparison.pair import Pair
from samenwerk.finding import Finding
from samenwerk.gate import State
from samenwerk.wording import is_concrete


def gate_now(pair: Pair) -> Iterator[Finding]:
    """The gate of head, asked as before the decision: with all that is asked of what is new."""
    if not pair.is_activated:
        return
    for checklist, questions in _blocking(pair.gate_now, _said(pair)).items():
        yield pair.after.source.finding(
            "gate-shut-at-decision", ("status",), checklist=checklist, questions=questions
        )


def gate_before(pair: Pair) -> Iterator[Finding]:
    """The gate of base: the settings, checklists and organisations that others agreed to."""
    if not pair.is_activated or not pair.base.settings.organisation:
        return
    said = dict(_said(pair))
    for checklist, questions in _blocking(pair.gate_now, {}).items():
        said[checklist] = said.get(checklist, frozenset()) | set(questions)
    for checklist, questions in _blocking(pair.gate_by_base, said).items():
        yield pair.after.source.finding(
            "gate-shut-at-base", ("status",), checklist=checklist, questions=questions
        )


def _said(pair: Pair) -> Mapping[str, frozenset[str]]:
    """What the gate of head says by itself, by checklist: nobody else names questions."""
    found: dict[str, frozenset[str]] = {}
    for each in pair.findings:
        questions = each.facts.get("questions")
        if isinstance(questions, tuple):
            checklist = str(each.facts["checklist"])
            found[checklist] = found.get(checklist, frozenset()) | set(map(str, questions))
    return found


def _blocking(state: State, said: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """What keeps the gate shut and was not said yet, by checklist."""
    found = {
        checklist: tuple(
            each.item.key
            for each in judged
            if each.item.key not in said.get(checklist, ()) and not each.is_unknown
        )
        for checklist, judged in state.blocking.items()
    }
    return {checklist: questions for checklist, questions in found.items() if questions}


def late(pair: Pair) -> Iterator[Finding]:
    """Answers given after the decision, which does not say why (DESIGN section 4)."""
    decision = pair.activated
    if decision is None or is_concrete(decision.late_reason or ""):
        return
    questions = tuple(
        f"{each.item.checklist.id}/{each.item.key}"
        for each in pair.gate_now.judged
        if each.required and each.answer.date and each.answer.date > decision.date
    )
    is_said = any(each.code == "answered-late" for each in pair.findings)
    if questions and not is_said:
        number = pair.after.partnership.decisions.index(decision)
        yield pair.after.source.finding(
            "answered-after-decision",
            ("decisions", number, "date"),
            date=decision.date,
            questions=questions,
        )


def with_rules(pair: Pair) -> Iterator[Finding]:
    """Who changes the rules does not use them in the same change (reliability, rule 4)."""
    if pair.is_activated and pair.rules:
        yield pair.after.source.finding("activated-with-rules", ("status",), files=pair.rules)
