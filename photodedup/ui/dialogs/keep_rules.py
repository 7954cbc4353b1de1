"""The keep rules in their order, what a change to them would do, and applying it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES, KeepRule, KeepRules
from photodedup.ui import wording
from photodedup.ui.dialogs.dialog_keys import give_keys, name_keys
from photodedup.ui.dialogs.example_rows import Example
from photodedup.ui.dialogs.ordered_list import OrderedList
from photodedup.ui.dialogs.parts import (
    button_row,
    dialog_column,
    headline,
    plain_button,
    prepare,
    quiet,
    scrolling,
    title_row,
)
from photodedup.ui.dialogs.preferred_folders import PreferredFolders
from photodedup.ui.dialogs.preview_pane import PreviewPane
from photodedup.ui.models import rule_words
from photodedup.ui.models.thumbnails import ThumbnailLoader

if TYPE_CHECKING:
    from photodedup.engine.learned_rules import HandChoice, Proposal
    from photodedup.engine.trials import Preview

SETTLE_MS = 250  # a rule is often moved several places
LEFT_WIDTH_PX = 400
FOLDERS_HEIGHT_PX = 150
LEAST_LINES = 12  # of text, for the rules


class KeepRulesDialog(QDialog):
    """Nothing changes before the person applies what the preview shows.

    Args:
        rules: those of the library now.
        may_apply: whether anything may be changed.
    """

    preview_requested = Signal(object)  # KeepRules
    stop_requested = Signal()
    apply_requested = Signal(object)  # Preview

    def __init__(
        self,
        rules: KeepRules,
        thumbnails: ThumbnailLoader,
        parent: QWidget | None = None,
        *,
        may_apply: bool = True,
    ) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Keep rules"), 1040, 720)
        self._now = rules
        self._may_apply = may_apply
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self._ask)
        self.list = OrderedList(self.tr("Keep rules, the weightiest first"))
        self.explanation = quiet()
        self.folders = PreferredFolders()
        self.pane = PreviewPane(thumbnails)
        self.learned = QLabel()
        self.learned.setWordWrap(True)
        self.learned.setTextFormat(Qt.TextFormat.PlainText)
        self.learned.hide()
        self.usual_button = plain_button(
            self.tr("Usual &order"), self.tr("The order that the program comes with")
        )
        self.usual_button.clicked.connect(self._show_usual)
        self.cancel_button = plain_button(self.tr("Cancel"))
        name_keys(self.cancel_button, self.tr("Change nothing"))
        self.cancel_button.clicked.connect(self.reject)
        self.apply_button = plain_button(self.tr("&Apply"))
        self.apply_button.setProperty("primary", True)
        self.apply_button.clicked.connect(self._apply)
        give_keys(self, self.apply_button, self.tr("Keep photos by these rules"))
        self._build()
        self._connect()
        self.show_rules(rules)
        self.list.list.setFocus()

    def _build(self) -> None:
        told = quiet(
            self.tr(
                "One photo of each group is kept: the first rule by which they differ decides. "
                "Drag the rules, or move them with Alt and the arrow keys."
            )
        )
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.explanation)
        left.addWidget(QLabel(self.tr("Preferred folders, the best one first")))
        self.folders.setFixedHeight(FOLDERS_HEIGHT_PX)
        left.addWidget(self.folders)
        left_side = QWidget()
        left.setContentsMargins(4, 4, 4, 4)  # so that no ring around a control is cut off
        left_side.setLayout(left)
        self.list.setMinimumHeight(self.fontMetrics().height() * LEAST_LINES)
        left_area = scrolling(left_side)
        left_area.setFixedWidth(LEFT_WIDTH_PX)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.learned)
        right.addWidget(self.pane, 1)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(left_area)
        both.addLayout(right, 1)
        column = dialog_column(self, spacing_px=14)
        column.addLayout(title_row("keeper", headline(self.tr("Which photo is kept")), told))
        column.addLayout(both, 1)
        buttons = button_row(self.cancel_button, self.apply_button, left=[self.usual_button])
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.list.changed.connect(self._changed)
        self.list.current_changed.connect(self._explain)
        self.folders.changed.connect(self._changed)
        self.pane.stop_requested.connect(self.stop_requested)
        self.pane.again_requested.connect(self._ask)

    def rules(self) -> KeepRules:
        """The list as it is on the screen."""
        pairs = zip(self.list.keys(), self.list.checked(), strict=True)
        order = tuple(KeepRule(name, is_on) for name, is_on in pairs)
        return KeepRules(order, tuple(self.folders.folders()))

    def show_rules(self, rules: KeepRules) -> None:
        """Put other rules on the screen, and ask what they would change."""
        names = [rule.name for rule in rules.order]
        entries = [
            (name, rule_words.rule_title(name), rule_words.rule_explanation(name)) for name in names
        ]
        self.list.show_entries(entries, [rule.is_on for rule in rules.order])
        self.folders.show_folders(rules.folders)
        self._changed()

    def show_proposal(self, proposal: "Proposal") -> None:
        """Rules that were learned, with the decisions that they do not explain."""
        text = self.tr("{what} Nothing changes before you apply it.")
        self.learned.setText(text.format(what=rule_words.proposal_notice(proposal)))
        self.learned.show()
        against = proposal.counter_examples
        heading = self.tr("You chose otherwise in {n} of them")
        self.pane.set_more(
            heading.format(n=wording.number(len(against))),
            [self._counter_example(each, proposal.rules) for each in against],
        )
        self.show_rules(proposal.rules)

    def _counter_example(self, chosen: "HandChoice", rules: KeepRules) -> Example:
        other = chosen.choice_by(rules)
        kept, ruled = rule_words.told_apart(chosen.keeper.path, other.path, least=2)
        lines = [
            self.tr("You kept: {photo}").format(photo=kept),
            self.tr("By this rule: {photo}").format(photo=ruled),
        ]
        return Example((chosen.keeper, other), chosen.keeper.path.name, lines)

    def show_preview(self, preview: "Preview") -> None:
        """One of rules that are on the screen no more is not shown: the next one comes."""
        if preview.decided.rules != self.rules():
            return
        self.pane.show_preview(preview)
        if self.rules() == self._now:
            self.pane.headline.setText(self.tr("These are your rules"))
            hint = self.tr("Move a rule, or switch it on or off, to see what that would change.")
            self.pane.details.setText(hint)
        self._allow()

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    # --- inside ------------------------------------------------------------------------------

    def _show_usual(self) -> None:
        self.show_rules(DEFAULT_KEEP_RULES.preferring(self.folders.folders()))

    def _changed(self) -> None:
        self.pane.show_busy()
        self._timer.start()
        self._allow()
        self._explain()

    def _ask(self) -> None:
        self._timer.stop()
        self.pane.show_busy()
        self.preview_requested.emit(self.rules())

    def _explain(self) -> None:
        self.explanation.setText(rule_words.rule_explanation(self.list.current_key()))

    def _allow(self) -> None:
        is_new = self.rules() != self._now
        self.apply_button.setEnabled(self._may_apply and is_new and self.pane.preview is not None)

    def _apply(self) -> None:
        if self.apply_button.isEnabled():
            self.apply_requested.emit(self.pane.preview)
            self.accept()
