"""Where the values of a YAML file stand: from a path to a line, with the nodes of libyaml.

Only a file with a finding, or one that is changed, is parsed for this. Where libyaml is missing,
the functions here raise `SamenwerkError`.
"""

from collections.abc import Callable

import yaml

from samenwerk import yamlfile
from samenwerk.yamlevents import needing_libyaml
from samenwerk.yamlsyntax import decode
from samenwerk.yamlvalue import Path

Step = tuple[yaml.ScalarNode | None, yaml.Node]


def position(data: bytes, path: Path, *, key: bool = False) -> tuple[int, int]:
    """Line and column, from 1, of the value at `path`: see `Places`, for many paths."""
    return Places(data).position(path, key=key)


class Places:
    """Where the values of a file are, after one parse.

    Raises `YamlError` for a file that `load` refuses; `is_loaded`: it did not.
    """

    def __init__(self, data: bytes, *, is_loaded: bool = False) -> None:
        text = decode(data)
        if not is_loaded:
            yamlfile.values(text)  # what it accepts is not too deep for the next line
        self._root = compose(text)
        self._entries: dict[int, dict[str, Step]] = {}  # of each mapping that was looked into

    def position(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value at `path`, or of its key, or of the nearest parent."""
        name, value = self._find(path)[-1]
        mark = (name if key and name else value).start_mark
        return mark.line + 1, mark.column + 1

    def typed(self, path: Path) -> str | None:
        """A single value as it stands in the file, without its quotes; None for what holds more."""
        steps = self._find(path)
        node = steps[-1][1]
        is_single = len(steps) == len(path) + 1 and isinstance(node, yaml.ScalarNode)
        return str(node.value) if is_single else None

    def _find(self, path: Path) -> list[Step]:
        return find(self._root, path, self._child)

    def _child(self, node: yaml.Node, part: str | int) -> Step | None:
        """As `child`, but a mapping is read through once, not again for each of its keys."""
        if not isinstance(node, yaml.MappingNode) or isinstance(part, int):
            return child(node, part)
        if id(node) not in self._entries:
            self._entries[id(node)] = {name.value: (name, value) for name, value in node.value}
        return self._entries[id(node)].get(part)


def compose(text: str) -> yaml.Node:
    """The nodes of a text that `load` accepts, with their marks."""
    with needing_libyaml():
        from yaml.cyaml import CBaseLoader
    root = yaml.compose(yamlfile.with_last_line_break(text), Loader=CBaseLoader)
    assert root is not None  # no file that `load` accepts is empty
    return root


def child(node: yaml.Node, part: str | int) -> Step | None:
    """The key and the value directly below a node; None if there is nothing."""
    if isinstance(node, yaml.MappingNode):
        return next((each for each in node.value if each[0].value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


def find(
    root: yaml.Node, path: Path, below: Callable[[yaml.Node, str | int], Step | None] = child
) -> list[Step]:
    """The key and the value of each step of `path`, from the root as far as they exist."""
    steps: list[Step] = [(None, root)]
    for part in path:
        step = below(steps[-1][1], part)
        if step is None:
            break
        steps.append(step)
    return steps
