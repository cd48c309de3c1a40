"""The values and the schemas name the same things: keys, which are required, and the choices."""

import datetime as dt
import typing
from collections.abc import Iterator
from enum import StrEnum
from types import UnionType
from typing import Any, Literal

import msgspec
import pytest

from samenwerk import schema
from samenwerk.finance import Finance
from samenwerk.organisation import Organisation, Settings
from samenwerk.partnership import Partnership

VALUES = {
    "partnership": Partnership,
    "finance": Finance,
    "organisation": Organisation,
    "register": Settings,
}
LEAST = {"schema": 1, "name": "x", "status": "exploring"}
Place = tuple[str, type[msgspec.Struct], dict[str, Any]]


def resolved(kind: str, node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    return {**schema.schema(kind)["$defs"][node["$ref"].removeprefix("#/$defs/")], **node}


def parts(annotation: Any) -> Iterator[Any]:
    """The types inside a union, a tuple or a mapping."""
    if typing.get_origin(annotation) in {UnionType, typing.Union, tuple, dict}:
        for inner in typing.get_args(annotation):
            yield from parts(inner)
    else:
        yield annotation


def choices(annotation: Any) -> list[str] | None:
    """The values that a type allows, in order; None if it is not closed."""
    found: list[str] = []
    for part in parts(annotation):
        if typing.get_origin(part) is Literal:
            found += typing.get_args(part)
        elif isinstance(part, type) and issubclass(part, StrEnum):
            found += [each.value for each in part]
    return found or None


def structures(kind: str, value: type[msgspec.Struct], node: dict[str, Any]) -> Iterator[Place]:
    """A structure with its schema, and all structures inside it."""
    yield kind, value, node
    for field in msgspec.structs.fields(value):
        below = resolved(kind, node["properties"].get(field.encode_name, {}))
        below = resolved(kind, below.get("items", below))
        for part in parts(field.type):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from structures(kind, part, below)


def required_by(value: type[msgspec.Struct]) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(value) if field.required}


PLACES = [
    place
    for kind, value in VALUES.items()
    for place in structures(kind, value, schema.schema(kind))
]
IDS = [f"{kind}-{value.__name__}" for kind, value, _ in PLACES]


@pytest.mark.parametrize(("kind", "value", "node"), PLACES, ids=IDS)
def test_a_value_has_the_keys_of_its_schema(kind, value, node):
    names = [field.encode_name for field in msgspec.structs.fields(value)]
    assert sorted(names) == sorted(node["properties"])


@pytest.mark.parametrize(("kind", "value", "node"), PLACES, ids=IDS)
def test_what_a_value_cannot_do_without_is_required_by_the_schema(kind, value, node):
    assert required_by(value) <= set(node.get("required", []))


@pytest.mark.parametrize(("kind", "value"), VALUES.items())
def test_what_a_file_must_hold_has_no_default(kind, value):
    assert required_by(value) == set(schema.schema(kind)["required"])


@pytest.mark.parametrize(("kind", "value", "node"), PLACES, ids=IDS)
def test_a_closed_list_of_values_is_the_one_of_the_schema(kind, value, node):
    for field in msgspec.structs.fields(value):
        below = resolved(kind, node["properties"][field.encode_name])
        allowed = choices(field.type)
        if allowed and below.get("type") == "string":
            assert sorted(allowed) == sorted(below["enum"]), field.name


def test_every_part_was_compared():
    assert len(PLACES) > 30
    assert {"Partner", "Known", "Decision", "Validity", "Settings"} <= {
        value.__name__ for _kind, value, _node in PLACES
    }


@pytest.mark.parametrize("value", VALUES.values())
def test_a_value_cannot_be_changed(value):
    for _kind, structure, _node in structures(
        "partnership", Partnership, schema.schema("partnership")
    ):
        assert structure.__struct_config__.frozen
    assert value.__struct_config__.frozen


@pytest.mark.parametrize("style", schema.field("partnership", ("steering", "style")).node["enum"])
def test_each_style_of_the_schema_can_be_read(style):
    made = Partnership.from_data({**LEAST, "steering": {"style": style}})
    assert made.steering.style == style


@pytest.mark.parametrize("organ", schema.field("partnership", ("organs", 0, "organ")).node["enum"])
def test_each_organ_of_the_schema_can_be_read(organ):
    made = Partnership.from_data({**LEAST, "organs": [{"organisation": "x", "organ": organ}]})
    assert made.organs[0].organ == organ
    assert not made.organs[0].has_left(dt.date(2027, 1, 1))
    assert made.organisations == ()


@pytest.mark.parametrize("amount", [0, 10, "none", "unknown"])
def test_each_amount_that_may_be_lost_can_be_read(amount):
    made = Partnership.from_data({**LEAST, "financial_interest": {"liable": amount}})
    assert made.financial_interest.liable == amount
    assert not made.ran_before(dt.date(2027, 1, 1))


@pytest.mark.parametrize("percent", [0, 12.5, "unknown"])
def test_each_share_can_be_read(percent):
    share = {"organisation": "x", "percent": percent}
    made = Partnership.from_data({**LEAST, "funding": [share], "voting": [share]})
    assert made.funding[0].percent == made.voting[0].percent == percent
    assert not made.ran_before(dt.date(2027, 1, 1))


@pytest.mark.parametrize(("joined", "before"), [("2026-12-31", True), ("2027-01-01", False)])
def test_what_has_no_start_began_when_the_first_partner_joined(joined, before):
    partners = [{"organisations": ["x"], "joined": each} for each in ("2028-01-01", joined)]
    made = Partnership.from_data({**LEAST, "partners": [*partners, {"organisations": ["y"]}]})
    assert made.ran_before(dt.date(2027, 1, 1)) is before


def test_an_organ_is_gone_from_the_day_on_which_it_leaves():
    organ = {"organisation": "x", "organ": "raad", "left": "2027-01-01"}
    made = Partnership.from_data({**LEAST, "organs": [organ]}).organs[0]
    assert made.has_left(dt.date(2027, 1, 1))
    assert not made.has_left(dt.date(2026, 12, 31))


def test_nobody_leads_unless_it_is_said():
    made = Partnership.from_data({**LEAST, "partners": [{"organisations": ["x"]}]})
    assert not made.partners[0].lead
    assert made.partners[0].id == "x"
