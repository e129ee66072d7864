// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/token_field.h"

#include "ui/widgets/card_frame.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace aw::widgets {
namespace {

constexpr int kShown = 9;

class SuggestionDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, option.fontMetrics.height() + theme::scaled(10, option.widget)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const theme::Tokens tokens = theme::tokensOf(option.widget);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens(theme::Ink::Sel));
            painter->drawRoundedRect(option.rect, 5, 5);
        }
        const int third = option.rect.width() / 3;
        const auto cell = [&](int column, int role, theme::TextRole text, theme::Ink ink) {
            const QRect box(option.rect.left() + 8 + column * third, option.rect.top(), third - 12,
                            option.rect.height());
            painter->setFont(theme::fontOf(text, option.widget));
            painter->setPen(tokens(ink));
            painter->drawText(
                QStyle::visualRect(option.direction, option.rect, box),
                int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)),
                painter->fontMetrics().elidedText(index.data(role).toString(), Qt::ElideRight, box.width()));
        };
        cell(0, Qt::DisplayRole, theme::TextRole::Mono, theme::Ink::Accent);
        cell(1, Qt::UserRole + 1, theme::TextRole::MonoSmall, theme::Ink::Text);
        cell(2, Qt::UserRole + 2, theme::TextRole::Small, theme::Ink::Text2);
        painter->restore();
    }
};

} // namespace

TokenField::TokenField(QWidget *parent) : QLineEdit(parent)
{
    setFrame(false);
    setLayoutDirection(Qt::LeftToRight);
    setFont(theme::fontOf(theme::TextRole::Mono, this));
    connect(this, &QLineEdit::textEdited, this, &TokenField::suggestionsWanted);
    connect(this, &QLineEdit::cursorPositionChanged, this, [this] {
        if (suggesting())
            emit suggestionsWanted();
    });
}

TokenField::~TokenField()
{
    delete m_list;
}

std::vector<TokenField::Span> TokenField::tokens() const
{
    std::vector<Span> spans;
    const QString words = text();
    int i = 0;
    while (i < words.size()) {
        if (words[i].isSpace()) {
            ++i;
            continue;
        }
        Span span{.from = i, .to = i};
        bool quoted = false;
        for (; i < words.size() && (quoted || !words[i].isSpace()); ++i)
            quoted = quoted != (words[i] == QLatin1Char('"'));
        span.to = i;
        spans.push_back(span);
    }
    return spans;
}

TokenField::Span TokenField::spanAtCursor() const
{
    const int at = cursorPosition();
    for (const Span &span : tokens()) {
        if (at > span.from && at <= span.to)
            return {.from = span.from, .to = at};
    }
    return {.from = at, .to = at};
}

QString TokenField::tokenAtCursor() const
{
    const Span span = spanAtCursor();
    return text().mid(span.from, span.to - span.from);
}

bool TokenField::suggesting() const
{
    return m_list && m_list->isVisible();
}

void TokenField::closeSuggestions()
{
    if (m_list)
        m_list->hide();
}

void TokenField::setError(const QString &error)
{
    m_errorWords = error;
    if (m_error) {
        m_error->setWords(error);
        m_error->setVisible(!error.isEmpty());
        place();
    }
}

void TokenField::setSuggestions(std::vector<Suggestion> suggestions)
{
    m_suggestions = std::move(suggestions);
    if (!hasFocus() || m_suggestions.empty()) {
        closeSuggestions();
        return;
    }
    if (!m_list) {
        m_list = new CardFrame(window());
        m_list->setRadius(8);
        m_list->setFill(theme::Ink::Surface, theme::Ink::Control);
        m_list->body()->setContentsMargins(6, 6, 6, 8);
        m_view = new QListView;
        m_view->setFrameShape(QFrame::NoFrame);
        m_view->setFocusPolicy(Qt::NoFocus);
        m_view->setModel(new QStandardItemModel(m_view));
        m_view->setItemDelegate(new SuggestionDelegate(m_view));
        m_view->setAccessibleName(tr("Suggestions"));
        connect(m_view, &QListView::clicked, this, [this](const QModelIndex &index) { take(index.row()); });
        m_list->body()->addWidget(m_view);
        auto *foot =
            new TextLabel(theme::TextRole::Caption, theme::Ink::Text2,
                          tr("-key: excludes.  Free words search titles and subjects.  Tab completes."));
        m_list->body()->addWidget(foot);
        m_error =
            new TextLabel(theme::TextRole::Small, theme::Ink::High, m_errorWords, TextLabel::Fit::Wrapped);
        m_error->setVisible(!m_errorWords.isEmpty());
        m_list->body()->addWidget(m_error);
    }
    auto *model = qobject_cast<QStandardItemModel *>(m_view->model());
    model->clear();
    for (const Suggestion &each : m_suggestions) {
        auto *item = new QStandardItem(each.word);
        item->setData(each.example, Qt::UserRole + 1);
        item->setData(each.meaning, Qt::UserRole + 2);
        model->appendRow(item);
    }
    place();
    m_list->show();
    m_list->raise();
}

void TokenField::place()
{
    if (!m_list)
        return;
    const int rows = int(qMin<std::size_t>(m_suggestions.size(), kShown));
    m_view->setFixedHeight(rows * qMax(1, m_view->sizeHintForRow(0)) + 2);
    const int width = qMin(qMax(parentWidget()->width(), theme::scaled(560, this)), window()->width() - 24);
    QPoint corner = parentWidget()->mapTo(window(), QPoint(0, parentWidget()->height() + 4));
    corner.setX(qMin(corner.x(), window()->width() - width - 12));
    m_list->layout()->activate();
    const int height = m_list->layout()->hasHeightForWidth() ? m_list->layout()->totalHeightForWidth(width)
                                                             : m_list->sizeHint().height();
    m_list->setGeometry(QRect(corner, QSize(width, height)));
}

void TokenField::move(int by)
{
    const int rows = m_view->model()->rowCount();
    const int now = m_view->currentIndex().row();
    const int next = now < 0 ? (by > 0 ? 0 : rows - 1) : (now + by + rows) % rows;
    m_view->setCurrentIndex(m_view->model()->index(next, 0));
}

void TokenField::take(int row)
{
    if (row < 0 || row >= int(m_suggestions.size()))
        return;
    const Span span = spanAtCursor();
    const QString insert = m_suggestions[std::size_t(row)].insert;
    setSelection(span.from, span.to - span.from);
    this->insert(insert);
    closeSuggestions();
    if (insert.endsWith(QLatin1Char(':')))
        emit suggestionsWanted();
}

bool TokenField::event(QEvent *event)
{
    // Tab moves focus unless there is something to complete.
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Tab && suggesting() && key->modifiers() == Qt::NoModifier) {
            take(qMax(0, m_view->currentIndex().row()));
            return true;
        }
    }
    return QLineEdit::event(event);
}

void TokenField::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (suggesting()) {
        const int chosen = m_view->currentIndex().row();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            move(key == Qt::Key_Down ? 1 : -1);
            return;
        }
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && chosen >= 0) {
            take(chosen);
            return;
        }
        if (key == Qt::Key_Escape) {
            closeSuggestions();
            return;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter)
            closeSuggestions();
    } else if (key == Qt::Key_Down) {
        emit suggestionsWanted();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void TokenField::focusOutEvent(QFocusEvent *event)
{
    closeSuggestions();
    QLineEdit::focusOutEvent(event);
}

void TokenField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        setFont(theme::fontOf(theme::TextRole::Mono, this));
}

void TokenField::paintEvent(QPaintEvent *event)
{
    {
        const theme::Tokens tokens_ = theme::tokensOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens_(theme::Ink::Sunken));
        // Where the first character is, from where the cursor is: the field scrolls.
        const int start =
            cursorRect().center().x() - fontMetrics().horizontalAdvance(text().left(cursorPosition()));
        for (const Span &span : tokens()) {
            const int left = start + fontMetrics().horizontalAdvance(text().left(span.from));
            const int width = fontMetrics().horizontalAdvance(text().mid(span.from, span.to - span.from));
            const int high = fontMetrics().height() + 4;
            painter.drawRoundedRect(QRect(left - 4, (height() - high) / 2, width + 8, high), 4, 4);
        }
    }
    QLineEdit::paintEvent(event);
}

} // namespace aw::widgets
