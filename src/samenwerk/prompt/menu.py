"""A list on the screen that follows the keys: questionary's `select`, with lines of our own."""

from collections.abc import Callable, Collection

import questionary
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout.containers import ScrollOffsets
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from samenwerk.i18n import Texts
from samenwerk.prompt.layout import wrapped
from samenwerk.prompt.screen import COMMANDS, Menu, Option

_MARGIN = 3  # columns before an option, where the pointer stands
_NOTHING = ""  # the id of the line where a list starts
_DONE = "done"


class LiveMenu:
    """One option to pick or, with `ticked`, some to tick. `question` is ready to be asked.

    A list to pick from starts on a line that is no answer, and Enter only ticks in the other kind:
    Enter alone never answers.
    """

    def __init__(
        self, menu: Menu, texts: Texts, ticked: Collection[str] | None, width: Callable[[], int]
    ) -> None:
        self._texts = texts
        self._width = width
        self._ticked = None if ticked is None else set(ticked)
        self._entries = self._lines_of(menu.options)
        self._complaint = ""
        self._choices = [questionary.Choice(entry.label, entry.id) for entry in self._entries]
        self._control: InquirerControl

    def question(self, instruction: str, style: Style) -> questionary.Question:
        """The list, to be asked once."""
        question = questionary.select(
            "", self._choices, qmark="", instruction=instruction, style=style,
            use_jk_keys=False, show_description=False, erase_when_done=True,
        )  # fmt: skip
        for window in question.application.layout.find_all_windows():
            if isinstance(window.content, InquirerControl):
                self._control = window.content
                # so that the whole of an option is in view, however long its explanation
                window.scroll_offsets = ScrollOffsets(bottom=self._tallest())
        question.application.before_render += lambda _app: self._draw()
        return question

    def bindings(self) -> KeyBindings:
        """Enter, the space bar, and the letter or number of each option."""
        bindings = KeyBindings()
        bindings.add("enter", eager=True)(self._enter)
        bindings.add(" ")(self._space)
        for place, entry in enumerate(self._entries):
            for key in {entry.key.lower(), entry.key.upper(), *self._number(entry)} - {""}:
                bindings.add(key)(self._pointing_at(place))
        return bindings

    # --- lines ---

    def _lines_of(self, options: Collection[Option]) -> list[Option]:
        if self._ticked is None:
            return [Option(id=_NOTHING, label=""), *options]
        answers = [option for option in options if option.id not in COMMANDS]
        ways_out = [option for option in options if option.id in COMMANDS]
        return [*answers, Option(id=_DONE, label=""), *ways_out]

    def _draw(self) -> None:
        for place, (entry, choice) in enumerate(zip(self._entries, self._choices, strict=True)):
            style = "bold" if place == self._control.pointed_at else ""
            label, explanation = self._words(entry)
            choice.title = [(style, "\n".join(label)[_MARGIN:])]
            if explanation:
                choice.title.append(("", "\n" + "\n".join(explanation)))

    def _words(self, entry: Option) -> tuple[list[str], list[str]]:
        margin = " " * _MARGIN
        start = margin + self._mark(entry)
        label = wrapped(self._label(entry), self._width(), start, " " * len(start))
        if not entry.explanation:
            return label, []
        return label, wrapped(entry.explanation, self._width(), f"{margin}  ")

    def _mark(self, entry: Option) -> str:
        box = ""
        if self._ticked is not None and entry.id.isdecimal():
            box = "[x] " if entry.id in self._ticked else "[ ] "
        return f"{box}{entry.key}) " if entry.key else box

    def _label(self, entry: Option) -> str:
        if entry.id == _NOTHING:
            return self._complaint or self._texts("(choose)")
        if entry.id == _DONE:
            return self._complaint or self._texts("Done")
        return entry.label

    def _tallest(self) -> int:
        return max(len(label) + len(more) for label, more in map(self._words, self._entries)) - 1

    # --- keys ---

    def _enter(self, event: KeyPressEvent) -> None:
        entry = self._entries[self._control.pointed_at]
        if entry.id == _NOTHING:
            self._complaint = self._texts("(choose first: Enter alone is no answer)")
        elif entry.id == _DONE:
            self._finish(event)
        elif self._ticked is None or entry.id in COMMANDS:
            event.app.exit(result=entry.id)
        else:
            self._toggle(entry)

    def _space(self, _event: KeyPressEvent) -> None:
        entry = self._entries[self._control.pointed_at]
        if entry.id.isdecimal():
            self._toggle(entry)

    def _finish(self, event: KeyPressEvent) -> None:
        if self._ticked:
            event.app.exit(result=sorted(self._ticked, key=int))
        else:
            self._complaint = self._texts("Done (tick one or more first)")

    def _toggle(self, entry: Option) -> None:
        if self._ticked is not None:
            self._ticked ^= {entry.id}
            self._complaint = ""

    def _pointing_at(self, place: int) -> Callable[[KeyPressEvent], None]:
        def point(_event: KeyPressEvent) -> None:
            self._control.pointed_at = place

        return point

    def _number(self, entry: Option) -> set[str]:
        taken = {each.key for each in self._entries}
        return {entry.id} - taken if len(entry.id) == 1 and entry.id.isdecimal() else set()
