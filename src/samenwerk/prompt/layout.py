"""Lines that fit: text from anywhere, made safe and broken at the width of the terminal."""

import re
import unicodedata

from samenwerk import escape

_CHUNK = re.compile(r" +|[^ ]+")
_COLUMN = re.compile(r" *\S+(?: \S+)*  +(?=\S)")  # the name of what stands in the next column
STAY_TOGETHER = "\u00a0"  # a space at which no line is broken; shown as an ordinary one


def cells(text: str) -> int:
    """How many columns `text` takes on a screen."""
    return sum(_cells(character) for character in text)


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """`text`, safe, in lines of at most `width` columns.

    `first` stands before the first line and `rest` before the others. Spaces between words and at
    the start of a line stay, so that columns in a note stay columns.
    """
    rest = first if rest is None else rest
    lines: list[str] = []
    for paragraph in escape.terminal(text).expandtabs(4).split("\n"):
        start = rest if lines else first
        lines.extend(_broken(paragraph.rstrip(), width, start, rest))
    return [line.replace(STAY_TOGETHER, " ") for line in lines]


def _broken(paragraph: str, width: int, first: str, rest: str) -> list[str]:
    margin = paragraph[: len(paragraph) - len(paragraph.lstrip())]
    lines, line, is_empty = [], first + margin, True
    column = _COLUMN.match(paragraph)
    if column and cells(column[0]) <= width // 2:
        margin = " " * cells(column[0])
    for chunk in _pieces(paragraph.lstrip(), max(1, width - cells(rest + margin))):
        if is_empty and chunk.isspace():
            continue
        if not is_empty and cells(line + chunk.rstrip()) > width:
            lines.append(line.rstrip())
            line, is_empty = rest + margin, True
        if not (is_empty and chunk.isspace()):
            line, is_empty = line + chunk, False
    return [*lines, line.rstrip()]


def _pieces(paragraph: str, width: int) -> list[str]:
    """Words and the spaces between them; what is wider than a line comes in parts."""
    pieces = []
    for chunk in _CHUNK.findall(paragraph):
        piece = ""
        for character in chunk:
            if cells(piece + character) > width:
                pieces.append(piece)
                piece = ""
            piece += character
        pieces.append(piece)
    return pieces


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
