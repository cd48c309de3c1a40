"""Of one file no more is shown than somebody can read, and the rest counts all the same."""

import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repos import needs_git, repo
from samenwerk import crew
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Texts
from samenwerk.report import Report
from samenwerk.report.media import FORMATS
from samenwerk.shortlist import MOST, shortlist
from samenwerk.source import in_order

A, B = "registry/a.yaml", "registry/b.yaml"
ALPHA = "registry/alpha/partnership.yaml"
NEW = "schema: 1\nname: Samen\nstatus: exploring\n"
KEYS = "".join(f"key-{number}: x\n" for number in range(MOST + 50))
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def finding(line, severity=ERROR, path=A):
    facts = {"key_name": f"key-{line}"}
    return Finding(path=path, line=line, code="unknown-key", severity=severity, facts=facts)


def findings(count, *more, **options):
    return [*(finding(line, **options) for line in range(1, count + 1)), *more]


def last(found):
    return found[-1].code, found[-1].severity, found[-1].facts.get("count")


@pytest.mark.parametrize("count", [0, 1, MOST - 1, MOST])
def test_what_can_be_read_is_shown(count):
    assert shortlist(findings(count)[::-1]) == findings(count)


@pytest.mark.parametrize("more", [1, 2, 5000])
def test_of_more_the_first_are_shown_and_the_last_counts_the_rest(more):
    shown = shortlist(findings(MOST + more)[::-1])
    assert shown[:-1] == findings(MOST - 1)
    assert last(shown) == ("too-many-findings", ERROR, more + 1)
    assert (shown[-1].path, shown[-1].line) == (A, MOST + more)


def test_an_error_is_shown_before_any_warning():
    shown = shortlist([*findings(500, severity=WARNING), finding(501), finding(502)])
    assert [each.line for each in shown[:-1]] == [*range(1, MOST - 2), 501, 502]
    assert last(shown) == ("too-many-findings", WARNING, 403)


def test_a_hidden_error_is_an_error_and_hidden_warnings_are_a_warning():
    errors = findings(MOST + 1, *findings(MOST, severity=WARNING))
    assert last(shortlist(errors))[1] is ERROR
    assert last(shortlist(errors[2:]))[1] is WARNING
    warnings = Report.of(1, findings(MOST + 1, severity=WARNING))
    assert (warnings.exit_code(ERROR), warnings.exit_code(WARNING)) == (0, 1)


def test_a_file_hides_nothing_of_another():
    shown = shortlist([*findings(5000), *findings(MOST, path=B)])
    assert [each for each in shown if each.path == B] == findings(MOST, path=B)
    assert len(shown) == 2 * MOST


FINDINGS = st.builds(
    finding, st.integers(1, 400), st.sampled_from(Severity), st.sampled_from([A, B])
)


@given(st.lists(FINDINGS, max_size=450))
def test_the_verdict_is_that_of_all_findings(found):
    report = Report.of(1, found)
    for threshold in Severity:
        counted = {ERROR} if threshold is ERROR else set(Severity)
        assert report.exit_code(threshold) == any(each.severity in counted for each in found)
    for path in (A, B):
        of_file = [each for each in found if each.path == path]
        shown = [each for each in report.findings if each.path == path]
        kept = [each for each in shown if each.code != "too-many-findings"]
        assert len(shown) == min(len(of_file), MOST)
        assert len(of_file) - len(kept) == sum(each.facts.get("count", 0) for each in shown)
        assert kept == in_order(kept)


@given(
    st.lists(FINDINGS, max_size=250, unique_by=lambda each: (each.path, each.line)), st.randoms()
)
def test_the_order_that_they_come_in_makes_no_difference(found, random):
    other = random.sample(found, len(found))
    assert shortlist(other) == shortlist(found)


# --- in every format, and compared with something -------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_stays_small(format):
    made = {FORMATS[format](Report.of(1, findings(count)), Texts("en")) for count in (300, 900)}
    sizes = {len(each) for each in made}
    assert max(sizes) - min(sizes) <= 10  # in the number of the rest
    assert max(sizes) < 100_000


@pytest.fixture
def many(register):
    register.without_partnerships()
    register.write(ALPHA, NEW + KEYS)
    return register


def test_the_formats_agree_on_what_is_found(many, samenwerk):
    text = samenwerk("validate", "--lang", "en")
    assert text.exit_code == 1
    assert len(text.lines) == MOST + 1
    assert "error too-many-findings " in text.lines[-2]
    assert "Not shown: 51 or more." in text.lines[-2]
    data = json.loads(samenwerk("validate", "--format", "json").stdout)
    assert (data["errors"], len(data["findings"])) == (MOST, MOST)
    assert data["findings"][-1]["facts"] == {"count": 51}
    issues = json.loads(samenwerk("validate", "--format", "gitlab").stdout)
    assert [each["check_name"] for each in issues[-2:]] == ["unknown-key", "too-many-findings"]
    assert len(issues) == MOST
    cases = ET.fromstring(samenwerk("validate", "--format", "junit").stdout)
    (failure,) = cases.iter("failure")
    assert len((failure.text or "").splitlines()) == MOST
    annotations = samenwerk("validate", "--format", "github", "--lang", "en").lines
    assert f"::error::And {MOST - 9} more." in annotations[-2]


def test_a_report_file_holds_the_same(many, samenwerk):
    shown = samenwerk("validate", "--report", "json=report.json", "--report", "text=report.txt")
    assert many.read("report.txt") == shown.stdout
    assert len(json.loads(many.read("report.json"))["findings"]) == MOST


def test_more_processes_show_the_same(many, samenwerk, monkeypatch):
    many.write("registry/beta/partnership.yaml", NEW + KEYS)
    alone = samenwerk("validate")
    monkeypatch.setattr(crew, "ENOUGH", 2)
    monkeypatch.setattr(crew, "_AT_ONCE", 1)
    monkeypatch.setattr(crew, "_processors", lambda: 2)
    assert samenwerk("validate") == alone
    assert len(alone.lines) == 2 * MOST + 1


@needs_git
def test_compared_with_a_base_a_file_says_no_more(tmp_path, monkeypatch, samenwerk):
    work = repo(tmp_path / "work")
    monkeypatch.chdir(work.root)
    work.write(ALPHA, NEW + KEYS)
    for more in ([], ["--changed"], [ALPHA]):
        found = samenwerk("validate", "--base", "main", "--lang", "en", *more)
        assert found.exit_code == 1
        assert sum(ALPHA in line for line in found.lines) == MOST, more
        assert sum("too-many-findings" in line for line in found.lines) == 1
