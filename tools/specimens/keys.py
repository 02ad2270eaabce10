"""A key to try signing with, made on the spot and trusted by nobody."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "only-for-trying"  # noqa: S105
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
NAME = "Beispiel-Stiftung (nur zur Probe)"


def make_key(
    path: Path, *, elliptic: bool = False, valid_for: timedelta = timedelta(days=365)
) -> Path:
    """Write a PKCS#12 file with a private key and its own certificate; return the path."""
    private = _private(elliptic)
    content = pkcs12.serialize_key_and_certificates(
        NAME.encode(),
        private,
        _certificate(private, datetime.now(UTC) + valid_for),
        None,
        BestAvailableEncryption(PASSWORD.encode()),
    )
    path.write_bytes(content)
    return path


def _private(elliptic: bool) -> PrivateKey:
    if elliptic:
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 2048)


def _certificate(private: PrivateKey, end: datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    usage = dict.fromkeys(_USES, False) | {"digital_signature": True, "content_commitment": True}
    builder = x509.CertificateBuilder(name, name, private.public_key(), 1)
    builder = builder.not_valid_before(end - timedelta(days=800)).not_valid_after(end)
    return builder.add_extension(x509.KeyUsage(**usage), True).sign(private, SHA256())


_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
