# a program of its own, which prints
"""The whole journey of one partnership, and every other command: `python tools/demo.py`.

Runs on a copy of the register, and always on the same days, so that it shows the same every time.
Ends with exit code 1 as soon as a command ends otherwise than it should.
"""

import contextlib
import datetime as dt
import shlex
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from samenwerk import cli
from samenwerk.terminal import Terminal

ROOT = Path(__file__).parent.parent
BEFORE = dt.date(2026, 11, 9)  # the questions are answered
DECIDED = dt.date(2026, 11, 17)  # the executive decides
TODAY = dt.date(2026, 11, 22)


class Step(NamedTuple):
    """A command, why you would give it, and how it should end."""

    why: str
    command: str
    exit_code: int = 0
    paper: tuple[str, str] | None = None  # a file that is filled in first: its name, its text


class Mistake(NamedTuple):
    """Something that people really type: what it is, the file, and the text before and after."""

    what: str
    file: str
    right: str
    wrong: str


INTAKE = """\
facts:
  name: Buurtbus Rietkant
  kind: civil-society
  purpose: Mensen in drie dorpen zonder bushalte komen op werkdagen bij de huisarts en de winkel.
  partners:
    - organisations: [gemeente-rietlanden]
    - organisations: [vereniging-buurtbus-rietkant]
  themes: [mobility]
  form: convenant
  dates:
    start: 2027-01-04
  people:
    official: beleidsadviseur verkeer
organisations:
  vereniging-buurtbus-rietkant:
    name: Vereniging Buurtbus Rietkant
    kind: association
"""

ANSWERS = """\
facts:
  public_task:
    text: Inwoners zonder auto moeten mee kunnen doen. Dat staat in het bestuursakkoord.
  duty:
    extent: none
  alternatives:
    - option: do-it-ourselves
      dropped_because: Wij hebben geen bus en geen chauffeurs.
    - option: buy
      dropped_because: Een taxi voor elke rit kost drie keer zoveel.
  profile:
    powers: none
    personal_data: none
    can_stop: freely
    yearly_cost: 18000
    residents: affected
  partners:
    - organisations: [gemeente-rietlanden]
      their_role: {during: fund}
      our_role: {during: network-partner}
    - organisations: [vereniging-buurtbus-rietkant]
      their_role: {during: delivery-partner}
      our_role: {during: facilitate}
      contact: secretaris
  goals:
    - id: ritten
      result: Mensen uit de drie dorpen rijden mee.
      measure: Aantal ritten, geteld door de chauffeurs.
      baseline: Er rijdt nu geen bus.
      target: 2.400 ritten in een jaar.
      date: 2027-12-31
  values:
    transparency:
      arrangement: De pagina Buurtbus van beide gemeenten noemt route, kosten en partners.
    lawfulness:
      arrangement: Het college verleent subsidie volgens de Subsidieverordening Voorbeeld.
    legal_equality:
      arrangement: Een rit kost in elk dorp evenveel. Wie een rolstoel heeft, belt een dag eerder.
    equal_treatment:
      arrangement: In het weekblad van 2 september stond een oproep aan alle verenigingen.
    democratic_legitimacy:
      arrangement: De raad bespreekt de cijfers bij de najaarsnota, in oktober 2027.
  steering:
    accounts_to: de raad, bij de najaarsnota
  dates:
    end: 2027-12-31
    first_review: 2027-06-15
answers:
  why:
    still-free:
      verdict: met
      note: Er is niets getekend en nog geen bus gehuurd. Het college beslist op 17 november.
    conclusion:
      value: go-on
  values:
    fair-chance:
      verdict: met
      note: Na de oproep van 2 september meldde zich één vereniging. Zij had al chauffeurs.
  roles:
    mandate:
      value: teammanager verkeer
  form:
    far-reaching:
      value: none
"""

MISSING = """\
answers:
  roles:
    signal-actor:
      value: afdelingsmanager ruimte
"""

LATER = """\
facts:
  purpose: Mensen in vier dorpen zonder bushalte komen op werkdagen bij de huisarts en de winkel.
"""

PUBLISHED = """\
Verbonden partij;Rechtsvorm;Vestigingsplaats;Openbaar belang;Bijdrage 2026
Veiligheidsregio Lageland;Openbaar lichaam;Voorbeeld;Brandweer en crisisbeheersing;€ 4.272.645
Waterbank Lageland;NV;Dijkstede;Lenen tegen een lage rente;niet bekend
"""

BEGINNING = [
    Step(
        "A register begins: your organisation, and the check for the platform where it is kept",
        "samenwerk init eigen-register --name 'Gemeente Oudstad' --authority municipality"
        " --approver gemeentesecretaris --ci github",
    ),
    Step("It is in order, and still empty", "samenwerk validate --register eigen-register"),
]

PREPARING = [
    Step(
        "The list that we had already, as it was published",
        "samenwerk import lijst.csv --no-input --check-by 2027-06-30",
        paper=("lijst.csv", PUBLISHED),
    ),
    Step(
        "An idea comes in: the intake, filled in on paper",
        "samenwerk new --from intake.yaml",
        paper=("intake.yaml", INTAKE),
    ),
    Step("Which questions on “why” come next?", "samenwerk check buurtbus-rietkant why --template"),
    Step(
        "Nearly everything is answered",
        "samenwerk check buurtbus-rietkant --from answers.yaml --by 'beleidsadviseur verkeer'",
        paper=("answers.yaml", ANSWERS),
    ),
    Step("What is still missing?", "samenwerk check buurtbus-rietkant --no-input", exit_code=1),
    Step(
        "“Nearly” is not enough: refused",
        "samenwerk mark buurtbus-rietkant active --body college --date 2026-11-09"
        " --reference Z/26/0441 --yes",
        exit_code=1,
    ),
    Step(
        "The missing answer",
        "samenwerk check buurtbus-rietkant --from missing.yaml --by 'beleidsadviseur verkeer'",
        paper=("missing.yaml", MISSING),
    ),
]

DECIDING = [
    Step(
        "The executive decided",
        "samenwerk mark buurtbus-rietkant active --body college --date 2026-11-17"
        " --reference Z/26/0441 --yes",
    ),
]

AFTERWARDS = [
    Step("Is the register in order?", "samenwerk validate"),
    Step(
        "The memo, from the same facts and answers", "samenwerk export buurtbus-rietkant --as memo"
    ),
    Step(
        "The same for Word: open it and copy it",
        "samenwerk export buurtbus-rietkant --as memo --output memo.html",
    ),
    Step(
        "Later a fact changes",
        "samenwerk edit buurtbus-rietkant --from later.yaml",
        paper=("later.yaml", LATER),
    ),
    Step(
        "The answers that rest on it must be looked at again; there is time until that day",
        "samenwerk validate registry/buurtbus-rietkant",
    ),
    Step(
        "“No” is a result too: it stays in the register, with the reason",
        "samenwerk mark zon-op-de-sporthal declined --body college --date 2026-11-22"
        " --reference Z/26/0399-04 --reason 'Het dak draagt de panelen niet.' --yes",
    ),
    Step("Which partnerships are being explored?", "samenwerk list --status exploring"),
    Step("What do we know about ours?", "samenwerk show buurtbus-rietkant"),
    Step("What is overdue, and what comes this half year?", "samenwerk due --within 180d"),
    Step(
        "The same for the calendar of Outlook", "samenwerk due --within 365d --as ics -o agenda.ics"
    ),
    Step("What does this finding mean?", "samenwerk explain recheck-facts"),
    Step("The same in English", "samenwerk --lang en explain recheck-facts"),
    Step("A table for the spreadsheet", "samenwerk export --as csv --output register.csv"),
    Step("The facts for another program", "samenwerk export --as json --output register.json"),
]

MISTAKES = [
    Mistake(
        "a status typed by hand",
        "inkoop-jeugdhulp-lageland/partnership.yaml",
        "status: exploring",
        "status: active",
    ),
    Mistake(
        "an amount with a point",
        "energieloket-lageland/partnership.yaml",
        "yearly_cost: 45000",
        "yearly_cost: 45.000",
    ),
    Mistake(
        "an organisation that is not there",
        "verduurzaming-molenbuurt/partnership.yaml",
        "- woonstichting-de-haard",
        "- woonstichting-de-hard",
    ),
    Mistake(
        "an end before the start",
        "circulair-ambachtscentrum/partnership.yaml",
        "end: 2032-03-31",
        "end: 2023-03-31",
    ),
]
COPY = "energieloket-lageland/partnership (1).yaml"

AFTER_MISTAKES = [
    Step("What does the check find?", "samenwerk validate", exit_code=1),
    Step(
        "Only in one partnership; the verdict is still about the whole register",
        "samenwerk validate registry/inkoop-jeugdhulp-lageland",
        exit_code=1,
    ),
    Step("And what does this mean?", "samenwerk explain status-without-decision"),
]


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(scratch):
        print(f"\n=== {BEFORE} ===")
        show(BEGINNING, BEFORE)
        shutil.copytree(ROOT / "registry", "registry")
        for day, steps in ((BEFORE, PREPARING), (DECIDED, DECIDING), (TODAY, AFTERWARDS)):
            print(f"\n=== {day} ===")
            show(steps, day)
        spoil(MISTAKES)
        show(AFTER_MISTAKES, TODAY)


def show(steps: Sequence[Step], day: dt.date) -> None:
    """Carry out each step under its command; the first wrong ending is the end of the demo."""
    for step in steps:
        print(f"\n# {step.why}")
        if step.paper:
            fill_in(*step.paper)
        print(f"$ {step.command}", flush=True)
        with patch("samenwerk.clock.today", lambda: day):
            code = cli.run(shlex.split(step.command)[1:], Terminal(sys.stdout, sys.stdout))
        if code != step.exit_code:
            sys.exit(f"This should have ended with exit code {step.exit_code}, not {code}.")
        if code:
            print(f"(exit code {code})")


def fill_in(name: str, text: str) -> None:
    """Write a file, and show what is in it."""
    Path(name).write_text(text, encoding="utf-8")
    print(f"$ cat {name}\n{text}")


def spoil(mistakes: Sequence[Mistake]) -> None:
    """Put the mistakes into the register."""
    print("\n# Five mistakes that people make")
    for what, file, right, wrong in mistakes:
        path = Path("registry") / file
        text = path.read_text(encoding="utf-8")
        if text.count(right) != 1:
            sys.exit(f"{file} does not have one “{right}”.")
        path.write_text(text.replace(right, wrong), encoding="utf-8")
        print(f"{what}: {wrong}")
    shutil.copy(Path("registry") / COPY.replace(" (1)", ""), Path("registry") / COPY)
    print(f"a copy: {COPY}")


if __name__ == "__main__":
    main()
