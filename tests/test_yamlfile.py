"""What is read from a file, what is refused and where, and where a value stands."""

import sys
import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwerk.errors import SamenwerkError
from samenwerk.yamledit import dump
from samenwerk.yamlfile import MAX_BYTES, YamlError, check_characters, load
from samenwerk.yamlplaces import Places, position
from samenwerk.yamlsyntax import PROBLEMS, place, syntax_error
from samenwerk.yamlvalue import value_at


def refused(text: bytes | str) -> tuple[str, int, int]:
    with pytest.raises(YamlError) as caught:
        load(text.encode() if isinstance(text, str) else text)
    return caught.value.code, caught.value.line, caught.value.column


def problem(text: str) -> tuple[str, int, int]:
    """The word for a slip, and its place."""
    with pytest.raises(YamlError) as caught:
        load(text.encode())
    error = caught.value
    assert error.code == "yaml-syntax"
    assert error.facts["problem"] in PROBLEMS
    return str(error.facts["problem"]), error.line, error.column


STAYS_TEXT = [
    "NO", "no", "yes", "on", "off", "y", "n", "True", "TRUE", "False", "Null", "NULL", "~",
    "01234567", "0123", "08", "0o17", "0x1F", "0b1", "1_000", "12:30", "12:30:45", "1e3", "1.5e3",
    ".5", "5.", "+1", "-", "1.2.3", ".nan", ".inf", "-.INF", "=", "2026-01-01", "2026-02-30",
    "2001-12-14 21:59:43.10 -5", "1,5", "1 000", "--1", "1.", "-01", "١٢", "1234567890123456789",
    "0.123456789012345678901234567890", "truee", "nullable", "C#", "a:b", "http://x.nl/#a",
]  # fmt: skip


@pytest.mark.parametrize("text", [each for each in STAYS_TEXT if each != "-"])
def test_what_yaml_1_1_changes_stays_text(text):
    assert load(f"a: {text}\n".encode()) == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True), ("false", False), ("null", None), ("", None), ("0", 0), ("-0", 0),
        ("45000", 45000), ("-12", -12), ("123456789012345678", 123456789012345678),
        ("1.10", 1.1), ("0.5", 0.5), ("-2.25", -2.25),
        ('"true"', "true"), ("'12'", "12"), ('""', ""), ('"a\\tb"', "a\tb"), ('"\\/"', "/"),
        ("|\n  a\n  b", "a\nb\n"), ("|-\n  12", "12"), (">\n  a\n  b\n", "a b\n"),
        ("a\n  b", "a b"), ("[]", []), ("{}", {}), ("{b: }", {"b": None}), ("[a, {b: c}]", ["a",
        {"b": "c"}]),
        ("\tx", "x"), ("&amp"[1:], "amp"),
    ],
)  # fmt: skip
def test_values_are_what_they_look_like(text, value):
    read = load(f"a: {text}".encode())
    assert read == {"a": value}
    assert type(read["a"]) is type(value)


def test_a_dash_alone_is_no_text():
    assert problem("a: [-, b]") == ("dash-in-text", 1, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &b c", ("yaml-anchor", 1, 4)),
        ("a: &b\n  c: d", ("yaml-anchor", 1, 4)),
        ("a: b\nc: & d", ("yaml-anchor", 2, 4)),
        ("a: *b", ("yaml-alias", 1, 4)),
        ("note: *belangrijk*", ("yaml-alias", 1, 7)),
        ("a: b\n<<: {c: d}", ("yaml-merge-key", 2, 1)),
        ("a: !!str b", ("yaml-tag", 1, 4)),
        ("a: ! b", ("yaml-tag", 1, 4)),
        ("- !x {a: b}", ("yaml-tag", 1, 3)),
        ("a: !e!x b", ("yaml-tag", 1, 4)),
        ("a: !<x", ("yaml-tag", 1, 4)),
        ("%YAML 1.2\n---\na: b", ("yaml-directive", 1, 1)),
        ("%TAG !e! tag:x,2000:\n---\na: b", ("yaml-directive", 1, 1)),
        ("%TAG !a b\n---\na: b", ("yaml-directive", 1, 1)),
        ("%TAG a b\n---\na: b", ("yaml-directive", 1, 1)),
        ("a: b\n...\n%TAG ! %zz\n---\na: b", ("yaml-directive", 3, 1)),
        ("a: b\n...\n%TAG !\n---\na: b", ("yaml-directive", 3, 1)),
        ("a: b\n...\n%YAML 2.0\n---\na: b", ("yaml-directive", 3, 1)),
        ("%FOO\n---\na: b", ("yaml-directive", 1, 1)),
        ("%YAML 1.1\n%YAML 1.1\n---\na: b", ("yaml-directive", 2, 1)),
        ("a: b\n---\nc: d", ("yaml-documents", 2, 1)),
        ("a: b\n...\nc: d", ("yaml-documents", 3, 1)),
        ("---\n---\na: b", ("yaml-documents", 2, 1)),
        ("status: a\nstatus: b", ("duplicate-key", 2, 1)),
        ("a: {b: c, b: d}", ("duplicate-key", 1, 11)),
        ("caf\u00e9: 1\ncafe\u0301: 2", ("duplicate-key", 2, 1)),
        ("K: 1\n\u212a: 2", ("duplicate-key", 2, 1)),
        ("1: x", ("key-not-text", 1, 1)),
        ("a:\n  true: x", ("key-not-text", 2, 3)),
        ("null: x", ("key-not-text", 1, 1)),
        ("1.5: x", ("key-not-text", 1, 1)),
        ("? [a]\n: b", ("key-not-text", 1, 3)),
        ("{[a]: b}", ("key-not-text", 1, 2)),
        ("{a: b}: c", ("key-not-text", 1, 1)),
        ("", ("empty-file", 1, 1)),
        ("# only a comment\n", ("empty-file", 1, 1)),
        ("---\n", ("empty-file", 1, 1)),
        ("null", ("empty-file", 1, 1)),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", ("conflict-marker", 2, 1)),
        ("a: [b,\n<<<<<<< HEAD\nc,\n=======\nd,\n>>>>>>> x\n]", ("conflict-marker", 2, 1)),
        ("a: b\n>>>>>>> left behind\n", ("conflict-marker", 2, 1)),
        ("a: b\r\n<<<<<<<\r\n", ("conflict-marker", 2, 1)),
    ],
)  # fmt: skip
def test_what_a_register_has_no_use_for_is_refused_with_its_place(text, expected):
    assert refused(text) == expected


@pytest.mark.parametrize(
    "text", ["---\na: b\n", "a: b\n...\n", '"<<": b', "a: <<", "a: |\n  <<<<<<< x\n  =======\n",
             "'1': x", "[a,\n\tb]", "a: [b]\nc: [d,\n \te]", "a: |\n\n #b\n",
             "a:\n  b: |\n      \n  #c\n  d: e"]
)  # fmt: skip
def test_what_only_looks_like_it_is_read(text):
    assert load(text.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: c", ("tab-indent", 2, 1)),
        ("a:\n  - b\n\t- c", ("tab-indent", 3, 1)),
        ("a: |\n\tb", ("tab-indent", 2, 1)),
        ("a:\n  b: c\n d: e", ("bad-indent", 3, 2)),
        ("a: b\n  c: d", ("bad-indent", 2, 4)),
        (" a: b\nc: d", ("bad-indent", 2, 1)),
        ("- a\nb: c", ("bad-indent", 2, 1)),
        ("a:\n|\n  b", ("bad-indent", 2, 1)),
        ("|\n  b", ("bad-indent", 1, 1)),
        (">\n  b", ("bad-indent", 1, 1)),
        ("- \n|\n", ("bad-indent", 2, 1)),
        ("a: ? b", ("stray-character", 1, 4)),
        ("\n:", ("bad-indent", 2, 1)),
        ("- :", ("stray-character", 1, 3)),
        ("[\t", ("unclosed-bracket", 1, 2)),
        ("}a", ("stray-character", 1, 1)),
        ('a: "b\nc: d', ("unclosed-quote", 1, 4)),
        ("a: 'b\n---\n", ("unclosed-quote", 1, 4)),
        ('a: "b\nc: "d"\n', ("unclosed-quote", 1, 4)),
        ("note: 'foto's van de markt'", ("stray-character", 1, 13)),
        ("a: [b\nc: d", ("unclosed-bracket", 1, 5)),
        ("a: {b: c\n", ("unclosed-bracket", 1, 4)),
        ("a: {b", ("unclosed-bracket", 1, 4)),
        ("a: [", ("unclosed-bracket", 1, 4)),
        ("a: [b,\nc]", ("unclosed-bracket", 2, 1)),
        ("a: [b\nc]", ("unclosed-bracket", 1, 5)),
        ("note\nb: c", ("missing-colon", 1, 1)),
        ("a:b\nc: d", ("missing-colon", 1, 1)),
        ("a: b\nnote\nc: d", ("missing-colon", 2, 1)),
        ("note: let op: dit", ("colon-in-text", 1, 13)),
        ("{a:}", ("stray-character", 1, 3)),
        ("{: x}", ("stray-character", 1, 2)),
        ("...", ("stray-character", 1, 1)),
        ("k" * 1100 + ": c", ("long-key", 1, 1)),
        ("a: @", ("stray-character", 1, 4)),
        ("a: - b", ("dash-in-text", 1, 4)),
        ("a: @b", ("stray-character", 1, 4)),
        ("a: b\n...\n@c", ("stray-character", 3, 1)),
        ("a: b\n  c\n  d: e", ("missing-colon", 2, 1)),
        ("a:\nX", ("missing-colon", 2, 1)),
        ("a: @" + 1_100 * "b" + ": c", ("stray-character", 1, 4)),
        ("\n" + 1_100 * "a" + ": b: c", ("long-key", 2, 1)),
        ("a: `b`", ("stray-character", 1, 4)),
        ("a: %b", ("stray-character", 1, 4)),
        ('a: "b" c', ("stray-character", 1, 8)),
        ("a: [b]]", ("stray-character", 1, 7)),
        ("a: [b,, c]", ("stray-character", 1, 7)),
        ("name: ]", ("stray-character", 1, 7)),
        ("name: ,\n", ("stray-character", 1, 7)),
        ("a: }", ("stray-character", 1, 4)),
        ("a: {]", ("stray-character", 1, 5)),
        ("a: [,]", ("stray-character", 1, 5)),
        ("a: [:b]", ("stray-character", 1, 5)),
        ("a: [\n  - b\n  ]", ("stray-character", 2, 3)),
        ("...\na: b", ("stray-character", 1, 1)),
        ("a: [b, # c\n", ("unclosed-bracket", 1, 10)),
        ("a: [b\n\n", ("unclosed-bracket", 1, 4)),
        ("a: [b  \n  \n", ("unclosed-bracket", 1, 4)),
        ("a: [b}", ("unclosed-bracket", 1, 4)),
        ("a: {b: c]", ("unclosed-bracket", 1, 4)),
        ("x: y\na:\n  b: ['c'\n  d: e", ("unclosed-bracket", 3, 6)),
        ("a:\n  b: ['c'\nd: e", ("unclosed-bracket", 2, 6)),
        ("x: y\na:\n  b: ['c'\n   'd']", ("missing-comma", 3, 6)),
        ("a: [\n  'b'\n  'c'\n]", ("missing-comma", 1, 4)),
        ("x: y\n  \na: {\n b: c\n d: e}", ("missing-comma", 3, 4)),
        ('themes: ["economy" "energy"]', ("missing-comma", 1, 9)),
        ("own: {interests: [a: b: c]}", ("missing-comma", 1, 18)),
        ("profile: {powers: none can_stop: freely}", ("missing-comma", 1, 10)),
        ("a: |x\n  b", ("stray-character", 1, 5)),
        ("a: |0\n  b", ("stray-character", 1, 5)),
        ('a: "\\q"', ("bad-escape", 1, 5)),
        ('a: "\\ud800"', ("bad-escape", 1, 7)),
        ('a: "\\xzz"', ("bad-escape", 1, 7)),
        ("a: b\n" + "k" * 1100 + ": c", ("long-key", 2, 1)),
        ("? a\n: b", ("odd-key", 1, 3)),
        ("{a\n  b, c: d}", ("odd-key", 1, 2)),
        ("a: [?b]", ("odd-key", 1, 6)),
        ('a: "b"#c', ("tight-comment", 1, 7)),
        ("a: |#c\n  b", ("tight-comment", 1, 5)),
        ("a: >#c\n  b", ("tight-comment", 1, 5)),
        ("a: [b,\n\tc]", ("tab-indent", 2, 1)),
        ("a:\n  b: [c, [d,\n  \te], f]", ("tab-indent", 3, 3)),
        ("a:\n  b: [c, [d], e,\n  \tf]", ("tab-indent", 3, 3)),
        ("a: |\n    \n  #b\n", ("bad-indent", 3, 3)),
        ("a: |\n  b\nc: |\n    \n  #d\n", ("bad-indent", 5, 3)),
        ("a:\n  b: c\nd: |\n   \n #e\n", ("bad-indent", 5, 2)),
        ("a: [b,#c\n  d]", ("tight-comment", 1, 7)),
        ("a: [b]#c\n", ("tight-comment", 1, 7)),
    ],
)  # fmt: skip
def test_a_slip_gets_one_word_and_its_place(text, expected):
    assert problem(text) == expected


def test_a_hash_inside_a_text_is_no_comment():
    assert load(b"a: C#\nb: |  # c#\n  x#y\nc: 'z#'  # d#e\n") == {
        "a": "C#",
        "b": "x#y\n",
        "c": "z#",
    }


@pytest.mark.parametrize(
    "character",
    ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\u202e", "\u2066",
     "\ufeff", "\ufdd0", "\ufffe", "\uffff", "\U0001ffff", "\U000e0041", "\U0010fffe"],
)  # fmt: skip
def test_a_character_that_nobody_sees_is_refused_everywhere(character):
    name = f"U+{ord(character):04X}"
    for text in (f"a: b\nc: d{character}", f"a: b\n# x {character}", f'a: b\n"x{character}": c'):
        with pytest.raises(YamlError) as caught:
            load(text.encode())
        assert (caught.value.code, caught.value.line) == ("control-character", 2)
        assert caught.value.facts == {"character": name}
    with pytest.raises(YamlError) as caught:
        load(f'a: b\nc: "x\\U{ord(character):08x}"'.encode())
    assert (caught.value.code, caught.value.line, caught.value.column) == (
        "control-character",
        2,
        4,
    )


@pytest.mark.parametrize(
    "text",
    [
        "\u200d",
        "\u200c",
        "\u200e",
        "\u200f",
        "\ufe0f",
        "\u00a0",
        "\u061c",
        "👩‍👩‍👧",
        "עברית",
        "हिन्दी",
        "ภาษา",
        "é",
    ],
)
def test_characters_that_languages_need_are_read(text):
    assert load(f"a: x{text}x\nb: 'y{text}'".encode()) == {"a": f"x{text}x", "b": f"y{text}"}


def test_the_place_of_a_hidden_character_counts_characters():
    assert refused("a: é\nbé: c\u202ed") == ("control-character", 2, 6)


def test_a_carriage_return_is_only_part_of_a_line_break():
    assert load(b"a: b\r\nc: |\r\n  d\r\n  e\r\n") == {"a": "b", "c": "d\ne\n"}
    assert refused("a: b\rc: d") == ("control-character", 1, 5)
    assert refused('a: "b\\rc"') == ("control-character", 1, 4)


def test_a_prompt_can_ask_the_same():
    check_characters("gewoon 👩‍👩‍👧 tekst\n\t")
    with pytest.raises(YamlError):
        check_characters("a\rb")


def test_a_byte_order_mark_may_start_a_file():
    assert load(b"\xef\xbb\xbfa: b") == {"a": "b"}
    assert position(b"\xef\xbb\xbfa: b", ("a",)) == (1, 4)


@pytest.mark.parametrize(
    ("data", "expected", "facts"),
    [
        (b"a: b\ncaf\xe9: d", ("not-utf8", 2, 4), {"byte": "0xE9", "byte_column": 4}),
        ("é".encode() + b"\xff", ("not-utf8", 1, 2), {"byte": "0xFF", "byte_column": 3}),
        (b"\xef\xbb\xbfa\xff", ("not-utf8", 1, 2), {"byte": "0xFF", "byte_column": 5}),
        (b"\n\xff", ("not-utf8", 2, 1), {"byte": "0xFF", "byte_column": 1}),
        (b"\xff\xfea\x00", ("not-utf8", 1, 1), {"byte": "0xFF", "byte_column": 1}),
        (b"\xed\xa0\x80", ("not-utf8", 1, 1), {"byte": "0xED", "byte_column": 1}),
    ],
)  # fmt: skip
def test_other_encodings_are_refused_with_the_byte(data, expected, facts):
    with pytest.raises(YamlError) as caught:
        load(data)
    error = caught.value
    assert (error.code, error.line, error.column) == expected
    assert error.facts == facts


def test_a_file_over_a_mebibyte_is_refused_before_it_is_looked_at():
    start = time.perf_counter()
    with pytest.raises(YamlError) as caught:
        load(b"\xff" * 20_000_000)
    assert time.perf_counter() - start < 0.5
    assert caught.value.code == "file-too-large"
    assert caught.value.facts == {"size": 20_000_000, "limit": MAX_BYTES}
    assert load(b"a: " + b"b" * (MAX_BYTES - 3)) == {"a": "b" * (MAX_BYTES - 3)}


@pytest.mark.parametrize("text", ["- " * 30_000, "[" * 30_000, "{a: " * 30_000, "? " * 30_000])
def test_a_deep_file_is_refused_at_once(text):
    start = time.perf_counter()
    code, line, _ = refused(text)
    assert time.perf_counter() - start < 2
    assert (code, line) in {("too-deep", 1), ("key-not-text", 1)}


def test_depth_forty_is_read_and_one_more_is_not():
    assert load(b"[" * 40 + b"]" * 40)
    assert refused("[" * 41 + "]" * 41) == ("too-deep", 1, 41)


def test_too_many_events_are_refused():
    assert len(load(b"- a\n" * 99_994)) == 99_994
    assert refused("- a\n" * 100_000)[0] == "too-many-events"


def test_a_line_break_at_the_end_makes_no_difference():
    assert load(b"a: |\n  b") == load(b"a: |\n  b\n") == {"a": "b\n"}


RECORD = """\
name: Énergie  # naam
partners:
- organisations: [a, 'b']
  note: |
    tekst
- x
dates:
    start: 2026-01-01
empty:
"""


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ((), False, (1, 1)),
        (("name",), False, (1, 7)),
        (("name",), True, (1, 1)),
        (("partners",), False, (3, 1)),
        (("partners",), True, (2, 1)),
        (("partners", 0), False, (3, 3)),
        (("partners", 0), True, (3, 3)),
        (("partners", 0, "organisations", 1), False, (3, 22)),
        (("partners", 0, "note"), False, (4, 9)),
        (("partners", 1), False, (6, 3)),
        (("partners", 2), False, (3, 1)),
        (("partners", "x"), False, (3, 1)),
        (("partners", 0, "their_role", "during"), False, (3, 3)),
        (("dates", "start"), False, (8, 12)),
        (("dates", "end"), True, (7, 1)),
        (("name", "x"), False, (1, 7)),
        (("empty",), False, (9, 7)),
        (("missing",), True, (1, 1)),
    ],
)
def test_a_value_has_a_place(path, key, expected):
    assert position(RECORD.encode(), path, key=key) == expected
    assert Places(RECORD.replace("\n", "\r\n").encode()).position(path, key=key) == expected


def test_a_single_value_can_be_had_as_it_was_typed():
    places = Places(b"cost: 1.50  # euro\nnaam: 'x'\nlist: [a]\n")
    assert places.typed(("cost",)) == "1.50"
    assert places.typed(("naam",)) == "x"
    assert places.typed(("list", 0)) == "a"
    assert places.typed(("list",)) is None
    assert places.typed(("missing",)) is None
    assert places.typed(("cost", "deeper")) is None


def test_a_text_goes_on_one_space_further_in():
    assert load(b"a: 'x\n y'\n") == {"a": "x y"}


def test_a_letter_is_fine_beside_a_sign_that_is_not_printed():
    assert load("a: X\u200dY\n".encode()) == {"a": "X\u200dY"}
    check_characters("X\tY\nZ")


def test_a_place_in_a_text_counts_from_one():
    assert [place("\nab\n", index) for index in range(4)] == [(1, 1), (2, 1), (2, 2), (2, 3)]
    with pytest.raises(YamlError) as caught:
        check_characters("a\x00")
    assert (caught.value.line, caught.value.column) == (1, 1)


DECIMALS = [
    "0.0", "0.5", "1.10", "1.50000000000000000000000000000000", "-2.25", "-0.10", "33.3",
    "0.3333333333333333", "33.333333333333336", "0.00000001", "100000000000000000000.0",
]  # fmt: skip
NO_DECIMALS = [
    "33.333333333333333333333333", "33.333333333333333", "0.1234567890123456789", "-0.0", "-0.000",
    "1.00000000000000000001", "99999999999999999.5", "1" * 400 + ".5", "0." + "0" * 400 + "1",
]  # fmt: skip


@pytest.mark.parametrize("text", DECIMALS)
@pytest.mark.parametrize("line", ["a: {}\n", "a: [{}]\n"])
def test_a_decimal_is_a_number_if_it_keeps_its_digits(text, line):
    value = load(line.format(text).encode())["a"]
    found = value[0] if isinstance(value, list) else value
    assert isinstance(found, float)
    assert Decimal(repr(found)) == Decimal(text)


@pytest.mark.parametrize("text", NO_DECIMALS)
@pytest.mark.parametrize("line", ["a: {}\n", "a: {}\n# another reader: \t\n"])
def test_a_decimal_that_would_change_stays_text(text, line):
    assert load(line.format(text).encode()) == {"a": text}


def test_what_the_parser_never_said_before_has_a_word_too():
    error = syntax_error("a", ValueError("?"))
    assert (error.code, error.facts) == ("yaml-syntax", {"problem": "other"})
    assert (error.line, error.column) == (1, 1)
    assert error.facts["problem"] in PROBLEMS


def test_a_place_is_that_of_the_value_unless_its_key_is_asked():
    places = Places(b"a:\n  b: 1\n")
    assert places.position(("a",)) == (2, 3)
    assert places.position(("a",), key=True) == (1, 1)


def test_a_file_that_is_refused_has_no_places():
    with pytest.raises(YamlError):
        Places(b"[" * 30_000)


@pytest.mark.parametrize("asked", ["load(b'a: b # c')", "Places(b'a: b')"])
def test_without_libyaml_it_says_what_to_install(monkeypatch, asked):
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    monkeypatch.delitem(sys.modules, "yaml.cyaml", raising=False)
    assert load(b"a: b") == {"a": "b"}  # plain enough without
    with pytest.raises(SamenwerkError, match="libyaml") as caught:
        eval(asked)
    assert "pip install --force-reinstall pyyaml" in caught.value.remedy
    assert caught.value.exit_code == 3


FRAGMENTS = [
    "a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\r\n", "\t", "#", " # c", "[", "]", "{", "}",
    ",", "|", ">-\n",
    '"', "'", "\\", "1", "true", "~", "@", "%", "---", "\n---\n", "\n...\n", "*x", "&x", "!x",
    "<<", "é", "\x1b",
    "\u202e", "|1-\n", "\\ud800", '"\\x00"', ">>>>>>> ", "\ufeff", "\r",
]  # fmt: skip


def outcome(data: bytes) -> YamlError | None:
    try:
        assert load(data) is not None
    except YamlError as error:
        return error
    return None


def check_never_leaks(data: bytes) -> None:
    error = outcome(data)
    if error is None:
        assert Places(data).position(("a", 0, "b")) >= (1, 1)
        return
    lines = data.decode("utf-8", "replace").split("\n")
    assert 1 <= error.line <= len(lines)
    assert 1 <= error.column <= len(lines[error.line - 1]) + 1
    assert all(isinstance(fact, str | int) for fact in error.facts.values())
    assert error.facts.get("problem", "other") in PROBLEMS


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_it_raise_anything_else(text):
    check_never_leaks(text.encode())


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_no_mutation_makes_it_raise_anything_else(data):
    text = bytearray(RECORD.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 8))
        piece = data.draw(st.sampled_from([*(each.encode() for each in FRAGMENTS), b"\xff", b"\0"]))
        text[at : at + length] = piece * data.draw(st.sampled_from([1, 1, 1, 3, 2000]))
    check_never_leaks(bytes(text))


TEXT = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn"), include_characters="\n\t\u200d"
    ),
    max_size=20,
) | st.sampled_from(
    [*STAYS_TEXT, "true", "12", "1.5", "null", "a\nb\n", "x" * 120, " a\nb", "a: b", "# c", "a #b"]
)
VALUES = st.recursive(
    TEXT
    | st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.decimals(-(10**12), 10**12, places=3).map(lambda each: float(each) + 0.0),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(TEXT, each, max_size=4),
    max_leaves=12,
)


def _no_twins(value) -> bool:
    if isinstance(value, list):
        return all(map(_no_twins, value))
    if isinstance(value, dict):
        names = {unicodedata.normalize("NFC", key) for key in value}
        return len(names) == len(value) and all(map(_no_twins, value.values()))
    return True


@given(VALUES.filter(lambda value: value is not None and _no_twins(value)))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_back(value):
    assert repr(load(dump(value))) == repr(value)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ((), {"a": [{"b": 1}]}), (("a", 0, "b"), 1), (("a", 0), {"b": 1}),
        (("c",), None), (("a", 1), None), (("a", "b"), None), ((0,), None),
        (("a", 0, "b", 0), None),
    ],
)  # fmt: skip
def test_a_value_is_found_at_its_path(path, found):
    assert value_at({"a": [{"b": 1}]}, path) == found
