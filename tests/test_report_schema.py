"""The published schema of `validate --format json`: sound, in both languages, and kept to."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from jsonschema import validate as hold

from conftest import ROOT
from samenwerk.finding import Finding, Severity, codes
from samenwerk.i18n import Text
from samenwerk.report import Report, Section, as_json
from test_schemas import STIFF_DUTCH, subschemas
from test_schemas import keywords as keywords_of

SCHEMA = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
TEXTS = st.builds(Text, nl=st.text(), en=st.text())
FACTS = st.one_of(
    st.text(), st.integers(), st.dates(), TEXTS, st.lists(st.one_of(st.text(), TEXTS)).map(tuple)
)
REPORTS = st.builds(
    Report,
    checked=st.integers(0),
    findings=st.lists(
        st.builds(
            Finding,
            path=st.text(),
            line=st.integers(1),
            column=st.integers(1),
            code=st.sampled_from(["unknown-key"]),
            severity=st.sampled_from(Severity),
            facts=st.fixed_dictionaries({"key_name": FACTS, "suggestion": FACTS}),
        ),
        max_size=3,
    ).map(tuple),
    change=st.lists(
        st.builds(Section, heading=TEXTS, lines=st.lists(TEXTS, max_size=3).map(tuple)), max_size=2
    ).map(tuple),
    compared=st.one_of(st.none(), TEXTS),
)


def test_it_is_a_valid_schema_named_after_its_file_and_written_as_people_read_it():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:samenwerk:schema:report"
    text = (ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8")
    assert text == json.dumps(SCHEMA, ensure_ascii=False, indent=2) + "\n"


def test_every_part_is_described_in_both_languages():
    for place, node in subschemas(SCHEMA, "report"):
        if ("$ref" in node and "title" not in node) or place.endswith("<propertyNames>"):
            continue  # described where it is defined
        english = node["x-en"]
        assert node["title"].strip(), place
        assert english["title"].strip(), place
        assert english["description"].strip() != node["description"].strip(), place
        assert not STIFF_DUTCH.search(node["description"]), place
        assert max(len(each.split()) for each in node["description"].split(". ")) <= 20, place


def test_objects_are_closed_and_every_definition_is_used():
    nodes = list(subschemas(SCHEMA, "report"))
    for place, node in nodes:
        if "object" in node.get("type", ""):
            assert "additionalProperties" in node, place
    used = {node["$ref"].rpartition("/")[2] for _, node in nodes if "$ref" in node}
    assert used == set(SCHEMA["$defs"])
    assert not {"anyOf", "oneOf", "allOf"} & set(keywords_of(SCHEMA))


def test_its_version_is_that_of_the_format():
    assert SCHEMA["properties"]["version"]["const"] == as_json.VERSION


@given(REPORTS)
def test_every_report_fits(report):
    hold(json.loads(as_json.text(report)), SCHEMA)


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_report_without_one_of_its_keys_does_not_fit(key):
    data = json.loads(as_json.text(Report.of(1, [])))
    del data[key]
    with pytest.raises(ValidationError):
        hold(data, SCHEMA)


def test_every_key_of_a_report_is_in_the_schema():
    data = json.loads(as_json.text(Report.of(1, [])))
    assert set(data) == set(SCHEMA["properties"]) == set(SCHEMA["required"])


@pytest.mark.parametrize("code", codes())
def test_every_code_has_the_form_that_is_promised(code):
    each = SCHEMA["$defs"]["finding"]["properties"]["code"]
    hold(code, each)
