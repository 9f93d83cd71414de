"""One fault of the theme's search, mended in its finished script.

The search (lunr 2.3.9, inside the theme's worker) stores its words as letters with numbers of what
follows. It writes a letter and a number one after the other without a stop, so a word with digits can
look like another one; then whole searches fail, or words are lost, as chance has it. A stop behind each
number tells them apart. Knows nothing of pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FAULTY: Final = "e=e+s+o.id"
MENDED: Final = 'e=e+s+o.id+"|"'


def mend(script: str) -> str:
    """The script with the stop behind each number. Raises ValueError where the place is not there once."""
    if script.count(MENDED) == 1:
        return script
    if script.count(FAULTY) != 1:
        raise ValueError(
            "The theme's search was written anew: see whether site_build/search_worker.py is still needed."
        )
    return script.replace(FAULTY, MENDED)


def mend_in(site: Path) -> None:
    """Mend the search worker of a built site."""
    for worker in sorted((site / "assets" / "javascripts" / "workers").glob("search.*.min.js")):
        worker.write_text(mend(worker.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
