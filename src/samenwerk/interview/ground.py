"""Where a new register may be made: not inside another one, and not in the folder it makes."""

from pathlib import Path

from samenwerk.errors import N_, Refused, UsageError
from samenwerk.names import FOLDER, SETTINGS


def refuse_unfit_name(dir: str | None) -> None:
    """An empty name is a variable that was not filled in; `registry` is made by us."""
    if dir is not None and not dir.strip():
        raise UsageError(N_("The folder has no name."))
    if dir is not None and Path(dir).name == FOLDER:
        raise UsageError(
            N_("A register makes the folder `registry` itself."),
            remedy=N_("Name the folder that it will stand in."),
        )


def refuse_unfit_folder(folder: Path) -> None:
    """A register is made in a folder of its own: not in another register, not in its place."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(N_("{folder} is a file, not a folder."), folder=folder)
    place = folder.resolve()
    for above in (place, *place.parents):
        if (above / SETTINGS).is_file():
            there = N_("There is already a register in {folder}.")
            inside = N_("{folder} is inside the register in {above}.")
            raise Refused(
                there if above == place else inside,
                remedy=N_("Choose another folder, or add a partnership with: samenwerk new"),
                folder=folder,
                above=above,
            )


def repository_around(folder: Path) -> Path | None:
    """The top of the repository that the folder is in or would be in; git need not be here."""
    above = (folder, *folder.parents)
    return next((each for each in above if (each / ".git").exists()), None)
