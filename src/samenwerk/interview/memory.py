"""What is remembered between two runs, beside the register and outside git: `.samenwerk/`."""

from contextlib import suppress

from samenwerk import yamledit, yamlfile
from samenwerk.errors import SamenwerkError
from samenwerk.placing import Changed
from samenwerk.register import Register
from samenwerk.yamlfile import Value

FOLDER = ".samenwerk"
_AUTHOR = f"{FOLDER}/author.yaml"
DRAFT = f"{FOLDER}/new.yaml"
_IGNORE = f"{FOLDER}/.gitignore"


def author(register: Register) -> str:
    """The function from which the last answers were given; empty if that is not known."""
    data = read(register, _AUTHOR)
    return str(data.get("by", ""))


def remember_author(register: Register, by: str) -> None:
    remember(register, _AUTHOR, {"by": by})


def remember(register: Register, path: str, data: dict[str, Value]) -> None:
    """Write it, if that can be: nobody is kept from answering because it cannot."""
    with suppress(SamenwerkError):
        write(register, path, data)


def read(register: Register, path: str) -> dict[str, Value]:
    """A remembered file; empty if it is not there, or was damaged: it is no more than a help."""
    content = register.read(path) if register.exists(path) else None
    if not isinstance(content, bytes):
        return {}
    try:
        data = yamlfile.load(content)
    except yamlfile.YamlError:
        return {}
    return data if isinstance(data, dict) else {}


def write(register: Register, path: str, data: dict[str, Value]) -> None:
    """Write it; who writes last wins. The folder tells git to leave it out."""
    if not register.exists(_IGNORE):
        with suppress(Changed):  # somebody else made it in the same moment
            register.write(_IGNORE, b"*\n", expected=None)
    new = yamledit.dump(data)
    if register.read(path) != new:
        register.overwrite(path, new)


def forget(register: Register, path: str) -> None:
    register.remove(path)
