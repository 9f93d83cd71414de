"""The published JSON Schemas say the same to another validator in another language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator

from macros.handbook import WORDS
from practice_audit.record_schema import record_schema
from site_build import examples, published_data, toolchain
from site_build.published_schema import framework_schema

if TYPE_CHECKING:
    from practice_audit.model import Catalogue


def test_ajv_judges_as_we_do(catalogue: Catalogue, tmp_path: Path) -> None:
    """By the strict reading of ajv every sound example passes its schema, and any other passes or fails as here."""
    found = examples.example_records(catalogue)
    schemas = {tool.id: record_schema(tool, catalogue) for tool in catalogue.tools}
    judged: dict[str, Any] = {"schemas": schemas, "records": [[each.tool, each.record] for each in found]}
    verdicts = _ajv(judged, tmp_path)
    for example, errors in zip(found, verdicts, strict=True):
        ours = Draft202012Validator(schemas[example.tool]).is_valid(example.record)
        assert (not errors) == ours, (example.tool, example.name, errors)
        assert ours or example.name.startswith("invalid/"), (example.tool, example.name)
    assert any(verdicts)


def test_ajv_passes_the_published_framework(catalogue: Catalogue, tmp_path: Path) -> None:
    """By the strict reading of ajv the published framework is as its schema says, and a changed one is not."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    schemas = {"framework": framework_schema(words)}
    framework = published_data.document(catalogue, words)
    broken = {**framework, "items": [{**framework["items"][0], "level": "highest"}]}
    verdicts = _ajv({"schemas": schemas, "records": [["framework", framework], ["framework", broken]]}, tmp_path)
    assert verdicts[0] == []
    assert {error["path"] for error in verdicts[1]} == {"/items/0/level"}


def _ajv(judged: dict[str, Any], folder: Path) -> Any:
    """What ajv says of these documents by these schemas."""
    (folder / "judged.json").write_text(json.dumps(judged), encoding="utf-8")
    script = Path(__file__).with_name("run_ajv.mjs")
    toolchain.node(script, toolchain.module("ajv"), folder / "judged.json", folder / "verdicts.json")
    return json.loads((folder / "verdicts.json").read_text(encoding="utf-8"))
