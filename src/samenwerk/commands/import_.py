"""`samenwerk import`: the list that already exists becomes inherited partnerships."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from samenwerk import formats
from samenwerk.change import changed_lines
from samenwerk.errors import N_, Refused, UsageError
from samenwerk.importing import columns, mapping, sheet
from samenwerk.importing.columns import Layout
from samenwerk.importing.heading import NAME
from samenwerk.importing.plan import Plan, Planner
from samenwerk.importing.rows import read_rows
from samenwerk.inspection import Inspection
from samenwerk.interview import start
from samenwerk.interview.choosing_columns import ChoosingColumns
from samenwerk.interview.remembering import (
    answered,
    remember,
    remember_answers,
    remembered,
)
from samenwerk.interview.reporting import Report
from samenwerk.interview.saving import Saving
from samenwerk.interview.taking import by_asking, without_asking
from samenwerk.names import SETTINGS
from samenwerk.register import Register
from samenwerk.session import Session

_FEBRUARY = 2
_SHOWN = 20  # headings in a sentence


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the command line asks for."""

    file: str
    map: str
    sheet: str
    check_by: dt.date
    replace: bool
    dry_run: bool
    no_input: bool
    plain: bool


def run(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar=N_("FILE"), help=N_("The list: a .csv or .xlsx file."))
    ],
    map_: Annotated[
        str, typer.Option("--map", help=N_("A file that says what each column is."))
    ] = "",
    sheet_: Annotated[
        str, typer.Option("--sheet", help=N_("Which sheet of a workbook. Without: the first."))
    ] = "",
    check_by: Annotated[
        str,
        typer.Option("--check-by", help=N_("By when to check them. Without: in a year.")),
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help=N_("Take over what differs from the register."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Show what would come and save nothing."))
    ] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help=N_("Ask nothing; keep what is not certain as text."))
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help=N_("Plain numbered lines, also for screen readers."))
    ] = False,
) -> int:
    session: Session = ctx.obj
    wish = Wish(
        file=file, map=map_, sheet=sheet_, check_by=_check_by(session.today, check_by),
        replace=replace, dry_run=dry_run, no_input=no_input, plain=plain,
    )  # fmt: skip
    with start.stoppable(lambda: N_("Stopped. Nothing was imported."), ""):
        return Importing(session, wish).run()


class Importing:
    """One import, from the file to the register."""

    def __init__(self, session: Session, wish: Wish) -> None:
        self._session = session
        self._wish = wish
        self._name = Path(wish.file).name
        self._register: Register = session.register()
        self._inspection = Inspection(self._register, session.today)
        self._said: tuple[Layout, Layout] | None = None
        self._saving = Saving(self._register, self._inspection, self._name)
        asks = start.is_interactive(session, no_input=wish.no_input or wish.dry_run)
        self._voice = start.voice(session, plain=wish.plain) if asks else None

    def run(self) -> int:
        read = sheet.read(self._name, _bytes(self._wish.file), sheet=self._wish.sheet)
        planner = Planner(self._inspection, self._wish.check_by, remembered(self._register))
        layout = self._layout(read)
        source = " ".join(" ; ".join([*layout.above, self._name]).split())
        rows = read_rows(self._name, layout, source)
        if not rows.found:
            raise Refused(
                N_("{file} holds no partnerships below line {line}."),
                remedy=N_("Choose the right file, or the right sheet with --sheet."),
                file=self._name,
                line=layout.heading_line,
            )
        plan = planner.plan(rows.found)
        report = Report(self._session, self._name, layout, rows, plan)
        report.columns()
        report.hidden(read)
        report.left(read.others)
        report.plan()
        if self._wish.dry_run:
            return self._dry_run(plan)
        if not plan.is_empty:
            return self._saved(plan)
        remember(self._register, plan, [])
        return 0

    def _layout(self, read: sheet.Sheet) -> Layout:
        layout = columns.lay_out(read)
        if self._wish.map:
            said = mapping.read_mapping(self._wish.map, _bytes(self._wish.map))
            layout = mapping.apply(said, layout)
        else:
            layout = self._completed(layout)
        self._refuse_nameless(layout)
        return layout

    def _completed(self, layout: Layout) -> Layout:
        """With what a person said about these headings, now or an earlier time."""
        known = answered(self._register, layout)
        if known or not self._voice:
            return known or layout
        self._register.probe(SETTINGS)
        made = ChoosingColumns(self._voice, self._name).complete(layout)
        self._said = (layout, made)
        return made

    def _refuse_nameless(self, layout: Layout) -> None:
        headings = [each.heading for each in layout.columns if each.heading]
        if layout.place(NAME) is None:
            raise Refused(
                N_("{file}, line {line}: no column holds the names. The headings are: {headings}."),
                remedy=N_(
                    "Say it in a file for --map, with the line: columns: {{“{example}”: name}}"
                ),
                file=self._name,
                line=layout.heading_line,
                headings=", ".join(headings[:_SHOWN]),
                example=headings[0] if headings else "Naam",
            )

    def _dry_run(self, plan: Plan) -> int:
        taken = without_asking(plan, replace=self._wish.replace)
        files = self._saving.files(plan, taken.accepted)
        self._saving.judge(plan, files)
        for line in changed_lines(files):
            self._session.terminal.say(line)
        return 0

    def _saved(self, plan: Plan) -> int:
        """Save what was chosen; 1 if differences are left that nobody looked at."""
        if self._voice:
            taken = by_asking(self._voice, plan, replace=self._wish.replace)
        else:
            taken = without_asking(plan, replace=self._wish.replace)
        if taken is None:
            self._say(N_("Nothing was imported."))
            return 0
        warnings = self._saving.save(plan, taken.accepted)
        self._say_saved(plan, len(taken.accepted), warnings)
        remember(self._register, plan, taken.undecided)
        if self._said:
            remember_answers(self._register, *self._said)
        if taken.undecided:
            self._say(N_("What differs was left as it is. To take it over: --replace."))
        return 1 if taken.undecided else 0

    def _say_saved(self, plan: Plan, changed: int, warnings: int) -> None:
        texts = self._session.texts
        new = texts.plural(
            "Imported: {count} partnership.", "Imported: {count} partnerships.", len(plan.new)
        )
        facts = texts.plural("Changed: {count} fact.", "Changed: {count} facts.", changed)
        told = texts.plural("{count} warning.", "{count} warnings.", warnings)
        parts = ((plan.new, new), (changed, facts), (warnings, told))
        self._session.terminal.confirm(" ".join(text for count, text in parts if count))
        if plan.new:
            day = formats.date(self._wish.check_by, texts.language)
            self._say(N_("They are inherited: check them by {day} at the latest."), day=day)
            self._say(N_("Next: samenwerk list --status inherited"))
        if warnings:
            self._say(N_("See the warnings with: samenwerk validate"))

    def _say(self, message: str, **facts: object) -> None:
        self._session.terminal.paragraph(self._session.texts(message, **facts))


def _check_by(today: dt.date, typed: str) -> dt.date:
    if not typed:
        is_leap_day = (today.month, today.day) == (_FEBRUARY, 29)
        return today.replace(year=today.year + 1, day=28 if is_leap_day else today.day)
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise UsageError(
            N_("{option} needs a date such as 2027-06-30."), option="--check-by"
        ) from None


def _bytes(name: str) -> bytes:
    """The bytes of a file, unless it is too large to be a list of partnerships."""
    path = Path(name)
    if path.is_file() and path.stat().st_size > sheet.MAX_BYTES:
        raise Refused(N_("{name} is too large: at most 20 MB."), name=path.name)
    return start.read_input(name)
