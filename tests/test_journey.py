"""No order of commands gets past the gate, or breaks the register."""

import datetime as dt
import io
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from conftest import Copy
from frontend import BY, PATH, TODAY, data, filled_in, own_register
from samenwerk import cli, gate, yamledit
from samenwerk.finding import Severity
from samenwerk.inspection import Inspection
from samenwerk.partnership import Status
from samenwerk.register import Register
from samenwerk.terminal import Terminal
from samenwerk.transition import STEPS

FACTS: dict[str, list[Any]] = {
    "purpose": ["Inwoners krijgen goed advies.", "Huurders krijgen een lagere rekening."],
    "dates": [{"end": "2027-12-31"}, {"end": "2030-12-31"}],
    "form": ["convenant", "dienstverleningsovereenkomst", "stichting"],
    "profile": [
        {"powers": "none", "personal_data": "none", "can_stop": "freely", "yearly_cost": 20000},
        {"personal_data": "special"},
        {"yearly_cost": "unknown"},
        {"residents": "not-affected"},
    ],
    "duty": [{"extent": "none"}, {"extent": "fully"}],
    "themes": [["energy"], ["water", "housing"]],
}
# Answers of every quality: some count, some do not, some are refused.
VERDICTS = st.sampled_from(["met", "partly", "not-met"])
NOTES = st.sampled_from(
    ["Besproken op 3 november, zie verslag.", "n.v.t.", "Afgesproken met de wethouder wonen.", ""]
)


class Journey(RuleBasedStateMachine):
    """Commands in any order, as people give them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("samenwerk.clock.today", lambda: TODAY)
        documents = [{"id": "nota", "title": "Nota duurzaamheid"}]
        self.copy: Copy = own_register(self.folder, documents=documents)

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)

    # --- what people do ---

    def run(self, *arguments: str) -> tuple[int, str]:
        out, err = io.StringIO(), io.StringIO()
        code = cli.run(["--register", str(self.folder), *arguments], Terminal(out, err))
        assert code in {0, 1}, (arguments, err.getvalue())
        return code, out.getvalue()

    def hand_in(self, paper: dict[str, Any]) -> int:
        path = self.copy.write("paper.yaml", yamledit.dump(paper))
        options = ("--from", str(path), "--by", BY, "--replace")
        return self.run("check", "loket", *options)[0]

    @initialize(
        start=st.sampled_from(["new", "inherited"]),
        stage=st.sampled_from(["begun", "answered", "active"]),
    )
    def begin(self, start: str, stage: str) -> None:
        if start == "inherited":
            self.copy.replace(PATH, "status: exploring", "status: inherited")
            dates = "start: 2025-03-01\n  check_by: 2027-03-01"
            self.copy.replace(PATH, "start: 2027-03-01", dates)
        if stage != "begun":
            self.answer_everything()
        if stage == "active":
            self.decide(Status.ACTIVE, TODAY)

    @rule()
    def answer_everything(self) -> None:
        """As a careful colleague: fill in the template until nothing is left."""
        for _ in range(4):
            _, template = self.run("check", "loket", "--template")
            if "facts:" not in template and "answers:" not in template:
                return
            assert self.hand_in(filled_in(self.copy, template)) == 0

    @rule(verdict=VERDICTS, note=NOTES, number=st.integers(0, 20))
    def answer_one(self, verdict: str, note: str, number: int) -> None:
        asked = [each.item for each in self.state().judged if each.item.question.is_verdict]
        item = asked[number % len(asked)]
        answer = {"verdict": verdict, "note": note}
        self.hand_in({"answers": {item.checklist.id: {item.key: answer}}})

    @rule(name=st.sampled_from(sorted(FACTS)), number=st.integers(0, 3))
    def edit(self, name: str, number: int) -> None:
        value = FACTS[name][number % len(FACTS[name])]
        path = self.copy.write("paper.yaml", yamledit.dump({"facts": {name: value}}))
        self.run("edit", "loket", "--from", str(path))

    @rule(status=st.sampled_from(Status), late=st.booleans())
    def mark(self, status: Status, late: bool) -> None:  # noqa: FBT001  # Hypothesis gives it
        self.decide(status, TODAY - dt.timedelta(days=int(late)))

    def decide(self, status: Status, day: dt.date) -> None:
        before = Status(data(self.copy)["status"])
        is_open = self.state().is_open
        options = ("--body", "college", "--date", day.isoformat(), "--reference", "Z/26/1", "--yes")
        code, _ = self.run("mark", "loket", status, "--reason", "De raad wil het zo.", *options)
        now = Status(data(self.copy)["status"])
        if code:
            assert now is before
        else:
            event(f"from {before} to {now}")
            assert now is status
            assert status in STEPS[before]
            assert is_open or status is not Status.ACTIVE

    # --- what must always be so ---

    def state(self) -> gate.State:
        inspection = Inspection(Register(self.folder), TODAY)
        record = inspection.record("loket").record
        assert record is not None
        return gate.judge(record, inspection.surroundings)

    @invariant()
    def the_register_has_no_errors(self) -> None:
        inspection = Inspection(Register(self.folder), TODAY)
        found = [*inspection.findings, *inspection.record("loket").findings]
        assert [each.text().en for each in found if each.severity is Severity.ERROR] == []


Journey.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestJourney = Journey.TestCase
