"""What a person typed or pasted: made clean where that changes nothing, else refused."""

import re
from collections.abc import Callable

from samenwerk.i18n import Texts
from samenwerk.yamlsyntax import YamlError, check_characters

MAX_LINE = 500
MAX_TEXT = 20_000

# Word and web pages bring these along; to the person they are line breaks, or nothing.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"^(?:[-*•·]|[0-9]{1,2}[.)])\s+")


def tidy(typed: str) -> str:
    """The same text with one kind of line break, and without byte order marks."""
    return _BREAKS.sub("\n", typed).replace("\ufeff", "")


def one_line(typed: str) -> str:
    """Everything on one line: a pasted text may hold line breaks."""
    return " ".join(tidy(typed).split())


def paragraphs(typed: str) -> str:
    """The same lines without spaces at their ends, and without blank ones around them."""
    return "\n".join(line.rstrip() for line in tidy(typed).expandtabs(4).split("\n")).strip()


def items(typed: str) -> str:
    """The items of a list, one a line, without the bullets that a paste brings along."""
    lines = (one_line(_BULLET.sub("", line.strip())) for line in tidy(typed).split("\n"))
    return "\n".join(line for line in lines if line)


def refused_character(typed: str) -> str:
    """The first character that no file may hold, such as `U+001B`, or ""."""
    try:
        check_characters(tidy(typed))
    except YamlError as error:
        return str(error.facts["character"])
    return ""


def without_refused(typed: str) -> str:
    """What is left when all such characters are taken out."""
    return "".join(each for each in tidy(typed) if not refused_character(each))


def is_blank(text: str) -> bool:
    """Whether it holds neither a letter nor a digit."""
    return not any(character.isalnum() for character in text)


def too_long(limit: int, texts: Texts) -> str:
    return texts("That is too long: at most {limit} characters fit here.", limit=limit)


def refusal(text: str, limit: int, check: Callable[[str], str], texts: Texts) -> str:
    """Why a text cannot be an answer, or ""."""
    if len(text) > limit:
        return too_long(limit, texts)
    if is_blank(text):
        return texts("Type at least one letter or digit.")
    return check(text)
