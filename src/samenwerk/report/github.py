"""Findings as annotations of GitHub Actions (workflow commands).

GitHub shows ten of each level a step and drops the rest in silence, so the tenth counts the rest.
"""

from collections.abc import Iterator, Sequence

from samenwerk.escape import annotation, annotation_property
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Texts
from samenwerk.report import Report
from samenwerk.report.text import summary

_SHOWN = 9  # and a tenth for the rest
_LONGEST = 4000  # characters of a message; the runner cuts at 4,096


def lines(report: Report, texts: Texts) -> Iterator[str]:
    """The annotations; the last line counts all findings."""
    yield from annotations(report, texts)
    yield summary(report, texts)


def annotations(report: Report, texts: Texts) -> Iterator[str]:
    """Errors first, then warnings, each at its place."""
    for severity in Severity:
        found = [each for each in report.shown if each.severity is severity]
        yield from _level(severity, found, report, texts)


def _level(
    severity: Severity, found: Sequence[Finding], report: Report, texts: Texts
) -> Iterator[str]:
    limit = _SHOWN if len(found) > _SHOWN + 1 else len(found)
    for finding in found[:limit]:
        yield _command(finding, report.in_repository(finding.path), texts)
    rest = len(found) - limit
    if rest:
        message = texts.plural(
            "And {count} more. Run `samenwerk validate` to see it.",
            "And {count} more. Run `samenwerk validate` to see them.",
            rest,
        )
        yield f"::{severity.value}::{annotation(message)}"


def _command(finding: Finding, path: str, texts: Texts) -> str:
    properties = (
        f"file={annotation_property(path)},line={finding.line},"
        f"col={finding.column},title={annotation_property(finding.code)}"
    )
    message = finding.sentence(texts.language)[:_LONGEST]
    return f"::{finding.severity.value} {properties}::{annotation(message)}"
