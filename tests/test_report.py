"""Findings as text, JSON and annotations: values in, lines out."""

import json

import pytest

from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Text, Texts
from samenwerk.report import Report, as_json, github, text

EN = Texts("en")


def finding(number=1, severity=Severity.ERROR, code="unknown-key", **facts):
    facts = facts or {"key_name": f"key{number}"}
    return Finding(path="registry/a.yaml", line=number, code=code, severity=severity, facts=facts)


def warning(number=1):
    return finding(number, Severity.WARNING)


def report(*findings, checked=1):
    return Report.of(checked, findings)


# --- the verdict ---


@pytest.mark.parametrize(
    ("findings", "fail_on_error", "fail_on_warning"),
    [
        ([], 0, 0),
        ([warning()], 0, 1),
        ([finding()], 1, 1),
        ([finding(), warning()], 1, 1),
        ([finding(code="unreadable", reason="x")], 3, 3),
        ([finding(), finding(code="unreadable", reason="x")], 3, 3),
    ],
)
def test_the_exit_code_follows_from_the_findings(findings, fail_on_error, fail_on_warning):
    assert report(*findings).exit_code(Severity.ERROR) == fail_on_error
    assert report(*findings).exit_code(Severity.WARNING) == fail_on_warning


def test_the_findings_are_sorted_whatever_order_they_came_in():
    findings = [finding(number) for number in (10, 2, 1)]
    assert [each.line for each in report(*findings).findings] == [1, 2, 10]


# --- text ---


@pytest.mark.parametrize(
    ("checked", "findings", "expected"),
    [
        (0, [], "There are no partnerships in this register yet: 0 errors, 0 warnings"),
        (1, [finding()], "1 partnership checked: 1 error, 0 warnings"),
        (2, [finding(), finding(2), warning(3)], "2 partnerships checked: 2 errors, 1 warning"),
    ],
)
def test_the_last_line_counts(checked, findings, expected):
    *lines, last = text.lines(report(*findings, checked=checked), EN)
    assert last == expected
    assert len(lines) == len(findings)


def test_a_finding_shows_its_place_severity_code_and_suggestion():
    line = text.line(finding(3, key_name="naam", suggestion="name"), EN)
    assert line.startswith("registry/a.yaml:3:1: error unknown-key ")
    assert line.endswith("Did you mean name?")


def test_a_finding_without_a_suggestion_asks_nothing():
    assert "Did you mean" not in text.line(finding(), EN)


# --- json ---


def test_json_holds_everything_a_program_needs_with_sorted_keys():
    facts = {"key_name": Text("a", "b"), "suggestion": ("x", Text("c", "d")), "size": 3}
    made = as_json.text(report(finding(1, **facts), checked=7))
    data = json.loads(made)
    assert made == json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert (data["version"], data["checked"], data["errors"]) == (1, 7, 1)
    assert data["findings"][0]["facts"] == {
        "key_name": {"nl": "a", "en": "b"}, "suggestion": ["x", {"nl": "c", "en": "d"}], "size": 3,
    }  # fmt: skip


def test_json_does_not_know_a_number_that_is_none():
    with pytest.raises(ValueError, match="Out of range"):
        as_json.dumped(float("nan"))


# --- github ---


def levels(lines):
    return [line.split(" ")[0].split("::")[1] for line in lines[:-1]]


def test_errors_come_before_warnings():
    lines = list(github.lines(report(warning(1), finding(2)), EN))
    assert levels(lines) == ["error", "warning"]
    assert lines[-1] == "1 partnership checked: 1 error, 1 warning"


@pytest.mark.parametrize(("count", "shown"), [(9, 9), (10, 10), (11, 10), (25, 10)])
def test_of_each_level_github_shows_ten(count, shown):
    lines = list(github.lines(report(*map(finding, range(1, count + 1))), EN))
    assert levels(lines) == ["error"] * shown


def test_the_tenth_counts_the_rest():
    lines = list(github.lines(report(*map(finding, range(1, 26))), EN))
    assert lines[9] == "::error::And 16 more. Run `samenwerk validate` to see them."


def test_a_very_long_message_is_cut_before_github_does():
    (line, _last) = github.lines(report(finding(1, key_name="x" * 9000)), EN)
    assert len(line.partition("unknown-key::")[2]) == 4000
