"""The same conversation with both prompters: what was typed, and what comes of it."""

import io
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from samenwerk.i18n import Texts
from samenwerk.prompt import Ask, Choice, Prompter, Signal, lookup, prompter
from samenwerk.prompt.conversation import Conversation
from samenwerk.prompt.plain import PlainScreen
from samenwerk.terminal import Terminal

ALL = frozenset(Signal)
NOTHING_LEFT = EOFError  # what asking on raises when all that was typed is used up
ESC, F1, F2, F3, F4, DOWN = "\x1b", "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[B"
# The first two colour a text; a terminal with a mouse sends the others.
COLOURS = ["\x1b[31m", "\x1b[1;32m", "\x1b[M   ", "\x1b[<0;10;10M"]

VERDICTS = (
    Choice(value="met", label="Ja", key="j"),
    Choice(value="partly", label="Deels", explanation="Nog niet alles.", key="d"),
    Choice(value="not-met", label="Nee", key="n"),
)
REASONS = (
    Choice(value="scale", label="Alleen lukt het niet"),
    Choice(value="law", label="Het moet van de wet"),
    Choice(value="others", label="Het raakt ook anderen"),
)
ORGANISATIONS: dict[str, str] = {
    "gemeente-sudwest-fryslan": "Gemeente Súdwest-Fryslân",
    "gemeente-woerden": "Gemeente Woerden",
    "gemeente-utrecht": "Gemeente Utrecht",
    "provincie-utrecht": "Provincie Utrecht",
}


def fine(_text: str) -> str:
    return ""


def at_least_eight(text: str) -> str:
    return "Too short." if len(text) < 8 else ""


def ask(**facts: Any) -> Ask:
    return Ask(**{"heading": "Vraag 1 van 9 · Naam", "question": "Hoe heet het?", **facts})


class Person:
    """Types at one of the prompters, and remembers what was on the screen."""

    def __init__(self, type_in: Callable[[str], None], shown: io.StringIO, *, is_plain: bool):
        self.is_plain = is_plain
        self.prompter: Prompter
        self._type_in = type_in
        self._shown = shown

    def types(self, *lines: str, then: str = "") -> Prompter:
        """Each line with Enter behind it, and `then` without."""
        enter = "\n" if self.is_plain else "\r"
        self._type_in("".join(line + enter for line in lines) + then)
        return self.prompter

    @property
    def screen(self) -> str:
        return self._shown.getvalue()


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Person:
    shown = io.StringIO()
    person = Person(
        lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text)), shown, is_plain=True
    )
    person.prompter = prompter(Terminal(shown, shown), Texts("en"), plain=True)
    return person


@pytest.fixture
def full() -> Iterator[Person]:
    shown = io.StringIO()
    output = Vt100_Output(shown, lambda: Size(rows=40, columns=80), enable_cpr=False)
    with create_pipe_input() as keys, create_app_session(keys, output):
        person = Person(keys.send_text, shown, is_plain=False)
        person.prompter = prompter(Terminal(io.StringIO(), None), Texts("en"), plain=False)
        yield person


@pytest.fixture(params=["plain", "full"])
def person(request: pytest.FixtureRequest) -> Person:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Person)
    return found


# --- text ---


def test_a_line_is_an_answer(person: Person) -> None:
    assert person.types("  Energieloket   Zuid ").text(ask(), fine) == "Energieloket Zuid"
    assert "Answer: Energieloket Zuid" in person.screen


@pytest.mark.parametrize("typed", ["", "...", "-", "??"])
def test_what_is_no_answer_is_asked_again(person: Person, typed: str) -> None:
    clear = "" if person.is_plain else "\x15"
    assert person.types(typed, clear + "Zuid").text(ask(), fine) == "Zuid"


def test_the_check_has_the_last_word(person: Person) -> None:
    clear = "" if person.is_plain else "\x15"
    prompter = person.types("Zuid", clear + "Energieloket")
    assert prompter.text(ask(), at_least_eight) == "Energieloket"
    assert "Too short." in person.screen


def test_what_was_typed_is_kept_to_mend(full: Person) -> None:
    assert full.types("Energie", "loket").text(ask(), at_least_eight) == "Energieloket"


def test_the_current_answer_stays_with_enter(person: Person) -> None:
    assert person.types("").text(ask(current="Energieloket"), fine) == "Energieloket"


def test_the_current_answer_is_checked_too(person: Person) -> None:
    prompter = person.types("", "\x15Energieloket" if not person.is_plain else "Energieloket")
    assert prompter.text(ask(current="Zuid"), at_least_eight) == "Energieloket"


@pytest.mark.parametrize(
    ("method", "typed", "signal"),
    [
        ("text", "<", Signal.BACK),
        ("text", "-", Signal.SKIP),
        ("text", "", Signal.SKIP),
        ("text", "??", Signal.NOT_YET),
        ("long_text", "<", Signal.BACK),
        ("long_text", "", Signal.SKIP),
        ("lines", "??", Signal.NOT_YET),
        ("lines", "", Signal.SKIP),
    ],
)
def test_signals_are_typed(person: Person, method: str, typed: str, signal: Signal) -> None:
    asking = getattr(person.types(typed), method)
    assert asking(ask(signals=ALL), fine) is signal


@pytest.mark.parametrize(
    ("key", "signal"),
    [(ESC, Signal.BACK), (F2, Signal.BACK), (F3, Signal.SKIP), (F4, Signal.NOT_YET)],
)
def test_signals_have_keys(full: Person, key: str, signal: Signal) -> None:
    assert full.types(then=key).text(ask(signals=ALL, current="Zuid"), fine) is signal


def test_signals_that_are_not_possible_are_refused(full: Person) -> None:
    prompter = full.types(then=F2 + F3 + F4 + "Zuid\r")
    assert prompter.text(ask(), fine) == "Zuid"
    assert "cannot go back" in full.screen


@pytest.mark.parametrize(
    ("key", "signal"), [(F2, Signal.BACK), (F3, Signal.SKIP), (F4, Signal.NOT_YET)]
)
def test_one_key_does_not_drop_a_text(full: Person, key: str, signal: Signal) -> None:
    prompter = full.types(then="Een lang verhaal" + key + key)
    assert prompter.long_text(ask(signals=ALL), fine) is signal
    assert "This drops what you typed" in full.screen


def test_nor_a_text_that_was_refused(full: Person) -> None:
    prompter = full.types("Kort", then=F2 + "er dan dit\r")
    assert prompter.text(ask(signals=ALL), at_least_eight) == "Korter dan dit"


def test_help_is_shown_and_the_question_asked_again(person: Person) -> None:
    prompter = person.types("?", "Zuid")
    assert prompter.text(ask(help="Zoals in brieven."), fine) == "Zuid"
    assert "Zoals in brieven." in person.screen


def test_help_leaves_what_was_typed(full: Person) -> None:
    prompter = full.types(then="Zuid" + F1 + "west\r")
    assert prompter.text(ask(help="Zoals in brieven."), fine) == "Zuidwest"


def test_without_help_that_is_said(person: Person) -> None:
    assert person.types("?", "Zuid").text(ask(), fine) == "Zuid"
    assert "no help" in person.screen


def test_control_characters_are_refused(person: Person) -> None:
    escape = "\x1b" if person.is_plain else "\x1b[200~\x1b\x1b[201~"
    clear = "" if person.is_plain else "\x15"
    prompter = person.types(f"Zuid{escape}", clear + "Noord")
    assert prompter.text(ask(), fine) == "Noord"
    assert "U+001B" in person.screen


@pytest.mark.parametrize("character", ["\u202e", "\U000e0041", "\x00"])
def test_hidden_characters_are_refused(plain: Person, character: str) -> None:
    assert plain.types(f"Zuid{character}", "Noord").text(ask(), fine) == "Noord"


def test_too_long_is_refused(person: Person) -> None:
    clear = "" if person.is_plain else "\x15"
    assert person.types("x" * 501, clear + "Zuid").text(ask(), fine) == "Zuid"
    assert "at most 500 characters" in person.screen


# --- pasting in the full prompter ---


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def test_pasted_line_breaks_become_spaces(full: Person) -> None:
    prompter = full.types(pasted("Regio Utrecht\r\n\r\n“Zuid” – deel 2\n"))
    assert prompter.text(ask(), fine) == "Regio Utrecht “Zuid” – deel 2"


def test_a_pasted_text_keeps_its_paragraphs(full: Person) -> None:
    prompter = full.types(pasted("Een\r\n\r\nTwee\v3\n"), "")
    assert prompter.long_text(ask(), fine) == "Een\n\nTwee\n3"


@pytest.mark.parametrize("code", COLOURS)
def test_the_code_of_a_colour_is_no_mouse(full: Person, code: str) -> None:
    assert full.types(f"Energie{code}loket").text(ask(), fine) == "Energieloket"
    assert full.types(then=f"{code}{DOWN}{DOWN}\r").choice(ask(), VERDICTS) == "partly"


@pytest.mark.parametrize("method", ["text", "long_text"])
def test_a_flood_is_refused_and_what_was_typed_stays(full: Person, method: str) -> None:
    flood = pasted("woord " * 5_000)
    asking = getattr(full.types(then="Zuid" + flood + "west\r\r"), method)
    assert asking(ask(), fine) == "Zuidwest"
    assert "too long" in full.screen


def test_a_flood_of_keys_is_refused(full: Person) -> None:
    assert full.types("x" * 1_000, "\x15Zuid").text(ask(), fine) == "Zuid"


# --- several lines ---


def test_an_empty_line_ends_a_text(person: Person) -> None:
    prompter = person.types("Eén loket.", "Voor iedereen.", "")
    assert prompter.long_text(ask(), fine) == "Eén loket.\nVoor iedereen."


def test_a_long_text_is_checked_as_a_whole(person: Person) -> None:
    more = "Energieloket" if person.is_plain else "western"
    prompter = person.types("Zuid", "", more, "")
    assert len(str(prompter.long_text(ask(), at_least_eight))) > 8
    assert "Too short." in person.screen


def test_current_lines_stay_with_enter(person: Person) -> None:
    enters = [""] if person.is_plain else ["", ""]
    assert person.types(*enters).lines(ask(current="een\ntwee"), fine) == ["een", "twee"]


def test_lines_are_items_without_their_bullets(person: Person) -> None:
    prompter = person.types("- een ding", "2. nog  een", "drie", "")
    assert prompter.lines(ask(), fine) == ["een ding", "nog een", "drie"]


def test_each_line_is_checked(person: Person) -> None:
    again = ["een langer ding", ""] if person.is_plain else [" ding langer", ""]
    prompter = person.types("een heel lang ding", "kort", "", *again)
    assert isinstance(prompter.lines(ask(), at_least_eight), list)
    assert "Line 2: Too short." in person.screen


# --- choices ---


@pytest.mark.parametrize(
    ("typed", "value"), [("j", "met"), ("D", "partly"), ("3", "not-met"), ("n", "not-met")]
)
def test_letters_and_numbers_choose(person: Person, typed: str, value: str) -> None:
    assert person.types(typed).choice(ask(), VERDICTS) == value


def test_arrows_choose(full: Person) -> None:
    assert full.types(DOWN * 2).choice(ask(), VERDICTS) == "partly"


@pytest.mark.parametrize(
    ("typed", "signal"), [("u", Signal.NOT_YET), ("-", Signal.SKIP), ("<", Signal.BACK)]
)
def test_signals_of_a_list(person: Person, typed: str, signal: Signal) -> None:
    assert person.types(typed).choice(ask(signals=ALL), VERDICTS) is signal
    assert person.types(typed).choices(ask(signals=ALL), REASONS) is signal


@pytest.mark.parametrize("key", [ESC, F2])
def test_keys_go_back_from_a_list(full: Person, key: str) -> None:
    assert full.types(then=key).choice(ask(signals=ALL), VERDICTS) is Signal.BACK


def test_a_letter_of_a_choice_goes_before_that_of_a_signal(person: Person) -> None:
    choices = (*VERDICTS, Choice(value="unclear", label="Unclear", key="u"))
    assert person.types("u").choice(ask(signals=ALL), choices) == "unclear"


def test_impossible_signals_leave_a_list_alone(person: Person) -> None:
    then = "" if person.is_plain else "j\r"
    prompter = person.types(*(["<", "-", "j"] if person.is_plain else []), then=F2 + then)
    if person.is_plain:
        prompter = person.types("<", "-", "??", "9", "Zuid", "j")
    assert prompter.choice(ask(), VERDICTS) == "met"
    assert "cannot go back" in person.screen


def test_a_wrong_number_is_named(plain: Person) -> None:
    assert plain.types("7", "2").choice(ask(), VERDICTS) == "partly"
    assert "“7” is not in the list. Type a number from 1 to 3, or a letter." in plain.screen


@pytest.mark.parametrize("typed", ["0", "-1", "٣٣", "9" * 5000, "1 2", "²", "1\t"])
def test_odd_numbers_do_no_harm(plain: Person, typed: str) -> None:
    assert plain.types(typed, "1").choice(ask(), VERDICTS) == "met"


def test_help_in_a_list(person: Person) -> None:
    help = ["?"] if person.is_plain else []
    prompter = person.types(*help, then="" if person.is_plain else "?j\r")
    if person.is_plain:
        prompter = person.types("?", "j")
    assert prompter.choice(ask(help="Denk aan de raad."), VERDICTS) == "met"
    assert "Denk aan de raad." in person.screen


def test_the_current_choice_is_only_shown(person: Person) -> None:
    with pytest.raises(NOTHING_LEFT):
        person.types("", then="" if person.is_plain else "\x04").choice(
            ask(current="met"), VERDICTS
        )
    assert "Answer now: Ja" in person.screen


def test_a_decision_has_no_way_round(person: Person) -> None:
    assert person.types("2").decide(ask(signals=ALL), REASONS) == "law"
    assert "Skip" not in person.screen


def test_some_of_a_list(person: Person) -> None:
    if person.is_plain:
        prompter = person.types("3, 1")
    else:  # space and Enter both tick
        prompter = person.types(then=" " + DOWN * 2 + "\r" + DOWN + "\r")
    assert prompter.choices(ask(), REASONS) == ["scale", "others"]
    assert "Answer: Alleen lukt het niet, Het raakt ook anderen" in person.screen


def test_what_was_chosen_can_change(person: Person) -> None:
    if person.is_plain:
        prompter = person.types("2")
    else:
        prompter = person.types(then=" " + DOWN + " " + DOWN * 2 + "\r")
    assert prompter.choices(ask(), REASONS, ["scale"]) == ["law"]
    assert "[x] Alleen lukt het niet" in person.screen


def test_nothing_ticked_is_no_answer(full: Person) -> None:
    prompter = full.types(then=DOWN * 3 + "\r" + DOWN + " " + DOWN * 3 + "\r")
    assert prompter.choices(ask(), REASONS) == ["scale"]


@pytest.mark.parametrize("typed", ["1, 9", "x", "1, -", ","])
def test_some_wrong_numbers_are_all_wrong(plain: Person, typed: str) -> None:
    assert plain.types(typed, "1").choices(ask(signals=ALL), REASONS) == ["scale"]
    assert "Type the numbers" in plain.screen


# --- search ---


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("sudwest", "gemeente-sudwest-fryslan"),
        ("FRYSLÂN súdwest", "gemeente-sudwest-fryslan"),
        ("gemeente utrecht", "gemeente-utrecht"),
    ],
)
def test_a_name_is_found(person: Person, typed: str, value: str) -> None:
    assert person.types(typed).search(ask(), ORGANISATIONS) == value
    assert f"Answer: {ORGANISATIONS[value]}" in person.screen


def test_of_several_names_one_is_chosen(person: Person) -> None:
    assert person.types("utrecht", "2").search(ask(), ORGANISATIONS) == "provincie-utrecht"
    assert "Which one do you mean?" in person.screen


@pytest.mark.parametrize("again", ["3", "<"])
def test_or_none_of_them(person: Person, again: str) -> None:
    clear = "" if person.is_plain else "\x15"
    if again == "<" and not person.is_plain:
        prompter = person.types("utrecht", then=f"<{clear}woerden\r")
    else:
        prompter = person.types("utrecht", again, clear + "woerden")
    assert prompter.search(ask(), ORGANISATIONS) == "gemeente-woerden"


def test_the_first_is_never_taken(person: Person) -> None:
    stop = "" if person.is_plain else "\x04"
    with pytest.raises(NOTHING_LEFT):
        person.types("utrecht", *[""] * 100, then=stop).search(ask(), ORGANISATIONS)


def test_near_names_are_said(person: Person) -> None:
    clear = "" if person.is_plain else "\x15"
    prompter = person.types("woerdem", clear + "woerden")
    assert prompter.search(ask(), ORGANISATIONS) == "gemeente-woerden"
    assert "Near: Gemeente Woerden." in person.screen


@pytest.mark.parametrize("typed", ["qqqq", "–"])
def test_no_name_is_near(person: Person, typed: str) -> None:
    clear = "" if person.is_plain else "\x15"
    prompter = person.types(typed, clear + "woerden")
    assert prompter.search(ask(), ORGANISATIONS) == "gemeente-woerden"


def test_too_many_names(person: Person) -> None:
    options = {f"dorp-{number}": f"Dorp {number}" for number in range(40)}
    clear = "" if person.is_plain else "\x15"
    assert person.types("dorp", clear + "dorp 17").search(ask(), options) == "dorp-17"
    assert "40 names fit “dorp”" in person.screen


def test_a_new_name_is_added(person: Person) -> None:
    prompter = person.types("Stichting Zon", "1")
    assert prompter.search(ask(), ORGANISATIONS, add="Nieuwe organisatie") == "+Stichting Zon"
    assert "Answer: Stichting Zon" in person.screen


def test_a_new_name_may_be_part_of_another(person: Person) -> None:
    assert person.types("+ Woerden").search(ask(), ORGANISATIONS, add="Nieuw") == "+Woerden"


def test_a_near_name_goes_before_a_new_one(person: Person) -> None:
    prompter = person.types("woerdem", "1")
    assert prompter.search(ask(), ORGANISATIONS, add="Nieuw") == "gemeente-woerden"


def test_an_empty_search_is_done_if_that_is_possible(person: Person) -> None:
    assert person.types("").search(ask(signals=ALL), ORGANISATIONS) is Signal.SKIP
    assert "Skipped" not in person.screen
    clear = "" if person.is_plain else "\x15"
    assert person.types("", clear + "woerden").search(ask(), ORGANISATIONS) == "gemeente-woerden"


# --- nothing by accident, and the ways to stop ---

ASKING: dict[str, Callable[[Prompter, Ask], object]] = {
    "text": lambda prompter, ask: prompter.text(ask, fine),
    "long_text": lambda prompter, ask: prompter.long_text(ask, fine),
    "lines": lambda prompter, ask: prompter.lines(ask, fine),
    "choice": lambda prompter, ask: prompter.choice(ask, VERDICTS),
    "choices": lambda prompter, ask: prompter.choices(ask, REASONS, ["law"]),
    "search": lambda prompter, ask: prompter.search(ask, ORGANISATIONS, add="Nieuw"),
    "decide": lambda prompter, ask: prompter.decide(ask, VERDICTS),
}


@pytest.mark.parametrize("method", ASKING)
def test_enter_never_answers(person: Person, method: str) -> None:
    times = 100 if person.is_plain or method.startswith("choice") else 8  # a new line takes time
    prompter = person.types(*[""] * times, then="" if person.is_plain else "\x04")
    with pytest.raises(NOTHING_LEFT):
        ASKING[method](prompter, ask())


@pytest.mark.parametrize("method", ["choice", "choices"])
def test_enter_never_answers_nor_skips_in_a_list(person: Person, method: str) -> None:
    prompter = person.types(*[""] * 100, then="" if person.is_plain else "\x04")
    with pytest.raises(NOTHING_LEFT):
        ASKING[method](prompter, ask(signals=ALL, current="met"))


@pytest.mark.parametrize("method", ASKING)
@pytest.mark.parametrize(("key", "raised"), [("\x03", KeyboardInterrupt), ("\x04", EOFError)])
def test_stopping(full: Person, method: str, key: str, raised: type[BaseException]) -> None:
    with pytest.raises(raised):
        ASKING[method](full.types(then="Zuid" + key), ask())


@pytest.mark.parametrize("method", ASKING)
def test_the_end_of_the_input(plain: Person, method: str) -> None:
    with pytest.raises(EOFError):
        ASKING[method](plain.types(), ask())


@pytest.mark.parametrize("method", ASKING)
@pytest.mark.parametrize("error", [OSError(5, "EIO"), ValueError("closed"), KeyboardInterrupt()])
def test_a_terminal_that_is_gone(
    plain: Person, method: str, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone(io.StringIO):
        def readline(self, _size: int | None = -1, /) -> str:
            raise error

    plain.types()
    monkeypatch.setattr(sys, "stdin", Gone())
    with pytest.raises(KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else EOFError):
        ASKING[method](plain.prompter, ask())


def test_no_stdin(plain: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(EOFError):
        plain.prompter.text(ask(), fine)


def test_no_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Zuid\n"))
    with pytest.raises(EOFError):
        prompter(Terminal(None, None), Texts("en"), plain=True).text(ask(), fine)


# --- which prompter ---


def test_a_console_that_cannot_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_console(*_facts: object) -> None:
        raise RuntimeError("Found xterm, while expecting a Windows console")

    monkeypatch.setattr("samenwerk.prompt.full.get_app_session", no_console)
    monkeypatch.setattr(sys, "stdin", io.StringIO("Zuid\n"))
    shown, complaints = io.StringIO(), io.StringIO()
    found = prompter(Terminal(shown, complaints), Texts("en"), plain=False)
    assert isinstance(found, Conversation)
    assert isinstance(found._talk.screen, PlainScreen)
    assert complaints.getvalue().count("\n") == 1
    assert found.text(ask(), fine) == "Zuid"


def test_plain_needs_no_questionary() -> None:
    import subprocess

    script = (
        "import sys; from samenwerk.prompt import prompter; from samenwerk.terminal import Terminal"
        "; from samenwerk.i18n import Texts"
        "; prompter(Terminal.standard(), Texts('en'), plain=True)"
        "; sys.exit('prompt_toolkit' in sys.modules or 'questionary' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# --- finding names ---


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("SÚDWEST", ["gemeente-sudwest-fryslan"]),
        ("gemeente-woerden", ["gemeente-woerden"]),
        ("woer", ["gemeente-woerden"]),
        ("utrecht", ["gemeente-utrecht", "provincie-utrecht"]),
        ("UTRECHT provincie", ["provincie-utrecht"]),
        ("", []),
        ("–", []),
    ],
)
def test_matching_names(typed: str, values: list[str]) -> None:
    assert lookup.matching(typed, ORGANISATIONS) == values


def test_an_exact_name_goes_before_longer_ones() -> None:
    options = {"zon": "Stichting Zon", "zon-noord": "Stichting Zon Noord"}
    assert lookup.matching("stichting zon", options) == ["zon"]


def test_the_same_name_twice_is_no_exact_match() -> None:
    options = {"a": "Stichting Zon", "b": "stichting zón"}
    assert lookup.matching("Stichting Zon", options) == ["a", "b"]


def test_a_word_in_many_names_brings_nothing_near() -> None:
    options = {letter: f"Gemeente {letter * 12}" for letter in "abcdefgh"}
    assert lookup.near("gemeenten", options) == []
