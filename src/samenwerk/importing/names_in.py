"""The organisations that a cell names: `Gouda; Woerden` or one on each line."""

import re
from collections.abc import Iterator

from samenwerk.importing.plain import plain, words

_LONGEST = 100
_MOST_WORDS = 9
# No sentence, no share and no number: only then it is a name.
_NO_NAME = re.compile(r"\d|%|[(){}\[\]:/?!]|\. |^(?:alle|diverse|overige|o\.a\.|geen|e\.a\.)\b")
_AND = re.compile(r"(?<!\bbergen)(?<!\bpeel)\s+(?:en|and|&)\s+", re.IGNORECASE)
_HOLDS_COMMA = re.compile(r"\bministerie\b|\bnuenen, gerwen en nederwetten\b")
_SEVERAL = re.compile(r"(?:de )?(gemeenten|provincies|waterschappen)\b:? +", re.IGNORECASE)
_ONE_OF = {"gemeenten": "Gemeente", "provincies": "Provincie", "waterschappen": "Waterschap"}
_KINDS = (
    ("municipality", r"gemeente\b.*|.*\bmunicipality\b.*"),
    ("province", r"provincie\b.*|province\b.*"),
    ("water-board", r"(?:waterschap|hoogheemraadschap|wetterskip)\b.*|.*\bwater board\b.*"),
    ("state", r"(?:ministerie|rijk|het rijk|staat der nederlanden|rijkswaterstaat)\b.*"),
    ("foundation", r"stichting\b.*|.*\bstichting"),
    ("association", r"(?:vereniging|verenigde)\b.*|.*\bvereniging"),
    ("cooperative", r"(?:cooperatie|cooperatieve)\b.*|.*\bu ?a"),
    ("company", r".*\b(?:b ?v|n ?v|c ?v|holding)"),
)


def names_in(text: str) -> list[str] | None:
    """The names in a cell; None if it is something else than a plain list of names."""
    several = _SEVERAL.match(text)
    if several:
        return _of_one_kind(_ONE_OF[plain(several[1])], text[several.end() :])
    names = [each.strip(" -•*\t.") for each in _parts(text)]
    found = list(dict.fromkeys(name for name in names if name))
    if not found or not all(map(_is_name, found)):
        return None
    if len(found) == 1 and _AND.search(found[0]) and kind_of(found[0]) == "other":
        return None  # one name with *and* in it, or two names: nobody can say
    return found


def _of_one_kind(kind: str, text: str) -> list[str] | None:
    """`Gouda en Woerden` after *gemeenten*: each gets the kind, unless it says its own."""
    names = names_in(text if "," in text else _AND.sub("; ", text)) or []
    if not names or any(name[0].islower() for name in names):
        return None  # *gemeenten in de regio* is no list of names
    return [name if kind_of(name) != "other" else f"{kind} {name}" for name in names]


def _parts(text: str) -> Iterator[str]:
    if ";" in text or "\n" in text:
        yield from re.split(r"[;\n]", text)
        return
    if _HOLDS_COMMA.search(plain(text)):
        yield text
        return
    *first, last = text.split(",")
    yield from first
    yield from _AND.split(last) if first else [last]


def _is_name(name: str) -> bool:
    folded = plain(name)
    return (
        len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS and not _NO_NAME.search(folded)
    )


def kind_of(name: str) -> str:
    """What kind of organisation has such a name; `other` if the name does not tell."""
    folded = words(name)
    return next((kind for kind, pattern in _KINDS if re.fullmatch(pattern, folded)), "other")
