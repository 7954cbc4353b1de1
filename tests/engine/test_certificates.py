"""A built program trusts what the computer trusts on which it runs, not the one that built it."""

import ssl
from pathlib import Path
from types import SimpleNamespace

import pytest

from photodedup.engine.certificates import trusted

CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBizCCATGgAwIBAgIUEkeX/0mBi8BAFY8Ue0A4XMQV9WUwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPcGhvdG9kZWR1cCB0ZXN0MCAXDTI2MTEyMTIzNDgzMVoYDzIx
MjYxMDI4MjM0ODMxWjAaMRgwFgYDVQQDDA9waG90b2RlZHVwIHRlc3QwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAQe6uv5/F8QD12iI3sI8loCFogbwOoInGYPBThA
LdXviIWs80MM6lJC50xHIn2qSOwFZToZw1oZUEjxPNAnhv0Eo1MwUTAdBgNVHQ4E
FgQUA3vGPicgwV/2W4M1oaOWDYJalxEwHwYDVR0jBBgwFoAUA3vGPicgwV/2W4M1
oaOWDYJalxEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEAqy7B
O54vC/2vIgQvoKDV+/vnirv/fOvdVuq1+5uThccCIEW/wrwzniu+copDHZjfgx4W
nmhay0hMc9KHC2vDhuOP
-----END CERTIFICATE-----
"""


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The places that OpenSSL knows of are not on this system."""
    paths = SimpleNamespace(cafile=None, capath=None)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """What another system keeps elsewhere."""
    place = tmp_path / "ca-bundle.crt"
    place.write_text(CERTIFICATE)
    return place


def names(context: ssl.SSLContext) -> list[str | None]:
    """Whom it trusts, as far as that is loaded already."""
    facts = [dict(part[0] for part in each["subject"]) for each in context.get_ca_certs()]
    return [fact.get("commonName") for fact in facts]


@pytest.mark.usefixtures("nowhere")
def test_certificates_are_found_where_this_system_keeps_them(kept):
    context = trusted([kept.with_name("missing"), kept])
    assert "photodedup test" in names(context)
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.usefixtures("nowhere")
def test_a_system_without_any_trusts_nobody_in_their_place(tmp_path):
    assert trusted([tmp_path / "missing"]).verify_mode == ssl.CERT_REQUIRED


def test_what_openssl_knows_of_stands_alone(kept, monkeypatch):
    paths = SimpleNamespace(cafile=str(kept), capath=None)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    assert "photodedup test" not in names(trusted([kept]))
