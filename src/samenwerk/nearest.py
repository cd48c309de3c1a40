"""Did you mean …? The known word that is nearest to what was typed."""

from collections.abc import Iterable
from typing import Any

_ALIKE = 0.66  # of 1; lower than this, a suggestion is a guess


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant, if one is near enough."""
    from difflib import get_close_matches  # late: mostly there is nothing to suggest

    known = sorted(words)
    typed = word.strip().lower()
    hyphened = typed.replace("_", "-").replace(" ", "-")
    if hyphened in known:
        return hyphened
    found = get_close_matches(typed, known, n=1, cutoff=_ALIKE)
    return found[0] if found else None


def suggestion(word: object, words: Iterable[object]) -> dict[str, Any]:
    """The fact `suggestion` of a finding, or nothing when no word is near."""
    near = nearest(str(word), (each for each in words if isinstance(each, str)))
    return {"suggestion": near} if near else {}
