"""The JSON Schemas of the YAML files: where each stands in the checkout and on the site, and what it is about.

On the site each has the place that it has in the checkout, because the schemas name one another by
relative addresses.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "schemas/yaml/"
_PLACES = ("standards/**/*.schema.json", "tools/*.schema.json", "tools/definitions/*.schema.json")


@dataclass(frozen=True, kw_only=True, slots=True)
class YamlSchema:
    """One schema: its file, its address on the site, its title and what it says it is about."""

    file: Path
    address: str
    title: str
    about: str


def yaml_schemas(root: Path = ROOT) -> tuple[YamlSchema, ...]:
    """Every schema that YAML files of the framework and of the tools name in their first lines."""
    return tuple(_schema(path, root) for place in _PLACES for path in sorted(root.glob(place)))


def _schema(path: Path, root: Path) -> YamlSchema:
    content = json.loads(path.read_text(encoding="utf-8"))
    address = ADDRESS + path.relative_to(root).as_posix()
    return YamlSchema(file=path, address=address, title=content["title"], about=content["description"])
