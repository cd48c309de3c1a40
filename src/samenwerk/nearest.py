"""Did you mean …? The known word that is nearest to what was typed.

The work of one guess is bounded, whatever was typed and however many words are known: what is
typed and what is known may both come from a file that somebody made to keep us busy.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from heapq import nlargest

_ALIKE = 0.66  # of 1; lower than this, a suggestion is a guess
_LONGEST = 100  # characters of a word: to compare two takes the square of it
_AROUND = 5000  # known words, the nearest in the alphabet: each gets a short look
_LIKELY = 30  # known words, which get a long look


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant, if one is near enough."""
    from difflib import get_close_matches  # late: mostly there is nothing to suggest

    known = sorted(words)
    typed = word.strip().lower()
    hyphened = typed.replace("_", "-").replace(" ", "-")
    if hyphened in known:
        return hyphened
    likely = _likely(typed, known) if len(typed) <= _LONGEST else []
    found = get_close_matches(typed, likely, n=1, cutoff=_ALIKE)
    return found[0] if found else None


def _likely(typed: str, known: Sequence[str]) -> list[str]:
    """The known words that share most pairs of letters with what was typed."""
    first = max(0, bisect(known, typed) - _AROUND // 2)
    around = [each for each in known[first : first + _AROUND] if len(each) <= _LONGEST]
    pairs = _pairs(typed)
    return nlargest(_LIKELY, around, key=lambda each: len(pairs & _pairs(each)))


def _pairs(word: str) -> set[tuple[str, str]]:
    """Each two letters that follow each other, also with where the word begins and ends."""
    return set(zip(f" {word}", f"{word} ", strict=True))
