"""`samenwerk edit`: facts change with the same questions, and only their own lines."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Copy, Result
from frontend import PATH, Script, Spoken, converse, data, own_register
from samenwerk import yamledit
from samenwerk.prompt import Signal

Run = Callable[..., Result]
SKIP = Signal.SKIP


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    monkeypatch.chdir(tmp_path)
    return own_register(tmp_path)


@pytest.fixture
def edit(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Spoken]:
    def run(*given: object, facts: tuple[str, ...] = ()) -> Spoken:
        return converse(monkeypatch, Script(given), "edit", "loket", *facts, "--lang", "en")

    return run


def test_a_fact_that_is_named(copy: Copy, edit: Callable[..., Spoken]) -> None:
    text = copy.read(PATH)
    spoken = edit("1-4-2027", facts=("dates.start",))
    assert spoken.exit_code == 0, spoken.stderr
    assert copy.read(PATH) == text.replace("2027-03-01", "2027-04-01")
    assert spoken.asked[0].ask.heading == "Energieloket · Dates · Start"
    assert spoken.asked[0].ask.current
    assert f"Saved: {PATH}" in spoken.stdout
    assert "samenwerk check loket" in spoken.stdout


def test_several_facts(copy: Copy, edit: Callable[..., Spoken]) -> None:
    edit("Warmteloket", "Geen subsidies.", facts=("name", "out_of_scope"))
    assert (data(copy)["name"], data(copy)["out_of_scope"]) == ("Warmteloket", "Geen subsidies.")


def test_back_is_back_to_the_fact_before(copy: Copy, edit: Callable[..., Spoken]) -> None:
    spoken = edit("Loket", Signal.BACK, "Warmteloket", SKIP, facts=("name", "purpose"))
    assert data(copy)["name"] == "Warmteloket"
    assert Signal.BACK not in spoken.asked[0].ask.signals


def test_without_a_name_the_facts_are_offered(copy: Copy, edit: Callable[..., Spoken]) -> None:
    spoken = edit("name", "Warmteloket", "kind", "internal", ".")
    assert data(copy)["name"] == "Warmteloket"
    assert data(copy)["kind"] == "internal"
    offered = spoken.asked[0].values
    assert offered[0] == "."
    assert not {"schema", "status", "decisions"} & set(offered)


def test_an_object_is_asked_field_by_field_in_its_own_words(
    copy: Copy, edit: Callable[..., Spoken]
) -> None:
    spoken = edit(SKIP, "wethouder energie", SKIP, SKIP, SKIP, facts=("people",))
    assert data(copy)["people"] == {
        "official": "beleidsadviseur energie",
        "administrator": "wethouder energie",
    }
    assert spoken.asked[1].ask.question.startswith("Which")


def test_the_values_are_asked_one_by_one(copy: Copy, edit: Callable[..., Spoken]) -> None:
    edit("Alles staat op de site.", SKIP, SKIP, SKIP, SKIP, SKIP, facts=("values",))
    assert data(copy)["values"] == {"transparency": {"arrangement": "Alles staat op de site."}}


def test_skipping_changes_nothing(copy: Copy, edit: Callable[..., Spoken]) -> None:
    old = copy.path(PATH).read_bytes()
    spoken = edit(SKIP, facts=("name",))
    assert spoken.exit_code == 0
    assert copy.path(PATH).read_bytes() == old
    assert "Saved" not in spoken.stdout


def test_stopping_keeps_what_was_changed(copy: Copy, edit: Callable[..., Spoken]) -> None:
    spoken = edit("Warmteloket", KeyboardInterrupt, facts=("name", "purpose"))
    assert spoken.exit_code == 130
    assert "samenwerk edit loket" in spoken.stderr
    assert data(copy)["name"] == "Warmteloket"


def test_stopping_before_anything_was_changed_says_so(
    copy: Copy, edit: Callable[..., Spoken]
) -> None:
    for given in ([KeyboardInterrupt], ["Energieloket", KeyboardInterrupt]):
        spoken = edit(*given, facts=("name", "purpose"))
        assert (spoken.exit_code, "Stopped. Nothing was changed." in spoken.stderr) == (130, True)
    spoken = edit("Warmteloket", KeyboardInterrupt, facts=("name", "purpose"))
    assert "What you changed before is saved." in spoken.stderr


def test_an_index_means_the_partner_that_stood_there_when_it_was_named(
    copy: Copy, edit: Callable[..., Spoken]
) -> None:
    def change(_asked: object) -> str:
        first, second = data(copy)["partners"]
        copy.write(PATH, yamledit.dump({**data(copy), "partners": [second, first]}))
        return "wethouder wonen"

    spoken = edit(change, "1-10-2026", facts=("partners.0.contact", "partners.0.joined"))
    assert spoken.exit_code == 0, spoken.stderr
    assert data(copy)["partners"] == [
        {"organisations": ["gemeente-dijkstede"]},
        {
            "organisations": ["gemeente-oudstad"],
            "joined": "2026-10-01",
            "contact": "wethouder wonen",
        },
    ]


@pytest.mark.parametrize("name", ["partners.2.contact", "goals.0.target", "goals.0"])
def test_an_item_that_is_not_there(edit: Callable[..., Spoken], name: str) -> None:
    spoken = edit(facts=("name", name))
    assert (spoken.exit_code, spoken.asked) == (2, [])
    assert f"This partnership has no {name}." in spoken.stderr


def test_an_item_that_somebody_else_takes_out_is_no_wrong_usage(
    copy: Copy, edit: Callable[..., Spoken]
) -> None:
    def change(_asked: object) -> str:
        copy.write(PATH, yamledit.dump({**data(copy), "partners": data(copy)["partners"][1:]}))
        return "Warmteloket"

    spoken = edit(change, facts=("name", "partners.0.contact"))
    assert spoken.exit_code == 3
    assert f"Somebody else just took “gemeente-oudstad” out of {PATH}." in spoken.stderr
    assert data(copy)["name"] == "Warmteloket"


def test_without_a_person_a_fact_is_needed(copy: Copy, samenwerk: Run) -> None:
    assert "Still needed: FACT." in samenwerk("--lang", "en", "edit", "loket").stderr
    assert "FEIT" in samenwerk("edit", "loket").stderr


def test_what_the_rules_refuse_is_asked_again(copy: Copy, edit: Callable[..., Spoken]) -> None:
    spoken = edit("1-1-2027", "31-12-2027", facts=("dates.end",))
    assert spoken.exit_code == 0
    assert "Nothing was saved.\nYour answer was: 2027-01-01\n" in spoken.stdout
    assert data(copy)["dates"]["end"] == "2027-12-31"


def test_a_partner_leaves(copy: Copy, edit: Callable[..., Spoken]) -> None:
    edit("=0", SKIP, "1-3-2026", "1-10-2026", SKIP, ".", facts=("partners",))
    assert data(copy)["partners"][0] == {
        "organisations": ["gemeente-oudstad"],
        "joined": "2026-03-01",
        "left": "2026-10-01",
    }


@pytest.mark.parametrize(
    ("name", "near"),
    [("nam", "name"), ("dates.strat", "start"), ("status", ""), ("decisions", ""), ("schema", "")],
)
def test_a_fact_that_does_not_exist(copy: Copy, samenwerk: Run, name: str, near: str) -> None:
    done = samenwerk("edit", "loket", name)
    assert done.exit_code == 2
    assert name in done.stderr
    assert near in done.stderr


def test_a_partnership_with_mistakes_must_be_mended_first(
    copy: Copy, edit: Callable[..., Spoken]
) -> None:
    copy.replace(PATH, "status: exploring", "status: explorin")
    spoken = edit(facts=("name",))
    assert (spoken.exit_code, spoken.asked) == (1, [])
    assert "See what is wrong with: samenwerk validate loket" in spoken.stderr


def test_a_wrong_id(copy: Copy, samenwerk: Run) -> None:
    assert samenwerk("edit", "lokett").exit_code == 2
