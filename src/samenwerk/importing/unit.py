"""How many euros one is: `bedragen * € 1.000`, `in miljoenen euro's`, `(k€)`."""

import re

_EURO = r"(?:€|eur(?:o(?:'?s)?)?\b)"
_SUBJECT = (
    r"(?:\b(?:alle |all )?(?:bedragen|cijfers|getallen|amounts|figures)\b(?: zijn| are)?\s*)?"
)
_ONE = r"(?P<one>1(?:[., ]?000){1,2}|1 ?(?:mln|miljoen|million)|1)(?!\d)(?:,-{1,2})?"
_TIMES = rf"{_SUBJECT}(?:\bin )?{_EURO}?\s*[x*]\s*{_EURO}?\s*{_ONE}\s*{_EURO}?"
_NAME = (
    r"(?P<one>duizend(?:en|tallen)?|thousands?|miljoen(?:en)?|mln\.?|millions?|k ?€|k ?euro?|€ ?k|"
    rf"m ?€|€ ?mln\.?|€ ?1[.,]?000|{_EURO})(?: (?:of )?{_EURO})?"
)
_UNITS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\(\s*{_TIMES}\s*\)",
        _TIMES,
        rf"\(\s*{_SUBJECT}(?:in )?(?:hele |whole )?{_NAME}\s*\)",
        rf"{_SUBJECT}\bin (?:hele |whole )?{_NAME}(?=\s|$|[,;:)])",
    )
)
_THOUSAND = re.compile(r"duizend|thousand|k|1[., ]?000$")
_MILLION = re.compile(r"m(?:iljoen|ln|illion| ?€)|€ ?mln|1 ?m|1(?:[., ]?000){2}")


def take_unit(text: str) -> tuple[str, int | None]:
    """The text without its unit, and the unit. `text` is in the form of `plain`."""
    for pattern in _UNITS:
        match = pattern.search(text)
        if match:
            left = f"{text[: match.start()]} {text[match.end() :]}"
            return " ".join(left.split()), _euros(match["one"])
    return text, None


def _euros(named: str) -> int:
    if _MILLION.match(named):
        return 1_000_000
    return 1_000 if _THOUSAND.search(named) else 1
