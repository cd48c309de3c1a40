"""The words on the screen, in Dutch or English.

English message ids stand in the code, the Dutch catalogue is complete (a test holds that). Content
that carries both languages itself, such as questions, is a `Text` and needs no catalogue.
"""

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from samenwerk.errors import N_
from samenwerk.resources import packaged

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
_MOST = 8  # names in one line


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages."""

    nl: str
    en: str

    @classmethod
    def from_data(cls, data: Mapping[str, str]) -> "Text":
        return cls(nl=data["nl"], en=data["en"])

    def in_(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


class Texts:
    """Translates message ids into one language and fills in their `{places}`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, message: str, /, **facts: object) -> str:
        return self._catalogue.gettext(message).format_map(facts) if message else ""

    def plural(self, one: str, many: str, count: int, /, **facts: object) -> str:
        """The form for `count`, which fills the place `{count}` too."""
        return self._catalogue.ngettext(one, many, count).format_map({"count": count, **facts})


def both(message: str, /, **facts: object) -> Text:
    """A message in both languages; a `Text` among its facts stands in each in its own."""
    nl, en = (Texts(language)(message, **in_language(language, facts)) for language in LANGUAGES)
    return Text(nl=nl, en=en)


def plural(one: str, many: str, count: int, /, **facts: object) -> Text:
    """The form for `count`, in both languages."""
    nl, en = (
        Texts(language).plural(one, many, count, **in_language(language, facts))
        for language in LANGUAGES
    )
    return Text(nl=nl, en=en)


def listed(names: Sequence[str]) -> Text:
    """Some names of a longer list: a reader needs the first ones and how many there are."""
    more = len(names) - _MOST
    named = Text(*[", ".join(names[:_MOST])] * 2)
    if more <= 0:
        return named
    return both(N_("{named} and {count} more"), named=named, count=more)


def in_language(language: Language, facts: Mapping[str, object]) -> dict[str, object]:
    """The facts of a sentence, with those that carry both languages in this one."""
    return {
        name: fact.in_(language) if isinstance(fact, Text) else fact for name, fact in facts.items()
    }


@lru_cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    # no fallback: a missing catalogue is an error, never silent English
    return gettext.translation("samenwerk", str(packaged("locale")), [language])
