// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/code_block.h"

#include "ui/widgets/button.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace aw::widgets {
namespace {

class KeyHighlighter final : public QSyntaxHighlighter
{
public:
    KeyHighlighter(QTextDocument *document, const QWidget *widget)
        : QSyntaxHighlighter(document), m_widget(widget)
    {}

protected:
    void highlightBlock(const QString &text) override
    {
        static const QRegularExpression key(QStringLiteral(R"(^\s*("(?:[^"\\]|\\.)*")\s*:)"));
        const QRegularExpressionMatch match = key.match(text);
        if (match.hasMatch())
            setFormat(int(match.capturedStart(1)), int(match.capturedLength(1)),
                      theme::tokensOf(m_widget)(theme::Ink::Accent));
    }

private:
    const QWidget *m_widget;
};

} // namespace

CodeBlock::CodeBlock(const QString &commands, QWidget *parent) : CardFrame(parent)
{
    setFill(theme::Ink::Code, theme::Ink::Border);
    setRadius(6);
    setLayoutDirection(Qt::LeftToRight);
    body()->setContentsMargins(10, 6, 6, 6);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *text = new TextLabel(theme::TextRole::Mono, theme::Ink::Text, commands, TextLabel::Fit::Wrapped);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(commands);
    row->addWidget(text, 1);
    auto *copy = new CopyButton(tr("Copy"), commands);
    copy->setAccessibleName(tr("Copy commands"));
    row->addWidget(copy, 0, Qt::AlignTop);
    body()->addLayout(row);
}

JsonView::JsonView(const QString &text, const QString &what, QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setAccessibleName(what);
    setFrameShape(QFrame::NoFrame);
    setLayoutDirection(Qt::LeftToRight);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(8);
    m_keys = new KeyHighlighter(document(), this);
    setPlainText(text);
    restyle();
}

QSize JsonView::sizeHint() const
{
    const int lines = qBound(1, blockCount(), kLines);
    return {120, lines * fontMetrics().lineSpacing() + 2 * int(document()->documentMargin()) + 2};
}

QSize JsonView::minimumSizeHint() const
{
    return sizeHint();
}

void JsonView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_keys)
        restyle();
}

void JsonView::paintEvent(QPaintEvent *event)
{
    {
        const theme::Tokens tokens = theme::tokensOf(this);
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(viewport()->rect(), tokens(theme::Ink::Surface));
        painter.setBrush(tokens(theme::Ink::Code));
        painter.setPen(QPen(tokens(hasFocus() ? theme::Ink::Focus : theme::Ink::Border), hasFocus() ? 2 : 1));
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    QPlainTextEdit::paintEvent(event);
}

void JsonView::restyle()
{
    setFont(theme::fontOf(theme::TextRole::MonoSmall, this));
    QPalette colors = palette();
    colors.setColor(QPalette::Base, Qt::transparent);
    colors.setColor(QPalette::Text, theme::tokensOf(this)(theme::Ink::Text));
    colors.setColor(QPalette::Highlight, theme::tokensOf(this)(theme::Ink::Sel));
    setPalette(colors);
    m_keys->rehighlight();
    updateGeometry();
}

} // namespace aw::widgets
