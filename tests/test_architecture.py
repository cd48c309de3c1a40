"""Who may import whom: `cli → commands → doors → the rest` (and what only one module may do)."""

import ast
import re
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "samenwerk"
MODULES = sorted(SOURCE.rglob("*.py"))

CLI = {"cli", "app", "__main__"}
# What several commands share, and what knows the doors: the session, the questions, the help, and
# where findings go.
AROUND = {"session", "helppage", "interview", "publishing"}
DOORS = {"register", "reading", "placing", "locking", "terminal", "prompt", "git"}
OF_PERSON_OR_SYSTEM = {"rich", "questionary", "prompt_toolkit", "subprocess", "typer"}

ONLY_IN = {
    "jsonschema": {"schema", "jsonreader"},
    "jsonschema_rs": {"schema", "jsonreader"},
    "referencing": {"jsonreader"},
    "yaml": {"yamlevents", "yamlreader", "yamlplaces", "yamllines"},
    "rich": {"terminal", "prompt"},
    "questionary": {"terminal", "prompt"},
    "openpyxl": {"importing"},
    "subprocess": {"git"},
    "tempfile": {"cli"},
}
NOWHERE = {"socket", "http", "urllib", "requests", "pickle", "ctypes", "logging", "asyncio"}
HEAVY = {"rich", "questionary", "jsonschema", "jsonschema_rs", "referencing", "jinja2", "openpyxl"}


def name_of(path: Path) -> str:
    """`rules.dates` for `rules/dates.py`, `report` for `report/__init__.py`."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "__init__"


def imports(tree: ast.AST) -> list[str]:
    """Every module that is imported, ours without `samenwerk.` in front."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return [name.removeprefix("samenwerk.") for name in found]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def layer(module: str) -> str:
    first = module.split(".", maxsplit=1)[0]
    if first in CLI:
        return "cli"
    if first == "commands":
        return "commands"
    if first in AROUND:
        return "around"
    return "doors" if first in DOORS else "rest"


def uses(path: Path) -> set[str]:
    """The first names of what a module imports, its own package left out."""
    return {name.split(".")[0] for name in imports(tree_of(path))}


def every(*layers: str) -> list[Path]:
    return [path for path in MODULES if layer(name_of(path)) in layers]


def ours(path: Path) -> set[str]:
    """The modules of ours that a module imports, by name."""
    known = {name_of(each) for each in MODULES}
    found = set()
    for name in imports(tree_of(path)):
        found |= {name, name.rpartition(".")[0]} & known
    return found


@pytest.mark.parametrize("path", every("rest"), ids=name_of)
def test_the_rest_knows_no_door_no_command_and_no_person(path):
    assert {name for name in ours(path) if layer(name) != "rest"} == set()
    assert uses(path) & OF_PERSON_OR_SYSTEM == set()


@pytest.mark.parametrize("path", every("doors"), ids=name_of)
def test_a_door_knows_no_command_and_no_other_layer_above_it(path):
    assert {name for name in ours(path) if layer(name) in {"cli", "commands", "around"}} == set()


@pytest.mark.parametrize("path", every("commands"), ids=name_of)
def test_a_command_knows_no_other_command_and_not_the_program(path):
    assert {name for name in ours(path) if layer(name) in {"cli", "commands"}} == set()


@pytest.mark.parametrize("path", every("around"), ids=name_of)
def test_what_stands_around_the_commands_knows_none_of_them(path):
    assert {name for name in ours(path) if layer(name) in {"cli", "commands"}} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_used_where_it_belongs(path):
    module = name_of(path).split(".")[0]
    assert {name for name in uses(path) if module not in ONLY_IN.get(name, {module})} == set()
    assert uses(path) & NOWHERE == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_heavy_library_is_imported_inside_the_function_that_needs_it(path):
    if name_of(path).startswith("prompt."):  # itself imported late: see `test_cli`
        return
    top = [node for node in tree_of(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {name.split(".")[0] for name in imports(ast.Module(top, []))}
    assert names & HEAVY == set()


@pytest.mark.parametrize("path", every("rest"), ids=name_of)
def test_the_rest_prints_nothing_asks_nothing_and_knows_no_clock(path):
    calls = {
        ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)
    }
    assert calls & {"print", "input", "open", "sys.exit", "exit"} == set()
    if name_of(path) != "clock":
        assert not {call for call in calls if call.endswith((".today", ".now", ".utcnow"))}


WRITING = {
    "write_bytes", "write_text", "touch", "mkdir", "rename", "replace", "unlink", "rmdir",
    "chmod", "symlink_to", "mkstemp", "rmtree", "fsync",
}  # fmt: skip


MODE = re.compile(r"[rbt]*[wax+][rbt+]*")


def writes(call: ast.Call) -> bool:
    """Does it change a disk? (The `replace` of a file has one argument, without a name.)"""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    given = [*call.args, *(each.value for each in call.keywords)]
    if name in {"open", "fdopen"}:
        modes = [each.value for each in given if isinstance(each, ast.Constant)]
        return any(MODE.fullmatch(str(mode)) for mode in modes)
    return name in WRITING and (name != "replace" or (len(call.args), len(given)) == (1, 1))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_but_the_one_writer_changes_a_disk(path):
    """`cli` writes a log of its own, beside everything, when the program itself fails."""
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    found = [ast.unparse(call) for call in calls if writes(call)]
    assert bool(found) == (name_of(path) in {"placing", "cli"}), found


def test_yaml_is_never_loaded_by_the_library_itself():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert "yaml.load(" not in text
        assert "yaml.safe_load" not in text


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_at_most_300_lines_and_starts_with_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text))


def test_the_layers_are_the_ones_that_exist():
    names = {name_of(path).split(".")[0] for path in MODULES}
    assert CLI | AROUND | {"register", "terminal", "commands"} <= names
    assert len(every("rest")) > 20
