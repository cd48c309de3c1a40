"""Finding one of many by a part of its name, without accents or capitals."""

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

NEAR = 3


def folded(text: str) -> str:
    """Without accents, capitals and punctuation: `Súdwest-Fryslân` becomes `sudwest fryslan`."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = (each for each in plain if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() else " " for each in letters).split())


def matching(typed: str, options: Mapping[str, str]) -> list[str]:
    """The values that are meant: those that are equal, else those that hold each typed word."""
    wanted = folded(typed)
    equal = [value for value, name in options.items() if wanted in {folded(value), folded(name)}]
    if equal or not wanted:
        return equal
    return [value for value, name in options.items() if _holds(f"{name} {value}", wanted)]


def near(typed: str, options: Mapping[str, str]) -> list[str]:
    """The values whose name, or a word of it, looks like what was typed."""
    values: dict[str, list[str]] = {}
    for value, name in options.items():
        for part in {folded(name), *folded(name).split()}:
            values.setdefault(part, []).append(value)
    telling = {part: found for part, found in values.items() if len(found) <= NEAR}
    close = get_close_matches(folded(typed), telling, n=NEAR, cutoff=0.7)
    return list(dict.fromkeys(value for part in close for value in telling[part]))[:NEAR]


def _holds(name: str, wanted: str) -> bool:
    whole = folded(name)
    return all(word in whole for word in wanted.split())
