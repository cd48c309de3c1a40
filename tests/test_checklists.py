"""The packaged checklists, and what a register's own checklist may not do."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gating import Data, question
from samenwerk import condition, names, schema, yamlfile
from samenwerk.checklist import INTAKE, Checklist, Gate, Question, Weight, ours
from samenwerk.i18n import LANGUAGES, Text
from samenwerk.resources import packaged
from samenwerk.rules import checklists
from samenwerk.rules.settings import FRONT_END
from samenwerk.source import Source

FILES = {path.stem: path for path in sorted(Path(str(packaged("checklists"))).glob("*.yaml"))}
QUESTIONS = [(list_.id, each) for list_ in ours().values() for each in list_.questions]
NAMES = [f"{id}/{each.id}" for id, each in QUESTIONS]
each_question = pytest.mark.parametrize(("id", "asked"), QUESTIONS, ids=NAMES)
each_checklist = pytest.mark.parametrize("id", sorted(FILES))

BANNED = re.compile(
    r"\b(indien|conform|middels|inzake|dient te|betreffende|teneinde|alsmede|je|jij|jouw)\b",
    re.IGNORECASE,
)
MAX_WORDS = 20


# --- the packaged ones ----------------------------------------------------------------------------


def test_intake_and_the_front_end_are_packaged() -> None:
    assert set(FILES) >= {INTAKE, *FRONT_END}


@each_checklist
def test_a_packaged_checklist_is_in_order(id: str) -> None:
    source = Source(f"checklists/{id}.yaml", FILES[id].read_bytes())
    assert source.problem is None
    assert schema.findings("checklist", source) == []
    assert list(checklists.findings(source)) == []


@each_checklist
def test_no_question_is_newer_than_its_checklist(id: str) -> None:
    assert all(1 <= each.since <= ours()[id].version for each in ours()[id].questions)


@each_checklist
def test_facts_come_before_verdicts(id: str) -> None:
    """The conclusion of *why* draws the line, so it may stand last."""
    asked = [each for each in ours()[id].questions if (id, each.id) != ("why", "conclusion")]
    kinds = ["verdict" if each.is_verdict else "fact or value" for each in asked]
    assert kinds == sorted(kinds)
    facts = [each.fact is None for each in asked if not each.is_verdict]
    assert facts == sorted(facts)
    if id == "why":
        assert ours()[id].questions[-1].id == "conclusion"


@each_checklist
@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("kind", ["new", "inherited"])
def test_each_gating_checklist_requires_something_of_every_partnership(
    id: str, weight: Weight, kind: str
) -> None:
    required = [
        each
        for each in ours()[id].questions
        if each.gate is not Gate.SHOW
        and Weight.named(each.weight) <= weight
        and kind in each.of
        and not each.when
        and each.per is None
    ]
    assert required


@each_question
def test_a_question_has_a_source(id: str, asked: Question) -> None:
    assert asked.sources
    assert all(re.fullmatch(r"S\d{3}", each) for each in asked.sources)


@each_question
def test_the_facts_that_a_question_names_exist(id: str, asked: Question) -> None:
    paths = [*asked.about, *(path for path in asked.when if path != condition.NAMED_KEY)]
    for path in paths:
        assert exists(path.removeprefix("partner."), per=path.startswith("partner.")), path
    if asked.fact:
        assert exists(asked.fact, per=asked.per == "partner")
    assert asked.per == "partner" or not any(path.startswith("partner.") for path in paths)


@each_question
def test_the_values_of_a_condition_exist(id: str, asked: Question) -> None:
    for path, allowed in asked.when.items():
        known = (
            set(condition.NAMED)
            if path == condition.NAMED_KEY
            else set(schema.field("partnership", tuple(path.split("."))).node["enum"])
        )
        assert set(allowed) <= known


@each_question
def test_a_question_is_asked_in_plain_words(id: str, asked: Question) -> None:
    for text in texts(asked):
        assert not BANNED.search(text.nl), text.nl
        assert text.nl != text.en
        for language in LANGUAGES:
            assert text.in_(language).strip() == text.in_(language)
            for sentence in sentences(text.in_(language)):
                assert len(sentence.split()) <= MAX_WORDS, sentence


@each_question
def test_a_question_is_one_line_and_its_help_holds_an_example(id: str, asked: Question) -> None:
    wordings = [(asked.ask, asked.help)]
    if asked.inherited:
        wordings.append((asked.inherited.ask, asked.inherited.help or asked.help))
    for ask, help in wordings:
        assert "\n" not in ask.nl + ask.en
        assert ask.nl.endswith("?"), ask.nl
        assert ask.en.endswith("?"), ask.en
        assert "Voorbeeld:" in help.nl
        assert "Example:" in help.en


@each_question
def test_a_choice_is_labelled_in_both_languages(id: str, asked: Question) -> None:
    for choice in asked.choices:
        assert choice.label.nl
        assert choice.label.en
    assert len({each.value for each in asked.choices}) == len(asked.choices)


def exists(path: str, *, per: bool) -> bool:
    """Does the schema of partnerships know this path? One through a list means each item."""
    place: tuple[str | int, ...] = ("partners", 0) if per else ()
    for step in path.split("."):
        node = schema.field("partnership", place).node
        if node.get("type") == "array":
            place = (*place, 0)
        if step not in schema.keys("partnership", place):
            return False
        place = (*place, step)
    return True


def texts(asked: Question) -> Iterator[Text]:
    yield from (asked.ask, asked.help)
    if asked.inherited:
        yield asked.inherited.ask
        if asked.inherited.help:
            yield asked.inherited.help


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!:])\s+|\n", text)


# --- a register's own -----------------------------------------------------------------------------


def codes(data: Data, name: str = "own") -> list[str]:
    source = Source(f"checklists/{name}.yaml", json.dumps(data).encode())
    return [each.code for each in checklists.findings(source)]


def own(*questions: Data, id: str = "own") -> Data:
    title = {"nl": "Titel", "en": "Title"}
    return {"id": id, "version": 1, "title": title, "questions": list(questions)}


CHOICES = [{"value": name, "label": {"nl": name, "en": name}} for name in ("go-on", "stop")]


def test_an_added_checklist_is_in_order() -> None:
    assert codes(own(question("a"), question("b", value="choice", choices=CHOICES))) == []
    assert codes(own(question(value="choice", choices=CHOICES, passes=["go-on"]))) == []
    assert codes(own(question(fact="purpose"))) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"fact": "purpose", "passes": ["met"]}, ["question-kind", "unknown-pass"]),
        ({"fact": "purpose", "value": "text"}, ["question-kind"]),
        ({"passes": []}, ["question-kind"]),
        ({"value": "choice"}, ["question-kind"]),
        ({"value": "text", "choices": CHOICES}, ["question-kind"]),
        ({"value": "choices", "choices": CHOICES, "passes": ["go"]}, ["unknown-pass"]),
        ({"passes": ["met", "yes-sure"]}, ["unknown-pass"]),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(asked: Data, expected: list[str]) -> None:
    assert codes(own(question(**asked))) == expected


def test_a_text_has_nothing_to_pass() -> None:
    assert "question-kind" in codes(own(question(value="text", passes=["met"])))


def test_a_checklist_has_the_name_of_its_file_and_each_question_an_id_of_its_own() -> None:
    assert codes(own(question(), id="other")) == ["checklist-id"]
    assert codes(own(question("a"), question("a"))) == ["repeated-id"]


@pytest.mark.parametrize("id", ["con", "nul", "com1", "lpt9", "organisations"])
def test_a_question_has_no_name_that_a_system_keeps_for_itself(id: str) -> None:
    source = Source("checklists/own.yaml", json.dumps(own(question(id))).encode())
    (found,) = checklists.findings(source)
    assert (found.code, found.facts) == ("wrong-id", {"name": id, "suggestion": f"{id}-1"})
    assert names.own_checklist_id(f"checklists/{id}.yaml") is None


# --- never weaker than ours -----------------------------------------------------------------------


def copy_of(id: str) -> Data:
    data: Any = yamlfile.load(FILES[id].read_bytes())
    return copy.deepcopy(data)


def asked_in(data: Data, id: str) -> Data:
    return next(each for each in data["questions"] if each["id"] == id)


@each_checklist
def test_the_same_checklist_is_not_weaker(id: str) -> None:
    assert codes(copy_of(id), id) == []


@each_question
def test_each_packaged_question_is_missed_when_it_is_dropped(id: str, asked: Question) -> None:
    """G13, G14."""
    data = copy_of(id)
    data["questions"] = [each for each in data["questions"] if each["id"] != asked.id]
    source = Source(f"checklists/{id}.yaml", json.dumps(data).encode())
    found = list(checklists.findings(source))
    assert [(each.code, each.facts["id"]) for each in found] == [("checklist-weakened", asked.id)]


WEAKER = [
    ("why", "still-free", {"gate": "show"}),
    ("why", "purpose", {"gate": "explain"}),
    ("why", "purpose", {"weight": "standard"}),
    ("why", "worth-it", {"weight": "heavy"}),
    ("why", "still-free", {"passes": ["met", "partly"]}),
    ("why", "still-free", {"passes": ["met", "not-applicable"]}),
    ("why", "conclusion", {"passes": ["go-on", "stop"]}),
    ("why", "conclusion", {"passes": None}),
    ("why", "purpose", {"when": {"duty.extent": ["none"]}}),
    ("why", "alternatives", {"when": {"duty.extent": ["none"]}}),
    ("why", "alternatives", {"when": {"duty.extent": []}}),
    ("why", "alternatives", {"when": {"duty.extent": ["none", "partly"], "form": ["nv"]}}),
    ("why", "still-free", {"when": {"condition": ["private-partner"]}}),
    ("values", "redress", {"when": {"condition": ["residents-affected", "private-partner"]}}),
    ("why", "still-free", {"of": ["new"]}),
    ("roles", "own-role", {"of": ["inherited"]}),
    ("why", "still-free", {"about": ["purpose"]}),
    ("why", "still-free", {"about": None}),
    ("why", "purpose", {"fact": "name"}),
    ("why", "not-alone", {"value": "function"}),
    ("why", "purpose", {"fact": None, "value": "text"}),
    ("why", "purpose", {"fact": None, "passes": ["met"]}),
    ("roles", "own-role", {"per": None}),
    ("values", "rules-checked", {"choices": [*CHOICES]}),
]


def changed_question(id: str, name: str, change: Data) -> Data:
    data = copy_of(id)
    asked = asked_in(data, name)
    for key, value in change.items():
        asked.pop(key, None)
        if value is not None:
            asked[key] = value
    return data


@pytest.mark.parametrize(("id", "name", "change"), WEAKER)
def test_a_weaker_question_is_refused(id: str, name: str, change: Data) -> None:
    """G15, G16, G17."""
    assert "checklist-weakened" in codes(changed_question(id, name, change), id)


STRICTER = [
    ("why", "still-free", {"gate": "must"}),
    ("why", "worth-it", {"weight": "light"}),
    ("why", "still-free", {"when": None}),
    ("why", "alternatives", {"when": {"duty.extent": ["none", "partly", "fully"]}}),
    ("values", "redress", {"when": None}),
    ("values", "council-before", {"passes": ["met"]}),
    ("why", "still-free", {"evidence": "when-met"}),
    ("why", "still-free", {"evidence": "never"}),
    ("why", "still-free", {"about": ["purpose", "alternatives", "form"]}),
    ("roles", "own-role-before", {"of": ["new", "inherited"]}),
    ("why", "still-free", {"ask": {"nl": "Kan nee nog?", "en": "Can no still be said?"}}),
]


@pytest.mark.parametrize(("id", "name", "change"), STRICTER)
def test_a_stricter_question_is_accepted(id: str, name: str, change: Data) -> None:
    assert codes(changed_question(id, name, change), id) == []


def test_a_packaged_question_may_ask_for_evidence_and_have_a_newer_meaning() -> None:
    strict = Checklist.from_data(own(question(evidence="when-met", since=2))).questions[0]
    for change in ({"evidence": "optional"}, {"evidence": "never"}, {"since": 1}):
        less = question(**({"evidence": "when-met", "since": 2} | change))
        assert checklists.is_weaker(Checklist.from_data(own(less)).questions[0], strict), change


def test_a_question_may_be_added_to_a_packaged_checklist() -> None:
    data = copy_of("why")
    data["questions"].append(question("extra"))
    assert codes(data, "why") == []
