"""The catalogue of findings: whole, in both languages, in plain words, and each code in use."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

import samenwerk
from samenwerk import finding
from samenwerk.i18n import LANGUAGES, Text

PACKAGE = Path(samenwerk.__file__).parent
EXAMPLES = Path(__file__).parent / "examples"
EXPECTED = (*EXAMPLES.glob("invalid/*.expected"), *EXAMPLES.glob("changes/*.expected"))
CODES = finding.codes()

MAKERS = {"finding", "YamlError", "Refusal", "_refusal", "_stray", "_unknown"}
TABLES = {"_CODES", "_REFUSED_WHILE"}
NOT_FACTS = {"line", "column", "at", "key", "severity"}

BANNED = re.compile(
    r"\b(indien|conform|middels|inzake|dient|dienen|betreffende|teneinde|alsmede|je|jij|jouw)\b",
    re.IGNORECASE,
)
MAX_WORDS = 20


@dataclass(frozen=True)
class Use:
    """A call that makes a finding of a code: the facts it gives, or None if these are not plain."""

    code: str
    facts: frozenset[str] | None


# --- the code and the catalogue name the same codes -----------------------------------------------


def test_each_code_in_use_is_explained() -> None:
    assert {use.code for use in uses()} <= set(CODES)


def test_each_explained_code_is_in_use() -> None:
    assert set(CODES) - set(all_texts()) == set()


def test_each_code_is_given_the_facts_of_its_sentence() -> None:
    for use in uses():
        if use.facts is not None:
            wanted = places(finding.explain(use.code).message.en)
            assert wanted <= use.facts, use


def nodes() -> Iterator[ast.AST]:
    for module in PACKAGE.rglob("*.py"):
        yield from ast.walk(ast.parse(module.read_text(encoding="utf-8")))


def all_texts() -> Iterator[str]:
    """Every text in the code: a code may reach its finding through a name."""
    for node in nodes():
        if isinstance(node, ast.expr):
            yield from texts(node)


def uses() -> Iterator[Use]:
    for node in nodes():
        if isinstance(node, ast.Call) and name_of(node.func) in MAKERS:
            yield from uses_in(node)
        elif isinstance(node, ast.Assign) and name_of(node.targets[0]) in TABLES:
            assert isinstance(node.value, ast.Dict)
            yield from (Use(code, None) for value in node.value.values for code in texts(value))


def uses_in(call: ast.Call) -> Iterator[Use]:
    """The code is a text among the arguments without a name; a path there is never a plain text."""
    names = {keyword.arg for keyword in call.keywords}
    spread = [keyword.value for keyword in call.keywords if keyword.arg is None]
    plain = name_of(call.func) in {"finding", "YamlError"} and all(map(is_suggestion, spread))
    facts = frozenset(name for name in names if name) - NOT_FACTS if plain else None
    for argument in call.args:
        yield from (Use(code, facts) for code in texts(argument))


def texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def is_suggestion(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and name_of(node.func) == "suggestion"


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


# --- each sentence --------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_both_languages_hold_the_same_facts(code: str) -> None:
    explanation = finding.explain(code)
    for text in (explanation.message, explanation.suggestion):
        if text is not None:
            assert places(text.nl) == places(text.en)
            assert "\n" not in text.nl + text.en
    for text in (explanation.meaning, explanation.remedy):
        assert len(paragraph(text.nl)) == len(paragraph(text.en))


@pytest.mark.parametrize("code", CODES)
def test_the_words_are_plain(code: str) -> None:
    for text in texts_of(code):
        assert not BANNED.search(text.nl)
        for language in LANGUAGES:
            for sentence in sentences(text.in_(language)):
                assert len(sentence.split()) <= MAX_WORDS, sentence


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_all_that_explain_shows(code: str) -> None:
    explanation = finding.explain(code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert 1 <= explanation.principle <= 7
    assert explanation.example.strip()
    for text in texts_of(code):
        assert text.nl.strip() != text.en.strip()
        assert all(text.in_(language).strip()[-1] in ".?}" for language in LANGUAGES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_an_example_that_gives_it(code: str) -> None:
    pattern = re.compile(rf": (?:error|warning) {re.escape(code)} ")
    assert any(pattern.search(file.read_text("utf-8")) for file in EXPECTED)


def test_the_files_are_in_block_style() -> None:
    for code in CODES:
        text = (PACKAGE / "findings" / f"{code}.yaml").read_text(encoding="utf-8")
        assert not re.search(r"(?m)^ *\w+: [>\[{]", text.split("\nexample:")[0]), code


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        finding.explain("no-such-code")


def texts_of(code: str) -> list[Text]:
    explanation = finding.explain(code)
    texts = (explanation.message, explanation.suggestion, explanation.meaning, explanation.remedy)
    return [text for text in texts if text is not None]


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def paragraph(text: str) -> list[str]:
    return text.splitlines()


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!}])\s+(?=[A-Z{])|\n", text)
