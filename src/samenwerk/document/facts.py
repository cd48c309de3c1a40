"""The facts of one partnership in words, for a document: names, dates, and how sure we are."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from samenwerk import escape, formats
from samenwerk.display import Display, choice
from samenwerk.document.markdown import Markdown, Sentences, emphasis, joined, md, paragraphs
from samenwerk.fact import values_at
from samenwerk.partnership import Document, Known, Partner, PartnerRole, Partnership
from samenwerk.rules.privacy import sensitive_paths
from samenwerk.surroundings import Record, Surroundings
from samenwerk.yamlfile import Path, Value

_UNCONFIRMED = {None, "assumed", "asked"}
# What is known of a partner: a key of the schema each.
_OF_PARTNER = ("interest", "main_goal", "brings", "gets", "their_role")


class Facts:
    """Shows the facts of one partnership; what is sensitive only if `internal`."""

    def __init__(
        self, record: Record, around: Surroundings, texts: Sentences, *, internal: bool
    ) -> None:
        self.partnership: Partnership = record.partnership
        self.internal = internal
        self._data = record.source.data
        self.hides_something = not internal and any(sensitive_paths(record.source.data))
        self._around = around
        self._texts = texts
        self._display = Display("partnership", texts.plain, around.organisations)

    # --- single values ---

    def paragraphs(self, text: str | None) -> Markdown:
        return paragraphs(text)

    def date(self, day: dt.date | None) -> str:
        return formats.date(day, self._texts.language) if day else ""

    def euros(self, amount: int) -> str:
        return formats.euros(amount, self._texts.language)

    def label(self, *path: str | int) -> str:
        """The name of a fact, such as *Doel*."""
        return self._display.label(path)

    def choice(self, path: Path, value: Value) -> str:
        """One value of a closed list; nothing if it is not there."""
        return "" if value is None else self._display.value(path, value)

    def at(self, *path: str) -> str:
        """The single fact at a path, in words; nothing if it is not there."""
        found = values_at(self._data, ".".join(path))
        return self._display.value(path, found[0]) if found else ""

    def organisation(self, id: str | None) -> str:
        return self._display.organisation(id) if id else ""

    def ourselves(self) -> Markdown:
        own = self._around.settings.organisation
        return self._texts("{organisation} (we)", organisation=self.organisation(own))

    def names(self, partner: Partner) -> Markdown:
        return self._texts.listed([self.organisation(id) for id in partner.organisations])

    def partner(self, partner: Partner) -> Markdown:
        """The names of its organisations, and whether it leads or has left."""
        names = self.names(partner)
        extra = []
        if partner.lead:
            extra.append(self._texts("lead"))
        if partner.left:
            extra.append(self._texts("took part until {date}", date=self.date(partner.left)))
        return Markdown(f"{names} ({joined(extra, ', ')})") if extra else names

    def partner_names(self) -> Markdown:
        """Everybody who takes part today."""
        staying = [each for each in self.partnership.partners if each.left is None]
        ids = [id for partner in staying for id in partner.organisations]
        return self._texts.listed([self.organisation(id) for id in ids])

    def titles(self, ids: Iterable[str]) -> list[str]:
        """The titles of documents; an id that is not in the list stays an id."""
        known = {each.id: each for each in self.partnership.documents}
        return [known[id].title if id in known else id for id in ids]

    def percent(self, value: float | str | None) -> str:
        if isinstance(value, int | float):
            return f"{formats.number(value, self._texts.language)}%"
        return str(self._texts("not known yet")) if value else ""

    # --- what is known of a partner ---

    def known(self, fact: Known) -> Markdown:
        """A fact about a partner; behind it how sure we are, until the partner confirmed it."""
        if not fact.text:
            return Markdown()
        if fact.known in {None, "assumed"} and not self.internal:
            return self.left_out()
        return self.marked(fact.text, fact.known, sensitive=True)

    def all_known(self, facts: Sequence[Known]) -> list[Markdown]:
        """The same for several; what is left out is said once."""
        return list(dict.fromkeys(text for fact in facts if (text := self.known(fact))))

    def role(self, role: PartnerRole, value: str | None) -> Markdown:
        if value is None:
            return Markdown()
        word = self.choice(("partners", 0, "their_role", "during"), value)
        return self.marked(word, role.known)

    def marked(self, text: str, known: str | None, *, sensitive: bool = False) -> Markdown:
        if known not in _UNCONFIRMED:
            return md(text)
        certain = known or "assumed"
        path = ("partners", 0, "interest", "known")
        word = choice("partnership", path, certain, self._texts.language).lower()
        if sensitive and certain == "assumed":
            return Markdown(f"{md(text)} ({md(word)}, {self.confidential()})")
        return Markdown(f"{md(text)} ({md(word)})")

    def sources(self, partner: Partner) -> list[Markdown]:
        """Who at the partner confirmed what we know, when and how; each once."""
        return list(dict.fromkeys(self._sources(partner)))

    def _sources(self, partner: Partner) -> Iterator[Markdown]:
        for fact in _known_facts(partner):
            details = joined([fact.confirmed_by, self.date(fact.date), fact.how], ", ")
            if details and fact.known == "confirmed":
                yield self._texts("confirmed: {details}", details=details)
            elif details and fact.known == "asked":
                yield self._texts("asked: {details}", details=details)

    def unconfirmed(self, partner: Partner) -> list[str]:
        """What of a partner is only assumed or asked, by the name of the fact."""
        found = []
        for key in _OF_PARTNER:
            value = getattr(partner, key)
            facts = value if isinstance(value, tuple) else (value,)
            if any(_is_filled(fact) and fact.known in _UNCONFIRMED for fact in facts):
                found.append(self.label("partners", 0, key).lower())
        return found

    # --- what is not for everybody ---

    def confidential(self) -> Markdown:
        return emphasis(self._texts("confidential"))

    def left_out(self) -> Markdown:
        return emphasis(self._texts("left out: confidential"))

    def address(self, document: Document) -> Markdown:
        """A link, if it is a web address."""
        return Markdown(escape.markdown_url(document.url)) if document.url else Markdown()


def _known_facts(partner: Partner) -> Iterator[Known | PartnerRole]:
    for key in _OF_PARTNER:
        value = getattr(partner, key)
        yield from value if isinstance(value, tuple) else (value,)


def _is_filled(fact: Known | PartnerRole) -> bool:
    if isinstance(fact, Known):
        return bool(fact.text)
    return any((fact.before, fact.during, fact.after, fact.side))
