"""Files that are locked with a passphrase: the same format as the pages write, in and out.

A locked file is JSON: words that say what it is, then the parameters of the key and of the cipher,
then the content. The key is made by PBKDF2 with SHA-256, the content is encrypted with AES-GCM, and
everything that stands before it is authenticated with it: no letter of the file can change unseen.
Salt and nonce are arguments. The library is loaded when the first file is locked or unlocked, not
before. Knows nothing of what the content means, nor of where a passphrase comes from.
"""

from __future__ import annotations

import base64
import binascii
import json
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from practice_audit.documents import pretty_text
from practice_audit.problems import Problem, Unreadable
from practice_audit.rules.reading import mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "practice-audit-locked"
FORMAT_VERSION: Final = 1
MINIMUM: Final = 12
"""Letters that a passphrase has at least."""
ITERATIONS: Final = 600_000
MOST_ITERATIONS: Final = 10_000_000
"""More would keep a computer busy for minutes: such a file is none of ours."""
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
KEY_BYTES: Final = 32
DERIVATION: Final = "PBKDF2-SHA-256"
CIPHER: Final = "AES-256-GCM"

PROBLEM_CODES: Final[Mapping[str, str]] = {
    "REC040": "The file is locked with a passphrase",
    "REC041": "The file could not be unlocked",
}

_READ_ME: Final = (
    "This file is locked with a passphrase. Inside is an audit draft or record of the practice handbook.",
    "To open it, choose it on the tool’s page in the handbook, or run: practice-audit unlock <this file>",
    "Without the passphrase nobody can open it, and nobody can find the passphrase out again.",
    "Do not change it by hand: a change by one letter makes it useless.",
)


def is_locked(value: object) -> bool:
    """Whether a JSON value says of itself that it is a locked file."""
    return mapping(value).get("format") == FORMAT


def locked_problem(source: str = "") -> Problem:
    """That a file is locked, for those who have named no passphrase."""
    return Problem(
        code="REC040",
        source=source,
        message="This file is locked with a passphrase.",
        remedy="Run practice-audit unlock with it, or name a file that holds the passphrase with --passphrase-file.",
    )


def prepared(passphrase: str) -> bytes:
    """A passphrase as it is used: without spaces around it, alike however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", passphrase).strip(" \t\r\n").encode("utf-8", "replace")


def derived_key(passphrase: bytes, salt: bytes, iterations: int) -> bytes:
    """The 256 bits of the key."""
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - most runs meet no locked file
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC  # noqa: PLC0415

    return PBKDF2HMAC(algorithm=SHA256(), length=KEY_BYTES, salt=salt, iterations=iterations).derive(passphrase)


def lock(text: str, passphrase: str, *, salt: bytes, nonce: bytes) -> str:
    """The text of a locked file. `salt` and `nonce` are random and never used twice."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    head = {
        "read_me": list(_READ_ME),
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "key": {"name": DERIVATION, "iterations": ITERATIONS, "salt": _written(salt)},
        "cipher": {"name": CIPHER, "nonce": _written(nonce)},
    }
    key = derived_key(prepared(passphrase), salt, ITERATIONS)
    content = AESGCM(key).encrypt(nonce, text.encode(), _authenticated(head))
    return pretty_text({**head, "content": _written(content)})


def unlock(value: Mapping[str, Any], passphrase: str, source: str = "") -> bytes:
    """The bytes of the file inside. Raises Unreadable; whether passphrase or file is to blame cannot be told."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    version = value.get("format_version")
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT_VERSION:
        message, remedy = "This file was made by a newer version of this tool.", "Bring practice-audit up to date."
        raise Unreadable([Problem(code="REC021", source=source, message=message, remedy=remedy)])
    key, cipher = mapping(value.get("key")), mapping(value.get("cipher"))
    salt, nonce, content = _read(key.get("salt")), _read(cipher.get("nonce")), _read(value.get("content"))
    known = key.get("name") == DERIVATION and cipher.get("name") == CIPHER and version == FORMAT_VERSION
    iterations = _iterations(key.get("iterations"))
    if not known or len(salt) != SALT_BYTES or len(nonce) != NONCE_BYTES or not iterations:
        raise Unreadable([_useless(source)])
    secret = derived_key(prepared(passphrase), salt, iterations)
    try:
        return AESGCM(secret).decrypt(nonce, content, _authenticated(value))
    except InvalidTag:
        raise Unreadable([_useless(source)]) from None


def _authenticated(value: Mapping[str, Any]) -> bytes:
    """Everything but the content, as one sequence of bytes that a page writes alike."""
    key, cipher = mapping(value.get("key")), mapping(value.get("cipher"))
    parts = [value.get("read_me"), value.get("format"), value.get("format_version")]
    parts += [*(key.get(name) for name in ("name", "iterations", "salt")), cipher.get("name"), cipher.get("nonce")]
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")


def _iterations(told: object) -> int:
    """How often the key is mixed; 0 where that is too little to be safe, or so much that it is none of ours."""
    if not isinstance(told, int) or isinstance(told, bool):
        return 0
    return told if ITERATIONS <= told <= MOST_ITERATIONS else 0


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _read(text: object) -> bytes:
    """The bytes that a text stands for; none where it is no such text, or could be written in another way."""
    try:
        data = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        return b""
    return data if _written(data) == text else b""


def _useless(source: str) -> Problem:
    return Problem(
        code="REC041",
        source=source,
        message="This file could not be unlocked: the passphrase is not the one it was locked with, or the file was "
        "changed or cut on its way. Nobody can tell which.",
        remedy="Try the passphrase once more. If it does not open then, ask for the file again.",
    )
