"""Ask a list: a new one an item at a time, one that is there by a menu."""

from dataclasses import replace

from samenwerk import fact, schema
from samenwerk.display import Display
from samenwerk.interview.notebook import Notebook
from samenwerk.interview.objects import Asker, Objects, Start
from samenwerk.interview.voice import KIND, Answered, Voice, gist, words
from samenwerk.prompt import Ask, Choice, Signal
from samenwerk.yamlfile import Path, Value

_SHOWN = 60  # characters of an item on one line
_MOST = 1000
_ADD, _DONE = "+", "."
# One item is what is meant; more are for those who edit.
_SINGLE = {"organisations"}


class Rows:
    """Asks lists. An item that is whole is on disk before the next one is asked."""

    def __init__(
        self, voice: Voice, notebook: Notebook, objects: Objects, display: Display, ask: Asker
    ) -> None:
        self._voice = voice
        self._notebook = notebook
        self._objects = objects
        self._display = display
        self._ask = ask

    def ask(self, ask: Ask, path: Path, items: list[Value]) -> Answered:
        """The list; or, from its first item, what was done instead of answering."""
        return self._menu(ask, path, items) if items else self._in_a_row(ask, path)

    # --- a new list ---

    def _in_a_row(self, ask: Ask, path: Path) -> Answered:
        """Item after item, until one is skipped; back is back to the item before."""
        items: list[Value] = []
        number, is_back = 0, False
        while number < self._most(path):
            now = items[number] if number < len(items) else None
            about = self._about(ask, path, items, number)
            item = self._item(about, path, number, now, is_back=is_back)
            is_back = item is Signal.BACK
            if isinstance(item, Signal) and not (is_back and number):
                return items if number else item
            if isinstance(item, Signal):
                number -= 1
            else:
                items[number : number + 1] = [item]
                self._keep(path, items)
                number += 1
        return items

    def _most(self, path: Path) -> int:
        return 1 if path[-1] in _SINGLE else schema.field(KIND, path).node.get("maxItems", _MOST)

    def _about(self, ask: Ask, path: Path, items: list[Value], number: int) -> Ask:
        if number == 0:
            return ask
        signals = frozenset({Signal.BACK, Signal.SKIP})
        if number < len(items):
            return replace(ask, signals=signals)
        shown = [f"{place}. {each}" for place, each in enumerate(self._short(path, items), 1)]
        more = self._voice.texts("Is there another one? If not, go on.")
        return replace(ask, note=(*shown, more), signals=signals, current="")

    def _item(self, ask: Ask, path: Path, number: int, now: Value, *, is_back: bool) -> Answered:
        place = (*path, number)
        if schema.field(KIND, place).node.get("type") == "object":
            made = now if isinstance(now, dict) else {}
            return self._objects.ask(ask, place, Start(made, is_back=is_back))
        return self._ask(ask, place, now)

    def _keep(self, path: Path, items: list[Value]) -> None:
        """Put what is whole on disk, unless it is inside an item that is not there yet."""
        is_inside = any(isinstance(step, int) for step in path)
        if not is_inside or fact.values_at(self._notebook.facts, ".".join(map(str, path[:-1]))):
            self._notebook.set_fact(path, list(items))

    # --- a list that is there ---

    def _menu(self, ask: Ask, path: Path, items: list[Value]) -> Answered:
        """Add, change and remove until it is right; each step is on disk at once."""
        while True:
            options = self._options(path, items)
            wanted = self._voice.prompter.choice(replace(ask, current=""), options)
            if isinstance(wanted, Signal):
                return wanted
            if wanted == _DONE:
                return items
            items = self._changed(ask, path, items, wanted)
            self._keep(path, items)

    def _options(self, path: Path, items: list[Value]) -> list[Choice]:
        texts, short = self._voice.texts, self._short(path, items)
        changes = (texts("Change: {item}", item=each) for each in short)
        removals = (texts("Remove: {item}", item=each) for each in short)
        return [
            Choice(value=_DONE, label=texts("Leave it so and go on")),
            Choice(value=_ADD, label=texts("Add another")),
            *(Choice(value=f"={n}", label=label) for n, label in enumerate(changes)),
            *(Choice(value=f"-{n}", label=label) for n, label in enumerate(removals)),
        ]

    def _changed(self, ask: Ask, path: Path, items: list[Value], wanted: str) -> list[Value]:
        about = replace(ask, note=(), signals=frozenset({Signal.BACK}))
        number = len(items) if wanted == _ADD else int(wanted[1:])
        if wanted.startswith("-"):
            return [*items[:number], *items[number + 1 :]]
        if wanted == _ADD:
            item = self._item(about, path, number, None, is_back=False)
        else:
            item = self._anew(about, (*path, number), items[number])
        return items if isinstance(item, Signal) else [*items[:number], item, *items[number + 1 :]]

    def _anew(self, ask: Ask, place: Path, now: Value) -> Answered:
        """All fields of an item, each in its own words."""
        if isinstance(now, dict):
            return self._objects.ask(replace(ask, question=""), place, Start(now, is_change=True))
        return self._ask(ask, place, now)

    def _short(self, path: Path, items: list[Value]) -> list[str]:
        """Each item on one line, to tell them apart."""
        texts = (words(self._display, (*path, 0), gist(path, each)) for each in items)
        return [text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…" for text in texts]
