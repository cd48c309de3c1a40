"""What earlier imports said, beside the register and outside git.

With it the next import can tell what changed in the list from what people changed in the register,
and asks nothing twice about a list with the same headings.
"""

from collections.abc import Iterable
from contextlib import suppress

from samenwerk.errors import SamenwerkError
from samenwerk.importing.columns import Layout
from samenwerk.importing.difference import Difference
from samenwerk.importing.heading import KEEP, TARGETS
from samenwerk.importing.mapping import ColumnMap, apply
from samenwerk.importing.plan import Plan, Remembered, said
from samenwerk.interview import memory
from samenwerk.register import Register
from samenwerk.yamledit import EditError
from samenwerk.yamlfile import Value

_FILE = f"{memory.FOLDER}/imported.yaml"
_ANSWERS = f"{memory.FOLDER}/columns.yaml"


def remembered(register: Register) -> Remembered:
    """For each partnership the facts that a list said, as short forms."""
    return {
        id: {str(key): str(value) for key, value in facts.items()}
        for id, facts in memory.read(register, _FILE).items()
        if isinstance(facts, dict)
    }


def remember(register: Register, plan: Plan, undecided: Iterable[Difference]) -> None:
    """Keep what this list says, except where nobody has decided yet."""
    later = {(each.id, said(each.key)) for each in undecided}
    known: dict[str, Value] = dict(memory.read(register, _FILE))
    for id, facts in plan.said.items():
        before = known.get(id)
        now = {key: value for key, value in facts.items() if (id, key) not in later}
        known[id] = {**(before if isinstance(before, dict) else {}), **now}
    try:
        memory.remember(register, _FILE, known)
    except EditError:  # too much for one file: then every difference is shown again
        with suppress(SamenwerkError):
            memory.forget(register, _FILE)


def answered(register: Register, layout: Layout) -> Layout | None:
    """The layout with the answers given before about the same headings; None if there are none."""
    known = memory.read(register, _ANSWERS).get(_headings(layout))
    if not isinstance(known, dict):
        return None
    columns = known.get("columns")
    named = columns if isinstance(columns, dict) else {}
    settings = {key: known[key] for key in ("unit", "year") if isinstance(known.get(key), int)}
    wanted = {heading: {"is": target} for heading, target in named.items() if target in TARGETS}
    return apply(ColumnMap("", b"", settings, wanted), layout)


def remember_answers(register: Register, asked: Layout, answer: Layout) -> None:
    """Keep what a person said about the columns, the unit and the year of a list."""
    columns: dict[str, Value] = {
        new.heading: new.target
        for old, new in zip(asked.columns, answer.columns, strict=True)
        if new.heading and (new.target != old.target or not old.is_known) and new.target != KEEP
    }
    given: dict[str, Value] = {"unit": answer.unit, "year": answer.year, "columns": columns}
    known = memory.read(register, _ANSWERS)
    known[_headings(asked)] = {key: value for key, value in given.items() if value is not None}
    memory.remember(register, _ANSWERS, known)


def _headings(layout: Layout) -> str:
    return said([each.heading for each in layout.columns])
