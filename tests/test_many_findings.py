"""A file with thousands of mistakes takes thousands of steps, not millions: counted, not timed."""

import difflib

import pytest

from samenwerk import jsonreader, schema
from samenwerk.source import Source
from samenwerk.yamlplaces import Places

HEAD = "schema: 1\nname: Samen\nstatus: exploring\n"
MANY = 3000


def source(text):
    return Source("registry/a/partnership.yaml", (HEAD + text).encode())


@pytest.fixture
def guesses(monkeypatch):
    """Counts how often the nearest word is looked for."""
    made = []
    real = difflib.get_close_matches
    monkeypatch.setattr(
        difflib, "get_close_matches", lambda *args, **more: made.append(1) or real(*args, **more)
    )
    return made


def test_the_nearest_word_is_looked_for_with_the_first_mistakes_only(guesses):
    wrong = source("nname: x\n" + "".join(f"key{number}: x\n" for number in range(MANY)))
    found = schema.findings("partnership", wrong)
    assert len(found) == MANY + 1
    assert found[0].facts["suggestion"] == "name"
    assert len(guesses) <= schema._GUESSES


def test_wrong_values_share_the_same_number_of_guesses(guesses):
    wrong = source("themes:\n" + "".join(f"- enerji{number}\n" for number in range(MANY)))
    assert len(schema.findings("partnership", wrong)) > MANY
    assert len(guesses) <= schema._GUESSES


def test_each_mistake_has_its_own_place_in_a_mapping_that_is_read_once(monkeypatch):
    class Entries(list):
        read = 0

        def __iter__(self):
            Entries.read += 1
            return super().__iter__()

    wrong = source("".join(f"key{number}: x\n" for number in range(MANY)))
    places = Places(wrong.content)
    places._root.value = Entries(places._root.value)
    lines = [places.position((f"key{number}",), key=True)[0] for number in range(MANY)]
    assert lines == list(range(4, MANY + 4))
    assert Entries.read == 1


def test_items_that_may_come_once_are_looked_at_once(monkeypatch):
    looked = []
    real = jsonreader._as_json
    monkeypatch.setattr(jsonreader, "_as_json", lambda value: looked.append(1) or real(value))
    items = "".join(f"- {{a: x{number}}}\n" for number in range(MANY))
    found = schema.findings("partnership", source(f"themes:\n{items}"))
    assert len(looked) == MANY
    assert "double-item" not in {each.code for each in found}


@pytest.mark.parametrize("twice", ["- {a: 1}\n- {a: 1}\n", "- {a: 1, b: 2}\n- {b: 2, a: 1}\n"])
def test_items_that_are_the_same_in_another_order_are_found(twice):
    found = schema.findings("partnership", source(f"themes:\n{twice}"))
    assert "double-item" in {each.code for each in found}
