"""A partnership and its parts: what `partnership.yaml` means, once it has passed its schema.

The schema owns the shape; these values hold no rules. A test compares the names of both.
"""

import datetime as dt
from enum import StrEnum
from typing import Literal

import msgspec

from samenwerk.yamlfile import Value

Unknown = Literal["unknown"]
NoneOrUnknown = Literal["none", "unknown"]
Organ = Literal[
    "raad",
    "college",
    "burgemeester",
    "provinciale-staten",
    "gedeputeerde-staten",
    "commissaris-van-de-koning",
    "algemeen-bestuur",
    "dagelijks-bestuur",
    "voorzitter",
]
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


class Duty(Part, frozen=True, kw_only=True):
    extent: Literal["none", "partly", "fully"] | None = None
    law: str | None = None
    article: str | None = None


class Alternative(Part, frozen=True, kw_only=True):
    option: str
    dropped_because: str | None = None


class ParticipatingOrgan(Part, frozen=True, kw_only=True):
    """An organ that takes part, and since when (Wgr art. 136(2)(a))."""

    organisation: str
    organ: Organ
    joined: dt.date | None = None
    left: dt.date | None = None

    def has_left(self, today: dt.date) -> bool:
        """Who will leave later still takes part."""
        return self.left is not None and self.left <= today


class Power(Part, frozen=True, kw_only=True):
    """A power that somebody else exercises, with the law it comes from (Wgr art. 136(2)(d))."""

    text: str
    how: Literal["mandaat", "delegatie"] | None = None
    law: str | None = None
    article: str | None = None


class Publication(Part, frozen=True, kw_only=True):
    """Where the text in force is, and when it was published (Wgr art. 26 and 136(2)(h))."""

    cvdr: str | None = None
    official_notice: str | None = None
    date: dt.date | None = None


class WgrSteps(Part, frozen=True, kw_only=True):
    """The days on which the steps of Wgr art. 1(2)-(4), 40, 50 and 26 were taken."""

    draft_sent: dt.date | None = None
    view_by: dt.date | None = None
    view_given: dt.date | None = None
    permission: dt.date | None = None
    published: dt.date | None = None


class PrivateLawSteps(Part, frozen=True, kw_only=True):
    """The days on which the steps of Gemeentewet art. 160(2) were taken."""

    draft_sent: dt.date | None = None
    wishes_given: dt.date | None = None
    founded: dt.date | None = None


class GovernanceInterest(Part, frozen=True, kw_only=True):
    """Control, through a seat on the board or a right to vote (BBV art. 1(1)(d))."""

    seat: bool | None = None
    vote: bool | None = None
    ground: str | None = None


class FinancialInterest(Part, frozen=True, kw_only=True):
    """What is lost in a bankruptcy, or what one is liable for, in euros (BBV art. 1(1)(c))."""

    not_recoverable: int | NoneOrUnknown | None = None
    liable: int | NoneOrUnknown | None = None
    ground: str | None = None


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


class Funding(Part, frozen=True, kw_only=True):
    organisation: str
    percent: int | float | Unknown | None = None
    condition: str | None = None


class Voting(Part, frozen=True, kw_only=True):
    organisation: str
    percent: int | float | Unknown | None = None


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
    duty: Duty = Duty()
    alternatives: tuple[Alternative, ...] = ()
    form: str | None = None
    seat: str | None = None
    programme: str | None = None
    organs: tuple[ParticipatingOrgan, ...] = ()
    powers: tuple[Power, ...] = ()
    publication: Publication = Publication()
    wgr_steps: WgrSteps = WgrSteps()
    private_law_steps: PrivateLawSteps = PrivateLawSteps()
    governance_interest: GovernanceInterest = GovernanceInterest()
    financial_interest: FinancialInterest = FinancialInterest()
    profile: Profile = Profile()
    own: Own = Own()
    partners: tuple[Partner, ...] = ()
    goals: tuple[Goal, ...] = ()
    resident_effect: str | None = None
    expectations: tuple[Expectation, ...] = ()
    out_of_scope: str | None = None
    adapts: Adapts = Adapts()
    funding: tuple[Funding, ...] = ()
    voting: tuple[Voting, ...] = ()
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
