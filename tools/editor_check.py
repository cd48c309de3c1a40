# ruff: noqa: S603  # a program of its own, which prints and starts a server
"""Does an editor say the right thing? `python tools/editor_check.py` asks its language server.

VS Code, Neovim and others show what yaml-language-server says about a file. This starts that server
without any settings, as for someone who opened one file, so the first line has to do the work.
Node and npm are needed; the server is installed below `tools/editor/`, which git ignores.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Timer
from typing import Any, Self

ROOT = Path(__file__).parent.parent
EDITOR = ROOT / "tools" / "editor"
SERVER = EDITOR / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
LONGEST_INSTALL = 120  # seconds
LONGEST_CHECK = 60
NO_VERDICT = 3  # exit code

Message = dict[str, Any]
Underlined = tuple[Path, int, str]  # the file, the line from 1, and the message

WRONG = """\
# yaml-language-server: $schema=../../schemas/partnership.schema.json
schema: 1
name: Energieloket
status: actief
prupose: Inwoners krijgen advies.
"""
# Of each kind of file: one file, and the keys that are looked at with their Dutch titles.
HOVERS = {
    "register.yaml": {"organisation": "Organisatie van het register"},
    "organisations/gemeente-voorbeeld.yaml": {"kind": "Soort organisatie"},
    "energieloket-lageland/partnership.yaml": {
        "status": "Status",
        "purpose": "Bedoeling",
        "goals": "Doelen",
        "partners": "Partners",
    },
}


class MissingError(Exception):
    """Node, npm or the server is not here, so there is no verdict."""


def install() -> None:
    """Install the language server once, in the version of `tools/editor/package.json`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise MissingError("node and npm are not installed")
    if SERVER.exists():
        return
    command = [npm, "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        subprocess.run(
            command, cwd=EDITOR, check=True, capture_output=True, timeout=LONGEST_INSTALL
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise MissingError(f"npm could not install yaml-language-server: {error}") from error


class Editor:
    """A language server that was started as an editor does, with Dutch as the language."""

    def __enter__(self) -> Self:
        self._server = subprocess.Popen(
            [shutil.which("node") or "node", str(SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._alarm = Timer(LONGEST_CHECK, self._server.kill)  # a silent server would hang us
        self._alarm.start()
        self._number = 0
        self._diagnostics: dict[str, list[Message]] = {}
        self._ask("initialize", processId=None, rootUri=None, capabilities={}, locale="nl")
        self._tell("initialized")
        settings = {"yaml": {"schemaStore": {"enable": False}}}
        self._tell("workspace/didChangeConfiguration", settings=settings)
        return self

    def __exit__(self, *_: object) -> None:
        self._alarm.cancel()
        self._server.kill()
        self._server.communicate()

    def open(self, paths: Iterable[Path]) -> Iterator[Underlined]:
        """Open files, and give what the editor underlines in each of them."""
        opened = {path.as_uri(): path for path in paths}
        for uri, path in opened.items():
            text = path.read_text(encoding="utf-8")
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._tell("textDocument/didOpen", textDocument=document)
        while not opened.keys() <= self._diagnostics.keys():
            self._handle(self._read())
        for uri, path in opened.items():
            for each in self._diagnostics[uri]:
                yield path, each["range"]["start"]["line"] + 1, each["message"]

    def hover(self, path: Path, key: str) -> str:
        """What the editor shows above a key of the file."""
        text = path.read_text(encoding="utf-8")
        before, found, _ = text.partition(f"\n{key}:")
        assert found, f"{path} has no {key}"
        position = {"line": before.count("\n") + 1, "character": 1}
        document = {"uri": path.as_uri()}
        answer = self._ask("textDocument/hover", textDocument=document, position=position)
        return str(answer["contents"]["value"]) if answer else ""

    def _ask(self, method: str, **parameters: object) -> Any:
        self._number += 1
        self._send(id=self._number, method=method, params=parameters)
        while True:
            message = self._read()
            if message.get("id") == self._number and "method" not in message:
                return message["result"]
            self._handle(message)

    def _tell(self, method: str, **parameters: object) -> None:
        self._send(method=method, params=parameters)

    def _handle(self, message: Message) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:  # a question from the server: no answer
            self._send(id=message["id"], result=None)

    def _send(self, **message: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _read(self) -> Message:
        assert self._server.stdout
        length = 0
        while line := self._server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            raise RuntimeError("the language server stopped")
        message: Message = json.loads(self._server.stdout.read(length))
        return message


def files() -> list[Path]:
    """Every file of the register, and the checklists."""
    return sorted([*(ROOT / "registry").rglob("*.yaml"), *(ROOT / "checklists").glob("*.yaml")])


def complaints() -> Iterator[str]:
    """Each thing that an editor says and should not, or should say and does not."""
    with Editor() as editor:
        yield from _false_alarms(editor)
        yield from _hovers(editor)
        yield from _wrong_file(editor)


def _false_alarms(editor: Editor) -> Iterator[str]:
    for path, line, message in editor.open(files()):
        yield f"{path.relative_to(ROOT)}:{line}: {message}"


def _hovers(editor: Editor) -> Iterator[str]:
    for name, titles in HOVERS.items():
        path = ROOT / "registry" / name
        for key, title in titles.items():
            shown = editor.hover(path, key).split("\n")[0]
            if shown != f"#### {title}":
                yield f"{name}: above {key} stands “{shown}”, not “{title}”"


def _wrong_file(editor: Editor) -> Iterator[str]:
    """A file with nothing but its first line to go by gets the schema's own Dutch messages."""
    schema = json.loads((ROOT / "schemas" / "partnership.schema.json").read_text(encoding="utf-8"))
    expected = {
        (4, schema["properties"]["status"]["errorMessage"]),
        (5, schema["errorMessage"]),
    }
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(ROOT / "schemas", Path(scratch) / "schemas")
        path = Path(scratch) / "registry" / "energieloket" / "partnership.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(WRONG, encoding="utf-8")
        found = {(line, message) for _, line, message in editor.open([path])}
    if found != expected:
        yield f"a wrong file got {sorted(found)}, not {sorted(expected)}"


def main() -> int:
    try:
        install()
        found = list(complaints())
    except MissingError as reason:
        print(f"Not checked: {reason}.", file=sys.stderr)
        return NO_VERDICT
    for complaint in found:
        print(complaint)
    print(f"{len(files())} files looked at as an editor does: {len(found)} complaints")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
