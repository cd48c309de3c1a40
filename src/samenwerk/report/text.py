"""Findings for people and for grep: one a line, never wrapped."""

from collections.abc import Iterator

from samenwerk import escape
from samenwerk.errors import N_
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Texts
from samenwerk.report import Report

SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning")}


def lines(report: Report, texts: Texts) -> Iterator[str]:
    """A line a finding, then what a reviewer should know of the change; the last line counts."""
    for finding in report.shown:
        yield line(finding, texts)
    for section in report.change:
        yield escape.one_line(section.heading.in_(texts.language))
        for each in section.lines:
            yield "  " + escape.one_line(each.in_(texts.language))
    yield summary(report, texts)


def line(finding: Finding, texts: Texts) -> str:
    """`registry/acme/partnership.yaml:12:3: error code sentence`."""
    place = f"{finding.path}:{finding.line}:{finding.column}"
    severity = texts(SEVERITIES[finding.severity])
    sentence = finding.sentence(texts.language)
    return escape.one_line(f"{place}: {severity} {finding.code} {sentence}")


def summary(report: Report, texts: Texts) -> str:
    """`12 partnerships checked, compared with …: 2 errors`; a register without any says so."""
    if not report.checked:
        checked = texts("There are no partnerships in this register yet")
    else:
        checked = texts.plural(
            "{count} partnership checked", "{count} partnerships checked", report.checked
        )
    if report.compared:
        checked += f", {escape.one_line(report.compared.in_(texts.language))}"
    errors = texts.plural("{count} error", "{count} errors", report.count(Severity.ERROR))
    warnings = texts.plural("{count} warning", "{count} warnings", report.count(Severity.WARNING))
    return f"{checked}: {errors}, {warnings}"
