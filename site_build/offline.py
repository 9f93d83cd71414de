"""For work without a connection: which files belong to a version of the site, and the service worker that serves them.

    offline.json          every page and file that can be kept, with hash and bytes, and which belong together
    offline-worker.mjs    the service worker: it names the version, so that a new site is a new worker

How they are kept and served is said in tools/browser/audit/device/ (kept.mjs, offline-serving.mjs); why so, in
decision 0025. This module reads a finished site and knows nothing of how it was built.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from typing import TYPE_CHECKING, TypeAlias

from site_build.paths import SHELL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

Files: TypeAlias = "dict[str, tuple[str, int]]"
"""The hash and the size in bytes of each file, by its address from the site's root."""

Shown: TypeAlias = "Mapping[str, Collection[str]]"
"""For each form the tools whose records it shows."""

MANIFEST = "offline.json"
WORKER = "offline-worker.mjs"
OFF = SHELL / "audit" / "device" / "offline-off.mjs"
"""The worker that takes everything away again: the kill switch."""
OFF_FOLDER = "offline-off"
"""Where the kill switch lies ready, below the folder of the servers' configurations."""

DIGITS = 32
"""So many hexadecimal digits of a SHA-256: against accidents, not against attackers, who would change both."""
KEPT = re.compile(
    r"(?!data/|schemas/|links\.|assets/javascripts/lunr/|404\.html$|offline[.-])"
    r"(.*\.(html|css|js|mjs|json|wasm|zip|svg|png|ico|ics|woff2?))"
)
"""What can be kept: pages and what they show. Files for other programs, maps of scripts and archives are not."""
ALWAYS = frozenset({"", "tools/", "on-this-device/", "offline/"})
"""The pages that are there without a connection, whatever else is: they lead on."""
_ENGINE = re.compile(r"engine/(?!desk-).*")
"""The engine as forms have it: the pack of the desk is kept with the whole handbook only."""
_FORM = re.compile(r"(?P<base>(?:editions/(?P<edition>[^/]+)/)?)tools/(?P<tool>[^/]+)/form/")
_SHOWN = re.compile(r'data-accepts="([^"]*)" data-keeps\b')
"""In a form: a question whose loaded records are kept to be read, and the tools that they are of."""


def write(site: Path, edition: str, *, on: bool = True) -> None:
    """Add the manifest and the worker to a finished site; `edition` is the one at its root.

    Where it is off, as in `make serve`, the worker is the one that takes itself away.
    """
    if not on:
        (site / MANIFEST).unlink(missing_ok=True)
        shutil.copyfile(OFF, site / WORKER)
        return
    found = files(site)
    made = manifest(found, edition, shown(site, found))
    (site / MANIFEST).write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
    (site / WORKER).write_text(worker(str(made["version"])), encoding="utf-8", newline="\n")


def write_switch(folder: Path) -> None:
    """Lay the kill switch ready, under the name of the file that it replaces on the server."""
    (folder / OFF_FOLDER).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(OFF, folder / OFF_FOLDER / WORKER)


def worker(version: str) -> str:
    """The service worker of a version: two lines, so that every new version is a new worker."""
    return f'import {{ serve }} from "./assets/audit/device/offline-serving.mjs";\nserve("{version}");\n'


def files(site: Path) -> Files:
    """Every file of a site that can be kept. A page's address ends with a slash."""
    paths = ((path.relative_to(site).as_posix(), path) for path in sorted(site.rglob("*")) if path.is_file())
    return {_address(name): _described(path) for name, path in paths if KEPT.fullmatch(name)}


def _address(name: str) -> str:
    return name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name


def _described(path: Path) -> tuple[str, int]:
    content = path.read_bytes()
    return hashlib.sha256(content).hexdigest()[:DIGITS], len(content)


def shown(site: Path, found: Files) -> Shown:
    """The tools whose records a form shows to be read: they are laid out as their own forms say."""
    texts = {form: (site / form / "index.html").read_text(encoding="utf-8") for form in found if _FORM.fullmatch(form)}
    return {form: {tool for tools in _SHOWN.findall(text) for tool in tools.split()} for form, text in texts.items()}


def manifest(found: Files, edition: str, shown: Shown) -> dict[str, object]:
    """The files and the sets that belong together: of every page, of the engine, of each tool of each edition."""
    sets = {
        "frame": [address for address in found if address.startswith("assets/") or address in ALWAYS],
        "engine": [address for address in found if _ENGINE.fullmatch(address)],
        **{
            form.removesuffix("form/"): list(_of_tool(form, found, edition, shown[form]))
            for form in found
            if _FORM.fullmatch(form)
        },
    }
    version = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:DIGITS]
    return {"version": version, "sets": sets, "files": found}


def _of_tool(form: str, found: Files, edition: str, shown: Collection[str]) -> Iterable[str]:
    """Start page, form, the edition's catalogue and its print style, as far as the site has them; and other forms.

    Those say how the records are laid out that are `shown`: of its own edition, and at the root of every other one.
    """
    part = _FORM.fullmatch(form)
    base, own = (part["base"], part["edition"]) if part else ("", None)
    wanted = (form.removesuffix("form/"), form, f"catalogue/{own or edition}.json", f"{base}edition.css")
    yield from (address for address in wanted if address in found)
    for address in found:
        other = _FORM.fullmatch(address)
        if not other or other["tool"] not in shown or address == form:
            continue
        if other["edition"] == own or (own is None and other["edition"] != edition):
            yield address
