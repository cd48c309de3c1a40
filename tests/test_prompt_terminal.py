"""At a real terminal: pasting, stopping, and a terminal that goes away."""

import sys
import time
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

SCRIPT = """
import sys
from samenwerk.i18n import Texts
from samenwerk.prompt import Ask, Choice, prompter
from samenwerk.terminal import Terminal

found = prompter(Terminal.standard(), Texts("en"), plain="plain" in sys.argv)
ask = Ask(heading="Vraag", question="Hoe heet het?")
fine = lambda text: ""
try:
    for method in sys.argv[2:]:
        if method == "choice":
            answer = found.choice(ask, [Choice(value="met", label="Ja", key="j")])
        else:
            answer = getattr(found, method)(ask, fine)
        print("GOT", repr(answer)[:80], len(answer), flush=True)
except BaseException as error:
    open("ended", "w", encoding="utf-8").write(type(error).__name__)
    print("ENDED", type(error).__name__, flush=True)
"""
PASTE = "\x1b[200~{}\x1b[201~"


@pytest.fixture
def start(tmp_path: Path):
    children = []

    def start(*arguments: str):
        child = pexpect.spawn(
            sys.executable,
            ["-c", SCRIPT, *arguments],
            cwd=tmp_path,
            env={"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "PATH": "/usr/bin"},
            encoding="utf-8",
            dimensions=(24, 80),
            timeout=10,
        )
        children.append(child)
        child.expect(
            "answer" if "plain" in arguments else "choose" if "choice" in arguments else ">"
        )
        child.delaybeforesend = 0.05
        return child

    yield start
    for child in children:
        child.close(force=True)


def type_lines(child, *lines: str) -> None:
    """As slow as a person: what comes faster was pasted."""
    for line in lines:
        time.sleep(0.2)
        child.send(line + "\n")


def test_plain_lines_that_were_pasted_become_one(start) -> None:
    child = start("plain", "text", "text")
    child.send("Regio\nUtrecht\nZuid\n")
    child.expect("GOT 'Regio Utrecht Zuid'")
    child.expect("Your answer:")
    child.send("Noord\n")
    child.expect("GOT 'Noord'")


def test_the_rest_of_a_plain_paste_answers_nothing(start) -> None:
    child = start("plain", "choice", "text")
    child.send("j\nj\nrest")
    child.expect("not in the list")
    child.send("j\n")
    child.expect("GOT 'met'")
    child.expect("Your answer:")
    child.send("Noord\n")
    child.expect("GOT 'Noord'")


def test_a_plain_pasted_text_may_hold_empty_lines(start) -> None:
    child = start("plain", "long_text", "text")
    child.send("een\n\ntwee")
    type_lines(child, "", "")
    child.expect(r"GOT 'een\\n\\ntwee'")


@pytest.mark.parametrize("method", ["text", "long_text"])
def test_a_plain_line_that_the_terminal_cuts_is_refused(start, method: str) -> None:
    child = start("plain", method)
    type_lines(child, "x" * 5000, *[""] * (method == "long_text"))
    child.expect("too long")
    child.expect("Your answer:")
    type_lines(child, "Zuid", *[""] * (method == "long_text"))
    child.expect("GOT 'Zuid'")


def test_a_pasted_flood_is_refused(start) -> None:
    child = start("full", "text", "long_text")
    child.send(PASTE.format("woord\n" * 17_000))
    child.expect("too long")
    child.send("Zuid\r")
    child.expect("GOT 'Zuid'")
    child.expect(">")
    child.send(PASTE.format("woord\n" * 17_000))
    child.expect("too long")
    child.send("Noord\r\r")
    child.expect("GOT 'Noord'")


def test_a_paste_without_brackets_answers_one_question(start) -> None:
    child = start("full", "text", "text")
    child.send("Regio\rUtrecht\rZuid\r")
    child.expect("GOT 'Regio'")
    child.expect(">")
    child.send("Noord\r")
    child.expect("GOT 'Noord'")


@pytest.mark.parametrize(("screen", "method"), [("plain", "text"), ("full", "choice")])
@pytest.mark.parametrize(("key", "name"), [("\x03", "KeyboardInterrupt"), ("\x04", "EOFError")])
def test_stopping(start, screen: str, method: str, key: str, name: str) -> None:
    child = start(screen, method)
    child.send(key)
    child.expect(f"ENDED {name}")


@pytest.mark.parametrize("screen", ["plain", "full"])
@pytest.mark.parametrize("method", ["text", "choice"])
def test_a_terminal_that_is_closed(start, tmp_path: Path, screen: str, method: str) -> None:
    # without the signal that closing sends too: the end of the terminal alone must be enough
    child = start(screen, method)
    child.close(force=False)
    for _ in range(40):
        if (tmp_path / "ended").exists() or not child.isalive():
            break
        time.sleep(0.05)
    ended = tmp_path / "ended"
    assert not ended.exists() or ended.read_text(encoding="utf-8") == "EOFError"
    assert not child.isalive()
