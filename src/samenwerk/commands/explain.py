"""`samenwerk explain CODE`: what a finding means and how to mend it."""

from typing import Annotated

import typer

from samenwerk.errors import N_, UsageError
from samenwerk.finding import Explanation, codes, explain
from samenwerk.i18n import Texts
from samenwerk.nearest import nearest
from samenwerk.report.text import SEVERITIES
from samenwerk.session import Session

PRINCIPLES = {
    1: N_("One fact, one place."),
    2: N_("The gate is a function of the files and today's date."),
    3: N_("“No” is a result."),
    4: N_("Never a score."),
    5: N_("Assumed is not known."),
    6: N_("No verdict is never green."),
    7: N_("Interrupted people: every answer is kept."),
}


def run(
    ctx: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar=N_("CODE"), help=N_("The code of a finding, such as missing-key.")),
    ] = None,
) -> int:
    session: Session = ctx.obj
    if code is None:
        _all(session)
    else:
        _one(session, _known(code))
    return 0


def _known(code: str) -> Explanation:
    known = codes()
    if code in known:
        return explain(code)
    near = nearest(code, known)
    raise UsageError(
        N_("There is no finding with the code “{code}”."),
        remedy=N_("Did you mean {near}?") if near else N_("See all codes with: samenwerk explain"),
        code=code,
        near=near,
    )


def _all(session: Session) -> None:
    for code in codes():
        meaning = explain(code).meaning.in_(session.texts.language)
        session.terminal.paragraph(f"{code}\t{_first_sentence(meaning)}", "  ")


def _first_sentence(text: str) -> str:
    return text.replace("\n", " ").partition(". ")[0].rstrip(".") + "."


def _one(session: Session, explanation: Explanation) -> None:
    texts = session.texts
    terminal = session.terminal
    terminal.say(f"{explanation.code} ({texts(SEVERITIES[explanation.severity])})")
    for title, body in _sections(explanation, texts):
        terminal.say()
        terminal.say(title)
        for line in body.rstrip("\n").split("\n"):
            terminal.paragraph(f"  {line}", "  ")


def _sections(explanation: Explanation, texts: Texts) -> list[tuple[str, str]]:
    language = texts.language
    principle = f"{explanation.principle}. {texts(PRINCIPLES[explanation.principle])}"
    return [
        (texts("What it means"), explanation.meaning.in_(language)),
        (texts("Example"), explanation.example),
        (texts("How to mend it"), explanation.remedy.in_(language)),
        (texts("Principle"), principle),
    ]
