"""What was declined or has ended stays in the register as it was: "no" is a result."""

from collections.abc import Iterator

from samenwerk.comparison.alike import is_slip
from samenwerk.comparison.pair import Pair
from samenwerk.finding import Finding
from samenwerk.names import FOLDER
from samenwerk.source import finding
from samenwerk.surroundings import Record
from samenwerk.yamlfile import Value

# What may be brought up to date, or is compared elsewhere: of the whole, and of each partner.
_FREE = {
    *("name", "former_names", "status", "decisions", "partners", "people", "documents", "links"),
    "publication",
}
_FREE_OF_PARTNER = {"organisations", "joined", "left", "contact"}


def facts(pair: Pair) -> Iterator[Finding]:
    """Facts may be added to what is over; those that were there stay."""
    if pair.before is None or not pair.was_closed:
        return
    old, new = pair.before.source.data, pair.after.source.data
    assert isinstance(old, dict)
    assert isinstance(new, dict)
    for key, value in old.items():
        if key not in _FREE and not _keeps(value, new.get(key)):
            yield pair.after.source.finding(
                "history-changed", (key,), key=True, status=pair.status.value, what=key
            )


def partners(pair: Pair) -> Iterator[Finding]:
    """What was said of a partner, and with it, is history; the partner may have merged since."""
    if pair.before is None or not pair.was_closed:
        return
    known = {each.id: number for number, each in enumerate(pair.after.partnership.partners)}
    old, new = _of_partners(pair.before), _of_partners(pair.after)
    for before, partner in zip(old, pair.before.partnership.partners, strict=True):
        number = known.get(partner.id)
        if number is not None and not _keeps(before, new[number]):
            yield pair.after.source.finding(
                "history-changed", ("partners", number),
                status=pair.status.value, what=f"partners/{partner.id}",
            )  # fmt: skip


def _of_partners(record: Record) -> list[dict[str, Value]]:
    """What the file says of each partner and may not change any more."""
    assert isinstance(record.source.data, dict)
    partners = record.source.data.get("partners", [])
    assert isinstance(partners, list)
    return [
        {key: value for key, value in each.items() if key not in _FREE_OF_PARTNER}
        for each in partners
        if isinstance(each, dict)
    ]


def answers(pair: Pair) -> Iterator[Finding]:
    """The answers to a partnership that is over are history too."""
    if pair.before is None or not pair.was_closed:
        return
    for checklist, given in pair.before.answered.items():
        now = pair.after.answers(checklist)
        for key, old in given.answers.items():
            if key not in now or now[key] != old:
                yield _changed(pair, checklist, key)


def _changed(pair: Pair, checklist: str, key: str) -> Finding:
    status, what = pair.status.value, f"{checklist}/{key}"
    source = pair.after.checks.get(checklist)
    if source is None:
        path = f"{FOLDER}/{pair.id}/checks/{checklist}.yaml"
        return finding(path, "history-changed", status=status, what=what)
    place = ("answers", key)
    return source.finding("history-changed", place, key=True, status=status, what=what)


def _keeps(old: Value, new: Value) -> bool:
    """Does the new value say all that the old one says, and perhaps more?"""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(
            _keeps(each, new.get(key)) for key, each in old.items()
        )
    if isinstance(old, list):
        return isinstance(new, list) and len(new) >= len(old) and all(map(_keeps, old, new))
    if isinstance(old, str) and isinstance(new, str):
        return is_slip(old, new)
    return old == new
