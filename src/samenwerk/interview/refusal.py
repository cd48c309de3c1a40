"""What cannot go into a file is refused in a sentence, before anything is written."""

from collections.abc import Iterator
from contextlib import contextmanager

from samenwerk import schema
from samenwerk.errors import N_, Refused, SamenwerkError, UsageError
from samenwerk.source import Source, finding
from samenwerk.wording import is_filled_in
from samenwerk.yamledit import EditError
from samenwerk.yamlfile import Value, YamlError, check_characters


@contextmanager
def readable(path: str) -> Iterator[None]:
    """Around a change: the file can be read, now and when it is changed."""
    try:
        yield
    except YamlError as error:
        raise _unreadable(path, error) from error
    except EditError as error:
        if isinstance(error.__cause__, YamlError):
            raise _unreadable(path, error.__cause__) from error
        raise


def _unreadable(path: str, error: YamlError) -> Refused:
    found = finding(path, error.code, line=error.line, column=error.column, **error.facts)  # type: ignore[arg-type]
    return Refused(
        N_("{path}:{line}:{column}: {sentence} Nothing was saved."),
        path=path,
        line=error.line,
        column=error.column,
        sentence=found.text(),
    )


@contextmanager
def telling(value: Value) -> Iterator[None]:
    """What cannot be saved is told whole: nobody should have to think it up again."""
    try:
        yield
    except SamenwerkError as error:
        error.lost = " · ".join(_told(value))
        raise


def _told(value: Value) -> Iterator[str]:
    """All that was said in an answer, word for word."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _told(each)
    elif isinstance(value, list):
        for each in value:
            yield from _told(each)
    elif value is not None:
        yield str(value)


def must_fit(kind: schema.Kind, path: str, new: bytes) -> None:
    """Nothing is written that `validate` would refuse for its shape."""
    wrong = schema.findings(kind, Source(path, new))
    if wrong:
        raise Refused(N_("{sentence} Nothing was saved."), sentence=wrong[0].text())


def refuse_unfit(option: str, text: str, longest: int) -> None:
    """What is given with an option: no hidden characters, not too long, and it says something."""
    try:
        check_characters(text)
    except YamlError as error:
        character = error.facts["character"]
        raise UsageError(
            N_("{option} holds the character {character}, which no file may hold."),
            option=option,
            character=character,
        ) from error
    if len(text) > longest:
        raise UsageError(
            N_("{option} is too long: at most {longest} characters."),
            option=option,
            longest=longest,
        )
    if text and not is_filled_in(text):
        raise UsageError(
            N_("{option}: write something concrete, that a reader can use."), option=option
        )
