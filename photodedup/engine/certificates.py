"""Whom a download trusts: this system's certificates, also where a built program has moved to."""

import ssl
from collections.abc import Sequence
from pathlib import Path

# Where systems keep them. A built program brings OpenSSL along, which looks where the building
# system does, and other ones keep theirs elsewhere.
PLACES = (
    Path("/etc/ssl/certs/ca-certificates.crt"),  # Debian, Arch
    Path("/etc/pki/tls/certs/ca-bundle.crt"),  # Fedora
    Path("/etc/ssl/ca-bundle.pem"),  # openSUSE
    Path("/etc/ssl/cert.pem"),  # Alpine, macOS
)


def trusted(places: Sequence[Path] = PLACES) -> ssl.SSLContext:
    """For a connection to a server that has to prove who it is.

    What OpenSSL or SSL_CERT_FILE names comes first; `places` are asked only where that is nothing.
    """
    context = ssl.create_default_context()
    known = ssl.get_default_verify_paths()
    if known.cafile is None and known.capath is None:
        found = next((place for place in places if place.is_file()), None)
        if found is not None:
            context.load_verify_locations(found)
    return context
