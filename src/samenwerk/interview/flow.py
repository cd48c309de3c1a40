"""From question to question: what is still open, forward, back, skip, and stop at any moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samenwerk import counting, fact, gate
from samenwerk.checklist import Gate
from samenwerk.counting import Item, Lack
from samenwerk.errors import Refused
from samenwerk.gate import Judged
from samenwerk.interview.answers import AnswerAsker, complete
from samenwerk.interview.facts import Facts
from samenwerk.interview.notebook import RecordNotebook
from samenwerk.interview.phrasing import Phrasing, Place
from samenwerk.interview.voice import KIND, Voice
from samenwerk.prompt import Ask, Choice, Signal
from samenwerk.schema import field
from samenwerk.yamlfile import Path, Value

_ALL = frozenset(Signal)
_STILL, _ANEW = "still", "anew"
_UNKNOWN = "unknown"
# The facts that decide the weight, and with it how many questions there are.
_WEIGHING = {
    "dates.start",
    "dates.end",
    "form",
    "profile.powers",
    "profile.personal_data",
    "profile.can_stop",
    "profile.yearly_cost",
}

Name = tuple[str, str]  # of a question as it is asked once: its checklist and its key


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which questions are asked: of which checklists, the optional ones too, or all of them."""

    checklists: Sequence[str]
    deep: bool = False
    everything: bool = False

    def wants(self, judged: Judged) -> bool:
        if judged.item.checklist.id not in self.checklists:
            return False
        if not judged.required and not self.deep:
            return False
        return self.everything or judged.lack is not None


class Flow:
    """Goes through the open questions of one partnership. `saved`: those put on disk."""

    def __init__(self, voice: Voice, notebook: RecordNotebook, scope: Scope) -> None:
        self._voice = voice
        self.notebook = notebook
        self._scope = scope
        self._by = ""
        self._facts = Facts.of(voice, notebook)
        self._answers = AnswerAsker(voice, self._facts, notebook.surroundings)
        self._phrasing = Phrasing(voice, self._facts.display, notebook)
        self._passed: list[Name] = []  # what was asked, to go back
        self.saved: set[Name] = set()

    def state(self) -> gate.State:
        """The gate as it is on disk now."""
        return gate.judge(self.notebook.record, self.notebook.surroundings)

    def waiting(self) -> list[Judged]:
        """What is still to be asked in this run."""
        return [each for each in self.state().judged if self._is_waiting(each)]

    def _is_waiting(self, judged: Judged) -> bool:
        """Not asked yet; or a later answer made it outdated, and it was not asked again."""
        times = self._passed.count(_name(judged))
        is_outdated = judged.lack is Lack.OUTDATED and _name(judged) in self.saved
        return self._scope.wants(judged) and times < (2 if is_outdated else 1)

    def run(self, by: str) -> None:
        """Ask until nothing is left; each answer is on disk before the next question."""
        self._by = by
        current = next(iter(self.waiting()), None)
        while current is not None:
            if self._ask(current) is Signal.BACK:
                current = self._previous() or current
            else:
                self._passed.append(_name(current))
                current = next(iter(self.waiting()), None)

    def _previous(self) -> Judged | None:
        """The question before this one; a question that fell away since is passed over."""
        asked = {_name(each): each for each in self.state().judged}
        while self._passed:
            name = self._passed.pop()
            if name in asked:
                return asked[name]
        return None

    # --- one question ---

    def _ask(self, judged: Judged) -> Signal | None:
        """Ask and save. BACK comes back as such; skipping and not knowing are dealt with here."""
        with self.notebook.question():
            return self._asked(judged)

    def _asked(self, judged: Judged) -> Signal | None:
        ask = self._worded(judged)
        if judged.lack is not Lack.OUTDATED:
            return self._answer(ask, judged)
        wanted = self._still_right(ask, judged)
        if wanted == _ANEW:
            return self._answer(ask, judged)
        if wanted == _STILL:
            self._confirm(judged)
        return Signal.BACK if wanted is Signal.BACK else None

    def _answer(self, ask: Ask, judged: Judged) -> Signal | None:
        """Ask until the answer can be kept."""
        while True:
            try:
                return self._answered(ask, judged)
            except Refused as wrong:
                self._voice.tell(wrong)

    def _answered(self, ask: Ask, judged: Judged) -> Signal | None:
        path = self._fact_path(judged.item)
        if path is not None:
            made: object = self._facts.ask(ask, path, self._now(path))
        else:
            made = self._answers.ask(ask, judged.item, judged.answer)
        if isinstance(made, Signal):
            return self._instead(ask, judged, made)
        self._save(judged, path, made)
        return None

    def _save(self, judged: Judged, path: Path | None, made: object) -> None:
        item = judged.item
        if path is not None:
            self.notebook.set_fact(path, made)  # type: ignore[arg-type]
        else:
            assert isinstance(made, dict)
            old = self.notebook.answer(item.checklist.id, item.key)
            if judged.lack is None and made.items() <= old.items():
                self._confirm(judged)  # the same again: it keeps the day on which it was given
                return
            basis = counting.rests_on(item, self.notebook.facts)
            answer = complete(made, self._by, self._voice.today.isoformat(), item, basis)
            self.notebook.set_answer(item.checklist.id, item.key, answer)
        self.saved.add(_name(judged))

    def _instead(self, ask: Ask, judged: Judged, signal: Signal) -> Signal | None:
        if signal is Signal.NOT_YET:
            return self._not_yet(ask, judged)
        if signal is Signal.SKIP and self._may_explain(judged):
            return self._explain(ask, judged)
        return signal if signal is Signal.BACK else None

    def _not_yet(self, ask: Ask, judged: Judged) -> Signal | None:
        """Weet ik nog niet: who finds out and when; what was answered before stays."""
        todo = self._answers.todo(ask)
        if isinstance(todo, Signal):
            return self._ask(judged)
        path = self._fact_path(judged.item)
        if path is not None and self._now(path) is None and self._can_be_unknown(path):
            self.notebook.set_fact(path, _UNKNOWN)
        checklist, key = _name(judged)
        old = self.notebook.answer(checklist, key)
        self.notebook.set_answer(checklist, key, {**old, "todo": todo})
        self.saved.add((checklist, key))
        return None

    def _can_be_unknown(self, path: Path) -> bool:
        node = field(KIND, path).node
        return _UNKNOWN in node.get("enum", ()) or _UNKNOWN in node.get("pattern", "")

    def _may_explain(self, judged: Judged) -> bool:
        """Is it still open, and could somebody approve that?"""
        question = judged.item.question
        if question.is_verdict or question.gate is not Gate.EXPLAIN or not judged.required:
            return False
        now = next((each for each in self.state().judged if _name(each) == _name(judged)), None)
        approvers = self.notebook.surroundings.settings.approvers
        return bool(approvers) and now is not None and now.lack is not None

    def _explain(self, ask: Ask, judged: Judged) -> Signal | None:
        """A fact that may be missing if somebody approved that: comply or explain."""
        texts = self._voice.texts
        about = Ask(
            heading=ask.heading,
            question=texts("You skip this question. Was an exception approved for it?"),
        )
        choices = [
            Choice(value=_STILL, label=texts("No, I answer later")),
            Choice(value=_ANEW, label=texts("Yes, I record it now")),
        ]
        if self._voice.prompter.decide(about, choices) == _STILL:
            return None
        exception = self._answers.exception(ask)
        if isinstance(exception, Signal):
            return self._ask(judged)
        self._save(judged, None, {"exception": exception})
        return None

    # --- outdated answers ---

    def _still_right(self, ask: Ask, judged: Judged) -> str | Signal:
        texts = self._voice.texts
        about = replace(
            ask,
            note=self._phrasing.outdated(judged),
            signals=ask.signals - {Signal.NOT_YET},
        )
        choices = [
            Choice(value=_STILL, label=texts("Yes, this is still right")),
            Choice(value=_ANEW, label=texts("No, I answer it again")),
        ]
        return self._voice.prompter.choice(about, choices)

    def _confirm(self, judged: Judged) -> None:
        """The same answer, confirmed today in today's version, on the facts of today."""
        item = judged.item
        old = self.notebook.answer(item.checklist.id, item.key)
        confirmed: dict[str, Value] = {
            **old,
            "confirmed": self._voice.today.isoformat(),
            "version": item.checklist.version,
            "rests_on": dict(counting.rests_on(item, self.notebook.facts)),
        }
        self.notebook.set_answer(item.checklist.id, item.key, confirmed)
        self.saved.add(_name(judged))

    def _worded(self, judged: Judged) -> Ask:
        signals = _ALL if self._passed else _ALL - {Signal.BACK}
        inherited = self.state().inherited
        return self._phrasing.ask(judged, self._place(judged), signals, inherited=inherited)

    def _place(self, judged: Judged) -> Place:
        passed = len(self._passed)
        waiting = [each for each in self.waiting() if _name(each) != _name(judged)]
        light = [each for each in waiting if each.item.question.weight == "light"]
        is_certain = self.is_weighed or len(light) == len(waiting)
        count = len(waiting if is_certain else light)
        return Place(number=passed + 1, total=passed + 1 + count, is_certain=is_certain)

    @property
    def is_weighed(self) -> bool:
        """Is it known how heavy the partnership is? That decides how many questions there are."""
        return not any(
            each.item.question.fact in _WEIGHING and each.lack is not None
            for each in self.state().judged
        )

    # --- facts ---

    def _fact_path(self, item: Item) -> Path | None:
        if item.question.fact is None:
            return None
        steps = tuple(item.question.fact.split("."))
        return ("partners", item.index, *steps) if item.index is not None else steps

    def _now(self, path: Path) -> Value:
        found = fact.values_at(self.notebook.facts, ".".join(map(str, path)))
        return found[0] if found else None


def _name(judged: Judged) -> Name:
    return (judged.item.checklist.id, judged.item.key)
