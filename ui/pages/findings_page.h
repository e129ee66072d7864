// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/findings_model.h"
#include "ui/pages/page.h"

#include <QHash>

class QSplitter;
class QStackedWidget;
class QTableView;

namespace aw::pages {

class FindingDetail;
class FindingsFilter;

/// Works through results: filter, groups, table, and the selected one in a pane beside it.
class FindingsPage final : public Page
{
    Q_OBJECT
public:
    explicit FindingsPage(Workspace &workspace, QWidget *parent = nullptr);

    [[nodiscard]] QString context() const override;
    [[nodiscard]] QString help() const override;
    void go(const Place &place) override;
    void focusFilter() override;
    bool stepBack() override;
    [[nodiscard]] QString selectionAsText() const override;
    [[nodiscard]] QString fixCommands() const override;
    [[nodiscard]] QList<QWidget *> regions() override;
    [[nodiscard]] bool offersExport() const override { return true; }
    void remember(QSettings &settings) const override;
    void recall(const QSettings &settings) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTable();
    void buildColumnsMenu();
    void refresh();
    void afterReset();
    void select(const QString &findingId);
    void currentMoved();
    void showDetail(bool show);
    void showRowMenu(const QPoint &at);
    void updateBody();
    void updateShape();
    [[nodiscard]] QWidget *emptyState();
    [[nodiscard]] bool tableKey(int key);

    models::FindingsModel m_model;
    FindingsFilter *m_filter;
    QTableView *m_table;
    QStackedWidget *m_body; ///< the table, or what stands in its place
    QWidget *m_list;
    FindingDetail *m_detail;
    QSplitter *m_splitter;
    assess::PosturePtr m_shown;
    QString m_org;
    QString m_selected;                ///< id: a reset forgets rows, not findings
    QString m_lost;                    ///< id of a finding someone linked to that is not in this snapshot
    QHash<QString, QString> m_filters; ///< by organization
    bool m_resetting = false;
    bool m_narrow = false;
    bool m_stacked = false;
};

} // namespace aw::pages
