// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/style.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOptionButton>

namespace aw::theme {
namespace {

enum class Kind { Normal, Primary, Ghost, Link, Segment, Chip };

Kind kindOf(const QWidget *widget)
{
    const QString kind = widget ? widget->property("kind").toString() : QString();
    if (kind == QLatin1String("primary"))
        return Kind::Primary;
    if (kind == QLatin1String("ghost"))
        return Kind::Ghost;
    if (kind == QLatin1String("link"))
        return Kind::Link;
    if (kind == QLatin1String("chip"))
        return Kind::Chip;
    return kind == QLatin1String("segment") ? Kind::Segment : Kind::Normal;
}

} // namespace

void paintFocusRing(QPainter &painter, const QRectF &rect, double radius, const Tokens &tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens(Ink::Focus), 2));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

Style::Style(Tokens tokens, double scale)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_tokens(tokens), m_scale(scale)
{}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_MenuBarPanelWidth: return 0;
    case PM_ScrollBarExtent: return qRound(10 * m_scale);
    case PM_ScrollBarSliderMin: return qRound(28 * m_scale);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_ButtonIconSize:
    case PM_SmallIconSize: return qRound(16 * m_scale);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
    case PM_MenuBarHMargin: return 8;
    case PM_SplitterWidth: return 1;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *result) const
{
    switch (hint) {
    case SH_EtchDisabledText: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_ScrollBar_Transient: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_HeaderLabel) // as far in as the cells below
        return option->rect.adjusted(10, 0, -10, 0);
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                              const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const int line = option ? option->fontMetrics.height() : qRound(16 * m_scale);
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (!button)
            return size;
        const bool text = !button->text.isEmpty();
        const bool link = kindOf(widget) == Kind::Link;
        const int words = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
        const int pad = link ? 4 : qRound((kindOf(widget) == Kind::Chip ? 16 : text ? 24 : 14) * m_scale);
        const int icon = button->icon.isNull() ? 0 : qRound(16 * m_scale) + (text ? 6 : 0);
        const bool small =
            link || kindOf(widget) == Kind::Chip || (widget && widget->property("small").toBool());
        const int menu = button->features & QStyleOptionButton::HasMenu ? qRound(14 * m_scale) : 0;
        return {words + pad + icon + menu, qMax(24, line + qRound((small ? 10 : 14) * m_scale))};
    }
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_HeaderSection: size.setHeight(line + qRound(14 * m_scale)); return size;
    case CT_MenuBarItem: return {size.width(), line + qRound(12 * m_scale)};
    default: return size;
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: drawButton(*option, *painter, widget); return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: drawField(*option, *painter, widget); return;
    case PE_IndicatorCheckBox: drawIndicator(*option, *painter, false); return;
    case PE_IndicatorRadioButton: drawIndicator(*option, *painter, true); return;
    case PE_FrameFocusRect:
        // A push button draws its ring with its panel; views show it to keyboard users alone.
        if (!qobject_cast<const QAbstractItemView *>(widget) || option->state & State_KeyboardFocusChange)
            ring(*painter, option->rect, 4);
        return;
    case PE_FrameMenu:
    case PE_PanelMenu: box(*painter, option->rect, 0, Ink::Surface, Ink::Border); return;
    case PE_PanelItemViewRow:
    case PE_FrameStatusBarItem: return;
    case PE_PanelItemViewItem:
        if (option->state & State_Selected)
            painter->fillRect(option->rect, m_tokens(Ink::Sel));
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_tokens(Ink::Surface));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          m_tokens(Ink::Border));
        return;
    case CE_Splitter: painter->fillRect(option->rect, m_tokens(Ink::Border)); return;
    case CE_PushButtonLabel: drawButtonLabel(*option, *painter, widget); return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, m_tokens(Ink::Sidebar));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          m_tokens(Ink::Border));
        return;
    case CE_MenuBarItem: drawMenuBarItem(*option, *painter); return;
    default: QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ScrollBar)
        drawScrollBar(*option, *painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void Style::drawButton(const QStyleOption &option, QPainter &painter, const QWidget *widget) const
{
    const bool enabled = option.state & State_Enabled;
    const bool over = enabled && option.state & State_MouseOver;
    const bool down = option.state & (State_Sunken | State_On);
    switch (kindOf(widget)) {
    case Kind::Primary: box(painter, option.rect, 6, enabled ? Ink::AccentFill : Ink::Sunken); break;
    case Kind::Ghost:
        if (over || down)
            box(painter, option.rect, 6, Ink::Sunken);
        break;
    case Kind::Link: break;
    case Kind::Chip: box(painter, option.rect, 6, over ? Ink::Sunken : Ink::Surface, Ink::Btn); break;
    case Kind::Segment:
        if (option.state & State_On)
            box(painter, option.rect, 5, Ink::Surface, Ink::Control);
        break;
    case Kind::Normal:
        box(painter, option.rect, 6, m_tokens.dark() || over || down ? Ink::Sunken : Ink::Surface,
            enabled ? Ink::Btn : Ink::Border);
        break;
    }
    if (option.state & State_HasFocus && option.state & State_KeyboardFocusChange)
        ring(painter, option.rect, 6);
}

void Style::drawField(const QStyleOption &option, QPainter &painter, const QWidget *widget) const
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(&option);
    const bool bare = frame && frame->lineWidth == 0;
    if (bare || (widget && qobject_cast<const QComboBox *>(widget->parentWidget())))
        return;
    box(painter, option.rect, 6, Ink::Surface, Ink::Control);
    if (option.state & State_HasFocus)
        ring(painter, option.rect, 6);
}

void Style::drawIndicator(const QStyleOption &option, QPainter &painter, bool radio) const
{
    const bool on = option.state & State_On;
    const double radius = radio ? option.rect.width() / 2.0 : 4;
    box(painter, option.rect, radius, on ? Ink::AccentFill : Ink::Surface,
        on ? Ink::AccentFill : Ink::Control);
    if (!on)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF corner = option.rect.topLeft();
    if (radio) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_tokens(Ink::OnAccent));
        painter.drawEllipse(QRectF(option.rect).center(), 3 * m_scale, 3 * m_scale);
    } else {
        painter.setPen(
            QPen(m_tokens(Ink::OnAccent), 2 * m_scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{corner + QPointF(4, 8.3) * m_scale,
                                       corner + QPointF(7, 11.2) * m_scale,
                                       corner + QPointF(12.2, 5) * m_scale});
    }
    painter.restore();
}

void Style::drawButtonLabel(const QStyleOption &option, QPainter &painter, const QWidget *widget) const
{
    const auto *given = qstyleoption_cast<const QStyleOptionButton *>(&option);
    if (!given)
        return;
    const Kind kind = kindOf(widget);
    const bool enabled = option.state & State_Enabled;
    const bool icon = !given->icon.isNull();
    const int size = icon ? qRound(16 * m_scale) : 0;
    const int gap = icon && !given->text.isEmpty() ? 6 : 0;
    const int room = option.rect.width() - size - gap - (kind == Kind::Link ? 0 : qRound(8 * m_scale));
    const QString words =
        given->fontMetrics.elidedText(given->text, Qt::ElideMiddle, room, Qt::TextShowMnemonic);
    const int width = given->fontMetrics.size(Qt::TextShowMnemonic, words).width();
    const int start = option.rect.left() + (option.rect.width() - size - gap - width) / 2;
    const QRect mark(start, option.rect.center().y() - size / 2 + 1, size, size);
    if (icon)
        given->icon.paint(&painter, visualRect(option.direction, option.rect, mark), Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
    QPalette colors = given->palette;
    if (enabled && kind == Kind::Primary)
        colors.setColor(QPalette::ButtonText, m_tokens(Ink::OnAccent));
    if (enabled && kind == Kind::Link)
        colors.setColor(QPalette::ButtonText, m_tokens(Ink::Accent));
    const QRect text(start + size + gap, option.rect.top(), width + 1, option.rect.height());
    drawItemText(&painter, visualRect(option.direction, option.rect, text),
                 Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, colors, enabled, words,
                 QPalette::ButtonText);
}

void Style::drawMenuBarItem(const QStyleOption &option, QPainter &painter) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(&option);
    painter.fillRect(option.rect, m_tokens(Ink::Sidebar));
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     m_tokens(Ink::Border));
    if (!item)
        return;
    if (option.state & State_Selected)
        box(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), 5, Ink::Sel);
    drawItemText(&painter, option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                 item->palette, option.state & State_Enabled, item->text, QPalette::ButtonText);
}

void Style::drawScrollBar(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(&option);
    if (!bar || bar->minimum == bar->maximum)
        return;
    const QRectF slider = subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget);
    const QRectF inner = slider.adjusted(2, 2, -2, -2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_tokens(option.state & State_MouseOver ? Ink::Control : Ink::Btn));
    painter.drawRoundedRect(inner, qMin(inner.width(), inner.height()) / 2,
                            qMin(inner.width(), inner.height()) / 2);
    painter.restore();
}

void Style::box(QPainter &painter, const QRectF &rect, double radius, Ink fill) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_tokens(fill));
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(rect.adjusted(.5, .5, -.5, -.5), radius, radius);
    painter.restore();
}

void Style::box(QPainter &painter, const QRectF &rect, double radius, Ink fill, Ink line) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_tokens(fill));
    painter.setPen(QPen(m_tokens(line), 1));
    painter.drawRoundedRect(rect.adjusted(.5, .5, -.5, -.5), radius, radius);
    painter.restore();
}

void Style::ring(QPainter &painter, const QRectF &rect, double radius) const
{
    paintFocusRing(painter, rect, radius, m_tokens);
}

} // namespace aw::theme
