"""The engine for the browser: Pyodide, its standard library and our pack, all as bytecode.

    build/engine/pyodide.mjs, pyodide.asm.mjs, pyodide.asm.wasm     as npm ships them
    build/engine/stdlib-<hash>.zip, pack-<hash>.zip                 .pyc only, fixed dates
    build/engine/desk-<hash>.zip   what only the pages of the quality team's desk load besides
    build/engine/engine.json       their names, sizes and SHA-256, and Pyodide's lock with no packages in it

Stock Pyodide compiles 145 modules of the standard library at every visit, which is more than half
of its start. The archives are compiled once, inside Pyodide under Node (`compile_pack.mjs`).
Files are named by their hash, so a changed engine is never served from an old cache.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from site_build import toolchain
from site_build.paths import BUILD, ENGINE, ENGINE_SOURCE, LOCKS, SHELL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
FOR_THE_DESK = frozenset(
    {
        "desk",
        "findings",
        "locked_files",
        "record_files",
        "relations",
        "report",
        "sampling",
        "shown_counts",
        "spreadsheets",
        "statistics",
        "suppression",
    }
)
"""The parts of the engine that no form needs: they decide how fast a form is ready, so it does without them."""

ENGINE_NEVER_IN_THE_BROWSER = FOR_THE_DESK | {
    "cli",
    "new_files",
    "publishing",
    "quarter_files",
    "register",
    "sources",
    "__main__",
    "data",
}
"""What the pack of the forms leaves out; what is for the desk stands in a pack of its own."""

NOT_AT_THE_DESK = frozenset(
    {
        "relations/kept_corrections.py",
        *(f"report/writers/{name}.py" for name in ("data", "markdown", "pictures", "word_document", "word_style")),
    }
)
"""What only the command line does: it looks through a register, and writes formats that no page offers."""

LEFT_OUT = ("/tests/", "/benchmarks/", ".dist-info/", ".data/", "jsonschema/cli.py", "jsonschema/__main__.py")
COMPILER = Path(__file__).with_name("compile_pack.mjs")
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def build(folder: Path = ENGINE, *, library: Path = BUILD / "stdlib") -> Path:
    """Bring the engine in `folder` up to date and return it; nothing is done where nothing has changed.

    `library` keeps the compiled standard library, which seldom changes.
    """
    pyodide = toolchain.module("pyodide")
    packs = {"pack": _pack_sources(), "desk": _desk_sources()}
    state = _state(pyodide, packs)
    manifest = folder / "engine.json"
    if manifest.exists() and json.loads(manifest.read_text(encoding="utf-8")).get("made_from") == state:
        return folder
    for each in (folder, library):
        each.mkdir(parents=True, exist_ok=True)
    compiled_by = "".join(state[part] for part in ("pyodide", "py_compile", "compiler"))
    stdlib = library / f"{hashlib.sha256(compiled_by.encode()).hexdigest()[:16]}.zip"
    with tempfile.TemporaryDirectory(dir=library) as name:
        work = Path(name)
        archives = [work / f"{name}.zip" for name in packs]
        for archive, sources in zip(archives, packs.values(), strict=True):
            _write_zip(archive, sources)
        if not stdlib.exists():
            shutil.copyfile(pyodide / "python_stdlib.zip", work / "stdlib.zip")
            archives.append(work / "stdlib.zip")
        toolchain.node(COMPILER, pyodide, _download(LOCKS / "py-compile.txt"), *archives)
        if not stdlib.exists():
            _write_zip(work / "kept.zip", _read_zip(work / "stdlib.zip"))
            (work / "kept.zip").replace(stdlib)
        compiled = {part: work / f"{part}.packed.zip" for part in packs}
        for part, packed in compiled.items():
            _write_zip(packed, _read_zip(work / f"{part}.zip"))
        _publish(folder, pyodide, {"stdlib": stdlib, **compiled}, state)
    return folder


def _publish(folder: Path, pyodide: Path, archives: Mapping[str, Path], state: Mapping[str, str]) -> None:
    """Replace what is in `folder`; the manifest goes first and comes last."""
    (folder / "engine.json").unlink(missing_ok=True)
    for old in folder.iterdir():
        old.unlink()
    named = {name: _named_by_hash(archive, name, folder) for name, archive in archives.items()}
    for name in PYODIDE_FILES:
        shutil.copyfile(pyodide / name, folder / name)
    files = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(folder.iterdir())
    }
    # The engine brings its packages along, so the page needs no more of Pyodide's lock file than its head.
    head = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    lock = {"info": head, "packages": {}}
    manifest = {"pyodide": "pyodide.mjs", **named, "lock": lock, "files": files, "made_from": dict(state)}
    (folder / "engine.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8", newline="\n")


def _named_by_hash(archive: Path, name: str, folder: Path) -> str:
    target = f"{name}-{hashlib.sha256(archive.read_bytes()).hexdigest()[:12]}.zip"
    shutil.copyfile(archive, folder / target)
    return target


def _state(pyodide: Path, packs: Mapping[str, Mapping[str, bytes]]) -> dict[str, str]:
    """What the engine is made from, as hashes: equal states make equal bytes."""
    version = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]
    lock = hashlib.sha256((LOCKS / "py-compile.txt").read_bytes()).hexdigest()
    compiler = hashlib.sha256(COMPILER.read_bytes()).hexdigest()
    contents = {name: _digest(sources) for name, sources in packs.items()}
    return {"pyodide": version, "py_compile": lock, "compiler": compiler, **contents}


def _digest(sources: Mapping[str, bytes]) -> str:
    content = hashlib.sha256()
    for name, data in sorted(sources.items()):
        content.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return content.hexdigest()


def _pack_sources() -> dict[str, bytes]:
    """Every file of the pack by its path inside it: the engine, jsonschema and its pure parts, rpds."""
    sources = _engine_sources(lambda part: part not in ENGINE_NEVER_IN_THE_BROWSER)
    sources["rpds/__init__.py"] = (SHELL / "pack" / "rpds" / "__init__.py").read_bytes()
    return sources | _distributions("pack")


def _desk_sources() -> dict[str, bytes]:
    """The same of the desk's pack: what reads many records, draws and reports, and the writer of workbooks."""
    left_out = {f"practice_audit/{name}" for name in NOT_AT_THE_DESK}
    sources = _engine_sources(FOR_THE_DESK.__contains__)
    return {name: data for name, data in sources.items() if name not in left_out} | _distributions("desk")


def _engine_sources(wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The modules and packages of the engine that are wanted, by the names of their first parts."""
    paths = ((path, path.relative_to(ENGINE_SOURCE)) for path in ENGINE_SOURCE.rglob("*.py"))
    return {
        f"practice_audit/{inside.as_posix()}": path.read_bytes()
        for path, inside in paths
        if wanted(inside.parts[0].removesuffix(".py"))
    }


def _distributions(lock: str) -> dict[str, bytes]:
    """The modules in the wheels of a lock file."""
    sources: dict[str, bytes] = {}
    for wheel in sorted(_download(LOCKS / f"{lock}.txt").glob("*.whl")):
        sources |= {
            name: data
            for name, data in _read_zip(wheel).items()
            if not name.endswith((".pyi", "py.typed")) and not any(part in name for part in LEFT_OUT)
        }
    return sources


def _download(requirements: Path) -> Path:
    """The wheels of a lock file, hashes checked by pip, for the Python in the browser."""
    folder = BUILD / "wheels" / requirements.stem
    stamp = folder / "downloaded"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(  # noqa: S603 - pip of this very environment, arguments are ours
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"),
            *("--python-version", "3.14", "--require-hashes", "--dest", str(folder), "-r", str(requirements)),
        ],
        check=True,
    )
    stamp.write_text(wanted, encoding="ascii")
    return folder


def _read_zip(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def _write_zip(target: Path, files: Mapping[str, bytes]) -> None:
    """A deflated archive whose bytes depend on nothing but its content: sorted names, fixed dates."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, data)
