"""The plainest files are read line by line, and to the same values as by way of libyaml."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwerk import yamlfile, yamlplain, yamlreader
from samenwerk.yamledit import EditError, dump
from samenwerk.yamlsyntax import YamlError, decode
from samenwerk.yamlvalue import Value

ROOT = Path(__file__).parent.parent
OURS = [path for name in ("registry", "checklists") for path in (ROOT / name).rglob("*.yaml")]
CORPUS = list((ROOT / "tests").rglob("*.yaml"))


def by_events(text: str) -> Value:
    """What libyaml reads; no value for what is refused."""
    try:
        return yamlreader.read(text)
    except YamlError:
        return None


def check_same(text: str) -> bool:
    """Whether the text is plain; if it is, libyaml must read the same."""
    text = yamlfile.with_last_line_break(text)
    plain = yamlplain.read(text)
    assert plain is None or repr(plain) == repr(by_events(text))
    return plain is not None


def text_of(path: Path) -> str:
    try:
        return decode(path.read_bytes())
    except YamlError:
        return ""


def test_our_own_register_is_plain() -> None:
    plain = [check_same(text_of(path)) for path in OURS]
    assert sum(plain) > 0.9 * len(plain)


def test_no_file_of_the_corpus_is_read_otherwise() -> None:
    assert sum(check_same(text_of(path)) for path in CORPUS) > len(CORPUS) // 4


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\n", {"a": "b"}),
        ("a: b", {"a": "b"}),
        ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
        ("a: no\nb: 012\nc: 12:30\nd: null\ne: 1.5\nf: -3\n",
         {"a": "no", "b": "012", "c": "12:30", "d": None, "e": 1.5, "f": -3}),
        ("a:\n  b:\n      c: d\n  e: f\ng: h\n", {"a": {"b": {"c": "d"}, "e": "f"}, "g": "h"}),
        ("a:\n  - b: c\n    d:\n      - e\n  - b: f\n",
         {"a": [{"b": "c", "d": ["e"]}, {"b": "f"}]}),
        ("# x\n\na: [b, c-d]\n  # y\nb: []\nc: {}\n", {"a": ["b", "c-d"], "b": [], "c": {}}),
        ("a: \"b: c # 'd'\"\ne: 'f \"g\" \\ #'\n", {"a": "b: c # 'd'", "e": 'f "g" \\ #'}),
        ('a: {b: c, d: "e, f: {g}", h: 12, i: 1b}\n',
         {"a": {"b": "c", "d": "e, f: {g}", "h": 12, "i": "1b"}}),
        ("a: |-\n  b: c\n\n    d\n\ne: |\n   f #\n\n", {"a": "b: c\n\n  d", "e": "f #\n"}),
        ("a:\n  - |-\n    b\n    c\n  - d\n", {"a": ["b\nc", "d"]}),
        ("a: >-\n  b\n  c: d\n\ne: >\n  f\n  # g\n\n", {"a": "b c: d", "e": "f # g\n"}),
        ("a: |-\n  bX\n", {"a": "bX"}),
        ("a: https://x.example/#y?z=[1]\n", {"a": "https://x.example/#y?z=[1]"}),
    ],
)  # fmt: skip
def test_what_is_plain(text: str, value: Any) -> None:
    assert yamlplain.read(yamlfile.with_last_line_break(text)) == value
    check_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "# a\n", "a\n", "- a\n", " a: b\n", "a:\n", "a:\nb: c\n", "a:\n- b\n", "a: b\na: c\n",
        "a: b\n  c: d\n", "a: b\n  c\n", "a: ''\n  b: c\n", 'a: ""\n  b: c\n', "a: b # c\n",
        "a: &b c\n", "a: *b\n", "a: !!str b\n", "a: b: c\n", "a: b:\n", "a: {b: c, b: d}\n",
        "a: {b : c}\n", "a: {b: c d}\n", "a: {b: [c]}\n", "a: {null: b}\n", "a: {b: }\n",
        "a: {b: c, }\n", "a: {b: c, d}\n", "a: [b]]\n",
        "a: [b,c]\n", "a: [b, ]\n", "a: ~\n", "a: >-\n  b\n\n  c\n", "a: >\n  b\n    c\n",
        "a: |+\n  b\n", "a: |2\n  b\n",
        "a: |-\nb: c\n", "a:\n  b: |-\n  c\n", "a:\n  b: |-\n c\n", "a: |-\n    b\n  c\n",
        "a: |-\n  b\n   \n", "a:\tb\n", "a: b\tc\n", "A: b\n", "é: b\n", "null: a\n", "true: a\n",
        "false: a\n", "a:\nb:\n  c: d\n", "a: b\nX\n", "a: b\nX # c\n",
        '"a": b\n', 'a: "b\\n"\n', 'a: "b" c\n', "a: 'b''c'\n", "a: 'b\n  c'\n", "? a\n", "---\n",
        "a: b\n...\n", "a: b\n---\nc: d\n", "%YAML 1.2\n", "a: - b\n", "a:\n  - - b\n", "a:  b\n",
        "a:\n  -  b\n", "a:\n  - b\n  c: d\n", "a:\n  b: c\n  - d\n", "a:\n    b: c\n  d: e\n",
        "a:\n  - b\n    c: d\n", "a:\n  - b: c\n     d: e\n", "a:\n  - b: c\n   d: e\n", "a: ,b\n",
        "a: @b\n", "a: `b\n", "a: %b\n", "a:\n  -\n", "a:\n  - ''\n", "a: b \n", "<<: a\n",
        "a: |- # b\n  c\n", "a: |-\n  # b\n", "a: |-\n\n  b\n", "a:b\n", "a: \u00a0b\n", "a: -b\n",
        "a" * 101 + ": b\n",
        "".join(" " * level + "a:\n" for level in range(32)) + " " * 40 + "a: b\n",
        "a: b\n" + "# c\n" * 22_500,
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_libyaml(text: str) -> None:
    assert yamlplain.read(yamlfile.with_last_line_break(text)) is None


PIECES = [
    "a", "b", "key: ", "a:", "b: c", "- ", "-", ": ", ":", "\n", "\n  ", "\n    ", "\n  - ", "\n- ",
    "\n    - ", "#", " #", " # c", "[", "]", "[a, b]", "{}", "{", "}", "{b: c}", ", ", "|\n",
    "|-\n", "|-\n  ", ">-\n  ", "\n\n",
    '"', "'", '"x"', "'y'", "\\", "1", "-1", "true", "null: ", "\r\n", "\t", " ", "   ", "é",
    "|-\n    ",
]  # fmt: skip
LINES = [
    "a: b", "c:", "d: |-", "e: |", "e: >", "f: >-", "- f", "- g: h", "- i:", "- |-", "j: 'k'",
    'l: "m # n"', "o: [p, q]",
    "r: {}", "a: {b: c}", "- {b: c}", 'a: {b: "c", d: 1}', "# s", "", " ", "t: 1", "u", "- - v",
    "-", "w: ''", "x: y: z", "null: a", "a: null",
]  # fmt: skip
INDENTED = st.tuples(st.sampled_from([0, 0, 1, 2, 2, 3, 4, 4, 6, 8]), st.sampled_from(LINES))


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(max_examples=1500, deadline=None)
def test_no_text_of_pieces_is_read_otherwise(text: str) -> None:
    check_same(text)


@given(st.lists(INDENTED.map(lambda line: " " * line[0] + line[1]), max_size=12).map("\n".join))
@settings(max_examples=1500, deadline=None)
def test_no_text_of_lines_is_read_otherwise(text: str) -> None:
    check_same(text)


KEYS = st.text("abcxyz_-/.0", min_size=1, max_size=6)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(LINES + PIECES)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.none() | st.integers(-(10**20), 10**20) | st.floats(-1e9, 1e9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
@settings(max_examples=600, deadline=None)
def test_what_is_written_is_read_the_same_by_both(data: dict[str, Any]) -> None:
    try:
        written = dump(data)
    except EditError:
        return
    check_same(written.decode())


@pytest.mark.parametrize("line", ["a:\n", "- {}\n", "- [" + "a, " * 98 + "a]\n", "- a: {b: c}\n"])
def test_what_is_plain_is_never_too_much_for_the_other_reader(line: str) -> None:
    indent = line if line == "a:\n" else f"a:\n  {line}"
    many = indent + f"  {line}" * 100_000
    longest = many[: many.rfind("\n", 0, 90_000) + 1]
    assert check_same(longest) == (line != "a:\n")
    assert yamlplain.read(many) is None
