"""What a process of a crew may do wrong; a module of its own, so that the process can find it."""

import os
from typing import Any

from samenwerk.errors import SamenwerkError


def identity(inspected: Any) -> Any:
    return inspected


def die(_inspected: Any) -> None:
    os._exit(9)


def fail(_inspected: Any) -> None:
    raise RuntimeError("a fault")


def refuse(_inspected: Any) -> None:
    raise SamenwerkError("Could not read {path}.", remedy="Ask.", path="x")
