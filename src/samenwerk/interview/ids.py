"""Ids for what is added on the way: made from its name, and not taken yet."""

from collections.abc import Container

from samenwerk import names

_WORDS = 4  # of a sentence; an id is a handle, not a summary


def free(text: str, taken: Container[str], *, otherwise: str) -> str:
    """An id from the first words of `text`; with a number behind it if it is taken."""
    wanted = "-".join(names.id_from(text).split("-")[:_WORDS]) or otherwise
    return unused(wanted, taken)


def unused(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3` … that is not taken."""
    number, id = 2, wanted
    while id in taken:
        id = f"{wanted[: names.MAX_ID - 4].rstrip('-')}-{number}"
        number += 1
    return id
