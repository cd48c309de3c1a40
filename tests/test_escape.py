"""Text from files is data: no screen, spreadsheet or CI system takes it for anything else."""

import csv
import io
import json
import re
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from commandparsers import commands, new_command, old_command
from markup import read_html
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
CELLS = st.one_of(TEXTS, st.text(st.sampled_from(";\t\n \"',=-a"), max_size=12))
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


# --- how a CI system reads a line ---


def test_the_parsers_of_this_test_know_a_command_when_they_see_one():
    assert new_command("  ::error file=a%2Cb,line=3::x%0Ay") == (
        "error", {"file": "a,b", "line": "3"}, "x\ny",
    )  # fmt: skip
    assert old_command("text ##[error a=b;]data") == ("error", {"a": "b"}, "data")
    assert commands("x ##vso[task.setvariable variable=a]b") == [
        ("task.setvariable", {"variable": "a"}, "b")
    ]  # fmt: skip
    assert commands("a\r::set-env name=a::b") == [("set-env", {"name": "a"}, "b")]


# --- the screen ---


@given(TEXTS)
def test_nothing_on_the_screen_moves_colours_or_hides(text):
    assert not UNSAFE.search(escape.terminal(text))


@given(TEXTS)
def test_nothing_on_the_screen_is_a_command_to_a_ci_system(text):
    assert commands(escape.terminal(text)) == []


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


def numbered(text):
    """The text with unsafe characters by their number."""
    return UNSAFE.sub(lambda found: escape.terminal(found[0]), text)


def visible(text):
    """The same for an annotation, in which line breaks can be told apart."""
    return "\r".join(map(numbered, text.split("\r")))


@given(TEXTS)
def test_json_is_read_back_exactly_and_holds_no_command(text):
    printed = as_json.text(Report.of(1, [finding(text)]))
    (read,) = json.loads(printed)["findings"]
    assert read["facts"]["key_name"] == json.loads(json.dumps(text))  # two halves are one sign
    assert commands(printed) == []
    assert not UNSAFE.search(printed)


# --- markup ---


@given(TEXTS)
def test_xml_is_read_back_exactly_and_holds_no_command(text):
    made = escape.xml(text)
    read = ET.fromstring(f"<a b='{made}'>{made}</a>")
    expected = numbered(text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
    assert (read.text or "", read.get("b")) == (expected, expected)
    assert commands(f"<a>{made}</a>") == []


@given(TEXTS)
def test_in_a_step_summary_nothing_is_a_tag_a_link_or_an_address(text):
    page = read_html(MarkdownIt().enable("table").render(escape.step_summary(text)))
    assert page.names <= {"p", "br"}
    assert not any(re.search(r"\w@\w", each) for each in page.texts)


# --- spreadsheets ---


@given(CELLS)
def test_a_cell_is_read_back_exactly(text):
    text = text.replace("\r", "")  # no file of the register holds one (R-Y6)
    cell = escape.csv_cell(text)
    assert next(csv.reader(io.StringIO(row_of(cell, "x"), newline=""))) == [cell, "x"]
    if "::" not in text and "##" not in text:
        assert escape.csv_text(cell) == without_marks(cell) == text


@given(CELLS)
def test_a_quote_is_taken_away_only_where_it_would_come_again(cell):
    text = escape.csv_text(cell)
    assert text == cell or escape.csv_cell(text) == cell


def row_of(*cells):
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\n").writerow(cells)
    return made.getvalue()


def without_marks(cell):
    """As the README says it: at the beginning, and after each semicolon, tab and line break."""
    return "".join(
        sign
        for number, sign in enumerate(cell)
        if sign != "'" or (number and cell[number - 1] not in ";\t\r\n")
    )


@given(TEXTS)
def test_no_line_of_a_cell_is_a_command(text):
    text = text.replace("\r", "")
    assert commands(escape.csv_cell(text)) == []


@given(TEXTS, st.integers(1, 30))
def test_no_part_of_a_cell_of_a_table_is_a_command(text, width):
    cell = escape.folded(text)
    assert commands("\n".join(cell[at:] for at in range(0, len(cell), width))) == []


@given(CELLS, CELLS)
def test_no_cell_is_a_formula_whatever_the_sign_at_which_is_split(text, other):
    """Also for who reads no quotes, or reads those of the comma as words."""
    row = row_of("id", escape.csv_cell(text), escape.csv_cell(other))
    split = [re.split(f"[{each}\r\n]", row) for each in (";", "\t", ";\t")]
    (read,) = csv.reader(io.StringIO(row.replace("\r", ""), newline=""))
    for cell in [cell for cells in split for cell in cells] + read:
        begin = unicodedata.normalize("NFKC", cell).lstrip('" \t\u00a0\n')
        assert begin[:1] not in {"=", "+", "-", "@"}


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", " \ta", " =1", "＝1", "＋1", "'x", "\x00=1",
     '"=1', ' " =1'],
)  # fmt: skip
def test_what_a_spreadsheet_may_take_for_a_formula_gets_a_quote(text):
    assert escape.csv_cell(text) == f"'{text}"
    assert escape.csv_text(f"'{text}") == text


@pytest.mark.parametrize("separator", [";", "\t", "\r", "\n"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'", "\x00", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", '"', '" "', "\u00a0"])
def test_what_may_begin_a_cell_for_who_splits_there_gets_a_quote(separator, sign, before):
    text = f"a{separator}{before}{sign}1"
    cell = f"a{separator}'{before}{sign}1"
    assert escape.csv_cell(text) == cell
    assert escape.csv_text(cell) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("\t=1", "'\t'=1"),
        (";=1", "';'=1"),
        ("a; ;=1;b;-2", "a;' ;'=1;b;'-2"),
        ("a;'=1", "a;''=1"),
        ("a;''b", "a;'''b"),
        ("\n\na", "'\n\na"),
        ('a;";=1', "a;'\";'=1"),
    ],
)
def test_every_place_gets_its_own_quote(text, cell):
    assert escape.csv_cell(text) == cell
    assert escape.csv_text(cell) == text


@pytest.mark.parametrize(
    "text",
    ["a", "1", "", "a=b", "Zaak 12-a", "€ 5", "“x”", "a;b", "a; b", "a\n\nb", "a\tb", "a, =1",
     "a;b=1", 'a;"b"', "a;", "a - b", "a '=1", 'a "=1"', " a", '"a'],
)  # fmt: skip
def test_another_cell_stays_as_it_is(text):
    assert escape.csv_cell(text) == text
    assert escape.csv_text(text) == text


@pytest.mark.parametrize("cell", ["'t Hart", "'", "a;'t Hart", "'a;=1", "=1", "a;=1", "'=1;=1"])
def test_a_quote_that_is_not_of_this_rule_stays(cell):
    assert escape.csv_text(cell) == cell


def test_many_line_breaks_are_looked_through_once():
    assert escape.csv_cell("\n" * 100_000) == "'" + "\n" * 100_000
