"""Findings as they are shown: in order, and of one file no more than somebody can read.

Whoever judges gets all findings; only what leaves the program comes through here, so that every
format, and `show`, agree.
"""

from collections.abc import Sequence
from itertools import groupby

from samenwerk.finding import Finding, Severity
from samenwerk.source import finding, in_order

MOST = 100  # findings of a file; the last of so many stands for the rest


def shortlist(findings: Sequence[Finding]) -> list[Finding]:
    """The findings by path, line and code, of each file at most `MOST`."""
    ordered = in_order(findings)
    if len(ordered) <= MOST:
        return ordered
    files = groupby(ordered, key=lambda each: each.path)
    return [each for _, found in files for each in _of_file(list(found))]


def _of_file(found: list[Finding]) -> list[Finding]:
    """Errors before warnings: what makes the verdict red is never behind what does not."""
    if len(found) <= MOST:
        return found
    errors_first = sorted(found, key=lambda each: each.severity is not Severity.ERROR)
    kept, rest = errors_first[: MOST - 1], errors_first[MOST - 1 :]
    return [*in_order(kept), _standing_for(rest, last=found[-1])]


def _standing_for(rest: Sequence[Finding], last: Finding) -> Finding:
    """As severe as the most severe of them, at the place of the last finding of the file."""
    return finding(
        last.path,
        "too-many-findings",
        line=last.line,
        column=last.column,
        severity=rest[0].severity,
        count=len(rest),
    )
