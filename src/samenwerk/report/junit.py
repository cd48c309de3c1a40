"""Findings as JUnit XML, which GitLab, Azure DevOps and Jenkins show as test results.

There was never one schema of it; `tests/platforms/junit.xsd` holds what the readers agree on. No
times: the same register gives the same bytes.
"""

from collections.abc import Iterator, Sequence

from samenwerk.escape import xml
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Texts
from samenwerk.names import FOLDER, SETTINGS
from samenwerk.report import Report
from samenwerk.report.text import line


def text(report: Report, texts: Texts) -> str:
    """A test case for the settings, each partnership, and each other file with a finding.

    All of them, also when only some findings are printed: a case without failure is a verdict.
    """
    cases = _cases(report)
    failed = sum(any(map(_is_error, found)) for found in cases.values())
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="samenwerk" {counts}>',
        f'  <testsuite name="samenwerk" {counts}>',
        *(each for name, found in sorted(cases.items()) for each in _case(name, found, texts)),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _cases(report: Report) -> dict[str, list[Finding]]:
    """The findings by what they are about: a partnership's folder, or else a file."""
    cases: dict[str, list[Finding]] = {SETTINGS: []}
    cases |= {f"{FOLDER}/{id}": [] for id in report.ids}
    for finding in report.findings:
        folder = "/".join(finding.path.split("/")[:2])
        cases.setdefault(folder if folder in cases else finding.path, []).append(finding)
    return cases


def _case(name: str, found: Sequence[Finding], texts: Texts) -> Iterator[str]:
    start = f'    <testcase name="{xml(name)}" classname="{xml(name.partition("/")[0])}"'
    if not found:
        yield f"{start}/>"
        return
    yield f"{start}>"
    body = "\n".join(xml(line(each, texts)) for each in found)
    errors = [each for each in found if _is_error(each)]
    if errors:
        message = xml(errors[0].sentence(texts.language))
        yield f'      <failure type="{errors[0].code}" message="{message}">{body}</failure>'
    else:
        yield f"      <system-out>{body}</system-out>"
    yield "    </testcase>"


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR
