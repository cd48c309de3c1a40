"""Is a text an answer, or only something typed to get past the question?

Blank and filler words are found in any Unicode disguise: full-width letters, zero-width
characters, look-alikes from other alphabets (reliability rows G21 and G22).
"""

import re
import unicodedata
from functools import lru_cache

_FEWEST = 3  # letters or digits
_LONGEST = 60  # of a word that may be several filler words in one
_LONG_WORD = 6  # letters: in a shorter one, another letter often makes another word

# nl and en, and what people type in both; compared word by word.
_FILLER = frozenset(
    """
    nvt na n a v t nee neen ja yes no ok oke okay okee akkoord accoord prima goed goede fine good
    idem ditto same hetzelfde gelijk zie boven hierboven onder hieronder see above below
    eerder previous vorige vorig antwoord answer
    tbd tba todo pm volgt later nog invullen invulling komt to be done determined fill in
    geen none niets nothing niks onbekend unknown weet niet dont know
    x xx xxx xxxx test tekst text bla blabla lorem ipsum asdf asd qwerty
    not applicable niet van toepassing toelichting note
    done gedaan klaar ready agreed check checked vink
    bekend known yet ntb nnb nader te bepalen idee in orde vervalt zelfde voldoet
    dummy placeholder
    """.split()  # noqa: SIM905  # a list of words reads better as text
)

# What is written beside a function without making it another one.
_BESIDE_A_FUNCTION = frozenset(
    "de het een the a an wnd waarnemend ai interim acting".split()  # noqa: SIM905
)

# What looks like a Latin letter and is none: Cyrillic and Greek; small capitals; Cherokee (after
# folding its small letters are the old ones); Lisu, which also has a dot and a comma; Coptic.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһոαοενικρτυχкıтвмнѵԝօսɑɡᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"
    "ᎠᎡᎢᎥᎪᎫᎬᎳᎷᎻᎽᏀᏃᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏴᎩᎤ"
    "ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴꓜꓸꓹ"
    "ⲁⲉⲏⲓⲕⲙⲛⲟⲣⲥⲧⲩⲭ",
    "aeopcyxijsdhnaoevikptuxkitbmhvwouagabcdeghijklmnoprstuvwyz"
    "drtiajewmhygzbrwsvslcpkdbyo"
    "bpddtgkjcfmnlsrvhwxyaeiouz.."
    "aehikmnopctyx",
)
_WITH_A_SIGN = re.compile(r"LATIN SMALL LETTER ([A-Z]) WITH .*")  # đ, ø: no sign of its own
# Letters by their Unicode class that show nothing: Hangul fillers and the Braille blank.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def is_concrete(text: str) -> bool:
    """True if there is something in it that a reader could use."""
    words = _words(text)
    return sum(map(len, words)) >= _FEWEST and _are_filled_in(words)


@lru_cache(maxsize=1_000)  # a function gives answers again and again
def is_filled_in(text: str) -> bool:
    """For short facts, such as a function: it shows something, and that is no filler."""
    return _are_filled_in(_words(text))


def _are_filled_in(words: list[str]) -> bool:
    is_spelled_out = all(len(word) == 1 for word in words)
    if is_spelled_out and _is_made_of_fillers("".join(words), fewest=1):
        return False
    return not all(_is_filler(word) for word in words)


@lru_cache(maxsize=10_000)  # most words come back
def _is_filler(word: str) -> bool:
    """A filler word, several written as one (`zieboven`), or one letter again and again."""
    is_one_letter = word.isalpha() and len(word) >= _FEWEST and len(set(word)) == 1
    return word in _FILLER or is_one_letter or _is_made_of_fillers(word, fewest=_FEWEST)


def _is_made_of_fillers(letters: str, *, fewest: int) -> bool:
    """Can it be cut into filler words of at least so many letters?"""
    if len(letters) > _LONGEST:
        return False
    parts = [word for word in _FILLER if len(word) >= fewest]
    cuts = {0}
    for place in range(len(letters)):
        if place in cuts:
            cuts |= {place + len(part) for part in parts if letters.startswith(part, place)}
    return len(letters) in cuts


def folded(text: str) -> str:
    """A text without what does not change its meaning: to see whether two are the same."""
    return " ".join(_words(text))


def is_same_function(one: str, other: str) -> bool:
    """Is it one function, also when it is spelled with an article or a space?"""
    return _letters_of_function(one) == _letters_of_function(other)


def _letters_of_function(text: str) -> str:
    return "".join(_words_of_function(text))


def _words_of_function(text: str) -> list[str]:
    return [word for word in _words(text) if word not in _BESIDE_A_FUNCTION]


def is_a_letter_off(one: str, other: str) -> bool:
    """Another function, or the same one misspelt? They differ in one letter of a long word.

    A digit or a short word tells functions apart: *adviseur 1* and *adviseur 2*, *wethouder A*.
    """
    words, others = _words_of_function(one), _words_of_function(other)
    pairs = zip(words, others, strict=False)
    different = [(first, second) for first, second in pairs if first != second]
    if len(words) != len(others) or len(different) != 1:
        return False
    first, second = different[0]
    is_long = min(len(first), len(second)) >= _LONG_WORD
    return is_long and (first + second).isalpha() and _is_one_edit(first, second)


def _is_one_edit(one: str, other: str) -> bool:
    """Is a letter added, left out, put for another, or swapped with its neighbour?"""
    pairs = enumerate(zip(one, other, strict=False))
    start = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    first, second = one[start:], other[start:]
    swapped = first[:2] == second[1::-1] and first[2:] == second[2:]
    return swapped or first[1:] == second[1:] or first[1:] == second or first == second[1:]


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text).translate(_LETTERS).split()


class _Letters(dict[int, str]):
    """What each character leaves of itself, worked out when it is first met."""

    def __missing__(self, number: int) -> str:
        left = self[number] = _letters(chr(number))
        return left


_LETTERS = _Letters()


def _letters(char: str) -> str:
    """A character as plain letters and digits, a space between words, or nothing."""
    if char in _INVISIBLE or unicodedata.category(char) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKD", char.casefold()).translate(_LOOKALIKES)
    # accents, circles and variation selectors: signs on a letter, not letters
    letters = (_base(each) for each in plain if not unicodedata.category(each).startswith("M"))
    # a dot or apostrophe inside a word (n.v.t., don't) is no border between words
    joined = (each for each in letters if each not in ".'’·․")
    return "".join(each if each.isalnum() else " " for each in joined)


def _base(letter: str) -> str:
    """The plain letter in one that is written with a stroke, a hook or a curl."""
    if letter.isascii():
        return letter
    found = _WITH_A_SIGN.fullmatch(unicodedata.name(letter, ""))
    return found[1].lower() if found else letter
