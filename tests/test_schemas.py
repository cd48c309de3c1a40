"""The schemas: sound, closed, and written for people in both languages."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

FOLDER = Path(__file__).parent.parent / "schemas"
KINDS = ["register", "organisation", "partnership", "checks", "checklist", "finance"]

INPUTS = {
    "text", "long-text", "choice", "choices", "date", "number", "function", "list", "objects",
    "organisation", "organisations", "document", "documents", "partnership", "percent",
}  # fmt: skip
TEXTS = ["title", "description", "errorMessage"]
FORBIDDEN_KEYWORDS = {
    "oneOf", "anyOf", "allOf", "not", "if", "then", "else", "unevaluatedProperties",
    "dependentSchemas", "$dynamicRef", "$anchor", "minLength", "patternProperties",
}  # fmt: skip
STIFF_DUTCH = re.compile(
    r"\b(indien|conform|middels|inzake|dient te|betreffende|teneinde|alsmede)\b", re.IGNORECASE
)
FAMILIAR_DUTCH = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
YAML_1_1_BOOLEANS = {"on", "off", "yes", "no", "y", "n", "true", "false"}

Schema = dict[str, Any]
Place = tuple[str, Schema]


def load(kind: str) -> Schema:
    loaded: Schema = json.loads((FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return loaded


def subschemas(node: Schema, place: str) -> Iterator[Place]:
    """A schema and all schemas inside it, each with where it stands."""
    yield place, node
    for keyword in ["properties", "$defs"]:
        for name, below in node.get(keyword, {}).items():
            yield from subschemas(below, f"{place}/{name}")
    for keyword in ["items", "propertyNames", "additionalProperties"]:
        if isinstance(node.get(keyword), dict):
            yield from subschemas(node[keyword], f"{place}/<{keyword}>")


def everywhere() -> list[Place]:
    return [each for kind in KINDS for each in subschemas(load(kind), kind)]


def properties() -> list[Place]:
    return [
        (f"{place}/{name}", below)
        for place, node in everywhere()
        for name, below in node.get("properties", {}).items()
    ]


def texts(node: Schema) -> list[str]:
    return [
        *(node[key] for key in [*TEXTS, "patternErrorMessage"] if key in node),
        *node.get("enumDescriptions", []),
    ]


def keywords(value: object) -> Iterator[str]:
    """Every key in a schema, except the names of properties and of definitions."""
    if isinstance(value, list):
        for item in value:
            yield from keywords(item)
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            named = key in {"properties", "$defs"}
            yield from keywords(list(below.values()) if named else below)


# --- sound ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_against_its_metaschema_and_named_after_its_file(kind):
    schema = load(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:samenwerk:schema:{kind}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_file_is_written_as_people_read_it(kind):
    text = (FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_objects_are_closed():
    for place, node in everywhere():
        if node.get("type") != "object":
            continue
        if "propertyNames" in node:  # a map: its keys have one form, its values one shape
            names = node["propertyNames"]
            assert "pattern" in names or names.get("$ref") == "#/$defs/id", place
            assert isinstance(node["additionalProperties"], dict), place
        else:
            assert node["additionalProperties"] is False, place
        assert set(node.get("required", [])) <= set(node.get("properties", {})), place


@pytest.mark.parametrize("kind", KINDS)
def test_only_keywords_that_editors_explain_well_are_used(kind):
    assert not FORBIDDEN_KEYWORDS & set(keywords(load(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_is_local_resolves_and_every_definition_is_used(kind):
    schema = load(kind)
    targets = [node["$ref"] for _, node in subschemas(schema, kind) if "$ref" in node]
    definitions = {f"#/$defs/{name}" for name in schema["$defs"]}
    assert set(targets) == definitions


def test_lists_and_texts_have_a_limit():
    for place, node in everywhere():
        types = node.get("type", [])
        if "array" in types:
            assert node["maxItems"] <= 1000, place
        if "string" in types and node.get("pattern") != "^unknown$":
            assert "maxLength" in node or node.get("format") == "date", place


def test_every_property_says_how_it_is_asked():
    for place, node in properties():
        assert node.get("x-input") in INPUTS, place


def test_a_question_with_choices_has_choices():
    named = {kind: load(kind)["$defs"] for kind in KINDS}
    for place, node in properties():
        kind = place.split("/")[0]
        asked = node["items"] if node["x-input"] == "choices" else node
        if node["x-input"] in {"choice", "choices"} and asked.get("type") != "boolean":
            target = named[kind][asked["$ref"].rpartition("/")[2]] if "$ref" in asked else {}
            assert asked.get("enum", target.get("enum")), place


def test_sensitive_and_volatile_facts_are_marked():
    marked = {
        keyword: {place for place, node in everywhere() if keyword in node}
        for keyword in ["x-sensitive", "x-volatile"]
    }
    partner = "partnership/partners/<items>"
    assert marked["x-sensitive"] == {
        "partnership/own/interests",
        f"{partner}/interest",
        f"{partner}/brings/<items>",
        f"{partner}/gets/<items>",
        f"{partner}/main_goal",
    }
    assert marked["x-volatile"] == {f"{partner}/contact", "partnership/goals/<items>/measured"}


def test_no_word_is_a_boolean_to_an_older_yaml_reader():
    for place, node in everywhere():
        words = [*node.get("properties", {}), *map(str, node.get("enum", []))]
        trapped = YAML_1_1_BOOLEANS & {word.lower() for word in words}
        allowed = {"no"} if place == "partnership/profile/can_stop" else set()
        assert trapped == allowed, place


# --- patterns -------------------------------------------------------------------------------------


def patterns() -> list[str]:
    return sorted({node["pattern"] for _, node in everywhere() if "pattern" in node})


@pytest.mark.parametrize("pattern", patterns())
def test_a_pattern_is_anchored_and_plain(pattern):
    assert pattern.startswith("^")
    assert pattern.endswith("$")
    assert not re.search(r"\\[bdwBDW]|\(\?|\\[0-9]", pattern)  # not the same in every language


@pytest.mark.parametrize("pattern", patterns())
def test_a_pattern_does_not_hang_on_long_input(pattern):
    """Going back over the text for each of its characters would compute for ten seconds."""
    openings = [
        "", "a", "a-", "a.", "a/", "http://", "mailto:", "none", "sha256:", "2026-01-",
        "https://identifier.overheid.nl/tooi/",
    ]  # fmt: skip
    units = ["a", "-", "a-", "_", "a_", ".", "a.", "/", "a/", "0", "0-", " ", "a ", "\n", "é", "A"]
    compiled = re.compile(pattern)
    for opening in openings:
        for unit in units:
            for ending in ["", "\n", "!", " "]:
                text = opening + unit * (50_000 // len(unit)) + ending
                began = time.process_time()
                compiled.search(text)
                assert time.process_time() - began < 3, (opening, unit, ending)


DAYS = ["1900-01-01", "2026-03-12", "2199-12-31"]
NO_DAYS = [
    "1899-12-31", "2200-01-01", "2026-3-12", "2026-13-01", "2026-00-01", "2026-01-32", "2026-01-00",
    "12-03-2026", "2026/03/12", "2026-03-12T00:00", "٢٠٢٦-03-12", " 2026-03-12", "",
]  # fmt: skip
IDS = ["a", "doc-1", "gemeente-woerden", "2026"]
NO_IDS = ["", "A", "a--b", "-a", "a-", "a_b", "a b", "é", "a/b", "..", "con.txt"]


@pytest.mark.parametrize(
    ("name", "good", "bad"), [("date", DAYS, NO_DAYS), ("id", IDS, NO_IDS)], ids=["date", "id"]
)
def test_dates_and_ids_have_one_form_in_all_schemas(name, good, bad):
    found = [load(kind)["$defs"][name] for kind in KINDS if name in load(kind)["$defs"]]
    assert all(each == found[0] for each in found)
    assert all(re.search(found[0]["pattern"], text) for text in good)
    assert not any(re.search(found[0]["pattern"], text) for text in bad)


# --- texts ----------------------------------------------------------------------------------------


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def definitions() -> list[Schema]:
    return [each for kind in KINDS for each in load(kind)["$defs"].values()]


def test_every_schema_has_texts_in_both_languages():
    for place, node in everywhere():
        for key in ["errorMessage"] if node in definitions() else TEXTS:
            for held in [node, node["x-en"]]:
                assert held[key].strip() == held[key] != "", (place, key)
                assert key == "title" or held[key].endswith((".", "?")), (place, key)


def test_a_definition_leaves_title_and_description_to_the_place_of_use():
    for node in definitions():  # else editors show the definition's texts when hovering
        assert not {"title", "description"} & {*node, *node["x-en"]}


def test_what_stands_beside_a_reference_is_text_only():
    beside = {*TEXTS, "$ref", "x-en", "x-input", "x-sensitive"}
    for place, node in everywhere():
        assert "$ref" not in node or set(node) <= beside, place


def test_a_title_is_a_name_not_a_question():
    for place, node in everywhere():
        for held in [node, node["x-en"]]:
            assert not held.get("title", "").endswith((".", "?", ":")), place


def test_a_pattern_has_its_own_message_for_editors():
    for place, node in everywhere():
        assert ("pattern" in node) == ("patternErrorMessage" in node), place
        if "pattern" in node:
            assert node["patternErrorMessage"] == node["errorMessage"], place


def test_every_choice_has_a_label_in_both_languages():
    for place, node in everywhere():
        for held in [node, node.get("x-en", {})]:
            labels = held.get("enumDescriptions", [])
            assert len(labels) == len(node.get("enum", [])), place
            assert len({label.partition(": ")[0] for label in labels}) == len(labels), place
            for label in labels:
                short, _, explanation = label.partition(": ")
                assert 0 < len(short) <= 80, (place, label)
                assert not explanation or explanation.endswith("."), (place, label)


def test_texts_are_short_and_plain():
    for place, node in everywhere():
        for text in [*texts(node), *texts(node["x-en"])]:
            for sentence in sentences(text):
                assert len(sentence.split()) <= 20, (place, sentence)
        for text in texts(node):
            assert not STIFF_DUTCH.search(text), (place, text)
            assert not FAMILIAR_DUTCH.search(text), (place, text)


def test_dutch_and_english_are_not_the_same_text():
    for place, node in everywhere():
        for key in set(TEXTS[1:]) & set(node):
            assert node[key] != node["x-en"][key], (place, key)


# --- instances ------------------------------------------------------------------------------------


def register() -> Schema:
    return {
        "schema": 1,
        "organisation": "gemeente-voorbeeld",
        "authority": "municipality",
        "language": "nl",
        "visibility": "internal",
        "began": "2026-01-01",
        "gate": ["why", "goals", "values", "roles"],
        "approvers": ["gemeentesecretaris", "concerncontroller"],
        "review_every_months": 12,
        "recheck_days": 90,
        "heavy_from_euros_a_year": 250000,
        "affiliated_parties": {
            "vision": "Samen als het moet of beter is.",
            "intentions": "De nota wordt dit jaar herzien.",
        },
    }


def organisation() -> Schema:
    return {
        "schema": 1,
        "name": "Gemeente Woerden",
        "kind": "municipality",
        "kvk": "01234567",
        "rsin": "012345672",
        "oin": "00000001001234567000",
        "tooi": "https://identifier.overheid.nl/tooi/id/gemeente/gm0632",
        "website": "https://www.woerden.nl",
        "valid": {"from": "1989-01-01"},
        "former_names": [],
        "successors": [],
    }


def statement(**more: object) -> Schema:
    return {"text": "Minder klachten over koude huizen.", "known": "assumed", **more}


def partnership() -> Schema:
    return {
        "schema": 1,
        "name": "Energieloket Vechtstreek",
        "former_names": ["Energieloket Noord"],
        "status": "active",
        "purpose": "Inwoners van drie gemeenten krijgen op één plek gratis advies.",
        "kind": "public-public",
        "themes": ["energy", "housing"],
        "entity": "energieloket",
        "public_task": {"text": "Warmtevisie, doel 3.", "evidence": ["doc-1"]},
        "duty": {"extent": "partly", "law": "Energiewet", "article": "2.1"},
        "alternatives": [{"option": "do-it-ourselves", "dropped_because": "Te duur."}],
        "form": "convenant",
        "seat": "Woerden",
        "programme": "7.4 Milieubeheer",
        "organs": [
            {"organisation": "gemeente-woerden", "organ": "college", "joined": "2026-03-01"}
        ],
        "powers": [
            {"text": "Vergunningen.", "how": "mandaat", "law": "Omgevingswet", "article": "5"}
        ],
        "publication": {"cvdr": "CVDR723690/1", "official_notice": "bgr-2024-1239"},
        "wgr_steps": {"draft_sent": "2026-01-05", "permission": "2026-03-24"},
        "private_law_steps": {"draft_sent": "2026-01-05", "founded": "2026-04-02"},
        "governance_interest": {"seat": False, "vote": True, "ground": "Aandelen."},
        "financial_interest": {"not_recoverable": 9000, "liable": "none"},
        "profile": {
            "powers": "none",
            "personal_data": "unknown",
            "can_stop": "no",
            "yearly_cost": 45000,
            "residents": "affected",
        },
        "own": {"interests": ["Eén loket."], "brings": ["Twee adviseurs."], "gets": ["Bereik."]},
        "partners": [
            {
                "organisations": ["gemeente-woerden", "gemeente-montfoort"],
                "lead": False,
                "joined": "2026-03-01",
                "their_role": {"during": "fund", "side": ["connect"], "known": "asked"},
                "our_role": {"before": "kick-start", "during": "facilitate", "after": "maintain"},
                "role_changes": [
                    {
                        "date": "2026-09-01",
                        "whose": "ours",
                        "phase": "during",
                        "was": "direct",
                        "now": "facilitate",
                        "reason": "De partners nemen het over.",
                    }
                ],
                "deal": "together",
                "interest": statement(
                    known="confirmed",
                    confirmed_by="directeur",
                    how="gesprek",
                    date="2026-10-02",
                ),
                "brings": [statement()],
                "gets": [statement(known="asked")],
                "main_goal": statement(),
                "contact": "beleidsadviseur wonen",
            }
        ],
        "goals": [
            {
                "id": "bereik",
                "result": "Meer huishoudens krijgen advies.",
                "measure": "Adviezen per jaar.",
                "baseline": "120",
                "target": "500",
                "date": "2027-12-31",
                "measured": [{"date": "2026-12-31", "value": "210", "source": "jaarverslag"}],
            }
        ],
        "resident_effect": "Eén telefoonnummer.\nLangere reistijd voor wie langs wil komen.",
        "expectations": [
            {
                "id": "snel",
                "from": "gemeente-woerden",
                "to": "gemeente-montfoort",
                "text": "Antwoord binnen vijf werkdagen.",
                "state": "spoken",
                "date": "2026-04-01",
            }
        ],
        "out_of_scope": "Subsidies verstrekken.",
        "adapts": {"own": "Eigen loket sluit.", "asked": "Loket doorverwijzen."},
        "funding": [
            {"organisation": "gemeente-woerden", "percent": 33.3, "condition": "Tot 2028."}
        ],
        "voting": [{"organisation": "gemeente-woerden", "percent": "unknown"}],
        "values": {"transparency": {"arrangement": "Jaarverslag aan de raad.", "evidence": []}},
        "steering": {"style": "network", "steers": "stuurgroep", "accounts_to": "gemeenteraad"},
        "people": {"official": "beleidsadviseur energie", "administrator": "wethouder energie"},
        "dates": {"start": "2027-04-01", "end": "2028-04-01"},
        "links": {"replaces": ["energieloket-noord"]},
        "documents": [
            {
                "id": "doc-1",
                "title": "Warmtevisie",
                "reference": "Z/25/0011",
                "url": "https://raad.voorbeeld.nl/stuk-12",
                "date": "2025-05-01",
            }
        ],
        "weight_raised_to": "standard",
        "imported": [{"heading": "Stemverhouding", "text": "20%; ieder lid\n1 stem"}],
        "decisions": [
            {
                "status": "active",
                "body": "college",
                "date": "2027-03-12",
                "reference": "Z/27/004512",
                "reason": "De poort is open.",
                "checklists": {"why": 1, "goals": 1, "values": 1, "roles": 1},
            }
        ],
    }


def checks() -> Schema:
    return {
        "checklist": "why",
        "answers": {
            "still-free": {
                "verdict": "met",
                "note": "De wethouder beslist pas op 12 januari.",
                "evidence": ["doc-1"],
                "by": "beleidsadviseur duurzaamheid",
                "date": "2026-11-22",
                "confirmed": "2026-12-01",
                "version": 1,
                "rests_on": {"purpose": "sha256:5d1f03a29c77e1b0", "duty.extent": "none"},
            },
            "worth-it": {
                "verdict": "not-met",
                "note": "De kosten zijn nog hoger.",
                "exception": {
                    "reason": "Het eerste jaar is een proef.",
                    "approved_by": "gemeentesecretaris",
                    "until": "2027-03-01",
                },
            },
            "not-alone": {"value": "Genoeg adviseurs vinden.", "version": 1},
            "hours": {"value": 12.5},
            "routes": {"value": ["buy", "nothing"]},
            "if-nothing": {"todo": {"who": "jurist", "date": "2026-12-15"}},
            "role-fits/gemeente-woerden": {"verdict": "not-applicable", "note": "Geen rol."},
        },
    }


def checklist() -> Schema:
    both = {"nl": "Waarom?", "en": "Why?"}
    asked = {"ask": both, "help": both, "weight": "light", "gate": "must"}
    return {
        "id": "why",
        "version": 1,
        "title": both,
        "intro": both,
        "questions": [
            {"id": "purpose", "fact": "purpose", **asked, "sources": ["S001"]},
            {
                "id": "conclusion",
                "value": "choice",
                "choices": [{"value": "go-on", "label": both}, {"value": "stop", "label": both}],
                **asked,
            },
            {
                "id": "still-free",
                "passes": ["met"],
                **asked,
                "inherited": {"ask": both, "help": both},
                "about": ["purpose", "partner.our_role.during"],
                "evidence": "when-met",
                "when": {
                    "duty.extent": ["none", "partly"],
                    "condition": ["private-partner"],
                },
                "per": "partner",
                "of": ["new", "inherited"],
                "since": 1,
            },
        ],
    }


def figure(amount: object = 4272645) -> Schema:
    return {"amount": amount, "date": "2026-12-31", "source": "jaarrekening 2026"}


def finance() -> Schema:
    return {
        "schema": 1,
        "years": [
            {
                "year": 2026,
                "kind": "accounts",
                "interest": {"begin": figure("unknown"), "end": figure("not-applicable")},
                "equity": {"begin": figure(), "end": figure(-78000)},
                "debt": {"begin": figure(), "end": figure()},
                "result": {"figure": figure(0), "before_or_after": "after"},
                "contribution": figure(),
                "guarantee": figure(),
            }
        ],
        "risks": [{"text": "Verlies.", "measure": "Toezicht.", "left": "Eén ton."}],
    }


GOOD = {
    "finance": finance,
    "register": register,
    "organisation": organisation,
    "partnership": partnership,
    "checks": checks,
    "checklist": checklist,
}


def problems(kind: str, instance: Schema) -> set[tuple[str, str]]:
    """Each place that is refused, and by which keyword."""
    validator = Draft202012Validator(load(kind), registry=Registry())
    return {
        ("/".join(map(str, error.absolute_path)), str(error.validator))
        for error in validator.iter_errors(instance)
    }


def changed(instance: Schema, path: str, value: object) -> Schema:
    *parents, last = [int(step) if step.isdecimal() else step for step in path.split(" ")]
    holder: Any = instance
    for step in parents:
        holder = holder[step]
    holder[last] = value
    return instance


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_the_design_are_good(kind):
    assert problems(kind, GOOD[kind]()) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_is_complete_where_it_counts(kind):
    assert set(load(kind)["properties"]) - set(GOOD[kind]()) <= {"part_of"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_must_be_there_is_enough(kind):
    required = load(kind)["required"]
    assert problems(kind, {key: GOOD[kind]()[key] for key in required}) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_or_unknown_key_is_refused(kind):
    for key in load(kind)["required"]:
        instance = GOOD[kind]()
        del instance[key]
        assert problems(kind, instance) == {("", "required")}
    assert problems(kind, {**GOOD[kind](), "extra": "x"}) == {("", "additionalProperties")}


FAULTS = [
    ("register", "schema", 2, "const"),
    ("register", "gate", ["why", "goals", "values"], "minItems"),
    ("register", "gate", ["why", "goals", "values", "why"], "uniqueItems"),
    ("register", "review_every_months", 0, "minimum"),
    ("register", "review_every_months", 49, "maximum"),
    ("register", "recheck_days", 366, "maximum"),
    ("register", "recheck_days", True, "type"),
    ("register", "heavy_from_euros_a_year", -1, "minimum"),
    ("register", "language", "de", "enum"),
    ("organisation", "kvk", 1234567, "type"),
    ("organisation", "kvk", "1234567", "pattern"),
    ("organisation", "rsin", "12345678a", "pattern"),
    ("organisation", "oin", "0000000100123456700", "pattern"),
    ("organisation", "tooi", "https://voorbeeld.nl/tooi/gm0632", "pattern"),
    ("organisation", "website", "mailto:info@woerden.nl", "pattern"),
    ("organisation", "website", "https://woerden.nl /x", "pattern"),
    ("organisation", "valid from", "1 januari 1989", "pattern"),
    ("organisation", "name", "x" * 201, "maxLength"),
    ("partnership", "status", "Active", "enum"),
    ("partnership", "name", " ", "pattern"),
    ("partnership", "name", "Een\nTwee", "pattern"),
    ("partnership", "purpose", " \n ", "pattern"),
    ("partnership", "purpose", "x" * 20001, "maxLength"),
    ("partnership", "themes 0", "energie", "enum"),
    ("partnership", "profile yearly_cost", 45000.5, "type"),
    ("partnership", "profile yearly_cost", "45.000", "pattern"),
    ("partnership", "profile yearly_cost", -1, "minimum"),
    ("partnership", "profile can_stop", False, "enum"),
    ("partnership", "own interests", ["a", "b", "c", "d"], "maxItems"),
    ("partnership", "partners 0 organisations", [], "minItems"),
    ("partnership", "partners 0 organisations", ["a", "a"], "uniqueItems"),
    ("partnership", "partners 0 lead", "true", "type"),
    ("partnership", "partners 0 their_role during", "financier", "enum"),
    ("partnership", "partners 0 our_role known", "asked", "additionalProperties"),
    ("partnership", "partners 0 interest", {"text": "Bereik."}, "required"),
    ("partnership", "goals 0 target", 500, "type"),
    ("partnership", "funding 0 percent", 101, "maximum"),
    ("partnership", "funding 0 percent", "33%", "pattern"),
    ("partnership", "documents 0 url", "file:///etc/passwd", "pattern"),
    ("partnership", "documents 0 url", "javascript:alert(1)", "pattern"),
    ("partnership", "weight_raised_to", "light", "enum"),
    ("partnership", "decisions 0 status", "inherited", "enum"),
    ("partnership", "decisions 0 checklists why", 0, "minimum"),
    ("partnership", "decisions 0 checklists", {"Why": 1}, "pattern"),
    ("finance", "years 0 year", "2026", "type"),
    ("finance", "years 0 year", 26, "minimum"),
    ("finance", "years 0 kind", "begroting", "enum"),
    ("finance", "years 0 equity end amount", 12.5, "type"),
    ("finance", "years 0 equity end amount", "4.272.645", "pattern"),
    ("finance", "years 0 equity end amount", None, "type"),
    ("finance", "years 0 equity end amount", 10**16, "maximum"),
    ("finance", "years 0 debt begin date", "31-12-2026", "pattern"),
    ("finance", "years 0 result", {"before_or_after": "before"}, "required"),
    ("finance", "years 0 contribution source", "", "pattern"),
    ("finance", "risks 0 text", " ", "pattern"),
    ("checks", "answers still-free verdict", "ja", "enum"),
    ("checks", "answers still-free rests_on purpose", "sha256:5D1F03A29C77E1B0", "pattern"),
    ("checks", "answers still-free rests_on", {"Purpose": "none"}, "pattern"),
    ("checks", "answers still-free version", 0, "minimum"),
    ("checks", "answers not-alone value", " ", "pattern"),
    ("checks", "answers not-alone value", [], "minItems"),
    ("checks", "answers not-alone value", None, "type"),
    ("checks", "answers if-nothing todo", {"who": "jurist"}, "required"),
    ("checks", "answers", {"a/b/c": {}}, "pattern"),
    ("checklist", "questions", [], "minItems"),
    ("checklist", "questions 0 ask", {"nl": "Waarom?"}, "required"),
    ("checklist", "questions 0 gate", "hard", "enum"),
    ("checklist", "questions 0 fact", "partners[0]", "pattern"),
    ("checklist", "questions 1 choices", [], "minItems"),
    ("checklist", "questions 1 pattern", ".*", "additionalProperties"),
    ("checklist", "questions 2 passes", [], "minItems"),
    ("checklist", "questions 2 when condition 0", "full-moon", "enum"),
    ("checklist", "questions 2 when duty.extent", [], "minItems"),
    ("checklist", "questions 2 when", {"a = 1": ["x"]}, "pattern"),
    ("checklist", "questions 2 per", "organisation", "enum"),
    ("checklist", "questions 2 since", 0, "minimum"),
]


@pytest.mark.parametrize(("kind", "path", "value", "keyword"), FAULTS)
def test_a_fault_is_refused_once_and_in_its_place(kind, path, value, keyword):
    found = problems(kind, changed(GOOD[kind](), path, value))
    if keyword == "additionalProperties" and path.split(" ")[-1] in {"known", "pattern"}:
        path = path.rpartition(" ")[0]
    assert found == {(path.replace(" ", "/"), keyword)}
