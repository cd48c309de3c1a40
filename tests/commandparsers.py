"""What CI systems do with each line that a program prints: read as they do, to find no command.

GitHub's runner (`ActionCommand.cs`) tries its newer form first, then the older one. Only a name
that it knows is a command to it; here every name is. It compares as a language does, so that
invisible signs may stand between, but then it counts wrong and knows no name. The agent of Azure
DevOps (`Command.cs`) looks for `##vso[` anywhere in a line.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINES = re.compile(r"\r\n|\r|\n")


class Command(NamedTuple):
    """A command as the runner carries it out."""

    name: str
    properties: dict[str, str]
    data: str


def commands(printed: str) -> list[Command]:
    """Every command in what was printed, of whichever system."""
    return [each for line in _LINES.split(printed) for each in _of(line)]


def _of(line: str) -> Iterator[Command]:
    found = new_command(line) or old_command(line)
    if found:
        yield found
    elif azure := bracketed("##vso[", line):
        yield azure


def new_command(line: str) -> Command | None:
    """`::name key=value,key=value::data`, also behind spaces."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    pairs = dict(each.split("=", 1) for each in properties.strip().split(",") if "=" in each)
    values = {key: _unescaped(value, ":3A", ",2C") for key, value in pairs.items()}
    return Command(name, values, _unescaped(line[end + 2 :]))


def old_command(line: str) -> Command | None:
    """`##[name key=value;]data`, anywhere in a line."""
    return bracketed("##[", line)


def bracketed(prefix: str, line: str) -> Command | None:
    start = line.find(prefix)
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, properties = line[start + len(prefix) : end].partition(" ")
    pairs = dict(each.split("=", 1) for each in properties.split(";") if "=" in each)
    return Command(name, pairs, line[end + 1 :])


def _unescaped(text: str, *more: str) -> str:
    for character, code in (("\r", "0D"), ("\n", "0A"), *((each[0], each[1:]) for each in more)):
        text = text.replace(f"%{code}", character)
    return text.replace("%25", "%")
