"""The engine for the browser: bytecode of the right Python, the same bytes every time, nothing else in it."""

from __future__ import annotations

import ast
import hashlib
import json
import zipfile
from typing import TYPE_CHECKING

from site_build import engine_pack
from site_build.paths import BUILD, ENGINE_SOURCE

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = bytes.fromhex("2b0e0d0a")
"""The first bytes of a .pyc file of Python 3.14, the Python of this Pyodide."""
BY_HASH = 1  # the flag of a .pyc that holds the hash of its source and no date


def manifest(engine: Path) -> dict[str, object]:
    """What the engine says it is made of."""
    read: dict[str, object] = json.loads((engine / "engine.json").read_text(encoding="utf-8"))
    return read


def archive(engine: Path, name: str) -> zipfile.ZipFile:
    """The archive `stdlib`, `pack` or `desk`."""
    return zipfile.ZipFile(engine / str(manifest(engine)[name]))


def test_the_same_input_makes_the_same_bytes(engine: Path, tmp_path: Path) -> None:
    """An engine made afresh, its standard library too, is byte for byte the one that is there."""
    again = engine_pack.build(tmp_path / "engine", library=tmp_path / "library")
    for path in sorted(engine.iterdir()):
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name
    assert len(list(again.iterdir())) == len(list(engine.iterdir()))


def test_archives_hold_bytecode_of_the_python_in_the_browser(engine: Path) -> None:
    """Every module in the archives is bytecode of 3.14 without a date in it; there are no sources."""
    for name in ("stdlib", "pack", "desk"):
        with archive(engine, name) as opened:
            modules = [entry for entry in opened.namelist() if entry.endswith(".pyc")]
            assert not [entry for entry in opened.namelist() if entry.endswith(".py")]
            assert len(modules) > 40
            for entry in modules:
                head = opened.read(entry)[:8]
                assert head[:4] == MAGIC, entry
                assert int.from_bytes(head[4:], "little") & BY_HASH, entry


def test_the_manifest_names_every_file_with_its_hash(engine: Path) -> None:
    """What stands beside the manifest is what it names, with the size and SHA-256 that it gives."""
    files = manifest(engine)["files"]
    assert isinstance(files, dict)
    assert sorted([*files, "engine.json"]) == sorted(path.name for path in engine.iterdir())
    for name, said in files.items():
        content = (engine / name).read_bytes()
        assert said == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def test_the_pack_holds_what_the_page_needs_and_no_more(engine: Path) -> None:
    """The pack has the engine without command line, register, YAML and data, and jsonschema without its tests."""
    with archive(engine, "pack") as opened:
        names = opened.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {"practice_audit", "jsonschema", "jsonschema_specifications", "referencing", "attr", "rpds"} <= tops
    assert tops <= {
        *("practice_audit", "jsonschema", "jsonschema_specifications", "referencing", "attr", "attrs", "rpds")
    }
    ours = {name.split("/")[1].removesuffix(".pyc") for name in names if name.startswith("practice_audit/")}
    theirs = {path.name.removesuffix(".py") for path in ENGINE_SOURCE.iterdir() if path.suffix in {".py", ""}}
    left_out = {
        "__main__",
        "__pycache__",
        "cli",
        "data",
        "new_files",
        "publishing",
        "quarter_files",
        "register",
        "sources",
    }
    left_out |= engine_pack.FOR_THE_DESK
    assert theirs - ours <= left_out
    assert ours <= theirs
    assert not [name for name in names if "/tests/" in name or "/data/" in name]


def test_the_pack_of_the_desk_has_what_forms_do_without(engine: Path) -> None:
    """It adds reports, draws and the writer of workbooks, twice nothing, and no Word, database or command line."""
    with archive(engine, "desk") as opened:
        names = set(opened.namelist())
    with archive(engine, "pack") as opened:
        assert not names & set(opened.namelist())
    assert {name.split("/")[0] for name in names} == {"practice_audit", "xlsxwriter"}
    ours = {name.split("/")[1].removesuffix(".pyc") for name in names if name.startswith("practice_audit/")}
    assert ours == engine_pack.FOR_THE_DESK
    assert not [name for name in names if "word_document" in name]


def test_the_compiler_is_the_function_that_the_build_calls(engine: Path) -> None:
    """pyodide-build still has the private function that the build relies on, with the arguments it is given."""
    assert engine.exists()
    (wheel,) = (BUILD / "wheels" / "py-compile").glob("pyodide_build-*.whl")
    with zipfile.ZipFile(wheel) as opened:
        module = ast.parse(opened.read("pyodide_build/_py_compile.py"))
    functions = {node.name: node.args for node in module.body if isinstance(node, ast.FunctionDef)}
    assert [each.arg for each in functions["_py_compile_archive"].args] == [
        "input_path",
        "keep",
        "verbose",
        "compression_level",
    ]
