"""Findings as text, JSON and annotations: values in, lines out."""

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from markdown_it import MarkdownIt

from conftest import ROOT
from markup import addresses_in_plain, read_html
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Text, Texts
from samenwerk.report import Report, Section, as_json, github, gitlab, junit, step_summary, text
from samenwerk.report.media import FORMATS

EN = Texts("en")
PLATFORMS = ROOT / "tests" / "platforms"
HOSTILE = "<img src=x> [a](https://x.example) a@b.example www.x.example ##[error] & \"'"


def finding(number=1, severity=Severity.ERROR, code="unknown-key", path="registry/a.yaml", **facts):
    facts = facts or {"key_name": f"key{number}"}
    return Finding(path=path, line=number, code=code, severity=severity, facts=facts)


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


def test_text_says_what_changed_and_with_what_it_was_compared():
    *_, heading, first, last = text.lines(changed("Acme"), EN)
    assert (heading, first) == ("Made active", "  Acme (en)")
    assert last == "1 partnership checked, compared with main: 1 error, 1 warning"


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


def test_an_annotation_is_at_its_place_in_the_repository():
    (line, _last) = github.lines(replace(report(finding()), folder="data/ons register"), EN)
    assert line.startswith("::error file=data/ons register/registry/a.yaml,line=1,")


# --- the summary of a GitHub job ---


def changed(*lines, heading="Made active"):
    texts = tuple(Text(f"{each} (nl)", f"{each} (en)") for each in lines)
    return replace(
        report(finding(3), warning(4)),
        change=(Section(Text("Actief geworden", heading), texts),),
        compared=Text("vergeleken met main", "compared with main"),
    )


def test_the_summary_says_the_verdict_what_changed_and_every_finding_errors_first():
    made = step_summary.markdown(changed("Acme", "Beta"), EN)
    page = read_html(MarkdownIt().enable("table").render(made))
    texts = [each for each in page.texts if each.strip()]
    assert texts[:5] == [
        "samenwerk", "1 partnership checked, compared with main: 1 error, 1 warning",
        "Made active", "Acme (en)", "Beta (en)",
    ]  # fmt: skip
    assert texts.index("Errors") < texts.index("registry/a.yaml:3") < texts.index("Warnings")
    assert texts.index("Warnings") < texts.index("registry/a.yaml:4")
    assert page.names == {
        *("h2", "h3", "p", "ul", "li"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }


def test_the_summary_of_a_clean_register_is_its_count():
    made = step_summary.markdown(report(), EN)
    assert made == "## samenwerk\n\n1 partnership checked: 0 errors, 0 warnings\n"


@pytest.mark.parametrize("text", [HOSTILE, "a | b", "# kop", "- x", "```", "<!-- ", "</td>"])
def test_text_from_files_makes_no_link_tag_or_heading_in_the_summary(text):
    made = step_summary.markdown(
        replace(changed(text, heading=text), findings=(finding(1, key_name=text),)), EN
    )
    page = read_html(MarkdownIt().enable("table").render(made))
    assert page.addresses == set()
    assert page.names <= {
        *("h2", "h3", "p", "ul", "li", "br"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert addresses_in_plain(made) == []
    assert "a.yaml:1" in "".join(page.texts)  # nothing hides what comes behind it


def spread(number, **facts):
    """One of many findings, which are not all in one file: then few are shown."""
    return finding(number, path=f"registry/a{number // 50}.yaml", **facts)


@pytest.mark.parametrize("room", [0, 1000, 20_000, step_summary.LARGEST])
def test_a_long_summary_is_cut_in_bytes_and_counts_what_is_missing(room):
    many = report(*(spread(number, key_name="é" * 40) for number in range(1, 9001)))
    made = step_summary.markdown(many, EN, room)
    shown = made.count("| unknown-key |")
    assert len(made.encode()) <= max(room, 500)
    assert f"And {9000 - shown} more. Run `samenwerk validate` to see them." in made
    assert made.startswith("## samenwerk\n\n1 partnership checked: 9000 errors")


def test_the_room_in_a_summary_is_used():
    many = report(*(spread(number) for number in range(1, 9001)))
    assert len(step_summary.markdown(many, EN).encode()) > step_summary.LARGEST * 0.99


# --- gitlab ---


def issues(shown):
    made = json.loads(gitlab.text(shown, EN))
    schema = json.loads((PLATFORMS / "gitlab-code-quality.schema.json").read_text("utf-8"))
    jsonschema.validate(made, schema)
    return made


def test_gitlab_gets_each_finding_with_its_severity_and_place_in_the_repository():
    shown = replace(
        report(finding(3), warning(4), finding(5, code="unreadable", reason="x")), folder="data"
    )
    made = issues(shown)
    assert [each["severity"] for each in made] == ["major", "minor", "blocker"]
    assert made[0]["location"] == {"path": "data/registry/a.yaml", "lines": {"begin": 3}}
    assert made[0]["check_name"] == "unknown-key"
    assert made[0]["description"].startswith('The name "key3" is not known here.')


def test_gitlab_gets_an_empty_list_for_a_clean_register():
    assert gitlab.text(report(), EN) == "[]\n"


def prints(*findings):
    return [each["fingerprint"] for each in issues(report(*findings))]


def test_a_fingerprint_stays_when_lines_move_and_when_the_language_changes():
    before = prints(finding(3, key_name="a"), finding(9, key_name="b"))
    assert prints(finding(5, key_name="a"), finding(30, key_name="b")) == before
    dutch = json.loads(gitlab.text(report(finding(3, key_name="a")), Texts("nl")))
    assert dutch[0]["fingerprint"] == before[0]


def test_each_finding_has_a_fingerprint_of_its_own():
    alike = [finding(number, key_name="same") for number in range(1, 5)]
    others = [finding(1, key_name="other"), finding(1, key_name="same", path="registry/b.yaml")]
    assert len(set(prints(*alike, *others, warning()))) == 7
    assert set(prints(*alike[:2])) < set(prints(*alike))


# --- junit ---


def suites(shown):
    made = junit.text(shown, EN)
    xmlschema.validate(made, PLATFORMS / "junit.xsd")
    return ET.fromstring(made)


def test_a_clean_register_has_a_passed_case_for_the_settings_and_each_partnership():
    made = suites(replace(report(checked=2), ids=("alpha", "beta")))
    names = [each.get("name") for each in made.iter("testcase")]
    assert names == ["registry/alpha", "registry/beta", "registry/register.yaml"]
    assert (made.get("tests"), made.get("failures")) == ("3", "0")
    assert [len(each) for each in made.iter("testcase")] == [0, 0, 0]


def test_a_register_without_partnerships_still_has_a_case():
    assert suites(report(checked=0)).get("tests") == "1"


def test_a_partnership_with_errors_fails_and_one_with_warnings_does_not():
    found = (
        finding(3, path="registry/alpha/partnership.yaml"),
        finding(1, path="registry/alpha/checks/why.yaml"),
        finding(2, Severity.WARNING, path="registry/beta/partnership.yaml"),
        finding(1, path="checklists/x.yaml"),
    )
    made = suites(replace(report(*found), ids=("alpha", "beta")))
    cases = {each.get("name"): each for each in made.iter("testcase")}
    assert made.get("failures") == "2"
    failure = cases["registry/alpha"].find("failure")
    assert failure.get("type") == "unknown-key"
    assert failure.get("message").startswith("The name ")
    assert [line.split(":")[0] for line in failure.text.split("\n")] == [
        "registry/alpha/checks/why.yaml", "registry/alpha/partnership.yaml",
    ]  # fmt: skip
    assert cases["registry/beta"].find("failure") is None
    assert "beta/partnership.yaml:2:1: warning" in cases["registry/beta"].find("system-out").text
    assert cases["checklists/x.yaml"].get("classname") == "checklists"


def test_junit_passes_no_case_because_its_findings_are_not_printed():
    found = finding(path="registry/alpha/partnership.yaml")
    made = suites(replace(report(found), ids=("alpha", "beta")).shown_at(["registry/beta"]))
    assert made.get("failures") == "1"


def test_text_from_files_is_text_in_junit():
    path = f"checklists/{HOSTILE}"
    made = suites(report(finding(1, key_name=HOSTILE, path=path)))
    assert path in {each.get("name") for each in made.iter("testcase")}
    assert HOSTILE in made.find(".//failure").get("message")


# --- all of them ---


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_with_a_line_break_and_takes_a_clean_register(format):
    assert FORMATS[format](report(), EN).endswith("\n")


def test_json_holds_what_changed_in_both_languages():
    data = json.loads(as_json.text(changed("Acme")))
    assert data["compared"] == {"nl": "vergeleken met main", "en": "compared with main"}
    assert data["change"] == [
        {
            "heading": {"nl": "Actief geworden", "en": "Made active"},
            "lines": [{"nl": "Acme (nl)", "en": "Acme (en)"}],
        }
    ]
