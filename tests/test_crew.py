"""Several processes: the same findings as with one, and no fault or interruption is green."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from conftest import PROGRAM, ROOT, TODAY, Copy
from dying import die, fail, identity, refuse
from samenwerk import crew
from samenwerk.comparison import Comparing
from samenwerk.errors import SamenwerkError
from samenwerk.inspection import Inspection
from samenwerk.register import Register


@pytest.fixture
def crowd(monkeypatch):
    """Two processes, also for a small register."""
    monkeypatch.setattr(crew, "ENOUGH", 2)
    monkeypatch.setattr(crew, "_AT_ONCE", 2)
    monkeypatch.setattr(crew, "_processors", lambda: 2)


def inspection(root: Path = ROOT) -> Inspection:
    return Inspection(Register(root), TODAY)


def many(register: Copy, number: int) -> None:
    """So many partnerships that the program itself spreads them."""
    for count in range(number):
        text = f"schema: 1\nname: Samenwerking {count}\nstatus: exploring\nthemes: [x]\n"
        register.write(f"registry/samenwerking-{count}/partnership.yaml", text)


def test_what_comes_out_is_the_same_and_in_the_same_order(crowd):
    spread = list(crew.each(inspection(), identity))
    alone = list(inspection().records())
    assert [each.id for each in spread] == [each.id for each in alone] != []
    assert [each.findings for each in spread] == [each.findings for each in alone]
    assert [each.record and each.record.partnership for each in spread] == [
        each.record and each.record.partnership for each in alone
    ]


def test_a_comparison_gets_back_whole_only_what_was_touched(crowd):
    head, id = inspection(), "energieloket-lageland"
    comparing = Comparing(inspection(), head, frozenset({f"registry/{id}/partnership.yaml"}))
    seen = list(crew.each(head, comparing.look))
    assert [each.inspected.id for each in seen] == head.ids
    assert [each.inspected.id for each in seen if each.inspected.record] == [id]
    assert [each.inspected.findings for each in seen] == [each.findings for each in head.records()]
    assert any(each.organisations for each in seen if not each.inspected.record)


def test_a_record_from_another_process_still_knows_its_places(crowd):
    for spread, alone in zip(
        crew.each(inspection(), identity), inspection().records(), strict=True
    ):
        assert spread.record
        assert alone.record
        at = ("partners", 0, "organisations")
        assert spread.record.source.finding("wrong-id", at, name="x") == (
            alone.record.source.finding("wrong-id", at, name="x")
        )


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_a_whole_run_prints_the_same_bytes(crowd, register, samenwerk, monkeypatch, format):
    many(register, 20)
    register.write("registry/samenwerking-7/partnership.yaml", "schema: [")
    spread = samenwerk("validate", "--format", format)
    monkeypatch.setattr(crew, "ENOUGH", 1000)
    assert spread == samenwerk("validate", "--format", format)
    assert spread.exit_code == 1


@pytest.mark.parametrize(
    ("take", "error"), [(die, BrokenProcessPool), (fail, RuntimeError), (refuse, SamenwerkError)]
)
def test_a_fault_in_a_process_is_one_here(crowd, take, error):
    with pytest.raises(error):
        list(crew.each(inspection(), take))


def test_a_sentence_of_a_process_arrives_whole(crowd):
    with pytest.raises(SamenwerkError) as caught:
        list(crew.each(inspection(), refuse))
    assert (caught.value.message, caught.value.remedy) == ("Could not read {path}.", "Ask.")
    assert (caught.value.facts, caught.value.exit_code) == ({"path": "x"}, 3)


def test_who_stops_listening_leaves_no_process_behind(crowd):
    first = next(found := crew.each(inspection(), identity))
    found.close()  # type: ignore[attr-defined]
    assert first.id == inspection().ids[0]


# --- the program itself ---------------------------------------------------------------------------


def test_no_process_imports_from_the_working_directory(register, shell):
    many(register, crew.ENOUGH)
    for name in ("multiprocessing", "pickle", "yaml", "encodings", "signal"):
        register.write(f"{name}.py", "open('hacked', 'w')\n")
    result = shell("samenwerk validate")
    assert (result.returncode, result.stderr) == (1, b"")
    assert not register.path("hacked").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc for the processes")
def test_ctrl_c_ends_all_processes_with_one_sentence(register):
    many(register, 3000)
    run = subprocess.Popen(
        [PROGRAM, "validate"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while run.poll() is None and not children.read_text(encoding="ascii"):
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out, err) == (130, b"", b"Gestopt.\n")
