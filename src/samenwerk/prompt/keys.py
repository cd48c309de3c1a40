"""What the keys do in a line and in a list."""

from collections.abc import Callable

from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.utils import suspend_to_background_supported

from samenwerk.i18n import Texts
from samenwerk.prompt import typed
from samenwerk.prompt.screen import BACK, COMMANDS, HELP, NOT_YET, SKIP, Line, Typed

# What a person can press instead of answering; a line has text, so `?` and `<` are typed there.
IN_LINE = {"f1": HELP, "f2": BACK, "escape": BACK, "f3": SKIP, "f4": NOT_YET}
IN_LIST = {"f1": HELP, "?": HELP, "f2": BACK, "escape": BACK, "<": BACK}

Action = Callable[[KeyPressEvent], None]


def everywhere() -> KeyBindings:
    """Ctrl-C, Ctrl-D and Ctrl-Z: alike in all questions, whatever was typed."""
    bindings = KeyBindings()
    for key in ("c-c", "c-\\", "<sigint>"):
        bindings.add(key, eager=True)(_raising(KeyboardInterrupt))
    bindings.add("c-d", eager=True)(_raising(EOFError))
    bindings.add("c-z", eager=True)(_suspend)
    # the codes of a colour, in a pasted text, look like those of a mouse, and no mouse is asked for
    bindings.add(Keys.Vt100MouseEvent, eager=True)(_nothing)
    return bindings


def in_list() -> KeyBindings:
    """Leaving a list; what else its keys do depends on its options."""
    bindings = KeyBindings()
    for key, command in IN_LIST.items():
        bindings.add(key, eager=True)(_leaving(command))
    bindings.add(Keys.BracketedPaste)(_nothing)
    return bindings


def in_line(line: Line, texts: Texts) -> KeyBindings:
    """Typing, pasting, and leaving the line."""
    bindings = KeyBindings()
    for key, command in IN_LINE.items():
        bindings.add(key, eager=True)(_exiting(_typed(command)))
    bindings.add("enter")(_enter_in_text if line.is_long else _exiting(Typed))
    bindings.add(Keys.BracketedPaste)(_pasting(line, texts))
    for key in ("c-r", "c-s"):  # would search in earlier answers
        bindings.add(key)(_nothing)
    # one character too many is enough to be refused; a flood would take minutes to draw
    is_full = Condition(lambda: len(get_app().current_buffer.text) > line.limit)
    bindings.add(Keys.Any, filter=is_full)(_nothing)
    return bindings


def _leaving(command: str) -> Action:
    return lambda event: event.app.exit(result=command)


def _typed(command: str) -> Callable[[str], Typed]:
    return lambda text: Typed(command, kept=text)


def _exiting(result: Callable[[str], object]) -> Action:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=result(event.current_buffer.text))

    return leave


def _enter_in_text(event: KeyPressEvent) -> None:
    """Done on an empty last line, and after a command; else a new line."""
    document = event.current_buffer.document
    is_last_empty = not (document.current_line + document.text_after_cursor).strip()
    if is_last_empty or document.text.strip() in COMMANDS:
        event.app.exit(result=Typed(document.text))
    else:
        event.current_buffer.newline(copy_margin=False)


def _pasting(line: Line, texts: Texts) -> Action:
    def paste(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        data = typed.tidy(event.data) if line.is_long else " ".join(event.data.split())
        if len(buffer.text) + len(data) > line.limit:
            refusal = typed.too_long(line.limit, texts)
            event.app.exit(result=Typed("", kept=buffer.text, refusal=refusal))
        else:
            buffer.insert_text(data)

    return paste


def _raising(kind: type[BaseException]) -> Action:
    return lambda event: event.app.exit(exception=kind)


def _suspend(event: KeyPressEvent) -> None:
    if suspend_to_background_supported():
        event.app.suspend_to_background()


def _nothing(_event: KeyPressEvent) -> None:
    pass
