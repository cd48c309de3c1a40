"""Are two texts the same, a slip of the pen apart, or alike enough to be taken for each other?"""

from collections.abc import Iterable
from difflib import SequenceMatcher

from samenwerk.fact import leaves
from samenwerk.wording import folded
from samenwerk.yamlfile import Value

_SLIP = 4  # letters: less than “niet ” or “geen ”, which turn a sentence around
_ALIKE = 0.8  # of 1
_LONG = 12  # letters: shorter values, such as `convenant`, stand in many files
_SAME_FILE = 0.6  # of the long texts


def is_slip(one: str, other: str) -> bool:
    """The same text, apart from a slip of the pen; a number is never a slip."""
    first, second = folded(one), folded(other)
    if first == second:
        return True
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    differ = len(first) + len(second) - 2 * same
    return differ <= _SLIP and _digits(first) == _digits(second) and matcher.ratio() >= _ALIKE


def is_alike(one: str, other: str) -> bool:
    """Near enough to ask whether the one is the other under another name."""
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio() >= _ALIKE


def is_same_file(one: Value, other: Value) -> bool:
    """Do two files say nearly the same? Then one of them was probably renamed."""
    first, second = set(_long_texts(one)), set(_long_texts(other))
    most = max(len(first), len(second))
    return most > 0 and len(first & second) / most >= _SAME_FILE


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _long_texts(data: Value) -> Iterable[str]:
    return (value for _, value in leaves(data) if isinstance(value, str) and len(value) >= _LONG)
