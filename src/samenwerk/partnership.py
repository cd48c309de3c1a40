"""A partnership and its parts: what `partnership.yaml` means, once it has passed its schema.

The schema owns the shape; these values hold no rules. A test compares the names of both.
"""

import datetime as dt
from enum import StrEnum
from typing import Literal

import msgspec

from samenwerk import formality
from samenwerk.formality import Unknown
from samenwerk.yamlfile import Value

Style = Literal["hierarchy", "network", "market", "mix"]


class Status(StrEnum):
    EXPLORING = "exploring"
    DECLINED = "declined"
    ACTIVE = "active"
    INHERITED = "inherited"
    ENDING = "ending"
    ENDED = "ended"

    @property
    def is_in_force(self) -> bool:
        """Something is being done together now, so it counts as running in every overview."""
        return self in {Status.ACTIVE, Status.INHERITED, Status.ENDING}

    @property
    def is_gated(self) -> bool:
        """It came through the gate, so the answers must be there as long as it lasts."""
        return self in {Status.ACTIVE, Status.ENDING}


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What all parts share: frozen, and made by name."""


class PublicTask(Part, frozen=True, kw_only=True):
    text: str | None = None
    evidence: tuple[str, ...] = ()


class Alternative(Part, frozen=True, kw_only=True):
    option: str
    dropped_because: str | None = None


class Profile(Part, frozen=True, kw_only=True):
    """What decides the weight. `yearly_cost` in whole euros."""

    powers: Literal["none", "mandate", "delegation", "unknown"] | None = None
    personal_data: Literal["none", "ordinary", "special", "unknown"] | None = None
    can_stop: Literal["freely", "with-harm", "no", "unknown"] | None = None
    yearly_cost: int | Unknown | None = None
    residents: Literal["affected", "not-affected", "unknown"] | None = None


class Own(Part, frozen=True, kw_only=True):
    interests: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()
    gets: tuple[str, ...] = ()


class Known(Part, frozen=True, kw_only=True):
    """A fact about a partner, and how sure we are of it (ANNA, seed S002)."""

    text: str | None = None
    known: Literal["assumed", "asked", "confirmed"] | None = None
    confirmed_by: str | None = None
    how: str | None = None
    date: dt.date | None = None


class Role(Part, frozen=True, kw_only=True):
    before: str | None = None
    during: str | None = None
    after: str | None = None
    side: tuple[str, ...] = ()


class PartnerRole(Role, frozen=True, kw_only=True):
    known: Literal["assumed", "asked", "confirmed"] | None = None
    confirmed_by: str | None = None
    how: str | None = None
    date: dt.date | None = None


class RoleChange(Part, frozen=True, kw_only=True):
    date: dt.date
    whose: Literal["theirs", "ours"]
    phase: Literal["before", "during", "after"]
    was: str
    now: str
    reason: str


class Partner(Part, frozen=True, kw_only=True):
    """One or more organisations in the same position; the first one names it."""

    organisations: tuple[str, ...]
    lead: bool = False
    joined: dt.date | None = None
    left: dt.date | None = None
    their_role: PartnerRole = PartnerRole()
    our_role: Role = Role()
    role_changes: tuple[RoleChange, ...] = ()
    deal: Literal["together", "delivery", "both"] | None = None
    interest: Known = Known()
    brings: tuple[Known, ...] = ()
    gets: tuple[Known, ...] = ()
    main_goal: Known = Known()
    contact: str | None = None

    @property
    def id(self) -> str:
        return self.organisations[0]

    def has_left(self, today: dt.date) -> bool:
        """Who will leave later is still a partner."""
        return self.left is not None and self.left <= today


class Measurement(Part, frozen=True, kw_only=True):
    date: dt.date
    value: str
    source: str | None = None


class Goal(Part, frozen=True, kw_only=True):
    id: str
    result: str | None = None
    measure: str | None = None
    baseline: str | None = None
    target: str | None = None
    date: dt.date | None = None
    measured: tuple[Measurement, ...] = ()


class Expectation(Part, frozen=True, kw_only=True, rename={"from_": "from"}):
    id: str
    from_: str | None = None
    to: str | None = None
    text: str | None = None
    state: Literal["unspoken", "spoken", "confirmed", "rejected", "changed"] | None = None
    date: dt.date | None = None


class Adapts(Part, frozen=True, kw_only=True):
    own: str | None = None
    asked: str | None = None


class Arrangement(Part, frozen=True, kw_only=True):
    arrangement: str | None = None
    evidence: tuple[str, ...] = ()


class CoreValues(Part, frozen=True, kw_only=True):
    """The five core values of good governance (seed S001), each apart."""

    transparency: Arrangement = Arrangement()
    lawfulness: Arrangement = Arrangement()
    legal_equality: Arrangement = Arrangement()
    equal_treatment: Arrangement = Arrangement()
    democratic_legitimacy: Arrangement = Arrangement()


class Steering(Part, frozen=True, kw_only=True):
    style: Style | None = None
    because: str | None = None
    steers: str | None = None
    controls: str | None = None
    supervises: str | None = None
    accounts_to: str | None = None


class People(Part, frozen=True, kw_only=True):
    """Functions, never names of persons."""

    official: str | None = None
    administrator: str | None = None
    stand_in: str | None = None
    owner: str | None = None
    client: str | None = None


class Dates(Part, frozen=True, kw_only=True):
    start: dt.date | None = None
    end: dt.date | None = None
    no_end_because: str | None = None
    extendable_to: dt.date | None = None
    first_review: dt.date | None = None
    check_by: dt.date | None = None


class Links(Part, frozen=True, kw_only=True):
    replaces: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()


class Document(Part, frozen=True, kw_only=True):
    id: str
    title: str
    reference: str | None = None
    url: str | None = None
    date: dt.date | None = None


class ImportedCell(Part, frozen=True, kw_only=True):
    """A cell of a spreadsheet that no fact fits, word for word."""

    heading: str
    text: str


class Decision(Part, frozen=True, kw_only=True):
    status: Literal["active", "declined", "ending", "ended", "exploring"]
    body: str
    date: dt.date
    reference: str | None = None
    reason: str | None = None
    late_reason: str | None = None
    checklists: dict[str, int] = {}


class Partnership(Part, frozen=True, kw_only=True):
    """A record of the register; its id is the folder's name."""

    schema: int
    name: str
    former_names: tuple[str, ...] = ()
    status: Status
    purpose: str | None = None
    kind: (
        Literal["internal", "multilevel", "public-public", "public-private", "civil-society"] | None
    ) = None
    themes: tuple[str, ...] = ()
    entity: str | None = None
    public_task: PublicTask = PublicTask()
    duty: formality.Duty = formality.Duty()
    alternatives: tuple[Alternative, ...] = ()
    form: str | None = None
    seat: str | None = None
    programme: str | None = None
    organs: tuple[formality.ParticipatingOrgan, ...] = ()
    powers: tuple[formality.Power, ...] = ()
    publication: formality.Publication = formality.Publication()
    wgr_steps: formality.WgrSteps = formality.WgrSteps()
    private_law_steps: formality.PrivateLawSteps = formality.PrivateLawSteps()
    governance_interest: formality.GovernanceInterest = formality.GovernanceInterest()
    financial_interest: formality.FinancialInterest = formality.FinancialInterest()
    profile: Profile = Profile()
    own: Own = Own()
    partners: tuple[Partner, ...] = ()
    goals: tuple[Goal, ...] = ()
    resident_effect: str | None = None
    expectations: tuple[Expectation, ...] = ()
    out_of_scope: str | None = None
    adapts: Adapts = Adapts()
    funding: tuple[formality.Funding, ...] = ()
    voting: tuple[formality.Voting, ...] = ()
    values: CoreValues = CoreValues()
    steering: Steering = Steering()
    people: People = People()
    dates: Dates = Dates()
    links: Links = Links()
    documents: tuple[Document, ...] = ()
    weight_raised_to: Literal["standard", "heavy"] | None = None
    imported: tuple[ImportedCell, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def from_data(cls, data: Value) -> "Partnership":
        """From the values of a file that has passed its schema."""
        return msgspec.convert(data, cls)

    def ran_before(self, day: dt.date) -> bool:
        """Did it start before that day? Without any day: it says by when it will be checked."""
        joined = [partner.joined for partner in self.partners if partner.joined]
        start = self.dates.start or min(joined, default=None)
        return start < day if start else self.dates.check_by is not None

    @property
    def organisations(self) -> tuple[str, ...]:
        """The ids of all partner organisations, in the order of the file."""
        return tuple(id for partner in self.partners for id in partner.organisations)
