"""Configurations of servers: types, headers and policy are said once and stand in each file."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from macros.browser_check import words
from site_build import csp, offline, servers
from site_build.paths import SHELL

if TYPE_CHECKING:
    from pathlib import Path

HASHED = "engine/pack-0123456789ab.zip"


def test_iis_knows_every_type_once() -> None:
    """Each ending is taken out before it is put in: twice the same ending stops a site on IIS."""
    content = ET.fromstring(servers.iis([HASHED])).find("system.webServer/staticContent")  # noqa: S314 - our own
    assert content is not None
    added = {one.get("fileExtension"): one.get("mimeType") for one in content.iter("mimeMap")}
    assert added == servers.TYPES
    assert [one.get("fileExtension") for one in content.iter("remove")] == list(servers.TYPES)


def test_iis_sends_every_header_and_the_page_for_what_is_not_found() -> None:
    """The headers are those of all servers; 404.html keeps its status because it is sent as a file."""
    server = ET.fromstring(servers.iis([HASHED])).find("system.webServer")  # noqa: S314 - our own
    assert server is not None
    headers = {one.get("name"): one.get("value") for one in server.findall("httpProtocol/customHeaders/add")}
    assert headers == servers.HEADERS
    error = server.find("httpErrors/error")
    assert error is not None
    assert (error.get("statusCode"), error.get("path"), error.get("responseMode")) == ("404", "404.html", "File")
    browse = server.find("directoryBrowse")
    assert browse is not None
    assert browse.get("enabled") == "false"


def test_only_named_files_may_be_kept_for_a_year() -> None:
    """IIS and hosts with `_headers` are told the very files that never change."""
    places = ET.fromstring(servers.iis([HASHED])).findall("location")  # noqa: S314 - our own
    assert [one.get("path") for one in places] == [HASHED]
    text = servers.headers([HASHED])
    assert text.count(servers.KEEP) == 1
    assert text.endswith(f"/{HASHED}\n  Cache-Control: {servers.KEEP}\n")


def test_headers_file_has_every_header() -> None:
    """Below the address of everything stands each header on a line of its own."""
    lines = servers.headers([]).splitlines()
    everywhere = ["/*", *(f"  {name}: {value}" for name, value in servers.HEADERS.items())]
    assert lines[: len(everywhere)] == everywhere


def test_the_worker_and_its_manifest_are_asked_about_each_time() -> None:
    """Browsers may never keep the two files by which they learn of a newer version; no header widens anything."""
    text = servers.headers([HASHED])
    for name in (offline.WORKER, offline.MANIFEST):
        assert f"/{name}\n  Cache-Control: no-cache\n" in text
        assert not re.fullmatch(f"engine/{servers.HASHED.pattern}", name)  # nginx keeps nothing else
    assert servers.FRESH == (offline.WORKER, offline.MANIFEST)
    iis = ET.fromstring(servers.iis([HASHED])).find("system.webServer/staticContent/clientCache")  # noqa: S314 - our own
    assert iis is not None
    assert iis.get("cacheControlMode") == "DisableCache"
    assert "Service-Worker-Allowed" not in text + servers.nginx()  # the worker lies at the root of what it serves


def test_nginx_sends_every_header_and_type() -> None:
    """Each header and each ending stands in the server; the three lines to change hold what they are given."""
    text = servers.nginx(listen="127.0.0.1:8123", name="qa.example", root="/srv/qa")
    for given in ("listen 127.0.0.1:8123;", "server_name qa.example;", "root /srv/qa;"):
        assert given in text
    for name, value in servers.HEADERS.items():
        assert f'add_header {name} "{value}" always;' in text
    sent = {
        f".{end}": kind for kind, ends in re.findall(r"^ {8}(\S+) (.+);$", text, re.MULTILINE) for end in ends.split()
    }
    assert sent == servers.TYPES


def test_the_header_never_forbids_what_a_page_allows() -> None:
    """Whatever the policy in a page allows, the header allows too: a browser obeys both."""
    page = dict(rule.split(" ", 1) for rule in csp.policy("<script>one()</script>", wasm=True).split("; "))
    for name, values in page.items():
        allowed = set(servers.POLICY[name].split())
        wanted = {value for value in values.split() if not value.startswith("'sha256-")}
        assert wanted <= allowed, name
    assert "'unsafe-inline'" in servers.POLICY["script-src-elem"]  # which inline scripts run, the page says by hashes
    assert "'unsafe-inline'" not in servers.POLICY["script-src"]
    assert servers.POLICY["frame-ancestors"] == "'none'"


def test_files_are_written_for_the_engine_that_is_there(tmp_path: Path) -> None:
    """The three files are written, and name what the engine's folder holds under a hash, and nothing else."""
    engine = tmp_path / "engine"
    engine.mkdir()
    for name in ("pack-0123456789ab.zip", "pyodide.mjs", "engine.json"):
        (engine / name).touch()
    servers.write(tmp_path / "servers", engine)
    assert sorted(path.name for path in (tmp_path / "servers").iterdir()) == ["_headers", "nginx.conf", "web.config"]
    for name in ("_headers", "web.config"):
        text = (tmp_path / "servers" / name).read_text(encoding="utf-8")
        assert HASHED in text
        assert "pyodide" not in text


def test_every_line_of_the_check_is_looked_at_and_has_its_words() -> None:
    """The script of /check/ looks at each line of the words and at no other; every sentence can come up."""
    script = (SHELL / "audit" / "check-this-browser.js").read_text(encoding="utf-8")
    looks = re.search(r"const looks = \{(.*?)\};", script, re.DOTALL)
    assert looks is not None
    assert re.findall(r"^ +(\w+):", looks[1], re.MULTILINE) == [line["id"] for line in words()["lines"]]
    for line in words()["lines"]:
        for key in line["found"]:
            assert f'"{key}"' in script, (line["id"], key)
