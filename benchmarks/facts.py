"""The facts of one partnership, made up: every fact that its status and legal form call for."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

Facts = dict[str, Any]

# Out of twenty: how many have this status.
_STATUSES = ["inherited"] * 8 + ["active"] * 6 + ["exploring"] * 3 + ["declined", "ending", "ended"]
_FORMS = (
    *("convenant", "bestuursovereenkomst", "netwerk", "intentieovereenkomst", "subsidie"),
    *("dienstverleningsovereenkomst", "convenant", "convenant", "openbaar-lichaam", "stichting"),
)
_THEMES = ("care", "youth", "energy", "safety", "water", "housing", "economy", "mobility", "work")
_SUBJECTS = (
    *("energie besparen", "jeugdhulp", "de afvalinzameling", "schuldhulp", "de omgevingsdienst"),
    *("water vasthouden", "veilige wijken", "de bibliotheek", "het regionale archief", "inkoop"),
)
_VALUES = (
    *("transparency", "lawfulness", "legal_equality", "equal_treatment"),
    "democratic_legitimacy",
)


@dataclass(frozen=True)
class Body:
    """An organisation that can be a partner."""

    id: str
    kind: str


@dataclass(frozen=True)
class Made:
    """A partnership, its figures if it has any, and the day of its answers."""

    id: str
    facts: Facts
    money: Facts | None
    answered_on: dt.date


def partnership(random: Random, number: int, bodies: list[Body], today: dt.date) -> Made:
    """One partnership. Equal arguments give an equal one."""
    status = _STATUSES[number % len(_STATUSES)]
    decided = today - dt.timedelta(days=random.randrange(40, 250))
    partners = random.sample(bodies, 2 + number % 4)
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    dates = _dates(random, status, decided, today)
    form = _FORMS[(number // len(_STATUSES)) % len(_FORMS)]
    facts: Facts = {
        "schema": 1,
        "name": f"Samenwerking {subject} {number}",
        "status": status,
        **_why(random, number, subject, partners),
        "form": form,
        **_of_form(form, partners, dates["start"], decided),
        "partners": [_partner(random, each, dates["start"], decided) for each in partners],
        "goals": [_goal(random, goal, today) for goal in range(1 + number % 3)],
        **_expected(partners, decided),
        **_agreed(subject, partners),
        "dates": dates,
        "documents": _documents(subject, number, today),
        "decisions": _decisions(status, decided, number),
    }
    return Made(
        id=f"samenwerking-{number:05}",
        facts={key: value for key, value in facts.items() if value != []},
        money=_money(random, today) if number % 6 == 0 else None,
        answered_on=decided - dt.timedelta(days=random.randrange(1, 40)),
    )


def _why(random: Random, number: int, subject: str, partners: list[Body]) -> Facts:
    towns = 2 + number % 5
    return {
        "purpose": f"Inwoners van {towns} gemeenten krijgen op één plek hulp bij {subject}.",
        "kind": "public-private" if _has_private(partners) else "public-public",
        "themes": sorted(random.sample(_THEMES, 1 + number % 2)),
        "public_task": {"text": f"De wettelijke taak voor {subject}.", "evidence": ["nota"]},
        "duty": {"extent": "none"},
        "alternatives": [
            {"option": "do-it-ourselves", "dropped_because": "Te weinig mensen met deze kennis."},
            {"option": "buy", "dropped_because": "Op de markt is dit niet te koop."},
        ],
        "profile": {
            "powers": "none",
            "personal_data": random.choice(("none", "ordinary")),
            "can_stop": "freely",
            "yearly_cost": random.randrange(1_000, 240_000),
            "residents": "affected",
        },
    }


def _expected(partners: list[Body], decided: dt.date) -> Facts:
    return {
        "own": {
            "interests": ["Kortere wachttijden voor gezinnen.", "Lagere kosten in de uitvoering."],
            "brings": ["Twee adviseurs en een werkplek."],
            "gets": ["Vervanging bij ziekte en verlof."],
        },
        "resident_effect": "Een inwoner heeft binnen twee weken een gesprek met een adviseur.",
        "expectations": [
            {
                "id": "snel-een-afspraak",
                "from": "gemeente-voorbeeld",
                "to": partners[0].id,
                "text": "Binnen twee weken een afspraak, ook in de zomer.",
                "state": "confirmed",
                "date": (decided - dt.timedelta(days=80)).isoformat(),
            }
        ],
        "out_of_scope": "Subsidies en vergunningen blijven bij elke gemeente apart.",
        "adapts": {
            "own": "Wij nemen hun formulier over.",
            "asked": "Zij openen ook op vrijdag.",
        },
    }


def _agreed(subject: str, partners: list[Body]) -> Facts:
    return {
        "funding": [
            {"organisation": "gemeente-voorbeeld", "percent": 40},
            *({"organisation": each.id, "percent": 60 // len(partners)} for each in partners),
        ],
        "values": {
            name: {"arrangement": f"Vastgelegd in artikel {place} van de afspraken over {subject}."}
            for place, name in enumerate(_VALUES, start=3)
        },
        "steering": {
            "style": "network",
            "steers": f"stuurgroep {subject}",
            "controls": "concerncontroller",
            "supervises": "portefeuillehouders",
            "accounts_to": "de raad",
        },
        "people": {
            "official": f"beleidsadviseur {subject}",
            "administrator": "wethouder sociaal domein",
            "stand_in": "teammanager beleid",
            "owner": "wethouder financiën",
            "client": "teammanager uitvoering",
        },
    }


def _documents(subject: str, number: int, today: dt.date) -> list[Facts]:
    return [
        {
            "id": "nota",
            "title": f"Nota over {subject}",
            "reference": f"Z/{20 + number % 6}/{number:06}",
            "url": f"https://www.voorbeeld.example/nota/{number}",
            "date": f"{today.year - 1}-03-12",
        },
        {"id": "verslag", "title": "Verslag van het startgesprek"},
    ]


def _has_private(partners: list[Body]) -> bool:
    return any(each.kind in {"company", "foundation", "association"} for each in partners)


def _dates(random: Random, status: str, decided: dt.date, today: dt.date) -> Facts:
    if status == "inherited":
        return {
            "start": f"{today.year - random.randrange(4, 20)}-{random.randrange(1, 13):02}-01",
            "no_end_because": "De afspraak loopt door tot een van de partijen opzegt.",
            "check_by": (today + dt.timedelta(days=random.randrange(20, 500))).isoformat(),
        }
    start = today + dt.timedelta(days=60) if status in {"exploring", "declined"} else decided
    return {
        "start": start.isoformat(),
        "end": (today + dt.timedelta(days=random.randrange(300, 1_500))).isoformat(),
        "first_review": (today + dt.timedelta(days=random.randrange(70, 290))).isoformat(),
    }


def _of_form(form: str, partners: list[Body], start: str, decided: dt.date) -> Facts:
    """What the law asks about this form."""
    sent = (decided - dt.timedelta(days=200)).isoformat()
    permitted = (decided - dt.timedelta(days=45)).isoformat()
    if form == "openbaar-lichaam":
        return {
            "seat": "Dijkstede",
            "programme": "Sociaal domein",
            "organs": [
                {"organisation": each, "organ": "college", "joined": start}
                for each in ("gemeente-voorbeeld", partners[0].id)
            ],
            "powers": [{"text": "Het innen van de heffing.", "how": "delegatie"}],
            "publication": {"cvdr": "CVDR123456/1", "date": permitted},
            "wgr_steps": {"draft_sent": sent, "permission": permitted, "published": permitted},
            **_interests(),
        }
    if form == "stichting":
        steps = {"draft_sent": sent, "wishes_given": permitted, "founded": decided.isoformat()}
        return {"seat": "Dijkstede", "private_law_steps": steps, **_interests()}
    return {}


def _interests() -> Facts:
    return {
        "governance_interest": {"seat": True, "vote": True, "ground": "Wij benoemen een lid."},
        "financial_interest": {
            "not_recoverable": 25_000,
            "liable": "none",
            "ground": "Het startkapitaal komt niet terug.",
        },
    }


def _partner(random: Random, body: Body, start: str, decided: dt.date) -> Facts:
    day = (decided - dt.timedelta(days=random.randrange(60, 200))).isoformat()
    confirmed = {
        "known": "confirmed",
        "confirmed_by": "teammanager beleid",
        "how": "gesprek op locatie, verslag gedeeld",
        "date": day,
    }
    asked = {"known": "asked", "how": "brief met vragen", "date": day}
    return {
        "organisations": [body.id],
        "joined": start,
        "their_role": {
            "before": "network-partner", "during": "delivery-partner", "after": "network-partner",
            **confirmed,
        },
        "our_role": {
            "before": "connect", "during": random.choice(("connect", "coordinate", "facilitate")),
            "after": "facilitate",
        },
        "deal": "together",
        "interest": {"text": f"Minder wachttijd voor wie bij {body.id} komt.", **confirmed},
        "brings": [{"text": f"{random.randrange(2, 9)} adviseurs met ervaring.", **asked}],
        "gets": [{"text": "Vervanging bij ziekte.", **asked}],
        "main_goal": {"text": "Een loket dat elke werkdag bezet is.", **confirmed},
        "contact": "beleidsadviseur wonen",
    }  # fmt: skip


def _goal(random: Random, number: int, today: dt.date) -> Facts:
    return {
        "id": f"resultaat-{number + 1}",
        "result": "Meer huishoudens krijgen advies dat bij hun woning past.",
        "measure": "Aantal gesprekken, geteld door het loket.",
        "baseline": str(random.randrange(100, 900)),
        "target": f"{random.randrange(900, 2000)} gesprekken",
        "date": f"{today.year + 2}-12-31",
        "measured": [
            {"date": f"{today.year - 1}-11-06", "value": "412 gesprekken", "source": "jaarverslag"}
        ],
    }


def _decisions(status: str, decided: dt.date, number: int) -> list[Facts]:
    decision = {
        "body": "college",
        "date": decided.isoformat(),
        "reference": f"Z/26/{number:06}",
        "checklists": {"why": 1, "goals": 1, "values": 1, "roles": 1, "form": 1},
    }
    last = {
        "body": "college",
        "date": (decided + dt.timedelta(days=20)).isoformat(),
        "reason": "De gemeenten gaan hier elk zelf mee verder.",
    }
    match status:
        case "declined":
            return [{"status": "declined", **last}]
        case "active":
            return [{"status": "active", **decision}]
        case "ending":
            return [{"status": "active", **decision}, {"status": "ending", **last}]
        case "ended":
            ended = {"status": "ended", **last}
            return [{"status": "active", **decision}, {"status": "ending", **last}, ended]
        case _:
            return []


def _money(random: Random, today: dt.date) -> Facts:
    """Two years of accounts and a budget, in which a year begins with what the last ended with."""
    equity = [random.randrange(100_000, 900_000) for _ in range(3)]
    years = [
        {
            "year": today.year - 2 + place,
            "kind": "accounts",
            "equity": {"begin": {"amount": begin}, "end": {"amount": end}},
            "debt": {
                "begin": {"amount": 40_000 - 1_000 * place},
                "end": {"amount": 39_000 - 1_000 * place},
            },
            "result": {"figure": {"amount": end - begin}, "before_or_after": "after"},
            "contribution": {"amount": random.randrange(5_000, 90_000), "source": "jaarrekening"},
        }
        for place, (begin, end) in enumerate(pairwise(equity))
    ]
    risk = {"text": "De huur kan stijgen.", "measure": "Een contract voor vijf jaar."}
    return {"schema": 1, "years": years, "risks": [risk]}
