"""`samenwerk validate`, as it is used by hand and by CI."""

import json
import os
import re
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from commandparsers import commands
from conftest import POWERLESS, ROOT, needs_permissions
from samenwerk.report.media import FORMATS

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


@needs_permissions
def test_a_register_behind_a_closed_folder_is_one_all_the_same(broken, shell):
    broken.path("registry").chmod(0)
    result = shell(f"{POWERLESS} samenwerk validate --lang en")
    broken.path("registry").chmod(0o755)
    assert (result.returncode, result.stdout) == (3, b"")
    assert b"/registry/register.yaml: you have no permission.\nAsk for the right" in result.stderr


@needs_permissions
@pytest.mark.parametrize(
    "locked", ["registry/gamma", "registry/gamma/checks", "registry/organisations", "checklists"]
)
def test_an_unreadable_folder_is_named_and_hides_nothing_of_the_others(broken, shell, locked):
    broken.write("registry/gamma/checks/why.yaml", "checklist: why\nanswers: {}\n")
    broken.write("checklists/own.yaml", "id: own\n")
    broken.path(locked).chmod(0)
    result = shell(f"{POWERLESS} samenwerk validate --lang en")
    broken.path(locked).chmod(0o755)
    lines = result.stdout.decode().splitlines()
    about = [line for line in lines if line.startswith((f"{locked}:", f"{locked}/"))]
    assert result.returncode == 3
    assert [line.split()[:3] for line in about] == [[f"{locked}:1:1:", "error", "unreadable"]]
    assert any(line.startswith(ALPHA) for line in lines)
    assert lines[-1].startswith("3 partnerships checked, ")


def test_the_settings_may_be_broken_and_the_rest_is_still_checked(broken, samenwerk):
    broken.write("registry/register.yaml", "schema: 1\n")
    result = samenwerk("validate", "--lang", "en")
    found = {tuple(line.split(" ")[:3]) for line in result.lines}
    assert result.exit_code == 1
    assert ("registry/register.yaml:1:1:", "error", "missing-key") in found
    assert any(place.startswith(ALPHA) for place, *_ in found)


def test_it_changes_nothing(broken, samenwerk):
    before = broken.snapshot()
    for format in FORMATS:
        samenwerk("validate", "--format", format)
    assert broken.snapshot() == before


@pytest.mark.parametrize("format", FORMATS)
def test_two_runs_give_the_same_bytes(broken, shell, format):
    line = f"samenwerk validate --format {format}"
    runs = [shell(line, PYTHONHASHSEED=seed) for seed in ("0", "1", "42")]
    assert runs[0].stdout
    assert {each.stdout for each in runs} == {runs[0].stdout}
    assert {each.returncode for each in runs} == {1}


# --- where reviewers look ---

SCHEMA = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def in_actions(monkeypatch, tmp_path):
    """A run of GitHub Actions, with the file for its summary."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    return summary


@pytest.mark.parametrize("arguments", [(), ("alpha",), ("--lang", "en"), ("--fail-on", "warning")])
def test_all_json_fits_its_schema(broken, samenwerk, arguments):
    jsonschema.validate(
        json.loads(samenwerk("validate", "--format", "json", *arguments).stdout), SCHEMA
    )


def test_by_default_it_is_text_and_nothing_else(broken, samenwerk, monkeypatch, tmp_path):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert samenwerk("validate").stdout == samenwerk("validate", "--format", "text").stdout
    assert not (tmp_path / "summary.md").exists()


def test_in_github_actions_there_are_annotations_the_whole_list_and_a_summary(
    broken, samenwerk, in_actions
):
    plain = samenwerk("validate", "--format", "text", "--lang", "en").lines
    result = samenwerk("validate", "--lang", "en")
    assert result.exit_code == 1
    assert result.stderr == ""
    levels = [each.name for each in commands(result.stdout)]
    assert levels == ["error", "error", "error", "warning"]
    assert result.lines[len(levels) :] == plain
    made = in_actions.read_text(encoding="utf-8")
    assert made.startswith("## samenwerk\n\n3 partnerships checked, not compared with an earlier")
    assert made.count("| missing-key |") == 1


@pytest.mark.parametrize("format", ["text", "json", "github", "gitlab", "junit"])
def test_who_asks_for_a_format_gets_that_and_no_summary(broken, samenwerk, in_actions, format):
    inside = samenwerk("validate", "--format", format)
    assert not in_actions.exists()
    assert bool(commands(inside.stdout)) is (format == "github")


def test_the_summary_comes_behind_what_is_there(broken, samenwerk, in_actions):
    in_actions.write_bytes(b"earlier")
    samenwerk("validate")
    samenwerk("validate")
    made = in_actions.read_text(encoding="utf-8")
    assert made.startswith("earlier\n## samenwerk\n")
    assert made.count("\n## samenwerk\n") == 2


def test_the_file_of_the_summary_stays_small_also_when_it_was_not_empty(
    broken, samenwerk, in_actions
):
    lines = "".join(f"key{number}: x\n" for number in range(90))
    broken.write(ALPHA, f"{NEW}{lines}")
    in_actions.write_bytes(b"x" * 890_000)
    samenwerk("validate", "--lang", "en")
    made = in_actions.read_bytes()
    assert 895_000 < len(made) <= 900_000
    assert re.search(rb"And \d+ more\. Run `samenwerk validate` to see them\.\n$", made)


def test_a_summary_that_cannot_be_written_is_a_warning_and_changes_no_verdict(
    good, samenwerk, in_actions, monkeypatch, tmp_path
):
    for place in (tmp_path, tmp_path / "nowhere" / "summary.md"):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(place))
        result = samenwerk("validate", "--lang", "en")
        assert result.exit_code == 0
        assert result.stderr.startswith("Warning: the summary for GitHub was not written (")
        assert result.lines[-1].endswith(": 0 errors, 1 warning")


def test_an_annotation_names_the_file_from_the_top_of_the_repository(
    broken, samenwerk, shell, monkeypatch
):
    shell(f"git init -q '{broken.root.parent}'")
    line = samenwerk("validate", "--format", "github").lines[0]
    assert line.startswith(f"::error file=register/{ALPHA},line=")
    (issue, *_) = json.loads(samenwerk("validate", "--format", "gitlab").stdout)
    assert issue["location"]["path"] == f"register/{ALPHA}"
    assert samenwerk("validate", "--format", "text").lines[0].startswith(ALPHA)


def test_reports_are_written_beside_what_is_printed_and_say_the_same(broken, samenwerk, tmp_path):
    asked = {name: tmp_path / f"report.{name}" for name in FORMATS}
    options = [f"--report={name}={path}" for name, path in asked.items()]
    result = samenwerk("validate", *options)
    assert result.stdout == samenwerk("validate").stdout
    assert result.exit_code == 1
    for name, path in asked.items():
        printed = samenwerk("validate", "--format", name).stdout
        assert path.read_bytes() == printed.encode()
    assert ET.parse(asked["junit"]).getroot().get("failures") == "2"


def test_a_report_replaces_the_one_before_it_whole(good, samenwerk, tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(b"x" * 100_000)
    samenwerk("validate", "--report", f"json={path}")
    assert json.loads(path.read_bytes())["checked"] == 3
    assert {each.name for each in tmp_path.iterdir()} == {"register", "report.json"}


@pytest.mark.parametrize(
    ("wish", "code", "said"),
    [
        ("json", 2, "needs a format and a file, not “json”"),
        ("json=", 2, "needs a format and a file"),
        ("=x", 2, "--report does not know “”"),
        ("auto=x", 2, "Choose from: text, json, github, gitlab, junit"),
        ("xml=x", 2, "--report does not know “xml”"),
        ("json=registry", 3, "registry is not a file"),
        ("json=/dev/null", 3, "/dev/null is not a file"),
        ("json=nowhere/x.json", 3, "There is no folder nowhere."),
    ],
)
def test_a_report_that_cannot_be_written_is_refused_before_anything_is_done(
    broken, samenwerk, wish, code, said
):
    result = samenwerk("validate", "--lang", "en", "--report", "text=x.txt", "--report", wish)
    assert result.exit_code == code
    assert result.stdout == ""
    assert said in result.stderr
    assert not broken.path("x.txt").exists()


def test_a_name_that_is_no_text_is_written_in_every_report(good, samenwerk, tmp_path):
    try:
        (good.path("registry/alpha") / os.fsdecode(b"\xff.yaml")).write_bytes(b"x")
    except OSError:
        pytest.skip("this system has no such names")
    for name in FORMATS:
        result = samenwerk("validate", f"--report={name}={tmp_path / name}")
        assert result.exit_code == 1
        assert rb"\udcff" in (tmp_path / name).read_bytes()
