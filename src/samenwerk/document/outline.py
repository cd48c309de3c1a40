"""Where everything stands in a memo: its kinds, their sections, and the questions of each section.

After what Dutch councils expect of a proposal: the decision, why, the goal, the parties, what was
weighed, the alternatives, the risks, and what is still open.
"""

from collections.abc import Mapping

from samenwerk.checklist import Question
from samenwerk.errors import N_

DEFAULT = "collegevoorstel"
_ALL = (
    *("brief", "decision", "reason", "effect", "parties", "roles", "arguments", "alternatives"),
    *("risks", "consequences", "form", "values", "participation", "planning", "stopping"),
    *("exceptions", "late", "open", "documents"),
)
# A kind of memo and its sections in their order.
KINDS: Mapping[str, tuple[str, ...]] = {
    "collegevoorstel": _ALL,
    "raadsvoorstel": _ALL,
    "raadsinformatiebrief": (
        *("brief", "decision", "reason", "effect", "parties", "planning", "participation"),
        *("exceptions", "late", "documents"),
    ),
    "notitie": (
        *("brief", "decision", "reason", "parties", "roles", "alternatives", "risks"),
        *("exceptions", "late", "open", "documents"),
    ),
}
# These are left out when there is nothing to say: not every form has steps in a law.
_OPTIONAL = frozenset({"form", "exceptions", "late", "open", "documents"})
# A decision is asked in a proposal; the other kinds only tell which one was taken.
PROPOSALS = frozenset({"collegevoorstel", "raadsvoorstel"})

# The questions that fill a section, as checklist/question. The first one is asked when it is empty.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "brief": ("why/purpose", "roles/partners", "why/conclusion"),
    "reason": (
        *("why/public-task", "why/public-task-source", "why/duty", "why/duty-law"),
        *("why/duty-article", "why/problem-now", "why/not-alone", "why/choice-within-duty"),
        *("why/if-nothing", "why/where-is-problem"),
    ),
    "effect": ("goals/results", "goals/resident-effect", "goals/out-of-scope"),
    "parties": (
        *("goals/interest", "goals/partner-goal", "goals/brings", "goals/gets"),
        *("goals/own-interests", "goals/own-brings", "goals/own-gets", "goals/expectations"),
        *("goals/adapt-own", "goals/adapt-asked", "roles/partner-or-buyer", "goals/limits"),
        *("goals/bottom-line", "goals/sub-interests", "goals/between-partners"),
    ),
    "roles": (
        *("roles/own-role", "roles/own-role-before", "roles/own-role-after"),
        *("roles/own-role-side", "roles/partner-role", "roles/partner-role-before"),
        *("roles/partner-role-after", "roles/partner-role-known", "roles/style"),
        *("roles/style-because", "roles/steers", "roles/controls", "roles/supervises"),
        *("roles/accounts-to", "roles/mandate", "roles/mandate-limit", "roles/mandate-not"),
        *("roles/signal-collector", "roles/signal-actor", "values/pressure-decider"),
        "roles/conflict",
    ),
    "arguments": ("why/worth-it", "why/still-free"),
    "alternatives": ("why/alternatives",),
    "risks": (
        *("goals/clash", "goals/cannot-deliver", "values/under-pressure"),
        *("values/excluded-groups", "roles/skill"),
    ),
    "consequences": (
        *("why/yearly-cost", "goals/funding", "roles/official", "roles/stand-in", "why/form"),
        *("why/powers", "why/personal-data", "why/residents", "values/rules-checked"),
    ),
    "form": (
        *("form/legal-form", "form/seat", "form/programme", "form/organs", "form/powers"),
        *("form/draft-sent", "form/permission", "form/published", "form/text-in-register"),
        *("form/draft-decision", "form/seat-on-board", "form/right-to-vote"),
        *("form/governance-ground", "form/money-at-stake", "form/liability"),
        *("form/financial-ground", "form/owner", "form/client", "form/lighter-form"),
        *("form/improve-or-renew", "form/exchange-or-share", "form/why-private-form"),
        *("form/far-reaching", "form/one-off-cost", "form/one-off-effort"),
        *("form/clause-interest", "form/clause-powers", "form/clause-board"),
        *("form/clause-council-view", "form/clause-participation", "form/clause-change"),
        *("form/clause-exit", "form/clause-settlement", "form/clause-evaluation"),
        *("form/clause-accountability", "form/clause-information"),
        *("form/decide", "form/reporting", "form/data-agreement", "form/on-paper"),
    ),
    "values": (
        *("values/transparency", "values/lawfulness", "values/legal-equality"),
        *("values/equal-treatment", "values/democratic-legitimacy"),
    ),
    "participation": ("values/discussed", "goals/missing-party"),
    "planning": ("goals/start", "goals/first-review", "why/end"),
    "stopping": ("why/can-stop", "why/no-go"),
}
# Working notes that no memo needs.
LEFT_OUT = frozenset({"goals/contact", "goals/last-contact"})
# Answers that are not for everybody, as `x-sensitive` marks facts in the schema.
SENSITIVE = frozenset(
    {"goals/bottom-line", "goals/sub-interests", "goals/limits", "goals/between-partners"}
)
# Answers in whole euros.
MONEY = frozenset({"roles/mandate-limit", "form/one-off-cost"})

# What an answer is about, in the words of a memo; another answer has its question before it.
LABELS: Mapping[str, str] = {
    "why/problem-now": N_("The problem now"),
    "why/not-alone": N_("What we cannot do alone"),
    "why/choice-within-duty": N_("Our choice within the duty"),
    "why/if-nothing": N_("Who notices if we do nothing"),
    "why/where-is-problem": N_("Where the difficulty lies"),
    "why/no-go": N_("When we stop"),
    "why/conclusion": N_("Conclusion"),
    "goals/limits": N_("What this partner cannot or will not do"),
    "goals/bottom-line": N_("The interest we never let go"),
    "goals/sub-interests": N_("Other wishes within our organisation"),
    "goals/between-partners": N_("Between the partners"),
    "goals/clash": N_("Goals that may clash"),
    "goals/cannot-deliver": N_("What we cannot live up to"),
    "goals/missing-party": N_("Bears the consequences, but is not at the table"),
    "values/rules-checked": N_("Rules that were checked"),
    "values/discussed": N_("Values discussed with every partner by"),
    "values/excluded-groups": N_("Helped or reached less well"),
    "values/under-pressure": N_("Value under most pressure"),
    "values/pressure-decider": N_("Decides when values clash"),
    "roles/mandate": N_("May commit us"),
    "roles/mandate-limit": N_("Up to this amount"),
    "roles/mandate-not": N_("No promises about"),
    "roles/signal-collector": N_("Collects signals"),
    "roles/signal-actor": N_("May step in"),
    "roles/conflict": N_("How roles that may clash are kept apart"),
    "roles/skill": N_("Skill that is still missing"),
    "form/improve-or-renew": N_("Improve what exists, or make something new"),
    "form/exchange-or-share": N_("Exchange, or share"),
    "form/lighter-form": N_("Why a lighter form does not do"),
    "form/one-off-cost": N_("One-off cost"),
    "form/one-off-effort": N_("One-off effort"),
    "form/why-private-form": N_("Why this private-law form"),
    "form/far-reaching": N_("Far-reaching effects"),
    "form/clause-interest": N_("Interest served: in the regeling"),
    "form/clause-powers": N_("Powers handed over: in the regeling"),
    "form/clause-board": N_("Board and seat: in the regeling"),
    "form/clause-council-view": N_("Views of the elected body: in the regeling"),
    "form/clause-participation": N_("Participation of residents: in the regeling"),
    "form/clause-change": N_("Change, joining and abolition: in the regeling"),
    "form/clause-exit": N_("Leaving: in the regeling"),
    "form/clause-settlement": N_("Assets at the end: in the regeling"),
    "form/clause-evaluation": N_("Evaluation: in the regeling"),
    "form/clause-accountability": N_("Accountability: in the regeling"),
    "form/clause-information": N_("Information from the board: in the regeling"),
    "form/decide": N_("How the parties decide"),
    "form/reporting": N_("Yearly reports"),
    "form/data-agreement": N_("Agreement on personal data"),
    "form/on-paper": N_("Left to conversation on purpose"),
    # verdicts: the reader of a memo is not the one whom the questions address
    "why/one-sentence": N_("Clear to somebody from outside"),
    "why/worth-it": N_("Yields more than the collaborating costs"),
    "why/still-free": N_("Saying no is still possible"),
    "goals/shared-ambition": N_("Every party supports the reason"),
    "values/redress": N_("Residents know where to complain or object"),
    "values/public-info": N_("Public: what it costs and who decides"),
    "values/partner-info": N_("Partners see the papers at the same time"),
    "values/partner-authority": N_("This partner is allowed to do this"),
    "values/same-rights": N_("Same outcome from every partner"),
    "values/fair-chance": N_("Equal chance for every party"),
    "values/council-before": N_("Opinion of the elected body on the plan"),
    "values/council-asked": N_("View of the elected body on the new organisation"),
    "roles/fit": N_("Our role is set down"),
    "form/council-view": N_("Eight weeks for the view of the elected body"),
    "form/council-wishes": N_("Wishes and concerns before the decision"),
}

_HOME = {question: section for section, questions in SECTIONS.items() for question in questions}


def may_be_left_out(section: str, kind: str) -> bool:
    """Only what nobody would miss: the rest shows that it is empty."""
    if section == "decision":
        return kind not in PROPOSALS
    return section in _OPTIONAL


def home(checklist: str, question: Question) -> str:
    """The section in which an answer stands; what a register asks itself, stands with its kind."""
    known = _HOME.get(f"{checklist}/{question.id}")
    return known or ("arguments" if question.is_verdict else "risks")
