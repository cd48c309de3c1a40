"""Ask a fact by its schema: text, choice, date, number, organisation, document, list, object.

What comes back is the value as it goes into the file, or what was done instead of answering.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from samenwerk import names, schema
from samenwerk.display import Display
from samenwerk.interview import ids, typed
from samenwerk.interview.notebook import Notebook, RecordNotebook
from samenwerk.interview.objects import Objects, Start
from samenwerk.interview.rows import Rows
from samenwerk.interview.voice import KIND, Answered, Voice, choices_of, described, words
from samenwerk.organisation import Organisation
from samenwerk.prompt import Ask, Check, Choice, Signal
from samenwerk.yamlfile import Path, Value

_LONGEST = 20_000
_ADD = "+"
_END, _NO_END = ("dates", "end"), ("dates", "no_end_because")
# Between whom money goes is open; who expects something of whom is one of the parties.
_OF_PARTIES = {"expectations"}


class Facts:
    """Asks facts of one partnership, and adds organisations and documents on the way.

    `own` is the organisation whose register it is; `partnerships` are the ids to refer to.
    """

    def __init__(
        self,
        voice: Voice,
        notebook: Notebook,
        organisations: dict[str, Organisation],
        *,
        own: str = "",
        partnerships: Iterable[str] = (),
    ) -> None:
        self._voice = voice
        self._notebook = notebook
        self._organisations = organisations
        self._own = own
        self._partnerships = {id: id for id in sorted(partnerships)}
        self._objects = Objects(voice, notebook, self.display, self.ask)
        self._rows = Rows(voice, notebook, self._objects, self.display, self.ask)
        self._by_input: Mapping[str, Callable[[Ask, Path, Value], Answered]] = {
            "text": self._text,
            "function": self._text,
            "long-text": self._long_text,
            "choice": self._choice,
            "choices": self._choices,
            "date": self._date,
            "number": self._euros,
            "percent": self._percent,
            "organisation": self._organisation,
            "document": self._document,
            "partnership": self._partnership,
        }

    @classmethod
    def of(cls, voice: Voice, notebook: RecordNotebook) -> "Facts":
        """For a partnership that is in the register."""
        around = notebook.surroundings
        return cls(
            voice,
            notebook,
            dict(around.organisations),
            own=around.settings.organisation,
            partnerships=around.partnership_ids - {notebook.record.id},
        )

    @property
    def display(self) -> Display:
        return Display(KIND, self._voice.texts, self._organisations)

    def ask(self, ask: Ask, path: Path, current: Value = None) -> Answered:
        """The value for the fact at `path`; `current` is what is there now."""
        node = schema.field(KIND, path).node
        if node.get("type") == "array" and node["x-input"] != "choices":
            return self._rows.ask(ask, path, list(current) if isinstance(current, list) else [])
        if node.get("type") == "object":
            now = dict(current) if isinstance(current, dict) else {}
            return self._objects.ask(ask, path, Start(now))
        shown = words(self.display, path, current) if current not in (None, [], {}) else ""
        return self._by_input[node["x-input"]](replace(ask, current=shown), path, current)

    # --- single values ---

    def _text(self, ask: Ask, path: Path, current: Value) -> Answered:
        return self._voice.prompter.text(replace(ask, current=_as_text(current)), self._fits(path))

    def _long_text(self, ask: Ask, path: Path, current: Value) -> Answered:
        about = replace(ask, current=_as_text(current))
        return self._voice.prompter.long_text(about, self._fits(path))

    def _fits(self, path: Path) -> Check:
        """A text of the right length, that says something, in the form that its schema wants."""
        about = schema.field(KIND, path)
        longest = int(about.node.get("maxLength", _LONGEST))
        check = typed.check_text(self._voice.texts, longest)
        hint = about.hint.in_(self._voice.language)
        return lambda text: check(text) or ("" if schema.takes(KIND, path, text) else hint)

    def _choice(self, ask: Ask, path: Path, _current: Value) -> Answered:
        choices = choices_of(self._voice, KIND, path)
        if Signal.NOT_YET in ask.signals:  # that is what “unknown” would say
            choices = [each for each in choices if each.value != "unknown"]
        answer = self._voice.prompter.choice(ask, choices)
        is_boolean = schema.field(KIND, path).node.get("type") == "boolean"
        return answer == "true" if is_boolean and isinstance(answer, str) else answer

    def _choices(self, ask: Ask, path: Path, current: Value) -> Answered:
        chosen = [str(each) for each in current] if isinstance(current, list) else []
        answer = self._voice.prompter.choices(ask, choices_of(self._voice, KIND, path), chosen)
        return answer if isinstance(answer, Signal) else list(answer)

    def _date(self, ask: Ask, path: Path, current: Value) -> Answered:
        if path == _END:
            return self._end(ask, current)
        answer = self._voice.prompter.text(ask, typed.check_date(self._voice.texts))
        return answer if isinstance(answer, Signal) else _as_day(answer)

    def _end(self, ask: Ask, current: Value) -> Answered:
        """The last day; or the word for none, and then why there is none."""
        texts = self._voice.texts
        none = texts("none")
        reason = self._reason()
        line = texts("Is there no end date? Then type: {none}", none=none)
        given = texts("No end date, because: {reason}", reason=reason) if reason else line
        about = replace(ask, note=(*ask.note, given))
        answer = self._voice.prompter.text(about, typed.check_date(texts, none=none))
        if isinstance(answer, Signal):
            return answer
        if typed.is_word(answer, none):
            return self._no_end(ask, current)
        if reason:
            self._notebook.set_fact(_NO_END[:1], self._dates_without_reason())
        return _as_day(answer)

    def _reason(self) -> str:
        dates = self._notebook.facts.get("dates")
        return str(dates.get("no_end_because") or "") if isinstance(dates, dict) else ""

    def _dates_without_reason(self) -> Value:
        dates = self._notebook.facts["dates"]
        assert isinstance(dates, dict)
        return {key: each for key, each in dates.items() if key != "no_end_because"}

    def _no_end(self, ask: Ask, current: Value) -> Answered:
        """Why there is no end date stands in the place of a date."""
        question = " ".join(described(_NO_END, self._voice.language))
        about = Ask(heading=ask.heading, question=question, signals=frozenset({Signal.BACK}))
        reason = self._long_text(about, _NO_END, self._reason())
        if isinstance(reason, Signal):
            return self._end(ask, current)
        self._notebook.set_fact(_NO_END, reason)
        return Signal.SKIP

    def _euros(self, ask: Ask, _path: Path, current: Value) -> Answered:
        ask = replace(ask, current=str(current) if isinstance(current, int) else "")
        answer = self._voice.prompter.text(ask, typed.check_euros(self._voice.texts))
        return typed.euros(answer) if isinstance(answer, str) else answer

    def _percent(self, ask: Ask, _path: Path, _current: Value) -> Answered:
        answer = self._voice.prompter.text(ask, typed.check_percent(self._voice.texts))
        return typed.percent(answer) if isinstance(answer, str) else answer

    # --- one of those that are known, or a new one ---

    def _organisation(self, ask: Ask, path: Path, current: Value) -> Answered:
        if path[0] in _OF_PARTIES and len(parties := self._parties()) > 1:
            return self._voice.prompter.choice(ask, parties)
        options = {id: each.name for id, each in self._organisations.items() if id != self._own}
        if path[0] != "partners" and self._own in self._organisations:
            options[self._own] = self._organisations[self._own].name
        add = self._voice.texts("Add a new organisation")
        answer = self._voice.prompter.search(ask, options, add=add)
        if not isinstance(answer, str) or not answer.startswith(_ADD):
            return answer
        added = self._new_organisation(ask, answer.removeprefix(_ADD).strip())
        return self._organisation(ask, path, current) if added is Signal.BACK else added

    def _parties(self) -> list[Choice]:
        partners: Any = self._notebook.facts.get("partners") or []
        ids = [self._own, *(id for each in partners for id in each["organisations"])]
        return [Choice(value=id, label=self.display.organisation(id)) for id in ids if id]

    def _new_organisation(self, ask: Ask, name: str) -> Answered:
        question = self._voice.texts("What kind of organisation is {name}?", name=name)
        kinds = choices_of(self._voice, "organisation", ("kind",))
        about = Ask(heading=ask.heading, question=question, signals=frozenset({Signal.BACK}))
        kind = self._voice.prompter.choice(about, kinds)
        if isinstance(kind, Signal):
            return kind
        id = ids.unused(names.id_from(name) or "organisatie", self._organisations)
        data: dict[str, Value] = {"name": name, "kind": kind}
        self._notebook.add_organisation(id, data)
        self._organisations[id] = Organisation.from_data({"schema": 1, **data})
        return id

    def _partnership(self, ask: Ask, _path: Path, _current: Value) -> Answered:
        return self._voice.prompter.search(ask, self._partnerships)

    def evidence(self, ask: Ask) -> Answered:
        """A document that shows it, as a list of ids."""
        answer = self._document(ask, (), None)
        return answer if isinstance(answer, Signal) else [answer]

    def _document(self, ask: Ask, _path: Path, _current: Value) -> Answered:
        documents: Any = self._notebook.facts.get("documents") or []
        known = {each["id"]: each["title"] for each in documents}
        add = self._voice.texts("Add a new document")
        answer = self._voice.prompter.search(ask, known, add=add)
        if not isinstance(answer, str) or not answer.startswith(_ADD):
            return answer
        title = answer.removeprefix(_ADD).strip()
        id = ids.free(title, known, otherwise="stuk")
        self._notebook.set_fact(("documents",), [*documents, {"id": id, "title": title}])
        return id


def _as_day(text: str) -> str:
    day = typed.date(text)
    assert day is not None  # it was checked when it was typed
    return day.isoformat()


def _as_text(current: Value) -> str:
    return current if isinstance(current, str) else ""
