"""What a reviewer of a change should know, in words: no verdict, and nothing that is not new.

To add a line: write a function from a `Pair` to texts in the module of its subject, and name it
below a heading. A section without lines is not shown.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from samenwerk.comparison.gone import Gone
from samenwerk.comparison.pair import Pair
from samenwerk.comparison.summary import around, changed, decided, trust
from samenwerk.comparison.touched import Touched
from samenwerk.errors import N_
from samenwerk.i18n import Text, both, plural
from samenwerk.inspection import Inspection
from samenwerk.report import Section

_MOST_LINES = 40  # of a section; an import brings hundreds of partnerships

_ACTIVE = N_("Made active")
_GONE = N_("Removed or renamed")
_FIRST = N_("Nothing to compare with")
_RULES = N_("Files that decide what is asked, and how it is checked")
_ELSEWHERE = N_("Outside the register")

# In the order in which they are shown; the other sections stand between them.
_OF_PAIRS: tuple[tuple[str, tuple[Callable[[Pair], Iterator[Text]], ...]], ...] = (
    (_ACTIVE, (decided.activated, decided.exceptions_used, decided.answered_late)),
    (N_("Declined"), (decided.declined,)),
    (N_("Other decisions"), (decided.others,)),
    (N_("Earlier decisions that were corrected"), (decided.corrected,)),
    (N_("New in the register"), (decided.added,)),
    (N_("New exceptions"), (trust.exceptions,)),
    (N_("Facts that answers rest on"), (changed.facts,)),
    (N_("Other facts that the gate asked for"), (changed.asked,)),
    (N_("Answers of long before this change"), (trust.old_answers, trust.late_additions)),
    (N_("Answers that deserve a closer look"), (trust.one_document, trust.nowhere, trust.one_day)),
    (N_("What partners are said to have confirmed"), (trust.confirmed,)),
    (N_("Dates that moved"), (changed.dates,)),
    (N_("Partners who came or left"), (changed.partners,)),
    (N_("Evidence with another place"), (changed.documents,)),
    (N_("Lighter than before"), (changed.weight,)),
    (N_("Figures that changed"), (changed.figures,)),
)


class Summary:
    """Collects the lines while the register goes by."""

    def __init__(
        self, base: Inspection, head: Inspection, touched: Touched, *, is_first: bool
    ) -> None:
        self._base, self._head = base, head
        self._touched = touched
        self._is_first = is_first
        self._lines: dict[str, list[Text]] = defaultdict(list)
        self._active = 0

    def see(self, pair: Pair) -> None:
        """One partnership that the change touches."""
        self._active += pair.is_activated
        for heading, functions in _OF_PAIRS:
            for function in functions:
                self._lines[heading] += function(pair)

    def see_gone(self, gone: Gone) -> None:
        self._lines[_GONE] += around.gone(gone)

    def sections(self) -> tuple[Section, ...]:
        """Only those with something to say."""
        found = [_section(heading, lines) for heading, lines in self._all() if lines]
        return tuple(found)

    def _all(self) -> Iterator[tuple[str, list[Text]]]:
        if self._is_first:
            yield _FIRST, [both(N_("There was no register before: all of it is new."))]
        yield N_("Several at once"), self._several()
        for heading, _ in _OF_PAIRS:
            yield heading, self._lines[heading]
        yield _GONE, self._lines[_GONE]
        yield from self._around()

    def _several(self) -> list[Text]:
        if self._active < 2:
            return []
        message = N_(
            "{count} partnerships become active in one change. Look at each of them by itself."
        )
        return [both(message, count=self._active)]

    def _around(self) -> Iterator[tuple[str, list[Text]]]:
        base, head = self._base.surroundings, self._head.surroundings
        if not self._is_first:
            yield N_("Settings that changed"), list(around.settings(base, head))
            yield N_("Questions that ask less"), list(around.questions(base, head))
            yield N_("Organisations that changed"), list(around.organisations(base, head))
        yield _RULES, [Text(each, each) for each in self._touched.rules]
        yield _ELSEWHERE, list(around.elsewhere(self._touched))


def _section(heading: str, lines: list[Text]) -> Section:
    more = len(lines) - _MOST_LINES
    shown: Iterable[Text] = lines
    if more > 0:
        shown = [*lines[:_MOST_LINES], plural("and {count} more", "and {count} more", more)]
    return Section(both(heading), tuple(shown))
