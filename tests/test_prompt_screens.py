"""What a person sees: nothing cut off at 40 and 80 columns, and nothing that moves the cursor."""

import io
import sys
from collections.abc import Callable

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from samenwerk.i18n import Texts
from samenwerk.prompt import Ask, Choice, Prompter, Signal, prompter
from samenwerk.prompt.layout import cells, wrapped
from samenwerk.terminal import Terminal

pyte = pytest.importorskip("pyte")

LONG = Ask(
    heading="Stap 2 Belangen · vraag 3 van 6 · Hoogheemraadschap De Stichtse Rijnlanden",
    question="Weet u van elke partij wat zij wil bereiken, en waarom zij dat wil bereiken?",
    help="Niet het standpunt, maar de reden daarachter. Voorbeeld: een partij wil geen kantoor "
    "buiten de stad, omdat haar inwoners geen auto hebben.",
    note=[
        "Nog niet bekend van: Hoogheemraadschap De Stichtse Rijnlanden, Veiligheidsregio Utrecht",
        "Dit woord is te lang: arbeidsongeschiktheidsverzekeringsmaatschappijovereenkomst",
    ],
    signals=frozenset(Signal),
    current="Gemeenschappelijke regeling Omgevingsdienst regio Utrecht en Vechtstreek",
)
CHOICES = [
    Choice(value="met", label="Ja", key="j"),
    Choice(
        value="partly",
        label="Deels: van een paar partijen weten wij het, maar van de andere nog niet",
        explanation="Er is iets afgesproken, maar nog niet alles. Schrijf op wat er ontbreekt.",
        key="d",
    ),
    *(
        Choice(value=f"other-{number}", label=f"Mogelijkheid nummer {number}")
        for number in range(12)
    ),
]
NAMES = {f"dienst-{number}": f"Omgevingsdienst {number} regio Utrecht" for number in range(4)}


def fine(_text: str) -> str:
    return ""


ASKING: dict[str, Callable[[Prompter, Ask], object]] = {
    "text": lambda prompter, ask: prompter.text(ask, fine),
    "long_text": lambda prompter, ask: prompter.long_text(ask, fine),
    "lines": lambda prompter, ask: prompter.lines(ask, fine),
    "choice": lambda prompter, ask: prompter.choice(ask, CHOICES),
    "choices": lambda prompter, ask: prompter.choices(ask, CHOICES, ["partly"]),
    "search": lambda prompter, ask: prompter.search(ask, NAMES, add="Nieuwe organisatie"),
    "decide": lambda prompter, ask: prompter.decide(ask, CHOICES),
}


class Frames(io.StringIO):
    """What is written by the full prompter, and each state of the screen that it made."""

    def __init__(self) -> None:
        super().__init__()
        # wider and higher than the prompter is told, so that a line that is too long shows
        self.screen = pyte.Screen(130, 100)
        self.stream = pyte.Stream(self.screen)
        self.lines: set[str] = set()
        self._read = 0

    def flush(self) -> None:
        written = self.getvalue()
        self.stream.feed(written[self._read :])
        self._read = len(written)
        rows = [self.screen.buffer[row] for row in self.screen.dirty]
        columns = range(self.screen.columns)
        self.lines |= {"".join(row[each].data for each in columns).rstrip() for row in rows}
        self.screen.dirty.clear()

    @property
    def words(self) -> set[str]:
        return {word for line in self.lines for word in line.split()}

    @property
    def widest(self) -> int:
        return max(len(line) for line in self.lines)


class Lines(Frames):
    """What is written by the plain prompter: it never moves the cursor."""

    def flush(self) -> None:
        typed = self.getvalue().replace("answer: ", "answer:\n")  # a person's Enter is not in it
        self.lines = set(typed.split("\n"))


def seen(method: str, ask: Ask, columns: int, *, is_plain: bool, keys: str = "") -> Frames:
    """What is on the screen with one question, asked and then stopped."""
    return _plain(method, ask, columns, keys) if is_plain else full(method, ask, columns, [keys])


def _plain(method: str, ask: Ask, columns: int, keys: str) -> Frames:
    lines = Lines()
    terminal = Terminal(lines, lines)
    terminal.width = columns
    stdin, sys.stdin = sys.stdin, io.StringIO(keys)
    try:
        _stopped(ASKING[method], prompter(terminal, Texts("en"), plain=True), ask)
    finally:
        sys.stdin = stdin
    return lines


def full(method: str, ask: Ask, columns: int, keys: list[str], rows: int = 60) -> Frames:
    """The same; the next of `keys` is pressed when the one before has been drawn."""
    frames = Frames()
    output = Vt100_Output(frames, lambda: Size(rows=rows, columns=columns), enable_cpr=False)
    with create_pipe_input() as pipe, create_app_session(pipe, output):
        found = prompter(Terminal(io.StringIO(), None), Texts("en"), plain=False)
        waiting = iter([*filter(None, keys), "\x04"])
        with _drawn(lambda _app: pipe.send_text(next(waiting, ""))):
            _stopped(ASKING[method], found, ask)
    return frames


class _drawn:  # noqa: N801
    """Does something after each drawing of an application."""

    def __init__(self, action: Callable[[object], None]) -> None:
        self.action = action

    def __enter__(self) -> None:
        from samenwerk.prompt import full

        self.original = full.FullScreen._ask

        def ask(screen, question, bindings):
            question.application.after_render += self.action
            return self.original(screen, question, bindings)

        full.FullScreen._ask = ask

    def __exit__(self, *_error: object) -> None:
        from samenwerk.prompt import full

        full.FullScreen._ask = self.original


def _stopped(asking: Callable[[Prompter, Ask], object], prompter: Prompter, ask: Ask) -> None:
    with pytest.raises(EOFError):
        asking(prompter, ask)


@pytest.mark.parametrize("is_plain", [True, False], ids=["plain", "full"])
@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("method", ["text", "long_text", "choice", "choices", "search"])
def test_everything_fits_and_can_be_read(method: str, columns: int, *, is_plain: bool) -> None:
    keys = "?\n" if is_plain else "?" if method.startswith(("choice", "decide")) else "\x1bOP"
    frames = seen(method, LONG, columns, is_plain=is_plain, keys=keys)
    assert frames.widest <= columns
    texts = [LONG.heading, LONG.question, LONG.help, LONG.note[0]]
    if method in {"choice", "choices", "decide"}:
        texts += [text for each in CHOICES for text in (each.label, each.explanation)]
    missing = {word for text in texts for word in text.split()} - frames.words
    assert not missing


def test_a_word_wider_than_the_screen_is_broken() -> None:
    lines = wrapped(LONG.note[1], 30, "  ")
    assert max(map(len, lines)) <= 30
    assert "".join(lines).replace(" ", "") == LONG.note[1].replace(" ", "")


@pytest.mark.parametrize("rows", [12, 24])
def test_each_option_of_a_long_list_comes_into_view(rows: int) -> None:
    """Also on a window that is lower than the list."""
    frames = full("choice", LONG, 40, ["\x1b[B"] * 16, rows)
    texts = [text for each in CHOICES for text in (each.label, each.explanation)]
    assert not {word for text in texts for word in text.split()} - frames.words
    assert len([line for line in frames.lines if line.startswith(" »")]) >= len(CHOICES)


def test_a_pointed_option_is_marked_by_more_than_style() -> None:
    frames = seen("choice", LONG, 80, is_plain=False)
    assert " » (choose)" in frames.lines


def test_enter_alone_says_so_in_place() -> None:
    frames = seen("choice", LONG, 80, is_plain=False, keys="\r")
    assert any(line.startswith(" » (choose first") for line in frames.lines)


def test_done_with_nothing_says_so_in_place() -> None:
    frames = full("choices", LONG, 80, ["\x1b[B", "\r", *["\x1b[B"] * 13, "\r"])
    assert " » Done (tick one or more first)" in frames.lines


HOSTILE = "[/x] <b>vet</b> \x1b[31mrood\x1b]0;titel\x07 \u202eachterstevoren\u2066 {niet} %s \x9b"


@pytest.mark.parametrize("is_plain", [True, False], ids=["plain", "full"])
@pytest.mark.parametrize("method", ["text", "long_text", "choice", "choices", "search"])
def test_text_from_files_is_shown_escaped(
    method: str, monkeypatch: pytest.MonkeyPatch, *, is_plain: bool
) -> None:
    ask = Ask(
        heading=HOSTILE, question=HOSTILE, help=HOSTILE, note=[HOSTILE],
        signals=frozenset(Signal), current="" if method == "text" else HOSTILE,
    )  # fmt: skip
    monkeypatch.setitem(
        ASKING, "choice", lambda prompter, ask: prompter.choice(ask, [_hostile(), _hostile()])
    )
    monkeypatch.setitem(
        ASKING, "choices", lambda prompter, ask: prompter.choices(ask, [_hostile(), _hostile()])
    )
    frames = seen(method, ask, 80, is_plain=is_plain, keys="?\n" if is_plain else "")
    assert {"[/x]", "<b>vet</b>", "\\x1b[31mrood\\x1b]0;titel\\x07", "{niet}", "%s"} <= frames.words
    assert "\\u202eachterstevoren\\u2066" in frames.words
    for character in "\x07\u202e\u2066\x9b":
        assert character not in frames.getvalue()
    assert "\x1b[31m" not in frames.getvalue()
    assert "\x1b]0;" not in frames.getvalue()


def _hostile() -> Choice:
    return Choice(value=HOSTILE, label=HOSTILE, explanation=HOSTILE, key="j")


@pytest.mark.parametrize("is_plain", [True, False], ids=["plain", "full"])
def test_an_answer_is_told_escaped(monkeypatch: pytest.MonkeyPatch, *, is_plain: bool) -> None:
    monkeypatch.setitem(
        ASKING, "decide", lambda prompter, ask: _told(prompter.decide(ask, [_hostile()]))
    )
    frames = seen("decide", LONG, 80, is_plain=is_plain, keys="1\n" if is_plain else "1\r")
    assert "\x1b[31m" not in frames.getvalue()


def _told(value: str) -> None:
    assert value == HOSTILE
    raise EOFError


def test_columns_in_a_note_stay_columns() -> None:
    assert wrapped("Naam      Energieloket", 40, "  ") == ["  Naam      Energieloket"]
    assert wrapped("Naam  Energieloket Zuid", 20) == ["Naam  Energieloket", "      Zuid"]


def test_indented_lines_stay_indented() -> None:
    assert wrapped("  een twee drie", 9) == ["  een", "  twee", "  drie"]


def test_wide_characters_take_two_columns() -> None:
    assert cells("é") == 1
    assert cells("e\u0301") == 1
    assert max(map(cells, wrapped("日本語 " * 20, 21))) <= 21


@pytest.mark.parametrize("text", ["", " ", "\n", "a\n\nb"])
def test_empty_lines_stay(text: str) -> None:
    assert len(wrapped(text, 20)) == text.count("\n") + 1
