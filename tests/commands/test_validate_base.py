"""`samenwerk validate --base`: with what a change is compared, and that it is never left out."""

import json
from dataclasses import replace

import pytest

from conftest import TODAY
from repos import ALPHA, BETA, NEW, SETTINGS, clone, needs_git, repo
from samenwerk import comparison
from samenwerk.comparison import Seen
from samenwerk.finding import Severity
from samenwerk.git import earlier
from samenwerk.i18n import Text
from samenwerk.inspection import Inspection
from samenwerk.platforms import LOCAL, Wanted
from samenwerk.register import Register
from samenwerk.report import Section
from samenwerk.source import finding

pytestmark = needs_git

REGISTER = "registry/register.yaml"
BROKEN = "schema: 1\nnname: Samen\nstatus: exploring\n"
OVERDUE = "schema: 1\nname: Samen\nstatus: inherited\ndates:\n  check_by: 2026-02-01\n"


def last(result):
    return result.lines[-1]


@pytest.fixture
def in_english(samenwerk):
    return lambda *arguments: samenwerk("validate", "--lang", "en", *arguments)


# --- with what ---


def test_the_last_line_says_with_what_it_was_compared_and_counts(change, samenwerk):
    commit = change.git("rev-parse", "main")[:7]
    change.write("README.md", "x")
    english = samenwerk("validate", "--base", "main", "--lang", "en")
    dutch = samenwerk("validate", "--base", "main")
    assert (english.exit_code, dutch.exit_code) == (0, 0)
    assert last(english) == (
        f"2 partnerships checked, compared with main ({commit}): 0 errors, 0 warnings"
    )
    assert last(dutch) == (
        f"2 samenwerkingen gecontroleerd, vergeleken met main ({commit}): "
        "0 fouten, 0 waarschuwingen"
    )


def test_the_last_line_says_that_nothing_differs(change, in_english):
    line = last(in_english("--base", "main"))
    assert "compared with main (" in line
    assert line.endswith("), without any difference: 0 errors, 0 warnings")


def test_without_a_pull_request_nothing_is_compared_and_the_last_line_says_so(change, in_english):
    assert "2 partnerships checked, not compared with an earlier version: " in last(in_english())


def test_a_push_is_no_pull_request(change, in_english, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_EVENT_NAME", "push")
    monkeypatch.setenv("GITHUB_BASE_REF", "")
    assert "not compared" in last(in_english())


EVENTS = {
    "github": {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main"},
    "gitlab": {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"},
    "azure": {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"},
}
FIXES = {"github": "fetch-depth: 0", "gitlab": "GIT_DEPTH: 0", "azure": "fetchDepth: 0"}


@pytest.fixture(params=EVENTS)
def pull_request(request, monkeypatch):
    """The surroundings of a pull request, by the name of the platform."""
    for name, value in EVENTS[request.param].items():
        monkeypatch.setenv(name, value)
    return request.param


def test_in_a_pull_request_it_is_compared_with_the_target_by_itself(
    change, tmp_path, in_english, monkeypatch, pull_request
):
    copy = clone(change, tmp_path / "copy")
    copy.write(ALPHA, BROKEN)
    monkeypatch.chdir(copy.root)
    result = in_english("--changed")
    assert "compared with origin/main (" in last(result)
    assert [line.split(":")[0] for line in result.lines[:-1]] == [ALPHA, ALPHA]


def test_a_run_that_sees_the_base_instead_of_the_change_is_no_verdict(
    change, tmp_path, in_english, monkeypatch
):
    monkeypatch.setenv("GITHUB_EVENT_NAME", "pull_request_target")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    copy = clone(change, tmp_path / "copy")
    monkeypatch.chdir(copy.root)
    result = in_english()
    assert (result.exit_code, result.stdout) == (3, "")
    assert "`pull_request`, never on `pull_request_target`" in result.stderr
    copy.write(ALPHA, BROKEN)
    assert "compared with origin/main (" in last(in_english())


def test_a_base_that_is_named_goes_before_that_of_the_pull_request(
    change, in_english, pull_request
):
    assert "compared with HEAD (" in last(in_english("--base", "HEAD"))


def test_a_shallow_clone_is_no_verdict_and_says_what_to_change_on_this_platform(
    change, tmp_path, in_english, monkeypatch, pull_request
):
    change.commit("ours")
    monkeypatch.chdir(clone(change, tmp_path / "copy", "--depth", "1").root)
    result = in_english()
    assert (result.exit_code, result.stdout) == (3, "")
    assert "origin/main" in result.stderr
    assert FIXES[pull_request] in result.stderr


def test_a_merge_group_is_compared_with_what_it_comes_on_top_of(
    change, tmp_path, in_english, monkeypatch
):
    change.write(ALPHA, NEW + "purpose: Eerst.\n")
    first = change.commit("the one before us in the queue")
    change.write(BETA, BROKEN)
    change.commit("ours")
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"merge_group": {"base_sha": first}}), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_NAME", "merge_group")
    monkeypatch.setenv("GITHUB_REF", f"refs/heads/gh-readonly-queue/main/pr-1-{first}")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    result = in_english("--changed")
    assert f"compared with origin/main ({first[:7]})" in last(result)
    assert {line.split(":")[0] for line in result.lines[:-1]} == {BETA}


@pytest.mark.parametrize("ref", ["", "nope", "--output=made", "a..b", "main\n::error::x"])
def test_a_base_that_is_none_is_no_verdict(change, in_english, ref):
    result = in_english(f"--base={ref}")
    assert (result.exit_code, result.stdout) == (3, "")
    assert not any(line.startswith("::") for line in result.stderr.splitlines())
    assert not change.path("made").exists()


@pytest.mark.parametrize("path", [None, ""])
def test_without_a_repository_or_git_there_is_no_verdict(register, in_english, monkeypatch, path):
    if path is not None:
        monkeypatch.setenv("PATH", path)
    result = in_english("--base", "main")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "git" in result.stderr


# --- what there was ---


def test_a_register_that_is_new_is_said_to_be(change, in_english):
    change.git("rm", "-q", "-r", "--cached", "registry")
    change.git("commit", "-q", "-m", "before there was a register")
    result = in_english("--base", "HEAD")
    assert result.exit_code == 0
    assert ", which had no register yet: 0 errors" in last(result)


def test_settings_that_were_broken_can_be_mended(change, in_english):
    change.write(REGISTER, "schema: 1\n")
    change.commit("broken")
    change.write(REGISTER, SETTINGS)
    result = in_english("--base", "HEAD")
    assert result.exit_code == 0
    assert f", in which {REGISTER} was not in order: 0 errors" in last(result)


def test_a_register_of_a_newer_version_is_no_verdict(change, in_english):
    change.write(REGISTER, SETTINGS.replace("schema: 1", "schema: 2"))
    change.commit("from the future")
    change.write(REGISTER, SETTINGS)
    result = in_english("--base", "HEAD")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "schema: 2" in result.stderr


# --- what is printed ---


def test_changed_shows_only_what_was_touched_and_judges_everything(change, in_english):
    change.write(ALPHA, BROKEN)
    change.write(BETA, OVERDUE)
    change.commit("old sins")
    change.git("branch", "-f", "main")
    assert in_english("--base", "main", "--changed").lines[:-1] == []
    change.write(BETA, OVERDUE + "# changed\n")
    result = in_english("--base", "main", "--changed")
    assert result.exit_code == 1
    assert {line.split(":")[0] for line in result.lines[:-1]} == {BETA}
    assert last(result).endswith(": 2 errors, 1 warning")


def test_what_a_change_does_elsewhere_in_a_partnership_is_shown_too(change, in_english):
    change.write(BETA, OVERDUE)
    change.commit("an old warning")
    change.write("registry/beta/checks/why.yaml", "checklist: why\nanswers: {}\n")
    lines = in_english("--base", "HEAD", "--changed").lines
    assert [line.split(":")[0] for line in lines[:-1]] == [BETA]


@pytest.mark.parametrize(
    "shared",
    [REGISTER, "registry/organisations/gemeente-voorbeeld.yaml", "checklists/README.md"],
)
def test_a_change_of_what_all_are_judged_by_shows_everything(change, in_english, shared):
    change.write(ALPHA, BROKEN)
    change.commit("an old sin")
    path = change.path(shared)
    change.write(shared, (change.read(shared) if path.exists() else "") + "\n# changed\n")
    lines = in_english("--base", "HEAD", "--changed").lines
    assert ALPHA in {line.split(":")[0] for line in lines[:-1]}


@pytest.mark.parametrize(
    ("path", "shown"), [("alpha", True), (ALPHA, True), ("beta", False), (".", True)]
)
def test_a_path_and_changed_are_both_kept_to(change, in_english, path, shown):
    for each in (ALPHA, BETA):
        change.write(each, BROKEN)
    change.commit("an old sin")
    change.write(ALPHA, BROKEN + "purpose: Hier.\n")
    lines = in_english(path, "--base", "HEAD", "--changed").lines
    assert ({line.split(":")[0] for line in lines[:-1]} == {ALPHA}) is shown


def test_changed_without_anything_to_compare_with_is_wrong_usage(change, in_english):
    result = in_english("--changed")
    assert result.exit_code == 2
    assert "--base origin/main" in result.stderr


# --- the comparison itself ---


class Fake:
    """A comparison that finds one thing, makes warnings errors, and has something to say."""

    made: "Fake"

    def __init__(self, base, head, paths):
        self.base, self.head, self.paths = base, head, paths
        self.seen = []
        self.sections = (
            Section(
                Text("Actief\ngeworden", "Made\nactive"),
                (Text("Alfa\x1b[31m", "Alpha\x1b[31m"), Text("Bèta", "::error::Beta")),
            ),
        )
        self.findings = (finding(ALPHA, "stray-file", name="x"),)
        Fake.made = self

    def look(self, inspected):
        return Seen(inspected)

    def see(self, seen):
        self.seen.append(seen.inspected.id)

    def result(self):
        return self

    def replaces(self, each):
        return replace(each, severity=Severity.ERROR)


@pytest.fixture
def fake(monkeypatch):
    monkeypatch.setattr(comparison, "Comparing", Fake)


def test_the_comparison_sees_each_partnership_once_with_base_head_and_paths(
    change, in_english, fake
):
    change.write("registry/gamma/partnership.yaml", NEW)
    change.remove("registry/alpha")
    in_english("--base", "main")
    made = Fake.made
    assert made.seen == ["beta", "gamma"]
    assert (made.base.ids, made.head.ids) == (["alpha", "beta"], ["beta", "gamma"])
    assert made.paths == {ALPHA, "registry/gamma/partnership.yaml"}
    assert made.base.surroundings.today == made.head.surroundings.today


def test_findings_of_the_comparison_count_and_others_may_be_replaced(change, in_english, fake):
    change.write(BETA, OVERDUE)
    result = in_english("--base", "main")
    assert result.exit_code == 1
    assert last(result).endswith(": 2 errors, 0 warnings")


def test_what_a_reviewer_should_know_comes_before_the_last_line_and_is_escaped(
    change, in_english, fake
):
    lines = in_english("--base", "main").lines
    assert lines[1:-1] == ["Made\\nactive", "  Alpha\\x1b[31m", "  : :error::Beta"]
    assert lines[-1].startswith("2 partnerships checked, compared with main (")


# --- the gate of base and of head ---

OWN = """\
id: own
version: 1
title: {nl: Eigen, en: Own}
questions:
  - id: really
    ask: {nl: Echt?, en: Really?}
    help: {nl: Kies., en: Choose.}
    weight: light
    gate: must
    passes: [met]
"""
PARTNER = "registry/organisations/gemeente-heuvelrand.yaml"


@pytest.fixture
def activated(register, tmp_path):
    """A partnership becomes active, with a new partner, and the gate loses a checklist."""
    made = repo(tmp_path / "activated", {})
    for path in register.root.rglob("*.yaml"):
        made.write(path.relative_to(register.root).as_posix(), path.read_bytes())
    made.remove("registry/energieloket-lageland")
    made.remove(PARTNER)
    made.write("checklists/own.yaml", OWN)
    made.replace(REGISTER, "  - roles\n", "  - roles\n  - own\n")
    made.commit("base")
    made.remove("checklists/own.yaml")
    for path in (PARTNER, REGISTER):
        made.write(path, register.read(path))
    for path in register.path("registry/energieloket-lageland").rglob("*.yaml"):
        made.write(path.relative_to(register.root).as_posix(), path.read_bytes())
    return made


def test_what_becomes_active_can_be_judged_by_the_rules_of_the_base(activated):
    head = Inspection(Register(activated.root), TODAY)
    with earlier(activated.root, Wanted("HEAD", "HEAD"), LOCAL) as found:
        base = Inspection(found.files, TODAY)
        files = head.files_of("energieloket-lageland")
        known = {**head.surroundings.organisations, **base.surroundings.organisations}
        alone = base.judged("energieloket-lageland", files).findings
        informed = base.with_organisations(known).judged("energieloket-lageland", files).findings
    by_head = {each.code for each in head.record("energieloket-lageland").findings}
    assert by_head & {"gate-shut", "unknown-organisation"} == set()
    (shut,) = (each for each in informed if each.code == "gate-shut")
    assert (shut.facts["checklist"], shut.facts["questions"]) == ("own", ("really",))
    assert "unknown-organisation" in {each.code for each in alone}
    assert "unknown-organisation" not in {each.code for each in informed}
