"""The law of a question for the authority whose register it is.

A checklist names the article that binds a municipality. For a province or a water board another
one stands in its place, or says that it applies: `mirrors` in `forms.yaml` knows which.
"""

from typing import Literal

from msgspec.structs import asdict, replace

from samenwerk import form
from samenwerk.checklist import Checklist, Law, Question
from samenwerk.i18n import Text


class LocalLaw(Law, frozen=True, kw_only=True):
    """The law as it binds one kind of authority; `through` names what makes it apply."""

    certain: Literal["verified", "to-check"]
    through: Text | None = None

    def cited(self) -> Text:
        cited, through = super().cited(), self.through
        if through is None:
            return cited
        return Text(nl=f"{cited.nl}, via {through.nl}", en=f"{cited.en}, through {through.en}")

    def read(self) -> Text:
        if self.certain == "verified":
            return super().read()
        return Text(
            nl="deze plaats in de wet is nog niet nagegaan",
            en="this place in the law was not checked yet",
        )


def local(checklist: Checklist, authority: str) -> Checklist:
    """The same checklist; its questions name the article that binds this authority."""
    questions = tuple(_local(each, authority) for each in checklist.questions)
    return replace(checklist, questions=questions)


def _local(question: Question, authority: str) -> Question:
    law = question.law
    if law is None:
        return question
    found = form.mirror(law.law, law.article, law.paragraph, authority)
    if found is None:
        return question
    source = found.source
    if found.applies:
        own = LocalLaw(**asdict(law), certain=source.certain, through=source.place)
    else:
        own = LocalLaw(
            law=source.name.nl,
            article=source.article,
            paragraph=source.paragraph,
            url=source.url,
            checked=source.checked,
            certain=source.certain,
        )
    return replace(question, law=own)
