"""Read YAML: from the bytes of a file to plain values.

YAML 1.1 reads `no` as False, `12:30` as 750 and `01234567` as 342391; ten lines of aliases
fill the memory. A register holds names and numbers of Dutch organisations and is read on
each pull request, so this module reads a small part of YAML 1.2 only: mappings with text as
keys, lists, text, whole and decimal numbers, true, false and null. All else is refused with
its line and column. What is not plain goes by way of libyaml on every machine, so that each
gives the same verdict; where it is missing, `SamenwerkError` says so. No file is opened.
"""

from samenwerk import yamlplain
from samenwerk.yamlsyntax import MAX_BYTES, YamlError, check_characters, decode
from samenwerk.yamlvalue import Path, Value

__all__ = [
    "MAX_BYTES", "Path", "Value", "YamlError", "check_characters", "load", "values",
    "with_last_line_break",
]  # fmt: skip

# What Git LFS leaves in the place of a file: github.com/git-lfs/git-lfs, docs/spec.md.
_LFS_POINTER = "version https://git-lfs.github.com/spec/"


def load(data: bytes) -> Value:
    """The values in a file: plain dicts, lists, text, numbers, True, False and None.

    Raises `YamlError`, and nothing else, for whatever the bytes hold.
    """
    return values(decode(data))


def values(text: str) -> Value:
    """The values in the text of a file, as `decode` makes it. Raises `YamlError`."""
    text = with_last_line_break(text)
    return yamlplain.read(text) or _by_events(text)


def _by_events(text: str) -> Value:
    if text.startswith(_LFS_POINTER):
        raise YamlError("lfs-pointer", 1, 1)
    from samenwerk.yamlreader import read  # late: most files need no libyaml

    value = read(text)
    if value is None:
        raise YamlError("empty-file", 1, 1)
    return value


def with_last_line_break(text: str) -> str:
    """The text as most editors save it, so that a block of text at its end reads the same."""
    return text if text.endswith("\n") else f"{text}\n"
