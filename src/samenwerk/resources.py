"""Where the files are that come with the tool: schemas, checklists, findings, locale, templates."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def packaged(name: str) -> Path:
    """The folder or file `name` of the tool itself, never of a register.

    `schemas/` and `checklists/` stand at the top of the checkout and are put into the wheel;
    in an editable install they are still at the top.
    """
    inside = _PACKAGE / name
    return inside if inside.exists() else _CHECKOUT / name
