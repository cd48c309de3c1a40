"""Write values as YAML in block style: one value a line, so that a diff shows what changed.

Text stands without quotes only where this program, YAML 1.2 and YAML 1.1 all read it back as
that text: `"no"` and `"01234567"` get quotes. A date stays plain, as people write it. Nothing
here knows of files or lines that exist; `yamledit` puts the lines in their place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samenwerk.yamlfile import Value

_LONG = 100
_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_NEEDS_QUOTES = re.compile(
    r"""^$ | ^[\s\-?:,\[\]{}\#&*!|>'"%@`] | ^\.\.\. | :(?=\s|$) | \s\# | \s$ | [\n\t]""", re.VERBOSE
)
_NEEDS_QUOTES_IN_FLOW = re.compile(r"[,\[\]{}:#]")
# What some YAML reader takes for a number, a moment, a boolean, null or a special key.
_READ_AS_ELSE = re.compile(
    r"""[-+]?\.?[0-9][-+.:_0-9a-fox]* | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[t\ \t].*
    | [-+]?\.(?:inf|nan) | true | false | null | yes | no | on | off | y | n | ~ | = | <<""",
    re.VERBOSE | re.IGNORECASE,
)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_NOT_LITERAL = re.compile(r"\A[ \n]|[ \t]$|\t|\r|\n\n\Z", re.MULTILINE)


@dataclass(frozen=True)
class Style:
    """How far a file indents: mappings by `step`, lists under their key by `list_step`.

    Without `blocks`, long text stays on one line, in quotes where it needs them.
    """

    step: int = 2
    list_step: int = 2
    blocks: bool = True

    def under_key(self, value: Value) -> int:
        """How far the lines of `value` stand in from its key."""
        return self.list_step if isinstance(value, list) else self.step


@dataclass(frozen=True)
class Block:
    """A value as text: what follows the key on its line, and the lines below that."""

    head: str
    body: tuple[str, ...] = ()


def block(value: Value, style: Style) -> Block:
    """A value as lines. The body is not indented yet."""
    if isinstance(value, dict) and value:
        lines = [line for key, each in value.items() for line in entry(key, each, style)]
        return Block("", tuple(lines))
    if isinstance(value, list) and value:
        return Block("", tuple(line for each in value for line in item(each, style)))
    if style.blocks and isinstance(value, str) and _is_literal(value):
        return Block(
            "|" if value.endswith("\n") else "|-", tuple(value.removesuffix("\n").split("\n"))
        )
    return Block(inline(value))


def document(value: Value, style: Style) -> list[str]:
    """The lines of a whole file."""
    written = block(value, style)
    return [inline(value)] if written.head else [*written.body]


def entry(key: str, value: Value, style: Style) -> list[str]:
    """The lines of one key with its value."""
    written = block(value, style)
    head = f"{text(key)}: {written.head}".rstrip(" ")
    return [head, *indented(written.body, style.under_key(value))]


def item(value: Value, style: Style) -> list[str]:
    """The lines of one list item."""
    written = block(value, style)
    if written.head:
        return [f"- {written.head}", *indented(written.body, 2)]
    return [f"- {written.body[0]}", *indented(written.body[1:], 2)]


def indented(lines: Sequence[str], step: int) -> list[str]:
    """The lines, further in; an empty line stays empty."""
    return [" " * step + line if line else "" for line in lines]


def inline(value: Value, *, flow: bool = False) -> str:
    """A value that fits on one line: a scalar, `[]` or `{}`."""
    if isinstance(value, str):
        return text(value, flow=flow)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _decimal(value)
    return "null" if value is None else str(value)


def text(value: str, *, flow: bool = False) -> str:
    """Text as a scalar on one line, in double quotes where it needs them."""
    if _NEEDS_QUOTES.search(value) or (flow and _NEEDS_QUOTES_IN_FLOW.search(value)):
        plain = False
    else:
        plain = bool(_DATE.fullmatch(value)) or not _READ_AS_ELSE.fullmatch(value)
    return value if plain else f'"{value.translate(_ESCAPES)}"'


def _decimal(value: float) -> str:
    """A number with a decimal point and no exponent."""
    digits = format(Decimal(repr(value)), "f")
    return digits if "." in digits else f"{digits}.0"


def _is_literal(value: str) -> bool:
    long = len(value) > _LONG or "\n" in value
    return long and not _NOT_LITERAL.search(value)
