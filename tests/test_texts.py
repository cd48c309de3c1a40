"""The Dutch catalogue: complete, true to the code, and plain."""

import gettext
import importlib.util
import io
import re

import pytest
from babel.messages.mofile import read_mo

from conftest import ROOT
from samenwerk import i18n
from samenwerk.finding import codes, explain
from samenwerk.i18n import Texts

PLACE = re.compile(r"\{(\w+)\}")
STIFF = re.compile(
    r"\b(indien|conform|middels|inzake|dient te|dienen te|betreffende|teneinde|alsmede|"
    r"tevens|derhalve|aangaande|omtrent)\b",
    re.IGNORECASE,
)
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie|uw eigen ik)\b", re.IGNORECASE)
MAX_WORDS = 20


def load_tool():
    specification = importlib.util.spec_from_file_location("texts_tool", ROOT / "tools/texts.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


tool = load_tool()


def entries():
    return [message for message in tool.current() if message.id]


def forms(text):
    return list(text) if isinstance(text, (tuple, list)) else [text]


def sentences(text):
    return re.split(r"(?<=[.?!:])\s+|\n", text)


def test_every_text_of_the_code_is_in_the_catalogue_and_nothing_else():
    in_code = {forms(message.id)[0] for message in tool.extracted() if message.id}
    in_catalogue = {forms(message.id)[0] for message in entries()}
    assert in_code == in_catalogue
    assert len(in_code) > 80


def test_the_catalogue_is_what_the_tool_would_write():
    assert tool.po_text(tool.updated(tool.current())) == tool.PO.read_bytes()


def test_every_text_is_translated():
    assert tool.missing(tool.current()) == []


def test_no_translation_is_fuzzy_or_obsolete():
    assert [message.id for message in entries() if message.fuzzy] == []
    assert not tool.current().obsolete
    assert b"#~" not in tool.PO.read_bytes()


def test_every_translation_has_the_same_places_to_fill_in():
    for message in entries():
        wanted = {place for form in forms(message.id) for place in PLACE.findall(form)}
        for form in forms(message.string):
            assert set(PLACE.findall(form)) == wanted, message.id


def test_the_compiled_catalogue_equals_the_text():
    assert tool.MO.read_bytes() == tool.mo_bytes(tool.current())
    compiled = read_mo(io.BytesIO(tool.MO.read_bytes()))
    for message in entries():
        read_back = compiled.get(forms(message.id)[0])
        assert forms(read_back.string) == forms(message.string)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_has_more_than_twenty_words(language):
    for message in entries():
        for text in forms(message.string if language == "nl" else message.id):
            for sentence in sentences(text):
                assert len(sentence.split()) <= MAX_WORDS, sentence


def test_the_dutch_is_plain_and_polite():
    for message in entries():
        for text in forms(message.string):
            assert not STIFF.search(text), text
            assert not FAMILIAR.search(text), text


def test_a_text_that_ends_as_a_sentence_does_so_in_both_languages():
    for message in entries():
        for english, dutch in zip(forms(message.id), forms(message.string), strict=True):
            assert english.endswith(".") == dutch.endswith("."), english


@pytest.mark.parametrize("code", codes())
def test_every_explanation_is_filled_in_both_languages(code):
    explanation = explain(code)
    for text in (explanation.message, explanation.meaning, explanation.remedy):
        assert text.nl.strip()
        assert text.en.strip()
        assert text.nl != text.en or PLACE.fullmatch(text.nl)
        assert set(PLACE.findall(text.nl)) == set(PLACE.findall(text.en))
        assert not STIFF.search(text.nl)
        assert not FAMILIAR.search(text.nl)


def test_english_is_what_stands_in_the_code():
    assert Texts("en")("There is no option {option}.", option="-x") == "There is no option -x."


def test_one_and_many_have_their_own_form():
    count = Texts("nl").plural
    forms = [count("{count} error", "{count} errors", number) for number in (0, 1, 2)]
    assert forms == ["0 fouten", "1 fout", "2 fouten"]


def test_a_missing_catalogue_is_an_error_and_never_silent_english(tmp_path, monkeypatch):
    monkeypatch.setattr(i18n, "packaged", lambda _name: tmp_path)
    i18n._catalogue.cache_clear()
    with pytest.raises(FileNotFoundError):
        Texts("nl")
    i18n._catalogue.cache_clear()


def test_a_missing_catalogue_is_told_by_the_program(samenwerk, tmp_path, monkeypatch):
    def missing(_language):
        return gettext.translation("samenwerk", str(tmp_path), ["nl"])

    monkeypatch.setattr(i18n, "_catalogue", missing)
    with pytest.raises(FileNotFoundError):
        samenwerk("list")
