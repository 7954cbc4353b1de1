"""Fetching by address: only from the public network, whatever way the address is written."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from photodedup.engine.errors import UnreadablePhoto
from photodedup.server.fetching import Fetcher, is_public
from photodedup.server.limits import FetchLimits
from tests.server.conftest import files, images

PRIVATE = (
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "no address",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"])
def test_public(address):
    assert is_public(address)


class Handler(BaseHTTPRequestHandler):
    """/picture is one, /to?PLACE leads elsewhere, /large is too much."""

    def do_GET(self) -> None:
        path, _, place = self.path.partition("?")
        if path == "/to":
            self.send_response(302)
            self.send_header("Location", place)
            self.end_headers()
            return
        if path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
            return
        body = {"/picture": images()["a.jpg"], "/large": b"x" * 1_000_000}.get(path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def fetcher(port: int, names: dict[str, list[str]] | None = None) -> Fetcher:
    """One for which the name public.example is public, and this test's server stands behind it."""
    names = {"public.example": ["127.0.0.1"], **(names or {})}
    asked: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        asked.append(host)
        return names.get(host, [host])

    return Fetcher(
        500_000,
        FetchLimits(seconds=5, ports=frozenset({port, 80, 443})),
        resolve,
        lambda address: is_public(address) or (address == "127.0.0.1" and asked[-1] != address),
    )


def test_an_image_is_fetched(port):
    url = f"http://public.example:{port}/picture"
    assert fetcher(port).fetch(url) == images()["a.jpg"]
    assert fetcher(port).fetch(f"http://public.example:{port}/to?{url}") == images()["a.jpg"]
    assert fetcher(port).fetch(f"http://public.example:{port}/to?/picture") == images()["a.jpg"]


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/x", "http://169.254.169.254/meta", "http://[::1]/x", "http://10.0.0.1/"],
)
def test_a_redirect_into_a_private_network_is_refused(port, target):
    with pytest.raises(UnreadablePhoto, match="not in the public network"):
        fetcher(port).fetch(f"http://public.example:{port}/to?{target}")


def test_a_name_with_one_private_address_among_public_ones(port):
    mixed = fetcher(port, {"mixed.example": ["1.1.1.1", "192.168.0.9"]})
    with pytest.raises(UnreadablePhoto, match="not in the public network"):
        mixed.fetch("http://mixed.example/picture")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://public.example/x",
        "gopher://public.example/x",
        "http://",
        "http://user:pass@public.example/x",
        "http://public.example:22/x",
        "http://public.example:99999/x",
        "http://pub lic.example/",
        "http://public.example/\r\nX: y",
        "http://[::1",
        "//public.example/x",
        "",
    ],
)
def test_addresses_that_are_not_asked(port, url):
    with pytest.raises(UnreadablePhoto):
        fetcher(port).fetch(url)


@pytest.mark.parametrize(
    "url", ["http://2130706433/x", "http://0x7f.1/x", "http://127.1/x", "http://localhost/x"]
)
def test_this_computer_by_other_spellings(url):
    with pytest.raises(UnreadablePhoto, match=r"public network|not known"):
        Fetcher(500_000).fetch(url)


@pytest.mark.parametrize(
    ("path", "words"), [("large", "larger"), ("gone", "404"), ("round", "too many")]
)
def test_what_cannot_be_had(port, path, words):
    with pytest.raises(UnreadablePhoto, match=words):
        fetcher(port).fetch(f"http://public.example:{port}/{path}")


def test_through_the_server(serve, port):
    client = serve(fetcher=fetcher(port))
    data = {
        "url": [
            f"http://public.example:{port}/picture",
            f"http://public.example:{port}/to?http://127.0.0.1:{port}/picture",
        ]
    }
    answer = client.post("/images", data=data, files=files({"e.jpg": images()["e.jpg"]})).json()
    assert answer["added"] == 2
    assert [i["reason"] for i in answer["images"] if i["reason"]] == [
        "its server is not in the public network"
    ]
