"""The city's key for what it attests: made once, kept from everybody else, named by its print."""

import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

ALGORITHM = "Ed25519"
TOKENS = "EdDSA"  # the older name of the same algorithm, which readers of badges know
KEYS, KEY_FILE = "keys", "certificates.json"


class SignatureIsWrong(ValueError):
    """The text was not signed by a key that is trusted, or was changed since."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its name (`kid`, RFC 7638) and its public half."""

    key: OKPKey
    kid: str
    public: dict[str, Any]

    def sign(self, content: bytes) -> str:
        """Signed bytes as one compact text; the same bytes always give the same text."""
        return jws.serialize_compact({"alg": ALGORITHM, "kid": self.kid}, content, self.key,
                                     algorithms=[ALGORITHM])  # fmt: skip

    def token(self, claims: dict[str, Any], *, kind: str) -> str:
        """Claims as a JWT that carries the public key; `kind` is its `typ`."""
        header = {"alg": TOKENS, "typ": kind, "kid": self.kid, "jwk": self.public}
        return jwt.encode(header, claims, self.key, algorithms=[TOKENS])


def signer(folder: Path) -> Signer:
    """The key of a folder (`RESAP_DATA/keys`), made at its first use, readable by its owner only.

    Two processes that begin at once read the one that was linked first.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / KEY_FILE
    if not path.exists():
        _make(path)
    path.chmod(0o600)
    key = OKPKey.import_key(json.loads(path.read_text("ascii")))
    public = {name: value for name, value in key.as_dict(private=False).items() if name != "kid"}
    return Signer(key, key.thumbprint(), public)


def _make(path: Path) -> None:
    key = OKPKey.generate_key("Ed25519", private=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as fresh:
        json.dump(key.as_dict(private=True), fresh)
        fresh.flush()
        os.fsync(fresh.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def verified(signed: str, keys: Mapping[str, dict[str, Any]]) -> bytes:
    """The bytes that a trusted key (by kid) signed. SignatureIsWrong for anything else."""
    try:
        kid = jws.extract_compact(signed.encode()).headers().get("kid", "")
        known = OKPKey.import_key(keys[kid])
        return jws.deserialize_compact(signed, known, algorithms=[ALGORITHM]).payload
    except (JoseError, KeyError, ValueError, TypeError) as error:
        raise SignatureIsWrong from error
