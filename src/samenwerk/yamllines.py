"""The lines of a YAML file: replace, insert or remove one part and keep every other byte.

Each function takes the text of a file that `load` accepts and returns the new text. The marks
of libyaml say where a value starts, but not where its last line ends: a mapping ends for it
where the next thing starts, behind blank lines and comments. So the ends are found here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_field

import yaml

from samenwerk.yamlblock import Style, block, document, entry, indented, inline, item
from samenwerk.yamlfile import Path, Value, values
from samenwerk.yamlplaces import compose, find

_COMMENT = re.compile(r"#[^\r\n]*")
_TO_DASH = re.compile(r"(?:\s|#[^\n]*)*-")
_LINE_BREAK = re.compile(r"\r?\n")
_BELOW = re.compile(r"(?:\r?\n[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z))*")
_KEEPS_BLANK_LINES = re.compile(r"[|>][0-9]?\+")


@dataclass(frozen=True)
class _Part:
    """A key or a dash with its value; the room for the value begins at `after`."""

    start: int
    after: int
    value: yaml.Node
    is_item: bool


class _File:
    """A text with its nodes, and with the habits of whoever wrote it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = compose(text)
        line_break = _LINE_BREAK.search(text)
        self.line_break = line_break.group() if line_break else "\n"
        self.style = _style(self.root)

    def node(self, path: Path) -> yaml.Node:
        return find(self.root, path)[-1][1]

    def column(self, index: int) -> int:
        return index - self.text.rfind("\n", 0, index) - 1

    def line_end(self, index: int) -> int:
        line_break = _LINE_BREAK.search(self.text, index)
        return line_break.start() if line_break else len(self.text)

    def skip(self, pattern: re.Pattern[str], index: int) -> int:
        found = pattern.match(self.text, index)
        return found.end() if found else index

    def style_above(self, index: int, column: int) -> Style:
        """How to write what ends at `index`, behind a key or dash in this column.

        Comments and blanks below that stand further in would become part of a block of text.
        """
        below = self.text[index : self.skip(_BELOW, index)]
        return replace_field(self.style, blocks=not re.search(rf"\n[ \t]{{{column + 1},}}", below))

    def with_lines(self, start: int, stop: int, first: str, lines: Sequence[str]) -> str:
        """The text with the rest of a line and the lines below it between start and stop."""
        return self.text[:start] + self.line_break.join([first, *lines]) + self.text[stop:]


def replace(text: str, path: Path, value: Value) -> str:
    """`value` in the place of what is at `path`."""
    file = _File(text)
    node = file.node(path)
    in_brackets = path != () and _bracket_depth(file, path[:-1]) is not None
    start, end = node.start_mark.index, node.end_mark.index
    column = file.node(path[:-1]).start_mark.column
    style = file.style_above(file.line_end(_end(file, node)), column)
    if _is_inline(node) and start < end and not block(value, style).body:
        return text[:start] + inline(value, flow=in_brackets) + text[end:]
    if in_brackets:
        return replace(in_block_style(text, path[:-1]), path, value)
    return _replace_lines(file, path, value)


def insert_key(text: str, path: Path, key: str, value: Value, order: Sequence[str]) -> str:
    """A new key in the mapping at `path`, after the last one that `order` has before it."""
    file = _File(text)
    node = file.node(path)
    present = [name.value for name, _ in node.value]
    before = order[: order.index(key)] if key in order else present
    index = max((present.index(name) + 1 for name in before if name in present), default=0)
    return _insert(file, node, index, lambda style: entry(key, value, style))


def insert_item(text: str, path: Path, index: int, value: Value) -> str:
    """An item in the list at `path` that gets this index."""
    file = _File(text)
    return _insert(file, file.node(path), index, lambda style: item(value, style))


def remove(text: str, path: Path) -> str:
    """The text without the key or item at `path`; the comments above it stay."""
    file = _File(text)
    part = _part(file, path)
    start = text.rfind("\n", 0, part.start) + 1
    stop = file.line_end(_end(file, part.value))
    if text[start : part.start].strip():  # behind a dash: what follows takes its place
        return text[: part.start] + text[stop:].lstrip(" \r\n")
    if stop < len(text):
        return text[:start] + text[file.skip(_LINE_BREAK, stop) :]
    return text[:start].removesuffix("\n").removesuffix("\r")


def in_block_style(text: str, path: Path) -> str:
    """The same values; those around `path` that are between brackets get their own lines."""
    file = _File(text)
    depth = _bracket_depth(file, path)
    if depth is None:
        return text
    outermost = path[:depth]
    return _replace_lines(file, outermost, _value_at(text, outermost))


def _bracket_depth(file: _File, path: Path) -> int | None:
    """How many steps along `path` the first value between brackets is."""
    steps = enumerate(find(file.root, path))
    return next((index for index, (_, node) in steps if _is_flow(node)), None)


def _value_at(text: str, path: Path) -> Value:
    value = values(text)
    for part in path:
        value = value[part]  # type: ignore[index]  # `find` has been there
    return value


def _insert(file: _File, node: yaml.Node, index: int, write: Callable[[Style], list[str]]) -> str:
    parts = list(_parts(file, node))
    column = file.column(parts[0].start)
    if index == 0:
        at = _above(file, parts[0].start)
        first, *others = write(file.style)
        return file.with_lines(at, at, first, [*indented(others, column), " " * column])
    at = _below(file, parts[index - 1], column)
    lines = write(file.style_above(at, column))
    return file.with_lines(at, at, "", indented(lines, column))


def _above(file: _File, start: int) -> int:
    """Above the comments that belong to the key here; those at the top belong to the file."""
    indent = " " * file.column(start)
    comments = re.compile(rf"(?:^{indent}#[^\n]*\n)+{indent}\Z", re.MULTILINE)
    found = comments.search(file.text, 0, start)
    return found.start() + len(indent) if found and found.start() else start


def _below(file: _File, part: _Part, column: int) -> int:
    """The end of the last line of a part, with the comments below that stand further in."""
    end = file.line_end(_end(file, part.value))
    comments = re.compile(rf"(?:(?:\r?\n[ \t]*)*\r?\n {{{column + 1},}}#[^\r\n]*)+")
    return file.skip(comments, end)


def _replace_lines(file: _File, path: Path, value: Value) -> str:
    """Replace all from the colon or dash to the end of the last line; comments stay."""
    if not path:
        return _replace_root(file, value)
    part = _part(file, path)
    stop = file.line_end(_end(file, part.value))
    column = file.column(part.start)
    written = block(value, file.style_above(stop, column))
    comments = _comments(file, part.after, stop, part.value)
    step = 2 if part.is_item else file.style.under_key(value)
    body = indented(written.body, column + step)
    if part.is_item and body and not written.head and not comments:
        return file.with_lines(part.after, stop, f" {written.body[0]}", body[1:])
    first = "  ".join([f" {written.head}".rstrip(), *comments[:1]])
    if written.head:  # below a literal block, what stands as far in would be text
        lines = [*body, *indented(comments[1:], column)]
    else:
        lines = [*indented(comments[1:], column + step), *body]
    return file.with_lines(part.after, stop, first, lines)


def _replace_root(file: _File, value: Value) -> str:
    start = file.root.start_mark.index
    stop = file.line_end(_end(file, file.root))
    above = [""] if file.column(start) else []  # behind `---`
    comments = _comments(file, start, stop, file.root)
    first, *others = [*above, *comments, *document(value, file.style_above(stop, -1))]
    return file.with_lines(start, stop, first, others)


def _part(file: _File, path: Path) -> _Part:
    """The last step of a path that is in block style all the way."""
    parent = file.node(path[:-1])
    child = file.node(path)
    return next(part for part in _parts(file, parent) if part.value is child)


def _parts(file: _File, node: yaml.Node) -> Iterator[_Part]:
    """The keys or dashes of a value in block style."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            after = file.text.index(":", name.end_mark.index) + 1
            yield _Part(name.start_mark.index, after, value, is_item=False)
        return
    end = node.start_mark.index
    for value in node.value:
        after = file.skip(_TO_DASH, end)
        yield _Part(after - 1, after, value, is_item=True)
        end = _end(file, value)


def _end(file: _File, node: yaml.Node) -> int:
    """Where a value ends, without the blank lines and comments behind it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    start, end = node.start_mark.index, node.end_mark.index
    if _is_inline(node):
        return end
    lines = file.text[start:end]
    if _KEEPS_BLANK_LINES.match(lines):
        return start + len(lines.removesuffix("\n").removesuffix("\r"))
    blanks = "\r\n" if node.value.rstrip("\n").endswith((" ", "\t")) else " \t\r\n"
    return start + len(lines.rstrip(blanks))


def _comments(file: _File, start: int, stop: int, node: yaml.Node) -> list[str]:
    """The comments between start and stop: a `#` inside a scalar of `node` is none."""
    found: list[str] = []
    for first, last in _scalars(file, node):
        found += _COMMENT.findall(file.text, start, first)
        start = last
    return found + _COMMENT.findall(file.text, start, stop)


def _scalars(file: _File, node: yaml.Node) -> Iterator[tuple[int, int]]:
    """Where the text of each scalar is, keys too; the header of a literal block is not text."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _scalars(file, name)
            yield from _scalars(file, value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(file, value)
    else:
        start = node.start_mark.index
        yield start if _is_inline(node) else file.line_end(start), _end(file, node)


def _is_inline(node: yaml.Node) -> bool:
    """Whether a value stands behind its key: a scalar that is no literal block, or brackets."""
    if isinstance(node, yaml.ScalarNode):
        return node.style not in ("|", ">")
    return _is_flow(node)


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _style(root: yaml.Node) -> Style:
    """How far the first mapping and the first list under a key are indented."""
    steps: dict[type[yaml.Node], int] = {}
    for name, value in _nested(root):
        if not _is_inline(value):
            steps.setdefault(type(value), value.start_mark.column - name.start_mark.column)
    list_step = steps.get(yaml.SequenceNode)
    step = steps.get(yaml.MappingNode) or list_step or 2
    return Style(step, step if list_step is None else list_step)


def _nested(node: yaml.Node) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """Every key with its value, in the order of the file."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield name, value
            yield from _nested(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _nested(value)
