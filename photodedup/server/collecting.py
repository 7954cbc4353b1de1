"""Makes a collection of the images of a request, and answers which of them are duplicates."""

import os
from collections.abc import Collection as Many
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.library import Library
from photodedup.engine.reports.counting import counted
from photodedup.engine.reports.filtering import filtered
from photodedup.engine.shot_groups import unfolded
from photodedup.server.corpora import Corpus, image_number
from photodedup.server.limits import Limits
from photodedup.server.store import Collection, CollectionStore
from photodedup.server.taking import Sent, Taken, take
from photodedup.server.workshop import Workshop

NONE_FOUND = "There are no duplicates among these images."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one image: its id, or the reason why it was refused."""

    index: int
    name: str
    id: int | None
    reason: str | None


def make_collection(
    sent: Sequence[Sent], store: CollectionStore, workshop: Workshop, limits: Limits
) -> tuple[Collection, list[Outcome]]:
    """Keep the images that can be read, and find the duplicates among them.

    Raises:
        QuotaReached: there is no room for them.
    """
    taken: dict[int, Taken] = {}
    reasons: dict[int, str] = {}
    futures: list[Future[Taken]] = [workshop.readers.submit(take, one, limits) for one in sent]
    for index, future in enumerate(futures):
        try:
            taken[index] = future.result()
        except UnreadablePhoto as error:
            reasons[index] = str(error)
    collection = store.begin(sum(len(image.data) for image in taken.values()))
    try:
        for index, image in taken.items():
            (collection.images / f"{index:05}{image.ending}").write_bytes(image.data)
        reasons.update(_find_among(collection, workshop))
        store.finish(collection)
    except BaseException:
        store.delete(collection.id)
        raise
    return collection, [
        Outcome(index, one.shown_name, None if index in reasons else index, reasons.get(index))
        for index, one in enumerate(sent)
    ]


def _find_among(collection: Collection, workshop: Workshop) -> dict[int, str]:
    """Scan the images; returns why some cannot be read, by their index."""
    with Library(
        collection.library,
        workshop.settings,
        model=workshop.model,
        reading=workshop.reading,
    ) as library:
        library.add_folder(collection.images)
        library.scan(workshop.readers)
        skipped = {image_number(file.path): file.reason for file in library.skipped()}
    for number in skipped:
        for path in collection.images.glob(f"{number:05}.*"):
            os.unlink(path)  # noqa: TID251 - a copy that the server wrote, of what is no image
    return skipped


def duplicates(corpus: Corpus, threshold: float, verdicts: Many[Verdict]) -> dict[str, Any]:
    """Pairs and groups of a collection, made of what is at least so similar.

    A pair is any two images of one group that were proved to each other; a member of a group is
    proved to the image that the group keeps. `verdicts` leaves only such pairs and members.
    """
    library = corpus.library
    made = unfolded(library.groups(threshold))
    pairs = [
        {
            "first": corpus.shown_id(pair.first),
            "second": corpus.shown_id(pair.second),
            "similarity": pair.similarity,
            "verdict": str(pair.verdict),
        }
        for group in made
        for pair in library.proved_pairs(group, threshold)
        if not verdicts or pair.verdict in verdicts
    ]
    groups = [_plain(group, corpus) for group in filtered(made, verdicts)]
    found = f"{counted(len(pairs), 'pair')} in {counted(len(groups), 'group')}."
    return {"message": found if pairs else NONE_FOUND, "pairs": pairs, "groups": groups}


def _plain(group: Group, corpus: Corpus) -> dict[str, Any]:
    return {
        "kind": str(group.kind),
        "keeper": corpus.shown_id(group.keeper),
        "members": [
            {
                "id": corpus.shown_id(member.photo),
                "similarity": member.similarity,
                "verdict": str(member.verdict),
                "reason": member.reason,
            }
            for member in group.members
        ],
    }
