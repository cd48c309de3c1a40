"""Ask an object, such as a goal, field by field: back is back to the field before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samenwerk import schema
from samenwerk.display import Display
from samenwerk.interview import ids
from samenwerk.interview.notebook import Notebook
from samenwerk.interview.voice import KIND, Answered, Voice, choices_of, described
from samenwerk.prompt import Ask, Choice, Signal
from samenwerk.yamlfile import Path, Value

Asker = Callable[[Ask, Path, Value], Answered]

# Which keys of a new item are asked, in this order; when it is changed, all keys are.
_ASKED: Mapping[str, Sequence[str]] = {
    "goals": ("result", "measure", "target", "date"),
    "expectations": ("from", "to", "text", "state"),
    "documents": ("title", "reference", "date"),
    "partners": ("organisations",),
    "funding": ("organisation", "percent", "condition"),
}
# A partner keeps its organisations: the answers about it are found by the first of them.
_CHANGED: Mapping[str, Sequence[str]] = {"partners": ("lead", "joined", "left", "contact")}
_CONFIRMATION = ("confirmed_by", "how", "date")
# By whom and when is asked at once; how can be added with `edit`: the front end has a budget.
_LATER = "how"
_SAME = "same"


@dataclass(frozen=True)
class Start:
    """What is there already, and where asking begins: coming back, with the last field."""

    made: Mapping[str, Value]
    is_back: bool = False
    is_change: bool = False


class Objects:
    """Asks an object with `ask` for each of its fields."""

    def __init__(self, voice: Voice, notebook: Notebook, display: Display, ask: Asker) -> None:
        self._voice = voice
        self._notebook = notebook
        self._display = display
        self._ask = ask

    def ask(self, ask: Ask, path: Path, start: Start) -> dict[str, Value] | Signal:
        """The object; or, from its first field, what was done instead of answering."""
        made = dict(start.made)
        fields = self._fields(path, made, start)
        step = len(fields) - 1 if start.is_back else 0
        while step < len(fields):
            answer = self._field(ask, path, fields[step], step, made)
            if answer is Signal.BACK and step:
                step -= 1
            elif (
                isinstance(answer, Signal)
                and step == 0
                and self._leaves(answer, path, fields[0], made)
            ):
                return answer
            else:
                is_last = fields[step] == "known" and isinstance(answer, dict)
                made = _with(made, fields[step], answer)
                fields = self._fields(path, made, start)
                step = len(fields) if is_last else step + 1
        return self._completed(path, made) if made else Signal.SKIP

    def _leaves(self, signal: Signal, path: Path, key: str, made: Mapping[str, Value]) -> bool:
        """From the first field: is it the whole object that is left, or only this field?"""
        required = schema.field(KIND, path).node.get("required", ())
        return signal is not Signal.SKIP or (key in required and key not in made)

    def _fields(self, path: Path, made: Mapping[str, Value], start: Start) -> Sequence[str]:
        keys = schema.keys(KIND, path)
        if len(path) == 2 and isinstance(path[1], int):  # an item of a list
            wanted = (_CHANGED if start.is_change else _ASKED).get(str(path[0]))
            return wanted or [key for key in keys if key != "id"]
        if "known" in keys and made.get("known") != "confirmed":
            return [key for key in keys if key not in _CONFIRMATION]
        return keys if start.is_change else [key for key in keys if key != _LATER]

    # --- one field ---

    def _field(
        self, ask: Ask, path: Path, key: str, step: int, made: Mapping[str, Value]
    ) -> Answered:
        place = (*path, key)
        about = self._about(ask, path, key, step, made)
        if key == "known" and (before := self._confirmation(path)):
            return self._known(about, place, before)
        return self._ask(about, place, made.get(key))

    def _about(self, ask: Ask, path: Path, key: str, step: int, made: Mapping[str, Value]) -> Ask:
        """The first field is asked with the words of the question, the others with their own."""
        question, *note = described((*path, key), self._voice.language)
        if step == 0 and ask.question:
            is_alone = len(self._fields(path, made, Start({}))) == 1
            return ask if is_alone else replace(ask, note=(question, *note, *ask.note))
        required = schema.field(KIND, path).node.get("required", ())
        skip = {Signal.SKIP} if key in made or key not in required else set()
        return replace(
            ask,
            heading=f"{ask.heading} · {self._display.label((*path, key))}",
            question=question,
            note=note,
            signals=frozenset({Signal.BACK, *skip}),
        )

    # --- how sure it is: one talk often confirms more than one fact ---

    def _known(self, ask: Ask, place: Path, before: dict[str, Value]) -> Answered:
        said = (
            self._display.value((*place[:-1], key), before[key])
            for key in _CONFIRMATION
            if before.get(key)
        )
        same = Choice(
            value=_SAME,
            label=self._voice.texts("Confirmed, at the same time as what was asked before"),
            explanation=", ".join(said),
        )
        answer = self._voice.prompter.choice(ask, [same, *choices_of(self._voice, KIND, place)])
        return {"known": "confirmed", **before} if answer == _SAME else answer

    def _confirmation(self, path: Path) -> dict[str, Value] | None:
        """How this partner confirmed another fact, the last time that it did."""
        partners: Any = self._notebook.facts.get("partners") or []
        if path[0] != "partners" or not isinstance(path[1], int) or path[1] >= len(partners):
            return None
        facts = partners[path[1]].values()
        parts = [part for each in facts for part in (each if isinstance(each, list) else [each])]
        found = [
            {key: part[key] for key in _CONFIRMATION if part.get(key)}
            for part in parts
            if isinstance(part, dict) and part.get("known") == "confirmed"
            if part.get("confirmed_by") and part.get("date")
        ]
        return max(found, key=lambda each: str(each["date"])) if found else None

    # --- the whole ---

    def _completed(self, path: Path, made: dict[str, Value]) -> dict[str, Value]:
        """With an id of its own where the schema asks for one, keys in the schema's order."""
        keys = schema.keys(KIND, path)
        if "id" in keys and "id" not in made:
            text = str(made.get("result") or made.get("text") or made.get("title"))
            items: Any = self._notebook.facts.get(str(path[0])) or []
            made["id"] = ids.free(text, {each["id"] for each in items}, otherwise="punt")
        if "known" in keys and made.get("known") != "confirmed":
            made.pop("confirmed_by", None)
        return {key: made[key] for key in keys if key in made}


def _with(made: dict[str, Value], key: str, answer: Answered) -> dict[str, Value]:
    if isinstance(answer, Signal):  # left open
        return made
    if key == "known" and isinstance(answer, dict):  # with who confirmed it, how and when
        return {**made, **answer}
    return {**made, key: answer}
