"""Prompters that answer by themselves, and what the tests of the asking commands share."""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from conftest import Copy, Screen
from gating import outcome
from samenwerk import cli, gate, schema, yamledit, yamlfile
from samenwerk.i18n import Language, Texts
from samenwerk.inspection import Inspection
from samenwerk.interview.flow import Flow, Scope
from samenwerk.interview.notebook import RecordNotebook
from samenwerk.interview.voice import Voice
from samenwerk.prompt import Ask, Check, Choice, Signal
from samenwerk.register import Register
from samenwerk.terminal import Terminal

TODAY = dt.date(2026, 11, 22)
LAST_MONTH, NEXT_YEAR = "1-10-2026", "1-3-2027"

Answer = Any  # a value, a Signal, an exception to raise, or a function of the question


@dataclass
class Asked:
    """One prompt, as it was shown."""

    method: str
    ask: Ask
    choices: Sequence[Choice] = ()
    answer: Answer = None

    @property
    def values(self) -> list[str]:
        return [each.value for each in self.choices]


@dataclass
class Script:
    """A prompter that gives the answers of a list, one after another."""

    answers: Iterable[Answer]
    asked: list[Asked] = field(default_factory=list)
    before: Callable[[Asked], None] = lambda _asked: None

    def __post_init__(self) -> None:
        self._waiting = iter(self.answers)

    @property
    def is_done(self) -> bool:
        return next(self._waiting, None) is None

    def text(self, ask: Ask, check: Check) -> str | Signal:
        return self._written("text", ask, check)

    def long_text(self, ask: Ask, check: Check) -> str | Signal:
        return self._written("long_text", ask, check)

    def lines(self, ask: Ask, check: Check) -> list[str] | Signal:
        answer = self._next(Asked("lines", ask))
        assert isinstance(answer, Signal | list)
        if isinstance(answer, list):
            assert [check(each) for each in answer] == [""] * len(answer)
        return answer

    def choice(self, ask: Ask, choices: Sequence[Choice]) -> str | Signal:
        return self._chosen("choice", ask, choices)

    def choices(
        self, ask: Ask, choices: Sequence[Choice], chosen: Sequence[str] = ()
    ) -> list[str] | Signal:
        answer = self._next(Asked("choices", ask, choices))
        assert isinstance(answer, Signal | list)
        if isinstance(answer, list):
            assert set(answer) <= {each.value for each in choices}
        return answer

    def search(self, ask: Ask, options: Mapping[str, str], *, add: str = "") -> str | Signal:
        choices = [Choice(value=value, label=name) for value, name in options.items()]
        answer = self._next(Asked("search", ask, choices))
        if isinstance(answer, str):
            assert answer in options or (add and answer.startswith("+")), (answer, ask)
        return answer

    def decide(self, ask: Ask, choices: Sequence[Choice]) -> str:
        answer = self._chosen("decide", ask, choices)
        assert isinstance(answer, str)
        return answer

    # --- giving answers ---

    def _written(self, method: str, ask: Ask, check: Check) -> str | Signal:
        answer = self._next(Asked(method, ask), check)
        if isinstance(answer, str):
            assert check(answer) == "", (answer, check(answer), ask)
        return answer

    def _chosen(self, method: str, ask: Ask, choices: Sequence[Choice]) -> str | Signal:
        answer = self._next(Asked(method, ask, choices))
        assert isinstance(answer, Signal) or answer in [each.value for each in choices], (
            answer,
            ask,
            [each.value for each in choices],
        )
        return answer

    def _next(self, asked: Asked, check: Check = lambda _text: "") -> Any:
        self.asked.append(asked)
        assert len(self.asked) < 400, asked
        self.before(asked)
        answer = self._answer(asked, check)
        if isinstance(answer, BaseException) or (
            isinstance(answer, type) and issubclass(answer, BaseException)
        ):
            raise answer
        if isinstance(answer, Signal):
            assert answer in asked.ask.signals, (answer, asked.ask)
        asked.answer = answer
        return answer

    def _answer(self, asked: Asked, check: Check) -> Answer:
        answer = next(self._waiting, None)
        assert answer is not None, f"no answer left for {asked}"
        is_function = callable(answer) and not isinstance(answer, type)
        return answer(asked) if is_function else answer


@dataclass
class Adviser(Script):
    """A prompter that answers everything properly, so that the gate opens.

    `wanted` says what to choose where there is a choice, by the value or by the question.
    """

    answers: Iterable[Answer] = ()
    wanted: Mapping[str, Any] = field(default_factory=dict)
    partners: Sequence[str] = ()

    def _answer(self, asked: Asked, check: Check) -> Answer:
        if asked.method in {"choice", "decide"}:
            return self._choice(asked)
        if asked.method == "choices":
            wanted = [each for each in asked.values if each in self.wanted]
            return wanted or asked.values[:1]
        if asked.method == "search":
            return self._search(asked)
        if asked.method == "lines":
            return ["Kortere wachttijden voor gezinnen", "Lagere kosten"]
        return self._text(asked, check)

    def _choice(self, asked: Asked) -> Answer:
        wanted = [each for each in asked.values if each in {*self.wanted, *_PROPER}]
        if self._is_next_item(asked):
            return Signal.SKIP
        return wanted[0] if wanted else asked.values[0]

    def _search(self, asked: Asked) -> Answer:
        if not asked.values:
            return Signal.SKIP if self._is_next_item(asked) else "+Nota duurzaamheid"
        done = [each.answer for each in self.asked if each.method == "search"]
        left = [each for each in self.partners if each not in done]
        if left and "organisaties" in asked.ask.question:
            return left[0]
        return Signal.SKIP if self._is_next_item(asked) else asked.values[0]

    def _is_next_item(self, asked: Asked) -> bool:
        return any(
            "Is there another one" in line or "Is er nog een" in line for line in asked.ask.note
        )

    def _text(self, asked: Asked, check: Check) -> Answer:
        if self._is_next_item(asked):
            return Signal.SKIP
        number = self.number(asked)
        words = f"{number}, besproken op {number} november."
        texts = (f"De raad vroeg hierom in punt {words}", f"functie {number}")
        known = self.wanted.get(asked.ask.heading.rpartition(" · ")[2])
        known = known or self.wanted.get(asked.ask.question)
        day = LAST_MONTH if _WHAT_WAS.search(asked.ask.question) else NEXT_YEAR
        for text in (known or "", *texts, day, "45000", "60"):
            if text and not check(text):
                return text
        raise AssertionError(asked)

    def number(self, _asked: Asked) -> int:
        """What makes one text different from another."""
        return len(self.asked)


# Questions about what has happened: a date in the future is no answer to them.
_WHAT_WAS = re.compile(r"vroeg u dit na|besprak|besproken|sprak u|gezonden|gaf|bekendgemaakt")
_PROPER = {"met", "confirmed", "go-on", "save", ".", "same"}


def counts(asked: Iterable[Asked]) -> Counter[str]:
    """How many prompts there were under each heading."""
    return Counter(each.ask.heading for each in asked)


# --- a small register -----------------------------------------------------------------------------

ORGANISATIONS = {
    "gemeente-voorbeeld": ("Gemeente Voorbeeld", "municipality"),
    "gemeente-oudstad": ("Gemeente Oudstad", "municipality"),
    "gemeente-dijkstede": ("Gemeente Dijkstede", "municipality"),
    "waterschap-vliet": ("Waterschap Vliet", "water-board"),
    "bouwer-bv": ("Bouwer BV", "company"),
}
SETTINGS: dict[str, Any] = {
    "schema": 1,
    "organisation": "gemeente-voorbeeld",
    "authority": "municipality",
    "language": "nl",
    "began": "2026-01-01",
    "gate": ["why", "goals", "values", "roles"],
    "approvers": ["gemeentesecretaris"],
    "heavy_from_euros_a_year": 250000,
}
PATH = "registry/loket/partnership.yaml"
BY = "beleidsadviseur energie"
# Only the intake was done.
STARTED: dict[str, Any] = {
    "schema": 1,
    "name": "Energieloket",
    "status": "exploring",
    "purpose": "Inwoners krijgen gratis advies over energie besparen.",
    "themes": ["energy"],
    "form": "convenant",
    "partners": [
        {"organisations": ["gemeente-oudstad"]},
        {"organisations": ["gemeente-dijkstede"]},
    ],
    "people": {"official": "beleidsadviseur energie"},
    "dates": {"start": "2027-03-01"},
}


def own_register(root: Path, **facts: Any) -> Copy:
    """A register with some organisations and one partnership, `loket`."""
    copy = Copy(root)
    copy.write("registry/register.yaml", yamledit.dump(SETTINGS))
    for id, (name, kind) in ORGANISATIONS.items():
        data: dict[str, Any] = {"schema": 1, "name": name, "kind": kind}
        copy.write(f"registry/organisations/{id}.yaml", yamledit.dump(data))
    copy.write(PATH, yamledit.dump({**STARTED, **facts}))
    return copy


def data(copy: Copy, name: str = PATH) -> Any:
    return yamlfile.load(copy.path(name).read_bytes())


def answers(copy: Copy, checklist: str) -> Any:
    return data(copy, f"registry/loket/checks/{checklist}.yaml")["answers"]


def notebook(copy: Copy) -> RecordNotebook:
    return RecordNotebook(Register(copy.root), "loket", TODAY)


def voice(prompter: Any, language: Language = "nl") -> Voice:
    return Voice(
        prompter=prompter,
        terminal=Terminal(io.StringIO(), io.StringIO()),
        texts=Texts(language),
        today=TODAY,
    )


def flow(copy: Copy, prompter: Any, *checklists: str, **scope: bool) -> Flow:
    """An interview about `loket`, ready to run."""
    return Flow(voice(prompter), notebook(copy), Scope(checklists=checklists, **scope))


def question(id: str, **parts: Any) -> dict[str, Any]:
    """A question for a checklist of the register's own."""
    words = {"nl": f"Vraag over {id}?", "en": f"Question about {id}?"}
    asked = {"id": id, "ask": words, "help": words, "weight": "light", "gate": "explain"}
    return {**asked, "since": 1, **parts}


def add_checklist(copy: Copy, *questions: dict[str, Any], version: int = 1) -> None:
    """The checklist `own`, and it belongs to the gate."""
    title = {"nl": "Eigen vragen", "en": "Own questions"}
    made = {"id": "own", "version": version, "title": title, "questions": list(questions)}
    copy.write("checklists/own.yaml", yamledit.dump(made))
    gate = [*SETTINGS["gate"], "own"]
    copy.write("registry/register.yaml", yamledit.dump({**SETTINGS, "gate": gate}))


# --- commands -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spoken:
    """What a command said and asked."""

    exit_code: int
    stdout: str
    stderr: str
    asked: Sequence[Asked]


def converse(monkeypatch: pytest.MonkeyPatch, prompter: Script, *arguments: str) -> Spoken:
    """Run a command as at a terminal, with a prompter that answers by itself."""
    monkeypatch.setattr("samenwerk.clock.today", lambda: TODAY)
    monkeypatch.setattr("samenwerk.interview.start.prompter", lambda *_, **__: prompter)
    monkeypatch.setattr("samenwerk.interview.start._stdin_is_terminal", lambda: True)
    out, err = Screen(), io.StringIO()
    code = cli.run(arguments, Terminal(out, err))
    return Spoken(code, out.getvalue(), err.getvalue(), prompter.asked)


def fill_everything(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer every question of `loket` properly, so that its gate is open."""
    wanted = {"Wanneer eindigt de samenwerking?": "31-12-2027", "freely": True}
    spoken = converse(monkeypatch, Adviser(wanted=wanted), "check", "loket")
    assert spoken.exit_code == 0, spoken.stderr


# --- on paper -------------------------------------------------------------------------------------

ORGANISATION_FIELDS = {"from": "gemeente-voorbeeld", "to": "gemeente-oudstad"}


def proper(path: tuple[str | int, ...], blank: Any, count: Iterator[int]) -> Any:
    """A blank of the template, filled in as a colleague would."""
    if isinstance(blank, dict):
        return {key: proper((*path, key), each, count) for key, each in blank.items()}
    if isinstance(blank, list):
        return [proper((*path, number), each, count) for number, each in enumerate(blank)]
    if blank is not None:
        return blank
    node = schema.field("partnership", path).node
    if node.get("type") == "array":
        return [proper((*path, 0), None, count)]
    return _leaf(node, path, next(count))


def _leaf(node: Any, path: tuple[str | int, ...], number: int) -> Any:
    key = str(path[-1])
    if key in {"from", "to", "organisation"}:
        return ORGANISATION_FIELDS.get(key, "gemeente-oudstad")
    if "enum" in node:
        known = {"known": "asked", "state": "confirmed", "duty": "none"}
        return known.get(key, node["enum"][0])
    day = "2026-09-01" if str(path[0]).endswith("_steps") else "2027-09-01"
    by_input = {"date": day, "number": 20000, "percent": 40, "document": "nota"}
    if key == "id":
        return f"punt-{number}"
    return by_input.get(node["x-input"], f"De raad vroeg hierom in punt {number}.")


def filled_in(copy: Copy, template: str) -> Any:
    """What a colleague hands back."""
    count = iter(range(1, 999))
    paper: Any = yamlfile.load(template.encode())
    facts = {key: proper((key,), each, count) for key, each in paper.get("facts", {}).items()}
    inspection = Inspection(Register(copy.root), TODAY)
    record = inspection.record("loket").record
    assert record is not None
    given: dict[str, Any] = {}
    asked = {
        (each.item.checklist.id, each.item.key): each.item
        for each in gate.judge(record, inspection.surroundings).judged
    }
    for checklist, blanks in paper.get("answers", {}).items():
        for key in blanks:
            item = asked[checklist, key]
            given.setdefault(checklist, {})[key] = outcome(item, next(count))
    return {"facts": facts} if facts else {"answers": given}
