"""Puts the schemas that a register keeps for editors right: those of this version of samenwerk."""

from samenwerk import editors
from samenwerk.errors import N_
from samenwerk.interview.notebook import read, save_all
from samenwerk.register import Register
from samenwerk.session import Session


def refresh_schemas(session: Session, register: Register, *, dry_run: bool) -> int:
    """Write the files that differ from ours and name them; with `dry_run` only name them."""
    terminal, texts = session.terminal, session.texts
    there = {path: each for name in editors.PATHS for path, each in register.files(name).items()}
    wrong = editors.differing(there)
    if not wrong:
        terminal.confirm(texts("The schemas are those of this version of samenwerk."))
        return 0
    if not dry_run:
        now = {path: read(register, path) if register.exists(path) else None for path in wrong}
        save_all(register, {path: (editors.ours()[path], now[path]) for path in wrong})
    done = N_("These schemas were put right:") if not dry_run else N_("These schemas would change:")
    terminal.confirm(texts(done))
    for path in wrong:
        terminal.say(f"  {path}")
    return 0
