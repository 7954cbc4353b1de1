"""Sending images, and which of them are duplicates."""

import base64
import uuid

import pytest

from tests.engine import pictures_made as made
from tests.server.conftest import add, files, images, stop


class TestAdding:
    def test_every_image_has_its_place_and_its_id(self, serve):
        answer = serve().post("/images", files=files(images())).json()
        assert uuid.UUID(answer["request_id"]).version == 4
        assert answer["added"] == 5
        assert [image["index"] for image in answer["images"]] == [0, 1, 2, 3, 4]
        assert [image["id"] for image in answer["images"]] == [0, 1, 2, 3, 4]
        assert [image["name"] for image in answer["images"]] == list(images())

    def test_a_bad_one_fails_no_other(self, serve):
        pictures = {**images(), "text.jpg": b"no picture", "cut.jpg": images()["a.jpg"][:2000]}
        answer = serve().post("/images", files=files(pictures)).json()
        assert answer["added"] == 5
        refused = {image["name"]: image["reason"] for image in answer["images"] if image["reason"]}
        assert set(refused) == {"text.jpg", "cut.jpg"}
        assert all(refused.values())

    def test_files_and_base64_and_addresses_in_one_request(self, serve):
        picture = images()["a.jpg"]
        data = {
            "base64": [base64.b64encode(picture).decode(), "not base64!"],
            "url": "http://example.org/a.jpg",
        }
        answer = serve().post("/images", files=files({"a.jpg": picture}), data=data).json()
        assert answer["added"] == 2
        reasons = [image["reason"] for image in answer["images"]]
        assert sum(reason is None for reason in reasons) == 2
        assert "this is no base64" in reasons
        assert "this server fetches no addresses" in reasons

    def test_as_json(self, serve):
        coded = base64.b64encode(images()["a.jpg"]).decode()
        body = {"images": [{"base64": f"data:image/jpeg;base64,{coded}", "name": "x.jpg"}]}
        answer = serve().post("/images", json=body).json()
        assert (answer["added"], answer["images"][0]["name"]) == (1, "x.jpg")

    def test_other_formats_only_where_they_are_chosen(self, serve):
        webp = {"a.webp": made.encoded(made.scene(), ".webp")}
        client = serve()
        assert client.post("/images", files=files(webp)).json()["added"] == 0
        stop(client)
        client = serve(limits={"formats": frozenset({"jpeg", "webp"})})
        assert client.post("/images", files=files(webp)).json()["added"] == 1

    def test_a_name_never_becomes_a_path(self, serve, tmp_path):
        client = serve()
        client.post("/images", files=files({"../../../evil.jpg": images()["a.jpg"]}))
        assert list(tmp_path.rglob("evil*")) == []

    @pytest.mark.parametrize(
        ("kind", "body", "status"),
        [
            ("application/json", b"{", 400),
            ("application/json", b"[]", 422),
            ("application/json", b'{"images": []}', 422),
            ("application/json", b'{"images": [1]}', 422),
            ("application/json", b'{"images": [{"base64": 1}]}', 422),
            ("text/plain", b"hello", 415),
            ("multipart/form-data", b"", 400),
            ("multipart/form-data; boundary=x", b"nonsense", 400),
        ],
    )
    def test_bodies_that_make_no_sense(self, serve, kind, body, status):
        answer = serve().post("/images", content=body, headers={"Content-Type": kind})
        assert answer.status_code == status
        assert answer.json()["detail"]


class TestDuplicates:
    def test_pairs_and_groups(self, serve):
        client = serve()
        name = add(client)
        answer = client.get(f"/duplicates/{name}").json()
        (group,) = answer["groups"]
        verdicts = {member["id"]: member["verdict"] for member in group["members"]}
        assert group["keeper"] == 0
        assert verdicts == {1: "identical", 2: "same-picture", 3: "edited"}
        assert {(pair["first"], pair["second"]) for pair in answer["pairs"]} == {
            *((0, 1), (0, 2), (0, 3)),
            *((1, 2), (1, 3)),  # the second file equals the first, so it is proved likewise
        }
        assert answer["message"] == "5 pairs in 1 group."

    def test_a_pair_says_what_its_own_two_images_are_to_each_other(self, serve):
        pictures = images()
        twice = {**pictures, "f.jpg": pictures["d.jpg"]}
        client = serve()
        pairs = client.get(f"/duplicates/{add(client, twice)}").json()["pairs"]
        found = {(pair["first"], pair["second"]): pair for pair in pairs}
        assert found[0, 3]["verdict"] == found[0, 5]["verdict"] == "edited"
        assert found[3, 5]["verdict"] == "identical"
        assert found[3, 5]["similarity"] == 1.0
        assert found[1, 3] == {**found[0, 3], "first": 1}

    def test_threshold_and_verdict(self, serve):
        client = serve()
        name = add(client)
        sure = client.get(f"/duplicates/{name}", params={"threshold": 1.0}).json()
        assert {pair["second"] for pair in sure["pairs"]} == {1}
        some = client.get(f"/duplicates/{name}", params={"verdict": ["edited", "burst"]}).json()
        assert {(pair["first"], pair["second"]) for pair in some["pairs"]} == {
            *((0, 3), (1, 3)),
        }
        assert {pair["verdict"] for pair in some["pairs"]} == {"edited"}
        assert [member["id"] for member in some["groups"][0]["members"]] == [3]

    def test_every_pair_reaches_the_threshold(self, serve):
        client = serve()
        name = add(client)
        all_pairs = client.get(f"/duplicates/{name}", params={"threshold": 0}).json()["pairs"]
        for limit in {pair["similarity"] for pair in all_pairs}:
            answer = client.get(f"/duplicates/{name}", params={"threshold": limit}).json()
            assert answer["pairs"]
            assert all(pair["similarity"] >= limit for pair in answer["pairs"])
            members = [member for group in answer["groups"] for member in group["members"]]
            assert all(member["similarity"] >= limit for member in members)

    def test_none_is_said_plainly(self, serve):
        client = serve()
        name = add(client, {"a.jpg": images()["a.jpg"], "e.jpg": images()["e.jpg"]})
        answer = client.get(f"/duplicates/{name}").json()
        assert (answer["pairs"], answer["groups"]) == ([], [])
        assert answer["message"] == "There are no duplicates among these images."

    @pytest.mark.parametrize("name", ["nope", str(uuid.uuid4()), "..%2F..%2Fetc"])
    def test_an_unknown_one(self, serve, name):
        assert serve().get(f"/duplicates/{name}").status_code == 404

    @pytest.mark.parametrize("threshold", ["-0.1", "1.1", "much", "nan"])
    def test_a_bad_threshold(self, serve, threshold):
        client = serve()
        answer = client.get(f"/duplicates/{add(client)}", params={"threshold": threshold})
        assert answer.status_code == 422


class TestKeeping:
    def test_it_survives_a_restart(self, serve):
        first = serve()
        name = add(first)
        stop(first)
        second = serve()
        assert len(second.get(f"/duplicates/{name}").json()["pairs"]) == 5
        found = second.post(
            f"/similarity-search?request_id={name}",
            files=files({"a.jpg": images()["a.jpg"]}, "image"),
        )
        assert found.json()["ids"][:2] == [0, 1]

    def test_a_deleted_one_is_gone_from_the_disk(self, serve, tmp_path):
        client = serve()
        name = add(client)
        client.get(f"/preview?request_id={name}&id=0")
        assert client.delete(f"/collections/{name}").status_code == 204
        assert client.delete(f"/collections/{name}").status_code == 404
        assert client.get(f"/duplicates/{name}").status_code == 404
        assert [p.name for p in (tmp_path / "store").iterdir()] == ["store.lock"]

    def test_past_the_quota(self, serve):
        client = serve(limits={"store_bytes": 1_500_000})
        first = add(client)
        answers = [client.post("/images", files=files(images())) for _ in range(3)]
        assert 413 in {answer.status_code for answer in answers}
        assert client.get(f"/duplicates/{first}").status_code == 200
