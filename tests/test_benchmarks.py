"""The made-up registers that speed is measured on are in order."""

import datetime as dt
import sys

import pytest

from conftest import ROOT
from samenwerk.inspection import Inspection
from samenwerk.register import Register

TODAY = dt.date(2027, 2, 28)


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
