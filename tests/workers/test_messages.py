"""What travels over the queue, and what a worker does with what it was not meant to get."""

import argparse
import base64
import os

import numpy as np
import pytest

from photodedup import cli
from photodedup.engine.errors import ServingRefused, UnreadablePhoto
from photodedup.engine.extraction import extract
from photodedup.engine.features.embedding import open_embedder
from photodedup.engine.reading.plain import WrongType
from photodedup.workers import arguments
from photodedup.workers.contract import (
    contract_of,
    from_message,
    make_celery,
    queue_of,
    to_message,
)
from photodedup.workers.working import Reader, found_in, places_of
from tests.engine import pictures_made as made


def coded(path) -> str:
    return base64.b64encode(os.fsencode(path)).decode()


@pytest.fixture
def picture(photos):
    return made.save(photos / "a.jpg", made.scene(seed=1))


def read_here(path, px):
    return extract(path, model_input_px=px)


class TestMessages:
    def test_an_extract_comes_back_whole(self, picture):
        import json

        vector = np.linspace(-1, 1, 7, dtype=np.float32)
        sent = extract(picture, model_input_px=None)
        from dataclasses import replace

        message = json.loads(json.dumps(to_message(replace(sent, vector=vector))))
        back = from_message(message)
        assert np.array_equal(back.vector, vector)
        assert back.content_hash == sent.content_hash
        assert back.hashes.to_bytes() == sent.hashes.to_bytes()
        assert back.preview_jpeg == sent.preview_jpeg

    def test_a_reason_comes_back_as_one(self):
        with pytest.raises(UnreadablePhoto, match="broken"):
            from_message({"refused": "broken"})

    @pytest.mark.parametrize(
        "message",
        [None, [], {}, {"extract": {}, "parts": []}, {"extract": 1, "parts": ["!"]}],
    )
    def test_nonsense_is_no_extract(self, message):
        with pytest.raises(WrongType):
            from_message(message)

    def test_only_json_is_spoken(self):
        conf = make_celery("redis://127.0.0.1:1/0").conf
        assert conf.accept_content == conf.result_accept_content == ["json"]
        assert {conf.task_serializer, conf.result_serializer, conf.event_serializer} == {"json"}
        assert conf.task_acks_late
        assert conf.task_reject_on_worker_lost

    def test_each_model_has_a_queue_of_its_own(self):
        none, default = contract_of(None), contract_of(open_embedder("default", "cpu"))
        assert queue_of(none) != queue_of(default)


class TestPlaces:
    def test_a_photo_is_found_under_its_other_name(self, picture, photos):
        places = places_of([f"/theirs={photos}"])
        assert found_in(places, "/theirs/a.jpg") == picture

    @pytest.mark.parametrize(
        "name",
        ["/etc/passwd", "/theirs/../secret.jpg", "/theirs/link.jpg", "/theirsX/a.jpg", "", "a.jpg"],
    )
    def test_nothing_else_is_read(self, photos, tmp_path, name):
        (tmp_path / "secret.jpg").write_bytes(b"secret")
        (photos / "link.jpg").symlink_to(tmp_path / "secret.jpg")
        with pytest.raises(UnreadablePhoto, match="reads no photos there"):
            found_in(places_of([f"/theirs={photos}"]), name)

    def test_a_folder_that_is_not_there(self, tmp_path):
        with pytest.raises(ServingRefused, match="not there"):
            places_of([str(tmp_path / "gone")])


class TestReader:
    def test_it_reads_and_says_why_not(self, picture, photos):
        reader = Reader(places_of([str(photos)]), read_here, None, "test")
        paths = [coded(picture), coded(photos / "gone.jpg"), coded("/etc/passwd"), "!"]
        answer = reader.read(contract_of(None), paths[:3])
        assert [set(file) for file in answer["files"]] == [
            {"extract", "parts"},
            {"refused"},
            {"refused"},
        ]

    def test_another_contract_is_refused(self, picture, photos):
        reader = Reader(places_of([str(photos)]), read_here, None, "test")
        assert "refused" in reader.read("pipeline 0, model x", [coded(picture)])
        assert "refused" in reader.embed(contract_of(None), 1, "")

    def test_it_makes_vectors(self, picture, photos):
        embedder = open_embedder("default", "cpu")
        reader = Reader(places_of([str(photos)]), read_here, embedder, "test")
        (file,) = reader.read(contract_of(embedder), [coded(picture)])["files"]
        wanted = extract(picture, model_input_px=embedder.spec.input_px)
        vector = from_message(file).vector
        assert vector @ embedder.embed(wanted.model_input[None])[0] > 0.9999


class TestCommand:
    @pytest.mark.parametrize("words", [["worker"], ["worker", "--broker", "amqp://x"]])
    def test_a_worker_needs_redis(self, words, capsys, monkeypatch):
        monkeypatch.delenv("PHOTODEDUP_BROKER", raising=False)
        assert cli.main(words, (arguments,)) == 1
        assert "redis://" in capsys.readouterr().err

    def test_find_knows_the_queue_and_goes_without(self, picture, photos, capsys):
        assert cli.main(["find", str(photos), "--model", "none"], (arguments,)) == 0
        assert cli.main(["find", str(photos), "--queue"], (arguments,)) == 1
        assert "--broker" in capsys.readouterr().err

    def test_options(self):
        parser = argparse.ArgumentParser()
        arguments.add_parser(parser.add_subparsers())
        options = parser.parse_args(["worker", "--photos", "/x", "--photos", "/y=/z"])
        assert options.photos == ["/x", "/y=/z"]
