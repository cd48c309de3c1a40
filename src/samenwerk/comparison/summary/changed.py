"""Facts that changed: those that answers rest on, dates, partners, evidence, figures."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from samenwerk import digest
from samenwerk.comparison.pair import Pair
from samenwerk.comparison.summary.words import day, fact, joined, line, questions
from samenwerk.counting import Item
from samenwerk.errors import N_
from samenwerk.fact import PARTNER
from samenwerk.finance import Finance, Year
from samenwerk.i18n import Text, both
from samenwerk.partnership import Document, Partnership
from samenwerk.surroundings import Record
from samenwerk.weight import weigh


def facts(pair: Pair) -> Iterator[Text]:
    """Each fact that changed below answers that were given, with these answers."""
    if pair.before is None or not pair.counts or _has_same_facts(pair, pair.before):
        return
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in pair.gate_before.judged:
        for path in each.item.question.about if each.answer.is_given else ():
            if _has_changed(pair, pair.before, each.item, path):
                found[path][each.item.checklist.id].append(each.item.key)
    for path, below in found.items():
        named = joined(questions(id, keys, pair.head) for id, keys in below.items())
        message = N_("{fact} changed; below it: {questions}.")
        yield line(pair, both(message, fact=_label(path), questions=named))


def asked(pair: Pair) -> Iterator[Text]:
    """Facts that were there when it was decided, and say something else now (row G32).

    Such a fact is an answer by itself. What other answers rest on is said by `facts`.
    """
    if pair.before is None or not pair.was_in_force or _has_same_facts(pair, pair.before):
        return
    judged = pair.gate_before.judged
    said = {path for each in judged if each.answer.is_given for path in each.item.question.about}
    found = {
        path: None
        for each in judged
        for path in _fact_of(each.item)
        if path not in {"partners", *said} and _became_other(pair, pair.before, each.item, path)
    }
    if found:
        named = dict.fromkeys(_whole_label(path) for path in found)
        yield line(pair, both(N_("changed: {facts}."), facts=joined(named)))


def _fact_of(item: Item) -> Iterator[str]:
    """The path of the fact that is asked, if one is: in full where it is asked of a partner."""
    path = item.question.fact
    if path and path.rpartition(".")[2] != "contact":  # who that is, is nothing to decide on
        yield f"{PARTNER}{path.removeprefix(PARTNER)}" if item.partner else path


def _has_same_facts(pair: Pair, before: Record) -> bool:
    return before.source.content == pair.after.source.content


def _became_other(pair: Pair, before: Record, item: Item, path: str) -> bool:
    """It was there, and changed; what is only filled in, is not another fact."""
    was = digest.of_fact(before.source.data, path, item.index_for(path))
    return was != digest.NOTHING and _has_changed(pair, before, item, path)


def _has_changed(pair: Pair, before: Record, item: Item, path: str) -> bool:
    """Is the fact no longer what it was? Of a partner: of the same partner."""
    was, now = item.index_for(path), item.index_for(path)
    if was is not None and item.partner:
        ids = [each.id for each in pair.after.partnership.partners]
        if item.partner.id not in ids:
            return False  # `partner-removed` says it
        now = ids.index(item.partner.id)
    old = digest.of_fact(before.source.data, path, was)
    return old != digest.of_fact(pair.after.source.data, path, now)


def _label(path: str) -> Text:
    for start in (PARTNER, "partners."):
        if path.startswith(start):
            return fact(f"partners.0.{path.removeprefix(start)}")
    return fact(path)


def _whole_label(path: str) -> Text:
    """With what it is a part of: each core value has an arrangement."""
    above, _, _ = path.rpartition(".")
    if not above or above in {PARTNER.rstrip("."), "partners"}:
        return _label(path)
    part, whole = _label(path), _label(above)
    return Text(nl=f"{whole.nl}: {part.nl}", en=f"{whole.en}: {part.en}")


def dates(pair: Pair) -> Iterator[Text]:
    """The ends, reviews and checks that people plan by."""
    if pair.before is None or not pair.was_in_force:
        return
    old, new = _dates(pair.before.partnership), _dates(pair.after.partnership)
    for label, was in old.items():
        if label in new and new[label] != was:
            message = N_("{date} was {was} and is now {now}.")
            what = _date_label(label)
            yield line(pair, both(message, date=what, was=day(was), now=day(new[label])))


def _dates(partnership: Partnership) -> dict[str, dt.date | None]:
    plan = partnership.dates
    found = {
        f"dates.{name}": getattr(plan, name)
        for name in ("start", "end", "extendable_to", "first_review", "check_by")
    }
    return found | {f"goals.{goal.id}": goal.date for goal in partnership.goals}


def _date_label(label: str) -> Text:
    kind, _, id = label.partition(".")
    return fact(label) if kind == "dates" else both(N_("The date of goal {goal}"), goal=id)


def partners(pair: Pair) -> Iterator[Text]:
    """Who joined, who left; a partner that left is asked nothing more."""
    if pair.before is None or not pair.counts:
        return
    known = {each.id: each for each in pair.before.partnership.partners}
    for each in pair.after.partnership.partners:
        old = known.get(each.id)
        if old is None:
            yield line(pair, both(N_("{partner} is new."), partner=_name(pair, each.id)))
        elif old.left != each.left:
            message = (
                N_("{partner} leaves on {date}.") if each.left else N_("{partner} stays after all.")
            )
            yield line(pair, both(message, partner=_name(pair, each.id), date=day(each.left)))


def _name(pair: Pair, id: str) -> str:
    known = pair.head.organisations.get(id)
    return known.name if known else id


def documents(pair: Pair) -> Iterator[Text]:
    """A document under the same title, in another place."""
    if pair.before is None or not (pair.counts or pair.was_closed):
        return
    known = {each.id: each for each in pair.before.partnership.documents}
    for new in pair.after.partnership.documents:
        old = known.get(new.id)
        if old and _place(old) != _place(new):
            message = N_("{title}: was {was}, is now {now}.")
            yield line(pair, both(message, title=new.title, was=_place(old), now=_place(new)))


def _place(document: Document) -> str:
    return " ".join(filter(None, (document.reference, document.url))) or "-"


def weight(pair: Pair) -> Iterator[Text]:
    """While it is explored: what is in force has a finding for it."""
    if pair.before is None or pair.counts:
        return
    was, now = (
        weigh(each.partnership, pair.head.settings).weight for each in (pair.before, pair.after)
    )
    if now < was:
        yield line(pair, both(N_("fewer questions are asked, because facts changed.")))


def figures(pair: Pair) -> Iterator[Text]:
    """Years whose figures were there before, and are others now."""
    if pair.before is None or pair.before.finance is None:
        return
    old, new = _years(pair.before.finance), _years(pair.after.finance)
    for year in sorted({year for (year, kind), was in old.items() if new.get((year, kind)) != was}):
        yield line(pair, both(N_("the figures of {year}."), year=year))


def _years(finance: Finance | None) -> dict[tuple[int, str], Year]:
    return {(each.year, str(each.kind)): each for each in finance.years} if finance else {}
