"""The schemas that a register keeps for editors: copies of ours, which must be equal to them.

The tool itself never reads them (DESIGN section 3). An editor does, and would call good what
`validate` refuses if they are of another version, or were changed.
"""

import json
from collections.abc import Iterator, Mapping
from typing import get_args

from samenwerk.finding import Finding
from samenwerk.resources import packaged
from samenwerk.schema import Kind
from samenwerk.source import Content, finding

PATHS = tuple(f"schemas/{kind}.schema.json" for kind in sorted(get_args(Kind)))


def ours() -> dict[str, bytes]:
    """What the files hold that come with this version, by their path in a register."""
    return {path: packaged(path).read_bytes() for path in PATHS}


def findings(there: Mapping[str, Content]) -> Iterator[Finding]:
    """One finding that names all files that are not ours; a register may have none at all."""
    wrong = differing(there)
    if there and wrong:
        first = next((path for path in wrong if path in there), wrong[0])
        yield finding(first, "schemas-differ", files=wrong)


def differing(there: Mapping[str, Content]) -> tuple[str, ...]:
    """The paths of the files that are missing, or say something else than ours."""
    return tuple(path for path, own in ours().items() if not _is_equal(there.get(path), own))


def _is_equal(there: Content | None, own: bytes) -> bool:
    """In any layout: what counts is what an editor reads in it."""
    if not isinstance(there, bytes):
        return False
    if there == own:
        return True
    try:
        return _said_in(there) == _said_in(own)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or nested too deep
        return False


def _said_in(schema: bytes) -> str:
    """In one layout; unlike `==`, false is not 0."""
    return json.dumps(json.loads(schema), sort_keys=True)
