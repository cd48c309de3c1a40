"""Turn the events of libyaml into plain values, and refuse what a register has no use for.

libyaml reads YAML 1.1 and is mild here and there. What it reads otherwise than YAML 1.2, or what
YAML 1.2 does not allow at all, is refused rather than guessed, and so is everything that could
make one text mean two things: tags, anchors, merge keys, a key that is there twice.
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NoReturn

import yaml

from samenwerk.yamlevents import Event, events, refuse_what_is_no_yaml
from samenwerk.yamlsyntax import YamlError, check_characters, syntax_error
from samenwerk.yamlvalue import TYPED, Value, plain

MAX_DEPTH = 40
MAX_EVENTS = 100_000


def read(text: str) -> Value:
    """The values in a text whose last line ends; None if there are none. Raises `YamlError`."""
    try:
        value = _Reader(text).read(events(text))
        refuse_what_is_no_yaml(text)
    except (yaml.YAMLError, ValueError) as error:
        raise syntax_error(text, error) from None
    return value


class _Level:
    """A mapping or list that is being read."""

    __slots__ = ("column", "in_flow", "is_list", "key", "names", "values")

    def __init__(self, values: Any, column: int, *, in_flow: bool) -> None:
        self.values = values
        self.key: str | None = None  # of the value that comes next
        self.is_list = isinstance(values, list)
        self.names: set[str] = set()
        self.column = column  # of its keys or dashes, or of those around the brackets
        self.in_flow = in_flow


class _Reader:
    """Builds values from events, with its own stack: a deep file must not overflow Python's."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._documents: list[Value] = []
        self._level = _Level(self._documents, -1, in_flow=False)
        self._outer: list[_Level] = []
        self._actions: dict[type[yaml.Event], Callable[[Event], None]] = {
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._list,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def read(self, events: Iterator[Event]) -> Value:
        """The value of the only document; None if there is none.

        Four of five events are scalars. What is ordinary about one is seen here, without a call:
        that takes a tenth off the time for a file.
        """
        scalar: Any = yaml.ScalarEvent
        level = self._level
        values, names, column, key = level.values, level.names, level.column, level.key
        for event in islice(events, MAX_EVENTS):
            if event.__class__ is not scalar:
                level.key = key
                level = self._other(event)
                values, names, column, key = level.values, level.names, level.column, level.key
                continue
            if event.tag is not None or event.anchor is not None:
                raise _property(event)
            value: Any = event.value
            if event.style or level.in_flow:
                self._check_text(event)
            if (not value or value[0] in TYPED) and not event.style:
                value = plain(value)
            if key is not None:
                values[key] = value
                key = None
            elif level.is_list:
                values.append(value)
            elif (
                event.start_mark.column == column
                and value.__class__ is str
                and value not in names
                and value.isascii()
                and value != "<<"
            ):
                names.add(value)
                key = value
            else:
                key = self._key(event, value, level)
        for event in events:
            raise _refusal("too-many-events", event, limit=MAX_EVENTS)
        return self._documents[0] if self._documents else None

    def _other(self, event: Event) -> _Level:
        """What is no scalar: it begins or ends a level, or does nothing. The level from here on."""
        if action := self._actions.get(event.__class__):
            action(event)
        return self._level

    def _key(self, event: Event, key: Value, level: _Level) -> str:
        """A key of the mapping at this level, or why it cannot be one."""
        if not isinstance(key, str):
            raise _refusal("key-not-text", event)
        if key == "<<" and not event.style:
            raise _refusal("yaml-merge-key", event)
        start = event.start_mark
        if level.in_flow:
            behind_question_mark = self._text[start.index - 1] == "?"
        else:
            behind_question_mark = start.column != level.column
        if behind_question_mark or start.line != event.end_mark.line:
            raise _refusal("yaml-syntax", event, problem="odd-key")
        name = key if key.isascii() else unicodedata.normalize("NFC", key)
        if name in level.names:
            raise _refusal("duplicate-key", event, key=key)
        level.names.add(name)
        return key

    def _check_text(self, event: Event) -> None:
        """A block or quoted text, or one between brackets, must stand further in than its key."""
        start, column = event.start_mark, self._level.column
        if event.style in ("|", ">"):
            if start.column <= column or not self._outer:
                raise _refusal("yaml-syntax", event, problem="bad-indent")
            return
        if event.style == '"':
            check_characters(event.value, *_at(event))
        if not event.style and event.value == "-":
            raise _refusal("yaml-syntax", event, problem="dash-in-text")
        empty = start.index == event.end_mark.index
        too_far_out = self._level.in_flow and start.column <= column and not empty
        if too_far_out or self._leaves_margin(event, column + 1):
            problem = "unclosed-quote" if event.style else "unclosed-bracket"
            raise _refusal("yaml-syntax", event, problem=problem)

    def _leaves_margin(self, event: Event, margin: int) -> bool:
        """Whether a text goes on further to the left than it may: a quote was forgotten."""
        start, end = event.start_mark, event.end_mark
        if start.line == end.line:
            return False
        lines = self._text[start.index : end.index].split("\n")[1:]
        return any(line.strip() and not line.startswith(" " * margin) for line in lines)

    def _mapping(self, event: Event) -> None:
        self._start(event, {})

    def _list(self, event: Event) -> None:
        self._start(event, [])

    def _start(self, event: Event, values: Value) -> None:
        if event.tag is not None or event.anchor is not None:
            raise _property(event)
        level = self._level
        if level.is_list:
            level.values.append(values)
        elif level.key is None:
            raise _refusal("key-not-text", event)
        else:
            level.values[level.key] = values
            level.key = None
        if len(self._outer) == MAX_DEPTH:
            raise _refusal("too-deep", event, limit=MAX_DEPTH)
        self._outer.append(level)
        in_flow = bool(event.flow_style)
        column = level.column if in_flow else event.start_mark.column
        self._level = _Level(values, column, in_flow=in_flow)

    def _end(self, _event: Event) -> None:
        self._level = self._outer.pop()

    def _alias(self, event: Event) -> NoReturn:
        raise _refusal("yaml-alias", event)

    def _document(self, event: Event) -> None:
        if event.version or event.tags:
            raise _refusal("yaml-directive", event)
        if self._documents:
            raise _refusal("yaml-documents", event)


def _property(event: Event) -> YamlError:
    return _refusal("yaml-tag" if event.tag is not None else "yaml-anchor", event)


def _refusal(code: str, event: Event, **facts: str | int) -> YamlError:
    line, column = _at(event)
    return YamlError(code, line, column, **facts)


def _at(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
