"""Files that are meant to go wrong: each is read as exactly this value, or refused at this place.

`hostile/FOLDER/NAME.yaml` is one trap, named after what it is. `EXPECTED.tsv` in its folder has a
line for each: the value as JSON, or `!` with the code and the place of the refusal.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference
from samenwerk.i18n import LANGUAGES, Texts
from samenwerk.report import text as as_text
from samenwerk.source import Source
from samenwerk.yamledit import EditError, dump
from samenwerk.yamlfile import MAX_BYTES, YamlError, load
from samenwerk.yamlplaces import Places
from samenwerk.yamlreader import MAX_EVENTS

HOSTILE = Path(__file__).parent / "hostile"


@dataclass(frozen=True)
class Trap:
    """One file, and what is said of it."""

    path: Path
    expected: str

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @property
    def is_refused(self) -> bool:
        return self.expected.startswith("! ")


def traps() -> list[Trap]:
    found = []
    for table in sorted(HOSTILE.glob("*/EXPECTED.tsv")):
        for line in table.read_text(encoding="utf-8").splitlines():
            name, expected = line.split("\t")
            found.append(Trap(table.with_name(f"{name}.yaml"), expected))
    return found


TRAPS = traps()
NAMES = [each.path.relative_to(HOSTILE).as_posix() for each in TRAPS]


def said_of(data: bytes) -> str:
    """What is said of the bytes, as the tables have it."""
    try:
        return json.dumps(load(data))
    except YamlError as error:
        return f"! {error.code} {error.line}:{error.column}"


@pytest.mark.parametrize("trap", TRAPS, ids=NAMES)
def test_a_trap_is_read_as_exactly_this_or_refused_at_this_place(trap: Trap) -> None:
    assert said_of(trap.data) == trap.expected


def test_each_file_of_the_corpus_has_an_expectation_and_the_other_way_round() -> None:
    assert {each.path for each in TRAPS} == set(HOSTILE.rglob("*.yaml"))
    assert len(TRAPS) >= 750


@pytest.mark.parametrize("trap", TRAPS, ids=NAMES)
def test_a_refusal_is_one_line_in_both_languages(trap: Trap) -> None:
    source = Source("registry/x/partnership.yaml", trap.data)
    assert (source.problem is None) is not trap.is_refused
    if source.problem is None:
        assert Places(trap.data).position(("a", 0, "b")) >= (1, 1)
        return
    for language in LANGUAGES:
        printed = as_text.line(source.problem, Texts(language))
        assert len(printed.splitlines()) == 1
        assert len(printed) < 500


# --- a second opinion -----------------------------------------------------------------------------


def check_never_different(data: bytes) -> bool:
    """What is read is what another reader makes of it. False if there is nothing to compare."""
    try:
        value = load(data)
    except YamlError:
        return False
    text = data.decode().removeprefix("\ufeff")
    try:
        other = reference.values(text if text.endswith("\n") else f"{text}\n")
    except reference.NoOpinion:
        return False
    assert repr(value) == repr(other)
    return True


def test_what_is_read_is_what_another_reader_makes_of_it() -> None:
    accepted = [each for each in TRAPS if not each.is_refused]
    compared = [each for each in accepted if check_never_different(each.data)]
    assert len(compared) > 0.95 * len(accepted)


SMALL = [each.data for each in TRAPS if len(each.data) < 300]
PIECES = [
    b"a", b"b: ", b"- ", b"? ", b": ", b"\n", b"\n ", b"\n  ", b"\n    ", b"#", b" # c", b"[", b"]",
    b"{", b"}", b", ", b"|\n", b">-\n", b"|+\n", b">2\n", b'"', b"'", b"\\", b"1", b"true", b"~",
    b"\n---\n", b"\n...\n", b"\n\n", b"key: ", b"'x'", b'"y"', b"\r\n", b"\t", b"=", b"-",
]  # fmt: skip


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """A file of the corpus with a few changes."""
    data = bytearray(draw(st.sampled_from(SMALL)))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        removed = draw(st.sampled_from([0, 0, 1, 2, 5]))
        piece = draw(st.sampled_from(PIECES) | st.sampled_from(SMALL).map(lambda other: other[:20]))
        data[at : at + removed] = piece
    return bytes(data)


@given(bent())
@settings(max_examples=600, deadline=None)
def test_a_bent_file_is_never_read_otherwise_than_by_another_reader(data: bytes) -> None:
    check_never_different(data)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join))
@settings(max_examples=300, deadline=None)
def test_no_text_of_pieces_is_read_otherwise_than_by_another_reader(data: bytes) -> None:
    check_never_different(data)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Zl", "Zp"]))
KEYS = st.text("abc", min_size=1, max_size=6)
LEAVES = WORDS | st.booleans() | st.none() | st.integers(-(10**17), 10**17)


@given(st.dictionaries(KEYS, LEAVES | st.lists(LEAVES) | st.dictionaries(KEYS, LEAVES), min_size=1))
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_the_same_by_another_reader(value: Any) -> None:
    try:
        data = dump(value)
    except EditError:
        return  # it holds what no file may hold
    assert repr(load(data)) == repr(value)
    assert repr(reference.values(data.decode())) == repr(value)


@given(st.binary(max_size=200) | bent().map(lambda data: data[::-1]))
@settings(max_examples=500, deadline=None)
def test_no_bytes_raise_anything_but_the_one_error_with_a_place(data: bytes) -> None:
    said = said_of(data)
    if said.startswith("! "):
        line, column = map(int, said.split()[2].split(":"))
        assert 1 <= line <= data.count(b"\n") + 1
        assert column >= 1


# --- the limits -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [MAX_BYTES - 1, MAX_BYTES])
def test_a_mebibyte_is_read(size: int) -> None:
    assert load(b"a: b\n#" + b"x" * (size - 6)) == {"a": "b"}


def test_a_mebibyte_and_a_byte_is_not() -> None:
    assert said_of(b"a: b\n#" + b"x" * (MAX_BYTES - 5)) == "! file-too-large 1:1"


@pytest.mark.parametrize(("more", "start"), [(-1, "["), (0, "["), (1, "! too-many-events ")])
def test_the_last_event_counts(more: int, start: str) -> None:
    items = MAX_EVENTS - 6 + more  # the list, the document and the stream begin and end
    assert said_of(b"- a\n" * items).startswith(start)


@pytest.mark.parametrize(
    "data",
    [
        b"a: |\n" + b" \n" * 300_000 + b" x",
        b"- [\n\t" * 100_000,
        b"a: '" + b"''" * 400_000 + b"'",
        b'a: "' + b"\\u0041" * 150_000 + b'"',
        b"|\n" * 400_000,
        b"a: b #" + b" #" * 400_000,
        b"\n" * 900_000 + b"a: b#",
        b"k" * 1_000_000 + b": x",
        b"a: [" + b"x#," * 300_000 + b"]",
        b"{" + b"a: 1, " * 40 + b"}" + b" " * 1_000_000,
        "\u0301".encode() * 400_000 + b": x",
        b"".join(b"k%d: |\n  #\n" % number for number in range(20_000)),
    ],
    ids=range(12),
)
def test_a_large_file_is_judged_without_a_detour(data: bytes) -> None:
    said_of(data)  # quadratic work would take minutes here


# --- a tree of them -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which every partnership is a file that is refused."""
    root = tmp_path_factory.mktemp("broken")
    source = Path(__file__).parent / "examples" / "valid" / "no-partnerships" / "registry"
    for path in source.rglob("*.yaml"):
        target = root / path.relative_to(source.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    for number, trap in enumerate(each for each in TRAPS if each.is_refused):
        folder = root / "registry" / f"p{number:04}"
        folder.mkdir()
        (folder / "partnership.yaml").write_bytes(trap.data)
    return root


def validated(root: Path, seed: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "samenwerk", "validate", "--register", str(root), "--lang", "en"],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode == 1
    return done.stdout


def test_hundreds_of_bad_files_are_each_named_as_when_alone(broken: Path) -> None:
    lines = validated(broken, "0").decode().splitlines()
    refused = [each for each in TRAPS if each.is_refused]
    for number, trap in enumerate(refused):
        code, place = trap.expected.removeprefix("! ").split()
        start = f"registry/p{number:04}/partnership.yaml:{place}: error {code} "
        assert len([line for line in lines if line.startswith(start)]) == 1, trap


def test_the_order_of_the_findings_does_not_depend_on_chance(broken: Path) -> None:
    few = broken.with_name("few")
    shutil.copytree(broken, few, ignore=shutil.ignore_patterns("p0[1-9]*", "p[1-9]*"))
    assert len({validated(few, str(seed)) for seed in range(10)}) == 1
