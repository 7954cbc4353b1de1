"""The clean-up: plan, prove a survivor, trash, journal, restore. Only here does a file move."""

from photodedup.engine.cleanup.plan_file import PlanFile, agreed, plan_text, read_plan
from photodedup.engine.cleanup.planning import plan_cleanup
from photodedup.engine.cleanup.recovery import recover
from photodedup.engine.cleanup.rehearsal import rehearse
from photodedup.engine.cleanup.removal import clean_up
from photodedup.engine.cleanup.restoring import restore
from photodedup.engine.cleanup.sidecars import take_back_sidecars
from photodedup.engine.cleanup.survivors import plan_survivors
from photodedup.engine.cleanup.trash import Announce, Trash, TrashReceipt, platform_trash
from photodedup.engine.store.journal import Journal

__all__ = [
    "Announce",
    "Journal",
    "PlanFile",
    "Trash",
    "TrashReceipt",
    "agreed",
    "clean_up",
    "plan_cleanup",
    "plan_survivors",
    "plan_text",
    "platform_trash",
    "read_plan",
    "recover",
    "rehearse",
    "restore",
    "take_back_sidecars",
]
