// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QListView>
#include <QStandardItemModel>

namespace aw::widgets {

/// The places of a window under group words: icon, words, counter. Narrow, the icons remain; words
/// stay as tool tip and accessible name.
class NavList final : public QListView
{
    Q_OBJECT
public:
    explicit NavList(QWidget *parent = nullptr);

    void addGroup(const QString &words);
    void addPlace(const QString &id, const QString &iconName, const QString &words);
    void setCounter(const QString &id, const QString &counter);
    void setCurrent(const QString &id); ///< without a signal
    void setNarrow(bool narrow);
    [[nodiscard]] bool narrow() const { return m_narrow; }
    [[nodiscard]] int contentHeight() const;

signals:
    void chosen(const QString &id);

protected:
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    QStandardItemModel m_places;
    bool m_narrow = false;
    bool m_quiet = false;
};

} // namespace aw::widgets
