"""The Content Security Policy of every page, written last: nothing from elsewhere, nothing inline.

The theme's few inline scripts are allowed by their hashes. Pages that run the engine may compile
WebAssembly besides. A policy in a page cannot forbid framing: that is for the server's headers.
"""

from __future__ import annotations

import base64
import hashlib
import re

_CHARSET = '<meta charset="utf-8">'
_INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"?application/json)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_EMPTY_TABINDEX = re.compile(r' tabindex=""')


def policy(html: str, *, wasm: bool = False) -> str:
    """The policy for one page: hashes of its own inline scripts, in order of the alphabet."""
    digests = {hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(html)}
    hashes = sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    scripts = ["'self'", *(["'wasm-unsafe-eval'"] if wasm else []), *hashes]
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(scripts),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def sealed(html: str, *, wasm: bool = False) -> str:
    """A finished page with its policy as the first thing after its character set.

    Raises ValueError for a page that the policy could not stand in.
    """
    html = _EMPTY_TABINDEX.sub("", html)  # the theme writes it on labels that take no focus; it is not valid
    if _CHARSET not in html:
        raise ValueError("the page does not name its character set, so its policy has no place to stand")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html, wasm=wasm)}">'
    return html.replace(_CHARSET, _CHARSET + meta, 1)
