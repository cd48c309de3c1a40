"""Bring the Dutch catalogue up to date: `python tools/texts.py`.

Collects the message ids from the code, adds the new ones to `nl.po` with an empty translation,
drops the ones that are gone, and compiles `nl.mo`. Then translate what is empty and run it again.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "samenwerk"
PO = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "samenwerk.po"
MO = PO.with_suffix(".mo")

KEYWORDS = {"_": None, "N_": None, "texts": None, "_texts": None, "plural": (1, 2)}
METHODS = [("**.py", "python"), ("**.md.j2", "jinja2"), ("**.html.j2", "jinja2")]
HEADER = "# Dutch texts of samenwerk: plain language (B1), *u*, at most 20 words a sentence."

# What a reader of the catalogue needs; dates and names of tools would change without any text.
HEADERS = {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


class Texts(Catalog):
    """A catalogue whose header is the same on every day."""

    def __init__(self) -> None:
        super().__init__(locale="nl", header_comment=HEADER, fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [header for header in super().mime_headers if header[0] in HEADERS]


def extracted() -> Catalog:
    """The message ids that the code and the templates hold now."""
    catalogue = Texts()
    found = extract_from_dir(
        SOURCE, METHODS, keywords=KEYWORDS, options_map={"**.j2": {"newstyle_gettext": "true"}}
    )
    for path, _line, message, _comments, context in sorted(
        found, key=lambda each: (each[0], each[1])
    ):
        catalogue.add(message, locations=[(path, 0)], context=context)
    return catalogue


def current() -> Catalog:
    """The catalogue as it stands in the file."""
    catalogue = Texts()
    for message in read_po(BytesIO(PO.read_bytes()), locale="nl"):
        if message.id:
            catalogue[message.id] = message
    return catalogue


def updated(old: Catalog) -> Catalog:
    """The ids of now with the translations that are there; nothing is guessed."""
    new = extracted()
    for message in new:
        if message.id and (known := old.get(message.id)):
            message.string = known.string
    return new


def po_text(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file."""
    made = BytesIO()
    write_po(made, catalogue, width=100, include_lineno=False)
    return made.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled catalogue."""
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """The message ids without a (whole) translation."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and not all(message.string if message.pluralizable else [message.string])
    ]


def main() -> None:
    PO.write_bytes(po_text(updated(current())))
    catalogue = current()
    MO.write_bytes(mo_bytes(catalogue))
    for message in missing(catalogue):
        print(f"not translated: {message!r}", file=sys.stderr)


if __name__ == "__main__":
    main()
