"""Files that pages need beside their HTML, each with its address on the site.

Styles and scripts come from tools/browser/, the engine from build/engine/ where it has been made, the
schemas of the YAML from beside it. Each edition, its published data, the schemas of its records, the lists
of ids and links, reports as files to take along, and the calendar are worked out here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros import edition_views, findings_views
from macros.schemas import yaml_schemas
from practice_audit.documents import canonical_bytes
from practice_audit.record_schema import record_schema
from site_build import calendar_file, findings_files, links, paper, published_data, published_schema
from site_build.pages import index
from site_build.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from macros import Handbook
    from practice_audit.documents import Json
    from practice_audit.model import Catalogue, Tool

SERVED = frozenset({".css", ".js", ".mjs"})
NOT_SERVED = frozenset({"pack", "test", "tests", "node_modules"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Asset:
    """One file of the site: either a `file` to copy or its `content`."""

    address: str
    file: Path | None = None
    content: str | bytes = ""


def shell_files(shell: Path) -> dict[str, Path]:
    """The files of the browser shell that pages load, by their path below it ("audit/form.mjs")."""
    found = (path for path in sorted(shell.rglob("*")) if path.suffix in SERVED)
    served = (path for path in found if not NOT_SERVED & set(path.relative_to(shell).parts))
    return {path.relative_to(shell).as_posix(): path for path in served}


def assets(handbook: Handbook, shell: Path, engine: Path, *, known: Container[str] = ()) -> Iterator[Asset]:
    """Every file of the site that is not a page. Those of editions in `known` are taken from an earlier build."""
    for name, path in shell_files(shell).items():
        yield Asset(address=f"assets/{name}", file=path)
    if engine.is_dir():
        for path in sorted(engine.rglob("*")):
            if path.is_file():
                yield Asset(address=f"engine/{path.relative_to(engine).as_posix()}", file=path)
    for schema in yaml_schemas():
        yield Asset(address=schema.address, file=schema.file)
    yield Asset(address="data/licence.txt", file=ROOT / "LICENSE")
    yield from _made(handbook, known)


def _made(handbook: Handbook, known: Container[str]) -> Iterator[Asset]:
    catalogue = handbook.catalogue
    yield from of_edition(catalogue, handbook)
    for tool in catalogue.tools:
        yield Asset(address=f"schemas/{tool.id}.json", content=_schema(tool, catalogue))
    yield Asset(address="assets/edition.css", content=paper.style(handbook))
    schema = json.dumps(published_schema.framework_schema(handbook.words), indent=2, ensure_ascii=False)
    yield Asset(address=published_schema.ADDRESS, content=schema + "\n")
    yield Asset(address="id/index.json", content=_lines(index(handbook)))
    yield Asset(address=calendar_file.ADDRESS, content=calendar_file.calendar_file(handbook))
    for report in findings_views.newest_first(handbook):
        yield from (Asset(address=address, content=content) for address, content in findings_files.files(report))
    yield Asset(address="links.json", content=_lines(links.as_json(handbook)))
    yield Asset(address="links.csv", content=links.as_csv(handbook).encode())
    for published in handbook.editions:
        edition = published.edition.id
        if edition in known:
            continue
        if edition != catalogue.edition.id:
            yield from of_edition(published, handbook)
        yield Asset(address=f"editions/{edition}/edition.css", content=paper.style(handbook.of_edition(published)))
        yield Asset(
            address=f"editions/{edition}/index.json", content=_lines(edition_views.index_of(handbook, published))
        )
    for address, content in edition_views.changes_as_json(handbook):
        yield Asset(address=address, content=content)


def of_edition(catalogue: Catalogue, handbook: Handbook) -> Iterator[Asset]:
    """The files of one edition: its catalogue, which its forms load, the schemas of its records, its data."""
    edition = catalogue.edition.id
    yield Asset(address=f"catalogue/{edition}.json", content=canonical_bytes(catalogue.to_json()).decode())
    for tool in catalogue.tools:
        yield Asset(address=f"schemas/{edition}/{tool.id}.json", content=_schema(tool, catalogue))
    for address, content in published_data.files(catalogue, handbook.words, handbook.site_url):
        yield Asset(address=address, content=content)


def _schema(tool: Tool, catalogue: Catalogue) -> str:
    return json.dumps(record_schema(tool, catalogue), indent=2, ensure_ascii=False) + "\n"


def _lines(value: Json) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
