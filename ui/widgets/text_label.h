// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace aw::widgets {

/// Text in a role and a color, never read as markup, that follows every change of theme and size.
class TextLabel : public QLabel
{
    Q_OBJECT
public:
    enum class Fit {
        Whole,       ///< one line, asks for all its width
        Wrapped,     ///< as many lines as its width needs
        ElideEnd,    ///< one line, cut with the whole in the tool tip
        ElideMiddle, ///< the same, for identifiers
    };

    TextLabel(theme::TextRole role, theme::Ink ink, const QString &text = {}, Fit fit = Fit::Whole,
              QWidget *parent = nullptr);

    void setInk(theme::Ink ink);
    void setWords(const QString &text); ///< the text, and the tool tip of what may be cut

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();
    [[nodiscard]] bool elides() const { return m_fit == Fit::ElideEnd || m_fit == Fit::ElideMiddle; }

    theme::TextRole m_role;
    theme::Ink m_ink;
    Fit m_fit;
    bool m_restyling = false;
};

} // namespace aw::widgets
