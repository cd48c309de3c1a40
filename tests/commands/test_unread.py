"""What could not be had: every command says so in the same way, and none takes it for a mistake."""

import errno
import os

import pytest

from conftest import POWERLESS, needs_permissions
from frontend import Script, converse

ROUTE = "registry/snelfietsroute-waterwijk"
FACTS = f"{ROUTE}/partnership.yaml"
ANSWERS = f"{ROUTE}/checks/why.yaml"
ORGANISATIONS = "registry/organisations"
OTHER = "registry/servicepunt-lageland/partnership.yaml"
OF_ONE = [
    "check {id} --no-input",
    "check {id} --template",
    "check {id} --from paper.yaml --by adviseur",
    "mark {id} active --no-input",
    "edit {id} seat --no-input",
    "edit {id} --from paper.yaml",
    "export {id} --as memo",
    "export {id} --as questions",
    "export --as overview",
    "import list.csv --no-input",
]
OF_FACTS = ["export --as csv", "export --as json", "export {id} --as csv"]


@pytest.fixture
def close(register, monkeypatch):
    """Takes away the right to read files or folders of the register."""

    def close(*paths):
        places = {str(register.path(each)) for each in paths}
        for name in ("open", "scandir"):
            monkeypatch.setattr(os, name, closing(getattr(os, name), places))

    return close


@pytest.fixture
def run(register, samenwerk, close):
    """Runs a command while files or folders of the register are closed."""

    def run(command, *closed):
        close(*closed)
        register.write("paper.yaml", "facts:\n  seat: Gouda\n")
        register.write("list.csv", "naam;doel\nZwembad;Iedereen kan zwemmen\n")
        return samenwerk(*command.format(id="snelfietsroute-waterwijk").split(), "--lang", "en")

    return run


def closing(function, places):
    def without_permission(path, *arguments, **options):
        if str(path) in places:
            raise PermissionError(errno.EACCES, "", str(path))
        return function(path, *arguments, **options)

    return without_permission


@pytest.mark.parametrize("command", [*OF_ONE, *OF_FACTS])
def test_facts_without_permission_give_no_verdict_and_the_reason(run, command):
    check_said(run(command, FACTS), FACTS)


@pytest.mark.parametrize("command", OF_ONE)
def test_answers_without_permission_give_no_verdict_and_the_reason(register, run, command):
    register.write(ANSWERS, "checklist: why\nanswers: {}\n")
    check_said(run(command, ANSWERS), ANSWERS)


@pytest.mark.parametrize("command", OF_ONE)
def test_nothing_is_judged_without_the_organisations(run, command):
    check_said(run(command, ORGANISATIONS), ORGANISATIONS)


def check_said(result, path):
    assert (result.exit_code, result.stdout, result.stderr) == (3, "", said_of(path))


def said_of(path):
    return (
        f"Error: {path}: This file or folder could not be read (you have no permission). "
        "Ask for the right to read it or close it in other programs.\n"
    )


@needs_permissions
def test_a_file_that_is_really_closed_gives_the_same(register, shell):
    register.path(FACTS).chmod(0)
    result = shell(f"{POWERLESS} samenwerk check snelfietsroute-waterwijk --no-input --lang en")
    register.path(FACTS).chmod(0o644)
    assert (result.returncode, result.stdout) == (3, b"")
    assert result.stderr.decode() == said_of(FACTS)


@pytest.mark.parametrize("command", OF_FACTS)
def test_facts_are_exported_without_the_answers(register, run, command):
    register.write(ANSWERS, "checklist: why\nanswers: {}\n")
    result = run(command, ANSWERS)
    assert result.exit_code == 0
    assert "snelfietsroute" in result.stdout


def test_if_more_could_not_be_had_the_first_is_named_and_where_the_others_are(run):
    result = run("export --as json", FACTS, OTHER)
    assert result.exit_code == 3
    more = "See all that could not be read: samenwerk validate\n"
    assert result.stderr == said_of(OTHER) + more


def test_who_chooses_hears_first_what_nobody_can_choose(register, close, monkeypatch):
    register.write(ANSWERS, "checklist: why\nanswers: {}\n")
    register.write(OTHER, "schema: [")
    close(ANSWERS)
    prompter = Script([KeyboardInterrupt])
    spoken = converse(monkeypatch, prompter, "check", "--lang", "en")
    (asked,) = prompter.asked
    assert "afvaldienst-lageland" in asked.values
    assert not {"snelfietsroute-waterwijk", "servicepunt-lageland"} & set(asked.values)
    said = "could not be read and are not in this list: servicepunt-lageland, snelfietsroute-water"
    assert said in spoken.stderr


def test_if_there_is_nothing_to_choose_for_that_the_reason_is_given(register, close, monkeypatch):
    for path in register.path("registry").glob("*/partnership.yaml"):
        if path != register.path(FACTS):
            path.unlink()
    close(FACTS)
    spoken = converse(monkeypatch, Script([]), "check", "--lang", "en")
    assert spoken.exit_code == 3
    assert spoken.stderr.endswith(said_of(FACTS))


@pytest.mark.parametrize("arguments", [(), ("snelfietsroute-waterwijk",)])
def test_nobody_is_asked_anything_without_the_organisations(close, monkeypatch, arguments):
    close(ORGANISATIONS)
    spoken = converse(monkeypatch, Script([]), "check", *arguments, "--lang", "en")
    assert (spoken.exit_code, spoken.stderr) == (3, said_of(ORGANISATIONS))


@pytest.mark.parametrize("command", ["check", "edit"])
def test_nobody_is_asked_anything_without_the_answers(register, close, monkeypatch, command):
    register.write(ANSWERS, "checklist: why\nanswers: {}\n")
    close(ANSWERS)
    spoken = converse(monkeypatch, Script([]), command, "snelfietsroute-waterwijk", "--lang", "en")
    assert (spoken.exit_code, spoken.stdout, spoken.stderr) == (3, "", said_of(ANSWERS))


def test_a_mistake_is_still_a_mistake(register, samenwerk):
    register.write(FACTS, "schema: [")
    for line in ("check {id} --no-input", "mark {id} active", "export --as csv"):
        command = line.format(id="snelfietsroute-waterwijk").split()
        assert samenwerk(*command).exit_code == 1


def test_facts_that_are_no_file_are_refused_with_the_reason(register, samenwerk):
    register.path(FACTS).unlink()
    register.write(f"{FACTS}/x", "")
    register.write("paper.yaml", "facts:\n  seat: Gouda\n")
    command = "edit snelfietsroute-waterwijk --from paper.yaml --lang en"
    result = samenwerk(*command.split())
    assert result.exit_code == 1
    assert "This file is missing" in result.stderr
    assert "Nothing was saved." in result.stderr


# --- folders with a name that cannot be an id -----------------------------------------------------


@pytest.fixture
def misnamed(register):
    """A partnership in a folder that no command reads for its name."""
    register.write("registry/Zon2/partnership.yaml", register.read(FACTS))
    register.write("registry/Archief/oud.txt", "")
    return register


@pytest.mark.usefixtures("misnamed")
@pytest.mark.parametrize("command", ["list", "due --as csv"])
def test_a_partnership_with_a_wrong_name_is_named_below_a_list(samenwerk, command):
    result = samenwerk(*command.split(), "--lang", "en")
    assert result.exit_code == 1
    assert "1 partnership could not be read and is not in this list: Zon2\n" in result.stderr
    assert "Archief" not in result.stderr


@pytest.mark.usefixtures("misnamed")
@pytest.mark.parametrize("kind", ["csv", "json", "overview"])
def test_a_partnership_with_a_wrong_name_is_in_no_export_so_there_is_none(samenwerk, kind):
    result = samenwerk("export", "--as", kind, "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "These could not be read, so nothing was exported: Zon2." in result.stderr
    one = samenwerk("export", "snelfietsroute-waterwijk", "--as", kind)
    assert one.exit_code == 0


def test_wrong_names_and_wrong_files_stand_in_one_order(misnamed, samenwerk):
    misnamed.write(FACTS, "schema: [")
    misnamed.write("registry/zon 3/partnership.yaml", "")
    result = samenwerk("list", "--lang", "en")
    assert "not in this list: Zon2, snelfietsroute-waterwijk, zon 3\n" in result.stderr


@pytest.mark.parametrize("command", ["list", "export --as csv"])
def test_of_many_that_cannot_be_read_some_are_named(register, samenwerk, command):
    for number in range(30):
        register.write(f"registry/p{number:02}/partnership.yaml", "schema: [")
    result = samenwerk(*command.split(), "--lang", "en")
    assert result.exit_code == 1
    assert "p00, p01, p02, p03, p04, p05, p06, p07 and 22 more" in result.stderr
    assert "p08" not in result.stderr
