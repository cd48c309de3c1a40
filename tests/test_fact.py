"""Facts by their path: what is there is found, and what is not makes no noise."""

import pytest

from samenwerk import fact
from samenwerk.yamlfile import Value

DATA: Value = {
    "name": "abc",
    "themes": ["energy", "care"],
    "partners": [{"contact": "wonen"}, {"lead": True}, {"contact": None}, {"contact": "zorg"}],
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("name", [(("name",), "abc")]),
        ("themes", [(("themes",), ["energy", "care"])]),
        ("themes.1", [(("themes", 1), "care")]),
        ("themes.2", []),
        ("themes.energy", []),
        ("name.b", []),
        ("name.0", []),
        ("date", []),
        (
            "partners.contact",
            [(("partners", 0, "contact"), "wonen"), (("partners", 3, "contact"), "zorg")],
        ),
    ],
)
def test_a_path_leads_to_every_value_that_is_there(path: str, found: list[fact.Found]) -> None:
    assert fact.found(DATA, path) == found


@pytest.mark.parametrize("path", ["contact", "partner.contact"])
def test_a_path_may_be_that_of_one_partner(path: str) -> None:
    assert fact.values_at(DATA, path, 3) == ["zorg"]
    assert fact.values_at(DATA, path, 1) == []


def test_a_path_is_written_as_people_read_it() -> None:
    assert fact.dotted(("partners", 0, "interest", "text")) == "partners[0].interest.text"
    assert fact.dotted(()) == ""
