"""A download ends with the published file or with one clear sentence, whatever the server does."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.errors import Cancelled, ModelUnavailable
from photodedup.engine.features import download as downloading
from photodedup.engine.features.download import CHUNK_BYTES, download
from photodedup.engine.features.models import ModelSpec, model_spec
from photodedup.engine.features.weights import FileState, file_state, model_file, part_file
from photodedup.engine.progress import CancelToken, Progress, Stage
from tests.engine.features.model_server import Offer, served

CONTENT = np.random.default_rng(3).bytes(5 * CHUNK_BYTES + 77)
WHOLE = len(CONTENT)

pytestmark = pytest.mark.usefixtures("own_models")


def spec_of(content: bytes, url: str, *, is_hash_published: bool = True) -> ModelSpec:
    digest = hashlib.sha256(content).hexdigest()
    return replace(
        model_spec("sscd-disc-mixup"),
        file="weights.pt",
        url=url,
        size_bytes=len(content),
        size_slack_bytes=0,
        sha256=digest if is_hash_published else "",
    )


def fetch(offer: Offer, content: bytes = CONTENT, **facts: bool) -> tuple[ModelSpec, Path]:
    with served(offer) as url:
        spec = spec_of(content, url, **facts)
        return spec, download(spec)


def stop_after(count: int) -> tuple[Callable[[Progress], None], CancelToken]:
    """A sink that stops the work once this many bytes have come."""
    token = CancelToken()

    def watch(progress: Progress) -> None:
        if progress.done >= count:
            token.cancel()

    return watch, token


def test_a_whole_file_arrives_and_can_be_used():
    spec, path = fetch(Offer(CONTENT))

    assert path.read_bytes() == CONTENT
    assert model_file(spec) == path
    assert file_state(spec) is FileState.READY
    assert [left.name for left in path.parent.iterdir() if left.suffix != ".json"] == [spec.file]


def test_progress_counts_bytes_up_to_the_whole():
    seen: list[Progress] = []
    with served(Offer(CONTENT)) as url:
        download(spec_of(CONTENT, url), seen.append)

    assert {progress.stage for progress in seen} == {Stage.DOWNLOADING}
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)
    assert (seen[0].done, seen[-1].done, seen[-1].total) == (0, WHOLE, WHOLE)


def test_a_dropped_connection_is_taken_up_where_it_broke():
    offer = Offer(CONTENT, drops_after=[200_000, 100_000])
    _, path = fetch(offer)

    assert path.read_bytes() == CONTENT
    assert offer.asked == [None, "bytes=200000-", "bytes=300000-"]


def test_a_server_without_ranges_sends_it_again_from_the_start():
    offer = Offer(CONTENT, drops_after=[200_000], ignores_range=True)
    _, path = fetch(offer)

    assert path.read_bytes() == CONTENT


def test_a_connection_that_always_drops_ends_and_keeps_what_came():
    offer = Offer(CONTENT, drops_after=[300_000, *[0] * 9])
    with served(offer) as url:
        spec = spec_of(CONTENT, url)
        with pytest.raises(ModelUnavailable, match=r"broke off. What arrived is kept"):
            download(spec)
        assert part_file(spec).stat().st_size == 300_000
        assert file_state(spec) is FileState.NOT_DOWNLOADED

        offer.drops_after.clear()
        assert download(spec).read_bytes() == CONTENT

    assert offer.asked[-1] == "bytes=300000-"


def test_stopping_keeps_what_came_and_the_next_time_goes_on():
    offer = Offer(CONTENT)
    with served(offer) as url:
        spec = spec_of(CONTENT, url)
        watch, token = stop_after(2 * CHUNK_BYTES)
        with pytest.raises(Cancelled):
            download(spec, watch, token)
        kept = part_file(spec).stat().st_size
        assert 2 * CHUNK_BYTES <= kept < WHOLE

        assert download(spec).read_bytes() == CONTENT
    assert offer.asked == [None, f"bytes={kept}-"]


def test_a_file_that_changed_on_the_server_is_not_joined_to_the_old_beginning():
    newer = CONTENT[::-1]
    with served(Offer(CONTENT)) as url:
        spec = spec_of(newer, url, is_hash_published=False)
        watch, token = stop_after(CHUNK_BYTES)
        with pytest.raises(Cancelled):
            download(spec, watch, token)
    with served(Offer(newer, mark='"second"')) as url:
        assert download(replace(spec, url=url)).read_bytes() == newer


@pytest.mark.parametrize("mark", ["", 'W/"weak"'])
def test_without_hash_and_mark_nothing_is_resumed(mark: str):
    offer = Offer(CONTENT, mark=mark)
    with served(offer) as url:
        spec = spec_of(CONTENT, url, is_hash_published=False)
        watch, token = stop_after(CHUNK_BYTES)
        with pytest.raises(Cancelled):
            download(spec, watch, token)
        assert download(spec).read_bytes() == CONTENT
    assert offer.asked == [None, None]


@pytest.mark.parametrize("says", [WHOLE - 1000, WHOLE + 1000])
def test_a_server_that_lies_about_the_size_is_refused(says: int):
    with pytest.raises(ModelUnavailable, match=rf"another file.*{says:,} bytes"):
        fetch(Offer(CONTENT, says_size=says))


def test_a_page_to_log_in_does_not_spoil_what_came_before():
    with served(Offer(CONTENT)) as url:
        spec = spec_of(CONTENT, url)
        watch, token = stop_after(2 * CHUNK_BYTES)
        with pytest.raises(Cancelled):
            download(spec, watch, token)
    kept = part_file(spec).read_bytes()
    with (
        served(Offer(b"<html>Welcome to the hotel</html>", ignores_range=True)) as url,
        pytest.raises(ModelUnavailable, match="another file"),
    ):
        download(replace(spec, url=url))

    assert part_file(spec).read_bytes() == kept


def test_more_than_was_promised_is_not_written_without_end():
    offer = Offer(CONTENT + bytes(10 * CHUNK_BYTES), says_no_size=True)
    with served(offer) as url:
        spec = spec_of(CONTENT, url)
        with pytest.raises(ModelUnavailable, match="another file"):
            download(spec)
    assert not part_file(spec).exists()


def test_a_file_without_a_size_is_judged_by_what_came():
    _, path = fetch(Offer(CONTENT, says_no_size=True, drops_after=[100_000]))

    assert path.read_bytes() == CONTENT


def test_a_wrong_file_of_the_right_size_is_dropped():
    with served(Offer(CONTENT[::-1])) as url:
        spec = spec_of(CONTENT, url)
        with pytest.raises(ModelUnavailable, match="not the published file of SSCD disc_mixup"):
            download(spec)
    assert not part_file(spec).exists()
    assert file_state(spec) is FileState.NOT_DOWNLOADED


def test_a_hash_that_is_not_published_is_kept_at_the_first_download():
    spec, path = fetch(Offer(CONTENT), is_hash_published=False)
    path.unlink()

    with (
        served(Offer(CONTENT[::-1])) as url,
        pytest.raises(ModelUnavailable, match="not the published file"),
    ):
        download(replace(spec, url=url))

    path.write_bytes(CONTENT[::-1])
    assert file_state(spec) is FileState.DAMAGED


def test_the_start_of_a_hash_is_checked_where_only_that_is_published():
    with served(Offer(CONTENT)) as url:
        spec = replace(spec_of(CONTENT, url, is_hash_published=False), sha256_start="0badbadb")
        with pytest.raises(ModelUnavailable, match="0badbadb"):
            download(spec)


def test_parts_from_another_place_are_refused():
    offer = Offer(CONTENT, drops_after=[200_000], shifts_parts_by=5)
    with pytest.raises(ModelUnavailable, match="broke off"):
        fetch(offer)


def test_a_part_that_is_too_long_is_started_again():
    with served(Offer(CONTENT)) as url:
        spec = spec_of(CONTENT, url)
        part_file(spec).parent.mkdir(parents=True)
        part_file(spec).write_bytes(bytes(WHOLE + 9))
        assert download(spec).read_bytes() == CONTENT


def test_a_finished_part_needs_no_network():
    spec = spec_of(CONTENT, "http://127.0.0.1:1/weights.pt")
    part_file(spec).parent.mkdir(parents=True)
    part_file(spec).write_bytes(CONTENT)

    assert download(spec).read_bytes() == CONTENT


def test_a_server_without_the_file_is_said_at_once():
    offer = Offer(CONTENT, status=404)
    with pytest.raises(ModelUnavailable, match="the server answered “404 Not Found”"):
        fetch(offer)
    assert len(offer.asked) == 1


def test_no_network_is_one_clear_sentence():
    with served(Offer(CONTENT)) as url:
        spec = spec_of(CONTENT, url)
    with pytest.raises(ModelUnavailable) as said:
        download(spec)

    assert str(said.value) == (
        "SSCD disc_mixup cannot be downloaded: there is no connection to its server."
    )


def test_silence_is_said(monkeypatch: pytest.MonkeyPatch):
    def silent(*_: object, **__: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(downloading.urllib.request, "urlopen", silent)
    with pytest.raises(ModelUnavailable, match="the server does not answer"):
        download(spec_of(CONTENT, "http://127.0.0.1/weights.pt"))


def test_a_full_disk_is_not_taken_for_a_broken_line(monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(downloading._Transfer, "_copy", full)
    with pytest.raises(ModelUnavailable, match="cannot be kept on this computer: No space left"):
        fetch(Offer(CONTENT))


def test_what_ships_cannot_be_downloaded():
    with pytest.raises(ModelUnavailable, match="comes with the program"):
        download(model_spec("default"))
