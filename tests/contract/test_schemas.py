"""The published JSON Schemas say the same to another validator in another language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from practice_audit.record_schema import record_schema
from site_build import examples, toolchain

if TYPE_CHECKING:
    from practice_audit.model import Catalogue


def test_ajv_judges_as_we_do(catalogue: Catalogue, tmp_path: Path) -> None:
    """By the strict reading of ajv every sound example passes its schema, and any other passes or fails as here."""
    found = examples.example_records(catalogue)
    schemas = {tool.id: record_schema(tool, catalogue) for tool in catalogue.tools}
    judged: dict[str, Any] = {"schemas": schemas, "records": [[each.tool, each.record] for each in found]}
    (tmp_path / "judged.json").write_text(json.dumps(judged), encoding="utf-8")
    script = Path(__file__).with_name("run_ajv.mjs")
    toolchain.node(script, toolchain.module("ajv"), tmp_path / "judged.json", tmp_path / "verdicts.json")
    verdicts = json.loads((tmp_path / "verdicts.json").read_text(encoding="utf-8"))
    for example, errors in zip(found, verdicts, strict=True):
        ours = Draft202012Validator(schemas[example.tool]).is_valid(example.record)
        assert (not errors) == ours, (example.tool, example.name, errors)
        assert ours or example.name.startswith("invalid/"), (example.tool, example.name)
    assert any(verdicts)
