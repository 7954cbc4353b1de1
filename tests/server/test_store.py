"""Collections on disk: found again, expired, unfinished, and never anything beside them."""

import json
import uuid

import pytest

from photodedup.engine.errors import LibraryInUse
from photodedup.server.store import CollectionStore, QuotaReached


@pytest.fixture
def root(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def open_store(root):
    """Opens a store; the one before is closed."""
    opened = []

    def start(quota_bytes=1 << 30, now_s=lambda: 0.0):
        for store in opened:
            store.close()
        opened.append(CollectionStore(root, quota_bytes, 60, now_s))
        return opened[-1]

    yield start
    for store in opened:
        store.close()


def names_in(root):
    return [path.name for path in root.iterdir() if path.name != "store.lock"]


def make(store, size_bytes=1000):
    collection = store.begin(size_bytes)
    (collection.images / "00000.jpg").write_bytes(b"x" * size_bytes)
    store.finish(collection)
    return collection


def test_the_next_server_finds_it(open_store, root):
    made = make(open_store())
    found = open_store().get(made.id)
    assert found == made


def test_an_unfinished_one_is_cleared_away(open_store, root):
    open_store().begin(10)
    assert names_in(root)
    open_store()
    assert names_in(root) == []


def test_what_lies_beside_them_stays(open_store, root, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"mine")
    root.mkdir()
    (root / "notes.txt").write_text("mine")
    (root / "folder").mkdir()
    (root / str(uuid.uuid4())).symlink_to(tmp_path / "photos", target_is_directory=True)
    store = open_store()
    for name in (path.name for path in root.iterdir()):
        assert not store.delete(name)
    assert (tmp_path / "photos" / "a.jpg").read_bytes() == b"mine"
    assert len(names_in(root)) == 3


def test_it_expires_by_its_own_note(open_store, root):
    now = [1000.0]
    store = open_store(now_s=lambda: now[0])
    old = make(store)
    now[0] += 50
    young = make(store)
    now[0] += 20
    assert store.expired() == [old.id]
    assert store.delete(old.id)
    assert store.get(young.id) is not None


def test_the_quota_counts_what_is_under_way_and_what_was_there(open_store, root):
    store = open_store(3_000_000)
    store.begin(1_500_000)
    with pytest.raises(QuotaReached):
        store.begin(1_000_000)
    other = open_store(3_000_000)
    make(other, 1_500_000)
    for store in (other, open_store(3_000_000)):
        with pytest.raises(QuotaReached):
            store.begin(1_000_000)


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "\0", str(uuid.uuid4())])
def test_names_that_are_none(open_store, root, name):
    store = open_store()
    assert store.get(name) is None
    assert not store.delete(name)


def test_a_damaged_note(open_store, root):
    made = make(open_store())
    (made.folder / "collection.json").write_text(json.dumps({"expires_at": "never"}))
    assert open_store().get(made.id) is None


def test_two_servers_do_not_share_a_store(open_store, root):
    open_store()
    with pytest.raises(LibraryInUse):
        CollectionStore(root, 1 << 30, 60)
