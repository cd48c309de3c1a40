"""HTML as a browser reads it: which tags and addresses are in it, and which texts."""

import re
from html.parser import HTMLParser

# Where GitHub makes a link in plain Markdown without being asked: the written forms of an address.
_ADDRESS = re.compile(r"(?:https?|ftp)://|\bwww\.|(?:mailto|xmpp):", re.IGNORECASE)


class Page(HTMLParser):
    """The names of the tags, what they refer to, and each piece of text by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src"}}
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read_html(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def addresses_in_plain(markdown: str) -> list[str]:
    """What GitHub would link by itself; a backslash or a comment inside keeps it from that."""
    return _ADDRESS.findall(markdown)
