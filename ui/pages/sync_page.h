// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/page.h"

#include <QHash>

class QBoxLayout;
class QScrollArea;

namespace aw::widgets {
class Button;
class CardFrame;
class Mark;
class ProgressLine;
class TextLabel;
} // namespace aw::widgets

namespace aw::pages {

/// What is being read, or what the last snapshot was read from: each source with its numbers, and
/// what could not be read.
class SyncPage final : public Page
{
    Q_OBJECT
public:
    explicit SyncPage(Workspace &workspace, QWidget *parent = nullptr);

    [[nodiscard]] QString context() const override;
    [[nodiscard]] QString help() const override;
    void go(const Place &place) override;
    [[nodiscard]] QString selectionAsText() const override; ///< the problems

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// The widgets of one source's line.
    struct Line {
        widgets::ProgressLine *progress = nullptr;
        widgets::TextLabel *count = nullptr;
        widgets::Mark *mark = nullptr;
        widgets::TextLabel *state = nullptr;
    };

    void refresh();
    void refreshProgress();
    void refreshHead();
    void rebuildProblems();
    void showRunning();
    void showSources(const std::vector<model::Source> &sources);
    Line &line(const QString &source);
    [[nodiscard]] QStringList problems() const;
    [[nodiscard]] QString leftWords(const Syncing &syncing) const;

    QScrollArea *m_scroll;
    QBoxLayout *m_columns = nullptr;
    widgets::TextLabel *m_title;
    widgets::TextLabel *m_about;
    widgets::ProgressLine *m_progress;
    widgets::TextLabel *m_numbers;
    widgets::Button *m_cancel;
    widgets::Button *m_start;
    widgets::CardFrame *m_sources;
    widgets::CardFrame *m_problems;
    QWidget *m_problemList = nullptr;
    QHash<QString, Line> m_lines;
    QString m_org;
};

} // namespace aw::pages
