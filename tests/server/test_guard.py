"""Who may ask, how much may come, and how many at once."""

import threading

import pytest

from photodedup.server import collecting
from tests.server.conftest import add, files, images

TOKEN = "a-token-of-many-letters"


class TestToken:
    def test_without_it_nothing_is_done(self, serve):
        client = serve(token=TOKEN)
        assert client.post("/images", files=files(images())).status_code == 401
        for header in (f"Bearer {TOKEN}x", "Bearer", f"Basic {TOKEN}", ""):
            answer = client.get("/duplicates/x", headers={"Authorization": header})
            assert answer.status_code == 401
        assert "Bearer" in client.get("/preview?id=1").headers["www-authenticate"]

    def test_with_it(self, serve):
        client = serve(token=TOKEN)
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        assert client.get(f"/duplicates/{add(client)}").status_code == 200

    def test_health_and_documentation_need_none(self, serve):
        client = serve(token=TOKEN)
        for path in ("/", "/docs", "/openapi.json", "/page.js", "/page.css"):
            assert client.get(path).status_code == 200


class TestOtherPages:
    """A page of the web that a person has open must not use their server."""

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
    def test_their_requests_are_refused(self, serve, origin):
        answer = serve().post("/images", files=files(images()), headers={"Origin": origin})
        assert answer.status_code == 403

    def test_the_own_page_may(self, serve):
        headers = {"Origin": "http://127.0.0.1:8000"}
        assert serve().post("/images", files=files(images()), headers=headers).status_code == 200

    @pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "", "127.0.0.1.evil"])
    def test_a_name_that_was_made_to_mean_this_computer(self, serve, host):
        assert serve().get("/", headers={"Host": host}).status_code == 403

    @pytest.mark.parametrize("host", ["localhost:8000", "[::1]:8000", "127.0.0.1"])
    def test_the_names_of_this_computer(self, serve, host):
        assert serve().get("/", headers={"Host": host}).status_code == 200


class TestLimits:
    def test_an_image_that_is_too_large(self, serve):
        client = serve(limits={"image_bytes": 20_000})
        answer = client.post("/images", files=files(images())).json()
        large = {name for name, data in images().items() if len(data) > 20_000}
        assert large
        assert {i["name"] for i in answer["images"] if i["id"] is None} == large

    def test_too_many_images(self, serve):
        client = serve(limits={"images": 2})
        answer = client.post("/images", files=files(images()))
        assert answer.status_code in (400, 413)

    def test_too_many_pixels(self, serve):
        client = serve(limits={"pixels": 100_000})
        answer = client.post("/images", files=files(images())).json()
        taken = [image["name"] for image in answer["images"] if image["id"] is not None]
        assert taken == ["c.png"]

    def test_a_request_that_is_too_large(self, serve):
        client = serve(limits={"request_bytes": 30_000})
        assert client.post("/images", files=files(images())).status_code == 413

    def test_one_that_does_not_say_how_large_it_is(self, serve):
        client = serve(limits={"request_bytes": 30_000})

        def stream():
            for _ in range(100):
                yield b"x" * 1000

        headers = {"Content-Type": "application/json"}
        assert client.post("/images", content=stream(), headers=headers).status_code == 413

    def test_a_bomb(self, serve):
        import struct
        import zlib

        def chunk(name: bytes, data: bytes) -> bytes:
            return (
                struct.pack(">I", len(data))
                + name
                + data
                + struct.pack(">I", zlib.crc32(name + data))
            )

        bomb = (
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
            + chunk(b"IEND", b"")
        )
        answer = serve().post("/images", files=files({"bomb.png": bomb})).json()
        assert answer["added"] == 0

    def test_what_is_inside_at_once_may_not_fill_the_memory(self, serve, monkeypatch):
        client = serve(limits={"inside_bytes": 1000})
        inside, go_on = threading.Event(), threading.Event()
        real = collecting.make_collection

        def slow(*given):
            inside.set()
            assert go_on.wait(30)
            return real(*given)

        monkeypatch.setattr(collecting, "make_collection", slow)
        thread = threading.Thread(target=lambda: client.post("/images", files=files(images())))
        thread.start()
        assert inside.wait(30)
        assert client.post("/images", files=files(images())).status_code == 429
        go_on.set()
        thread.join(30)
        assert client.post("/images", files=files(images())).status_code == 200

    def test_past_the_limit_it_says_429_and_goes_on(self, serve, monkeypatch):
        """One request is held inside; the next one is turned away; then all is well."""
        client = serve(limits={"waiting": 1})
        name = add(client)
        inside, go_on = threading.Event(), threading.Event()
        real = collecting.duplicates

        def slow(*given):
            inside.set()
            assert go_on.wait(30)
            return real(*given)

        monkeypatch.setattr(collecting, "duplicates", slow)
        answers = []
        thread = threading.Thread(
            target=lambda: answers.append(client.get(f"/duplicates/{name}").status_code)
        )
        thread.start()
        assert inside.wait(30)
        refused = client.get(f"/duplicates/{name}")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        assert client.get("/").status_code == 200
        go_on.set()
        thread.join(30)
        assert answers == [200]
        assert client.get(f"/duplicates/{name}").status_code == 200
