"""Message ids in both languages at once: an item goes to a screen, a calendar and a program."""

import datetime as dt

from samenwerk import formats
from samenwerk.i18n import Language, Text, Texts


def said(message: str, **facts: object) -> Text:
    """A message id in both languages, each with its facts in that language."""
    return Text(nl=_in("nl", message, facts), en=_in("en", message, facts))


def _in(language: Language, message: str, facts: dict[str, object]) -> str:
    words = {name: _words(fact, language) for name, fact in facts.items()}
    return Texts(language)(message, **words)


def _words(fact: object, language: Language) -> str:
    if isinstance(fact, Text):
        return fact.in_(language)
    return formats.date(fact, language) if isinstance(fact, dt.date) else str(fact)
