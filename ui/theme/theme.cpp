// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/theme.h"

#include "ui/theme/style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QWidget>
#include <algorithm>
#include <array>

namespace aw::theme {
namespace {

enum class Family { Text, Display, Mono };

struct Face {
    Family family;
    int pixels;
    QFont::Weight weight;
};

constexpr std::array<Face, 12> kFaces{{
    {Family::Display, 34, QFont::DemiBold},
    {Family::Display, 24, QFont::DemiBold},
    {Family::Text, 17, QFont::DemiBold},
    {Family::Text, 14, QFont::DemiBold},
    {Family::Text, 13, QFont::Normal},
    {Family::Text, 13, QFont::Medium},
    {Family::Text, 13, QFont::DemiBold},
    {Family::Text, 12, QFont::Normal},
    {Family::Text, 12, QFont::Medium},
    {Family::Text, 11, QFont::Medium},
    {Family::Mono, 12, QFont::Normal},
    {Family::Mono, 11, QFont::Normal},
}};

QStringList familiesOf(Family family)
{
    switch (family) {
    case Family::Display:
        return {QStringLiteral("Inter Display"), QStringLiteral("Inter"), QStringLiteral("DejaVu Sans")};
    case Family::Mono: return {QStringLiteral("Hack"), QStringLiteral("DejaVu Sans Mono")};
    case Family::Text: break;
    }
    return {QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans Arabic"),
            QStringLiteral("Noto Sans CJK")};
}

QFont fontAt(TextRole role, double scale)
{
    const Face &face = kFaces[std::size_t(role)];
    QFont font;
    font.setFamilies(familiesOf(face.family));
    font.setStyleHint(face.family == Family::Mono ? QFont::Monospace : QFont::SansSerif);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setPixelSize(qRound(face.pixels * scale));
    font.setWeight(face.weight);
    return font;
}

QPalette paletteFrom(const Tokens &ink)
{
    QPalette palette;
    palette.setColor(QPalette::Window, ink(Ink::Bg));
    palette.setColor(QPalette::WindowText, ink(Ink::Text));
    palette.setColor(QPalette::Base, ink(Ink::Surface));
    palette.setColor(QPalette::AlternateBase, ink(Ink::Sunken));
    palette.setColor(QPalette::Text, ink(Ink::Text));
    palette.setColor(QPalette::PlaceholderText, ink(Ink::Text3));
    palette.setColor(QPalette::Button, ink(Ink::Surface));
    palette.setColor(QPalette::ButtonText, ink(Ink::Text));
    palette.setColor(QPalette::Highlight, ink(Ink::Sel));
    palette.setColor(QPalette::HighlightedText, ink(Ink::Text));
    palette.setColor(QPalette::Link, ink(Ink::Accent));
    palette.setColor(QPalette::LinkVisited, ink(Ink::Accent));
    palette.setColor(QPalette::Mid, ink(Ink::Border));
    palette.setColor(QPalette::ToolTipBase, ink(Ink::Text));
    palette.setColor(QPalette::ToolTipText, ink(Ink::Surface));
    for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, ink(Ink::Text3));
    return palette;
}

const Style *styleOf(const QWidget *widget)
{
    return qobject_cast<const Style *>(widget ? widget->style() : QApplication::style());
}

} // namespace

Theme::Theme(QApplication &application)
    : m_application(application),
      m_systemDark(application.palette().color(QPalette::Window).lightness() < 128)
{}

void Theme::apply(Scheme scheme, double scale)
{
    m_scheme = scheme;
    m_scale = std::clamp(scale, kSmallestScale, kLargestScale);
    const Tokens tokens(scheme == Scheme::Dark || (scheme == Scheme::System && m_systemDark));
    QApplication::setFont(fontAt(TextRole::Body, m_scale));
    QApplication::setStyle(new Style(tokens, m_scale));
    QApplication::setPalette(paletteFrom(tokens));
    emit changed();
}

Tokens tokensOf(const QWidget *widget)
{
    const Style *style = styleOf(widget);
    return style ? style->tokens() : Tokens(false);
}

double scaleOf(const QWidget *widget)
{
    const Style *style = styleOf(widget);
    return style ? style->scale() : 1.0;
}

QFont fontOf(TextRole role, const QWidget *widget)
{
    return fontAt(role, scaleOf(widget));
}

int scaled(int pixels, const QWidget *widget)
{
    return qRound(pixels * scaleOf(widget));
}

QString toolTip(const QString &text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

QString label(const QString &text)
{
    return QString(text).replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace aw::theme
