"""One small mistake at a time in a module of ours: what `mutate.py` tries out."""

import ast
import copy
import importlib.abc
import importlib.util
import inspect
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypeGuard

PACKAGE = Path(__file__).parent.parent / "src" / "samenwerk"

Change = Callable[[ast.AST], None]

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_DELETED = (ast.Expr, ast.Raise, ast.AugAssign, ast.Continue, ast.Break)
_NOT_RUN = {"annotation", "returns", "decorator_list", "format_spec"}
_WORDS_FOR_PEOPLE = {"N_", "Text", "EditError"}  # other tests hold those


@dataclass(frozen=True)
class Place:
    """A node of a module, the lines of its statement, and in what it stands."""

    node: ast.AST
    lines: range = range(0)
    inside: tuple[str, ...] = ()  # classes and functions
    at_import: bool = True  # run when the module is imported, and not by a call


@dataclass(frozen=True)
class Mistake:
    """One mistake: the change numbered `change` in the place numbered `place`."""

    module: str
    name: str  # `module.function: what is changed: in which words`, with a number if need be
    where: Place
    place: int
    change: int

    def code(self) -> CodeType:
        """The whole module with the mistake in it."""
        tree = _parsed(self.module)
        node = list(_places(tree))[self.place].node
        list(_changes(node))[self.change][1](node)
        return compile(ast.fix_missing_locations(tree), path_of(self.module), "exec")


def path_of(module: str) -> str:
    return str(PACKAGE / f"{module}.py")


def mistakes(module: str) -> Iterator[Mistake]:
    """Every mistake in a module, in the order of its lines."""
    names: Counter[str] = Counter()
    for number, place in enumerate(_places(_parsed(module))):
        for change, (what, _) in enumerate(_changes(place.node)):
            words = ast.unparse(place.node).split("\n", maxsplit=1)[0][:70]
            name = f"{'.'.join((module, *place.inside))}: {what}: {words}"
            names[name] += 1
            times = f" ({names[name]})" if names[name] > 1 else ""
            yield Mistake(module, name + times, place, number, change)


def _parsed(module: str) -> ast.Module:
    return ast.parse(Path(path_of(module)).read_text(encoding="utf-8"))


# --- where ----------------------------------------------------------------------------------------


def _places(tree: ast.Module) -> Iterator[Place]:
    """Every statement and expression that does something, from top to bottom."""
    return _walk(tree, Place(tree))


def _walk(node: ast.AST, around: Place) -> Iterator[Place]:
    lines = _lines(node) if isinstance(node, ast.stmt) else around.lines
    if isinstance(node, ast.stmt | ast.expr | ast.comprehension):
        yield Place(node, lines, around.inside, around.at_import)
    named = [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    inside = (*around.inside, *named)
    for field, below in _below(node):
        is_called = field == "body" and isinstance(node, ast.FunctionDef)
        yield from _walk(below, Place(node, lines, inside, around.at_import and not is_called))


def _below(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for name, field in ast.iter_fields(node):
        if name in _NOT_RUN or (isinstance(node, ast.ClassDef) and name != "body"):
            continue
        for each in field if isinstance(field, list) else [field]:
            if isinstance(each, ast.AST) and not _is_left_alone(each, node):
                yield name, each


def _is_left_alone(node: ast.AST, around: ast.AST) -> bool:
    """Sentences for people, docstrings, asserts, and words that are compared with themselves."""
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return name in _WORDS_FOR_PEOPLE
        case ast.Assign(targets=[ast.Name(id=name)]):
            is_enum = isinstance(around, ast.ClassDef) and any(
                "Enum" in ast.unparse(base) for base in around.bases
            )
            return is_enum or name == "__all__"
        case ast.Expr(value=ast.Constant()) | ast.Assert():
            return True
        case _:
            return False


def _lines(statement: ast.stmt) -> range:
    """Those of the statement itself, without what stands indented below it."""
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(last, statement.lineno) + 1)


# --- what -----------------------------------------------------------------------------------------


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:  # noqa: C901, PLR0912  # one by one
    """What may be wrong in this place, in a word, and the change that makes it so."""
    match node:
        case ast.Compare():
            for number, operator in enumerate(node.ops):
                yield "compare", _set_item("ops", number, _COMPARED[type(operator)]())
        case ast.BoolOp():
            for number, value in enumerate(node.values):
                left = [*node.values[:number], *node.values[number + 1 :]]
                only = left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
                yield f"without {ast.unparse(value)[:40]}", _become(only)
        case ast.BinOp() if type(node.op) in _CALCULATED:
            yield "calculate", _set("op", _CALCULATED[type(node.op)]())
        case ast.UnaryOp(op=ast.Not()):
            yield "without not", _become(ast.Call(ast.Name("bool", ast.Load()), [node.operand], []))
        case ast.Constant(value=bool() | int() | float() | str() | bytes()):
            yield "constant", _set("value", _other(node.value))
        case ast.If() | ast.While() | ast.IfExp() if not _is_negated_itself(node.test):
            yield "negate", _set("test", ast.UnaryOp(ast.Not(), node.test))
        case ast.comprehension():
            for number, test in enumerate(node.ifs):
                if not _is_negated_itself(test):
                    yield "negate", _set_item("ifs", number, ast.UnaryOp(ast.Not(), test))
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) not in {"None", "False"}:
            yield "return None", _set("value", ast.Constant(None))
    if isinstance(node, _DELETED):
        yield "delete", _become(ast.Pass())


def _is_negated_itself(test: ast.expr) -> bool:
    """Does one of the other changes make it the opposite?"""
    if isinstance(test, ast.Compare):
        return len(test.ops) == 1 and not isinstance(
            test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE
        )
    return isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)


def _other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case bytes():
            return b"XX" + value
        case _:
            return f"XX{value}" if value else "something else"


def _set(field: str, value: object) -> Change:
    return lambda node: setattr(node, field, copy.deepcopy(value))


def _set_item(field: str, number: int, value: object) -> Change:
    return lambda node: getattr(node, field).__setitem__(number, copy.deepcopy(value))


def _become(other: ast.AST) -> Change:
    """Turn the node itself into another one, so that its parent need not be known."""

    def change(node: ast.AST) -> None:
        node.__class__ = type(other)
        node.__dict__.update(copy.deepcopy(other).__dict__)

    return change


# --- making the mistake ---------------------------------------------------------------------------


def plant(mistake: Mistake) -> None:
    """Put the mistake into the function that stands in memory."""
    found: Any = sys.modules[_full_name(mistake)]
    code = mistake.code()
    for name in mistake.where.inside:
        found = vars(found)[name]
        code = next(each for each in code.co_consts if _is_code_of(each, name))
        found = getattr(found, "fget", None) or getattr(found, "func", found)  # a property
        found = inspect.unwrap(getattr(found, "__func__", found))  # a class method, a cache
        if isinstance(found, FunctionType):
            found.__code__ = code
            return


def _is_code_of(constant: object, name: str) -> TypeGuard[CodeType]:
    return isinstance(constant, CodeType) and constant.co_name == name


def _full_name(mistake: Mistake) -> str:
    return f"samenwerk.{mistake.module.replace('/', '.')}"


class Importer(importlib.abc.MetaPathFinder):
    """Imports one module with the mistake in it."""

    def __init__(self, mistake: Mistake) -> None:
        self._name = _full_name(mistake)
        self._path = path_of(mistake.module)
        self._code = mistake.code()

    def find_spec(self, name: str, *_others: object) -> ModuleSpec | None:
        if name != self._name:
            return None
        loader = SourceFileLoader(name, self._path)
        loader.get_code = lambda _name: self._code  # type: ignore[method-assign, assignment]
        return importlib.util.spec_from_file_location(name, self._path, loader=loader)
