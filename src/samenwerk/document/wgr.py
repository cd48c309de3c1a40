"""The data of a joint arrangement for the national register: the points of Wgr art. 136(2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from samenwerk import form
from samenwerk.document.facts import Facts
from samenwerk.document.markdown import Markdown, bullets, emphasis, joined, lines, rendered, table
from samenwerk.document.order import Order
from samenwerk.formality import ParticipatingOrgan, Power
from samenwerk.surroundings import Record

_CVDR = "https://lokaleregelgeving.overheid.nl/{id}"
_NOTICE = "https://zoek.officielebekendmakingen.nl/{id}.html"


@dataclass(frozen=True, kw_only=True)
class Point:
    """One letter of the paragraph, what the register says about it, and what it lacks."""

    letter: str
    name: Markdown
    value: Markdown
    lacks: tuple[Markdown, ...] = ()


def as_wgr(record: Record, order: Order) -> str:
    """The list of fields as Markdown. The form is one of the Wgr."""
    points = list(_Points(record, order).all())
    texts = order.texts
    return rendered(
        "wgr.md.j2",
        texts,
        name=record.partnership.name,
        fields=table(
            (texts("Article 136, paragraph 2"), texts("Data"), texts("In this register")),
            ((each.letter, each.name, each.value or _missing(order)) for each in points),
        ),
        missing=bullets(joined([each.letter, lack], ": ") for each in points for lack in each.lacks)
        or texts("Nothing is missing."),
        footer=order.footer(
            texts("This is no entry in the national register: who keeps the entry, sends it in."),
            [record],
            leaves_out=False,
        ),
    )


def _missing(order: Order) -> Markdown:
    return emphasis(order.texts("not available"))


class _Points:
    def __init__(self, record: Record, order: Order) -> None:
        self._partnership = record.partnership
        self._around = order.around
        self._texts = order.texts
        self._facts = Facts(record, order.around, order.texts, internal=order.internal)

    def all(self) -> Iterator[Point]:
        """The nine points, a to i."""
        yield self._organs()
        yield self._public_bodies()
        yield self._keeper()
        yield from self._powers()
        yield self._address()
        yield self._body()
        yield self._text()
        yield self._amendments()

    # --- a, b, c: who ---

    def _organs(self) -> Point:
        texts = self._texts
        undated = [each for each in self._partnership.organs if each.joined is None]
        lacks = [
            texts("date of joining of {organ}", organ=self._organ(each)) for each in undated
        ] or ([] if self._partnership.organs else [texts("the organs that take part")])
        return Point(
            letter="a",
            name=texts("Organs that take part, with the date of joining of each"),
            value=lines(map(self._organ_with_dates, self._partnership.organs)),
            lacks=tuple(lacks),
        )

    def _organ(self, each: ParticipatingOrgan) -> Markdown:
        organ = self._facts.choice(("organs", 0, "organ"), each.organ)
        return joined([organ, self._facts.organisation(each.organisation)], ", ")

    def _organ_with_dates(self, each: ParticipatingOrgan) -> Markdown:
        texts, day = self._texts, self._facts.date
        joined_on = texts("joined {date}", date=day(each.joined)) if each.joined else None
        left_on = texts("left {date}", date=day(each.left)) if each.left else None
        return joined([self._organ(each), joined_on, left_on], "; ")

    def _public_bodies(self) -> Point:
        own = (self._around.settings.organisation,)
        of_organs = tuple(each.organisation for each in self._partnership.organs)
        ids = dict.fromkeys(of_organs or (*own, *self._partnership.organisations))
        names = [self._facts.organisation(each) for each in ids]
        return Point(
            letter="b", name=self._texts("Public bodies to which they belong"), value=lines(names)
        )

    def _keeper(self) -> Point:
        name = self._texts("Organ that keeps the entry")
        return Point(letter="c", name=name, value=Markdown(), lacks=(name,))

    # --- d, e: powers ---

    def _powers(self) -> Iterator[Point]:
        texts, powers = self._texts, self._partnership.powers
        laws = dict.fromkeys(law for each in powers if (law := self._law(each)))
        without_law = tuple(
            texts("legal provision of: {power}", power=each.text) for each in powers if not each.law
        )
        none = () if powers else (texts("which powers, or that there are none"),)
        yield Point(
            letter="d",
            name=texts("Legal provisions for the powers"),
            value=lines(laws),
            lacks=without_law or none,
        )
        yield Point(
            letter="e",
            name=texts("Powers that are transferred"),
            value=lines(map(self._power, powers)),
            lacks=none,
        )

    def _law(self, each: Power) -> Markdown:
        article = self._texts("article {article}", article=each.article) if each.article else None
        return joined([each.law, article], ", ") if each.law else Markdown()

    def _power(self, each: Power) -> Markdown:
        how = self._facts.choice(("powers", 0, "how"), each.how)
        return joined([each.text, f"({how.lower()})" if how else None], " ")

    # --- f, g: where and what ---

    def _address(self) -> Point:
        texts, partnership = self._texts, self._partnership
        entity = self._around.organisations.get(partnership.entity or "")
        seat = None if partnership.seat else texts("seat")
        return Point(
            letter="f",
            name=texts("Address, contact details and seat"),
            value=lines([partnership.seat, entity.website if entity else None]),
            lacks=tuple(filter(None, (seat, texts("address and contact details")))),
        )

    def _body(self) -> Point:
        """Which body the arrangement made, or that a centre municipality does the work."""
        texts, partnership = self._texts, self._partnership
        known = form.of(partnership.form)
        assert known is not None
        name = self._facts.organisation(partnership.entity)
        since = partnership.dates.start
        lacks = [
            texts("name of the body") if known.board.holds and not name else None,
            None if since else texts("date on which it was set up"),
        ]
        value = [
            known.name.in_(texts.language),
            name,
            texts("since {date}", date=self._facts.date(since)) if since else None,
        ]
        return Point(
            letter="g",
            name=texts("Body that was set up, or article 8, paragraph 4; with the date"),
            value=lines(value),
            lacks=tuple(filter(None, lacks)),
        )

    # --- h, i: the text ---

    def _text(self) -> Point:
        texts, publication = self._texts, self._partnership.publication
        name = texts("Reference to the text in force")
        notice = publication.official_notice
        value = [
            Markdown(f"<{_CVDR.format(id=publication.cvdr)}>") if publication.cvdr else None,
            Markdown(f"<{_NOTICE.format(id=notice)}>") if notice else None,
            self._facts.date(publication.date),
        ]
        lacks = () if publication.cvdr else (texts("CVDR number"),)
        return Point(letter="h", name=name, value=lines(value), lacks=lacks)

    def _amendments(self) -> Point:
        name = self._texts("Overview of amendments, each with its text")
        return Point(letter="i", name=name, value=Markdown(), lacks=(name,))
