"""One real party, from inherited to a gate that names exactly what is still unknown.

Only what its published source gives is filled in (tests/gouda/README.md); nothing is invented.
"""

import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT, Copy
from samenwerk import yamlfile

GOUDA = ROOT / "tests" / "gouda"
ID = "streekarchief-midden-holland"
FACTS = f"registry/{ID}/partnership.yaml"
ANSWERS = str(GOUDA / "answers.yaml")
BY = "beheerder van dit proefregister"


@pytest.fixture
def gouda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """A copy of the register of Gouda, as the working directory."""
    shutil.copytree(GOUDA / "registry", tmp_path / "registry")
    monkeypatch.chdir(tmp_path)
    return Copy(tmp_path)


@pytest.fixture
def filled(gouda, samenwerk):
    """The same, after all that the source gives was filled in."""
    result = samenwerk("check", ID, "--from", ANSWERS, "--by", BY)
    assert (result.exit_code, result.stderr) == (0, "")
    return gouda


def loaded(path):
    return yamlfile.load(Path(path).read_bytes())


def partners(gouda):
    return [each["organisations"][0] for each in loaded(gouda.path(FACTS))["partners"]]


def still_unknown(gouda):
    """What must be left, by checklist; `…` stands for each of the partners."""
    return {
        checklist: [
            key.replace("…", partner)
            for key in keys
            for partner in (partners(gouda) if "…" in key else [""])
        ]
        for checklist, keys in loaded(GOUDA / "still-unknown.yaml").items()
    }


def named(line):
    """The questions that the last line of a run names, by checklist."""
    questions = line.split(". ", 1)[1]
    parts = (part.split(": ", 1) for part in questions.split("; ") if ": " in part)
    return {checklist: keys.split(", ") for checklist, keys in parts}


def test_the_template_has_a_place_for_everything_that_is_unknown(gouda, samenwerk):
    template = samenwerk("check", ID, "--template").stdout
    gouda.write("template.yaml", template)
    data = loaded("template.yaml")
    open_before = named(samenwerk("check", ID, "--no-input").lines[-1])
    answered = {checklist: list(answers) for checklist, answers in data["answers"].items()}
    for checklist, keys in answered.items():
        assert set(keys) <= set(open_before[checklist])
    asked_as_facts = sum(map(len, open_before.values())) - sum(map(len, answered.values()))
    assert len(re.findall(r"# .+\?", template)) == sum(map(len, open_before.values()))
    assert asked_as_facts > 0


def test_an_empty_template_changes_nothing(gouda, samenwerk):
    gouda.write("template.yaml", samenwerk("check", ID, "--template").stdout)
    before = gouda.snapshot()
    assert samenwerk("check", ID, "--from", "template.yaml", "--by", BY).exit_code == 0
    assert gouda.snapshot() == before


def test_what_the_source_gives_rests_on_a_document_of_the_source(filled):
    documents = {each["id"]: each["url"] for each in loaded(FACTS)["documents"]}
    answers = loaded(f"registry/{ID}/checks/values.yaml")["answers"]
    evidence = [*loaded(FACTS)["values"]["transparency"]["evidence"]]
    for each in answers.values():
        evidence += each["evidence"]
    assert all(documents[each].startswith("https://") for each in evidence)


def test_nothing_else_is_written(gouda, samenwerk):
    before = loaded(FACTS)
    samenwerk("check", ID, "--from", ANSWERS, "--by", BY)
    after = loaded(FACTS)
    assert after.pop("values") == loaded(ANSWERS)["facts"]["values"]
    assert after == before
    checks = gouda.path(f"registry/{ID}/checks")
    assert [path.name for path in checks.iterdir()] == ["values.yaml"]


def test_the_gate_names_exactly_what_is_still_unknown(filled, samenwerk):
    result = samenwerk("check", ID, "--no-input")
    assert result.exit_code == 1
    assert named(result.lines[-1]) == still_unknown(filled)
    listed = [line for line in result.lines if line.startswith("    - ")]
    assert len(listed) == sum(map(len, still_unknown(filled).values()))


def test_it_cannot_be_marked_active(filled, samenwerk):
    before = filled.snapshot()
    decision = ("--body", "college", "--date", "2026-11-22", "--reference", "Z/26/0001", "--yes")
    result = samenwerk("mark", ID, "active", *decision)
    assert result.exit_code == 1
    assert "kan nog niet actief worden" in result.stdout
    assert filled.snapshot() == before


def test_the_register_is_still_in_order_and_the_party_still_inherited(filled, samenwerk):
    assert samenwerk("validate").exit_code == 0
    assert loaded(FACTS)["status"] == "inherited"


def test_a_status_typed_by_hand_is_found_on_its_line(filled, samenwerk):
    filled.replace(FACTS, "status: inherited", "status: active")
    found = samenwerk("validate").lines
    assert any(line.startswith(f"{FACTS}:4:") and "gate-shut" in line for line in found)
