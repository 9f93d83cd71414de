"""`make bench`: each figure as a ratio to a peer, both measured in one run, turn by turn.

Absolute times depend on the machine and on what else it does; a ratio of medians measured A B A B
holds. Nothing here is a test: no figure is asserted.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING

import click

from site_build.paths import BUILD

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """One figure: medians of `runs` turns each; `ratio` is ours by the peer's.

    Below 1 is better for times and memory, above 1 for speeds (`records/s`).
    """

    name: str
    ours: float
    peer: float
    unit: str
    ratio: float
    runs: int
    peer_name: str


def interleaved(
    name: str, ours: Callable[[], float], peer: Callable[[], float], *, peer_name: str, runs: int
) -> Measure:
    """Measure both in turn, `runs` times each, and compare the medians (milliseconds)."""
    mine, theirs = [], []
    for _ in range(runs):
        mine.append(ours())
        theirs.append(peer())
    return compared(name, mine, theirs, peer_name=peer_name)


def compared(name: str, mine: list[float], theirs: list[float], *, peer_name: str) -> Measure:
    """A measure of two lists of milliseconds that were taken in turn."""
    a, b = median(mine), median(theirs)
    return Measure(
        name=name,
        ours=round(a, 2),
        peer=round(b, 2),
        unit="ms",
        ratio=round(a / b, 3) if b else 0.0,
        runs=len(mine),
        peer_name=peer_name,
    )


def speeds(name: str, mine: list[float], theirs: list[float], records: int, *, peer_name: str) -> Measure:
    """A measure of so many records in two lists of milliseconds, as speeds: our speed by the peer's."""
    a, b = (round(records * 1000 / median(times), 1) for times in (mine, theirs))
    return Measure(
        name=name, ours=a, peer=b, unit="records/s", ratio=round(a / b, 3), runs=len(mine), peer_name=peer_name
    )


def run(runs: int, only: str = "", sizes: tuple[int, ...] = ()) -> int:
    """Measure everything (or what has `only` in its group's name), print it; all of it goes to build/bench.json.

    `sizes` are the numbers of records, or those of `records.SIZES`.
    """
    from site_build.bench import engine, pages, records  # noqa: PLC0415 - each brings its own tools

    groups: dict[str, Callable[[int], list[Measure]]] = {
        "records": lambda runs: records.measure(runs, sizes or records.SIZES),
        "engine": engine.measure,
        "pages": pages.measure,
    }
    measured: list[Measure] = []
    for name, group in groups.items():
        if only in name:
            measured.extend(group(runs))
    width = max(len(measure.name) for measure in measured)
    for measure in measured:
        click.echo(
            f"{measure.name:<{width}}  {measure.ours:>9.1f} {measure.unit:<9}  against {measure.peer:>9.1f}  "
            f"= {measure.ratio:.2f} of {measure.peer_name} ({measure.runs} runs)"
        )
    if not only:  # a part would leave half a table behind
        BUILD.mkdir(exist_ok=True)
        (BUILD / "bench.json").write_text(
            json.dumps([asdict(measure) for measure in measured], indent=2) + "\n", encoding="utf-8"
        )
    return 0
