"""`samenwerk check`: where things stand, the questions, and how to go on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Copy, Result
from frontend import (
    BY,
    PATH,
    Adviser,
    Script,
    Spoken,
    add_checklist,
    answers,
    converse,
    data,
    own_register,
    question,
)
from samenwerk import yamledit
from samenwerk.checklist import ours
from samenwerk.prompt import Signal

Run = Callable[..., Result]
SKIP = Signal.SKIP
NOTE = "Besproken met de wethouder op 3 november."
OPTIONS = ("loket", "own", "--by", BY, "--lang", "en")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    monkeypatch.chdir(tmp_path)
    made = own_register(tmp_path)
    add_checklist(made, question("one", value="text"), question("two", value="text", gate="must"))
    return made


@pytest.fixture
def check(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Spoken]:
    def run(*given: object, options: tuple[str, ...] = OPTIONS) -> Spoken:
        return converse(monkeypatch, Script(given), "check", *options)

    return run


# --- what is remembered ---------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["file", "link", "folder"])
def test_what_cannot_be_remembered_keeps_nobody_from_answering(
    copy: Copy, check: Callable[..., Spoken], what: str
) -> None:
    outside = copy.root.with_name(f"{copy.root.name}-outside")
    outside.mkdir()
    if what == "file":
        copy.write(".samenwerk", "")
    elif what == "link":
        copy.path(".samenwerk").symlink_to(outside)
    else:
        copy.path(".samenwerk/author.yaml").mkdir(parents=True)
    spoken = check(BY, NOTE, NOTE + " Ook dat.", options=("loket", "own", "--lang", "en"))
    assert (spoken.exit_code, spoken.stderr) == (0, "")
    assert list(answers(copy, "own")) == ["one", "two"]
    assert list(outside.iterdir()) == []


# --- the start and the end ------------------------------------------------------------------------


def test_the_start_says_where_things_stand(check: Callable[..., Spoken]) -> None:
    lines = check(NOTE, NOTE + " Ook dat.").stdout.splitlines()
    assert lines[0] == "Energieloket"
    assert any("Own questions" in line and "0 of 2" in line for line in lines)


def test_how_to_go_on_can_be_copied(copy: Copy, check: Callable[..., Spoken]) -> None:
    spoken = check(KeyboardInterrupt)
    assert spoken.stderr.endswith("Go on with: samenwerk check loket\n")
    moved = copy.root.rename(copy.root.with_name("my register"))
    spoken = check(KeyboardInterrupt, options=(*OPTIONS, "--register", str(moved)))
    assert f"Go on with: samenwerk check loket --register '{moved}'\n" in spoken.stderr


def test_as_long_as_the_weight_is_open_it_gives_a_maximum(check: Callable[..., Spoken]) -> None:
    assert "at most 2 questions" in check(NOTE, SKIP).stdout


def test_the_end_says_what_is_open_and_how_to_go_on(check: Callable[..., Spoken]) -> None:
    spoken = check(NOTE, SKIP)
    assert spoken.exit_code == 0
    assert "1 answer" in spoken.stdout
    assert "Question about two? (not answered yet)" in spoken.stdout
    commands = [line.strip() for line in spoken.stdout.splitlines() if line[:3] in {"  s", "  g"}]
    assert commands[0] == "samenwerk check loket"
    assert commands[-1].startswith("git add registry")
    assert len(commands) <= 3


def test_nothing_left_to_ask(check: Callable[..., Spoken]) -> None:
    check(NOTE, NOTE + " Ook dat.")
    spoken = check()
    assert not spoken.asked
    assert "nothing left to ask" in spoken.stdout


def test_a_conclusion_of_no_leads_to_a_no(copy: Copy, check: Callable[..., Spoken]) -> None:
    given = {"value": "stop", "by": "jurist", "date": "2026-11-01", "version": 1}
    made = {"checklist": "why", "answers": {"conclusion": given}}
    copy.write("registry/loket/checks/why.yaml", yamledit.dump(made))
    assert "samenwerk mark loket declined" in check(NOTE, SKIP).stdout


# --- who answers ----------------------------------------------------------------------------------


def test_the_author_is_asked_once_and_remembered(copy: Copy, check: Callable[..., Spoken]) -> None:
    options = ("loket", "own")
    first = check("jurist", NOTE, NOTE + " Ook dat.", options=options)
    assert [each.ask.heading for each in first.asked[:1]] == ["Voordat we beginnen"]
    assert answers(copy, "own")["one"]["by"] == "jurist"
    again = check("jurist", SKIP, SKIP, options=(*options, "--all"))
    assert again.asked[0].ask.current == "jurist"


def test_without_questions_no_author_is_asked(check: Callable[..., Spoken]) -> None:
    check(NOTE, NOTE + " Ook dat.")
    assert not check(options=("loket", "own")).asked


@pytest.mark.parametrize("by", ["\x1b[31m", "x" * 201, "n.v.t."])
def test_an_author_that_no_file_may_hold(copy: Copy, check: Callable[..., Spoken], by: str) -> None:
    spoken = check(options=("loket", "own", "--by", by))
    assert spoken.exit_code == 2
    assert "--by" in spoken.stderr
    assert not copy.path(".samenwerk").exists()


# --- which partnership, which checklist -----------------------------------------------------------


def test_without_an_id_it_offers_what_is_open(copy: Copy, check: Callable[..., Spoken]) -> None:
    decision = {"status": "declined", "body": "college", "date": "2026-10-01", "reason": "Duur."}
    declined = {**data(copy), "status": "declined", "decisions": [decision]}
    copy.write("registry/oud/partnership.yaml", yamledit.dump(declined))
    copy.write("registry/stuk/partnership.yaml", "name: [\n")
    spoken = check("loket", "jurist", KeyboardInterrupt, options=())
    assert spoken.asked[0].values == ["loket"]
    assert spoken.exit_code == 130


def test_nothing_is_open_anywhere(copy: Copy, check: Callable[..., Spoken]) -> None:
    copy.without_partnerships()
    spoken = check(options=())
    assert spoken.exit_code == 1
    assert "samenwerk new" in spoken.stderr


def test_only_one_checklist(check: Callable[..., Spoken]) -> None:
    spoken = check(*[SKIP] * 9, KeyboardInterrupt, options=("loket", "values", "--by", BY))
    titles = {each.ask.heading.split(" · ")[1] for each in spoken.asked}
    assert titles == {ours()["values"].title.nl}


def test_a_wrong_id_or_checklist_names_the_nearest(samenwerk: Run, copy: Copy) -> None:
    for arguments, near in ((("lokett",), "loket"), (("loket", "whi"), "why")):
        done = samenwerk("check", *arguments)
        assert done.exit_code == 2
        assert near in done.stderr


def test_a_partnership_with_mistakes_must_be_mended_first(samenwerk: Run, copy: Copy) -> None:
    copy.replace(PATH, "status: exploring", "status: explorin")
    done = samenwerk("check", "loket")
    assert done.exit_code == 1
    assert "samenwerk validate loket" in done.stderr


# --- stopping -------------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_stopping_keeps_what_was_answered(
    copy: Copy, check: Callable[..., Spoken], stop: type[BaseException]
) -> None:
    spoken = check(NOTE, stop)
    assert spoken.exit_code == 130
    assert "1 answer" in spoken.stderr
    assert "samenwerk check loket" in spoken.stderr
    assert list(answers(copy, "own")) == ["one"]


def test_it_goes_on_where_you_were(check: Callable[..., Spoken]) -> None:
    check(NOTE, KeyboardInterrupt)
    assert [each.ask.question for each in check(NOTE + " Ook dat.").asked] == [
        "Question about two?"
    ]


def test_somebody_else_was_first(copy: Copy, check: Callable[..., Spoken]) -> None:
    path = "registry/loket/checks/own.yaml"

    def others(_asked: object) -> str:
        copy.write(path, "checklist: own\nanswers:\n  one: {value: Van een ander.}\n")
        return NOTE

    spoken = check(others)
    assert spoken.exit_code == 3
    assert path in spoken.stderr
    assert NOTE in spoken.stderr
    assert "Van een ander." in copy.read(path)


# --- effort ---------------------------------------------------------------------------------------

BUDGETS: dict[str, tuple[int, list[str], dict[str, Any], str]] = {
    "light": (45, ["gemeente-oudstad", "gemeente-dijkstede"], {"form": "convenant"}, "31-12-2027"),
    "standard": (
        90,
        ["gemeente-oudstad", "gemeente-dijkstede", "bouwer-bv"],
        {"form": "dienstverleningsovereenkomst"},
        "31-12-2029",
    ),
    "heavy": (
        130,
        ["gemeente-oudstad", "gemeente-dijkstede", "waterschap-vliet", "bouwer-bv"],
        {"form": "stichting"},
        "31-12-2029",
    ),
}


@pytest.mark.parametrize("weight", BUDGETS)
def test_the_front_end_stays_within_its_budget_of_prompts(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, samenwerk: Run, weight: str
) -> None:
    """DESIGN section 4: everything included, answered properly, until the gate is open."""
    most, ids, facts, end = BUDGETS[weight]
    partners = [{"organisations": [id]} for id in ids]
    own_register(copy.root, partners=partners, **facts)
    copy.path("checklists/own.yaml").unlink()
    wanted = {"Wanneer eindigt de samenwerking?": end}
    choices = ("partly", "affected", "ordinary", "freely", "fund", "client")
    adviser = Adviser(partners=ids, wanted={**wanted, **dict.fromkeys(choices, True)})
    spoken = converse(monkeypatch, adviser, "check", "loket")
    assert spoken.exit_code == 0, spoken.stderr
    assert samenwerk("check", "loket", "--no-input").exit_code == 0
    assert samenwerk("validate").exit_code == 0
    assert len(adviser.asked) <= most
