"""The events of libyaml, and the few texts that it reads although YAML 1.2 does not allow them.

Each of these is rare, and seldom what was meant: a comment that is glued to a value, a tab where
spaces say how far in a line stands, a block of text that starts further in than it goes on.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from samenwerk.errors import N_, SamenwerkError
from samenwerk.yamlsyntax import YamlError, place

Event = Any  # one of `yaml.events`; its marks may be None, but those of the parser never are

_TIGHT = re.compile(r"#(?<=\S#)")
_TIGHT_COMMENT = re.compile(r"^[^#\n]*[^#\s]#", re.MULTILINE)
_TAB_FIRST = re.compile(r"^ *\t", re.MULTILINE)
_COMMENT_FIRST = re.compile(r"[|>][-+]?[ \t]*(?:#[^\n]*)?\n(?:[ \r]*\n)+( +)#")
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def events(text: str) -> Iterator[Event]:
    """What libyaml finds in a text, one thing after another. Raises `yaml.YAMLError`."""
    with needing_libyaml():
        from yaml._yaml import CParser
    return iter(CParser(text).get_event, None)


@contextmanager
def needing_libyaml() -> Iterator[None]:
    """Around the import of a part of libyaml, which not every PyYAML has.

    Python's own parser reads some files otherwise, and each machine must give the same verdict.
    """
    try:
        yield
    except ImportError as error:
        raise SamenwerkError(
            N_("samenwerk reads files with libyaml, but PyYAML on this computer lacks it."),
            remedy=N_("Ask your IT department to run: pip install --force-reinstall pyyaml"),
        ) from error


def refuse_what_is_no_yaml(text: str) -> None:
    """Raise `YamlError` for what libyaml should have refused in a text that it could read."""
    if _TIGHT.search(text):
        _refuse_tight_comments(text)
    if _TAB_FIRST.search(text) or _COMMENT_FIRST.search(text):
        _Margins(text).check()


def _refuse_tight_comments(text: str) -> None:
    """Refuse `"x"#y`, which libyaml takes for a comment."""
    start = 0
    for event in events(text):
        if type(event) is yaml.ScalarEvent:
            stop, end = _span(text, event)
            _refuse_tight_comment(text, start, stop)
            start = end
    _refuse_tight_comment(text, start, len(text))


def _span(text: str, event: Event) -> tuple[int, int]:
    """Where the text of a scalar starts and ends; the header of a block is not text."""
    start, end = event.start_mark.index, event.end_mark.index
    return text.index("\n", start) if event.style in ("|", ">") else start, end


def _refuse_tight_comment(text: str, start: int, stop: int) -> None:
    """Look for it between two scalars: there, a line has no `#` but that of a comment."""
    if found := _TIGHT_COMMENT.search(text[max(start - 1, 0) : stop]):
        raise _slip(text, max(start - 1, 0) + found.end() - 1, "tight-comment")


class _Margins:
    """Goes through a text again, and knows at each place how far in a line must stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._margins = [0]  # of what is around it, and of all that is around that, but brackets
        self._brackets: list[int] = []  # where those that are open began

    def check(self) -> None:
        for event in events(self._text):
            if isinstance(event, _STARTS):
                self._start(event)
            elif isinstance(event, _ENDS):
                self._end(event)
            elif type(event) is yaml.ScalarEvent:
                self._check_first_line(event)

    def _start(self, event: Event) -> None:
        if event.flow_style:
            self._brackets.append(event.start_mark.index)
        else:
            self._margins.append(event.start_mark.column + 1)

    def _end(self, event: Event) -> None:
        if not self._brackets:
            self._margins.pop()
            return
        start = self._brackets.pop()
        if not self._brackets:
            self._check_tabs(start, event.end_mark.index)

    def _check_tabs(self, start: int, end: int) -> None:
        """A tab does not bring a line between brackets behind the margin."""
        if not (margin := self._margins[-1]):
            return
        tabs = re.compile(rf"\n {{0,{margin - 1}}}\t[ \t]*[^\s#]")
        if found := tabs.search(self._text, start, end):
            raise _slip(self._text, self._text.index("\t", found.start()), "tab-indent")

    def _check_first_line(self, event: Event) -> None:
        """What libyaml leaves out as a comment is the first line of the block."""
        found = _COMMENT_FIRST.match(self._text, event.start_mark.index)
        if found and not event.value.strip() and len(found.group(1)) >= self._margins[-1]:
            raise _slip(self._text, found.end() - 1, "bad-indent")


def _slip(text: str, index: int, problem: str) -> YamlError:
    return YamlError("yaml-syntax", *place(text, index), problem=problem)
