"""Answers that are typed: asked again, with what was typed, until nothing is wrong with them."""

from collections.abc import Callable
from dataclasses import dataclass

from samenwerk.prompt import Ask, Check, Signal, typed
from samenwerk.prompt.screen import BACK, COMMANDS, HELP, NOT_YET, SKIP, Line, Typed
from samenwerk.prompt.talk import Talk


@dataclass(frozen=True)
class Form:
    """A shape of text: what to do, how long it may be, and how it is made clean."""

    instruction: str
    clean: Callable[[str], str]
    limit: int = typed.MAX_LINE
    is_long: bool = False
    skip: str = ""  # another word for "skip"


@dataclass
class Draft:
    """What was typed so far, and what is wrong with it.

    `start`: what stood there at first. `default`: what Enter alone keeps.
    """

    start: str = ""
    default: str = ""
    is_warned: bool = False
    complaint: str = ""

    def __post_init__(self) -> None:
        self.kept = self.start

    def would_lose(self, text: str) -> bool:
        """Whether one key would end what took minutes to type; it may the second time."""
        return not self.is_warned and text.strip() not in {"", self.start.strip()}


class Writing:
    """Asks for text in some form."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._texts = talk.texts

    def answer(self, ask: Ask, form: Form, check: Check) -> str | Signal:
        """Ask until there is an answer."""
        if self._talk.screen.is_plain:
            draft, shown = Draft(default=ask.current), ask.current
        else:
            draft, shown = Draft(start=typed.without_refused(ask.current)), ""
        self._talk.open(ask, shown)
        while True:
            answer = self.attempt(ask, form, draft, check)
            if answer is not None:
                return answer

    def attempt(self, ask: Ask, form: Form, draft: Draft, check: Check) -> str | Signal | None:
        """One try: an answer or a signal; or None, and the draft holds what is wrong."""
        entry = self._talk.screen.read(self._line(ask, form, draft))
        text = entry.text.strip() or draft.default
        if entry.refusal or text in COMMANDS or not text:
            return self._no_answer(ask, draft, entry)
        if character := typed.refused_character(text):
            draft.kept = typed.without_refused(text)
            draft.complaint = self._cannot_be_kept(character)
            return None
        draft.kept = form.clean(text)
        draft.complaint = typed.refusal(draft.kept, form.limit, check, self._texts)
        return None if draft.complaint else draft.kept

    def _no_answer(self, ask: Ask, draft: Draft, entry: Typed) -> Signal | None:
        draft.kept, draft.complaint = entry.kept, entry.refusal
        if entry.refusal:
            return None
        command = entry.text.strip()
        if not command and Signal.SKIP not in ask.signals:
            draft.complaint = self._texts("Type an answer first.")
            return None
        signal, draft.complaint = self._talk.obey(ask, command or SKIP)
        if signal and draft.would_lose(entry.kept):
            draft.is_warned = True
            draft.complaint = self._texts(
                "This drops what you typed. Press the same key once more."
            )
            return None
        return signal

    def _line(self, ask: Ask, form: Form, draft: Draft) -> Line:
        return Line(
            instruction=f"{form.instruction}\n{self._commands(ask, form, draft)}".rstrip(),
            limit=form.limit,
            is_long=form.is_long,
            kept=draft.kept,
            complaint=draft.complaint,
        )

    def _commands(self, ask: Ask, form: Form, draft: Draft) -> str:
        has_text = bool(draft.kept or draft.default)
        names = {SKIP: form.skip} if form.skip else {}
        offered = (HELP, BACK, SKIP, NOT_YET)
        commands = self._talk.commands(ask, offered, has_text=has_text, names=names)
        if draft.default:
            commands.append(self._texts("only Enter = keep the answer"))
        return ", ".join(commands)

    def _cannot_be_kept(self, character: str) -> str:
        if self._talk.screen.is_plain:
            return self._texts(
                "The character {character} cannot be used. Type your answer again.",
                character=character,
            )
        return self._texts(
            "The character {character} cannot be used and was taken out. Check your answer.",
            character=character,
        )
