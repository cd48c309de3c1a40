"""The legal forms: complete, in both languages, each statement with its law, and honest."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from samenwerk import authority, form, schema, yamlfile
from samenwerk.checklist import FORM, ours
from samenwerk.form import Form, Reference, forms
from samenwerk.i18n import LANGUAGES, Text
from samenwerk.resources import packaged

BANNED = re.compile(
    r"\b(indien|conform|middels|inzake|dient te|betreffende|teneinde|alsmede|je|jij|jouw)\b",
    re.IGNORECASE,
)
AUTHORITIES = ("municipality", "province", "water-board")
FORMS = list(forms().items())
each_form = pytest.mark.parametrize(("id", "known"), FORMS, ids=[id for id, _ in FORMS])
DATA: Any = yamlfile.load(packaged("forms.yaml").read_bytes())


def inside(value: Any) -> Iterator[Any]:
    """Every value in a form, however deep."""
    yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from inside(getattr(value, name))
    elif isinstance(value, dict | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from inside(each)


def test_each_form_of_the_schema_is_described_in_its_order() -> None:
    assert list(forms()) == schema.field("partnership", ("form",)).node["enum"]


@each_form
def test_a_form_says_who_decides_in_each_kind_of_authority(id: str, known: Form) -> None:
    assert tuple(known.deciding) == AUTHORITIES
    for name, decider in known.deciding.items():
        assert decider.organs
        assert set(decider.organs) <= set(authority.words(name).organs)
        assert not known.participants.organs or set(decider.organs) <= set(
            known.participants.organs
        )


@each_form
def test_each_text_is_plain_and_in_both_languages(id: str, known: Form) -> None:
    texts = [each for each in inside(known) if isinstance(each, Text)]
    assert texts
    for text in texts:
        assert not BANNED.search(text.nl)
        for language in LANGUAGES:
            words = text.in_(language)
            assert words.strip() == words != ""
            for sentence in re.split(r"(?<=[.?!:])\s+", words):
                assert len(sentence.split()) <= 20, sentence


@each_form
def test_each_statement_names_its_law_on_a_fixed_day(id: str, known: Form) -> None:
    references = [each for each in inside(known) if isinstance(each, Reference)]
    assert len(references) >= 7
    for each in references:
        assert re.search(r"/[0-9]{4}-[0-9]{2}-[0-9]{2}(#Artikel\S+)?$", each.url), each.url
        assert each.url.startswith("https://")
        assert "{" not in each.url
        assert each.article
        assert each.certain == "verified" or each.note, "to check: what is open?"


def test_a_statement_is_cited_as_people_do() -> None:
    source = forms()["openbaar-lichaam"].legal_person.source
    assert source.cited().nl == "Wgr, artikel 8, lid 1"
    assert source.cited().en == "Wgr, article 8, paragraph 1"
    assert forms()["gemeenschappelijk-orgaan"].board.source.cited().nl == "Wgr, artikel 15"


@each_form
def test_a_step_is_a_fact_of_the_schema(id: str, known: Form) -> None:
    for step in known.steps:
        if step.fact:
            place = tuple(step.fact.split("."))
            assert place[-1] in schema.keys("partnership", place[:-1])
        assert set(step.authorities) <= set(AUTHORITIES)


def test_every_law_and_every_shared_part_is_used() -> None:
    used = {each.law for _, known in FORMS for each in inside(known) if isinstance(each, Reference)}
    assert used == set(DATA["laws"])
    for part in ("deciding", "steps"):
        assert {each[part] for each in DATA["forms"].values()} == set(DATA[part])


# --- what the law says ----------------------------------------------------------------------------

LEGAL_PERSONS = {
    "openbaar-lichaam", "bedrijfsvoeringsorganisatie", "nv", "bv", "stichting", "vereniging",
    "cooperatie", "egts", "grensoverschrijdend-openbaar-lichaam",
}  # fmt: skip
UP_TO_COVENANT = {
    "convenant", "intentieovereenkomst", "netwerk", "inwonersinitiatief", "interne-afspraak",
}  # fmt: skip
GROUPS = {
    1: {"gemeenschappelijke-regeling", "openbaar-lichaam", "bedrijfsvoeringsorganisatie",
        "gemeenschappelijk-orgaan", "centrumregeling", "regeling-zonder-meer"},
    2: {"nv", "bv", "cv-vof", "cooperatie"},
    3: {"stichting", "vereniging"},
    4: {"egts", "grensoverschrijdend-openbaar-lichaam", "inwonersinitiatief"},
}  # fmt: skip


@each_form
def test_what_a_form_is(id: str, known: Form) -> None:
    assert form.is_legal_person(id) is (id in LEGAL_PERSONS)
    assert form.is_beyond_covenant(id) is (id not in UP_TO_COVENANT)
    groups = [number for number, members in GROUPS.items() if id in members]
    assert [known.bbv_group.group] == (groups or ["none"])
    assert known.is_regeling is (id in GROUPS[1])
    assert (known.law == "public") >= known.is_regeling


def test_a_form_that_is_not_known_yet_is_nothing() -> None:
    assert form.of(None) is None
    assert not form.is_legal_person(None)
    assert not form.is_beyond_covenant(None)


def test_only_executives_take_part_in_a_bedrijfsvoeringsorganisatie() -> None:
    """Wgr art. 8(3)."""
    known = forms()["bedrijfsvoeringsorganisatie"]
    executives = {authority.words(each).organs[1] for each in AUTHORITIES}
    assert set(known.participants.organs) == executives


def test_a_water_board_has_no_step_of_wishes_in_private_law() -> None:
    """Its general board decides itself (Waterschapswet art. 77)."""
    known = forms()["bv"]
    assert known.deciding["water-board"].organs == ("algemeen-bestuur",)
    binding = [each for each in known.steps if "water-board" in each.authorities]
    assert binding == []
    assert known.deciding["water-board"].source.certain == "to-check"


def test_the_steps_name_the_law_of_the_authority() -> None:
    cited = {
        name: [each.source.cited().nl for each in forms()["bv"].steps_of(name)]
        for name in AUTHORITIES
    }
    assert cited["municipality"][:2] == ["Gemeentewet, artikel 160, lid 2"] * 2
    assert cited["province"][:2] == ["Provinciewet, artikel 158, lid 2"] * 2
    assert cited["water-board"] == ["BW boek 2, artikel 4"]
    steps = list(forms()["openbaar-lichaam"].steps_of("province"))
    assert [each.source.article for each in steps] == ["40", "40", "40", "26", "26"]


def test_every_mirror_stands_for_an_article_that_is_asked_or_a_step() -> None:
    named = {(each["of"]["law"], each["of"]["article"]) for each in DATA["mirrors"]}
    asked = {
        (short, each.law.article)
        for each in ours()[FORM].questions
        for short in ("wgr", "gemeentewet")
        if each.law and each.law.law == DATA["laws"][short]["name"]["nl"]
    }
    assert named == asked - {("wgr", "136")}  # one register of all, whoever takes part


# --- the words of an authority --------------------------------------------------------------------


def test_each_authority_has_its_words() -> None:
    settings = schema.field("register", ("authority",)).node["enum"]
    for name in settings:
        words = authority.words(name)
        for text in (words.council, words.executive, words.chair):
            assert text.nl
            assert text.nl != text.en
    assert authority.words("province").council.nl == "Provinciale Staten"
    assert {"raad", "provinciale-staten", "algemeen-bestuur"} == authority.COUNCILS


def test_who_may_decide_is_in_the_schema() -> None:
    known = set(schema.field("partnership", ("decisions", 0, "body")).node["enum"])
    for name in AUTHORITIES:
        assert set(authority.bodies(name)) <= known
        assert len(authority.bodies(name)) == 4
    assert authority.bodies("other") == ()
