// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/text_label.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace aw::widgets {

TextLabel::TextLabel(theme::TextRole role, theme::Ink ink, const QString &text, Fit fit, QWidget *parent)
    : QLabel(parent), m_role(role), m_ink(ink), m_fit(fit)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText); // also on a ground of another role
    if (fit == Fit::Wrapped) {
        // A wrapping QLabel asks for a tall minimum in nested layouts; a small minimum and
        // height-for-width give exact heights at every width and text size.
        setWordWrap(true);
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
        setTextInteractionFlags(Qt::TextSelectableByMouse);
    } else if (elides()) {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    setWords(text);
    restyle();
}

void TextLabel::setInk(theme::Ink ink)
{
    m_ink = ink;
    restyle();
}

void TextLabel::setWords(const QString &text)
{
    setText(text);
    if (elides())
        setToolTip(theme::toolTip(text));
}

QSize TextLabel::minimumSizeHint() const
{
    if (m_fit == Fit::Wrapped)
        return {40, fontMetrics().height()};
    if (elides())
        return {qMin(fontMetrics().averageCharWidth() * 6, fontMetrics().horizontalAdvance(text())),
                fontMetrics().height()};
    return QLabel::minimumSizeHint();
}

QSize TextLabel::sizeHint() const
{
    if (elides())
        return {fontMetrics().horizontalAdvance(text()) + 1, fontMetrics().height()};
    return QLabel::sizeHint();
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange && !m_restyling)
        restyle();
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    if (!elides()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const Qt::TextElideMode mode = m_fit == Fit::ElideMiddle ? Qt::ElideMiddle : Qt::ElideRight;
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(),
                     int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
                     fontMetrics().elidedText(text(), mode, width()));
}

void TextLabel::restyle()
{
    m_restyling = true;
    setFont(theme::fontOf(m_role, this));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::tokensOf(this)(m_ink));
    setPalette(colors);
    m_restyling = false;
    updateGeometry();
}

} // namespace aw::widgets
