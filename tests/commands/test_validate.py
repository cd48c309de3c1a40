"""`samenwerk validate`, as it is used by hand and by CI."""

import json
import re

import pytest

from conftest import POWERLESS, needs_permissions

ALPHA = "registry/alpha/partnership.yaml"
BETA = "registry/beta/partnership.yaml"
FINDING = re.compile(r"[^:]+:\d+:\d+: (error|warning|fout|waarschuwing) [a-z0-9-]+ \S.*")
ALONE = "not compared with an earlier version"

GAMMA = "registry/gamma/partnership.yaml"
NEW = "schema: 1\nname: Samen\nstatus: exploring\n"
OVERDUE = "schema: 1\nname: Samen\nstatus: inherited\ndates:\n  check_by: 2026-02-01\n"


@pytest.fixture
def good(register):
    """A register with three partnerships and one warning."""
    register.without_partnerships()
    register.write(ALPHA, NEW)
    register.write(BETA, NEW)
    register.write(GAMMA, OVERDUE)
    return register


@pytest.fixture
def broken(good):
    """The same register with three errors in two files."""
    good.replace(ALPHA, "status: exploring", "status: Exploring")
    good.replace(BETA, "name: Samen", "nname: Samen")
    return good


def test_a_good_register_gives_exit_code_0_and_the_count(good, samenwerk):
    result = samenwerk("validate", "--lang", "en")
    assert result.exit_code == 0
    assert result.lines[-1] == f"3 partnerships checked, {ALONE}: 0 errors, 1 warning"
    assert result.stderr == ""


def test_the_last_line_counts_in_dutch(good, samenwerk):
    lines = samenwerk("validate").lines
    assert lines[-1] == (
        "3 samenwerkingen gecontroleerd, niet vergeleken met een eerdere versie: "
        "0 fouten, 1 waarschuwing"
    )


def test_each_finding_is_one_line_with_its_place_and_code(broken, samenwerk):
    result = samenwerk("validate", "--lang", "en")
    *findings, last = result.lines
    assert result.exit_code == 1
    assert all(FINDING.fullmatch(line) for line in findings)
    assert last == f"3 partnerships checked, {ALONE}: 3 errors, 1 warning"


def test_the_findings_are_sorted_by_path_and_line(broken, samenwerk):
    places = [line.split(": ")[0].split(":") for line in samenwerk("validate").lines[:-1]]
    order = [(path, int(line), int(column)) for path, line, column in places]
    assert order == sorted(order)
    assert [path for path, *_ in order] == [ALPHA, BETA, BETA, GAMMA]


def test_a_finding_is_never_wrapped_on_a_narrow_terminal(broken, samenwerk):
    wide = samenwerk("validate", width=200).lines
    assert samenwerk("validate", width=40).lines == wide
    assert "\x1b" not in samenwerk("validate", width=80).stdout


def test_as_json_it_gives_codes_facts_and_both_languages(broken, samenwerk):
    result = samenwerk("validate", "--format", "json")
    data = json.loads(result.stdout)
    assert (data["checked"], data["errors"], data["warnings"]) == (3, 3, 1)
    assert result.exit_code == 1
    (unknown,) = (each for each in data["findings"] if each["code"] == "unknown-key")
    assert unknown["path"] == BETA
    assert unknown["facts"] == {"key_name": "nname", "suggestion": "name"}
    assert "nname" in unknown["message"]["nl"]
    assert unknown["message"]["nl"] != unknown["message"]["en"]


def test_for_github_each_finding_is_an_annotation_at_its_place(broken, samenwerk):
    lines = samenwerk("validate", "--format", "github", "--lang", "en").lines
    assert lines[0].startswith(f"::error file={ALPHA},line=")
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error"] * 3 + ["::warning"]
    assert lines[-1] == f"3 partnerships checked, {ALONE}: 3 errors, 1 warning"


@pytest.mark.parametrize("path", [ALPHA, "alpha", "registry/alpha", f"./{ALPHA}"])
def test_a_path_shows_only_what_was_found_there(broken, samenwerk, path):
    result = samenwerk("validate", path, "--lang", "en")
    *findings, last = result.lines
    assert findings
    assert all(line.startswith(ALPHA) for line in findings)
    assert last == f"3 partnerships checked, {ALONE}: 3 errors, 1 warning"


def test_a_path_hides_findings_and_no_count_in_json(broken, samenwerk):
    data = json.loads(samenwerk("validate", "alpha", "--format", "json").stdout)
    assert (data["errors"], data["warnings"]) == (3, 1)
    assert {each["path"] for each in data["findings"]} == {ALPHA}


def test_a_path_never_changes_the_exit_code(broken, samenwerk):
    result = samenwerk("validate", "registry/organisations")
    assert result.exit_code == 1
    assert len(result.lines) == 1


def test_the_folder_of_the_register_shows_everything(broken, samenwerk):
    assert samenwerk("validate", ".").stdout == samenwerk("validate").stdout


@pytest.mark.parametrize("path", ["nope", "registry/nope.yaml", "../..", "/etc/passwd"])
def test_a_path_that_is_not_in_the_register_gives_no_verdict(good, samenwerk, path):
    result = samenwerk("validate", path)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert path in result.stderr


def test_a_path_is_found_from_inside_the_register(broken, samenwerk, monkeypatch):
    monkeypatch.chdir(broken.path("registry/alpha"))
    result = samenwerk("validate", "partnership.yaml")
    assert result.exit_code == 1
    assert result.lines[0].startswith(ALPHA)


def test_a_warning_gives_exit_code_1_only_when_asked(good, samenwerk):
    assert samenwerk("validate", "--fail-on", "error").exit_code == 0
    assert samenwerk("validate", "--fail-on", "warning").exit_code == 1


def test_an_error_gives_exit_code_1_whatever_was_asked(broken, samenwerk):
    assert samenwerk("validate", "--fail-on", "error").exit_code == 1
    assert samenwerk("validate", "--fail-on", "warning").exit_code == 1


@pytest.mark.parametrize(("option", "value"), [("--format", "xml"), ("--fail-on", "fout")])
def test_a_wrong_choice_is_wrong_usage_and_lists_the_choices(good, samenwerk, option, value):
    result = samenwerk("validate", option, value)
    assert result.exit_code == 2
    assert f"{option} kent “{value}” niet. Kies uit: " in result.stderr


def test_without_a_register_there_is_no_verdict(samenwerk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = samenwerk("validate")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "register.yaml" in result.stderr
    assert "--register" in result.stderr


def test_a_register_without_partnerships_is_in_order_and_says_so(good, samenwerk):
    good.without_partnerships()
    result = samenwerk("validate")
    assert result.exit_code == 0
    (line,) = result.lines
    assert line == (
        "Er staan nog geen samenwerkingen in dit register, niet vergeleken met een eerdere "
        "versie: 0 fouten, 0 waarschuwingen"
    )


def test_a_link_is_named_and_the_other_files_are_still_checked(broken, samenwerk):
    broken.path(GAMMA).unlink()
    broken.path(GAMMA).symlink_to(broken.path(BETA))
    result = samenwerk("validate", "--lang", "en")
    assert result.exit_code == 1
    assert result.lines[0].startswith(ALPHA)
    assert result.lines[-2].startswith(f"{GAMMA}:1:1: error not-a-file ")


@needs_permissions
def test_an_unreadable_file_gives_no_verdict_and_the_others_are_still_checked(broken, shell):
    broken.path(GAMMA).chmod(0)
    result = shell(f"{POWERLESS} samenwerk validate --lang en")
    lines = result.stdout.decode().splitlines()
    assert result.returncode == 3
    assert lines[0].startswith(ALPHA)
    assert lines[-2].startswith(f"{GAMMA}:1:1: error unreadable ")
    assert "you have no permission" in lines[-2]


def test_the_settings_may_be_broken_and_the_rest_is_still_checked(broken, samenwerk):
    broken.write("registry/register.yaml", "schema: 1\n")
    result = samenwerk("validate", "--lang", "en")
    found = {tuple(line.split(" ")[:3]) for line in result.lines}
    assert result.exit_code == 1
    assert ("registry/register.yaml:1:1:", "error", "missing-key") in found
    assert any(place.startswith(ALPHA) for place, *_ in found)


def test_it_changes_nothing(broken, samenwerk):
    before = broken.snapshot()
    for format in ("text", "json", "github"):
        samenwerk("validate", "--format", format)
    assert broken.snapshot() == before


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_two_runs_give_the_same_bytes(broken, shell, format):
    line = f"samenwerk validate --format {format}"
    runs = [shell(line, PYTHONHASHSEED=seed) for seed in ("0", "1", "42")]
    assert runs[0].stdout
    assert {each.stdout for each in runs} == {runs[0].stdout}
    assert {each.returncode for each in runs} == {1}
