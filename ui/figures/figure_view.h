// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/document.h"
#include "ui/theme/tokens.h"

#include <QWidget>

namespace aw::figures {

[[nodiscard]] theme::Ink inkOf(report::Tone tone);

/// Plays a Figure, as large as its points at 100 % text, and says its words to who cannot see it.
class FigureView final : public QWidget
{
    Q_OBJECT
public:
    /// What becomes of a figure in a place wider than it is.
    enum class Fit { Natural, StretchAcross };

    explicit FigureView(Fit fit, QWidget *parent = nullptr);

    void setFigure(report::Figure figure);
    [[nodiscard]] const report::Figure &figure() const { return m_figure; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Fit m_fit;
    report::Figure m_figure;
};

} // namespace aw::figures
