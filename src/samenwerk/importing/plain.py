"""Words of a spreadsheet in one form, to compare them: small letters, no accents, single spaces."""

import re
import unicodedata
from collections.abc import Iterable

from samenwerk.nearest import nearest

_MINUS = dict.fromkeys(map(ord, "−–—‐‑‒﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘`´ʼ"), "'")


def plain(text: str) -> str:
    """`Risico’s  (× € 1.000)` becomes `risico's (x € 1.000)`."""
    folded = unicodedata.normalize("NFKD", text.translate(_MINUS | _QUOTES).replace("×", "x"))
    letters = "".join(each for each in folded if not unicodedata.combining(each))
    return " ".join(letters.casefold().split())


def words(text: str) -> str:
    """Only letters and digits, for names: `Stichting 't Hart` becomes `stichting t hart`."""
    return " ".join(re.findall(r"\w+", plain(text).replace("_", " ")))


def nearest_name(name: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant, whatever its capitals."""
    known = {plain(each): each for each in names}
    return known.get(nearest(plain(name), known) or "")
