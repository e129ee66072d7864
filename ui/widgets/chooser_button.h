// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace aw::widgets {

/// What is open now: a mark, a title and a quiet line below. A click offers others. Narrow, the mark
/// remains.
class ChooserButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit ChooserButton(QString iconName, QWidget *parent = nullptr);

    void setWords(const QString &title, const QString &quiet);
    void setNarrow(bool narrow);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void paintWords(QPainter &painter, int markSize);

    QString m_iconName;
    QString m_title;
    QString m_quiet;
    bool m_narrow = false;
    bool m_byKeyboard = false;
};

} // namespace aw::widgets
