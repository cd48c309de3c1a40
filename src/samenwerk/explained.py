"""What an error says: why, what to do about it, and the answer that is given back."""

from samenwerk.errors import SamenwerkError
from samenwerk.i18n import Texts, in_language


def explained(error: SamenwerkError, texts: Texts) -> list[str]:
    """The sentences of an error in the language of the screen; the first says what is wrong."""
    facts = in_language(texts.language, error.facts)
    lost = texts("Your answer was: {answer}", answer=error.lost) if error.lost else ""
    parts = [texts(error.message, **facts), texts(error.remedy, **facts), lost]
    return [each for each in parts if each]
