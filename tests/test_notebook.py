"""Two people at once, an editor in between, and files that cannot be what was asked."""

import shutil
from pathlib import Path
from typing import Any

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
    assert (stop.value.facts, stop.value.lost) == ({"file": OWN}, "Van de tweede.")
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


# --- what moved, or is gone -----------------------------------------------------------------------

OUDSTAD, DIJKSTEDE = (
    {"organisations": ["gemeente-oudstad"]},
    {"organisations": ["gemeente-dijkstede"]},
)
GOALS = [{"id": "minder", "result": "Minder gas"}, {"id": "meer", "result": "Meer advies"}]
ROUTES = [{"option": "buy"}, {"option": "regulate"}, {"option": "nothing"}]


def edited(copy: Copy, **facts: yamlfile.Value) -> None:
    """Somebody saves the file from an editor."""
    copy.write(PATH, yamledit.dump({**data(copy), **facts}))


def test_an_answer_about_a_partner_goes_where_that_partner_stands_now(copy: Copy) -> None:
    book = notebook(copy)
    edited(copy, partners=[DIJKSTEDE, OUDSTAD])
    book.set_fact(("partners", 0, "contact"), "wethouder wonen")
    assert data(copy)["partners"] == [DIJKSTEDE, {**OUDSTAD, "contact": "wethouder wonen"}]
    assert book.facts == data(copy)


def test_within_a_question_an_index_stays_that_of_the_partner_that_was_shown(copy: Copy) -> None:
    book = notebook(copy)
    with book.question():
        edited(copy, partners=[DIJKSTEDE, OUDSTAD])
        book.set_fact(("documents",), [{"id": "nota", "title": "Nota"}])  # reads the file again
        book.set_fact(("partners", 0, "contact"), "wethouder wonen")
        shown: Any = book.facts
        assert shown["partners"] == [{**OUDSTAD, "contact": "wethouder wonen"}, DIJKSTEDE]
        assert shown["documents"] == [{"id": "nota", "title": "Nota"}]
    assert data(copy)["partners"] == [DIJKSTEDE, {**OUDSTAD, "contact": "wethouder wonen"}]
    assert book.facts == data(copy)


def test_what_others_answer_within_a_question_is_not_overwritten(copy: Copy) -> None:
    book, other = notebook(copy), notebook(copy)
    with book.question():
        other.set_answer("own", "one", answer("Van de ander."))
        book.set_fact(("documents",), [{"id": "nota", "title": "Nota"}])
        assert book.answer("own", "one") == {}
        with pytest.raises(SamenwerkError) as stop:
            book.set_answer("own", "one", answer("Van mij."))
    assert stop.value.lost == "Van mij."
    assert answers(copy, "own")["one"]["value"] == "Van de ander."


def test_what_else_is_in_a_list_is_followed_by_its_id_or_by_what_it_says(copy: Copy) -> None:
    edited(copy, goals=GOALS, alternatives=ROUTES)
    book = notebook(copy)
    edited(copy, goals=GOALS[::-1], alternatives=ROUTES[1:])
    book.set_fact(("goals", 0, "target"), "een kwart")
    book.set_fact(("alternatives", 0, "dropped_because"), "Dat duurt te lang.")
    found = data(copy)
    assert found["goals"] == [GOALS[1], {**GOALS[0], "target": "een kwart"}]
    assert found["alternatives"][0] == {**ROUTES[1], "dropped_because": "Dat duurt te lang."}


@pytest.mark.parametrize(
    ("left", "place", "item"),
    [
        ({"partners": [DIJKSTEDE]}, ("partners", 0, "contact"), "gemeente-oudstad"),
        ({"goals": GOALS[1:]}, ("goals", 0, "target"), "minder"),
        ({"goals": []}, ("goals", 1, "target"), "meer"),
        ({"alternatives": ROUTES[:1]}, ("alternatives", 1, "dropped_because"), "alternatives[1]"),
        ({"partners": [OUDSTAD]}, ("partners", 0, "brings", 0, "text"), "partners[0].brings[0]"),
        (
            {"alternatives": [*ROUTES[1:], ROUTES[1]]},
            ("alternatives", 1, "option"),
            "alternatives[1]",
        ),
    ],
)
def test_an_answer_about_what_is_gone_is_given_back(
    copy: Copy, left: dict[str, yamlfile.Value], place: yamlfile.Path, item: str
) -> None:
    brings = {
        "partners": [{**OUDSTAD, "brings": [{"text": "Een ruimte.", "known": "asked"}]}, DIJKSTEDE]
    }
    edited(copy, goals=GOALS, alternatives=ROUTES, **brings)
    book = notebook(copy)
    edited(copy, **left)
    before = copy.read(PATH)
    with pytest.raises(SamenwerkError, match="took") as stop:
        book.set_fact(place, "Een antwoord.")
    assert (stop.value.exit_code, stop.value.lost) == (3, "Een antwoord.")
    assert stop.value.facts == {"file": PATH, "item": item}
    assert copy.read(PATH) == before


def test_a_verdict_about_a_partner_that_is_gone_is_given_back(copy: Copy) -> None:
    book = notebook(copy)
    edited(copy, partners=[DIJKSTEDE])
    book.set_answer("own", "one/gemeente-dijkstede", answer("Over wie er nog is."))
    with pytest.raises(SamenwerkError, match="took") as stop:
        book.set_answer("own", "one/gemeente-oudstad", answer("Over wie weg is."))
    assert (stop.value.facts["item"], stop.value.lost) == ("gemeente-oudstad", "Over wie weg is.")
    assert list(answers(copy, "own")) == ["one/gemeente-dijkstede"]


def test_an_answer_is_given_back_whole(copy: Copy) -> None:
    first, second = notebook(copy), notebook(copy)
    first.set_answer("own", "one", answer("Van de eerste."))
    exception = {"reason": "Wij wachten.", "approved_by": "directie", "until": "2027-01-01"}
    said = {"verdict": "partly", "note": "Omdat het zo is. " * 40, "exception": exception}
    with pytest.raises(SamenwerkError) as stop:
        second.set_answer("own", "one", {**said, "by": BY, "date": "2026-11-22", "version": 1})
    told = f"partly · {said['note']} · Wij wachten. · directie · 2027-01-01"
    assert stop.value.lost == told
    copy.replace(PATH, "start: 2027-03-01", "start: 2027-05-01")
    with pytest.raises(SamenwerkError) as stop:
        second.set_fact(("dates",), {"start": "2027-04-01", "end": "2028-01-01"})
    assert stop.value.lost == "2027-04-01 · 2028-01-01"


@pytest.mark.parametrize("place", ["file", "folder"])
def test_where_a_file_was_taken_away_the_answer_is_given_back(copy: Copy, place: str) -> None:
    book = notebook(copy)
    if place == "folder":
        shutil.rmtree(copy.path("registry/loket"))
    else:
        copy.path(PATH).unlink()
    for save in (
        lambda: book.set_fact(("name",), "Loket Zuid"),
        lambda: book.set_answer("own", "one", answer("Loket Zuid")),
    ):
        with pytest.raises(SamenwerkError, match="not there any more") as stop:
            save()
        assert (stop.value.lost, "git" in stop.value.remedy) == ("Loket Zuid", True)
    assert not copy.path(OWN).exists()


@pytest.mark.parametrize("what", ["folder", "link"])
def test_where_a_file_became_something_else_the_answer_is_given_back(
    copy: Copy, tmp_path: Path, what: str
) -> None:
    book = notebook(copy)
    copy.path(PATH).rename(tmp_path / "elsewhere.yaml")
    if what == "folder":
        copy.path(PATH).mkdir()
    else:
        copy.path(PATH).symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(SamenwerkError) as stop:
        book.set_fact(("name",), "Loket Zuid")
    assert stop.value.lost == "Loket Zuid"
    assert "Put the file itself here" in stop.value.facts["sentence"].en
    assert "Energieloket" in (tmp_path / "elsewhere.yaml").read_text(encoding="utf-8")


# --- more than one file ---------------------------------------------------------------------------


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
