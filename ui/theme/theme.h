// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>

class QApplication;
class QWidget;

namespace aw::theme {

enum class Scheme { System, Light, Dark };

/// Sizes and weights of text. Identifiers, commands, addresses and hashes are always of a Mono role:
/// Inter turns 0x2 into a multiplication sign.
enum class TextRole {
    Hero,    ///< the score
    Display, ///< the verdict, headings inside content
    H1,      ///< page and detail titles
    H2,      ///< card titles
    Body,
    BodyMedium, ///< row titles, buttons
    BodyBold,   ///< selected navigation, numbers
    Small,
    SmallMedium, ///< status words
    Caption,     ///< column heads, badges, meta
    Mono,
    MonoSmall, ///< identifiers in tables, JSON
};

inline constexpr double kSmallestScale = 1.0;
inline constexpr double kLargestScale = 2.0;

/// How the whole application looks now. One lives in main; widgets ask the functions below.
class Theme : public QObject
{
    Q_OBJECT
public:
    /// Notes whether the desktop is dark, so call it before anything else sets a palette.
    explicit Theme(QApplication &application);

    /// Text `scale` is held between kSmallestScale and kLargestScale.
    void apply(Scheme scheme, double scale);
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] double scale() const { return m_scale; }

signals:
    void changed();

private:
    QApplication &m_application;
    bool m_systemDark;
    Scheme m_scheme = Scheme::System;
    double m_scale = 1.0;
};

// What `widget` is drawn with. They follow its style, so they are right after any change of theme;
// widgets that keep a copy renew it on QEvent::StyleChange.
[[nodiscard]] Tokens tokensOf(const QWidget *widget);
[[nodiscard]] double scaleOf(const QWidget *widget);
[[nodiscard]] QFont fontOf(TextRole role, const QWidget *widget);
[[nodiscard]] int scaled(int pixels, const QWidget *widget); ///< pixels at 100 % to pixels now

/// Text of any origin as a tool tip that is never read as markup.
[[nodiscard]] QString toolTip(const QString &text);
/// Text of any origin as the label of a button or action: "&" stays "&".
[[nodiscard]] QString label(const QString &text);

} // namespace aw::theme
