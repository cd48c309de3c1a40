"""Measure whole runs of `samenwerk` against bare Python, libyaml alone and other programs.

    python benchmarks/run.py --sizes 50 1100 --rounds 5 [--peers FOLDER-OF-PROGRAMS]

Use the ratios: the milliseconds are those of the machine and the moment. The registers are made
anew for each day, in a folder that is kept for the next run.
"""

import argparse
import contextlib
import datetime as dt
import functools
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import measure
from measure import Row
from peers import peers

_HERE = Path(__file__).parent
_PYTHON = sys.executable
_PROGRAM = str(Path(_PYTHON).with_name("samenwerk"))
_BARE, _LIMIT = "bare Python", "libyaml alone"
_PROMPT = "Vanuit welke functie"  # the first question of `check`
_CHANGED = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 1100])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", type=Path, help="folder with the programs to compare with")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    given = parser.parse_args()
    today = dt.datetime.now(dt.UTC).date()
    for size in given.sizes:
        root = given.folder / f"samenwerk-{today}-{size}"
        prepare(root, size)
        rows = [
            *ours(root, size),
            *(peers(given.peers.absolute(), root, size) if given.peers else ()),
        ]
        measure.rounds(rows, given.rounds)
        print("\n".join(table(rows, size)))


def prepare(root: Path, size: int) -> None:
    """A register in a git repository, with five partnerships changed since its branch `main`."""
    if (root / "ready").exists():
        return
    _run(_PYTHON, str(_HERE / "register.py"), str(root), "--size", str(size))
    _git(root, "init", "-q", "-b", "main")
    _git(root, "add", "registry")
    _git(root, "commit", "-q", "-m", "register")
    _git(root, "switch", "-q", "-c", "change")
    for number in range(_CHANGED):
        path = root / f"registry/samenwerking-{number * size // _CHANGED:05}/partnership.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("beleidsadviseur wonen", "adviseur wonen"), encoding="utf-8")
    _git(root, "commit", "-q", "-a", "-m", "change")
    (root / "ready").touch()


def _git(root: Path, *arguments: str) -> None:
    name = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@voorbeeld.example")
    _run("git", "-C", str(root), *name, *arguments)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603  # our own commands


def ours(root: Path, size: int) -> Iterator[Row]:
    """What the goals of the project are about."""
    row = _rows(root, size)
    yield row(_BARE, _PYTHON, "-c", "pass")
    yield row(_LIMIT, _PYTHON, str(_HERE / "libyaml_alone.py"), "registry")
    yield row("--version", _PROGRAM, "--version")
    yield row("-h", _PROGRAM, "-h")
    yield row("list", _PROGRAM, "list")
    yield row("show", _PROGRAM, "show", _id(3))
    check = row("check, to the first prompt", _PROGRAM, "check", _id(14))
    check.until = _PROMPT
    yield check
    yield row("validate", _PROGRAM, "validate")
    bad = row("validate, one bad file", _PROGRAM, "validate")
    bad.codes = frozenset({1})
    bad.around = functools.partial(_broken, root)
    yield bad
    if "--base" in _help():
        yield row("validate --base, five changed", _PROGRAM, "validate", "--base", "main")


def _rows(root: Path, size: int) -> Callable[..., Row]:
    def row(name: str, *command: str) -> Row:
        return Row(name, [command], root, size)

    return row


def _id(number: int) -> str:
    return f"samenwerking-{number:05}"


def _help() -> str:
    run = [_PROGRAM, "validate", "--help"]
    return subprocess.run(run, capture_output=True, check=True, encoding="utf-8").stdout  # noqa: S603


@contextlib.contextmanager
def _broken(root: Path) -> Iterator[None]:
    """One file with a key that is there twice."""
    path = root / "registry" / _id(7) / "partnership.yaml"
    good = path.read_bytes()
    path.write_bytes(good + b"name: Twee\n")
    try:
        yield
    finally:
        path.write_bytes(good)


def table(rows: Sequence[Row], size: int) -> Iterator[str]:
    """Medians and what they are times bare Python, libyaml alone and our own `validate`."""
    by_name = {row.name: row for row in rows}
    bare, limit, own = (by_name[name].median for name in (_BARE, _LIMIT, "validate"))
    files = sum(1 for _ in (rows[0].folder / "registry").rglob("*.yaml"))
    rounds = len(rows[0].seconds)
    yield f"\n{size} partnerships, {files} files, median of {rounds}\n"
    yield f"{'':34}{'seconds':>9}{'× bare':>9}{'× libyaml':>11}{'× validate':>12}{'MB':>7}"
    for row in rows:
        seconds = row.median
        # Linux counts what this process had when it started another one
        memory = f"{row.kib / 1024:7.0f}" if row.kib > by_name[_BARE].kib else ""
        yield (
            f"{row.name:34}{seconds:9.3f}{seconds / bare:9.1f}"
            f"{seconds / limit:11.2f}{seconds / own:12.2f}{memory}"
        )


if __name__ == "__main__":
    main()
