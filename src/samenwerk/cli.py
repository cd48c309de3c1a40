"""Which commands exist, and the one place where results and errors become exit codes.

What is needed to carry out a command is imported when it is: `--version` needs none of it.
"""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from samenwerk import __version__, signals
from samenwerk.errors import N_, SamenwerkError, Stopped, UsageError
from samenwerk.explained import explained
from samenwerk.i18n import Texts
from samenwerk.session import EVERYWHERE, Session, folder_of, language_of
from samenwerk.terminal import Terminal

# In the order of the help page: what people do every day comes first. What each does stands here,
# so that the help page need not import them all.
COMMANDS = {
    "new": N_("Add a partnership: a few questions, and it stands in the register as exploring."),
    "import": N_("Bring in a list that you already have: a CSV file or an Excel workbook."),
    "check": N_("Answer the questions that are still open. You can stop at any moment."),
    "edit": N_("Change facts of a partnership, such as the purpose or the end date."),
    "mark": N_("Record a decision: make a partnership active, decline it, or end it."),
    "list": N_("Show the partnerships in a list."),
    "show": N_("Show one partnership: its facts, and what is open."),
    "due": N_("Show what is overdue and what must be done soon."),
    "export": N_("Make a memo, an overview or a list of questions, or export the facts as data."),
    "validate": N_("Check the whole register. Asks nothing and changes nothing."),
    "explain": N_("Explain what a finding means and how to mend it. Without a code: all codes."),
    "init": N_("Begin a register: the settings, your organisation, and a README for colleagues."),
}

INTERRUPTED = 130
INTERNAL = 3


def main() -> NoReturn:
    """The program: runs the command line and ends with its exit code."""
    signals.listen()
    terminal = Terminal.standard()
    code = run(sys.argv[1:], terminal)
    terminal.close()
    sys.exit(code)


def run(arguments: Sequence[str], terminal: Terminal) -> int:
    """Carry out a command line; every error ends here as a sentence and an exit code."""
    texts = Texts("nl")
    try:
        options, rest = everywhere(arguments)
        texts = Texts(language_of(options.get("--lang"), os.environ))
        code = _run(rest, options, texts, terminal)
        terminal.flush()
    except SamenwerkError as error:
        _tell(error, texts, terminal)
        return error.exit_code
    except signals.Terminated as end:
        return end.exit_code
    except KeyboardInterrupt:
        terminal.complain(texts("Stopped."))
        return INTERRUPTED
    except Exception:  # noqa: BLE001  # the one error layer: no traceback ever reaches a user
        return _internal_error(arguments, texts, terminal)
    return code


def everywhere(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Take out the options that may stand anywhere; what follows `--` is left alone."""
    options: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            return options, [*rest, word, *waiting]
        if name not in EVERYWHERE:
            rest.append(word)
        elif equals or waiting:
            options[name] = value if equals else waiting.pop(0)
        else:
            raise UsageError(N_("{option} needs a value."), option=name)
    return options, rest


def _run(rest: list[str], options: dict[str, str], texts: Texts, terminal: Terminal) -> int:
    if "--version" in rest[:1]:
        terminal.say(f"samenwerk {__version__}")
        return 0
    from samenwerk import app

    session = Session(
        texts=texts,
        terminal=terminal,
        folder=folder_of(options.get("--register"), os.environ),
        document_language=texts.language if "--lang" in options else None,
    )
    code = app.run(rest or ["--help"], COMMANDS, session)
    if code == INTERRUPTED:  # Typer turns Ctrl-C into this code
        raise KeyboardInterrupt
    return code


def _tell(error: SamenwerkError, texts: Texts, terminal: Terminal) -> None:
    sentence, *rest = explained(error, texts)
    if not isinstance(error, Stopped):  # stopping is no error
        sentence = texts("Error: {sentence}", sentence=sentence)
    terminal.complain("\n".join([sentence, *rest]))


def _internal_error(arguments: Sequence[str], texts: Texts, terminal: Terminal) -> int:
    from traceback import format_exc

    details = format_exc()
    if os.environ.get("SAMENWERK_DEBUG") == "1":
        terminal.complain(details)
        return INTERNAL
    log = _log(arguments, details)
    terminal.complain(texts("Error: something went wrong inside samenwerk. No file was damaged."))
    if log:
        terminal.complain(texts("Please report it, with the details in {log}", log=log))
    else:
        terminal.complain(texts("To see the details, set SAMENWERK_DEBUG=1 and try again."))
    return INTERNAL


def _log(arguments: Sequence[str], details: str) -> str:
    """Versions, command and traceback in a file, by its name; no values of variables."""
    import tempfile

    try:
        descriptor, name = tempfile.mkstemp(prefix="samenwerk-", suffix=".log", text=True)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"samenwerk {__version__}, Python {sys.version}, {sys.platform}\n")
            file.write(f"{list(arguments)!r}\n\n{details}")
    except OSError:
        return ""
    return name
