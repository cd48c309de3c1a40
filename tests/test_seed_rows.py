"""Which idea of the source articles is served by which question, fact or rule: nothing is lost."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import samenwerk
from samenwerk import schema, yamlfile
from samenwerk.checklist import ours

HERE = Path(__file__).parent
PACKAGE = Path(samenwerk.__file__).parent
ROWS: Any = yamlfile.load((HERE / "seed_rows.yaml").read_bytes())

# Every row of the seed articles whose home is a question set of the front end: article, then row.
WANTED = """
    0-02 0-03 0-04 0-08 0-09 0-10 0-11 0-18 0-20 0-21 0-23 0-25 1-01 1-02 1-03 1-04 1-05 1-06 1-07
    1-08 1-10 1-11 1-12 1-13 1-14 1-15 1-16 1-17 1-18 1-19 1-24 1-25 1-26 1-28 1-34 2-02 2-03
    2-04 2-05 2-06 2-07 2-08 2-10 2-11 2-12 2-13 2-14 3-13 3-16 3-17 3-18 3-19 3-20 3-21 3-22
    3-23 3-27 4-01 4-11 4-12 4-13 4-14
""".split()  # noqa: SIM905  # a list of numbers reads better as text


def rules() -> set[str]:
    """The numbers of the rules that the docstrings of the program speak of."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
                found |= set(re.findall(r"\bR\d\d\b", ast.get_docstring(node) or ""))
    return found


RULES = rules()


def test_every_row_of_the_front_end_is_there() -> None:
    assert set(WANTED) - set(ROWS) == set()
    assert set(ROWS) - set(WANTED) == set()
    assert len(set(WANTED)) == len(WANTED)


@pytest.mark.parametrize("row", sorted(ROWS))
def test_a_row_is_told_in_a_sentence(row: str) -> None:
    assert re.fullmatch(r"[0-4]-\d\d", row)
    assert ROWS[row]["what"].endswith(".")
    assert len(ROWS[row]["what"].split()) <= 20
    assert set(ROWS[row]) == {"what", "served_by"}


@pytest.mark.parametrize("row", sorted(ROWS))
def test_a_row_is_served_by_something_that_exists(row: str) -> None:
    assert ROWS[row]["served_by"]
    for each in ROWS[row]["served_by"]:
        assert exists(each), each


@pytest.mark.parametrize("each", ["why/no-such", "none/purpose", "fact:nothing", "rule:R99", "x"])
def test_what_does_not_exist_is_seen(each: str) -> None:
    assert not exists(each)


def exists(each: str) -> bool:
    if each.startswith("rule:"):
        return each.removeprefix("rule:") in RULES
    if each.startswith("fact:"):
        return is_fact(each.removeprefix("fact:"))
    checklist, _, question = each.partition("/")
    return checklist in ours() and ours()[checklist].question(question) is not None


def is_fact(path: str) -> bool:
    place: tuple[str | int, ...] = ()
    for step in path.split("."):
        if schema.field("partnership", place).node.get("type") == "array":
            place = (*place, 0)
        if step not in schema.keys("partnership", place):
            return False
        place = (*place, step)
    return True
