"""`samenwerk mark`: every step of DESIGN section 2, allowed and refused, and what it records."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Copy, Result
from frontend import (
    PATH,
    TODAY,
    Script,
    Spoken,
    converse,
    data,
    fill_everything,
    notebook,
    own_register,
    voice,
)
from samenwerk import yamledit
from samenwerk.errors import Refused
from samenwerk.interview import typed
from samenwerk.interview.decision import Deciding, Made
from samenwerk.partnership import Status
from samenwerk.transition import STEPS

Run = Callable[..., Result]
DAY = "2026-11-22"
BODY = ("--body", "college", "--date", DAY, "--reference", "Z/26/0412")
REASON = ("--reason", "De raad wil dit niet meer.")
YES = ("--yes",)
REASON_KEPT = "De raad wilde het toen niet."


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    monkeypatch.chdir(tmp_path)
    return own_register(tmp_path)


@pytest.fixture
def ready(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """The gate of `loket` is open."""
    fill_everything(copy, monkeypatch)
    return copy


@pytest.fixture
def mark(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Spoken]:
    def run(status: str, *options: str, given: tuple[object, ...] = ()) -> Spoken:
        return converse(
            monkeypatch, Script(given), "mark", "loket", status, "--lang", "en", *options
        )

    return run


def decided(copy: Copy, *statuses: str) -> None:
    """As if these decisions had been taken, one a month from January on."""
    decisions = [
        {"status": each, "body": "college", "date": f"2026-{month:02}-15", "reason": REASON_KEPT}
        for month, each in enumerate(statuses, 1)
    ]
    facts: dict[str, Any] = data(copy)
    now = statuses[-1] if statuses else facts["status"]
    made = {**facts, "status": now, **({"decisions": decisions} if decisions else {})}
    copy.write(PATH, yamledit.dump(made))


HISTORY: dict[Status, tuple[str, ...]] = {
    Status.EXPLORING: (),
    Status.DECLINED: ("declined",),
    Status.ACTIVE: ("active",),
    Status.ENDING: ("active", "ending"),
    Status.ENDED: ("active", "ending", "ended"),
}


def in_status(copy: Copy, status: Status) -> None:
    if status is Status.INHERITED:
        copy.replace(PATH, "status: exploring", "status: inherited")
        copy.replace(PATH, "start: 2027-03-01", "start: 2020-03-01\n  check_by: 2027-03-01")
    else:
        decided(copy, *HISTORY[status])


# --- steps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "after"), [*itertools.product(Status, Status)])
def test_only_the_steps_of_the_design_are_possible(
    copy: Copy, mark: Callable[..., Spoken], before: Status, after: Status
) -> None:
    in_status(copy, before)
    old = copy.path(PATH).read_bytes()
    spoken = mark(after, *BODY, *REASON, *YES)
    if after in STEPS[before] and after is not Status.ACTIVE:
        assert spoken.exit_code == 0, spoken.stderr
        assert data(copy)["status"] == after
        assert data(copy)["decisions"][-1]["status"] == after
    else:
        assert spoken.exit_code == 1
        assert copy.path(PATH).read_bytes() == old


def test_the_possible_steps_are_named(mark: Callable[..., Spoken]) -> None:
    refused = mark("ended").stderr
    assert "(active)" in refused
    assert "(declined)" in refused


def test_a_status_that_does_not_exist(mark: Callable[..., Spoken]) -> None:
    spoken = mark("activ")
    assert spoken.exit_code == 2
    assert "active" in spoken.stderr


# --- the gate -------------------------------------------------------------------------------------


def test_a_shut_gate_refuses_with_the_list(copy: Copy, mark: Callable[..., Spoken]) -> None:
    old = copy.path(PATH).read_bytes()
    spoken = mark("active", *BODY, *YES)
    assert spoken.exit_code == 1
    assert "cannot become active yet" in spoken.stdout
    assert "Which public task" in spoken.stdout
    assert "samenwerk check loket" in spoken.stdout
    assert copy.path(PATH).read_bytes() == old
    assert not spoken.asked


def test_through_an_open_gate(ready: Copy, mark: Callable[..., Spoken], samenwerk: Run) -> None:
    text = ready.read(PATH)
    spoken = mark("active", *BODY, *YES)
    assert spoken.exit_code == 0, spoken.stderr
    decision = data(ready)["decisions"][-1]
    asked = ("why", "goals", "values", "roles", "form")
    assert decision["checklists"] == dict.fromkeys(asked, 1)
    assert (decision["body"], decision["date"]) == ("college", DAY)
    added = ready.read(PATH).removeprefix(text.replace("status: exploring", "status: active"))
    assert added.startswith("decisions:\n")
    assert "  + status: active" in spoken.stdout
    assert "  - status: exploring" in spoken.stdout
    assert samenwerk("validate").exit_code == 0


def test_a_status_typed_by_hand_is_caught_on_its_line(copy: Copy, samenwerk: Run) -> None:
    copy.replace(PATH, "status: exploring", "status: active")
    done = samenwerk("validate")
    assert done.exit_code == 1
    assert any(line.startswith(f"{PATH}:3:") for line in done.lines)


# --- the decision ---------------------------------------------------------------------------------


def test_what_is_not_given_is_asked(ready: Copy, mark: Callable[..., Spoken]) -> None:
    spoken = mark("active", given=("college", "22-11-2026", "Z/26/0412", "yes"))
    assert spoken.exit_code == 0, spoken.stderr
    assert data(ready)["decisions"][-1]["reference"] == "Z/26/0412"
    assert spoken.asked[0].values == ["raad", "college", "burgemeester", "gemandateerd"]
    assert spoken.asked[-1].values[0] == "no"


def test_no_is_no(ready: Copy, mark: Callable[..., Spoken]) -> None:
    old = ready.path(PATH).read_bytes()
    spoken = mark("active", *BODY, given=("no",))
    assert spoken.exit_code == 1
    assert ready.path(PATH).read_bytes() == old


def test_stopping_changes_nothing(copy: Copy, mark: Callable[..., Spoken]) -> None:
    old = copy.path(PATH).read_bytes()
    spoken = mark("declined", given=("college", KeyboardInterrupt))
    assert spoken.exit_code == 130
    assert "samenwerk mark loket declined" in spoken.stderr
    assert copy.path(PATH).read_bytes() == old


def test_a_dry_run_shows_the_change(copy: Copy, mark: Callable[..., Spoken]) -> None:
    old = copy.path(PATH).read_bytes()
    spoken = mark("declined", *BODY, *REASON, "--dry-run")
    assert spoken.exit_code == 0
    assert "+ status: declined" in spoken.stdout
    assert copy.path(PATH).read_bytes() == old


def test_a_no_has_a_reason_and_the_conclusion_stays(
    copy: Copy, mark: Callable[..., Spoken], samenwerk: Run
) -> None:
    given = ("college", "1-11-2026", "Z/26/0412", "Het regionale loket doet dit al.", "yes")
    spoken = mark("declined", given=given)
    assert spoken.exit_code == 0, spoken.stderr
    assert data(copy)["decisions"][-1]["reason"] == "Het regionale loket doet dit al."
    assert samenwerk("validate").exit_code == 0


def test_without_a_person_it_names_the_options(copy: Copy, samenwerk: Run) -> None:
    done = samenwerk("mark", "loket", "declined", "--body", "college")
    assert done.exit_code == 1
    for option in ("--date", "--reference", "--reason"):
        assert option in done.stderr
    done = samenwerk("mark", "loket", "declined", *BODY, *REASON, "--no-input")
    assert done.exit_code == 1
    assert "--yes" in done.stderr


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--date", "2026-11-23"), 1),
        (("--date", "22 nov"), 2),
        (("--date", "2026-02-30"), 2),
        (("--body", "kabinet"), 2),
        (("--reason", "\x1b[31m"), 2),
        (("--reason", "n.v.t."), 2),
        (("--reason", "Advies " * 3000), 2),
        (("--reference", "x" * 201), 2),
        (("--late-reason", "\u202e"), 2),
    ],
)
def test_an_option_that_cannot_be_right(
    copy: Copy, mark: Callable[..., Spoken], options: tuple[str, str], code: int
) -> None:
    old = copy.path(PATH).read_bytes()
    spoken = mark("declined", *BODY, *REASON, *YES, *options)
    assert spoken.exit_code == code
    assert spoken.stderr
    assert copy.path(PATH).read_bytes() == old


@pytest.mark.parametrize("day", ["23-11-2026", "14-1-2026", "morgen"])
def test_a_day_that_cannot_be_right_is_no_answer(copy: Copy, day: str) -> None:
    decided(copy, "declined")
    record = notebook(copy).record

    def wrong_day(text: str) -> Refused | None:
        date = typed.date(text)
        last = record.partnership.decisions[-1].date
        return None if date and last <= date <= TODAY else Refused("Wrong day.")

    deciding = Deciding(voice(Script([day])), "Loket", "municipality", wrong_day)
    with pytest.raises(AssertionError, match=day):
        deciding.fill_in(Made(status=Status.EXPLORING), ["date"])


def test_no_decision_comes_before_the_last_one(copy: Copy, mark: Callable[..., Spoken]) -> None:
    decided(copy, "declined")
    spoken = mark("exploring", *BODY, *REASON, *YES, "--date", "2026-01-14")
    assert spoken.exit_code == 1
    assert "2026-01-15" in spoken.stderr


# --- filled in afterwards -------------------------------------------------------------------------


def test_answers_after_the_decision_need_a_reason(
    ready: Copy, mark: Callable[..., Spoken], samenwerk: Run
) -> None:
    late = ("--body", "college", "--date", "2026-11-01", "--reference", "Z/26/0412", "--yes")
    refused = samenwerk("mark", "loket", "active", *late)
    assert refused.exit_code == 1
    assert "--late-reason" in refused.stderr
    assert "why/" in refused.stderr
    spoken = mark("active", *late, given=("Het college besloot vóór het register er was.",))
    assert spoken.exit_code == 0, spoken.stderr
    assert "why/" in spoken.asked[0].ask.note[0]
    assert "vóór het register" in data(ready)["decisions"][-1]["late_reason"]
    assert samenwerk("validate").exit_code == 0


# --- in between -----------------------------------------------------------------------------------


def test_what_an_editor_saved_meanwhile_stays(copy: Copy, mark: Callable[..., Spoken]) -> None:
    def edited(_asked: object) -> str:
        copy.replace(PATH, "name: Energieloket", "name: Energieloket Zuid")
        return "yes"

    spoken = mark("declined", *BODY, *REASON, given=(edited,))
    assert spoken.exit_code == 3
    assert PATH in spoken.stderr
    assert data(copy)["name"] == "Energieloket Zuid"
    assert data(copy)["status"] == "exploring"


def test_a_file_that_would_be_too_large(copy: Copy, mark: Callable[..., Spoken]) -> None:
    copy.write(PATH, copy.read(PATH) + f"# {'x' * (1_048_576 - len(copy.read(PATH)) - 10)}\n")
    old = copy.path(PATH).read_bytes()
    spoken = mark("declined", *BODY, *REASON, *YES)
    assert spoken.exit_code == 1
    assert "too large" in spoken.stderr
    assert copy.path(PATH).read_bytes() == old


def test_a_partnership_with_mistakes_must_be_mended_first(
    copy: Copy, mark: Callable[..., Spoken]
) -> None:
    copy.replace(PATH, "status: exploring", "status: explorin")
    assert mark("declined").exit_code == 1
