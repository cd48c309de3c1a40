"""A file with thousands of mistakes takes thousands of steps, not millions: counted, not timed."""

import difflib
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import TODAY
from samenwerk import jsonreader, schema, source, yamlfile
from samenwerk.inspection import Inspection
from samenwerk.interview.notebook import new_errors
from samenwerk.nearest import nearest
from samenwerk.rules import privacy
from samenwerk.source import Content, Source
from samenwerk.yamlplaces import Places

HEAD = "schema: 1\nname: Samen\nstatus: exploring\n"
MANY = 3000
PATH = "registry/a/partnership.yaml"


def read(text):
    return Source(PATH, (HEAD + text).encode())


@pytest.fixture
def looks(monkeypatch):
    """With how many known words each unknown one is compared at length."""
    made = []
    real = difflib.get_close_matches

    def counted(word, words, **more):
        made.append(len(words))
        return real(word, words, **more)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    return made


# --- did you mean …? ------------------------------------------------------------------------------


def test_the_nearest_word_is_looked_for_with_the_first_mistakes_only(looks):
    wrong = read("nname: x\n" + "".join(f"key{number}: x\n" for number in range(90)))
    found = schema.findings("partnership", wrong)
    assert len(found) == 91
    assert found[0].facts["suggestion"] == "name"
    assert len(looks) == source.GUESSES


def test_wrong_values_share_the_same_number_of_guesses(looks):
    themes = "".join(f"- enerji{number}\n" for number in range(90))
    wrong = read(f"themes:\n{themes}nname: x\n")
    assert len(schema.findings("partnership", wrong)) == 91
    assert len(looks) == source.GUESSES


@pytest.mark.parametrize("number", [50, 500])
def test_the_rules_guess_as_little_however_much_they_do_not_know(looks, number):
    names = [f"document-{each}-van-de-gemeente" for each in range(number)]
    documents = "".join(f"- {{id: {name}, title: x}}\n" for name in names)
    evidence = "".join(f"  - x{name}\n" for name in names)
    inspected = judged(
        f"documents:\n{documents}public_task:\n  text: x\n  evidence:\n{evidence}"
        f"links:\n  part_of:\n{evidence}"
        f"partners:\n- organisations:\n{evidence}  our_role: {{during: co-producer}}\n"
    )
    assert inspected.record
    assert len([each for each in inspected.findings if each.code.startswith("unknown")]) == (
        3 * number
    )
    assert sum(looks) <= source.GUESSES * 30


def test_each_file_has_guesses_of_its_own(looks):
    for _ in range(2):
        found = schema.findings("partnership", read("nname: x\n"))
        assert found[0].facts["suggestion"] == "name"
    assert len(looks) == 2


def test_one_of_very_many_names_is_compared_with_a_few(looks):
    known = [f"gemeente-{number:05}" for number in range(20_000)]
    assert nearest("gemeente-12345x", known) == "gemeente-12345"
    assert nearest("gemente-02345", known[:4000]) == "gemeente-02345"
    assert looks == [30, 30]


@pytest.mark.parametrize(("typed", "known"), [("a" * 101, "a" * 100), ("a" * 100, "a" * 101)])
def test_no_word_is_compared_that_is_longer_than_a_name(looks, typed, known):
    assert nearest(typed, [known]) is None
    assert looks == [0]
    assert nearest("a" * 99, ["a" * 100]) == "a" * 100


def test_a_slip_at_the_start_or_the_end_still_finds_its_word():
    known = [f"{letter}{number}-en-omstreken" for letter in "pqrst" for number in range(100)]
    assert nearest("omgevingsdiens", [*known, "omgevingsdienst"]) == "omgevingsdienst"
    assert nearest("mgevingsdienst", [*known, "omgevingsdienst"]) == "omgevingsdienst"
    assert nearest("o", [*known, "ou"]) == "ou"


def test_a_mistake_that_gets_its_guess_later_is_not_a_new_one():
    def unknown(first):
        names = [f"  - document-{number:02}x\n" for number in range(first, source.GUESSES + 5)]
        documents = "documents: [{id: document-0, title: x}]\n"
        return judged(f"{documents}public_task:\n  text: x\n  evidence:\n{''.join(names)}")

    before, after = unknown(0), unknown(1)
    assert {each.facts.get("suggestion") for each in after.findings} == {"document-0", None}
    assert list(new_errors(before, after)) == []
    assert len(list(new_errors(after, before))) == 1


# --- the shape of a file --------------------------------------------------------------------------


def test_each_mistake_has_its_own_place_in_a_mapping_that_is_read_once():
    class Entries(list):
        read = 0

        def __iter__(self):
            Entries.read += 1
            return super().__iter__()

    wrong = read("".join(f"key{number}: x\n" for number in range(MANY)))
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
    found = schema.findings("partnership", read(f"themes:\n{items}"))
    assert len(looked) == 1000
    assert "double-item" not in {each.code for each in found}


@pytest.mark.parametrize("twice", ["- {a: 1}\n- {a: 1}\n", "- {a: 1, b: 2}\n- {b: 2, a: 1}\n"])
def test_items_that_are_the_same_in_another_order_are_found(twice):
    found = schema.findings("partnership", read(f"themes:\n{twice}"))
    assert "double-item" in {each.code for each in found}


def test_what_a_list_holds_too_much_is_not_judged():
    found = schema.findings("partnership", read("own:\n  interests:\n" + "  - 1\n" * 900))
    assert [(each.code, each.line) for each in found if each.code != "double-item"] == [
        ("too-many", 6), *(("needs-quotes", line) for line in (6, 7, 8)),
    ]  # fmt: skip


def test_the_item_after_the_last_that_may_be_there_is_the_first_that_is_not_judged(monkeypatch):
    monkeypatch.setattr(schema, "MOST", 5000)

    def lines(number):
        themes = "- economy-\n" * number
        found = schema.findings("partnership", read(f"themes:\n{themes}"))
        return [each.line for each in found if each.code == "unknown-value"]

    assert len(lines(900)) == 900
    assert len(lines(1100)) == 1000


def test_no_more_mistakes_are_looked_for_than_a_file_can_need(monkeypatch):
    explained = []
    real = schema._explained
    monkeypatch.setattr(schema, "_explained", lambda *args: explained.append(1) or real(*args))
    goals = "- {id: 1, result: 1}\n" * 900
    found = schema.findings("partnership", read(f"goals:\n{goals}"))
    assert len(found) <= schema.MOST
    assert len(explained) <= schema.MOST
    keys = "".join(f"key{number}: x\n" for number in range(MANY))
    assert len(schema.findings("partnership", read(keys))) == schema.MOST


def test_each_missing_key_is_found_once():
    found = schema.findings("partnership", Source(PATH, b"themes: []\n"))
    missing = [each.facts["key_name"] for each in found if each.code == "missing-key"]
    assert missing == ["schema", "name", "status"]


def test_a_file_with_findings_is_read_once_and_its_places_once(monkeypatch):
    made = []
    real = yamlfile.values
    monkeypatch.setattr(yamlfile, "values", lambda text: made.append(1) or real(text))
    wrong = read("key: x\nother: x\n")
    assert [each.line for each in schema.findings("partnership", wrong)] == [4, 5]
    assert len(made) == 1


def test_a_file_that_could_not_be_read_has_no_places():
    deep = Source(PATH, b"[" * 30_000)
    with pytest.raises(yamlfile.YamlError):
        deep.finding("missing-key", key_name="name", title="x")


# --- free text ------------------------------------------------------------------------------------


@given(st.text("ab1é@.<> \n", max_size=60))
@example("x" * 64 + "@" + "y" * 255 + ".nl")
@example("x" * 65 + "@" + "y" * 256 + ".nl")
@example("a@b.c a@.nl @b.nl a@b..nl")
def test_an_address_is_found_from_its_middle_as_from_its_start(text):
    from_its_start = re.search(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,255}\.[A-Za-z]{2,}", text)
    assert bool(privacy._EMAIL.search(text)) == bool(from_its_start)


def test_a_number_that_stands_everywhere_is_tested_once_in_a_text(monkeypatch):
    tested = []
    monkeypatch.setattr(privacy, "passes_eleven_test", tested.append)
    texts = "".join(f"  - '{'123456780 ' * 1900}'\n" for _ in range(3))
    assert judged(f"own:\n  brings:\n{texts}").record
    assert tested == ["123456780"] * 3


# --- a register with one partnership --------------------------------------------------------------


def judged(text):
    return Inspection(Files(text), TODAY).record("a")


class Files:
    """A register with one partnership, and no file of an organisation."""

    def __init__(self, text: str) -> None:
        self._content = (HEAD + text).encode()

    def names(self) -> list[str]:
        return ["a", "organisations", "register.yaml"]

    def files(self, path: str) -> dict[str, Content]:
        return {PATH: self._content} if path == "registry/a" else {}

    def read(self, path: str) -> Content:
        return b"schema: 1\norganisation: wij\nauthority: municipality\nbegan: 2026-01-01\n"
