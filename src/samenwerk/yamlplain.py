"""Read the plainest YAML line by line: what this program writes, and most people too.

One key or list item a line, further in for what belongs to it; text without quotes, in quotes on
one line, or in a block. Reading is most of the time that a whole register takes, and by way of
libyaml's events it takes four times as long. Whatever is less plain, right or wrong, is left to
`yamlreader`; a test holds that both read the same values.
"""

import re
from typing import Any

from samenwerk.yamlvalue import TYPED, Value, plain

_MAX_CHARACTERS = 90_000  # each makes an event at most, and the other reader has a limit on those
_MAX_LEVELS = 30
_NO_KEYS = frozenset({"null", "true", "false"})
_LINE = re.compile(
    r"""
    ^(\ *+) (-\ )?+
    (?: ([a-z][a-z0-9_./-]{0,99}+) : (?=\ |$) \ ?+ )?+
    (?:
        # without quotes, if no colon or hash could be more than text
        ( (?: -(?=[0-9]) | [^\s\-?:,\[\]{}\#&*!|>'"%@`~=<.] )
          [^:#\n]*+ (?> (?: :(?!\ |$) | (?<!\ )\# ) [^:#\n]*+ )*+ ) (?<!\ )
      | ( " [^"\\\n]++ "
        | ' [^'\n]++ '
        | \[ (?: [A-Za-z][A-Za-z0-9_./-]*+ (?: ,\ (?=[A-Za-z]) | (?=\]) ) ){0,99}+ \]
        | \{ (?: [a-z_]++:\ (?: [A-Za-z0-9][A-Za-z0-9_./-]*+ | "[^"\\\n]++" )
             (?: ,\ (?=[a-z_]) | (?=\}) ) ){0,99}+ \}
          # a block: its first line says how far in it stands; then lines as far in, or empty ones
        | [|>] -?+ \n (?P<margin>\ ++) [^\s#] .*+ (?: \n (?P=margin) .*+ | \n(?=\n) )*+ )
    )?+ $
    | ^(.++)$""",
    re.VERBOSE | re.MULTILINE,
)
_PAIR = re.compile(r'([a-z_]+): (?:"([^"]+)"|([^,}]+))')
_BLANKS = re.compile(r"^ +$", re.MULTILINE)

Line = tuple[str, ...]


class _LessPlainError(Exception):
    """The other reader must say what this means, if anything."""


def read(text: str) -> dict[str, Value] | None:
    """The values in a text whose last line ends; None if it is less plain than this, or wrong."""
    if "\t" in text or len(text) > _MAX_CHARACTERS:
        return None
    try:
        return _read(_LINE.findall(text.replace("\r\n", "\n"))) or None
    except _LessPlainError:
        return None


def _read(lines: list[Line]) -> dict[str, Value]:  # noqa: C901  # a call for each line costs half
    """The values of all lines, with a stack of what they stand in."""
    root: dict[str, Value] = {}
    values: Any = root  # the mapping or list that is being filled
    column = 0  # of its keys or dashes
    outer: list[tuple[Any, int]] = []  # those around it, with theirs
    waiting = ""  # the key whose value comes on the lines below
    for line in lines:
        indent, dash, key, text = line[:4]
        if not key and not dash:
            _refuse_all_but_comment(line)
            continue
        here = len(indent)
        if waiting and here > column:
            outer.append((values, column))
            values[waiting] = values = [] if dash else {}
            column, waiting = here, ""
        while here < column:
            values, column = outer.pop()
        if waiting or here != column or bool(dash) is not (values.__class__ is list):
            raise _LessPlainError
        if not key:
            values.append(_value(line, column))
            continue
        if dash:
            outer.append((values, column))
            values.append({})
            values, column = values[-1], here + len(dash)
        if key in values or key in _NO_KEYS or len(outer) > _MAX_LEVELS:
            raise _LessPlainError
        if text:
            values[key] = plain(text) if text[0] in TYPED else text
        elif line[4]:
            values[key] = _value(line, column)
        else:
            waiting = key
    if waiting:
        raise _LessPlainError
    return root


def _value(line: Line, column: int) -> Value:
    """What stands behind a key or a dash that belongs to what is in this column."""
    text, other, margin = line[3:6]
    if text:
        return plain(text)
    if not other:
        raise _LessPlainError
    match other[0]:
        case "[":
            return [plain(word) for word in other[1:-1].split(", ") if word]
        case "{":
            return _pairs(other)
        case "|" | ">":
            return _block(other, len(margin), column)
        case _:
            return other[1:-1]


def _pairs(mapping: str) -> Value:
    """What stands between braces."""
    found = _PAIR.findall(mapping)
    values: dict[str, Value] = {key: quoted or plain(text) for key, quoted, text in found}
    if len(values) < len(found) or not _NO_KEYS.isdisjoint(values):
        raise _LessPlainError
    return values


def _block(block: str, margin: int, column: int) -> str:
    """The text of a block, of which the first line is the header."""
    if margin <= column or _BLANKS.search(block):
        raise _LessPlainError
    header, *lines = block.split("\n")
    text = "\n".join([line[margin:] for line in lines]).rstrip("\n")
    if header[0] == ">":
        text = _folded(text)
    return text if header[-1] == "-" else f"{text}\n"


def _folded(text: str) -> str:
    """The lines of a paragraph, joined. More than one paragraph is less plain."""
    if "\n\n" in text or "\n " in text:
        raise _LessPlainError
    return text.replace("\n", " ")


def _refuse_all_but_comment(line: Line) -> None:
    """A line that has no key and no dash is a comment or empty, or else it is less plain."""
    *found, other = line
    if any(found) or other.lstrip(" ")[:1] not in ("", "#"):
        raise _LessPlainError
