"""Write a register of any size as a public body might have it: the same bytes for the same day.

Each partnership has all facts that its status and legal form call for, and five files of answers
whose digests are right. Two of five were inherited, three of ten are active through the gate, and
the rest is still explored, declined, ending or ended. Run as a script:

    python benchmarks/register.py FOLDER --size 1100
"""

import argparse
import datetime as dt
import functools
import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from facts import Body, partnership

from samenwerk import counting, gate, yamledit
from samenwerk.answer import Answers
from samenwerk.checklist import ours
from samenwerk.counting import Item
from samenwerk.finance import Finance
from samenwerk.gate import Judged
from samenwerk.organisation import Organisation, Settings
from samenwerk.partnership import Partnership
from samenwerk.source import Source
from samenwerk.surroundings import Record, Surroundings

CHECKLISTS = ("why", "goals", "values", "roles", "form")
_KINDS = ("municipality", "water-board", "joint-body", "foundation", "company", "association")
_PLACES = (
    "Dijkstede",
    "Heuvelrand",
    "Oudstad",
    "Polderveen",
    "Rietlanden",
    "Vaartdam",
    "Waterwijk",
)
_US = "gemeente-voorbeeld"


def write(root: Path, size: int, today: dt.date) -> None:
    """A register of `size` partnerships in the folder `root`, which is made."""
    write_around(root, size, today)
    jobs = [range(first, min(first + 100, size)) for first in range(0, size, 100)]
    with multiprocessing.Pool() as pool:
        for _ in pool.imap(functools.partial(write_some, root, size, today), jobs):
            pass


def settings(today: dt.date) -> dict[str, Any]:
    return {
        "schema": 1,
        "organisation": _US,
        "authority": "municipality",
        "language": "nl",
        "visibility": "internal",
        "began": f"{today.year - 2}-01-01",
        "gate": ["why", "goals", "values", "roles"],
        "approvers": ["gemeentesecretaris", "concerncontroller"],
        "review_every_months": 12,
        "recheck_days": 90,
        "heavy_from_euros_a_year": 250_000,
    }


def organisations(size: int) -> dict[str, dict[str, Any]]:
    """One organisation for every eight partnerships, and at least a dozen."""
    made = {_US: {"schema": 1, "name": "Gemeente Voorbeeld", "kind": "municipality"}}
    for number in range(max(12, size // 8)):
        kind = _KINDS[number % len(_KINDS)]
        name = f"{kind.title()} {_PLACES[number % len(_PLACES)]} {number}"
        made[f"{kind}-{number}"] = {
            "schema": 1,
            "name": name,
            "kind": kind,
            "kvk": f"{number:08}",
            "website": f"https://www.{kind}-{number}.example",
            "valid": {"from": f"{1950 + number % 60}-01-01"},
        }
    return made


def write_around(root: Path, size: int, today: dt.date) -> None:
    _save(root / "registry/register.yaml", settings(today), "register")
    for id, data in organisations(size).items():
        _save(root / f"registry/organisations/{id}.yaml", data, "organisation")


def write_some(root: Path, size: int, today: dt.date, numbers: range) -> None:
    around = _surroundings(size, today)
    for number in numbers:
        _write_one(root, number, around)


def _write_one(root: Path, number: int, around: Surroundings) -> None:
    random = Random(number)  # noqa: S311  # the same register each time
    bodies = [Body(id, each.kind) for id, each in around.organisations.items() if id != _US]
    made = partnership(random, number, bodies, around.today)
    folder = root / "registry" / made.id
    _save(folder / "partnership.yaml", made.facts, "partnership")
    if made.money:
        _save(folder / "finance.yaml", made.money, "finance")
    for checklist, answers in _answers(random, made.facts, made.answered_on, around).items():
        data = {"checklist": checklist, "answers": answers}
        _save(folder / f"checks/{checklist}.yaml", data, "checks")


def _surroundings(size: int, today: dt.date) -> Surroundings:
    known = {id: Organisation.from_data(data) for id, data in organisations(size).items()}
    return Surroundings(
        settings=Settings.from_data(settings(today)),
        settings_source=Source("registry/register.yaml", b"schema: 1\n"),
        organisations=known,
        organisation_sources={},
        organisation_ids=frozenset(known),
        partnership_ids=frozenset(),
        checklists=ours(),
        today=today,
    )


def _answers(
    random: Random, facts: dict[str, Any], day: dt.date, around: Surroundings
) -> dict[str, dict[str, Any]]:
    """All that the gate requires and half of the rest; half of all for what is not active."""
    source = Source("registry/x/partnership.yaml", yamledit.dump(facts))
    made = Record(
        id="x", partnership=Partnership.from_data(source.data), source=source, checks={},
        answered={name: Answers(checklist=name) for name in CHECKLISTS}, finance=Finance(schema=1),
    )  # fmt: skip
    found: dict[str, dict[str, Any]] = {name: {} for name in CHECKLISTS}
    every = facts["status"] in {"active", "ending"}
    for each in _asked(made, around):
        if (every and each.required) or random.random() < 0.5:
            answer = _answer(random, each.item, day)
            basis = counting.rests_on(each.item, source.data)
            found[each.item.checklist.id][each.item.key] = answer | (
                {"rests_on": basis} if basis else {}
            )
    return found


def _asked(record: Record, around: Surroundings) -> Iterator[Judged]:
    judged = gate.judge(record, around).judged
    return (each for each in judged if each.item.question.fact is None)


def _answer(random: Random, item: Item, day: dt.date) -> dict[str, Any]:
    given = {
        "by": f"beleidsadviseur {random.choice(('wonen', 'energie', 'zorg', 'financiën'))}",
        "date": day.isoformat(),
        "version": item.checklist.version,
    }
    return _outcome(random, item, day) | given


def _outcome(random: Random, item: Item, day: dt.date) -> dict[str, Any]:
    question = item.question
    text = (
        f"Besproken in overleg {random.randrange(10_000)}: zie het verslag, punt {len(item.key)}."
    )
    if question.is_verdict:
        if question.gate == "explain" and random.random() < 0.05:
            return {"verdict": "not-met", "note": text, "exception": _exception(text, day)}
        return {"verdict": question.passes[0], "note": text}
    first = (question.passes or [each.value for each in question.choices] or ("",))[0]
    values: dict[str, Any] = {
        "text": f"Voor {random.randrange(400)} huishoudens is afgesproken wie er belt. {text}",
        "function": f"wethouder {random.choice(('wonen', 'zorg', 'werk'))}",
        "number": random.randrange(50_000),
        "date": day.isoformat(),
        "choice": first,
        "choices": [first],
    }
    return {"value": values[question.value or ""]}


def _exception(text: str, day: dt.date) -> dict[str, str]:
    return {
        "reason": f"Dit volgt na de zomer. {text}",
        "approved_by": "gemeentesecretaris",
        "until": (day + dt.timedelta(days=360)).isoformat(),
    }


def _save(path: Path, data: dict[str, Any], kind: str) -> None:
    """A file as the tool itself writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * len(path.parts[path.parts.index("registry") + 1 :])
    modeline = f"yaml-language-server: $schema={up}schemas/{kind}.schema.json"
    path.write_bytes(yamledit.dump(data, modeline=modeline))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=50)
    given = parser.parse_args()
    write(given.folder, given.size, dt.datetime.now(dt.UTC).date())


if __name__ == "__main__":
    main()
