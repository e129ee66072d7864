// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/banner.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>
#include <array>

namespace aw::widgets {
namespace {

constexpr int kPatienceMilliseconds = 300;

void addWays(QHBoxLayout &row, const std::vector<Way> &ways)
{
    for (const Way &way : ways) {
        auto *button = new Button(way.words, {}, way.primary ? Button::Kind::Primary : Button::Kind::Normal);
        QObject::connect(button, &QPushButton::clicked, button, way.go);
        row.addWidget(button, 0, Qt::AlignVCenter);
    }
}

} // namespace

Banner::Banner(const Words &words, const std::vector<Way> &ways, QWidget *parent) : CardFrame(parent)
{
    setFill(theme::tintOf(words.ink), theme::tintOf(words.ink));
    setRadius(8);
    setAccessibleName(words.title);
    setAccessibleDescription(words.text);
    body()->setContentsMargins(14, 10, 12, 10);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new Mark(words.icon, words.ink), 0, Qt::AlignTop);
    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    text->addWidget(
        new TextLabel(theme::TextRole::BodyBold, words.ink, words.title, TextLabel::Fit::Wrapped));
    text->addWidget(
        new TextLabel(theme::TextRole::Small, theme::Ink::Text2, words.text, TextLabel::Fit::Wrapped));
    row->addLayout(text, 1);
    addWays(*row, ways);
    body()->addLayout(row);
}

EmptyState::EmptyState(const Banner::Words &words, const std::vector<Way> &ways, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(words.title);
    setAccessibleDescription(words.text);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(6);
    column->addStretch(1);
    column->addWidget(new Mark(words.icon, words.ink, 28), 0, Qt::AlignHCenter);
    column->addSpacing(6);
    auto *title = new TextLabel(theme::TextRole::H2, theme::Ink::Text, words.title, TextLabel::Fit::Wrapped);
    auto *text =
        new TextLabel(theme::TextRole::Small, theme::Ink::Text2, words.text, TextLabel::Fit::Wrapped);
    for (TextLabel *label : {title, text}) {
        label->setAlignment(Qt::AlignCenter);
        column->addWidget(label);
    }
    column->addSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    addWays(*row, ways);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
}

Skeleton::Skeleton(const QString &reading, QWidget *parent) : QWidget(parent), m_reading(reading)
{
    setAccessibleName(reading);
    QTimer::singleShot(kPatienceMilliseconds, this, [this] {
        m_visible = true;
        update();
    });
}

void Skeleton::paintEvent(QPaintEvent *)
{
    if (!m_visible)
        return;
    constexpr std::array kShares{0.55, 0.48, 0.42, 0.55, 0.48, 0.42, 0.5};
    const theme::Tokens tokens = theme::tokensOf(this);
    const int row = theme::scaled(34, this);
    const int bar = theme::scaled(10, this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens(theme::Ink::Sunken));
    int y = row;
    for (std::size_t i = 0; y < height() - 2 * row; ++i, y += row) {
        const double share = kShares[i % kShares.size()];
        painter.drawEllipse(QRectF(24, y, bar, bar));
        painter.drawRoundedRect(QRectF(24 + 2.5 * bar, y, share * (width() - 200), bar), 3, 3);
        painter.drawRoundedRect(QRectF(width() - 130, y, 100, bar), 3, 3);
    }
    painter.setPen(tokens(theme::Ink::Text2));
    painter.setFont(theme::fontOf(theme::TextRole::Small, this));
    painter.drawText(QRect(24, height() - row, width() - 48, row), Qt::AlignLeft | Qt::AlignVCenter,
                     m_reading);
}

ProgressLine::ProgressLine(int thickness, QWidget *parent) : QWidget(parent), m_thickness(thickness)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setProgress(0, 0, theme::Ink::AccentFill);
}

void ProgressLine::setProgress(int done, int of, theme::Ink ink)
{
    m_share = of > 0 ? qBound(0.0, double(done) / of, 1.0) : 0;
    m_ink = ink;
    setAccessibleName(tr("%1 of %2").arg(done).arg(of));
    update();
}

QSize ProgressLine::sizeHint() const
{
    return {theme::scaled(110, this), theme::scaled(m_thickness, this)};
}

QSize ProgressLine::minimumSizeHint() const
{
    return {theme::scaled(40, this), theme::scaled(m_thickness, this)};
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    const theme::Tokens tokens = theme::tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double radius = height() / 2.0;
    painter.setBrush(tokens(theme::Ink::Sunken));
    painter.drawRoundedRect(QRectF(rect()), radius, radius);
    QRectF done(0, 0, width() * m_share, height());
    if (layoutDirection() == Qt::RightToLeft)
        done.moveRight(width());
    painter.setBrush(tokens(m_ink));
    if (m_share > 0)
        painter.drawRoundedRect(done, radius, radius);
}

} // namespace aw::widgets
