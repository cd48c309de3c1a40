"""What earlier imports said, beside the register and outside git.

With it the next import can tell what changed in the list from what people changed in the register.
"""

from collections.abc import Iterable

from samenwerk.importing.difference import Difference
from samenwerk.importing.plan import Plan, Remembered, said
from samenwerk.interview import memory
from samenwerk.register import Register
from samenwerk.yamledit import EditError
from samenwerk.yamlfile import Value

_FILE = f"{memory.FOLDER}/imported.yaml"


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
        memory.write(register, _FILE, known)
    except EditError:  # too much for one file: then every difference is shown again
        memory.forget(register, _FILE)
