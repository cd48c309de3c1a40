r"""What exactly each medium gets: a table for each function, so that no sign is forgotten."""

import html.parser
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from samenwerk import escape

WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
UNSAFE = [
    "\x00", "\x08", "\x0b", "\x1b", "\x1f", "\x7f", "\x80", "\x9f", "\u2028", "\u2029", "\u202a",
    "\u202e", "\u2066", "\u2069", "\ufeff", "\ufff9", "\ufffb", "\ud800", "\udfff",
    "\U000e0000", "\U000e007f",
]  # fmt: skip
SAFE = ["\t", "\n", " ", "~", "\xa0", "\u2027", "\u202f", "\u2065", "\u206a", "\u200d", "\ufffc"]
BY_NUMBER = {"\x00": r"\x00", "\xff": r"\xff", "\u0100": r"\u0100", "\U00010000": r"\U00010000"}


def number(character: str) -> str:
    return f"\\x{ord(character):02x}" if ord(character) < 256 else (
        f"\\u{ord(character):04x}" if ord(character) < 65536 else f"\\U{ord(character):08x}"
    )  # fmt: skip


# --- the screen -----------------------------------------------------------------------------------


@pytest.mark.parametrize("character", UNSAFE, ids=ascii)
def test_what_hides_or_moves_is_shown_by_its_number_everywhere(character: str) -> None:
    text = f"a{character}b"
    shown = f"a{number(character)}b"
    assert escape.terminal(text) == escape.one_line(text) == escape.html(text) == shown
    assert escape.calendar(text) == shown.replace("\\", "\\\\")
    assert escape.annotation(text) == shown


@pytest.mark.parametrize("character", SAFE, ids=ascii)
def test_what_only_looks_like_it_stays(character: str) -> None:
    assert escape.terminal(f"a{character}b") == f"a{character}b"


@pytest.mark.parametrize(("character", "shown"), BY_NUMBER.items(), ids=ascii)
def test_the_number_has_as_many_digits_as_it_needs(character: str, shown: str) -> None:
    assert escape._escaped(character) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", r"a\nb"),
        ("a\r\nb", r"a\nb"),
        ("a\r\n\r\nb", r"a\n\nb"),
        ("a\rb", r"a\x0db"),
        ("a\tb", "a b"),
        ("a\t\tb", "a  b"),
    ],
)
def test_one_line_shows_where_lines_ended(text: str, shown: str) -> None:
    assert escape.one_line(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n::set-env::b", "a\n: :set-env::b"),
        (" \t::x", " \t: :x"),
        ("a ::x::", "a ::x::"),
        (":a", ":a"),
        ("##[x]##[y]", "# #[x]# #[y]"),
        ("##vso[x]", "# #vso[x]"),
        ("## kop", "## kop"),
        ("##vso", "##vso"),
    ],
)
def test_commands_are_broken_and_nothing_else(text: str, shown: str) -> None:
    assert escape.terminal(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("a ::x::", "a : :x: :"), ("a:::b", "a: : :b"), ("a: b:c", "a: b:c")]
)
def test_where_a_line_may_be_broken_anywhere_no_part_is_a_command(text: str, shown: str) -> None:
    assert escape.folded(text) == escape.calendar(text) == shown


# --- annotations and json -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("100%", "100%25"),
        ("a\r\nb", "a%0D%0Ab"),
        ("a\nb", "a%0Ab"),
        ("%0A", "%250A"),
        ("a:b,c", "a:b,c"),
        ("\x1b", r"\x1b"),
    ],
)
def test_the_message_of_an_annotation(text: str, shown: str) -> None:
    assert escape.annotation(text) == shown


def test_a_property_of_an_annotation_holds_no_colon_and_no_comma() -> None:
    assert escape.annotation_property("a:b,c%\n::,,") == "a%3Ab%2Cc%25%0A%3A%3A%2C%2C"


@pytest.mark.parametrize(
    ("text", "shown"), [('"##[x]"', '"#\\u0023[x]"'), ("#", "#"), ("####", "#\\u0023#\\u0023")]
)
def test_json_holds_no_two_number_signs(text: str, shown: str) -> None:
    assert escape.json_text(text) == shown


# --- spreadsheets ---------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'", "\x00", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u00a0", " \n "])
def test_each_sign_that_begins_a_formula_gets_a_quote(sign: str, before: str) -> None:
    marked = "".join(f"{each}'" if each in "\t\r\n" else each for each in before)
    assert escape.csv_cell(f"{before}{sign}1") == f"'{marked}{sign}1"


@pytest.mark.parametrize("text", [" a", "a=1", "1-2", "\u200ba", "(=1)"])
def test_what_begins_otherwise_is_no_formula(text: str) -> None:
    assert escape.csv_cell(text) == text


# --- Markdown -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", list("\\`*_[]<>|#~$"))
def test_each_sign_of_markdown_gets_a_stroke_wherever_it_stands(sign: str) -> None:
    assert escape.markdown(f"a{sign}b {sign}") == f"a\\{sign}b \\{sign}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("&amp; &#38; R&D a & b", r"\&amp; \&\#38; R\&D a & b"),
        ("@team a@b.nl @ 3", r"\@team a\@b.nl @ 3"),
        ("http://x :smile: a: b", r"http\://x \:smile: a: b"),
        ("www.x.nl WWW.x a.b", r"www\.x.nl WWW\.x a.b"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("===", r"\==="),
        ("a - b + c = d", "a - b + c = d"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("123456789. a", r"123456789\. a"),
        ("1234567890. a", "1234567890. a"),
        ("1.", r"1\."),
        ("1.5 a", "1.5 a"),
        ("a 1. b", "a 1. b"),
        ("\u0661. a", "\u0661. a"),
        ("a\nb", "a<br>b"),
        ("a\r\nb", "a<br>b"),
        ("a\n- b\n2. c", r"a<br>\- b<br>2\. c"),
        ("  a  \n\t b \t", "a<br>b"),
        ("\n\na\n\n", "a"),
        ("a\tb", "a b"),
        ("a\x1bb", r"a\\x1bb"),
        ("X\n\nX", "X<br><br>X"),
    ],
)
def test_markdown_is_words_and_nothing_else(text: str, shown: str) -> None:
    assert escape.markdown(text) == shown


@given(WORDS)
def test_markdown_shows_the_very_words(text: str) -> None:
    shown = MarkdownIt("commonmark").enable("table").render(escape.markdown(text))
    reader = Reader()
    reader.feed(shown)
    assert reader.tags <= {"p", "br"}
    wanted = escape._UNSAFE.sub(lambda found: number(found[0]), text.replace("\r\n", "\n"))
    assert "".join(reader.words.split()) == "".join(wanted.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n\nb", "a\n\nb"),
        ("a\n \t\nb", "a\n\nb"),
        ("a\n\n\n  b", "a\n\nb"),
        ("a\nb", "a<br>b"),
        (" \na\n ", "a"),
        ("a b", "a b"),
        ("- a\n\n- b", "\\- a\n\n\\- b"),
    ],
)
def test_an_empty_line_begins_a_paragraph(text: str, shown: str) -> None:
    assert escape.markdown_paragraphs(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://example.org/a?b=c#d", "<https://example.org/a?b=c#d>"),
        ("http://a", "<http://a>"),
        ("javascript:alert(1)", r"javascript\:alert(1)"),
        ("https://a b", r"https\://a b"),
        ("https://a>b", r"https\://a\>b"),
        ("zie https://a", r"zie https\://a"),
        ("ftp://a", r"ftp\://a"),
        ("https://", "https\\://"),
    ],
)
def test_only_a_plain_web_address_becomes_a_link(text: str, shown: str) -> None:
    assert escape.markdown_url(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("a@b.nl", "a\\@<!-- -->b.nl"), ("@", "@<!-- -->"), ("- a", "\\- a")]
)
def test_the_summary_of_a_job_makes_no_link_of_an_address(text: str, shown: str) -> None:
    assert escape.step_summary(text) == shown


# --- XML, HTML and the calendar -------------------------------------------------------------------


class Reader(html.parser.HTMLParser):
    """What a browser would show, and which tags it would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\ufffeb\uffff", r"a\ufffeb\uffff"),
        ("\ufffd\U00010000", "\ufffd\U00010000"),
        ("a\n\tb", "a&#10;&#9;b"),
        ("##[x]", "#&#35;[x]"),
        ("<a b='c' d=\"e\">&", "&lt;a b=&#x27;c&#x27; d=&quot;e&quot;&gt;&amp;"),
    ],
)
def test_xml_is_words_also_in_an_attribute(text: str, shown: str) -> None:
    assert escape.xml(text) == shown


def test_html_is_words_also_in_an_attribute() -> None:
    assert escape.html("<a href='x' b=\"y\">&amp;") == (
        "&lt;a href=&#x27;x&#x27; b=&quot;y&quot;&gt;&amp;amp;"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a;b,c\\d", r"a\;b\,c\\d"),
        ("a\nb", r"a\nb"),
        ("a\r\nb", r"a\nb"),
        ("BEGIN:VEVENT", "BEGIN:VEVENT"),
        ("a\r\n;\n", r"a\n\;\n"),
        ("Xa", "Xa"),
    ],
)
def test_the_calendar_gets_one_line(text: str, shown: str) -> None:
    assert escape.calendar(text) == shown


@given(WORDS)
def test_the_calendar_is_read_back_exactly(text: str) -> None:
    made = escape.calendar(text)
    read = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], made)
    assert "\n" not in made
    assert read == escape._UNSAFE.sub(lambda found: number(found[0]), text.replace("\r\n", "\n"))
