"""Two people at once, an editor in between, and files that cannot be what was asked."""

from pathlib import Path

import pytest

from conftest import Copy
from frontend import (
    BY,
    PATH,
    TODAY,
    add_checklist,
    answers,
    data,
    fill_everything,
    notebook,
    own_register,
    question,
)
from samenwerk import yamledit, yamlfile
from samenwerk.errors import Refused, SamenwerkError
from samenwerk.interview.notebook import RecordNotebook, save_all
from samenwerk.placing import Changed
from samenwerk.register import Register

OWN = "registry/loket/checks/own.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    made = own_register(tmp_path)
    add_checklist(made, question("one", value="text"), question("two", value="text"))
    return made


def answer(text: str) -> dict[str, yamlfile.Value]:
    return {"value": text, "by": BY, "date": "2026-11-22", "version": 1}


def test_two_people_who_answer_different_questions_both_keep_their_answer(copy: Copy) -> None:
    first, second = notebook(copy), notebook(copy)
    first.set_answer("own", "one", answer("Van de eerste."))
    second.set_answer("own", "two", answer("Van de tweede."))
    first.set_answer("own", "one", answer("Toch anders."))
    made = answers(copy, "own")
    assert made["one"]["value"] == "Toch anders."
    assert made["two"]["value"] == "Van de tweede."


def test_two_people_who_change_different_facts(copy: Copy) -> None:
    first, second = notebook(copy), notebook(copy)
    first.set_fact(("dates", "end"), "2027-12-31")
    second.set_fact(("out_of_scope",), "Subsidies.")
    assert (data(copy)["dates"]["end"], data(copy)["out_of_scope"]) == ("2027-12-31", "Subsidies.")


def test_of_two_answers_to_one_question_the_first_is_kept(copy: Copy) -> None:
    first, second = notebook(copy), notebook(copy)
    first.set_answer("own", "one", answer("Van de eerste."))
    before = copy.path(OWN).read_bytes()
    with pytest.raises(SamenwerkError) as stop:
        second.set_answer("own", "one", answer("Van de tweede."))
    assert stop.value.exit_code == 3
    assert stop.value.facts == {"file": OWN, "answer": "Van de tweede."}
    assert copy.path(OWN).read_bytes() == before


def test_the_same_answer_twice_is_no_trouble(copy: Copy) -> None:
    first, second = notebook(copy), notebook(copy)
    first.set_answer("own", "one", answer("Hetzelfde."))
    second.set_answer("own", "one", answer("Hetzelfde."))
    assert answers(copy, "own")["one"]["value"] == "Hetzelfde."


def test_what_an_editor_saved_meanwhile_stays(copy: Copy) -> None:
    book = notebook(copy)
    copy.replace(PATH, "name: Energieloket", "# let op\nname: Energieloket Zuid")
    book.set_fact(("dates", "end"), "2027-12-31")
    assert "# let op\nname: Energieloket Zuid\n" in copy.read(PATH)
    assert data(copy)["dates"]["end"] == "2027-12-31"
    assert book.facts["name"] == "Energieloket Zuid"


def test_what_an_editor_changed_is_not_overwritten(copy: Copy) -> None:
    book = notebook(copy)
    copy.replace(PATH, "start: 2027-03-01", "start: 2027-05-01")
    with pytest.raises(SamenwerkError):
        book.set_fact(("dates", "start"), "2027-04-01")
    assert data(copy)["dates"]["start"] == "2027-05-01"


class Racing(Register):
    """A register in which somebody else always saves just before."""

    def __init__(self, root: Path, times: int) -> None:
        super().__init__(root)
        self.left = times

    def write(self, path: str, new: bytes, *, expected: bytes | None) -> None:
        if self.left and path != "registry/register.yaml":
            self.left -= 1
            target = self.root / path
            old = target.read_bytes() if target.exists() else b""
            target.write_bytes(old + b"# iemand anders\n")
        super().write(path, new, expected=expected)


def racing(copy: Copy, times: int) -> RecordNotebook:
    return RecordNotebook(Racing(copy.root, times), "loket", TODAY)


def test_a_change_is_made_to_the_file_as_it_is_at_that_moment(copy: Copy) -> None:
    racing(copy, 2).set_fact(("dates", "end"), "2027-12-31")
    assert copy.read(PATH).count("# iemand anders") == 2
    assert data(copy)["dates"]["end"] == "2027-12-31"


def test_who_is_always_too_late_is_told(copy: Copy) -> None:
    with pytest.raises(SamenwerkError, match="all the time"):
        racing(copy, 99).set_fact(("dates", "end"), "2027-12-31")
    assert "end" not in data(copy)["dates"]


def test_an_organisation_that_came_meanwhile_is_not_overwritten(copy: Copy) -> None:
    book = notebook(copy)
    path = copy.write("registry/organisations/woonclub.yaml", "schema: 1\nname: W\nkind: other\n")
    with pytest.raises(SamenwerkError):
        book.add_organisation("woonclub", {"name": "Woonclub", "kind": "association"})
    assert "name: W\n" in path.read_text(encoding="utf-8")


def test_several_files_are_saved_together_or_not_at_all(copy: Copy) -> None:
    register = Register(copy.root)
    old = copy.path(PATH).read_bytes()
    changes = {PATH: (b"name: x\n", old), "registry/register.yaml": (b"x", b"something else")}
    with pytest.raises(SamenwerkError) as stop:
        save_all(register, changes)
    assert isinstance(stop.value.__cause__, Changed)
    assert stop.value.facts["path"] == "registry/register.yaml"
    assert copy.path(PATH).read_bytes() == old


# --- what no file may hold ------------------------------------------------------------------------


def test_a_file_that_would_grow_past_its_limit_is_refused(copy: Copy) -> None:
    book = notebook(copy)
    old = copy.path(PATH).read_bytes()
    with pytest.raises(Refused) as stop:
        book.set_fact(("own", "brings"), [f"{'Woorden ' * 2400} {n}" for n in range(60)])
    assert stop.value.exit_code == 1
    assert "too large" in stop.value.facts["sentence"].en
    assert copy.path(PATH).read_bytes() == old


def test_a_control_character_is_refused(copy: Copy) -> None:
    old = copy.path(PATH).read_bytes()
    with pytest.raises(Refused):
        notebook(copy).set_fact(("name",), "Loket \x1b[31m")
    with pytest.raises(Refused):
        notebook(copy).set_answer("own", "one", answer("Loket \x1b[31m"))
    assert copy.path(PATH).read_bytes() == old
    assert not copy.path(OWN).exists()


def test_a_file_that_was_broken_meanwhile_is_left_alone(copy: Copy) -> None:
    book = notebook(copy)
    copy.replace(PATH, "name: Energieloket", "name: [Energieloket")
    with pytest.raises(Refused) as stop:
        book.set_fact(("dates", "end"), "2027-12-31")
    assert stop.value.facts["path"] == PATH
    assert "name: [Energieloket" in copy.read(PATH)


def test_what_the_schema_or_the_rules_refuse_is_not_written(copy: Copy) -> None:
    old = copy.path(PATH).read_bytes()
    for path, value in (
        (("kind",), "geheim"),
        (("dates", "end"), "2027-01-01"),
        (("partners",), [{"organisations": ["niemand"]}]),
    ):
        with pytest.raises(Refused):
            notebook(copy).set_fact(path, value)
    assert copy.path(PATH).read_bytes() == old


def test_an_active_partnership_that_lacks_two_answers_may_get_one(copy: Copy) -> None:
    copy.replace(PATH, "status: exploring", "status: active")
    notebook(copy).set_answer("own", "one", answer("Van de eerste."))
    assert list(answers(copy, "own")) == ["one"]


def test_what_shuts_the_gate_of_an_active_partnership_is_said_at_once(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy.path("checklists/own.yaml").unlink()
    own_register(copy.root)
    monkeypatch.chdir(copy.root)
    fill_everything(copy, monkeypatch)
    decision = {"status": "active", "body": "college", "date": "2026-11-22"}
    facts = {**data(copy), "status": "active", "decisions": [decision]}
    copy.write(PATH, yamledit.dump(facts))
    with pytest.raises(Refused):
        notebook(copy).set_fact(("goals",), [])
    assert data(copy)["goals"]
