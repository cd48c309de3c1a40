"""Text from files is data: no screen, spreadsheet or CI system takes it for anything else."""

import csv
import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwerk import escape
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Texts
from samenwerk.report import Report, as_json, github
from samenwerk.report import text as as_text

SIGNS = [
    "::",
    ":",
    "##[",
    "##vso[",
    "##",
    "#",
    "[",
    "]",
    "%0A",
    "%25",
    "%",
    ",",
    "=",
    "+",
    "-",
    "@",
    "'",
]
WORDS = ["error", "warning", "file=a,line=1", " ", "\n", "\r", "\t"]
HIDDEN = ["\x1b[31m", "\x9b", "\u202e", "\u2028", "\ud800", "\ufeff"]
PIECES = st.sampled_from([*SIGNS, *WORDS, *HIDDEN])
TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=40),
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=8).map("".join),
)
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


# --- the two parsers of the GitHub runner (ActionCommand.cs), line by line ---


def new_command(line):
    """`::name key=value,key=value::data`, also behind spaces."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    pairs = dict(each.split("=", 1) for each in properties.strip().split(",") if "=" in each)
    values = {key: unescaped(value, ":3A", ",2C") for key, value in pairs.items()}
    return name, values, unescaped(line[end + 2 :])


def old_command(line):
    """`##[name key=value;]data`, anywhere in a line."""
    start = line.find("##[")
    end = line.find("]", start)
    return None if start < 0 or end < 0 else (line[start + 3 : end], line[end + 1 :])


def unescaped(text, *more):
    for character, code in (("\r", "0D"), ("\n", "0A"), *((each[0], each[1:]) for each in more)):
        text = text.replace(f"%{code}", character)
    return text.replace("%25", "%")


def commands(printed):
    lines = re.split(r"\r\n|\r|\n", printed)
    return [found for line in lines if (found := new_command(line) or old_command(line))]


def test_the_parsers_of_this_test_know_a_command_when_they_see_one():
    assert new_command("  ::error file=a%2Cb,line=3::x%0Ay") == (
        "error", {"file": "a,b", "line": "3"}, "x\ny",
    )  # fmt: skip
    assert old_command("text ##[error]data") == ("error", "data")
    assert commands("a\r::set-env name=a::b") == [("set-env", {"name": "a"}, "b")]


# --- the screen ---


@given(TEXTS)
def test_nothing_on_the_screen_moves_colours_or_hides(text):
    assert not UNSAFE.search(escape.terminal(text))


@given(TEXTS)
def test_nothing_on_the_screen_is_a_command_to_a_ci_system(text):
    assert commands(escape.terminal(text)) == []
    assert "##vso[" not in escape.terminal(text)


@given(TEXTS)
def test_one_line_is_one_line(text):
    assert len(escape.one_line(text).splitlines()) <= 1
    assert "\t" not in escape.one_line(text)


@given(st.text(st.characters(categories=["L", "N"]), max_size=40))
def test_plain_words_stay_as_they_are(text):
    assert escape.terminal(text) == escape.one_line(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mrood", r"\x1b[31mrood"),
        ("a\rb", r"a\x0db"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\U000e0041", r"\U000e0041"),
        ("a\u0085b", r"a\x85b"),
        ("::error::x", ": :error::x"),
        ("  ::x::y", "  : :x::y"),
        ("a ##[group]", "a # #[group]"),
        ("\u05d1\u200f \U0001f468\u200d\U0001f33e", "\u05d1\u200f \U0001f468\u200d\U0001f33e"),
    ],
)
def test_what_is_unsafe_is_shown_by_its_number_and_the_rest_as_it_is(text, shown):
    assert escape.terminal(text) == shown


# --- findings ---


def finding(text):
    facts = {"key_name": text, "suggestion": text}
    return Finding(path=text or "x", code="unknown-key", severity=Severity.ERROR, facts=facts)


@given(TEXTS)
def test_a_finding_is_one_line_without_commands(text):
    line = as_text.line(finding(text), Texts("nl"))
    assert len(line.splitlines()) == 1
    assert commands(line) == []


@given(TEXTS)
def test_an_annotation_is_read_back_exactly_and_is_the_only_command(text):
    each = finding(text)
    printed = "\n".join(github.lines(Report.of(1, [each]), Texts("en")))
    ((name, properties, data),) = commands(printed)
    assert name == "error"
    assert properties == {
        "file": visible(each.path), "line": "1", "col": "1", "title": "unknown-key",
    }  # fmt: skip
    assert data == visible(each.sentence("en"))


def visible(text):
    """Unsafe characters by their number; line breaks can be told apart in an annotation."""
    return UNSAFE.sub(
        lambda found: found[0] if found[0] == "\r" else escape.terminal(found[0]), text
    )


@given(TEXTS)
def test_json_is_read_back_exactly_and_holds_no_command(text):
    printed = as_json.text(Report.of(1, [finding(text)]))
    (read,) = json.loads(printed)["findings"]
    assert read["facts"]["key_name"] == text
    assert commands(printed) == []
    assert "##vso[" not in printed


# --- spreadsheets ---


@given(TEXTS)
def test_a_cell_is_read_back_exactly_but_for_one_quote(text):
    text = text.replace("\r", "")  # no file of the register holds one (R-Y6)
    cell = escape.csv_cell(text)
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\n").writerow([cell, "x"])
    assert next(csv.reader(io.StringIO(made.getvalue(), newline=""))) == [cell, "x"]
    assert cell in {text, f"'{text}"}


@given(TEXTS)
def test_no_cell_is_a_formula(text):
    cell = unicodedata.normalize("NFKC", escape.csv_cell(text)).lstrip()
    assert cell[:1] not in {"=", "+", "-", "@"}


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "＝1", "＋1", "'x", "\x00=1"]
)
def test_what_a_spreadsheet_may_take_for_a_formula_gets_a_quote(text):
    assert escape.csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a", "1", "", "a=b", "Zaak 12-a", "€ 5", "“x”"])
def test_another_cell_stays_as_it_is(text):
    assert escape.csv_cell(text) == text
