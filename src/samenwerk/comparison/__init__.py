"""What changed between two versions of a register, and what is wrong with that."""

from dataclasses import dataclass

from samenwerk.finding import Finding
from samenwerk.inspection import Inspected, Inspection
from samenwerk.report import Section


@dataclass(frozen=True)
class Comparison:
    """What was found, and what a reviewer should know."""

    findings: tuple[Finding, ...] = ()
    sections: tuple[Section, ...] = ()

    def replaces(self, finding: Finding) -> Finding:
        """What a finding about the register becomes because of the change."""
        return finding


class Comparing:
    """A comparison that is going on: it sees each partnership of `head` once."""

    def __init__(self, base: Inspection, head: Inspection, paths: frozenset[str]) -> None:
        """`paths` are what was touched, relative to the register."""

    def see(self, inspected: Inspected) -> None:
        """Compare one partnership."""

    def result(self) -> Comparison:
        """What came of it, when all have been seen."""
        return Comparison()
