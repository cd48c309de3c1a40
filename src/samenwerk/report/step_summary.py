"""The summary that GitHub shows on the page of a run: what changed, and every finding.

GitHub drops a summary over 1 MiB whole, so it is cut before that, and says how much is missing.
"""

from collections.abc import Iterator

from samenwerk.errors import N_
from samenwerk.escape import step_summary as words
from samenwerk.finding import Finding, Severity
from samenwerk.i18n import Texts
from samenwerk.report import Report
from samenwerk.report.text import summary

LARGEST = 900_000  # bytes
_LAST = 300  # bytes for the line that says how much is missing
_HEADINGS = {Severity.ERROR: N_("Errors"), Severity.WARNING: N_("Warnings")}


def markdown(report: Report, texts: Texts, room: int = LARGEST) -> str:
    """Markdown of at most `room` bytes; however little room there is, the count is in it."""
    made = [_start(report, texts)]
    left = room - _LAST - len(made[0].encode())
    missing = 0
    for head, line in _lines(report, texts):
        left -= len(f"{head}{line}\n".encode())
        if left < 0:
            missing += 1
        else:
            made.append(f"{head}{line}\n")
    return "".join(made) + (_more(missing, texts) if missing else "")


def _start(report: Report, texts: Texts) -> str:
    return f"## samenwerk\n\n{words(summary(report, texts))}\n"


def _lines(report: Report, texts: Texts) -> Iterator[tuple[str, str]]:
    """Each line, and before the first one of a part what must stand above it."""
    for section in report.change:
        head = f"\n### {words(section.heading.in_(texts.language))}\n\n"
        for line in section.lines:
            yield head, f"- {words(line.in_(texts.language))}"
            head = ""
    for severity in Severity:
        head = _table_head(severity, texts)
        for finding in report.shown:
            if finding.severity is severity:
                yield head, _row(finding, texts)
                head = ""


def _table_head(severity: Severity, texts: Texts) -> str:
    columns = " | ".join([texts("Place"), texts("What is wrong"), texts("Code")])
    return f"\n### {texts(_HEADINGS[severity])}\n\n| {columns} |\n| --- | --- | --- |\n"


def _row(finding: Finding, texts: Texts) -> str:
    place = words(f"{finding.path}:{finding.line}")
    return f"| {place} | {words(finding.sentence(texts.language))} | {finding.code} |"


def _more(missing: int, texts: Texts) -> str:
    """In place of the lines for which there was no room."""
    message = texts.plural(
        "And {count} more. Run `samenwerk validate` to see it.",
        "And {count} more. Run `samenwerk validate` to see them.",
        missing,
    )
    return f"\n{message}\n"
