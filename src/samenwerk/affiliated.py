"""Is a partnership a *verbonden partij*? Derived from two answers, never ticked (BBV art. 1).

An interest that is not known stays unknown: None, which is neither yes nor no.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from samenwerk import form
from samenwerk.formality import NoneOrUnknown
from samenwerk.partnership import Partnership


@dataclass(frozen=True, kw_only=True)
class Interest:
    """One of the two interests: whether there is one, through which facts, and what shows it."""

    held: bool | None
    through: tuple[str, ...]  # keys of the schema: seat, vote, not_recoverable, liable
    ground: str | None


class Standing(Enum):
    """Where a partnership belongs in the list of BBV art. 15(1)(b)."""

    LISTED = auto()  # a verbonden partij, in one of the four groups
    WITHOUT_GROUP = auto()  # a verbonden partij, but its form is not known or fits no group
    UNKNOWN = auto()  # nobody knows yet whether it is one
    OTHER = auto()  # it is not


def governance(partnership: Partnership) -> Interest:
    """Control, through a seat on the board or a right to vote (BBV art. 1(1)(d))."""
    facts = partnership.governance_interest
    return _interest({"seat": facts.seat, "vote": facts.vote}, facts.ground)


def financial(partnership: Partnership) -> Interest:
    """An amount lost in a bankruptcy, or one for which there is liability (BBV art. 1(1)(c))."""
    facts = partnership.financial_interest
    amounts = {"not_recoverable": facts.not_recoverable, "liable": facts.liable}
    return _interest({key: _is_at_stake(each) for key, each in amounts.items()}, facts.ground)


def is_affiliated(partnership: Partnership) -> bool | None:
    """Both interests make a *verbonden partij* (BBV art. 1(1)(b)); one alone does not."""
    held = {governance(partnership).held, financial(partnership).held}
    if False in held:
        return False
    return None if None in held else True


def bbv_group(partnership: Partnership) -> int | None:
    """Its group in the list of BBV art. 15(1)(b), 1 to 4: it follows from the form."""
    known = form.of(partnership.form)
    group = known.bbv_group.group if known else "none"
    return None if group == "none" else group


def standing(partnership: Partnership) -> Standing:
    """What it is for the list: an agreement is no organisation, so it is not one (BBV art. 1)."""
    affiliated = is_affiliated(partnership)
    if affiliated:
        return Standing.LISTED if bbv_group(partnership) else Standing.WITHOUT_GROUP
    if affiliated is False or is_only_agreement(partnership):
        return Standing.OTHER
    return Standing.UNKNOWN


def is_only_agreement(partnership: Partnership) -> bool:
    """Its form is known, and makes no organisation."""
    return bool(partnership.form) and bbv_group(partnership) is None


def open_answers(partnership: Partnership) -> Iterator[tuple[str, str]]:
    """The facts that are missing to know whether there is an interest, by their path."""
    lost, liable = (
        partnership.financial_interest.not_recoverable,
        partnership.financial_interest.liable,
    )
    facts = {
        "governance_interest": {
            "seat": partnership.governance_interest.seat,
            "vote": partnership.governance_interest.vote,
        },
        "financial_interest": {
            "not_recoverable": _is_at_stake(lost),
            "liable": _is_at_stake(liable),
        },
    }
    for interest, held in facts.items():
        if True not in held.values():
            yield from ((interest, key) for key, known in held.items() if known is None)


def _interest(facts: dict[str, bool | None], ground: str | None) -> Interest:
    """One yes is enough; a no is only certain when nothing is unknown."""
    through = tuple(key for key, held in facts.items() if held)
    unknown = None in facts.values()
    return Interest(held=True if through else None if unknown else False, through=through,
                    ground=ground)  # fmt: skip


def _is_at_stake(amount: int | NoneOrUnknown | None) -> bool | None:
    if amount is None or amount == "unknown":
        return None
    return amount != "none" and amount > 0
