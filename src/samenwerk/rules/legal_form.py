"""What fits a legal form and what does not: the steps of the law, who may take part, the interests.

Warnings, except for a step that lies in the future. None of them is legal advice.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from samenwerk import affiliated, authority, form
from samenwerk.display import choice_text
from samenwerk.finding import Finding
from samenwerk.partnership import Partnership, Status
from samenwerk.schema import field
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path

_WHERE_IS_PROBLEM = ("why", "where-is-problem")
_NO_STRUCTURE = {"process", "relation"}
_VIEW = dt.timedelta(weeks=8)  # Wgr art. 1(3), 40(3), 50(3)


def structure_for_process(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """R19: a new legal person is no cure for a way of working or a quarrel (seed S004)."""
    checklist, question = _WHERE_IS_PROBLEM
    answer = record.answers(checklist).get(question)
    legal_form = record.partnership.form
    if answer and answer.value in _NO_STRUCTURE and form.is_legal_person(legal_form):
        name = choice_text("partnership", ("form",), legal_form)
        yield record.source.finding("structure-for-process", ("form",), form=name)


# --- the steps of the law -------------------------------------------------------------------------


def permission_before_draft(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """The representative body first gets the draft, then gives permission (Wgr art. 1(2), (4))."""
    steps = record.partnership.wgr_steps
    if steps.draft_sent and steps.permission and steps.permission < steps.draft_sent:
        yield record.source.finding(
            "permission-before-draft",
            ("wgr_steps", "permission"),
            date=steps.permission,
            draft=steps.draft_sent,
            council=authority.words(surroundings.settings.authority).council,
        )


def view_too_short(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """Eight weeks for a view, from the day the draft is received (Wgr art. 1(3))."""
    steps = record.partnership.wgr_steps
    if steps.draft_sent and steps.view_by and steps.view_by < steps.draft_sent + _VIEW:
        yield record.source.finding(
            "view-too-short",
            ("wgr_steps", "view_by"),
            date=steps.view_by,
            earliest=steps.draft_sent + _VIEW,
            council=authority.words(surroundings.settings.authority).council,
        )


def regeling_not_published(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """A regeling does not take effect before it is published (Wgr art. 26(3))."""
    partnership = record.partnership
    known = form.of(partnership.form)
    published = partnership.wgr_steps.published or partnership.publication.date
    if known and known.is_regeling and partnership.status is Status.ACTIVE and not published:
        yield record.source.finding("regeling-not-published", ("form",))


def steps_out_of_order(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """A later step does not come before an earlier one (Wgr art. 1 and 26, Gemeentewet 160(2))."""
    for names in _SEQUENCES:
        dated = [(path, day) for path in names if (day := _day(record.partnership, path))]
        for (early_path, early), (path, late) in pairwise(dated):
            if late < early:
                yield _out_of_order(record, early_path, early, path, late)
    for number, organ in enumerate(record.partnership.organs):
        place: Path = ("organs", number)
        joined, left = (*place, "joined"), (*place, "left")
        if organ.joined and organ.left and organ.left < organ.joined:
            yield _out_of_order(record, joined, organ.joined, left, organ.left)


_SEQUENCES: tuple[tuple[tuple[str, str], ...], ...] = (
    (("wgr_steps", "draft_sent"), ("wgr_steps", "view_given")),
    (("wgr_steps", "permission"), ("wgr_steps", "published")),
    tuple(("private_law_steps", name) for name in ("draft_sent", "wishes_given", "founded")),
)


def _out_of_order(
    record: Record, early_path: Path, early: dt.date, path: Path, late: dt.date
) -> Finding:
    return record.source.finding(
        "dates-out-of-order",
        path,
        key_name=str(path[-1]),
        date=late,
        other=str(early_path[-1]),
        other_date=early,
    )


def steps_in_the_future(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """A step that was taken has a date of today or before. One day of grace: time zones differ."""
    limit = surroundings.today + dt.timedelta(days=1)
    for path in _TAKEN:
        day = _day(record.partnership, path)
        if day and day > limit:
            yield record.source.finding(
                "date-in-the-future", path, key_name=str(path[-1]), date=day
            )


_TAKEN = (
    *(("wgr_steps", name) for name in ("draft_sent", "view_given", "permission", "published")),
    *(("private_law_steps", name) for name in ("draft_sent", "wishes_given", "founded")),
    ("publication", "date"),
)


def _day(partnership: Partnership, path: tuple[str, str]) -> dt.date | None:
    day: dt.date | None = getattr(getattr(partnership, path[0]), path[1])
    return day


# --- who takes part -------------------------------------------------------------------------------


def organs(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """Only some organs may take part in some forms (Wgr art. 8(3): only executives)."""
    known = form.of(record.partnership.form)
    allowed = known.participants.organs if known else ()
    for number, each in enumerate(record.partnership.organs):
        if allowed and each.organ not in allowed and not each.has_left(surroundings.today):
            path: Path = ("organs", number, "organ")
            yield record.source.finding(
                "organ-cannot-take-part",
                path,
                organ=choice_text("partnership", path, each.organ),
                form=choice_text("partnership", ("form",), record.partnership.form),
            )


def owner_is_client(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """One function holds both: what is good for the owner may be bad for the client."""
    people = record.partnership.people
    owner, client = ((each or "").casefold().strip() for each in (people.owner, people.client))
    if owner and owner == client:
        yield record.source.finding(
            "owner-is-client", ("people", "client"), function=people.client or ""
        )


# --- the interests --------------------------------------------------------------------------------


def interest_without_ground(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """Each interest has its ground: a *verbonden partij* is derived, not ticked (BBV art. 1)."""
    interests = {
        "governance_interest": affiliated.governance(record.partnership),
        "financial_interest": affiliated.financial(record.partnership),
    }
    for key, interest in interests.items():
        if interest.held and not interest.ground:
            title = field("partnership", (key,)).title
            yield record.source.finding("interest-without-ground", (key,), key=True, title=title)


def affiliated_without_group(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """An agreement is no organisation, so that it fits no group of BBV art. 15(1)(b)."""
    partnership = record.partnership
    if (
        partnership.form
        and affiliated.is_affiliated(partnership)
        and affiliated.bbv_group(partnership) is None
    ):
        name = choice_text("partnership", ("form",), partnership.form)
        yield record.source.finding("affiliated-without-group", ("form",), form=name)


def seat_without_board(record: Record, _surroundings: Surroundings) -> Iterator[Finding]:
    """A regeling without a body of its own has no board to sit on (Wgr art. 8(4))."""
    partnership = record.partnership
    known = form.of(partnership.form)
    has_no_board = known is not None and known.is_regeling and not known.board.holds
    if has_no_board and partnership.governance_interest.seat:
        path = ("governance_interest", "seat")
        name = choice_text("partnership", ("form",), partnership.form)
        yield record.source.finding("seat-without-board", path, form=name)


def vote_disagrees(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """We have a share of the votes, and say that we have no right to vote (BBV art. 1(1)(d))."""
    partnership = record.partnership
    if partnership.governance_interest.vote is not False:
        return
    for share in partnership.voting:
        is_ours = share.organisation == surroundings.settings.organisation
        if is_ours and isinstance(share.percent, int | float) and share.percent > 0:
            path = ("governance_interest", "vote")
            yield record.source.finding("vote-disagrees", path, percent=str(share.percent))
