"""What the commands themselves write is honest: no alarm on any change that they make."""

import datetime as dt
from pathlib import Path

import pytest

from changes import Said, Tree, compare
from conftest import Copy
from frontend import TODAY, Adviser, converse, fill_everything, own_register
from samenwerk.finding import Severity

MARK = ("--body", "college", "--date", TODAY.isoformat(), "--reference", "Z/26/1", "--yes")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    monkeypatch.chdir(tmp_path)
    return own_register(tmp_path)


def tree(copy: Copy) -> Tree:
    """The register on disk, as it is now."""
    paths = (path.relative_to(copy.root).as_posix() for path in copy.root.rglob("*.yaml"))
    return Tree(
        {path: copy.read(path) for path in sorted(paths) if not path.startswith(".samenwerk")}
    )


def is_honest(said: Said) -> bool:
    errors = [each for each in said.all if each.severity is Severity.ERROR]
    return (said.comparison.findings, errors) == ((), [])


def test_an_exploration_goes_from_intake_to_its_end_without_an_alarm(copy, monkeypatch):
    def run(*arguments: str) -> None:
        before = tree(copy)
        spoken = converse(monkeypatch, Adviser(wanted={"Wat": "Iets nieuws."}), *arguments)
        assert spoken.exit_code == 0, spoken.stderr
        assert tree(copy) != before
        assert is_honest(compare(before, tree(copy), today=TODAY)), arguments

    before = tree(copy)
    fill_everything(copy, monkeypatch)
    assert is_honest(compare(before, tree(copy), today=TODAY))
    run("mark", "loket", "active", *MARK)
    run("mark", "loket", "ending", *MARK, "--reason", "De subsidie loopt af in mei.")
    run("mark", "loket", "ended", *MARK, "--reason", "Alles is overgedragen.")


def test_a_changed_fact_and_the_answers_that_are_confirmed_raise_no_alarm(copy, monkeypatch):
    fill_everything(copy, monkeypatch)
    assert converse(monkeypatch, Adviser(), "mark", "loket", "active", *MARK).exit_code == 0
    before = tree(copy)
    paper = copy.write("paper.yaml", "facts:\n  purpose: Minder energiearmoede in oude wijken.\n")
    assert converse(monkeypatch, Adviser(), "edit", "loket", "--from", str(paper)).exit_code == 0
    paper.unlink()
    assert not is_honest(compare(before, tree(copy), today=TODAY))  # not looked at again yet
    assert converse(monkeypatch, Adviser(), "check", "loket").exit_code == 0
    later = TODAY + dt.timedelta(days=1)
    assert is_honest(compare(before, tree(copy), today=later))


def test_an_import_raises_no_alarm(copy, monkeypatch):
    before = tree(copy)
    table = "Naam;Partners;Startdatum;Rechtsvorm\nBiblionet;Gemeente Oudstad;2012-01-01;convenant\n"
    path = copy.write("lijst.csv", table)
    spoken = converse(monkeypatch, Adviser(), "import", str(path))
    assert spoken.exit_code == 0, spoken.stderr + spoken.stdout
    said = compare(before, tree(copy), today=TODAY)
    assert len(said.section("New in the register")) == 1
    assert is_honest(said)
