"""Settings that were loosened: allowed, and never unseen."""

from collections.abc import Iterator

from samenwerk.finding import Finding
from samenwerk.organisation import Settings
from samenwerk.surroundings import Surroundings

# More of these is less strict.
_NUMBERS = ("recheck_days", "heavy_from_euros_a_year", "review_every_months")


def loosened(base: Surroundings, head: Surroundings) -> Iterator[Finding]:
    """One finding a setting, on its line; nothing if either file could not be read."""
    old, new = base.settings, head.settings
    if not (old.organisation and new.organisation):
        return
    for key, was, now in (*_lists(old, new), *_values(old, new)):
        yield head.settings_source.finding(
            "setting-loosened", (key,), key_name=key, was=was, now=now
        )


def _lists(old: Settings, new: Settings) -> Iterator[tuple[str, str, str]]:
    """A checklist that no longer gates; somebody more who approves exceptions."""
    if set(old.gate) - set(new.gate):
        yield "gate", ", ".join(old.gate), ", ".join(new.gate)
    if set(new.approvers) - set(old.approvers):
        yield "approvers", ", ".join(old.approvers) or "-", ", ".join(new.approvers)


def _values(old: Settings, new: Settings) -> Iterator[tuple[str, str, str]]:
    for key in _NUMBERS:
        if getattr(new, key) > getattr(old, key):
            yield key, str(getattr(old, key)), str(getattr(new, key))
    if new.began != old.began:
        yield "began", old.began.isoformat(), new.began.isoformat()
    for key in ("organisation", "authority"):
        if getattr(new, key) != getattr(old, key):
            yield key, getattr(old, key), getattr(new, key)
    if (old.visibility, new.visibility) == ("public", "internal"):
        yield "visibility", old.visibility, new.visibility
