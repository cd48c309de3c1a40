"""Text from files is data for every medium: one function for each, and nothing goes round them."""

import json
import re

# What can move the cursor, colour the screen, turn text around, or hide: shown by its number.
_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without TAB and LF, DEL, C1
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e007f"  # tags
    "]"
)
# Old and new workflow commands of GitHub Actions: `::error::` at the start of a line, `##[error]`
# anywhere in it. Azure DevOps reads `##vso[`.
_COMMAND_AT_START = re.compile(r"(\A\s*+|(?<=\S)[^\S\n]*+\n\s*+):(?=:)")  # each space seen once
_NO_PAIR = re.compile(r":(?=:)")  # where a line may begin anywhere
_COMMAND_ANYWHERE = re.compile(r"##(?=\[|vso\[)")

# Where a spreadsheet may see a formula begin: all that stands before the sign. Quotation marks too:
# who splits at a semicolon does not know that they belong to a comma.
_FORMULA = re.compile(
    r"""(?<![;\s"])[;\s"]*+(?=['=+\-@\x00＝＋－＠])"""
    r"|\A(?=\s*[\t\r\n])"  # OWASP ASVS 1.2.10, whatever comes after it
)
_SEPARATOR = re.compile(r"[;\t\r\n]")  # not the comma: that is ours, and inside quotes
_MARK = re.compile(r"(\A|[;\t\r\n])'")

# What Markdown reads as more than text: CommonMark, tables, and what GitHub adds to them.
_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>|#~$]"
    r"|&(?=[#\w])"  # an entity
    r"|@(?=\w)"  # a mention
    r"|:(?=\S)"  # an address, a picture by its name, a workflow command
    r"|(?<=www)\."
    r"|^[-+=]",  # an item, or the line under a heading
    re.IGNORECASE,
)
_NOT_IN_XML = re.compile("[\ufffe\uffff]")  # what `_UNSAFE` leaves
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.ASCII)  # an item too
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_URL = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()+,;=%]+")


def terminal(text: str) -> str:
    """Safe on a screen and in a log; line breaks and tabs stay."""
    return _without_commands(_visible(text))


def one_line(text: str) -> str:
    """Safe on a screen, and on one line."""
    return terminal(text.replace("\r\n", "\n").replace("\n", "\\n").replace("\t", " "))


def folded(text: str) -> str:
    """On one line, and safe wherever a table breaks it: the next line may start with any part."""
    return _NO_PAIR.sub(": ", one_line(text))


def csv_cell(text: str) -> str:
    """No formula for a spreadsheet, at whatever sign it splits (stated in the README).

    A `'` comes before what might be one: at the beginning, and after each semicolon, tab or line
    break. A cell may hold several lines, and is printed too: none is a command to a CI system.
    """
    return _FORMULA.sub(_marked, _without_commands(text))


def _marked(before: re.Match[str]) -> str:
    marked = _SEPARATOR.sub(r"\g<0>'", before[0])
    return marked if before.start() else f"'{marked}"


def csv_text(cell: str) -> str:
    """What `csv_cell` made this of; another cell as it is: a `'` may be the writer's own."""
    text = _MARK.sub(r"\1", cell)
    return text if csv_cell(text) == cell else cell


def annotation(text: str) -> str:
    """The message of a GitHub workflow command."""
    return (
        _UNSAFE.sub(lambda match: _escaped(match[0]) if match[0] != "\r" else "\r", text)
        .replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A")
    )


def annotation_property(text: str) -> str:
    """A property of a GitHub workflow command, such as `file=`."""
    return annotation(text).replace(":", "%3A").replace(",", "%2C")


def json_text(text: str) -> str:
    """Finished JSON that is safe on a screen and holds no workflow command; equal when parsed."""
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text).replace("##", "#\\u0023")


def xml(text: str) -> str:
    """Words and nothing else in XML, also inside an attribute; equal when parsed."""
    shown = _NOT_IN_XML.sub(lambda match: _escaped(match[0]), _visible(text))
    quoted = _quoted(shown).replace("##", "#&#35;")
    return quoted.replace("\n", "&#10;").replace("\t", "&#9;")


def markdown(text: str) -> str:
    """Words and nothing else in Markdown, on one line; a line break becomes `<br>`."""
    shown = _visible(text.replace("\r\n", "\n"))
    lines = (line.strip(" \t") for line in shown.replace("\t", " ").strip(" \t\n").split("\n"))
    return "<br>".join(_NUMBERED.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", line)) for line in lines)


def markdown_paragraphs(text: str) -> str:
    """The same, with a paragraph of its own after each empty line."""
    return "\n\n".join(markdown(each) for each in _PARAGRAPH.split(text.strip()))


def markdown_url(text: str) -> str:
    """A link if it is a plain web address, else its words."""
    return f"<{text}>" if _URL.fullmatch(text) else markdown(text)


def step_summary(text: str) -> str:
    """The same, for the summary of a GitHub job: an e-mail address becomes a link even escaped."""
    return markdown(text).replace("@", "@<!-- -->")


def html(text: str) -> str:
    """Words and nothing else in HTML, also inside an attribute."""
    return _quoted(_visible(text))


def _quoted(text: str) -> str:
    from html import escape  # late: it knows the name of every character

    return escape(text, quote=True)


def calendar(text: str) -> str:
    """The value of a text property of iCalendar (RFC 5545, section 3.3.11), on one line.

    Its lines are folded anywhere, so that no part of it may be a command to a CI system.
    """
    shown = _NO_PAIR.sub(": ", _without_commands(_visible(text.replace("\r\n", "\n"))))
    for character in "\\;,":
        shown = shown.replace(character, f"\\{character}")
    return shown.replace("\n", "\\n")


def _visible(text: str) -> str:
    return _UNSAFE.sub(lambda match: _escaped(match[0]), text)


def _without_commands(text: str) -> str:
    return _COMMAND_ANYWHERE.sub("# #", _COMMAND_AT_START.sub(r"\1: ", text))


def _escaped(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
