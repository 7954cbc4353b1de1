"""Use case: a person agrees to groups as they are, has many photos marked, or keeps copies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from photodedup.engine.agreements import Decided, KeptSet, as_seen, contents_of, pictures
from photodedup.engine.domain.decisions import KEEPERS, Choice, said_besides
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import GroupId, PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.groups import GroupBook
from photodedup.engine.marking import removal_of
from photodedup.engine.store.agreements import AgreementStore, now_text
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.tabs import goable

FEW = 100  # so many groups are quicker made one by one than all anew


class Agreeing:
    """Decisions about many groups at once. Groups come as the person saw them: what has changed
    since is not agreed to."""

    def __init__(self, photos: PhotoStore, store: AgreementStore, book: GroupBook) -> None:
        self._photos = photos
        self._store = store
        self._book = book

    def accept(self, groups: Iterable[Group]) -> None:
        """The person has looked at these groups and agrees."""
        self._set_reviews({group.id: as_seen(group) for group in groups})

    def suggest(self, groups: Iterable[Group]) -> tuple[PhotoId, ...]:
        """Mark all but the keeper, where that is not done without asking; returns what was marked.

        Left alone is what is in protected folders, what nothing proves, and groups that are
        skipped or have no clear keeper.
        """
        marks: dict[PhotoId, Choice | None] = {
            member.photo.id: removal_of(member)
            for group in groups
            if not (group.is_skipped or group.needs_look)
            for member in goable(group)
            if member.verdict.is_proved and not member.is_marked
        }
        before = self._book.choices(tuple(marks))
        self._book.set_choices(
            {id_: said_besides(before[id_], each) for id_, each in marks.items()}
        )
        return tuple(marks)

    def keep_all(self, groups: Iterable[Group]) -> None:
        """All photos of these groups stay, and are not shown again before another copy comes."""
        self._set_kept(dict.fromkeys(map(contents_of, groups), now_text()))

    def release(self, contents: Iterable[str]) -> Decided:
        """Take that back. Returns what was decided before, to be put back so."""
        kept = self._store.kept()
        before = {each: kept.get(each) for each in contents}
        self._set_kept(dict.fromkeys(before))
        return Decided({}, {}, before)

    def kept(self) -> tuple[KeptSet, ...]:
        """What is kept so, the latest first."""
        kept = self._store.kept()
        wanted = {content for contents in kept for content in contents.split()}
        with_content: dict[str, list[Photo]] = {content: [] for content in wanted}
        for photo in sorted(self._photos.photos().values(), key=lambda photo: photo.path):
            if photo.content_hash in wanted:
                with_content[photo.content_hash].append(photo)
        found = [
            KeptSet(contents, _photos(contents, with_content), datetime.fromisoformat(at))
            for contents, at in kept.items()
        ]
        return tuple(sorted(found, key=lambda each: each.decided_at, reverse=True))

    # --- the way back --------------------------------------------------------------------------

    def decided(self, groups: Sequence[Group]) -> Decided:
        """All decisions about these groups, to be put back so."""
        photos = {photo.id for group in groups for photo in pictures(group)}
        kept = self._store.kept()
        contents = (contents_of(group) for group in groups)
        return Decided(
            self._book.choices(tuple(photos)),
            self.reviews(groups),
            {each: kept.get(each) for each in contents},
        )

    def reviews(self, groups: Iterable[Group]) -> dict[GroupId, str | None]:
        """How each of these groups looked when the person agreed to it, None if never."""
        stored = self._store.reviews()
        return {group.id: stored.get(group.id) for group in groups}

    def restore_reviews(self, reviews: Mapping[GroupId, str | None]) -> None:
        """Put back just so what was agreed to."""
        if reviews:
            self._set_reviews(reviews)

    def restore(self, decided: Decided) -> tuple[Group, ...] | None:
        """Put decisions back exactly. Returns the groups that they are about, or None where any
        group may be another now."""
        before = self._book.choices(tuple(decided.choices))
        had_keeper = not KEEPERS.isdisjoint({*before.values(), *decided.choices.values()})
        self._book.set_choices(decided.choices)
        self._set_reviews(decided.reviews)
        kept = self._store.kept()
        if changed := {each: at for each, at in decided.kept.items() if kept.get(each) != at}:
            self._set_kept(changed)
        if changed or had_keeper or len(decided.reviews) > FEW:
            return None
        found = (self._book.get(group) for group in decided.reviews)
        return tuple(group for group in found if group is not None)

    def agreed(self, groups: Sequence[Group]) -> tuple[Group, ...]:
        """The same groups after a decision by hand, which the person has seen and agrees to."""
        self.accept(groups)
        return tuple(replace(group, is_accepted=True) for group in groups)

    def _set_reviews(self, reviews: Mapping[GroupId, str | None]) -> None:
        with self._book.following():
            self._store.set_reviews(reviews)
            self._book.take_agreements(self._store)

    def _set_kept(self, kept: Mapping[str, str | None]) -> None:
        with self._book.following():
            self._store.set_kept(kept)
            self._book.take_agreements(self._store)


def _photos(contents: str, with_content: Mapping[str, Sequence[Photo]]) -> tuple[Photo, ...]:
    """The photos of each content, once."""
    return tuple(photo for each in dict.fromkeys(contents.split()) for photo in with_content[each])
