"""Where keys work, in plain words."""

from PySide6.QtCore import QCoreApplication

from photodedup.ui.models.key_book import Where


def tr(text: str) -> str:
    return QCoreApplication.translate("where_words", text)


def title(where: Where) -> str:
    return {
        Where.LIST: tr("In the list of groups"),
        Where.COMPARING: tr("While looking closely"),
        Where.EVERYWHERE: tr("Everywhere"),
        Where.DIALOGS: tr("In dialogs"),
    }[where]
