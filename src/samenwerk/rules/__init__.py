"""What no schema can say: references, the order of dates, status against decisions, privacy.

A rule is a function from a record and its surroundings to findings. It opens no file, prints
nothing and knows no clock. To add one: write it in the module of its subject, add it to the tuple
below, and add its code to `findings/` and an example pair to `tests/examples/invalid/`.
"""

from collections.abc import Callable, Iterator

from samenwerk.finding import Finding
from samenwerk.rules import (
    answers,
    dates,
    finance,
    front_end,
    identifiers,
    in_force,
    legal_form,
    organisations,
    overdue,
    privacy,
    references,
    settings,
    status,
)
from samenwerk.surroundings import Record, Surroundings

_RECORD_RULES: tuple[Callable[[Record, Surroundings], Iterator[Finding]], ...] = (
    references.unknown_organisations,
    references.unknown_documents,
    references.unknown_partnerships,
    references.own_organisation_as_partner,
    references.organisation_twice,
    references.repeated_ids,
    dates.out_of_order,
    dates.in_the_future,
    dates.inherited_without_check,
    dates.inherited_too_new,
    dates.check_far_away,
    dates.end_passed,
    dates.started_undecided,
    status.against_decisions,
    status.wrong_steps,
    status.reasons,
    finance.years_twice,
    finance.begin_is_not_end,
    finance.wrong_signs,
    finance.zeros,
    finance.gaps,
    finance.outdated,
    privacy.sensitive_in_public,
    privacy.personal_data,
    organisations.ended_partners,
    answers.unknown_questions,
    answers.unknown_approvers,
    answers.approvers_like_authors,
    answers.before_the_register,
    answers.dates,
    in_force.gate,
    overdue.review,
    overdue.exceptions,
    overdue.points,
    overdue.view,
    front_end.conclusion,
    front_end.expectations_too_early,
    front_end.role_changes,
    front_end.style,
    front_end.steers_and_supervises,
    front_end.only_partners_adapt,
    front_end.conflicting_roles,
    front_end.one_sided,
    front_end.assumed,
    front_end.confirmed_by_nobody,
    front_end.overweight,
    legal_form.structure_for_process,
    legal_form.permission_before_draft,
    legal_form.view_too_short,
    legal_form.regeling_not_published,
    legal_form.steps_out_of_order,
    legal_form.steps_in_the_future,
    legal_form.organs,
    legal_form.owner_is_client,
    legal_form.interest_without_ground,
    legal_form.affiliated_without_group,
    legal_form.seat_without_board,
    legal_form.vote_disagrees,
)

_REGISTER_RULES: tuple[Callable[[Surroundings], Iterator[Finding]], ...] = (
    settings.own_organisation,
    settings.began,
    settings.gating_checklists,
    organisations.unknown_references,
    organisations.dates_out_of_order,
    organisations.units,
    identifiers.rsin,
)


def of_record(record: Record, surroundings: Surroundings) -> Iterator[Finding]:
    """Every finding of the rules about one partnership."""
    for rule in _RECORD_RULES:
        yield from rule(record, surroundings)


def of_register(surroundings: Surroundings) -> Iterator[Finding]:
    """Every finding of the rules about the settings and the organisations."""
    for rule in _REGISTER_RULES:
        yield from rule(surroundings)
