"""A year of honest work in a register of 200 partnerships: no alarm on any of its steps.

Each step is a change as a colleague makes it, on a day of that year, compared with the register as
it was: intakes, answers, decisions, facts with the answers looked at again, partners, mergers,
exceptions that run out, new versions of a checklist.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from changes import (
    AUTHORS,
    OWN,
    SETTINGS,
    Tree,
    add,
    around,
    check,
    checks_of,
    compare,
    decision,
    facts,
    facts_of,
    sentence,
)
from samenwerk.finding import Finding, Severity

FIRST_DAY = dt.date(2027, 1, 4)
PARTNERSHIPS = 200
STEPS = 200
SURELY = "Huurders krijgen een brief, daarna volgt een gesprek aan de keukentafel."


class Year:
    """The register, the day, and what colleagues do on it."""

    def __init__(self, seed: int) -> None:
        self.choose = random.Random(seed)
        self.today = FIRST_DAY
        self.tree = around()
        self.status: dict[str, str] = {}
        for number in range(PARTNERSHIPS):
            self.begin() if number % 4 == 0 else self.take_in()

    def some(self, *statuses: str) -> str:
        """A partnership with one of these statuses; a new exploration if there is none."""
        found = [id for id, each in self.status.items() if each in statuses]
        return self.choose.choice(found) if found else self.begin()

    def day(self, days: int = 0) -> str:
        return (self.today + dt.timedelta(days=days)).isoformat()

    def look_again(self, id: str) -> None:
        """`check`, for what others rely on: in the same change as what gave rise to it."""
        if self.status[id] in {"active", "ending"}:
            check(self.tree, id, self.day())

    def item(self, of: str, key: str, **item: Any) -> None:
        """One more in a list of facts."""
        old = self.tree.data(facts_of(of))
        self.tree.put(facts_of(of), {**old, key: [*old.get(key, []), item]})

    # --- what comes in ---

    def begin(self) -> str:
        id = f"idee-{len(self.status) + 1}"
        made = facts(id, dates__start=self.day(60), dates__end=self.day(900))
        made["dates"]["first_review"] = self.day(300)
        made["goals"][0] |= {"date": self.day(880), "measured": []}
        add(self.tree, id, made, answered=False)
        self.status[id] = "exploring"
        return id

    def take_in(self) -> str:
        """A line of a list of what ran already."""
        id = f"regeling-{len(self.status) + 1}"
        made = facts(id, status="inherited", expectations=None)
        made["dates"] = {"start": "2019-03-01", "check_by": "2028-03-01"}
        made["goals"][0] |= {"measured": []}
        add(self.tree, id, made, answered=False)
        self.status[id] = "inherited"
        return id

    # --- decisions ---

    def decide(self, id: str, status: str) -> None:
        old = self.tree.data(facts_of(id))
        made = decision(status, self.day(), reason=sentence(id, status, self.day()))
        decisions = [*old.get("decisions", []), made]
        self.tree.put(facts_of(id), {**old, "status": status, "decisions": decisions})
        self.status[id] = status

    def activate(self) -> None:
        id = self.some("exploring")
        dates = {"dates__start": self.day(30), "dates__end": self.day(900)}
        self.tree.edit(facts_of(id), **dates, dates__first_review=self.day(300))
        check(self.tree, id, self.day())
        self.decide(id, "active")

    def take_up(self) -> None:
        """What ran already is checked, and goes on."""
        id = self.some("inherited")
        expectation = {
            "id": "snel", "from": "gemeente-voorbeeld", "to": "gemeente-oudstad",
            "text": sentence(id), "state": "confirmed",
        }  # fmt: skip
        dates = {"dates__end": self.day(700), "dates__first_review": self.day(200)}
        self.tree.edit(facts_of(id), expectations=[expectation], **dates)
        check(self.tree, id, self.day())
        self.decide(id, "active")

    def decline(self) -> None:
        self.decide(self.some("exploring"), "declined")

    def open_again(self) -> None:
        if "declined" in self.status.values():
            self.decide(self.some("declined"), "exploring")

    def wind_down(self) -> None:
        if id := self.in_force("active", "inherited"):
            self.decide(id, "ending")

    def end(self) -> None:
        if id := self.in_force("ending"):
            self.decide(id, "ended")

    def in_force(self, *statuses: str) -> str:
        """One of these, looked at again; empty if there is none."""
        if not set(statuses) & set(self.status.values()):
            return ""
        id = self.some(*statuses)
        self.look_again(id)
        return id

    # --- facts and answers ---

    def answer(self) -> None:
        check(self.tree, self.some("exploring"), self.day())

    def rewrite(self) -> None:
        """The purpose changes, and the answers that rest on it are looked at again."""
        id = self.some("active", "exploring", "inherited")
        self.tree.edit(facts_of(id), purpose=sentence(id, "purpose", self.day()))
        self.look_again(id)

    def measure(self) -> None:
        if id := self.in_force("active"):
            goals = self.tree.data(facts_of(id))["goals"]
            goals[0].setdefault("measured", []).append({"date": self.day(), "value": "een aantal"})
            self.tree.edit(facts_of(id), goals=goals)

    def file(self) -> None:
        """A document, also for what is over."""
        id = self.some(*set(self.status.values()))
        self.look_again(id)
        name = f"verslag-{self.choose.randrange(10**6)}"
        self.item(id, "documents", id=name, title=f"Verslag van {self.day()}")

    def correct(self) -> None:
        """A slip in a name."""
        id = self.some("active", "exploring", "inherited")
        self.look_again(id)
        self.tree.edit(facts_of(id), name=f"{self.tree.data(facts_of(id))['name']}e")

    def rename(self) -> None:
        id = self.some("active", "inherited")
        self.look_again(id)
        old = self.tree.data(facts_of(id))
        names = [*old.get("former_names", []), old["name"]]
        self.tree.edit(facts_of(id), name=f"Loket van {self.day()}", former_names=names)

    def join(self) -> None:
        id = self.some("active", "inherited", "exploring")
        known = self.tree.data(facts_of(id))["partners"]
        if all(each["organisations"] != ["gemeente-nieuwland"] for each in known):
            partner = {**known[0], "organisations": ["gemeente-nieuwland"], "joined": self.day()}
            self.item(id, "partners", **partner)
        self.look_again(id)

    def leave(self) -> None:
        """Partners leave; the last one stays."""
        id = self.some("active", "inherited")
        partners = self.tree.data(facts_of(id))["partners"]
        if sum("left" not in each for each in partners) > 2:
            partners[0]["left"] = self.day()
            self.tree.edit(facts_of(id), partners=partners)
        self.look_again(id)

    def excuse(self) -> None:
        """An answer turns, and the exception runs out: whoever comes by next looks again."""
        id = self.in_force("active")
        if not id:
            return
        path = checks_of(id)
        answers = self.tree.data(path)["answers"]
        reason = {"reason": SURELY, "approved_by": "concerncontroller", "until": self.day(40)}
        answers["worth-it"] |= {
            "verdict": "not-met", "note": sentence(id, self.day()), "by": AUTHORS[0],
            "date": self.day(), "exception": reason,
        }  # fmt: skip
        answers["worth-it"].pop("confirmed", None)
        self.tree.edit(path, answers=answers)

    # --- around ---

    def version(self) -> None:
        """Words of a question become clearer, in a new version."""
        new = self.tree.data(OWN)["version"] + 1
        self.tree.edit(OWN, version=new, questions__0__help__nl=f"Noem het overleg, stap {new}.")

    def tighten(self) -> None:
        days = max(1, self.tree.data(SETTINGS)["recheck_days"] - 1)
        self.tree.edit(SETTINGS, recheck_days=days)

    def merge(self) -> None:
        """A municipality gets a new name, and keeps the old one."""
        path = "registry/organisations/gemeente-dijkstede.yaml"
        old = self.tree.data(path)
        names = [*old.get("former_names", []), old["name"]]
        name = f"Gemeente Samen {len(names)} aan Zee"
        self.tree.edit(path, name=name, former_names=names)


OFTEN: dict[Callable[[Year], object], int] = {
    Year.begin: 4, Year.take_in: 4, Year.answer: 6, Year.activate: 8, Year.take_up: 8,
    Year.decline: 3, Year.open_again: 2, Year.wind_down: 3, Year.end: 2, Year.rewrite: 6,
    Year.measure: 6, Year.file: 6, Year.correct: 4, Year.rename: 3, Year.join: 4, Year.leave: 4,
    Year.excuse: 4, Year.version: 1, Year.tighten: 1, Year.merge: 1,
}  # fmt: skip


def is_error_in(touched: set[str], found: Finding) -> bool:
    """What has run out elsewhere is not the business of this change."""
    return found.severity is Severity.ERROR and found.path.split("/")[1] in touched


def test_a_year_of_honest_work_raises_no_alarm() -> None:
    year = Year(seed=7)
    done: Counter[str] = Counter()
    for number in range(STEPS):
        year.today = FIRST_DAY + dt.timedelta(weeks=number * 52 // STEPS)
        before = Tree(year.tree)
        (step,) = year.choose.choices(list(OFTEN), list(OFTEN.values()))
        step(year)
        touched = {path.split("/")[1] for path in year.tree if year.tree[path] != before.get(path)}
        is_last = number == STEPS - 1  # then all others are seen too: nothing is copied
        only = None if is_last else sorted(touched & set(year.status))
        said = compare(before, year.tree, today=year.today, only=only)
        assert said.comparison.findings == (), step.__name__
        assert [each for each in said.all if is_error_in(touched, each)] == [], step.__name__
        done[step.__name__] += bool(touched)
    assert len(done) == len(OFTEN)
    assert sum(done.values()) > 0.9 * STEPS
