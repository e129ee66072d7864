// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/widgets/card_frame.h"

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

namespace aw::widgets {

/// Commands as they are, one a line, wrapped softly, with a button that copies one line per command.
/// Always left to right. Nothing here runs anything.
class CodeBlock final : public CardFrame
{
    Q_OBJECT
public:
    explicit CodeBlock(const QString &commands, QWidget *parent = nullptr);
};

/// JSON to read, its keys set apart from its values; as high as its text, up to `kLines` lines.
class JsonView final : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr int kLines = 18;

    /// `what` names it for who cannot see it.
    JsonView(const QString &text, const QString &what, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();

    QSyntaxHighlighter *m_keys;
};

} // namespace aw::widgets
