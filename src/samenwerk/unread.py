"""What could not be had, such as a file without permission: nobody can judge about it (exit 3)."""

from collections.abc import Iterable

from samenwerk.errors import N_, SamenwerkError
from samenwerk.finding import Finding
from samenwerk.report import NO_VERDICT


def unread(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without which there is no verdict."""
    return [each for each in findings if each.code in NO_VERDICT]


def refuse_unread(findings: Iterable[Finding]) -> None:
    """Stop with the sentence of the first of them: its place, the reason and the remedy."""
    lost = unread(findings)
    if lost:
        raise SamenwerkError(
            N_("{path}: {sentence}"),
            remedy=N_("See all that could not be read: samenwerk validate") if lost[1:] else "",
            path=lost[0].path,
            sentence=lost[0].text(),
        )
