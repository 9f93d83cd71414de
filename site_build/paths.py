"""Where things stand in the checkout; the one place that knows folder names."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STANDARDS = ROOT / "standards"
DEFINITIONS = ROOT / "tools" / "definitions"
ENGINE_SOURCE = ROOT / "tools" / "src" / "practice_audit"
SHELL = ROOT / "tools" / "browser"
LOCKS = ROOT / "site_build" / "locks"
DOCS = ROOT / "docs"

BUILD = ROOT / "build"
CATALOGUE = BUILD / "catalogue.json"
BOOKLETS = BUILD / "booklet"
NODE_FOLDER = BUILD / "node"
ENGINE = BUILD / "engine"
SERVERS = BUILD / "servers"
SITE = ROOT / "site"
EDITION_DATA = ENGINE_SOURCE / "data"
