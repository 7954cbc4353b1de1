"""Tabs, orders and filters in plain words."""

from PySide6.QtCore import QCoreApplication

from photodedup.engine.sifting import Order, ReviewState
from photodedup.engine.tabs import Tab


def tr(text: str) -> str:
    return QCoreApplication.translate("tab_words", text)


def title(tab: Tab) -> str:
    return {
        Tab.ALL: tr("All"),
        Tab.IDENTICAL: tr("Identical"),
        Tab.SAME_PICTURE: tr("Same picture"),
        Tab.EDITED: tr("Edited"),
        Tab.BURSTS: tr("Bursts"),
        Tab.SIMILAR: tr("Similar"),
        Tab.NEEDS_LOOK: tr("Needs a look"),
    }[tab]


def explanation(tab: Tab) -> str:
    """What is in a tab, and what is marked there, in two sentences."""
    return {
        Tab.ALL: tr("All groups. Each one is also in just one of the other tabs."),
        Tab.IDENTICAL: tr(
            "Groups with files that are the same, byte for byte. All but one are marked already; "
            "other copies in such a group are not, unless they are the same picture."
        ),
        Tab.SAME_PICTURE: tr(
            "Groups whose surest copy is the same photo, saved again. All but one are marked "
            "already; edited copies in such a group are not."
        ),
        Tab.EDITED: tr(
            "Groups whose surest copy was changed: cropped, turned, filtered or framed. Nothing "
            "is marked until you ask for it."
        ),
        Tab.BURSTS: tr(
            "Several photos of one moment, each one different. Nothing is marked until you ask "
            "for it."
        ),
        Tab.SIMILAR: tr(
            "Photos of one scene, each one different. Nothing is marked until you ask for it."
        ),
        Tab.NEEDS_LOOK: tr(
            "Groups in which something is not proved or not clear, whatever else is in them. "
            "Look at these yourself."
        ),
    }[tab]


def order(value: Order) -> str:
    return {
        Order.FREES_MOST: tr("Frees most first"),
        Order.NEWEST: tr("Newest first"),
        Order.OLDEST: tr("Oldest first"),
        Order.FOLDER: tr("By folder"),
        Order.SUREST: tr("Surest first"),
    }[value]


def review_state(value: ReviewState) -> str:
    return {
        ReviewState.ANY: tr("Reviewed or not"),
        ReviewState.OPEN: tr("Not reviewed yet"),
        ReviewState.REVIEWED: tr("Reviewed"),
    }[value]
