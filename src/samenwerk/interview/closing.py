"""What is said at the end: where things stand, what keeps the gate shut, and how to go on."""

from collections.abc import Sequence

from samenwerk.answer import NONE
from samenwerk.checklist import Weight
from samenwerk.counting import Lack
from samenwerk.errors import N_
from samenwerk.gate import Judged, State
from samenwerk.i18n import Texts
from samenwerk.partnership import Status
from samenwerk.surroundings import Record, Surroundings
from samenwerk.terminal import Terminal
from samenwerk.transition import STEPS

LACKS = {
    Lack.MISSING: N_("not answered yet"),
    Lack.FILLER: N_("the answer says nothing concrete"),
    Lack.INCOMPLETE: N_("something is still missing"),
    Lack.UNKNOWN: N_("it is not known yet"),
    Lack.ASSUMED: N_("it is only assumed: ask the partner"),
    Lack.UNSPOKEN: N_("the expectation was not voiced yet"),
    Lack.NOT_PASSING: N_("the answer is not yet good enough to start"),
    Lack.NO_NOTE: N_("a note or a document is missing"),
    Lack.REPEATED_NOTE: N_("the same note stands under several questions"),
    Lack.NO_EVIDENCE: N_("a document is missing"),
    Lack.NO_AUTHOR: N_("it does not say who answered, or when"),
    Lack.OLD_VERSION: N_("the question has changed since"),
    Lack.OUTDATED: N_("the facts have changed since"),
    Lack.WRONG_EXCEPTION: N_("the exception is not valid"),
    Lack.ENDED_EXCEPTION: N_("the exception has ended"),
}

_WEIGHTS = {
    Weight.LIGHT: N_("light"),
    Weight.STANDARD: N_("standard"),
    Weight.HEAVY: N_("heavy"),
}

# Conclusions of *why* that lead to a no (DESIGN section 1: a no is a result).
_NOT_TOGETHER = {"use-existing", "stop"}
_CAN_BECOME_ACTIVE = {status for status, steps in STEPS.items() if Status.ACTIVE in steps}


class Closing:
    """Speaks about the gate of one partnership."""

    def __init__(self, terminal: Terminal, texts: Texts, surroundings: Surroundings) -> None:
        self._terminal = terminal
        self._texts = texts
        self._around = surroundings

    def progress(self, state: State) -> None:
        """How many questions of each checklist are answered: progress, never quality."""
        texts = self._texts
        rows = []
        named = (*self._around.settings.gate, *(each.id for each in state.checklists))
        for id in dict.fromkeys(named):
            required = [each for each in state.of(id) if each.required]
            ready = sum(1 for each in required if not each.blocks)
            title = self._title(id)
            of = texts("{ready} of {all}", ready=ready, all=len(required))
            left = len(required) - ready
            open_ = texts.plural("{count} question", "{count} questions", left) if left else "-"
            rows.append((title, of, open_))
        headings = (texts("Step"), texts("Ready"), texts("Open"))
        self._terminal.table([str(each) for each in headings], rows)

    def weight(self, state: State) -> str:
        """The weight and why it is not lower, in words."""
        texts = self._texts
        weight = texts(_WEIGHTS[state.weighed.weight])
        reasons = "; ".join(texts(each) for each in state.weighed.reasons)
        return f"{weight} ({reasons})" if reasons else weight

    def blockers(self, state: State) -> None:
        """What keeps the gate shut, by checklist, in words."""
        texts, terminal = self._texts, self._terminal
        for name in state.unknown:
            terminal.paragraph(texts("  profile.{name} is still unknown", name=name), "    ")
        for checklist, judged in state.blocking.items():
            terminal.say(f"  {self._title(checklist)}")
            for each in judged:
                terminal.paragraph(f"    - {self._blocker(each, state)}", "      ")

    def _blocker(self, judged: Judged, state: State) -> str:
        question = judged.item.question.asked_as(inherited=state.inherited)
        assert judged.lack is not None
        about = f" [{judged.item.partner.id}]" if judged.item.partner else ""
        lack = self._texts(LACKS[judged.lack])
        return f"{question.in_(self._texts.language)}{about} ({lack})"

    def _title(self, checklist: str) -> str:
        known = self._around.checklists.get(checklist)
        return known.title.in_(self._texts.language) if known else checklist

    def next_steps(self, record: Record, state: State) -> None:
        """At most three lines to copy; the last one brings the change to a colleague."""
        self._terminal.say()
        self._terminal.say(self._texts("How to go on?"))
        for command, what in self._steps(record, state):
            self._terminal.say(f"  {command}")
            self._terminal.paragraph(f"      {what}", "      ")

    def _steps(self, record: Record, state: State) -> Sequence[tuple[str, str]]:
        texts, id = self._texts, record.id
        share = (
            f'git add registry; git commit -m "{id}"; git push',
            texts("this shares your change; ask a colleague if you do not know git"),
        )
        memo = (f"samenwerk export {id} --as memo", texts("the memo, with what is still open"))
        return *self._first_step(record, state), memo, share

    def _first_step(self, record: Record, state: State) -> Sequence[tuple[str, str]]:
        """What the partnership itself asks for: a decision, or answers."""
        texts, id, status = self._texts, record.id, record.partnership.status
        conclusion = record.answers("why").get("conclusion", NONE).value
        if status is Status.EXPLORING and conclusion in _NOT_TOGETHER:
            return ((f"samenwerk mark {id} declined", texts("record that you do not do this")),)
        if status not in _CAN_BECOME_ACTIVE:
            return ()
        if state.is_open:
            return ((f"samenwerk mark {id} active", texts("record the decision")),)
        return ((f"samenwerk check {id}", texts("the questions that are still open")),)


def one_line(state: State, texts: Texts) -> str:
    """The last line of a run without questions: what keeps the gate shut, or that it is open."""
    if state.is_open:
        return texts("The gate is open: nothing keeps this partnership from being active.")
    parts = [
        f"{checklist}: {', '.join(each.item.key for each in judged)}"
        for checklist, judged in state.blocking.items()
    ]
    parts += [f"profile.{name}" for name in state.unknown] + list(state.empty)
    return texts("The gate is still shut. {open}", open="; ".join(parts))
