"""What stops a command: one exception, with a message id, a remedy and its exit code.

Wrong data in the register is never an exception: that is a `Finding`.
"""


def N_(message: str) -> str:  # noqa: N802  # gettext's own name: marks a text, translates nothing
    return message


class SamenwerkError(Exception):
    """A command cannot be carried out.

    `message` and `remedy` are English message ids with named `{places}`; `facts` fill these.
    `exit_code` is one of DESIGN section 5: 1 refused, 2 wrong usage, 3 no verdict or cannot.
    `lost` is the answer that could not be saved: whoever gave it gets it back.
    """

    exit_code = 3

    def __init__(self, message: str, *, remedy: str = "", **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.facts = facts
        self.lost = ""


class UsageError(SamenwerkError):
    """The command was called the wrong way (exit 2)."""

    exit_code = 2


class Refused(SamenwerkError):  # noqa: N818  # the gate refuses: that is its task, not an error
    """Something in the register or the answers keeps this from being done (exit 1)."""

    exit_code = 1


def mistaken(id: str) -> Refused:
    """A partnership of which the facts have mistakes: nobody can go on with it."""
    return Refused(
        N_("{id} has mistakes that must be mended first."),
        remedy=N_("See what is wrong with: samenwerk validate {id}"),
        id=id,
    )


class Stopped(SamenwerkError):  # noqa: N818  # somebody stopped; nothing went wrong
    """Somebody stopped in the middle: 130 with Ctrl-C, 129 or 143 when the system did."""

    def __init__(self, message: str, *, remedy: str, exit_code: int, **facts: object) -> None:
        super().__init__(message, remedy=remedy, **facts)
        self.exit_code = exit_code
