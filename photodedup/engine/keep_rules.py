"""The keep rules of a library: their order, which of them are on, and the folders they prefer."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from photodedup.engine.domain.photos import Photo
from photodedup.engine.ranking import FOLDERS, RULES, Rule
from photodedup.engine.store.pairs import PairStore

_FACT = "keep rules"
_BY_NAME = {rule.name: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class KeepRule:
    """One rule's place in the list is its weight; one that is off counts for nothing."""

    name: str
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class KeepRules:
    """Every rule once, the weightiest first, and the preferred folders, the best one first."""

    order: tuple[KeepRule, ...]
    folders: tuple[Path, ...] = ()

    def active(self) -> tuple[Rule, ...]:
        """The rules that count, in order."""
        return tuple(self._with_folders(_BY_NAME[rule.name]) for rule in self.order if rule.is_on)

    def moved(self, name: str, place: int) -> "KeepRules":
        """With this rule at another place of the list, 0 at the top."""
        rest = [rule for rule in self.order if rule.name != name]
        rest.insert(place, self.rule(name))
        return replace(self, order=tuple(rest))

    def switched(self, name: str, is_on: bool) -> "KeepRules":
        """With this rule on or off."""
        order = (replace(r, is_on=is_on) if r.name == name else r for r in self.order)
        return replace(self, order=tuple(order))

    def preferring(self, folders: Sequence[Path]) -> "KeepRules":
        """With these folders preferred, the best one first."""
        return replace(self, folders=tuple(dict.fromkeys(folders)))

    def with_folder_first(self, folder: Path) -> "KeepRules":
        """With this folder preferred to all others, before any other rule."""
        preferring = self.preferring([folder, *self.folders])
        return preferring.moved(FOLDERS, 0).switched(FOLDERS, True)

    def rule(self, name: str) -> KeepRule:
        return next(rule for rule in self.order if rule.name == name)

    def to_json(self) -> str:
        """Folders as hex of their bytes, because names need not be text."""
        return json.dumps(
            {
                "order": [[rule.name, rule.is_on] for rule in self.order],
                "folders": [os.fsencode(folder).hex() for folder in self.folders],
            }
        )

    def _with_folders(self, rule: Rule) -> Rule:
        if rule.name != FOLDERS:
            return rule
        return replace(rule, value=_FolderRank(self.folders))


class _FolderRank:
    """0 for photos in no preferred folder, and more the further up in the list theirs is."""

    def __init__(self, folders: Sequence[Path]) -> None:
        count = len(folders)
        self._ranks = {os.fspath(folder): float(count - n) for n, folder in enumerate(folders)}
        self._known: dict[str, float] = {}

    def __call__(self, photo: Photo) -> float:
        if not self._ranks:
            return 0.0
        folder = os.path.dirname(photo.path)
        rank = self._known.get(folder)
        if rank is None:
            around = (folder, *map(os.fspath, Path(folder).parents))
            rank = max(self._ranks.get(place, 0.0) for place in around)
            self._known[folder] = rank
        return rank


DEFAULT_KEEP_RULES = KeepRules(tuple(KeepRule(rule.name, rule.is_on) for rule in RULES))


def keep_rules_of(text: str | None) -> KeepRules:
    """Rules from `to_json`; the default ones for None or for what cannot be read.

    A rule that this version does not know is left out, and one that was stored before it existed
    takes its usual place.
    """
    if not text:
        return DEFAULT_KEEP_RULES
    try:
        raw = json.loads(text)
        order = [KeepRule(str(name), bool(is_on)) for name, is_on in raw["order"]]
        folders = tuple(Path(os.fsdecode(bytes.fromhex(folder))) for folder in raw["folders"])
    except (ValueError, TypeError, KeyError):
        return DEFAULT_KEEP_RULES
    known = list({rule.name: rule for rule in order if rule.name in _BY_NAME}.values())
    for place, usual in enumerate(DEFAULT_KEEP_RULES.order):
        if all(rule.name != usual.name for rule in known):
            known.insert(place, usual)
    return KeepRules(tuple(known), folders)


def load_keep_rules(pairs: PairStore) -> KeepRules:
    """The rules of a library."""
    return keep_rules_of(pairs.fact(_FACT))


def save_keep_rules(pairs: PairStore, rules: KeepRules) -> None:
    """Store the order of the rules, which are on, and the folders."""
    pairs.decide(_FACT, rules.to_json())
