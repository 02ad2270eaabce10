"""The foundation's electronic signature: in the PDF itself (PAdES), and under data (JWS).

The key is a PKCS#12 file that worker and web read: the web for single second copies and to say how
long the key is valid. Without one nothing is signed.
"""

import json
from base64 import urlsafe_b64encode
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from documents.errors import DocumentError, UnusableKey

FIELD, FIELD_NAME = "Signatur", "Elektronische Unterschrift der Stiftung"


def is_configured():
    return bool(settings.SIGNING_KEY_FILE)


def valid_until():
    """Return the moment at which the key's certificate ends. Raises UnusableKey."""
    return _key().certificate.not_valid_after_utc


def sealed(result):
    """Return a printed document (PDF bytes) signed, if there is a key; a DocumentError as it is.

    What goes wrong with the key is returned as a DocumentError too."""
    if isinstance(result, DocumentError) or not is_configured():
        return result
    try:
        return sign(result)
    except DocumentError as error:
        return error


def sign(pdf):
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
    writer._update_meta = lambda: None
    return signer.sign_pdf(writer).getvalue()


def token(claims):
    """Return the claims (a dict) as a signed JWT in compact form (RFC 7515). Raises UnusableKey.

    The public key is in its header."""
    key = _key()
    header = {"alg": key.algorithm, "typ": "JWT", "jwk": key.jwk()}
    signed = f"{_encoded(header)}.{_encoded(claims)}"
    return f"{signed}.{_base64(key.signature_of(signed.encode()))}"


def _encoded(value):
    return _base64(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _base64(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    """What the PKCS#12 file holds: a private key (RSA or P-256), its certificate, and a chain."""

    def __init__(self, content, password):
        """Raises ValueError for what is no such file, or another password."""
        from cryptography.hazmat.primitives.serialization import pkcs12

        self.private, self.certificate, _chain = pkcs12.load_key_and_certificates(content, password)
        if self.private is None or self.certificate is None:
            raise ValueError("Key or certificate is missing.")
        self.content, self.password = content, password
        self.algorithm = "RS256" if hasattr(self.private, "decrypt") else "ES256"

    @property
    def signer(self):
        from pyhanko.sign.signers import SimpleSigner

        return SimpleSigner.load_pkcs12_data(self.content, (), self.password)

    def jwk(self):
        """Return the public key as a JSON Web Key (RFC 7517)."""
        numbers = self.private.public_key().public_numbers()
        if self.algorithm == "RS256":
            return {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e)}
        x, y = _number(numbers.x, 32), _number(numbers.y, 32)
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def signature_of(self, data):
        """Return the signature as RFC 7518 wants it. By RSA it is always the same."""
        from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
        from cryptography.hazmat.primitives.hashes import SHA256

        if self.algorithm == "RS256":
            return self.private.sign(data, padding.PKCS1v15(), SHA256())
        pair = utils.decode_dss_signature(self.private.sign(data, ec.ECDSA(SHA256())))
        return b"".join(number.to_bytes(32, "big") for number in pair)


def _number(number, length=None):
    return _base64(number.to_bytes(length or (number.bit_length() + 7) // 8, "big"))


def _key():
    path = Path(settings.SIGNING_KEY_FILE)
    try:
        key = _loaded(path, path.stat().st_mtime_ns, settings.SIGNING_KEY_PASSWORD)
    except (OSError, ValueError) as error:
        raise UnusableKey("lässt sich nicht lesen") from error
    if key.certificate.not_valid_after_utc < timezone.now():
        raise UnusableKey("ist abgelaufen")
    return key


@cache
def _loaded(path, _changed, password):
    return Key(path.read_bytes(), password.encode())
