"""The corpus: small registers that are good, and files that are not, with all that is said of them.

`examples/invalid/NAME.yaml` is one bad file, or `NAME/` a few files, put into the good register of
`examples/base/`. `NAME.expected` is every finding, in English and then in Dutch. What cannot stand
in git on every system (a link, a file of a megabyte) is made here and has an `.expected` only.
To write the expectations again after a change of words: `SAMENWERK_WRITE_EXPECTED=1 pytest
tests/test_examples.py`, and read the difference.
"""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from samenwerk import names, schema, yamlfile
from samenwerk.finding import Finding
from samenwerk.i18n import Language, Texts
from samenwerk.inspection import Inspection
from samenwerk.names import MAX_FILES, SETTINGS
from samenwerk.register import Register
from samenwerk.report.text import line
from samenwerk.shortlist import shortlist
from samenwerk.source import Content, Refusal
from samenwerk.yamlfile import MAX_BYTES

EXAMPLES = Path(__file__).parent / "examples"
BASE = EXAMPLES / "base"
VALID = sorted((EXAMPLES / "valid").iterdir())
INVALID = sorted((EXAMPLES / "invalid").glob("*.expected"))
TODAY = dt.date(2026, 11, 22)

PLACES = {
    "organisation": "registry/organisations/example.yaml",
    "register": SETTINGS,
    "checks": "registry/example/checks/why.yaml",
    "finance": "registry/example/finance.yaml",
    "checklist": "checklists/finance.yaml",
    "partnership": "registry/example/partnership.yaml",
}
FEW = 5  # partnerships: twenty thousand would take a minute
WRITE = bool(os.environ.get("SAMENWERK_WRITE_EXPECTED"))


# --- what cannot stand in git ---------------------------------------------------------------------


def file_too_large(root: Path) -> Register:
    (root / PLACES["partnership"]).write_bytes(b"# long\n" + b"#" * MAX_BYTES)
    return Register(root)


def too_many_parts(root: Path) -> Register:
    themes = "- []\n" * 100_000
    (root / PLACES["partnership"]).write_text(themes, encoding="utf-8")
    return Register(root)


def link_to_elsewhere(root: Path) -> Register:
    path = root / PLACES["partnership"]
    path.unlink()
    try:
        path.symlink_to(root / SETTINGS)
    except OSError:
        pytest.skip("this system lets not everybody make links")
    return Register(root)


def too_many_files(root: Path) -> Register:
    for number in range(MAX_FILES):
        (root / f"registry/example/bijlage{number}.pdf").write_bytes(b"")
    return Register(root)


def many_strays(root: Path) -> Register:
    for number in range(MAX_FILES + 1):
        (root / f"registry/organisations/Gemeente {number:03}.yaml").write_bytes(b"")
    return Register(root)


def too_many_partnerships(root: Path) -> Register:
    for number in range(FEW):
        shutil.copytree(root / "registry/example", root / f"registry/example-{number}")
    return Register(root)


def twins(root: Path) -> Register:
    class Twins(Register):
        """A folder that macOS and Windows would not tell from another."""

        def names(self) -> list[str]:
            return sorted([*super().names(), "Example"])

        def files(self, path: str) -> dict[str, Content]:
            found = super().files(path)
            if path == "registry/organisations":
                found[f"{path}/Gemeente-Dijkstede.yaml"] = found[f"{path}/gemeente-dijkstede.yaml"]
            return found

    return Twins(root)


def no_right_to_read(root: Path) -> Register:
    class Locked(Register):
        """The system gives the file's name, but not its bytes."""

        def files(self, path: str) -> dict[str, Content]:
            locked = Refusal("unreadable", {"reason": "EACCES"})
            return {
                name: locked if name == PLACES["partnership"] else content
                for name, content in super().files(path).items()
            }

    return Locked(root)


MADE: dict[str, Callable[[Path], Register]] = {
    "made-file-too-large": file_too_large,
    "made-link-to-elsewhere": link_to_elsewhere,
    "made-many-strays": many_strays,
    "made-no-right-to-read": no_right_to_read,
    "made-too-many-files": too_many_files,
    "made-too-many-partnerships": too_many_partnerships,
    "made-too-many-parts": too_many_parts,
    "made-twins": twins,
}


# --- the examples ---------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", VALID, ids=lambda folder: folder.name)
def test_a_good_register_gives_no_finding(folder: Path) -> None:
    assert report(found(Register(folder)), "en") == ""


def test_the_register_that_bad_files_are_put_into_is_good() -> None:
    assert report(found(Register(BASE)), "en") == ""


@pytest.mark.parametrize("expected", INVALID, ids=lambda path: path.stem)
def test_a_bad_file_gives_these_findings(
    expected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "MAX_PARTNERSHIPS", FEW)
    findings = found(bad_register(expected.stem, tmp_path))
    text = f"{report(findings, 'en')}---\n{report(findings, 'nl')}"
    if WRITE:
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert findings
    assert text == expected.read_text(encoding="utf-8")


def test_each_bad_file_has_an_expectation() -> None:
    bad = {path.stem for path in EXAMPLES.glob("invalid/*") if path.suffix != ".expected"}
    assert bad | MADE.keys() == {path.stem for path in INVALID}
    assert len(INVALID) >= 60


def bad_register(name: str, root: Path) -> Register:
    """A copy of the base register with one example in it."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    if name in MADE:
        return MADE[name](root)
    example = EXAMPLES / "invalid" / name
    if example.is_dir():
        shutil.copytree(example, root, dirs_exist_ok=True)
    else:
        place = root / PLACES[kind_of(name)]
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(example.with_name(f"{name}.yaml"), place)
    return Register(root)


def kind_of(name: str) -> schema.Kind:
    kind = name.split("-", 1)[0]
    return kind if kind in PLACES else "partnership"  # type: ignore[return-value]


def found(register: Register) -> list[Finding]:
    inspection = Inspection(register, today=TODAY)
    of_records = (each for record in inspection.records() for each in record.findings)
    return shortlist([*inspection.findings, *inspection.of_editors(), *of_records])


def report(findings: list[Finding], language: Language) -> str:
    texts = Texts(language)
    return "".join(line(each, texts) + "\n" for each in findings)


# --- is the corpus whole? -------------------------------------------------------------------------

FILES: tuple[schema.Kind, ...] = (
    *("register", "organisation", "partnership", "finance", "checks", "checklist"),
)


def test_each_keyword_of_the_schemas_refuses_an_example() -> None:
    refused = {
        (kind_of(path.stem), error.validator)
        for path in EXAMPLES.glob("invalid/*.yaml")
        for error in errors_in(path)
    }
    seen = {keyword for _, keyword in refused}
    assert {keyword for kind in FILES for keyword in keywords(schema.schema(kind))} <= seen


def test_each_key_of_the_schemas_is_filled_in_once() -> None:
    folder = EXAMPLES / "valid" / "every-fact"
    places: dict[schema.Kind, str] = {
        "register": "registry/register.yaml",
        "organisation": "registry/organisations/*.yaml",
        "partnership": "registry/*/partnership.yaml",
        "finance": "registry/*/finance.yaml",
        "checks": "registry/*/checks/*.yaml",
        "checklist": "checklists/*.yaml",
    }
    for kind in FILES:
        files = [yamlfile.load(file.read_bytes()) for file in folder.glob(places[kind])]
        filled = {key for data in files for key in keys_in(data)}
        root = schema.schema(kind)
        assert set(keys_of(root, root)) - filled == set(), kind


def errors_in(path: Path) -> Iterator[Any]:
    try:
        data = yamlfile.load(path.read_bytes())
    except yamlfile.YamlError:
        return
    yield from schema.validator(kind_of(path.stem)).iter_errors(data)


def keywords(node: Any) -> Iterator[str]:
    """The keywords of a schema and the schemas in it that can refuse a value."""
    for keyword, value in node.items():
        if keyword in {"properties", "$defs"}:
            for below in value.values():
                yield from keywords(below)
        elif keyword in {"items", "propertyNames", "additionalProperties"} and value:
            yield from keywords(value)
            if keyword == "propertyNames":
                yield "pattern"
        elif keyword in schema._CODES or keyword in {"required", "additionalProperties"}:
            yield keyword


def keys_of(node: Mapping[str, Any], root: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The dotted path of every key that a file may have; what is inside a list has the same."""
    if "$ref" in node:
        node = {**root["$defs"][node["$ref"].removeprefix("#/$defs/")], **node}
    if path:
        yield path
    for key, below in node.get("properties", {}).items():
        yield from keys_of(below, root, f"{path}.{key}")
    for keyword, step in (("items", ""), ("additionalProperties", ".*")):
        if isinstance(node.get(keyword), dict):
            yield from keys_of(node[keyword], root, path + step)


def keys_in(value: yamlfile.Value, path: str = "") -> Iterator[str]:
    yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from keys_in(below, f"{path}.{key}")
            yield from keys_in(below, f"{path}.*")
    elif isinstance(value, list):
        for below in value:
            yield from keys_in(below, path)
