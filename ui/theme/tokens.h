// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>

namespace aw::theme {

/// What a color is for. Color means risk and nothing else; every status color comes with its shape
/// and its word.
enum class Ink {
    Bg,         ///< window background
    Surface,    ///< cards, tables, panes, inputs
    Sunken,     ///< progress groove, tags, segmented control
    Sidebar,    ///< navigation and menu bar
    Border,     ///< hairlines between things (decorative)
    Control,    ///< outline of inputs, checkboxes, radios, selected segment
    Btn,        ///< outline of buttons (the label identifies them)
    Text,       ///< primary text
    Text2,      ///< secondary text
    Text3,      ///< captions, placeholders; smallest allowed contrast
    Accent,     ///< links, focus ring, selection mark, primary line in charts
    AccentFill, ///< primary button, checked box, progress
    OnAccent,   ///< text on accentFill
    AccentBg,   ///< selected option card, own-organization column
    Sel,        ///< selected row
    Crit,       ///< severity critical, failed
    CritBg,     ///< severity critical, failed background
    High,       ///< severity high, new
    HighBg,     ///< severity high, new background
    Med,        ///< severity medium, partly
    MedBg,      ///< severity medium, partly background
    Low,        ///< severity low, attested
    LowBg,      ///< severity low, attested background
    Ok,         ///< pass, fixed, strong
    OkBg,       ///< pass, fixed, strong background
    Unk,        ///< unknown, unread
    UnkBg,      ///< unknown, unread background
    Code,       ///< code and JSON background
    Focus,      ///< 2 px focus ring
};

inline constexpr int kInks = int(Ink::Focus) + 1;

/// The colors of one scheme.
class Tokens
{
public:
    explicit Tokens(bool dark) : m_dark(dark) {}

    [[nodiscard]] bool dark() const { return m_dark; }
    [[nodiscard]] QColor operator()(Ink ink) const;

private:
    bool m_dark;
};

/// The tint behind words of a status color; Sunken for colors that have none.
[[nodiscard]] Ink tintOf(Ink ink);

/// WCAG 2.2 contrast ratio of two opaque colors, 1 to 21.
[[nodiscard]] double contrast(const QColor &one, const QColor &other);

} // namespace aw::theme
