"""Searching a collection and a library, detection in two stages, and small pictures."""

import numpy as np
import pytest

from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.settings import Settings
from tests.engine import pictures_made as made
from tests.engine.libraries import scan
from tests.server.conftest import add, files, images


def one(picture: bytes, name: str = "asked.jpg"):
    return files({name: picture}, "image")


@pytest.fixture
def edited() -> bytes:
    return made.encoded(np.ascontiguousarray(made.scene(640, 480, seed=1)[::-1]), ".jpg")


class TestSimilaritySearch:
    def test_copies_come_first_and_likeness_falls(self, serve, edited):
        client = serve()
        name = add(client)
        answer = client.post(
            "/similarity-search", params={"request_id": name, "top_k": 5}, files=one(edited)
        ).json()
        assert set(answer["ids"][:4]) == {0, 1, 2, 3}
        assert answer["verdicts"][4] is None
        assert answer["similarities"] == sorted(answer["similarities"], reverse=True)

    def test_top_k_also_in_the_body(self, serve, edited):
        client = serve()
        fields = {"request_id": add(client), "top_k": "2"}
        answer = client.post("/similarity-search", data=fields, files=one(edited)).json()
        assert len(answer["ids"]) == 2

    @pytest.mark.parametrize("top_k", ["0", "-1", "many"])
    def test_a_bad_top_k(self, serve, edited, top_k):
        client = serve()
        name = add(client)
        for place in ("params", "data"):
            given = {place: {"top_k": top_k, "request_id": name}}
            answer = client.post("/similarity-search", files=one(edited), **given)
            assert answer.status_code == 422

    def test_a_library(self, serve, photos, tmp_path):
        for name, data in images().items():
            (photos / name).write_bytes(data)
        places = library_places_at(tmp_path / "mine")
        with Library(places, Settings(model="none")) as library:
            scan(library, photos)
        client = serve(libraries={"mine": places})
        answer = client.post("/similarity-search", files=one(images()["c.png"])).json()
        assert answer["verdicts"][0] == "identical"
        picture = client.get("/preview", params={"library": "mine", "id": answer["ids"][0]})
        assert picture.content.startswith(b"\xff\xd8")
        assert client.get("/").json()["libraries"] == ["mine"]

    def test_a_library_that_grows_is_seen(self, serve, photos, tmp_path):
        (photos / "e.jpg").write_bytes(images()["e.jpg"])
        places = library_places_at(tmp_path / "mine")
        with Library(places, Settings(model="none")) as library:
            scan(library, photos)
            client = serve(libraries={"mine": places})
            client.post("/similarity-search", files=one(images()["a.jpg"]))
            (photos / "a.jpg").write_bytes(images()["a.jpg"])
            scan(library)
            answer = client.post("/similarity-search", files=one(images()["a.jpg"])).json()
        assert answer["verdicts"][0] == "identical"

    def test_nothing_to_look_in(self, serve, edited):
        client = serve()
        assert client.post("/similarity-search", files=one(edited)).status_code == 404
        answer = client.post("/similarity-search?library=/etc", files=one(edited))
        assert answer.status_code == 404

    def test_what_is_no_picture(self, serve):
        client = serve()
        name = add(client)
        answer = client.post(f"/similarity-search?request_id={name}", files=one(b"text"))
        assert answer.status_code == 422
        assert "refused" in answer.json()["detail"]


class TestDetect:
    def test_equal_bytes_are_settled_by_the_sieve(self, serve):
        client = serve()
        answer = client.post(
            f"/api/detect?request_id={add(client)}", files=one(images()["e.jpg"])
        ).json()
        assert (answer["is_duplicate"], answer["stage"]) == (True, "sieve")
        assert answer["match"]["id"] == 4

    def test_a_copy_is_proved_by_the_verifier(self, serve, edited):
        client = serve()
        answer = client.post(f"/api/detect?request_id={add(client)}", files=one(edited)).json()
        assert (answer["is_duplicate"], answer["stage"]) == (True, "verifier")
        assert answer["match"]["verdict"] == "edited"
        assert {match["id"] for match in answer["verifier_matches"]} == {0, 1, 2, 3}
        assert answer["match"] in answer["sieve_matches"]

    def test_a_stranger(self, serve):
        client = serve()
        stranger = made.encoded(made.scene(640, 480, seed=77), ".jpg")
        answer = client.post(f"/api/detect?request_id={add(client)}", files=one(stranger)).json()
        assert (answer["is_duplicate"], answer["match"]) == (False, None)
        assert answer["verifier_matches"] == []


class TestPreview:
    def test_only_by_id(self, serve):
        client = serve()
        name = add(client)
        answer = client.get("/preview", params={"request_id": name, "id": 2})
        assert answer.headers["content-type"] == "image/jpeg"
        assert client.get("/preview", params={"request_id": name, "id": 9}).status_code == 404
        for bad in ("-1", "../../x", "a.jpg"):
            answer = client.get("/preview", params={"request_id": name, "id": bad})
            assert answer.status_code == 422


def test_with_the_model_many_share_one_batch(serve):
    from concurrent.futures import ThreadPoolExecutor

    client = serve(settings=Settings(model="default", device="cpu", workers=4))
    name = add(client)

    def ask(number: int) -> list[int]:
        picture = made.encoded(made.scene(320, 240, seed=number), ".jpg")
        return client.post(f"/similarity-search?request_id={name}", files=one(picture)).json()[
            "ids"
        ]

    with ThreadPoolExecutor(8) as pool:
        assert all(len(ids) == 5 for ids in pool.map(ask, range(12)))
