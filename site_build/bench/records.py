"""How fast records are checked, imported and reported on, and with how much memory, at several sizes.

The peers are a bare jsonschema loop over the same files, which looks at structure only and keeps
nothing, and the command check-jsonschema. All programs are compiled beforehand, as installed ones are.
Each turn is kept as it ends: what was stopped goes on.
"""

from __future__ import annotations

import compileall
import json
import shutil
import subprocess
import sys
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Final

from site_build.bench import Measure, compared, many, speeds
from site_build.demo.year import MADE_ON, PERIODS
from site_build.paths import ENGINE_SOURCE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZES: Final = (5_000, 50_000)
FOR_THE_COMMAND: Final = 500
"""So many whole audits are given to check-jsonschema, which takes one schema at a time."""
LIMIT: Final = 500
"""Megabytes that no command may need."""
LOOP: Final = """
import json, pathlib, sys
from jsonschema import Draft202012Validator
schemas, validators = pathlib.Path(sys.argv[1]), {}
for path in sorted(pathlib.Path(sys.argv[2]).rglob("*.json")):
    with open(path, encoding="utf-8") as opened:
        record = json.load(opened)
    name = f"{record['edition']}_{record['record_type']}.json"
    if name not in validators:
        validators[name] = Draft202012Validator(json.loads((schemas / name).read_text(encoding="utf-8")))
    if next(validators[name].iter_errors(record), None) is not None:
        sys.exit(1)
"""
LAUNCH: Final = """
import os, sys, time
nowhere = os.open(os.devnull, os.O_WRONLY)
started = time.perf_counter()
actions = [(os.POSIX_SPAWN_DUP2, nowhere, 1), (os.POSIX_SPAWN_DUP2, nowhere, 2)]
_, status, used = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions), 0)
print([time.perf_counter() - started, used.ru_maxrss])
sys.exit(status != 0)
"""
_FIGURES: Final = ("loop", "validate", "import", "report", "command", "validate-audits")


def measure(runs: int, sizes: tuple[int, ...] = SIZES) -> list[Measure]:
    """Every figure at every size, then how the largest compares with the smallest."""
    compileall.compile_dir(ENGINE_SOURCE, quiet=1)
    found: list[Measure] = []
    turns: dict[int, list[dict[str, list[float]]]] = {}
    for size in sizes:
        wanted = max(1, min(runs, 3 * SIZES[0] // size))
        turns[size] = _turns(size, wanted)
        found += _of_size(size, turns[size])
    if len(sizes) > 1:
        found += _linear(turns, min(sizes), max(sizes))
    return found


def _turns(size: int, wanted: int) -> list[dict[str, list[float]]]:
    """So many turns at one size, those of an earlier run first: for each command its milliseconds and megabytes."""
    folder, schemas = many.files(size), many.schemas()
    kept = many.FOLDER / f"{size}.turns.json"
    turns: list[dict[str, list[float]]] = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else []
    steps = _steps(folder, schemas)
    while len(turns) < wanted or set(turns[-1]) != set(_FIGURES):
        if not turns or set(turns[-1]) == set(_FIGURES):
            turns.append({})
        for name in _FIGURES:
            if name not in turns[-1]:
                turns[-1][name] = steps[name]()
                kept.write_text(json.dumps(turns), encoding="utf-8")
    kept.unlink(missing_ok=True)
    return turns


def _steps(folder: Path, schemas: Path) -> dict[str, Callable[[], list[float]]]:
    """What is done in one turn, by the name of its figure."""
    ours = [sys.executable, "-m", "practice_audit"]
    register, out = many.FOLDER / "register.db", many.FOLDER / "report"
    audits = sorted(folder.rglob("audit_2*_ila_*.json"))
    newest = max(path.name.split("_")[1] for path in audits)
    some = [str(path) for path in audits if path.name.split("_")[1] == newest][:FOR_THE_COMMAND]
    schema = schemas / f"{newest}_ila.json"

    def imported() -> list[float]:
        for path in many.FOLDER.glob("register.db*"):
            path.unlink()
        return _run([*ours, "import", str(folder), "--register", str(register)])

    def reported() -> list[float]:
        if not register.is_file():
            imported()
        shutil.rmtree(out, ignore_errors=True)
        asked = ["--period", PERIODS[-1], "--made-on", MADE_ON.isoformat(), "--sample", "--out", str(out)]
        return _run([*ours, "report", "--register", str(register), *asked])

    check_jsonschema = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *some]
    return {
        "loop": partial(_run, [sys.executable, "-c", LOOP, str(schemas), str(folder)]),
        "validate": partial(_run, [*ours, "validate", str(folder)]),
        "import": imported,
        "report": reported,
        "command": partial(_run, check_jsonschema),
        "validate-audits": partial(_run, [*ours, "validate", *some]),
    }


def _run(command: list[str]) -> list[float]:
    """Milliseconds and megabytes of one run of a command that must succeed.

    A small process starts it: the memory of a new process counts that of its parent, until it is another program.
    """
    started = [sys.executable, "-S", "-c", LAUNCH, *command]
    done = subprocess.run(started, check=False, capture_output=True, cwd=ROOT, encoding="utf-8")  # noqa: S603 - our own commands
    if done.returncode:
        raise RuntimeError(f"{command[1:4]} did not succeed. Run it by itself to see why.\n{done.stderr[-2000:]}")
    taken, used = json.loads(done.stdout)
    return [taken * 1000, used / (1024 * 1024 if sys.platform == "darwin" else 1024)]


def _of_size(size: int, turns: list[dict[str, list[float]]]) -> list[Measure]:
    times = {name: [turn[name][0] for turn in turns] for name in _FIGURES}
    loop = "a bare jsonschema loop, structure only"
    memory = {name: max(turn[name][1] for turn in turns) for name in ("validate", "import", "report")}
    return [
        speeds(f"import of {size:,} records", times["import"], times["loop"], size, peer_name=loop),
        speeds(f"validate {size:,} records, all rules", times["validate"], times["loop"], size, peer_name=loop),
        speeds(
            f"validate {FOR_THE_COMMAND} whole audits, all rules",
            times["validate-audits"],
            times["command"],
            FOR_THE_COMMAND,
            peer_name="check-jsonschema, structure only",
        ),
        compared(
            f"quarterly report of {size:,} records", times["report"], times["import"], peer_name="the import of them"
        ),
        *(
            Measure(
                name=f"memory of {name}, {size:,} records",
                ours=round(used, 1),
                peer=LIMIT,
                unit="MB",
                ratio=round(used / LIMIT, 3),
                runs=len(turns),
                peer_name="what it may need",
            )
            for name, used in memory.items()
        ),
    ]


def _linear(turns: dict[int, list[dict[str, list[float]]]], small: int, large: int) -> list[Measure]:
    """The time for each record at the largest size, against that at the smallest."""

    def each(name: str, size: int) -> float:
        return median(turn[name][0] for turn in turns[size]) / size

    return [
        Measure(
            name=f"{name}, for each record of {large:,}",
            ours=round(each(name, large), 3),
            peer=round(each(name, small), 3),
            unit="ms",
            ratio=round(each(name, large) / each(name, small), 3),
            runs=len(turns[large]),
            peer_name=f"the same for each of {small:,}",
        )
        for name in ("validate", "import", "report")
    ]
