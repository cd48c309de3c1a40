"""Findings for programs: codes and facts, and the sentence in both languages."""

import datetime as dt
import json
from typing import Any

from samenwerk import __version__, escape
from samenwerk.finding import Fact, Finding, Severity
from samenwerk.i18n import Text
from samenwerk.report import Report, Section

VERSION = 1  # of this format; higher when a key changes its meaning or goes


def text(report: Report) -> str:
    """One JSON object as `schemas/report.schema.json` says, with sorted keys."""
    data = {
        "version": VERSION,
        "tool": {"name": "samenwerk", "version": __version__},
        "checked": report.checked,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "compared": plain(report.compared) if report.compared else None,
        "change": [_section(each) for each in report.change],
        "findings": [_finding(each) for each in report.shown],
    }
    return dumped(data)


def dumped(data: object) -> str:
    """Any plain data as JSON: the same bytes on every run and system."""
    made = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True)
    return escape.json_text(made) + "\n"


def _section(section: Section) -> dict[str, Any]:
    return {"heading": plain(section.heading), "lines": [plain(each) for each in section.lines]}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": finding.severity.value,
        "facts": {name: plain(fact) for name, fact in finding.facts.items()},
        "message": plain(finding.text()),
    }


def plain(fact: Fact) -> Any:
    """A fact as JSON has it: a date as text, words in both languages as an object."""
    if isinstance(fact, Text):
        return {"nl": fact.nl, "en": fact.en}
    if isinstance(fact, dt.date):
        return fact.isoformat()
    return [plain(part) for part in fact] if isinstance(fact, tuple) else fact
