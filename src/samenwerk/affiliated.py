"""Is a partnership a *verbonden partij*? Derived from two answers, never ticked (BBV art. 1).

An interest that is not known stays unknown: None, which is neither yes nor no.
"""

from dataclasses import dataclass

from samenwerk import form
from samenwerk.formality import NoneOrUnknown
from samenwerk.partnership import Partnership


@dataclass(frozen=True, kw_only=True)
class Interest:
    """One of the two interests: whether there is one, through which facts, and what shows it."""

    held: bool | None
    through: tuple[str, ...]  # keys of the schema: seat, vote, not_recoverable, liable
    ground: str | None


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
