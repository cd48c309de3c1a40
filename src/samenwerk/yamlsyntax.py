"""The text of a YAML file before it means anything: what may be in it, and what a slip in it is.

Bytes become text here, or a `YamlError` says where they cannot. The sentences of the parser
stay here as well: what goes out is one short word for the slip, one of `PROBLEMS`, so that it
can be said in any language.
"""

import re
from typing import Any

MAX_BYTES = 1 << 20

# What a reviewer cannot see, or what makes a line look other than it is. Tab and line feed are
# fine, and so are the joiners, marks and selectors that emoji, Arabic and Hindi need.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e007f"
) + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_REFUSED_IN_FILE = re.compile(f"[{_HIDDEN}]|\r(?!\n)")
_REFUSED_IN_VALUE = re.compile(f"[{_HIDDEN}\r]")

# At the start of a line these can only be what git left behind: values stand further in.
_CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>)(?= |\r?$)", re.MULTILINE)
_TOO_LONG_KEY = re.compile(r".{1024,}:(?:\s|$)")
_HAS_KEY = re.compile(r":(?:\s|\Z)")
_DIRECTIVE_FIRST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*%")
_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|$)", re.MULTILINE)

_WORD_FOR = {
    "found a tab character": "tab-indent",
    "found unexpected end of stream": "unclosed-quote",
    "found unexpected document indicator": "unclosed-quote",
    "found unknown escape character": "bad-escape",
    "did not find expected hexdecimal number": "bad-escape",
    "found invalid Unicode character escape code": "bad-escape",
    "did not find expected ',' or": "missing-comma",
    "could not find expected ':'": "missing-colon",
    "mapping values are not allowed in this context": "colon-in-text",
    "found unexpected ':'": "stray-character",
    "block sequence entries are not allowed in this context": "dash-in-text",
    "did not find expected key": "bad-indent",
    "did not find expected '-' indicator": "bad-indent",
    "did not find expected <document start>": "bad-indent",
    "found character that cannot start any token": "stray-character",
    "did not find expected node content": "stray-character",
    "did not find expected comment or line break": "stray-character",
    "found an indentation indicator equal to 0": "stray-character",
    "mapping keys are not allowed in this context": "stray-character",
}
PROBLEMS = {
    *_WORD_FOR.values(), "unclosed-bracket", "long-key", "odd-key", "tight-comment", "other",
}  # fmt: skip
_REFUSED = {
    "while scanning a tag directive": "yaml-directive",  # before those of which it is the start
    "while parsing a tag directive": "yaml-directive",
    "while scanning an anchor": "yaml-anchor",
    "while scanning an alias": "yaml-alias",
    "while scanning a tag": "yaml-tag",
    "while parsing a tag": "yaml-tag",
    "while parsing a node": "yaml-tag",
    "while scanning a directive": "yaml-directive",
    "while scanning a %": "yaml-directive",
    "while parsing a %": "yaml-directive",
    "found duplicate %": "yaml-directive",
    "found incompatible YAML document": "yaml-directive",
}
_STARTS_EARLIER = {"unclosed-quote", "unclosed-bracket", "missing-comma", "missing-colon"}
_AFTER_A_BRACKET = {"stray-character", "missing-comma"}


class YamlError(Exception):
    """A file that cannot be read: `code`, `line` and `column` from 1, and the facts of it."""

    def __init__(self, code: str, line: int, column: int, **facts: str | int) -> None:
        super().__init__(code, line, column, facts)
        self.code = code
        self.line = line
        self.column = column
        self.facts = facts


def decode(data: bytes) -> str:
    """The text of a file, without a byte order mark.

    Raises `YamlError`: file-too-large, not-utf8, control-character or conflict-marker.
    """
    if len(data) > MAX_BYTES:
        raise YamlError("file-too-large", 1, 1, size=len(data), limit=MAX_BYTES)
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start) from None
    _refuse_hidden(text)
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (conflict := _CONFLICT.search(text)):
        raise YamlError("conflict-marker", *place(text, conflict.start()))
    return text


def _refuse_hidden(text: str) -> None:
    # No refused character is printable, and to ask that is forty times as fast as to search.
    if text.replace("\n", "").isprintable():
        return
    if hidden := _REFUSED_IN_FILE.search(text):
        raise _control_character(hidden, *place(text, hidden.start()))


def check_characters(value: str, line: int = 1, column: int = 1) -> None:
    """Raise `YamlError` control-character if `value` holds what no file may hold.

    Line and column are those of the value; a prompt has none.
    """
    if hidden := _REFUSED_IN_VALUE.search(value):
        raise _control_character(hidden, line, column)


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character of `text`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def syntax_error(text: str, error: Exception) -> YamlError:
    """What the parser could not read, in our words: yaml-syntax, or what it refuses by name."""
    context, problem = (str(getattr(error, name, "")) for name in ("context", "problem"))
    mark: Any = getattr(error, "problem_mark", None)
    here = _within(text, mark)
    start = _within(text, getattr(error, "context_mark", None) or mark)
    for words, code in _REFUSED.items():
        if context.startswith(words) or problem.startswith(words):
            return YamlError(code, *place(text, start))
    word = next((word for words, word in _WORD_FOR.items() if problem.startswith(words)), "other")
    is_past_the_end = word in _AFTER_A_BRACKET and not text[mark.index :].strip()
    if is_past_the_end or (word == "missing-comma" and _is_left_open(text, start, here)):
        word = "unclosed-bracket"
    return _slip(text, word, start if word in _STARTS_EARLIER else here)


def _is_left_open(text: str, start: int, here: int) -> bool:
    """Was the bracket at `start` forgotten, and not a comma at `here`?

    There stands a bracket of the other kind, or a line that stands no further in than the one with
    the bracket: it cannot be part of what is between brackets.
    """
    is_below = "\n" in text[start:here]
    return text[here] in {"]", "}"} or (is_below and _indent(text, here) <= _indent(text, start))


def _indent(text: str, index: int) -> int:
    """How far in the line stands that this character is on."""
    line = text[text[:index].rfind("\n") + 1 :]
    return len(line) - len(line.lstrip())


def _slip(text: str, word: str, index: int) -> YamlError:
    """The slip that the parser noticed at `index`, which is not always where it was made."""
    line_start = text.rfind("\n", 0, index) + 1
    before = text[line_start:index]
    if word == "stray-character" and text[index : index + 1] == "\t":
        word = "tab-indent"
    elif directive := _DIRECTIVE_FIRST.match(text):
        return YamlError("yaml-directive", *place(text, directive.end() - 1))
    elif word == "bad-indent" and _DOCUMENT_END.search(text[:index]):
        return YamlError("yaml-documents", *place(text, index))
    elif word == "bad-indent" and before.strip():
        word = "stray-character"
    elif word == "missing-colon" and _TOO_LONG_KEY.match(text, index):
        word = "long-key"
    elif word == "colon-in-text" and ": " not in before:
        word, index = _no_colon_before(text, line_start, index)
    return YamlError("yaml-syntax", *place(text, index), problem=word)


def _no_colon_before(text: str, line_start: int, index: int) -> tuple[str, int]:
    """The line above has no colon, or this key stands too far in, or it is too long to be one."""
    if _TOO_LONG_KEY.match(text, line_start):
        return "long-key", line_start
    above = text[:line_start].rstrip()
    start = above.rfind("\n") + 1
    if above and not _HAS_KEY.search(above, start):
        return "missing-colon", start
    return "bad-indent", index


def _within(text: str, mark: Any) -> int:
    """The index of a mark of the parser, which may be past the last line."""
    return min(mark.index, len(text.rstrip("\r\n")) - 1) if mark else 0


def _not_utf8(data: bytes, start: int) -> YamlError:
    before = data[:start].decode("utf-8").removeprefix("\ufeff")
    line, column = place(before, len(before))
    offset = start - data.rfind(b"\n", 0, start)
    return YamlError("not-utf8", line, column, byte=f"0x{data[start]:02X}", byte_column=offset)


def _control_character(hidden: re.Match[str], line: int, column: int) -> YamlError:
    name = f"U+{ord(hidden.group()):04X}"
    return YamlError("control-character", line, column, character=name)
