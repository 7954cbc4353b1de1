"""Asking for a newer version: only when asked, only once, only encrypted, and in plain words."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import photodedup
from photodedup.ui import updates
from photodedup.ui.updates import NoAnswer, Release, is_newer, newest_release


class Server:
    """A stand-in for the one who publishes versions; `asked` are the requests' headers."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.status = 200
        self.body = b""
        self.headers: dict[str, str] = {}
        self.address = ""

    def offer(self, **told: object) -> None:
        self.body = json.dumps(told).encode()


@contextmanager
def serving(server: Server) -> Iterator[None]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append({"line": self.requestline, **dict(self.headers)})
            self.send_response(server.status)
            for name, value in server.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(server.body)

        def log_message(self, *_given: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    server.address = f"http://127.0.0.1:{listening.server_port}/newest.json"
    try:
        yield
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """It has no certificate, so that its address is let through for once."""
    monkeypatch.setattr(updates, "SCHEMES", ("https", "http"))
    made = Server()
    with serving(made):
        yield made


def refused(address: str) -> str:
    with pytest.raises(NoAnswer) as told:
        newest_release(address)
    return str(told.value)


class TestAsking:
    def test_the_newest_version_is_told(self, server):
        server.offer(version="9.9.9", page=server.address)
        assert newest_release(server.address) == Release("9.9.9", server.address)

    def test_the_request_says_nothing_about_this_computer(self, server):
        server.offer(version="9.9.9")
        newest_release(server.address)
        (asked,) = server.asked
        assert asked.pop("line") == "GET /newest.json HTTP/1.1"
        assert asked == {
            "Accept-Encoding": "identity",
            "Host": server.address.split("/")[2],
            "User-Agent": "photodedup",
            "Accept": "application/json",
            "Connection": "close",
        }

    @pytest.mark.parametrize(
        "address",
        ["http://example.org/newest", "file:///etc/passwd", "https://", "", "[", "ftp://a"],
    )
    def test_only_an_encrypted_address_is_asked(self, address):
        assert "not an encrypted one" in refused(address)

    def test_another_address_that_it_names_is_not_asked(self, server):
        server.status, server.headers = 302, {"Location": server.address}
        assert "sent the question elsewhere" in refused(server.address)
        assert len(server.asked) == 1

    def test_an_error_of_the_server_is_told_with_its_number(self, server):
        server.status = 404
        assert refused(server.address) == "The server answered with error 404."

    def test_nobody_there_is_told(self, server):
        with serving(gone := Server()):
            pass
        assert "Is there a network?" in refused(gone.address)

    def test_an_endless_answer_is_cut_off(self, server):
        server.body = b" " * (updates.MOST_BYTES + 1)
        assert "too long" in refused(server.address)

    @pytest.mark.parametrize(
        "body",
        [b"", b"<html>", b"[]", b"{}", b'"1.2"', b'{"version": 2}', b'{"version": "1.2; rm"}',
         b'{"version": "1.2.3.4.5"}', b"\xff\xfe", b"[" * 10_000],
    )  # fmt: skip
    def test_an_answer_that_makes_no_sense_is_no_answer(self, server, body):
        server.body = body
        assert refused(server.address) == "The server's answer makes no sense."

    @pytest.mark.parametrize("page", ["javascript:alert(1)", "file:///", 7, None])
    def test_a_page_that_is_none_is_left_out(self, server, page):
        server.offer(version="2.0", page=page)
        assert newest_release(server.address) == Release("2.0")


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("0.2.0", "0.1.0", True),
        ("0.10.0", "0.9.1", True),
        ("1.0", "1.0.0", False),
        ("1.0.1", "1.0", True),
        ("0.1.0", "0.1.0", False),
        ("0.0.9", "0.1.0", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version, than, newer):
    assert is_newer(version, than) is newer


class TestWindow:
    @pytest.fixture
    def ask(self, stage, monkeypatch) -> Callable[[str], None]:
        def open_dialog(address: str) -> None:
            monkeypatch.setattr(updates, "ADDRESS", address)
            stage.window.menus["updates"].trigger()

        return open_dialog

    def test_this_version_has_no_address_and_says_so(self, stage):
        assert updates.ADDRESS == ""
        stage.window.menus["updates"].trigger()
        assert stage.dialog.more.text().startswith("This version knows no address to ask.")
        assert stage.dialog.ask_button.isHidden()

    def test_nobody_is_asked_before_the_button_is_pressed_and_then_once(self, stage, server, ask):
        server.offer(version="99.0.0", page=server.address)
        stage.open()
        ask(server.address)
        assert server.address in stage.dialog.more.text()
        assert server.asked == []
        stage.dialog.ask_button.click()
        stage.until(lambda: "99.0.0" in stage.dialog.more.text())
        assert f'href="{server.address}"' in stage.dialog.more.text()
        assert len(server.asked) == 1

    def test_this_version_is_the_newest(self, stage, server, ask):
        server.offer(version=photodedup.__version__)
        ask(server.address)
        stage.dialog.ask_button.click()
        stage.until(lambda: stage.dialog.more.text() == "There is no newer one.")
        assert stage.dialog.ask_button.isEnabled()

    def test_a_failure_is_a_sentence_and_can_be_tried_again(self, stage, server, ask):
        server.status = 500
        ask(server.address)
        stage.dialog.ask_button.click()
        stage.until(lambda: "error 500" in stage.dialog.more.text())
        assert stage.dialog.ask_button.isEnabled()

    def test_an_answer_after_the_dialog_is_gone_is_nobodys(self, stage, server, ask):
        server.offer(version="99.0.0")
        ask(server.address)
        stage.dialog.ask_button.click()
        stage.dialog.close()
        stage.until(lambda: stage.app.presenter.help._network.is_idle)
        stage.until(lambda: stage.dialog is None)
