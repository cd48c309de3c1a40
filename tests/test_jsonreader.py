"""One schema, two readers: a file that one accepts and the other does not would be a way round."""

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from samenwerk import jsonreader, schema, yamlfile
from samenwerk.finding import Severity, explain
from samenwerk.schema import Kind
from samenwerk.source import Source

KINDS: tuple[Kind, ...] = (
    "register", "organisation", "partnership", "finance", "checks", "checklist",
)  # fmt: skip
EXAMPLES = ROOT / "tests" / "examples"
FILES = sorted([*EXAMPLES.rglob("*.yaml"), *(ROOT / "registry").rglob("*.yaml")])
GOOD: dict[Kind, list[Path]] = {
    "partnership": sorted((EXAMPLES / "valid").rglob("partnership.yaml")),
    "checks": sorted((EXAMPLES / "valid").rglob("checks/*.yaml")),
    "organisation": sorted((EXAMPLES / "base").rglob("organisations/*.yaml")),
    "register": [EXAMPLES / "base" / "registry" / "register.yaml"],
    "finance": sorted((ROOT / "registry").rglob("finance.yaml")),
    "checklist": sorted((ROOT / "checklists").glob("*.yaml")),
}


def may_stand_in_a_file(text: str) -> bool:
    try:
        yamlfile.check_characters(text)
    except yamlfile.YamlError:
        return False
    return True


# Right here or there, or nearly right: what two libraries could see differently.
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 3),
    st.sampled_from([10**15, 10**15 + 1, -(10**15) - 1, 10**18]),
    st.text(max_size=6).filter(may_stand_in_a_file),
    st.sampled_from([
        "2026-02-28", "2026-02-29", "2026-02-30", "1899-12-31", "2200-01-01", "2026-1-1",
        "２０２６-01-01", "2026-01-01\n", " a", "a ", "a\n", "\na", "a\u00a0", "\u3000a", "\u200ba",
        "", " ", "a" * 64, "a" * 65, "é" * 200, "é" * 201, "𝒂" * 200, "𝒂" * 201, "a" * 20_000,
        "a" * 20_001, "unknown", "none", "active", "Active", "gemeente-a", "gemeente_a",
        "01234567", "0123456", "https://x.example/ö", "mailto:a", "CVDR1/1", "met", "partly",
        "sha256:0123456789abcdef", "sha256:0123456789ABCDEF",
    ]),
    st.lists(st.sampled_from(["care", "energy", "care ", 1, None]), max_size=3),
    st.dictionaries(st.sampled_from(["text", "known", "id", "x", "Q", "a/b", ""]), st.just("a")),
)  # fmt: skip


def verdicts(kind: Kind, data: Any) -> tuple[bool, bool]:
    """What accepts and what explains."""
    return schema.acceptor(kind).is_valid(data), bool(schema.validator(kind).is_valid(data))


def values_in(path: Path) -> Any:
    """The values of a file, decimals made whole; None if it cannot be read."""
    try:
        return whole(yamlfile.load(path.read_bytes()))
    except yamlfile.YamlError:
        return None


def whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: whole(below) for key, below in value.items()}
    if isinstance(value, list):
        return [whole(below) for below in value]
    return int(value) if isinstance(value, float) else value


@pytest.mark.parametrize("kind", KINDS)
def test_both_readers_say_the_same_of_every_example(kind):
    every = {path: verdicts(kind, data) for path in FILES if (data := values_in(path)) is not None}
    assert [path for path, (fast, slow) in every.items() if fast != slow] == []
    assert {fast for fast, _ in every.values()} >= (
        {True, False} if kind != "checklist" else {False}
    )


@pytest.mark.parametrize("kind", KINDS)
def test_both_readers_accept_what_is_good(kind):
    assert GOOD[kind]
    for path in GOOD[kind]:
        assert verdicts(kind, values_in(path)) == (True, True), path


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_both_readers_say_the_same_of_a_file_that_was_changed_anywhere(data):
    kind = data.draw(st.sampled_from(KINDS))
    made = copy.deepcopy(values_in(data.draw(st.sampled_from(GOOD[kind]))))
    for _ in range(data.draw(st.integers(1, 2))):
        change(data, made)
    fast, slow = verdicts(kind, made)
    assert fast == slow


def change(data: st.DataObject, made: Any) -> None:
    """Replace, add or remove one thing, however deep."""
    place = made
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        deeper = [key for key in keys if isinstance(place[key], dict | list)]
        if not deeper or data.draw(st.integers(0, 3)) == 0:
            break
        place = place[data.draw(st.sampled_from(deeper))]
    if keys and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()):
            place[key] = data.draw(VALUES)
        else:
            del place[key]
    elif isinstance(place, dict):
        place[data.draw(st.sampled_from(["x", "schema", "text", "value", "Ä", "a b"]))] = data.draw(
            VALUES
        )
    else:
        place.append(data.draw(st.one_of(VALUES, st.sampled_from(place or [None]))))


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ({"type": "integer"}, 45_000, 45_000.0),
        ({"type": "integer"}, 1, True),
        ({"pattern": "^a$"}, "a", "a\n"),
        ({"const": 1}, 1, 1.0),
        ({"const": 1}, 1, True),
        ({"uniqueItems": True}, [1, 1.0, True], [1, 1]),
        ({"uniqueItems": True}, [{"a": 1}, {"a": 2}], [{"a": 1, "b": 2}, {"b": 2, "a": 1}]),
        ({"format": "date"}, "2026-02-28", "2026-02-29"),
    ],
)
def test_what_explains_is_stricter_than_its_library(part, right, wrong):
    explains = jsonreader.explaining(part)
    assert (explains.is_valid(right), explains.is_valid(wrong)) == (True, False)


@pytest.mark.parametrize(
    ("part", "wrong", "errors"),
    [
        ({"required": ["a", "b"]}, {}, ["required"]),
        ({"required": ["a", "b"]}, {"a": 1}, ["required"]),
        ({"items": {"const": 1}, "maxItems": 2}, [2, 2, 2, 2], ["const", "const", "maxItems"]),
        ({"uniqueItems": True, "maxItems": 2}, [1, 2, 2], ["maxItems"]),
    ],
)
def test_what_explains_says_each_thing_once(part, wrong, errors):
    found = jsonreader.explaining(part).iter_errors(wrong)
    assert sorted(str(each.validator) for each in found) == errors


@pytest.mark.parametrize(
    ("reader", "refused"),
    [(jsonreader.accepting, "Retrieval is disabled"), (jsonreader.explaining, "Unresolvable")],
)
def test_no_schema_is_ever_asked_of_the_network(reader, refused):
    with pytest.raises(Exception, match=refused):
        reader({"$ref": "http://127.0.0.1:9/x.schema.json"}).is_valid(1)


# --- what only one of them can see ----------------------------------------------------------------


def source(text: str) -> Source:
    return Source("registry/x/partnership.yaml", text.encode())


@pytest.mark.parametrize("number", ["1.0", "1.00", "-1.5", "0.1"])
@pytest.mark.parametrize(
    "text", ["{}\n", "{} # x\n", "{}", "{}\r\n", "[1, {}]\n", "{{a: {}}}\n", "- {}\n", "  {}\n"]
)
def test_a_decimal_is_noticed_wherever_it_stands(number, text):
    made = (
        f"a: {text.format(number)}"
        if not text.startswith(("-", " "))
        else (f"a:\n{text.format(number)}")
    )
    assert schema._has_decimal(source(made))


@pytest.mark.parametrize(
    "text", ["a: '1.0'\n", "a: 1.200 huishoudens\n", "a: v1.0\n", "# 1.5\na: 1\n"]
)
def test_what_only_looks_like_a_decimal_is_none(text):
    assert not schema._has_decimal(source(text))


def test_one_point_nought_is_not_one():
    found = schema.findings("partnership", source("schema: 1.0\nname: A\nstatus: exploring\n"))
    assert [each.code for each in found] == ["unknown-value"]


def test_a_file_on_which_the_readers_disagree_gets_no_verdict(monkeypatch):
    class Refusing:
        def is_valid(self, _data: object) -> bool:
            return False

    monkeypatch.setattr(schema, "acceptor", lambda _kind: Refusing())
    good = source("schema: 1\nname: A\nstatus: exploring\n")
    with pytest.raises(RuntimeError, match="disagree on registry/x/partnership"):
        schema.findings("partnership", good)


# --- a file on its way to another process ---------------------------------------------------------


def test_a_file_takes_along_only_what_cannot_be_found_out_from_it():
    given = source("name: A\nstatus: exploring\n")
    assert (len(given.leaves), given.typed(("name",))) == (2, "A")
    taken = pickle.loads(pickle.dumps(given))  # our own
    kept = ("path", "content", "data", "problem", "_guesses")
    assert vars(taken) == {key: vars(given)[key] for key in kept}
    assert (taken.leaves, taken.typed(("name",))) == (given.leaves, "A")


def test_a_finding_is_as_severe_as_its_code_unless_told_otherwise():
    given = source("name: A\n")
    usual, other = (
        given.finding("missing-key"),
        given.finding("missing-key", severity=Severity.WARNING),
    )
    assert (usual.severity, other.severity) == (explain("missing-key").severity, Severity.WARNING)


def test_the_first_twenty_unknown_words_of_a_file_get_a_guess():
    given = source("name: A\n")
    guesses = [given.suggestion("enrgy", ["energy", 1]) for _ in range(22)]
    assert guesses == [{"suggestion": "energy"}] * 20 + [{}] * 2


def test_a_file_is_read_once_also_for_its_places(monkeypatch):
    given = source("name: A\n")
    monkeypatch.setattr(yamlfile, "values", lambda _text: pytest.fail("it is read again"))
    assert given.typed(("name",)) == "A"
