"""What another reader makes of a YAML text: the pure Python scanner of ruamel.yaml, as YAML 1.2.

It shares no code with libyaml. Which plain text is a number or a word is decided here as the
register does it, so that the two can be compared.
"""

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from samenwerk.yamlvalue import plain


class NoOpinion(Exception):  # noqa: N818
    """The other reader refuses the text."""


def values(text: str) -> Any:
    """The values of a text with one document. Raises `NoOpinion`."""
    try:
        events = list(_parser().parse(text))
    except (YAMLError, AssertionError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise NoOpinion from error
    found: list[Any] = []
    _collect(iter(events), found)
    if len(found) != 1:
        raise NoOpinion
    return found[0]


def _parser() -> YAML:
    parser = YAML(typ="base", pure=True)
    parser.version = (1, 2)
    return parser


def _collect(events: Iterator[Any], into: list[Any]) -> None:
    """The values up to the end of what was begun."""
    for event in events:
        if isinstance(event, ScalarEvent):
            into.append(event.value if event.style else plain(event.value))
        elif isinstance(event, SequenceStartEvent):
            into.append([])
            _collect(events, into[-1])
        elif isinstance(event, MappingStartEvent):
            parts: list[Any] = []
            _collect(events, parts)
            into.append(_mapping(parts))
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            return


def _mapping(parts: list[Any]) -> dict[Any, Any]:
    try:
        return dict(zip(parts[::2], parts[1::2], strict=True))
    except TypeError as error:
        raise NoOpinion from error
