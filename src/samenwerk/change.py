"""A change as people see it: the lines that go and the lines that come."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff

from samenwerk.yamlsyntax import decode


def changed_lines(changes: Mapping[str, tuple[bytes, bytes | None]]) -> Iterator[str]:
    """For each file its name, then `- ` before what goes and `+ ` before what comes."""
    for path, (new, old) in changes.items():
        yield f"{path}:"
        before = decode(old).splitlines() if old else []
        after = decode(new).splitlines()
        for line in list(unified_diff(before, after, n=0, lineterm=""))[2:]:
            if not line.startswith("@@"):
                yield f"  {line[0]} {line[1:]}"
