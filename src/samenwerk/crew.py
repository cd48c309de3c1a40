"""Judge every partnership of a register, with several processes where there are many.

What comes out, and its order, does not depend on the number of processes. A process that dies is
an error, never a register without findings.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TypeVar

from samenwerk import signals
from samenwerk.inspection import Inspected, Inspection

T = TypeVar("T")

# Partnerships below which starting another Python takes longer than it saves: some 1,500 files.
ENOUGH = 250
_AT_ONCE = 50  # partnerships that a process gets at a time
_MOST = 8  # processes


def each(inspection: Inspection, take: Callable[[Inspected], T]) -> Iterator[T]:
    """What `take` makes of each partnership, in the order of their ids.

    `take` is a function of a module, or an object that can be sent to another process.
    """
    ids = inspection.ids
    processes = min(_processors(), _MOST)
    if len(ids) < ENOUGH or processes == 1:
        return (take(inspection.record(id)) for id in ids)
    chunks = [ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE)]
    return _spread(inspection, take, chunks, processes)


def _spread(
    inspection: Inspection,
    take: Callable[[Inspected], T],
    chunks: Sequence[Sequence[str]],
    processes: int,
) -> Iterator[T]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # `python -c`, which starts a process, would import modules from the working directory first
    os.environ["PYTHONSAFEPATH"] = "1"
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_prepare, initargs=(inspection.for_others(),)
    )
    try:
        with signals.no_interrupt():  # nor in the processes that start here
            made = pool.map(partial(_judged, take), chunks)
        yield from chain.from_iterable(made)
    finally:
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    """How many this program may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


# --- in another process ---------------------------------------------------------------------------

_inspections: list[Inspection] = []


def _prepare(inspection: Inspection) -> None:
    signals.ignore_interrupt()
    _inspections.append(inspection)


def _judged(take: Callable[[Inspected], T], ids: Sequence[str]) -> list[T]:
    return [take(_inspections[0].record(id)) for id in ids]
