"""The parts of the paragraph in their order, each as Markdown."""

from collections.abc import Iterator, Sequence

from samenwerk import affiliated, authority, formats
from samenwerk.affiliated import Standing
from samenwerk.bbv.entry import Entry, entries, in_group, of_standing
from samenwerk.document.markdown import Markdown, emphasis, joined, lines, paragraphs, table
from samenwerk.document.paragraph import words
from samenwerk.document.paragraph.changes import changes
from samenwerk.document.paragraph.group import group
from samenwerk.document.paragraph.missing import as_table, missing
from samenwerk.document.paragraph.sheet import Sheet
from samenwerk.document.paragraph.short import why_not
from samenwerk.errors import N_
from samenwerk.surroundings import Record

# For whom the BBV was written; the rules of water boards were not read (dutch-practice 2.1).
UNDER_THE_BBV = frozenset({"municipality", "province"})
NOT_UNDER_THE_BBV = N_(
    "The BBV is for provinces and municipalities. Check which rules hold for your organisation."
)


class Parts:
    """Each method is one part; `records` are all of the register."""

    def __init__(self, sheet: Sheet, records: Sequence[Record]) -> None:
        self._sheet = sheet
        self._texts = sheet.texts
        self._records = records
        self._around = sheet.order.around
        self._entries = entries(records, sheet.edition, self._around.today)
        listed = [each for each in self._entries if each.standing is not Standing.OTHER]
        self._missing = missing(listed, self._around.settings.affiliated_parties)

    # --- the beginning ---

    def head(self) -> Markdown:
        texts, edition = self._texts, self._sheet.edition
        own = self._around.settings.organisation
        known = self._around.organisations.get(own)
        return table(
            ("", ""),
            [
                (texts("Organisation"), known.name if known else own),
                (texts("Document"), texts(words.DOCUMENTS[edition.kind])),
                (texts("Year"), edition.year),
                (texts("State of the register"), self._date()),
            ],
        )

    def _date(self) -> str:
        return formats.date(self._around.today, self._texts.language)

    def definition(self) -> Markdown:
        """Who is an affiliated party (BBV art. 1(1)(b), (c) and (d))."""
        texts = self._texts
        who = authority.words(self._around.settings.authority).name.in_(texts.language)
        said = [
            texts(
                "An affiliated party is a public or private body in which {who} has a governance "
                "and a financial interest.",
                who=who,
            ),
            texts(
                "A governance interest is control: through a seat on the board or a right to vote."
            ),
            texts(
                "A financial interest is money that {who} loses in a bankruptcy, or an amount for "
                "which there is liability.",
                who=who,
            ),
            texts("This follows from article 1, paragraph 1, of the BBV."),
        ]
        return joined([joined(said, " "), self._whose_rules()], "\n\n")

    def _whose_rules(self) -> Markdown | None:
        if self._around.settings.authority in UNDER_THE_BBV:
            return None
        return emphasis(self._texts(NOT_UNDER_THE_BBV))

    def state(self) -> Markdown:
        """How complete this is, before anybody reads on."""
        if not self._missing.count:
            return self._texts("Nothing that article 15 of the BBV asks is missing.")
        return emphasis(
            self._texts.plural(
                "{count} item is still missing: see the last table.",
                "{count} items are still missing: see the last table.",
                self._missing.count,
            )
        )

    def vision(self) -> Markdown:
        return self._general(self._around.settings.affiliated_parties.vision)

    def intentions(self) -> Markdown:
        return self._general(self._around.settings.affiliated_parties.intentions)

    def _general(self, text: str | None) -> Markdown:
        if text:
            return paragraphs(text)
        return self._sheet.missing(self._texts("not filled in in registry/register.yaml"))

    def changes(self) -> Markdown:
        return changes(self._sheet, self._records)

    # --- the list ---

    def groups(self) -> Iterator[tuple[int, Markdown]]:
        """The four in the order of the law (art. 15(1)(b))."""
        for number, title in words.GROUPS.items():
            yield number, self._texts(title)

    def group(self, number: int) -> Markdown:
        """An empty one says so, and whether that is certain."""
        found = in_group(self._entries, number)
        unknown = of_standing(self._entries, Standing.UNKNOWN)
        count = sum(affiliated.bbv_group(each.partnership) == number for each in unknown)
        if found:
            made = group(self._sheet, found)
        else:
            made = self._texts("None that is certain.") if count else self._texts("None.")
        return joined([made, self._uncertain(count)], "\n\n")

    def _uncertain(self, count: int) -> Markdown | None:
        if not count:
            return None
        return emphasis(
            self._texts.plural(
                "Of {count} party in this group it is not known yet whether it is an affiliated "
                "party: see below.",
                "Of {count} parties in this group it is not known yet whether they are affiliated "
                "parties: see below.",
                count,
            )
        )

    def without_group(self) -> Markdown:
        found = of_standing(self._entries, Standing.WITHOUT_GROUP)
        if not found:
            return Markdown()
        why = self._texts(
            "These have both interests, but their legal form is not known or fits no group."
        )
        return joined([why, group(self._sheet, found)], "\n\n")

    def unknown(self) -> Markdown:
        """Those of which an answer is missing, with that answer; and all that is known of them."""
        found = of_standing(self._entries, Standing.UNKNOWN)
        if not found:
            return Markdown()
        texts = self._texts
        why = texts("With these answers they get a place in the list, or in the annex.")
        headings = [texts("Party"), texts("Group, if it is one"), texts("Answer that is missing")]
        answers = table(headings, map(self._open, found))
        return joined([why, answers, group(self._sheet, found)], "\n\n")

    def _open(self, entry: Entry) -> tuple[object, ...]:
        facts = self._sheet.facts(entry)
        open_ones: dict[str, list[str]] = {}
        for interest, key in affiliated.open_answers(entry.partnership):
            open_ones.setdefault(interest, []).append(facts.label(interest, key).lower())
        answers = (
            joined([facts.label(interest), joined(keys, ", ")], ": ")
            for interest, keys in open_ones.items()
        )
        return entry.partnership.name, self._group_of(entry), lines(answers)

    def _group_of(self, entry: Entry) -> Markdown:
        number = affiliated.bbv_group(entry.partnership)
        if number is None:
            return self._sheet.missing(self._texts("legal form not filled in"))
        return Markdown(f"{number}\\. {self._texts(words.GROUPS[number])}")

    # --- the end ---

    def annex(self) -> Markdown:
        """What is no affiliated party, and why not; never in one of the four groups."""
        texts = self._texts
        headings = [texts("Name"), texts("Legal form"), texts("What for"), texts("Why not")]
        others = of_standing(self._entries, Standing.OTHER)
        return table(headings, map(self._other, others)) or texts("None.")

    def _other(self, entry: Entry) -> tuple[object, ...]:
        partnership, facts = entry.partnership, self._sheet.facts(entry)
        form = facts.choice(("form",), partnership.form)
        what_for = partnership.purpose or partnership.public_task.text
        reasons = joined(why_not(partnership, self._texts.plain), ", ")
        return partnership.name, form or self._sheet.missing(), what_for, reasons

    def missing(self) -> Markdown:
        return as_table(self._sheet, self._missing)

    def footer(self) -> Markdown:
        note = self._texts("Figures are those of the sources named with them.")
        return self._sheet.order.footer(note, [], leaves_out=False)
