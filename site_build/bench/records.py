"""How fast records are checked: the whole command against check-jsonschema and a bare jsonschema loop."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import uuid
from typing import TYPE_CHECKING

from practice_audit import documents, sources
from practice_audit.record_schema import record_schema
from site_build.bench import Measure, interleaved
from site_build.paths import BUILD, DEFINITIONS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

FILES = 60
LOOP = """
import json, sys
from jsonschema import Draft202012Validator
validator = Draft202012Validator(json.load(open(sys.argv[1], encoding="utf-8")))
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as opened:
        if next(validator.iter_errors(json.load(opened)), None) is not None:
            sys.exit(1)
"""


def measure(runs: int) -> list[Measure]:
    """Validate the same whole audits, all rules included, in a fresh process each time."""
    folder, schema = _prepare()
    files = [str(path) for path in sorted(folder.glob("*.json"))]
    python = sys.executable

    def ours() -> float:
        return _timed([python, "-m", "practice_audit", "validate", str(folder)])

    def check_jsonschema() -> float:
        return _timed([python, "-m", "check_jsonschema", "--schemafile", str(schema), *files])

    def loop() -> float:
        return _timed([python, "-c", LOOP, str(schema), *files])

    name = f"validate {FILES} whole audits, all rules"
    return [
        interleaved(name, ours, check_jsonschema, peer_name="check-jsonschema, structure only", runs=runs),
        interleaved(name, ours, loop, peer_name="a bare jsonschema loop, structure only", runs=runs),
    ]


def _prepare() -> tuple[Path, Path]:
    """Copies of the richest valid audit under new ids, and the schema of its tool."""
    catalogue = sources.read(ROOT).catalogue
    if catalogue is None:
        raise RuntimeError("The YAML has problems; run make check.")
    folder = BUILD / "bench" / "records"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    examples = sorted((DEFINITIONS / "ila" / "examples" / "valid").glob("*.json"), key=lambda path: path.stat().st_size)
    record = json.loads(examples[-1].read_text(encoding="utf-8"))
    for number in range(FILES):
        copy = {**record, "record_id": str(uuid.UUID(int=number, version=4))}
        copy["content_sha256"] = documents.digest({k: v for k, v in copy.items() if k != "content_sha256"})
        (folder / f"{number:04d}.json").write_text(documents.pretty_text(copy), encoding="utf-8")
    schema = BUILD / "bench" / "ila.schema.json"
    schema.write_text(json.dumps(record_schema(catalogue.tool("ila"), catalogue)), encoding="utf-8")
    return folder, schema


def _timed(command: list[str]) -> float:
    """Milliseconds of one run of a command that must succeed."""
    started = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, cwd=ROOT, encoding="utf-8")  # noqa: S603 - our own commands
    if done.returncode:
        raise RuntimeError(f"{command[:4]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return (time.perf_counter() - started) * 1000
