// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/query.h"
#include "ui/models/findings_model.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/token_field.h"

#include <QMenu>
#include <QWidget>

class QHBoxLayout;

namespace aw::pages {

/// What stands above the table: the filter with its completion and errors, grouping, columns, and the
/// numbers of what matches. An unreadable filter leaves the last valid result and says why.
class FindingsFilter final : public QWidget
{
    Q_OBJECT
public:
    explicit FindingsFilter(QWidget *parent = nullptr);

    void setFindings(model::FindingsPtr findings) { m_findings = std::move(findings); }
    void setQuery(const QString &text); ///< as if typed
    [[nodiscard]] QString text() const;
    void setGroup(models::FindingsModel::Group group); ///< without a signal
    void setTally(const models::FindingsModel::Tally &tally);
    void setNarrow(bool narrow); ///< buttons without words
    void focusField();
    [[nodiscard]] bool leave(); ///< closes suggestions; false when there was nothing to close
    [[nodiscard]] QMenu *columnsMenu() const { return m_columns; }
    [[nodiscard]] QWidget *field() const { return m_field; }

signals:
    void queryChanged(const aw::assess::Query &query);
    void groupChosen(aw::models::FindingsModel::Group group);

private:
    void parse();
    void addButtons(QHBoxLayout &row);
    void addCount(const QString &icon, theme::Ink ink, const QString &words);

    model::FindingsPtr m_findings;
    widgets::TokenField *m_field;
    widgets::Button *m_clear;
    widgets::Button *m_groupButton;
    widgets::Button *m_columnsButton;
    QMenu *m_groups;
    QMenu *m_columns;
    QWidget *m_counts;
    widgets::TextLabel *m_rows;
    widgets::TextLabel *m_error;
    bool m_narrow = false;
};

[[nodiscard]] QString groupName(models::FindingsModel::Group group);

} // namespace aw::pages
