"""A register in which every free text attacks whoever prints it, and one that cannot be read."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samenwerk import names, schema, yamledit, yamlfile
from samenwerk.source import Source

# Commands to GitHub and Azure, old and new; formulas; links, pictures and tags; mentions.
ATTACKS = (
    "::error::overgenomen",
    "  ::set-output name=a::b",
    "x ##[error]overgenomen",
    "##[set-env name=A;]b ##vso[task.setvariable variable=a]b",
    "##vso[task.complete result=Failed;]klaar",
    "=cmd|' /C calc'!A0",
    "<img src=x onerror=alert(1)></td></table><!-- <script>alert(1)</script>",
    "[hier](https://kwaad.example) ![x](https://kwaad.example/x.png) <https://kwaad.example>",
    "https://kwaad.example www.kwaad.example raad@kwaad.example @gemeente #12",
    "| a | b |\n| --- | --- |\n# kop\n- punt\n```\n::warning::in een blok\n##[group]",
    "regel een\n::error file=a,line=1::twee\n   ::debug::drie\n##[error]vier\n%0A::error::vijf",
)
# On the command line and in the names of files, also what no file of a register may hold.
ARGUMENTS = (
    "::error::x",
    "x\n::error::y\r::error::z\n  ##[error]a ##vso[b]c \x1b[31m\x1b]8;;https://k\x07 \x9b1m \u202e",
)
# File by file: what the reader, the schema and the names have to say about it.
BROKEN = {
    "syntax": "schema: 1\nname: [\n::error::x: ]\n##[error]y: {\n",
    "quote": 'schema: 1\nname: "::error::x\n',
    "keys": "schema: 1\nname: Aa\n'::error::x': 1\n'##[error]y': 2\nx ##[group]: 3\n",
    "twice": "schema: 1\n'##[error]a': 1\n'##[error]a': 2\n",
    "values": "schema: 1\nname: 7\nstatus: '::error::x'\nkind: '##[error]y'\nform: '##vso[a]b'\n",
    "conflict": "<<<<<<< ::error::x\nschema: 1\n=======\n>>>>>>> ##[error]y\n",
    "control": "schema: 1\nname: \x1b[31m rood\n",
    "escaped": 'schema: 1\nname: "\\e[31m \\u202e \\x9b"\n',
    "anchor": "schema: &error::x 1\nname: *error::x\n",
    "tag": "schema: 1\nname: !::error::x y\n",
    "directive": "%::error::x\n---\nschema: 1\n",
    "markdown": "::error::x\n\n##[error]y\n",
    "references": (
        "schema: 1\nname: Aa\nstatus: exploring\npartners:\n- organisations: ['::error::x']\n"
        "dates: {start: '##[error]2026'}\nprofile: {yearly_cost: '::error::y'}\n"
    ),
}
STRAYS = (
    "registry/::error::x.yaml",
    "registry/##[error]y/partnership.yaml",
    "registry/organisations/##vso[task.complete]z.yaml",
    "registry/keys/::error::note.txt",
    "registry/keys/a\n::error::b",
    "registry/keys/\x1b[31mrood\u202e.yaml",
    "checklists/::error::x.yaml",
)


def make_hostile(root: Path) -> int:
    """Put an attack into every free text of the register at `root`; how many there were."""
    count = 0
    for path in sorted((root / "registry").rglob("*.yaml")):
        relative = path.relative_to(root).as_posix()
        data = yamlfile.load(path.read_bytes())
        for place in list(_texts(_kind(relative), data)):
            attacks = _fitting(schema.field(_kind(relative), place).node)
            _put(data, place, attacks[count % len(attacks)])
            count += 1
        path.write_bytes(yamledit.dump(data))
        assert schema.findings(_kind(relative), Source(relative, path.read_bytes())) == []
    return count


def break_into_pieces(root: Path) -> None:
    """Add partnerships that cannot be read, and files whose names attack."""
    for name, text in BROKEN.items():
        folder = root / "registry" / name
        folder.mkdir()
        (folder / "partnership.yaml").write_bytes(text.encode())
    for stray in STRAYS if os.name != "nt" else ():
        path = root / stray
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"::error::x\n")


def _kind(path: str) -> schema.Kind:
    if path == names.SETTINGS:
        return "register"
    if names.organisation_id(path):
        return "organisation"
    kinds: dict[str, schema.Kind] = {names.RECORD: "partnership", names.MONEY: "finance"}
    return kinds.get(path.rsplit("/", 1)[-1], "checks")


def _texts(kind: schema.Kind, value: Any, path: yamlfile.Path = ()) -> Iterator[yamlfile.Path]:
    """The places of the texts that may hold anything."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _texts(kind, below, (*path, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _texts(kind, below, (*path, number))
    elif isinstance(value, str):
        node = schema.field(kind, path).node
        if not {"enum", "format", "const"} & set(node) and _fitting(node):
            yield path


def _fitting(node: schema.Node) -> list[str]:
    """The attacks that this place in a file has room for."""
    pattern = re.compile(re.sub(r"\$$", r"\\Z", node.get("pattern", "")))
    cut = [each[: node.get("maxLength", len(each))].strip() for each in ATTACKS]
    return [each for each in cut if pattern.search(each)]


def _put(data: Any, path: yamlfile.Path, text: str) -> None:
    *parents, last = path
    for step in parents:
        data = data[step]
    data[last] = text
