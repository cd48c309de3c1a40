"""Several people at once, each with a program of their own: nothing that was answered is lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TODAY, Copy
from crashing import FELL, PATIENCE, Notes, ends, fork, left_over, run
from frontend import BY, PATH, add_checklist, answers, data, notebook, own_register, question
from samenwerk import yamledit
from samenwerk.errors import SamenwerkError
from samenwerk.interview import memory
from samenwerk.placing import Changed
from samenwerk.register import Register
from samenwerk.yamlfile import Value

OWN = "registry/loket/checks/own.yaml"
EACH = 8  # questions for each person
ROUNDS = 4


def together(*people: Callable[[Notes], tuple[int, str]]) -> list[tuple[int, str]]:
    """All at once, each in a process of their own; the exit codes, and what was said."""
    notes = [Notes() for _ in people]
    children = [fork(work, own) for work, own in zip(people, notes, strict=True)]
    assert all(ends(child, PATIENCE) for child in children)
    return [each.told for each in notes]


def answer(text: str) -> dict[str, Value]:
    return {"value": text, "by": BY, "date": TODAY.isoformat(), "version": 1}


def answering(copy: Copy, person: str) -> Callable[[Notes], tuple[int, str]]:
    """Somebody who answers all their questions, one after another, as fast as can be."""

    def work(_notes: Notes) -> tuple[int, str]:
        book, lost = notebook(copy), 0
        for number in range(EACH):
            try:
                book.set_answer("own", f"{person}-{number}", answer(f"Van {person}, {number}."))
            except SamenwerkError:
                lost += 1  # and said so
        return lost, person

    return work


def test_two_people_who_answer_different_questions_of_one_checklist(tmp_path: Path) -> None:
    for round in range(ROUNDS):
        copy = own_register(tmp_path / str(round))
        names = [f"{person}-{number}" for person in ("een", "twee") for number in range(EACH)]
        add_checklist(copy, *(question(name, value="text") for name in names))
        told = together(answering(copy, "een"), answering(copy, "twee"))
        assert FELL not in dict(told)
        assert len(answers(copy, "own")) == 2 * EACH - sum(lost for lost, _ in told)
        assert sum(lost for lost, _ in told) <= 2
        assert run(copy, "validate")[0] == 0
        assert left_over(copy) == []


def adding(root: Path, person: int, each: int) -> Callable[[Notes], tuple[int, str]]:
    """Adds lines to one file as fast as can be, as nothing but the door to the disk does."""

    def work(_notes: Notes) -> tuple[int, str]:
        register, done = Register(root), 0
        while done < each:
            old = register.read(PATH)
            assert isinstance(old, bytes)
            try:
                register.write(PATH, old + f"# {person}-{done}\n".encode(), expected=old)
                done += 1
            except Changed:
                continue
        return done, ""

    return work


def test_between_reading_again_and_replacing_nobody_gets_in(tmp_path: Path) -> None:
    copy = own_register(tmp_path)
    together(*(adding(tmp_path, person, 60) for person in range(3)))
    lines = re.findall(r"^# \d-\d+$", copy.read(PATH), re.MULTILINE)
    assert sorted(lines) == sorted(f"# {person}-{n}" for person in range(3) for n in range(60))


def filling(copy: Copy, paper: str) -> Callable[[Notes], tuple[int, str]]:
    return lambda _notes: run(copy, "check", "loket", "--from", paper, "--by", BY)


def test_two_papers_at_once_are_both_saved_or_one_is_refused(tmp_path: Path) -> None:
    refused = 0
    for round in range(ROUNDS):
        copy = own_register(tmp_path / str(round))
        add_checklist(copy, question("one", value="text"), question("two", value="text"))
        for name in ("one", "two"):
            made: Value = {"answers": {"own": {name: {"value": f"Het antwoord op {name}."}}}}
            copy.write(f"{name}.yaml", yamledit.dump(made))
        told = together(filling(copy, "one.yaml"), filling(copy, "two.yaml"))
        saved = [name for name, (code, _) in zip(("one", "two"), told, strict=True) if code == 0]
        assert sorted(answers(copy, "own")) == saved
        for code, said in told:
            assert code in {0, 3}
            assert code == 0 or f"Iemand anders heeft {OWN} intussen gewijzigd" in said
        refused += 2 - len(saved)
        again = [run(copy, "check", "loket", "--from", f"{n}.yaml", "--by", BY) for n in saved]
        assert [code for code, _ in again] == [0] * len(saved)
    assert refused < 2 * ROUNDS


def test_the_same_question_at_once_is_answered_by_one_of_them(tmp_path: Path) -> None:
    for round in range(ROUNDS):
        copy = own_register(tmp_path / str(round))
        add_checklist(copy, question("one", value="text"))

        def work(_notes: Notes, copy: Copy = copy) -> tuple[int, str]:
            text = f"Dit is van {id(_notes)}."
            try:
                notebook(copy).set_answer("own", "one", answer(text))
            except SamenwerkError as error:
                return error.exit_code, error.lost
            return 0, text

        told = together(work, work)
        kept = [text for code, text in told if code == 0]
        assert answers(copy, "own")["one"]["value"] in kept
        assert {code for code, _ in told} <= {0, 3}
        assert len({text for _, text in told}) == 2  # who was too late is shown the own answer


def test_what_is_remembered_at_once_is_of_one_of_them(tmp_path: Path) -> None:
    copy = own_register(tmp_path)
    register = Register(tmp_path)

    def remembering(person: str) -> Callable[[Notes], tuple[int, str]]:
        def work(_notes: Notes) -> tuple[int, str]:
            for number in range(40):
                memory.remember_author(register, f"{person} {number}")
            return 0, ""

        return work

    assert dict(together(*map(remembering, ("een", "twee", "drie")))) == {0: ""}
    assert memory.author(register) in {"een 39", "twee 39", "drie 39"}
    assert left_over(copy) == []


@pytest.mark.parametrize("line", ["name: Energieloket Zuid", "name: Energieloket  # let op"])
def test_an_editor_between_question_and_answer_keeps_its_change(tmp_path: Path, line: str) -> None:
    copy = own_register(tmp_path)
    book = notebook(copy)
    copy.replace(PATH, "name: Energieloket", line)
    book.set_fact(("dates", "end"), "2027-12-31")
    assert f"{line}\n" in copy.read(PATH)
    assert data(copy)["dates"]["end"] == "2027-12-31"
