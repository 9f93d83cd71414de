"""How many cases each group gives: in proportion to its size, at least one where the number allows.

Largest remainder (Hamilton's method) in whole numbers. Groups whose share is below one get one first;
the rest is shared among the others. Where fewer are drawn than there are groups, the largest shares
get one each. Equal remainders are decided by ticket. Knows nothing of cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from practice_audit.sampling.tickets import ticket

if TYPE_CHECKING:
    from collections.abc import Mapping

    Stratum: TypeAlias = tuple[str, str]


def quotas(sizes: Mapping[Stratum, int], number: int, seed: str) -> dict[Stratum, int]:
    """How many of `number` each group gives; they add up to it, and no group gives more than it has.

    Every size is 1 or more, and `number` is no more than all of them together.
    """
    sizes = {stratum: sizes[stratum] for stratum in sorted(sizes)}
    single: set[Stratum] = set()
    while number >= len(sizes):
        left, total = number - len(single), sum(size for stratum, size in sizes.items() if stratum not in single)
        small = {stratum for stratum, size in sizes.items() if stratum not in single and left * size < total}
        if not small:
            break
        single |= small
    rest = {stratum: size for stratum, size in sizes.items() if stratum not in single}
    shared = _largest_remainder(rest, number - len(single), seed)
    return {stratum: shared.get(stratum, 1) for stratum in sizes}


def _largest_remainder(sizes: Mapping[Stratum, int], number: int, seed: str) -> dict[Stratum, int]:
    total = sum(sizes.values())
    given = {stratum: number * size // total for stratum, size in sizes.items()}
    order = sorted(sizes, key=lambda each: (-(number * sizes[each] % total), ticket(seed, "/".join(each))))
    for stratum in order[: number - sum(given.values())]:
        given[stratum] += 1
    return given
