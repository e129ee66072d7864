// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/tokens.h"
#include "ui/widgets/text_label.h"

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace aw::widgets {

/// A rounded surface with a hairline: the one box there is. `body()` is its layout.
class CardFrame : public QFrame
{
    Q_OBJECT
public:
    explicit CardFrame(QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// A line of title, quiet context and room for a link at its end; call it first.
    QHBoxLayout *addHead(const QString &title, const QString &context = {});
    void setFill(theme::Ink fill, theme::Ink line);
    void setRadius(int radius) { m_radius = radius; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_body;
    theme::Ink m_fill = theme::Ink::Surface;
    theme::Ink m_line = theme::Ink::Border;
    int m_radius = 10;
};

/// A one pixel line between things.
class Hairline final : public QWidget
{
    Q_OBJECT
public:
    explicit Hairline(Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A drawing at the height of the text beside it. Decoration: the word beside it carries the meaning.
class Mark final : public QLabel
{
    Q_OBJECT
public:
    Mark(QString iconName, theme::Ink ink, int pixels = 16, QWidget *parent = nullptr);

    void setMark(const QString &iconName, theme::Ink ink);

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();

    QString m_iconName;
    theme::Ink m_ink;
    int m_pixels;
};

/// A status: shape and word on their tint.
class Badge final : public CardFrame
{
    Q_OBJECT
public:
    Badge(const QString &iconName, const QString &words, theme::Ink ink, QWidget *parent = nullptr);
};

} // namespace aw::widgets
