"""With a key of the foundation documents are signed; without one everything works as before."""

import json
from base64 import urlsafe_b64decode
from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from documents.errors import MissingGlyph, UnusableKey
from documents.pdf import signing
from documents.printing import print_pdf
from tests.documents.structure import faults
from tools.specimens.keys import PASSWORD, make_key


@pytest.fixture
def use_key(settings, tmp_path):
    """Return a function that makes a key and configures it."""

    def use(**wishes):
        settings.SIGNING_KEY_FILE = str(make_key(tmp_path / "key.p12", **wishes))
        settings.SIGNING_KEY_PASSWORD = PASSWORD

    return use


@pytest.fixture
def pdf(sheet):
    return print_pdf(sheet("<h1>Zertifikat</h1>"))


def status_of(signed):
    """Return what pyHanko says of the only signature, with its own certificate as trusted root."""
    [signature] = PdfFileReader(BytesIO(signed)).embedded_signatures
    trusted = ValidationContext(trust_roots=[signature.signer_cert])
    return signature, validate_pdf_signature(signature, trusted)


@pytest.mark.parametrize("elliptic", [False, True])
def test_a_signed_document_proves_that_nothing_was_changed(use_key, pdf, elliptic):
    use_key(elliptic=elliptic)
    signature, status = status_of(signing.sign(pdf))
    assert (status.valid, status.intact, status.bottom_line) == (True, True, True)
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert status.coverage.name == "ENTIRE_FILE"


def test_a_changed_byte_breaks_the_signature(use_key, pdf):
    use_key()
    signed = bytearray(signing.sign(pdf))
    signed[len(pdf) // 2] ^= 1
    [signature] = PdfFileReader(BytesIO(bytes(signed))).embedded_signatures
    signature.compute_integrity_info()
    trusted = ValidationContext(trust_roots=[signature.signer_cert])
    assert validate_pdf_signature(signature, trusted).intact is False


def test_the_document_itself_stays_as_it_was(use_key, pdf, ink_of):
    use_key()
    signed = signing.sign(pdf)
    assert signed[: len(pdf)] == pdf
    assert ink_of(signed) == ink_of(pdf)
    assert faults(signed) == []


def test_without_a_key_nothing_is_signed(pdf):
    assert signing.is_configured() is False
    assert signing.signed_if_configured(pdf) is pdf


def test_what_was_not_printed_is_not_signed(use_key):
    use_key()
    error = MissingGlyph("龍", "Ben 龍")
    assert signing.signed_if_configured(error) is error


def test_a_key_that_has_ended_is_said_by_name(use_key, pdf):
    use_key(valid_for=timedelta(days=-1))
    assert isinstance(signing.signed_if_configured(pdf), UnusableKey)
    assert str(signing.signed_if_configured(pdf)) == (
        "Der Schlüssel für die elektronische Unterschrift ist abgelaufen."
    )


@pytest.mark.parametrize("spoil", ["password", "content", "absence"])
def test_a_key_that_cannot_be_read_is_said_by_name(use_key, pdf, settings, spoil, tmp_path):
    use_key()
    if spoil == "password":
        settings.SIGNING_KEY_PASSWORD = "another"
    elif spoil == "content":
        (tmp_path / "key.p12").write_bytes(b"no key")
    else:
        (tmp_path / "key.p12").unlink()
    assert str(signing.signed_if_configured(pdf)) == (
        "Der Schlüssel für die elektronische Unterschrift lässt sich nicht lesen."
    )


def decoded(part):
    return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def check(token, key):
    """Raise InvalidSignature unless the token was signed by the key's owner."""
    signed, _, signature = token.rpartition(".")
    signature = urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    public = key.private.public_key()
    if key.algorithm == "RS256":
        return public.verify(signature, signed.encode(), padding.PKCS1v15(), SHA256())
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    der = utils.encode_dss_signature(r, s)
    return public.verify(der, signed.encode(), ec.ECDSA(SHA256()))


@pytest.mark.parametrize(("elliptic", "algorithm"), [(False, "RS256"), (True, "ES256")])
def test_a_token_is_signed_and_brings_the_public_key(use_key, elliptic, algorithm):
    use_key(elliptic=elliptic)
    token = signing.signed_token({"name": "Işık"})
    header, claims, _signature = token.split(".")
    known = {"RS256": {"kty", "n", "e"}, "ES256": {"kty", "crv", "x", "y"}}
    assert (decoded(header)["alg"], decoded(header)["typ"]) == (algorithm, "JWT")
    assert set(decoded(header)["jwk"]) == known[algorithm]
    assert decoded(claims) == {"name": "Işık"}
    check(token, signing._key())
    with pytest.raises(InvalidSignature):
        check(token.replace(claims, signing._encoded({"name": "Isik"})), signing._key())


def test_a_key_of_another_kind_than_rsa_or_p_256_is_refused(use_key, settings, pdf, monkeypatch):
    other = ec.generate_private_key(ec.SECP384R1())
    monkeypatch.setattr("tools.specimens.keys._private", lambda _elliptic: other)
    use_key()
    with pytest.raises(UnusableKey, match="lässt sich nicht lesen"):
        signing.signed_token({"name": "Işık"})
