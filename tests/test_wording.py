"""Is a text an answer? Filler words in Dutch and English, in sixty disguises, and what is fine."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwerk.wording import folded, is_a_letter_off, is_concrete, is_filled_in, is_same_function

DISGUISED = [
    # nothing at all
    "", " ", "\n\t ", "\u00a0", "\u2003\u2009", "\u200b", "\u200d\u2060\ufeff", "\u00ad", "\u3164",
    "\uffa0", "\u115f\u1160", "\u2800\u2800\u2800", "\ufe0f", "\u034f",
    # signs
    "-", "--", "...", "…", "?", "!!!", "✓", "👍", "🆗", "*", "_", "/",
    # the words themselves
    "n.v.t.", "nvt", "N.V.T", "n/a", "N / A", "n-v-t", "idem", "Idem.", "ditto", "ok", "OK!", "oké",
    "Zie boven.", "zie: hierboven", "see above", "tbd", "T.B.D.", "todo", "nog invullen", "geen",
    "Volgt later", "niet van toepassing", "not applicable", "weet niet",
    "x", "xxxxxxx", "aaa",
    # the words in other letters
    "ｎｖｔ", "ｉｄｅｍ", "𝐧𝐯𝐭", "𝓸𝓴", "ⓝⓥⓣ", "ⓞⓚ", "ᴏᴋ", "ɴᴠᴛ", "оk", "іdem", "іԁem", "nѵt", "οκ",
    # the words with something in between, or on top
    "n\u200bv\u200bt", "i\u00addem", "i\u2060d\u200de\ufeffm", "o\ufe0fk", "i\ufe0fd\ufe0fe\ufe0fm",
    "i\u034fdem", "n\u0336v\u0336t\u0336", "i\u20ddd\u20dde\u20ddm\u20dd", "ïdém", "i d e m",
    "z i e b o v e n", "n\u2024v\u2024t", "n·v·t", "\u202envt\u202c", "zieboven",
    "ꓠꓦꓔ", "ꓲꓓꓰꓟ", "ꓠꓸꓦꓸꓔ", "ᎥᎠᎬᎷ", "ⲟⲕ", "øk", "ɨđɇm", "ƞѵƭ", "ȵvt", "ⁿᵛᵗ", "ᶦᵈᵉᵐ",
    "nietvantoepassing", "OK ok Ok", "idem, idem", "test test test",
]  # fmt: skip

FINE = [
    "De raad vroeg hierom in november.",
    "Zie het verslag van 12 maart.",
    "Niet gemeten.",
    "Geen bezwaar van de raad",
    "Ja, want de wethouder beslist pas in januari.",
    "OK volgens de jurist",
    "B12",
    "Größe",
    "artikel 9",
    "Überlingen",
    "Ελλάδα",
    "90%",
]  # fmt: skip


@pytest.mark.parametrize("text", DISGUISED, ids=ascii)
def test_a_filler_is_seen_in_any_disguise(text: str) -> None:
    assert not is_filled_in(text)
    assert not is_concrete(text)


def test_there_are_at_least_sixty_disguises() -> None:
    assert len(set(DISGUISED)) >= 60


@pytest.mark.parametrize("text", FINE[:-1])
def test_what_says_something_is_concrete(text: str) -> None:
    assert is_concrete(text)


@pytest.mark.parametrize("text", ["vat van Anna", "111"])
def test_letters_of_fillers_or_the_same_digit_may_say_something(text: str) -> None:
    assert is_concrete(text)


def test_what_is_spelled_out_may_be_more_than_one_filler() -> None:
    assert not is_filled_in("o k x")


@pytest.mark.parametrize("text", ["HR", "P&O", "7", "II", "90%", "m²"])
def test_a_short_fact_is_filled_in_but_no_note(text: str) -> None:
    assert is_filled_in(text)
    assert not is_concrete(text)


def test_a_long_word_is_not_cut_for_ever() -> None:
    assert is_concrete("x" * 20_000 + "q")
    assert is_concrete("q " * 20_000 + "b")


def test_only_a_word_that_somebody_may_type_is_taken_apart() -> None:
    assert not is_filled_in("nvt" * 20)
    assert is_filled_in("nvt" * 19 + "idem")


def test_two_texts_are_the_same_but_for_what_does_not_matter() -> None:
    assert folded("Zie het  Verslag!") == folded("zie het verslag")
    assert folded("MAX") == "max"
    assert folded("Straße") == folded("strasse")
    assert folded("Zie het verslag") != folded("Zie het besluit")


@pytest.mark.parametrize(
    "other",
    [
        "de gemeentesecretaris",
        "Gemeente-secretaris",
        "gemeentesecretaris (a.i.)",
        "wnd. Gemeentesecretaris",
    ],
)
def test_a_function_stays_the_same_however_it_is_spelled(other: str) -> None:
    assert is_same_function("gemeentesecretaris", other)


@pytest.mark.parametrize(
    "other", ["", "loco-gemeentesecretaris", "adviseur van de gemeentesecretaris"]
)
def test_somebody_near_a_function_is_another_one(other: str) -> None:
    assert not is_same_function("gemeentesecretaris", other)


@pytest.mark.parametrize(
    "one", ["gemeentesecretaris", "de gemeentesecretaris", "Gemeentesecretaris."]
)
def test_a_function_with_an_article_is_the_same_function(one: str) -> None:
    assert is_same_function(one, "Het  gemeentesecretaris")
    assert not is_same_function(one, "concerncontroller")
    assert not is_same_function(one, "")


@pytest.mark.parametrize(
    "other",
    [
        "gemeentesecretarus",
        "gemeentesecretari",
        "gemeentesecretariss",
        "gemeentesecreatris",
        "Ĝemeentesecretarjs",
        "de emeentesecretaris",
    ],
)
def test_a_slip_of_the_pen_does_not_make_another_function(other: str) -> None:
    assert is_a_letter_off("gemeentesecretaris", other)
    assert is_a_letter_off(other, "gemeentesecretaris")


def test_a_word_of_six_letters_may_be_misspelt() -> None:
    assert is_a_letter_off("jurist", "jursit")
    assert not is_a_letter_off("notar", "notra")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gemeentesecretaris", "De gemeentesecretaris"),  # the same
        ("gemeentesecretaris", "gemeentesecretaresse"),
        ("wethouder A", "wethouder B"),
        ("adviseur1", "adviseur2"),
        ("adviseur 1", "adviseur 2"),
        ("hoofd zorg", "hoofd borg"),
        ("adviseur wonen", "adviseur water"),
        ("adviseur", "adviseur wonen"),
        ("gemeentesecretaris", ""),
        ("adviseur wonen", "adviseurs wonen zorg"),
        ("controller", "conctroler"),  # two letters
        ("jurist", "juraxt"),
        ("jurist", "jursix"),
    ],
)
def test_functions_that_only_look_alike_are_two(one: str, other: str) -> None:
    assert not is_a_letter_off(one, other)
    assert not is_a_letter_off(other, one)


@given(st.text(st.sampled_from("abcdefgh"), min_size=7), st.integers(0), st.sampled_from("xyz"))
def test_any_one_letter_that_is_typed_wrong_is_seen(word: str, place: int, letter: str) -> None:
    at = place % len(word)
    assert is_a_letter_off(word, word[:at] + letter + word[at + 1 :])
    assert is_a_letter_off(word, word[:at] + letter + word[at:])
    assert is_a_letter_off(word + letter, word)


@given(st.text())
def test_any_text_has_a_verdict_and_concrete_means_filled_in(text: str) -> None:
    assert not is_concrete(text) or is_filled_in(text)
    assert folded(folded(text)) == folded(text)


@given(st.sampled_from(["nvt", "idem", "zie boven", "ok"]), st.data())
def test_invisible_signs_in_a_filler_do_not_help(word: str, data: st.DataObject) -> None:
    invisible = [chr(code) for code in range(0x2000, 0x2070) if _is_invisible(chr(code))]
    signs = st.lists(st.sampled_from(invisible), max_size=3)
    made = "".join(char + "".join(data.draw(signs)) for char in word)
    assert not is_filled_in(made)


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) == "Cf"
