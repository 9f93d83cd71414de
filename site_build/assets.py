"""Files that pages need beside their HTML, each with its address on the site.

Styles and scripts come from tools/browser/, the engine from build/engine/ where it has been made; the
edition, the schemas of its records and the list of ids are worked out here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practice_audit.documents import canonical_bytes
from practice_audit.record_schema import record_schema
from site_build import paper
from site_build.pages import index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from macros import Handbook

SERVED = frozenset({".css", ".js", ".mjs"})
NOT_SERVED = frozenset({"pack", "test", "tests", "node_modules"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Asset:
    """One file of the site: either a `file` to copy or its `content`."""

    address: str
    file: Path | None = None
    content: str = ""


def shell_files(shell: Path) -> dict[str, Path]:
    """The files of the browser shell that pages load, by their path below it ("audit/form.mjs")."""
    found = (path for path in sorted(shell.rglob("*")) if path.suffix in SERVED)
    served = (path for path in found if not NOT_SERVED & set(path.relative_to(shell).parts))
    return {path.relative_to(shell).as_posix(): path for path in served}


def assets(handbook: Handbook, shell: Path, engine: Path) -> Iterator[Asset]:
    """Every file of the site that is not a page."""
    for name, path in shell_files(shell).items():
        yield Asset(address=f"assets/{name}", file=path)
    if engine.is_dir():
        for path in sorted(engine.rglob("*")):
            if path.is_file():
                yield Asset(address=f"engine/{path.relative_to(engine).as_posix()}", file=path)
    yield from _made(handbook)


def _made(handbook: Handbook) -> Iterator[Asset]:
    catalogue = handbook.catalogue
    compiled = canonical_bytes(catalogue.to_json()).decode()
    yield Asset(address=f"catalogue/{catalogue.edition.id}.json", content=compiled)
    for tool in catalogue.tools:
        schema = json.dumps(record_schema(tool, catalogue), indent=2, ensure_ascii=False)
        yield Asset(address=f"schemas/{tool.id}.json", content=schema + "\n")
    yield Asset(address="assets/edition.css", content=paper.style(handbook))
    ids = json.dumps(index(handbook), indent=1, ensure_ascii=False)
    yield Asset(address="id/index.json", content=ids + "\n")
