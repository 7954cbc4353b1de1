"""How the guide's Markdown looks on its page: room around headings, lines, and tables."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QColor,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

MARGIN_PX = 24
LINE_PERCENT = 125
SECTION_LEVEL = 2


def fill(page: QTextBrowser, markdown: str) -> None:
    """Show a guide in the colours of now."""
    page.setMarkdown(markdown)
    document = page.document()
    document.setDocumentMargin(MARGIN_PX)
    for block in _blocks(document):
        _space(block)
    link = page.palette().color(QPalette.ColorRole.Link)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _draw_table(frame, page.palette())
    _colour_links(document, link)
    cursor = page.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    page.setTextCursor(cursor)


def keep_lines_short(page: QTextBrowser, most_px: int) -> None:
    """Let no line be longer than this; what is left over stays empty at the right."""
    room_px = page.viewport().width()
    frame = page.document().rootFrame()
    shape = frame.frameFormat()
    margin = MARGIN_PX + max(0, room_px - most_px - 2 * MARGIN_PX)
    if round(shape.rightMargin()) != margin:
        shape.setRightMargin(margin)
        frame.setFrameFormat(shape)


def scroll_to_heading(page: QTextBrowser, number: int) -> None:
    """Bring the heading of a section, counted from 0, to the top."""
    headings = [
        block
        for block in _blocks(page.document())
        if block.blockFormat().headingLevel() == SECTION_LEVEL
    ]
    block = headings[number]
    page.setTextCursor(QTextCursor(block))
    top = page.document().documentLayout().blockBoundingRect(block).top()
    page.verticalScrollBar().setValue(round(top) - MARGIN_PX // 2)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _space(block: QTextBlock) -> None:
    shape = block.blockFormat()
    shape.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if shape.headingLevel():
        shape.setTopMargin(8 if shape.headingLevel() == 1 else 26)
        shape.setBottomMargin(8)
    elif block.textList() is not None:
        shape.setTopMargin(2)
        shape.setBottomMargin(4)
    QTextCursor(block).setBlockFormat(shape)


def _draw_table(table: QTextTable, palette: QPalette) -> None:
    shape = table.format()
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(palette.color(QPalette.ColorRole.Mid))
    shape.setCellPadding(6)
    shape.setCellSpacing(0)
    shape.setTopMargin(8)
    shape.setBottomMargin(12)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        looks = cell.format()
        looks.setBackground(palette.color(QPalette.ColorRole.AlternateBase))
        cell.setFormat(looks)


def _colour_links(document: QTextDocument, colour: QColor) -> None:
    """Markdown is read with the colours of the application's start; links get those of now."""
    looks = QTextCharFormat()
    looks.setForeground(colour)
    looks.setFontUnderline(True)
    for start, length in [
        (piece.position(), piece.length())
        for block in _blocks(document)
        for piece in _pieces(block)
        if piece.charFormat().isAnchor()
    ]:
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(looks)


def _pieces(block: QTextBlock) -> Iterator[QTextFragment]:
    parts = block.begin()
    while not parts.atEnd():
        yield parts.fragment()
        parts += 1
