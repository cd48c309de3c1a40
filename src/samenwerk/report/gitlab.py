"""Findings as a Code Quality report of GitLab, which shows them in the merge request.

The form: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
"""

import hashlib
import json
from collections import Counter
from typing import Any

from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Texts
from samenwerk.report import NO_VERDICT, Report
from samenwerk.report.as_json import dumped, plain

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}
_WORST = "blocker"


def text(report: Report, texts: Texts) -> str:
    """A JSON list with an object a finding; an empty list if there is nothing to say."""
    seen: Counter[str] = Counter()
    return dumped([_issue(each, report, texts, seen) for each in report.shown])


def _issue(finding: Finding, report: Report, texts: Texts, seen: Counter[str]) -> dict[str, Any]:
    path = report.in_repository(finding.path)
    return {
        "description": finding.sentence(texts.language),
        "check_name": finding.code,
        "fingerprint": _fingerprint(path, finding, seen),
        "severity": _WORST if finding.code in NO_VERDICT else _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.line}},
    }


def _fingerprint(path: str, finding: Finding, seen: Counter[str]) -> str:
    """The same as long as the finding is: the line may move, and what is equal gets a number.

    GitLab shows equal fingerprints once, and takes another one for a new finding.
    """
    facts = {name: plain(fact) for name, fact in finding.facts.items()}
    same = json.dumps([path, finding.code, facts], sort_keys=True)
    seen[same] += 1
    return hashlib.sha256(f"{seen[same]} {same}".encode()).hexdigest()
