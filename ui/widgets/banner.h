// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/widgets/button.h"
#include "ui/widgets/card_frame.h"

#include <functional>
#include <vector>

namespace aw::widgets {

/// What a person can do about it.
struct Way {
    QString words;
    std::function<void()> go;
    bool primary = false;
};

/// A line across the page: what is the matter, what still works, what to do.
class Banner final : public CardFrame
{
    Q_OBJECT
public:
    struct Words {
        QString icon;
        theme::Ink ink = theme::Ink::Text2;
        QString title;
        QString text;
    };

    explicit Banner(const Words &words, const std::vector<Way> &ways, QWidget *parent = nullptr);
};

/// A page, or a list, that has nothing to show: why, and what to do. Never green by itself.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(const Banner::Words &words, const std::vector<Way> &ways, QWidget *parent = nullptr);
};

/// Gray rows in the place of a list that is being read; shows itself only after 300 ms.
class Skeleton final : public QWidget
{
    Q_OBJECT
public:
    explicit Skeleton(const QString &reading, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_reading;
    bool m_visible = false;
};

/// How far something is, without words; those stand beside it.
class ProgressLine final : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressLine(int thickness = 6, QWidget *parent = nullptr);

    void setProgress(int done, int of, theme::Ink ink); ///< also says so to assistive technology

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_thickness;
    double m_share = 0;
    theme::Ink m_ink = theme::Ink::AccentFill;
};

} // namespace aw::widgets
