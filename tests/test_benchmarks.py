"""The made-up registers that speed is measured on are in order."""

import datetime as dt
import sys

import pytest

from conftest import ROOT
from samenwerk import schema, yamlplain, yamlreader
from samenwerk.inspection import Inspection
from samenwerk.register import Register

TODAY = dt.date(2027, 2, 28)
KINDS = {  # of a file, by its name or that of its folder
    "register.yaml": "register",
    "organisations": "organisation",
    "partnership.yaml": "partnership",
    "finance.yaml": "finance",
    "checks": "checks",
}


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Partnerships of every status and legal form out of a register of 200."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    for name in ("register", "facts"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    import register

    register.write_around(tmp_path, 200, TODAY)
    register.write_some(tmp_path, 200, TODAY, range(0, 200, 7))
    return tmp_path


def test_a_made_up_register_has_no_errors(made):
    inspection = Inspection(Register(made), TODAY)
    inspected = list(inspection.records())
    found = [*inspection.findings, *(each for one in inspected for each in one.findings)]
    assert [each for each in found if each.severity == "error"] == []
    assert len(inspected) == 29
    assert {each.record.partnership.status for each in inspected} >= {"active", "inherited"}
    assert all(len(each.record.checks) == 5 for each in inspected)


def test_both_readers_of_yaml_and_of_the_schemas_agree_on_each_file(made):
    for path in sorted((made / "registry").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        values = yamlplain.read(text)
        assert repr(values) == repr(yamlreader.read(text))
        kind = KINDS.get(path.name) or KINDS[path.parent.name]
        assert schema.acceptor(kind).is_valid(values)
        assert list(schema.validator(kind).iter_errors(values)) == []
