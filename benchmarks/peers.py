"""Other programs that check files, on the same files and schemas or on as many of their own."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from measure import Row

_SCHEMAS = Path(__file__).parent.parent / "schemas"
_AT_ONCE = 20_000  # a command line has a limit
_LEAST_WORK = ("-F", "-L", "-W", "-q")  # doorstop: writes nothing, and leaves out slow checks


def peers(programs: Path, root: Path, size: int) -> Iterator[Row]:
    """A row for each of them, at its fastest that still checks the files."""
    files = sorted((root / "registry").rglob("*.yaml"))
    checker, linter = str(programs / "check-jsonschema"), str(programs / "yamllint")
    yield Row("check-jsonschema", list(_check_jsonschema(checker, files)), root, size)
    yield Row("check-jsonschema --help", [[checker, "--help"]], root, size)
    lint = [linter, "-d", "relaxed", "--no-warnings", "registry"]
    yield Row("yamllint", [lint], root, size)
    _write_items(root / "doorstop", len(files))
    items = [str(programs / "doorstop"), *_LEAST_WORK]
    yield Row("doorstop, as many items", [items], root / "doorstop", size)


def _check_jsonschema(program: str, files: Sequence[Path]) -> Iterator[list[str]]:
    """One command for each schema, or more where the command line would be too long."""
    by_kind: dict[str, list[str]] = {}
    for path in files:
        by_kind.setdefault(_kind(path), []).append(str(path))
    for kind, paths in by_kind.items():
        schema = str(_SCHEMAS / f"{kind}.schema.json")
        for first in range(0, len(paths), _AT_ONCE):
            yield [program, "-q", "--schemafile", schema, *paths[first : first + _AT_ONCE]]


def _kind(path: Path) -> str:
    known = {"organisations": "organisation", "checks": "checks"}
    return known.get(path.parent.name, path.stem)


def _write_items(folder: Path, number: int) -> None:
    """A document of doorstop with so many items, each about as long as a file of ours."""
    if folder.exists():
        return
    folder.mkdir()
    subprocess.run(["git", "init", "-q", str(folder)], check=True)  # noqa: S603, S607
    settings = "settings:\n  digits: 6\n  itemformat: yaml\n  prefix: REQ\n  sep: ''\n"
    (folder / ".doorstop.yml").write_text(settings, encoding="utf-8")
    for count in range(1, number + 1):
        text = "".join(f"  Punt {place} van eis {count}: dat is zo.\n" for place in range(75))
        (folder / f"REQ{count:06}.yml").write_text(
            f"active: true\nderived: false\nheader: ''\nlevel: 1.{count}\nlinks: []\n"
            f"normative: true\nref: ''\nreviewed: null\ntext: |\n{text}",
            encoding="utf-8",
        )
