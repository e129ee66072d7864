// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/query.h"
#include "core/model/finding.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QHash>
#include <QSet>
#include <array>

namespace aw::models {

/// Findings as a table that filters, sorts and groups itself: an index of rows over the findings, with
/// the text that words are searched in lowered once. A group's head is a row of that index.
class FindingsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        SeverityColumn,
        FindingColumn,
        AppColumn,
        SubjectColumn,
        RegionColumn,
        StateColumn,
        AgeColumn
    };
    static constexpr int kColumns = AgeColumn + 1;

    enum class Group { Severity, App, Check, Area, None };

    /// Where findings come from, with what a person knows besides.
    struct Material {
        model::FindingsPtr findings;
        QHash<QString, QDateTime> firstSeen; ///< by finding id
        QDateTime now;                       ///< what ages are counted to
    };

    /// How many results match, by what they are.
    struct Tally {
        std::array<int, 5> open{}; ///< by severity
        int unknown = 0;
        int passed = 0;
        int notApplicable = 0;
        int rows = 0;  ///< that match
        int total = 0; ///< that match the empty query
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setMaterial(Material material);
    void setQuery(assess::Query query);
    void setGroup(Group group);
    [[nodiscard]] const assess::Query &query() const { return m_query; }
    [[nodiscard]] Group group() const { return m_group; }

    [[nodiscard]] const Tally &tally() const { return m_tally; }
    /// The term whose removal brings back most rows; -1 without terms.
    [[nodiscard]] int narrowestTerm() const;

    [[nodiscard]] const model::Finding *finding(int row) const; ///< null for a group's head
    [[nodiscard]] int rowOf(const QString &findingId) const;    ///< -1: not shown
    [[nodiscard]] bool isGroup(int row) const;
    [[nodiscard]] QList<int> groupRows() const;
    void toggleGroup(int row);

    /// The row as text, cells between tabs.
    [[nodiscard]] QString rowAsText(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Row {
        int finding = -1; ///< index into the findings; -1 for a group's head
        int group = -1;   ///< index into m_groups
    };
    struct Head {
        QString key;
        QString words;
        int count = 0;
    };

    void refilter();
    void regroup();
    void order();
    [[nodiscard]] QString groupKey(const model::Finding &finding) const;
    [[nodiscard]] QString groupWords(const model::Finding &finding) const;
    [[nodiscard]] QString cellText(const model::Finding &finding, int column) const;
    [[nodiscard]] QVariant cellLook(const model::Finding &finding, int column, int role) const;
    [[nodiscard]] QVariant headData(const Head &head, int column, int role) const;
    [[nodiscard]] QString sentence(const model::Finding &finding) const;
    [[nodiscard]] bool before(int one, int other, int column) const;

    Material m_material;
    std::vector<QString> m_haystacks;
    assess::Query m_query;
    Group m_group = Group::Severity;
    int m_sortColumn = SeverityColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<int> m_matching;
    std::vector<Row> m_rows;
    std::vector<Head> m_groups;
    QSet<QString> m_folded;
    Tally m_tally;
};

} // namespace aw::models
