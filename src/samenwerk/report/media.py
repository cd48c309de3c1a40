"""The formats of a report by their name: for the screen, and for `--report FORMAT=FILE`."""

from collections.abc import Callable, Iterable, Mapping

from samenwerk import escape
from samenwerk.i18n import Texts
from samenwerk.report import Report, as_json, github, gitlab, junit, text


def _text(report: Report, texts: Texts) -> str:
    return _lined(map(escape.terminal, text.lines(report, texts)))


def _github(report: Report, texts: Texts) -> str:
    return _lined(github.lines(report, texts))


def _lined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


FORMATS: Mapping[str, Callable[[Report, Texts], str]] = {
    "text": _text,
    "json": lambda report, _texts: as_json.text(report),
    "github": _github,
    "gitlab": gitlab.text,
    "junit": junit.text,
}
