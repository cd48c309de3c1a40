"""Arguments and options that more than one command has: the same words everywhere."""

from typing import Annotated

import typer

from samenwerk.errors import N_

Id = Annotated[str, typer.Argument(metavar=N_("ID"), help=N_("The id: see `samenwerk list`."))]
NoInput = Annotated[bool, typer.Option("--no-input", help=N_("Ask nothing; say what is missing."))]
Plain = Annotated[
    bool, typer.Option("--plain", help=N_("Plain numbered lines, also for screen readers."))
]
