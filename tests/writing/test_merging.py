"""Two branches of git: what was done on both comes together, or `validate` says what is wrong."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TODAY, Copy
from crashing import run
from frontend import BY, PATH, add_checklist, answers, data, notebook, own_register, question
from samenwerk import yamledit, yamlfile

NAMES = [f"question-{number}" for number in range(6)]
CHECKS = "registry/loket/checks/own.yaml"
Work = Callable[[Copy], None]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    made = own_register(tmp_path)
    add_checklist(made, *(question(name, value="text") for name in NAMES))
    git(made, "init", "-q", "-b", "main")
    return made


def git(copy: Copy, *arguments: str, fine: tuple[int, ...] = (0,)) -> int:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(copy.root), *identity, *arguments]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode in fine, ended.stdout + ended.stderr
    return ended.returncode


def committed(copy: Copy, work: Work) -> None:
    work(copy)
    git(copy, "add", "-A")
    git(copy, "commit", "-q", "-m", "work")


def merged(copy: Copy, one: Work, other: Work, *, first: Work = lambda _copy: None) -> bool:
    """Two branches from one commit, each with its own work; does git merge them by itself?"""
    committed(copy, lambda copy: (first(copy), copy.write("start", "x"))[0])
    git(copy, "switch", "-q", "-c", "one")
    committed(copy, one)
    git(copy, "switch", "-q", "main")
    committed(copy, other)
    return git(copy, "merge", "-q", "--no-edit", "one", fine=(0, 1)) == 0


def answering(*names: str, text: str = "") -> Work:
    def work(copy: Copy) -> None:
        for name in names:
            value = text or f"Het antwoord op {name}."
            given: yamlfile.Value = {
                "value": value, "by": BY, "date": TODAY.isoformat(), "version": 1,
            }  # fmt: skip
            notebook(copy).set_answer("own", name, given)

    return work


def validated(copy: Copy) -> tuple[int, str]:
    return run(copy, "--lang", "en", "validate")


def check_merged(copy: Copy, path: str, *, is_clean: bool) -> None:
    """Clean and good; or each conflict is named by its own sentence, with its line."""
    code, said = validated(copy)
    if is_clean:
        assert (code, said.splitlines()[-1].partition(":")[2]) == (0, " 0 errors, 0 warnings"), said
        return
    text = copy.read(path)
    line = text.split("\n").index("<<<<<<< HEAD") + 1
    assert code == 1
    assert f"{path}:{line}:1: error conflict-marker" in said


# --- answers --------------------------------------------------------------------------------------


def test_answers_far_apart_come_together(copy: Copy) -> None:
    first = answering(*NAMES)
    is_clean = merged(
        copy,
        answering("question-0", text="Van de een."),
        answering("question-5", text="Van de ander."),
        first=first,
    )
    assert is_clean
    check_merged(copy, CHECKS, is_clean=is_clean)
    assert answers(copy, "own")["question-0"]["value"] == "Van de een."
    assert answers(copy, "own")["question-5"]["value"] == "Van de ander."


@pytest.mark.parametrize(("one", "other"), [(0, 1), (2, 3), (0, 5), (4, 1)])
def test_new_answers_come_together_or_the_conflict_is_named(
    copy: Copy, one: int, other: int
) -> None:
    is_clean = merged(copy, answering(NAMES[one]), answering(NAMES[other]))
    check_merged(copy, CHECKS, is_clean=is_clean)


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 5)])
def test_answers_that_others_follow(copy: Copy, one: int, other: int) -> None:
    first = answering(*(name for n, name in enumerate(NAMES) if n not in {one, other}))
    is_clean = merged(copy, answering(NAMES[one]), answering(NAMES[other]), first=first)
    check_merged(copy, CHECKS, is_clean=is_clean)


def test_the_same_question_answered_on_both_sides_is_a_conflict(copy: Copy) -> None:
    one, other = answering(NAMES[0], text="Van een."), answering(NAMES[0], text="Van twee.")
    is_clean = merged(copy, one, other, first=answering(NAMES[0]))
    assert not is_clean
    check_merged(copy, CHECKS, is_clean=is_clean)


def test_both_sides_of_a_conflict_kept_by_hand_are_a_key_that_is_there_twice(copy: Copy) -> None:
    one, other = answering(NAMES[0], text="Van een."), answering(NAMES[0], text="Van twee.")
    assert not merged(copy, one, other)
    kept = [
        line
        for line in copy.read(CHECKS).splitlines(keepends=True)
        if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
    ]
    copy.write(CHECKS, "".join(kept))
    code, said = validated(copy)
    assert code == 1
    assert "error duplicate-key" in said


def test_the_files_of_two_checklists_come_together(copy: Copy) -> None:
    def why(copy: Copy) -> None:
        paper = yamledit.dump(
            {"answers": {"why": {"still-free": {"verdict": "met", "note": "De raad is nog vrij."}}}}
        )
        copy.write("paper.yaml", paper)
        assert run(copy, "check", "loket", "--from", "paper.yaml", "--by", BY)[0] == 0
        copy.path("paper.yaml").unlink()

    is_clean = merged(copy, why, answering(NAMES[0]))
    assert is_clean
    check_merged(copy, CHECKS, is_clean=is_clean)
    assert copy.path("registry/loket/checks/why.yaml").exists()


# --- facts ----------------------------------------------------------------------------------------


def fact(path: yamlfile.Path, value: yamlfile.Value) -> Work:
    return lambda copy: notebook(copy).set_fact(path, value)


def test_facts_far_apart_come_together(copy: Copy) -> None:
    is_clean = merged(copy, fact(("purpose",), "Advies."), fact(("dates", "end"), "2027-12-31"))
    assert is_clean
    check_merged(copy, PATH, is_clean=is_clean)
    assert (data(copy)["purpose"], data(copy)["dates"]["end"]) == ("Advies.", "2027-12-31")


def partner(id: str) -> Work:
    def work(copy: Copy) -> None:
        there = data(copy)["partners"]
        notebook(copy).set_fact(("partners",), [*there, {"organisations": [id]}])

    return work


def test_two_partners_that_were_added_are_a_conflict_that_is_named(copy: Copy) -> None:
    is_clean = merged(copy, partner("waterschap-vliet"), partner("bouwer-bv"))
    assert not is_clean
    check_merged(copy, PATH, is_clean=is_clean)


def decided(status: str, body: str) -> Work:
    def work(copy: Copy) -> None:
        decision = ("--body", body, "--date", "2026-11-20", "--reference", "Z/26/1")
        reason = ("--reason", "Het regionale loket doet dit al.")
        code, said = run(copy, "mark", "loket", status, *decision, *reason, "--yes")
        assert code == 0, said

    return work


def test_two_decisions_are_a_conflict_that_is_named(copy: Copy) -> None:
    is_clean = merged(copy, decided("declined", "college"), decided("declined", "raad"))
    assert not is_clean
    check_merged(copy, PATH, is_clean=is_clean)


def test_two_decisions_kept_both_are_no_step_that_may_be_made(copy: Copy) -> None:
    assert not merged(copy, decided("declined", "college"), decided("declined", "raad"))
    lines = copy.read(PATH).splitlines(keepends=True)
    kept = [each for each in lines if not each.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    copy.write(PATH, "".join(kept))
    code, said = validated(copy)
    assert code == 1
    assert "registry/loket/partnership.yaml:" in said


# --- new partnerships -----------------------------------------------------------------------------


def begun(name: str, organisation: str) -> Work:
    def work(copy: Copy) -> None:
        facts: yamlfile.Value = {
            "name": name,
            "purpose": "Inwoners krijgen advies over warmtepompen.",
            "kind": "public-public",
            "partners": [{"organisations": [organisation]}],
        }
        organisations: yamlfile.Value = {organisation: {"name": organisation, "kind": "company"}}
        copy.write("x.yaml", yamledit.dump({"facts": facts, "organisations": organisations}))
        code, said = run(copy, "new", "--from", "x.yaml")
        assert code == 0, said
        copy.path("x.yaml").unlink()

    return work


def test_two_new_partnerships_come_together(copy: Copy) -> None:
    is_clean = merged(copy, begun("Warmteloket", "warmte"), begun("Koudeloket", "koude"))
    assert is_clean
    check_merged(copy, PATH, is_clean=is_clean)


def test_a_new_organisation_that_came_on_both_sides_comes_together(copy: Copy) -> None:
    is_clean = merged(copy, begun("Warmteloket", "warmte"), begun("Koudeloket", "warmte"))
    assert is_clean
    check_merged(copy, PATH, is_clean=is_clean)
