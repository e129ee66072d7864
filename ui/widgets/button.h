// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/tokens.h"

#include <QPushButton>

namespace aw::widgets {

/// A button with one of our drawings, tinted for the theme. Text of any origin is shown as it is.
class Button : public QPushButton
{
    Q_OBJECT
public:
    enum class Kind { Normal, Primary, Ghost, Link, Segment, Chip };

    explicit Button(const QString &text, const QString &iconName = {}, Kind kind = Kind::Normal,
                    QWidget *parent = nullptr);

    /// A button without words; `does` names it for who cannot see it: verb and object.
    [[nodiscard]] static Button *ofIcon(const QString &iconName, const QString &does, Kind kind = Kind::Ghost,
                                        QWidget *parent = nullptr);

    void setWords(const QString &text);
    void setIconName(const QString &name);
    void setInk(theme::Ink ink); ///< of the icon

    [[nodiscard]] QSize minimumSizeHint() const override; ///< a link may be cut, other labels may not

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();

    QString m_iconName;
    theme::Ink m_ink = theme::Ink::Text2;
    Kind m_kind;
};

/// Copies `text` and says so for two seconds, to eyes and to assistive technology.
class CopyButton final : public Button
{
    Q_OBJECT
public:
    CopyButton(const QString &words, QString text, Kind kind = Kind::Ghost, QWidget *parent = nullptr);

    void setCopied(QString text) { m_copied = std::move(text); } ///< what a click copies

public slots:
    void copy();

private:
    QString m_words;
    QString m_copied;
};

} // namespace aw::widgets
