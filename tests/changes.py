"""A good register in memory, ways to change it, and what the comparison says of a change."""

import copy
import datetime as dt
import difflib
import functools
import itertools
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from gating import STANDARD, Data, changed, record
from samenwerk import counting, gate, yamledit, yamlfile
from samenwerk.comparison import Comparing, Comparison
from samenwerk.counting import Item, Lack
from samenwerk.finding import Finding
from samenwerk.inspection import Inspected, Inspection
from samenwerk.source import Content, Refusal, in_order
from samenwerk.surroundings import Surroundings

TODAY = dt.date(2027, 3, 1)
SETTINGS = "registry/register.yaml"
OWN = "checklists/own.yaml"
AUTHORS = ("beleidsadviseur energie", "adviseur")


# --- files in memory ------------------------------------------------------------------------------


class Tree(dict[str, str]):
    """The files of a register by their path: what `Inspection` reads."""

    def names(self) -> list[str]:
        return sorted({path.split("/")[1] for path in self if path.startswith("registry/")})

    def files(self, path: str) -> dict[str, Content]:
        below = (each for each in sorted(self) if each == path or each.startswith(f"{path}/"))
        return {each: self[each].encode() for each in below}

    def read(self, path: str) -> Content:
        return self[path].encode() if path in self else Refusal("unreadable", {"reason": "-"})

    def data(self, path: str) -> Any:
        return copy.deepcopy(yamlfile.load(self[path].encode()))

    def put(self, path: str, data: Any) -> None:
        self[path] = yamledit.dump(data).decode()

    def edit(self, path: str, **changes: Any) -> None:
        """Set values by their path, `a__b`; None takes a key out."""
        self.put(path, changed(self.data(path), **changes))

    def replace(self, path: str, old: str, new: str) -> None:
        assert old in self[path], f"{old!r} is not in {path}"
        self[path] = self[path].replace(old, new, 1)

    def remove(self, folder: str) -> None:
        """Delete a file, or all files of a folder."""
        gone = [path for path in self if path == folder or path.startswith(f"{folder}/")]
        assert gone, folder
        for path in gone:
            del self[path]

    def move(self, old: str, new: str) -> None:
        for path in [path for path in self if path.startswith(old)]:
            self[new + path.removeprefix(old)] = self.pop(path)

    def line(self, path: str, needle: str) -> int:
        """The number of the first line that holds a text."""
        lines = self[path].splitlines()
        return next(number for number, each in enumerate(lines, start=1) if needle in each)


def facts_of(id: str) -> str:
    return f"registry/{id}/partnership.yaml"


def checks_of(id: str, checklist: str = "why") -> str:
    return f"registry/{id}/checks/{checklist}.yaml"


class Read(Inspection):
    """An inspection that reads nothing twice: a change leaves most files as they were."""

    _surveys: ClassVar[dict[Any, Any]] = {}
    _records: ClassVar[dict[Any, Inspected]] = {}

    def __init__(self, tree: Tree, today: dt.date) -> None:
        self.tree = tree
        around = ((path, tree[path]) for path in sorted(tree) if not _is_of_one(path))
        self.key = (today, hash((*tree.names(), *around)))
        if self.key not in self._surveys:
            super().__init__(tree, today)
            self._surveys[self.key] = (self.surroundings, self._findings)
        self._files, self._names = tree, tree.names()
        self.surroundings, self._findings = self._surveys[self.key]

    def record(self, id: str) -> Inspected:
        files = self.files_of(id)
        key = (*self.key, id, *files.items())
        if key not in self._records:
            self._records[key] = self.judged(id, files)
        return self._records[key]


def _is_of_one(path: str) -> bool:
    """Does it belong to one partnership?"""
    return path.count("/") > 1 and not path.startswith("registry/organisations/")


# --- a good register ------------------------------------------------------------------------------

ORGANISATIONS: Mapping[str, Data] = {
    "gemeente-voorbeeld": {"name": "Gemeente Voorbeeld", "kind": "municipality"},
    "gemeente-oudstad": {"name": "Gemeente Oudstad", "kind": "municipality", "oin": "0" * 20},
    "gemeente-dijkstede": {"name": "Gemeente Dijkstede", "kind": "municipality"},
    "gemeente-nieuwland": {"name": "Gemeente Nieuwland", "kind": "municipality"},
    "bouwer-bv": {"name": "Bouwer BV", "kind": "company", "former_names": ["Bouwer en Zoon BV"]},
}
_QUESTIONS: list[Data] = [
    {
        "id": "agreed",
        "passes": ["met"],
        "about": ["purpose"],
        "ask": {"nl": "Is dit afgesproken?", "en": "Was this agreed?"},
        "help": {"nl": "Noem het overleg.", "en": "Name the meeting."},
        "weight": "light",
        "gate": "must",
        "since": 1,
    },
    {
        "id": "choice",
        "value": "choice",
        "choices": [
            {"value": "yes-now", "label": {"nl": "Ja, nu", "en": "Yes, now"}},
            {"value": "not-yet", "label": {"nl": "Nog niet", "en": "Not yet"}},
            {"value": "unsure", "label": {"nl": "Onzeker", "en": "Unsure"}},
        ],
        "passes": ["yes-now"],
        "ask": {"nl": "Kan het nu al?", "en": "Is it possible now?"},
        "help": {"nl": "Vraag het na.", "en": "Ask for it."},
        "weight": "light",
        "gate": "explain",
        "since": 1,
    },
    {
        "id": "large-only",
        "value": "text",
        "ask": {"nl": "Wat als het groot wordt?", "en": "What if it becomes large?"},
        "help": {"nl": "Beschrijf dat.", "en": "Describe that."},
        "weight": "heavy",
        "gate": "explain",
        "since": 1,
    },
]


def around() -> Tree:
    """The settings, the organisations, and a checklist of its own."""
    tree = Tree()
    tree.put(
        SETTINGS,
        {
            "schema": 1,
            "organisation": "gemeente-voorbeeld",
            "authority": "municipality",
            "visibility": "internal",
            "began": "2026-01-01",
            "gate": ["why", "goals", "values", "roles", "own"],
            "approvers": ["gemeentesecretaris", "concerncontroller"],
            "review_every_months": 12,
            "recheck_days": 90,
            "heavy_from_euros_a_year": 250000,
        },
    )
    for id, facts in ORGANISATIONS.items():
        tree.put(f"registry/organisations/{id}.yaml", {"schema": 1, **facts})
    title = {"nl": "Eigen vragen", "en": "Own questions"}
    tree.put(OWN, {"id": "own", "version": 2, "title": title, "questions": _QUESTIONS})
    return tree


def facts(name: str, **changes: Any) -> Data:
    """A standard partnership that is explored."""
    base = changed(
        STANDARD,
        name=name,
        purpose=f"{name}: {sentence(name)}",
        documents=[
            {"id": "nota", "title": f"Nota {name}", "reference": "Z/26/0001"},
            {"id": "brief", "title": "Brief van de raad", "url": "https://voorbeeld.nl/brief"},
        ],
        goals__0__measured=[{"date": "2027-02-01", "value": "310 gesprekken"}],
    )
    return changed(base, **changes)


def decided(facts: Data, *decisions: Data) -> Data:
    """With a history, and the status that it leads to."""
    return {**facts, "status": decisions[-1]["status"], "decisions": list(decisions)}


def decision(status: str, date: str, **changes: Any) -> Data:
    made: Data = {"status": status, "body": "college", "date": date, "reference": "Z/26/0815"}
    if status == "active":
        made["checklists"] = {"why": 1, "goals": 1, "values": 1, "roles": 1, "own": 2, "form": 1}
    else:
        made["reason"] = "Het doel is op een andere manier bereikt."
    return {key: value for key, value in (made | changes).items() if value is not None}


def add(
    tree: Tree, id: str, facts: Data, *, date: str = "2026-11-20", answered: bool = True
) -> None:
    """One partnership, with an answer to all that is required of it."""
    tree.put(facts_of(id), facts)
    if answered:
        surroundings = Read(tree, TODAY).surroundings
        for checklist, given in answers(facts, surroundings, date).items():
            tree.put(checks_of(id, checklist), {"checklist": checklist, "answers": given})


@functools.cache
def _good() -> Tree:
    tree = around()
    add(tree, "loket", decided(facts("Energieloket"), decision("active", "2026-12-15")))
    add(tree, "zorg", decided(facts("Zorgpunt"), decision("active", "2026-12-01")))
    add(tree, "idee", facts("Idee voor de haven", dates__start="2027-06-01"))
    add(tree, "oud", changed(
        facts("Oude regeling"), status="inherited", expectations=None,
        dates={"start": "2019-01-01", "end": "2028-12-31", "check_by": "2027-12-31"},
    ), answered=False)  # fmt: skip
    add(tree, "nee", decided(facts("Zwembad"), decision("declined", "2026-12-01")))
    add(tree, "klaar", decided(
        facts("Proef met deelauto's", dates__start="2018-01-01"),
        decision("ending", "2026-06-01"), decision("ended", "2026-12-31"),
    ))  # fmt: skip
    return tree


def good() -> Tree:
    """A register with one partnership of each kind, and nothing wrong."""
    return Tree(_good())


# --- answers --------------------------------------------------------------------------------------

_PARTS = (
    "de wethouder|de projectleider|het overleg|de commissie|de wijkraad|het team|de directie",
    "bespreekt|onderzoekt|bevestigt|vergelijkt|beschrijft|verbetert|herziet|bewaakt",
    "de wachttijden|het budget|de afspraken|de brieven|de spreekuren|de rollen|de metingen",
    "met huurders|met ondernemers|met scholen|met de raad|met adviseurs|met bewoners",
    "in de oude wijk|aan de haven|in het centrum|op het eiland|bij de sluis|langs het spoor",
    "elke maandag|in het voorjaar|tijdens de markt|voor de zomer|na de evaluatie|per kwartaal",
)


def sentence(*seed: object) -> str:
    """A sentence as somebody might write it: the same for the same seed, else another."""
    choose = random.Random(repr(seed))
    words = [choose.choice(part.split("|")) for part in _PARTS]
    return f"{' '.join(words).capitalize()}, punt {choose.randrange(1000)}."


def answers(facts: Data, surroundings: Surroundings, date: str) -> dict[str, Data]:
    """An answer that counts to each required question but the facts."""
    made = record(facts)
    found: dict[str, Data] = {}
    for judged in gate.judge(made, surroundings).judged:
        if judged.item.question.fact is None and judged.required:
            given = answer(judged.item, made.source.data, date, facts["name"])
            found.setdefault(judged.item.checklist.id, {})[judged.item.key] = given
    return found


def answer(item: Item, data: Any, date: str, *seed: object) -> Data:
    """As the tool writes it: with the date, the version, and the facts it rests on."""
    basis = counting.rests_on(item, data)
    return {
        **_outcome(item, *seed),
        "by": _one_of(AUTHORS, item.key),
        "date": date,
        "version": item.checklist.version,
        **({"rests_on": basis} if basis else {}),
    }


def _one_of(choices: Sequence[str], key: str) -> str:
    """Not all answers are of one function, and not all evidence is one document."""
    return choices[len(key) % len(choices)]


def _outcome(item: Item, *seed: object) -> Data:
    asked, words = item.question, sentence(item.key, *seed)
    if asked.is_verdict:
        return {
            "verdict": asked.passes[0],
            "note": words,
            "evidence": [_one_of(("nota", "brief"), item.key)],
        }
    first = (asked.passes or [each.value for each in asked.choices] or [""])[0]
    values: Data = {"text": words, "function": AUTHORS[0], "number": 0, "date": "2026-10-01"}
    values |= {"choice": first, "choices": [first]}
    return {"value": values[asked.value or ""]}


def check(tree: Tree, id: str, date: str) -> None:
    """As `samenwerk check`: confirms what rests on other facts, and answers what is open."""
    inspection = Read(tree, dt.date.fromisoformat(date))
    made = inspection.record(id).record
    assert made is not None
    given = {name: tree.data(checks_of(id, name)) for name in made.checks}
    for judged in gate.judge(made, inspection.surroundings).judged:
        item = judged.item
        if judged.item.question.fact is not None or not judged.blocks:
            continue
        file = given.setdefault(item.checklist.id, {"checklist": item.checklist.id, "answers": {}})
        new = answer(item, made.source.data, date, id, date)
        old = file["answers"].get(item.key)
        if old and judged.lack is Lack.OUTDATED:
            new = {**old, "confirmed": date, "version": new["version"], "rests_on": new["rests_on"]}
        file["answers"][item.key] = new
    for name, each in given.items():
        tree.put(checks_of(id, name), each)


# --- what is said of a change ---------------------------------------------------------------------

Change = Callable[[Tree], object]


@dataclass(frozen=True)
class Said:
    """The findings of the ordinary pass and of the comparison, as `validate --base` gives them."""

    ordinary: tuple[Finding, ...]
    comparison: Comparison

    @property
    def all(self) -> list[Finding]:
        return in_order([*self.ordinary, *self.comparison.findings])

    @property
    def places(self) -> list[tuple[str, str, int]]:
        return [(each.code, each.path, each.line) for each in self.all]

    def section(self, heading: str) -> list[str]:
        """The English lines below one heading; none if it is not there."""
        found = (each for each in self.comparison.sections if each.heading.en == heading)
        return [line.en for each in found for line in each.lines]


def compare(
    base: Tree,
    head: Tree,
    *others: str,
    today: dt.date = TODAY,
    only: Iterable[str] | None = None,
) -> Said:
    """`others` are paths that changed outside the register; `only` these partnerships are seen."""
    paths = {path for path in base.keys() | head.keys() if base.get(path) != head.get(path)}
    before, after = Read(base, today), Read(head, today)
    comparing = Comparing(before, after, frozenset(paths | set(others)))
    findings = list(after.findings)
    for id in after.ids if only is None else only:
        inspected = after.record(id)
        comparing.see(comparing.look(inspected))
        findings += inspected.findings
    result = comparing.result()
    return Said(tuple(result.replaces(each) for each in findings), result)


def after(change: Change, *others: str) -> Said:
    """What is said when the good register is changed so."""
    head = good()
    change(head)
    assert others or head != good(), "the change changes nothing"
    return compare(good(), head, *others)


def difference(base: Tree, head: Tree) -> Iterator[str]:
    """What a reviewer sees of the change, without the lines around it; of whole files the name."""
    for path in sorted(base.keys() | head.keys()):
        if path not in base or path not in head:
            yield f"{'gone' if path in base else 'new'}: {path}"
            continue
        old, new = base[path].splitlines(), head[path].splitlines()
        if old != new:
            yield path
            yield from itertools.islice(difflib.unified_diff(old, new, n=0, lineterm=""), 2, 20)
