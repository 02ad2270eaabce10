"""The foundation's electronic signature: in the PDF itself (PAdES), and under data (JWS).

The key is a PKCS#12 file that worker and web read: the web for single second copies and to say how
long the key is valid. Without one nothing is signed. pyHanko is imported inside the functions that
sign: it takes 18 MB and more than a second, and most web workers never sign.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.utils import timezone

from documents.errors import DocumentError, UnusableKey

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

FIELD, FIELD_NAME = "Signatur", "Elektronische Unterschrift der Stiftung"


def is_configured() -> bool:
    """Return whether there is a key; whether it is usable is not asked."""
    return bool(settings.SIGNING_KEY_FILE)


def valid_until() -> datetime:
    """Return the moment at which the key's certificate ends. Raises UnusableKey."""
    return _key().certificate.not_valid_after_utc


def signed_if_configured(result: bytes | DocumentError) -> bytes | DocumentError:
    """Return a printed document (PDF bytes) signed, if there is a key; a DocumentError as it is.

    What goes wrong with the key is returned as a DocumentError too."""
    if isinstance(result, DocumentError) or not is_configured():
        return result
    try:
        return sign(result)
    except DocumentError as error:
        return error


def sign(pdf: bytes) -> bytes:
    """Return the PDF with a PAdES signature (ETSI EN 319 142-1, level B-B). Raises UnusableKey.

    Nothing of it is seen on the page; the bytes before it stay as they were."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    how = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    field = fields.SigFieldSpec(FIELD, readable_field_name=FIELD_NAME)
    signer = signers.PdfSigner(how, _key().signer, new_field_spec=field)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    # It would name another producer in XMP than in Info.
    writer._update_meta = lambda: None  # type: ignore[method-assign]
    return signer.sign_pdf(writer).getvalue()


def signed_token(claims: Mapping[str, Any]) -> str:
    """Return the claims as a signed JWT in compact form (RFC 7515). Raises UnusableKey.

    The public key is in its header."""
    key = _key()
    header = {"alg": key.algorithm, "typ": "JWT", "jwk": key.jwk()}
    signed = f"{_encoded(header)}.{_encoded(claims)}"
    return f"{signed}.{_base64(key.sign_bytes(signed.encode()))}"


def _encoded(value: object) -> str:
    return _base64(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    """What the PKCS#12 file holds: a private key (RSA or P-256), its certificate, and a chain."""

    def __init__(self, content: bytes, password: bytes) -> None:
        """Raises ValueError for what is no such file, another password, or another kind of key."""
        private, certificate, _chain = pkcs12.load_key_and_certificates(content, password)
        if certificate is None or not _is_supported(private):
            raise ValueError("The file has no certificate, or no key of RSA or P-256.")
        self.private, self.certificate = private, certificate
        self.content, self.password = content, password

    @property
    def algorithm(self) -> str:
        """Return the name of the algorithm in JWS (RFC 7518)."""
        return "RS256" if isinstance(self.private, RSAPrivateKey) else "ES256"

    @property
    def signer(self) -> "SimpleSigner":
        from pyhanko.sign.signers import SimpleSigner

        return SimpleSigner.load_pkcs12_data(self.content, (), self.password)

    def jwk(self) -> dict[str, str]:
        """Return the public key as a JSON Web Key (RFC 7517)."""
        if isinstance(self.private, RSAPrivateKey):
            rsa = self.private.public_key().public_numbers()
            return {"kty": "RSA", "n": _number(rsa.n), "e": _number(rsa.e)}
        point = self.private.public_key().public_numbers()
        x, y = _number(point.x, 32), _number(point.y, 32)
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def sign_bytes(self, data: bytes) -> bytes:
        """Return the signature as RFC 7518 wants it. By RSA it is always the same."""
        if isinstance(self.private, RSAPrivateKey):
            return self.private.sign(data, padding.PKCS1v15(), SHA256())
        pair = utils.decode_dss_signature(self.private.sign(data, ec.ECDSA(SHA256())))
        return b"".join(number.to_bytes(32, "big") for number in pair)


def _is_supported(key: object) -> TypeGuard[RSAPrivateKey | EllipticCurvePrivateKey]:
    if isinstance(key, EllipticCurvePrivateKey):
        return isinstance(key.curve, ec.SECP256R1)
    return isinstance(key, RSAPrivateKey)


def _number(number: int, length: int | None = None) -> str:
    """Return the number in base64url; `length` is in bytes, None takes as many as it needs."""
    return _base64(number.to_bytes(length or (number.bit_length() + 7) // 8, "big"))


def _key() -> Key:
    path = Path(settings.SIGNING_KEY_FILE)
    try:
        key = _loaded(path, path.stat().st_mtime_ns, settings.SIGNING_KEY_PASSWORD)
    except (OSError, ValueError) as error:
        raise UnusableKey("lässt sich nicht lesen") from error
    if key.certificate.not_valid_after_utc < timezone.now():
        raise UnusableKey("ist abgelaufen")
    return key


@cache
def _loaded(path: Path, _changed: int, password: str) -> Key:
    """Return the key; the file is read again once its time of change is another."""
    return Key(path.read_bytes(), password.encode())
