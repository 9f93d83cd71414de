"""From bare Python to a working checkout: `python3 site_build/bootstrap.py serve` (or test, build, ...).

Makes `.venv/`, installs what `site_build/locks/python.txt` names with its hashes, installs the
engine in place, then hands over to `python -m site_build`. A stamp makes the second run start at
once. Standard library only: this file runs before anything is installed.
"""

# ruff: noqa: T201, S603 - this file speaks on the terminal and runs the project's own commands
from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "site_build" / "locks" / "python.txt"
STAMP = VENV / "installed"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
NO_VENV = """Python's venv module is missing on this machine.
Install it (on Debian or Ubuntu: sudo apt-get install python3-venv) and run the command again."""


def main(arguments: list[str]) -> int:
    """Set up if need be, then run `python -m site_build` with these arguments; its exit code is ours."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python may run
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"Python 3.11 or newer is needed; this is Python {found}.", file=sys.stderr)
        return 2
    wanted = _wanted()
    if not STAMP.exists() or STAMP.read_text(encoding="ascii") != wanted:
        try:
            _install()
        except ImportError:
            print(NO_VENV, file=sys.stderr)
            return 2
        except subprocess.CalledProcessError as error:
            print(f"Set-up stopped: {' '.join(map(str, error.cmd))} failed. Its words stand above.", file=sys.stderr)
            return 2
        STAMP.write_text(wanted, encoding="ascii")
    command = [str(PYTHON), "-m", "site_build", *arguments]
    if sys.platform == "win32":
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    os.chdir(ROOT)
    return os.execv(command[0], command)  # noqa: S606 - becomes this process, so that Ctrl+C reaches it alone


def _wanted() -> str:
    """What the installed environment depends on, as one hash."""
    content = hashlib.sha256(sys.version.encode())
    for path in (LOCK, ROOT / "pyproject.toml", Path(__file__)):
        content.update(path.read_bytes())
    return content.hexdigest()


def _install() -> None:
    print("Setting up .venv (once; needs a connection, takes about a minute) ...", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    install(PYTHON, "--require-hashes", "-r", str(LOCK))
    install(PYTHON, "--no-deps", "--no-build-isolation", "--editable", ".")


def install(python: Path, *arguments: str) -> None:
    """Have the pip of this Python install something; CalledProcessError where it fails, its words stand above."""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *arguments], check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
