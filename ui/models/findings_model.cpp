// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/findings_model.h"

#include "ui/models/words.h"
#include "ui/theme/cell.h"

#include <QSet>
#include <algorithm>
#include <utility>

namespace aw::models {
namespace {

/// Open first, then what is not known, then the rest: the order of groups and of states.
int rank(model::Status status)
{
    switch (status) {
    case model::Status::Fail: return 0;
    case model::Status::Unknown: return 1;
    case model::Status::Pass: return 2;
    case model::Status::NotApplicable: break;
    }
    return 3;
}

} // namespace

void FindingsModel::setMaterial(Material material)
{
    beginResetModel();
    m_material = std::move(material);
    m_haystacks.clear();
    if (m_material.findings) {
        m_haystacks.reserve(m_material.findings->size());
        for (const model::Finding &each : *m_material.findings)
            m_haystacks.push_back(assess::haystackOf(each));
    }
    refilter();
    endResetModel();
}

void FindingsModel::setQuery(assess::Query query)
{
    beginResetModel();
    m_query = std::move(query);
    refilter();
    endResetModel();
}

void FindingsModel::setGroup(Group group)
{
    beginResetModel();
    m_group = group;
    m_folded.clear();
    regroup();
    endResetModel();
}

void FindingsModel::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_sortColumn = column < 0 ? SeverityColumn : column;
    m_sortOrder = order;
    this->order();
    regroup();
    endResetModel();
}

void FindingsModel::toggleGroup(int row)
{
    if (!isGroup(row))
        return;
    const QString key = m_groups[std::size_t(m_rows[std::size_t(row)].group)].key;
    beginResetModel();
    if (!m_folded.remove(key))
        m_folded.insert(key);
    regroup();
    endResetModel();
}

void FindingsModel::refilter()
{
    m_matching.clear();
    m_tally = {};
    const assess::Query everything;
    for (std::size_t i = 0; i < m_haystacks.size(); ++i) {
        const model::Finding &each = (*m_material.findings)[i];
        m_tally.total += everything.matches(each, m_haystacks[i]) ? 1 : 0;
        if (!m_query.matches(each, m_haystacks[i]))
            continue;
        m_matching.push_back(int(i));
        switch (each.status) {
        case model::Status::Fail: ++m_tally.open[std::size_t(each.severity)]; break;
        case model::Status::Unknown: ++m_tally.unknown; break;
        case model::Status::Pass: ++m_tally.passed; break;
        case model::Status::NotApplicable: ++m_tally.notApplicable; break;
        }
    }
    m_tally.rows = int(m_matching.size());
    order();
    regroup();
}

int FindingsModel::narrowestTerm() const
{
    int narrowest = -1;
    int most = -1;
    for (std::size_t term = 0; term < m_query.terms().size(); ++term) {
        const assess::Query rest = m_query.without(term);
        int rows = 0;
        for (std::size_t i = 0; i < m_haystacks.size(); ++i)
            rows += rest.matches((*m_material.findings)[i], m_haystacks[i]) ? 1 : 0;
        if (rows > most) {
            most = rows;
            narrowest = int(term);
        }
    }
    return narrowest;
}

bool FindingsModel::before(int one, int other, int column) const
{
    const model::Finding &a = (*m_material.findings)[std::size_t(one)];
    const model::Finding &b = (*m_material.findings)[std::size_t(other)];
    if (column == SeverityColumn)
        return std::pair(rank(a.status), a.severity) < std::pair(rank(b.status), b.severity);
    if (column == StateColumn)
        return rank(a.status) < rank(b.status);
    if (column == AgeColumn) // the oldest first: the smallest date
        return m_material.firstSeen.value(a.id, m_material.now) <
               m_material.firstSeen.value(b.id, m_material.now);
    return cellText(a, column).compare(cellText(b, column), Qt::CaseInsensitive) < 0;
}

void FindingsModel::order()
{
    // Judging gives a stable order; ties keep it.
    std::sort(m_matching.begin(), m_matching.end());
    std::stable_sort(m_matching.begin(), m_matching.end(), [this](int one, int other) {
        return m_sortOrder == Qt::AscendingOrder ? before(one, other, m_sortColumn)
                                                 : before(other, one, m_sortColumn);
    });
}

void FindingsModel::regroup()
{
    m_rows.clear();
    m_groups.clear();
    if (m_group == Group::None) {
        for (const int each : m_matching)
            m_rows.push_back({.finding = each, .group = -1});
        return;
    }
    std::vector<std::vector<int>> members;
    QHash<QString, std::size_t> known;
    for (const int each : m_matching) {
        const model::Finding &finding = (*m_material.findings)[std::size_t(each)];
        const QString key = groupKey(finding);
        const auto found = known.constFind(key);
        const std::size_t at = found == known.cend() ? members.size() : *found;
        if (found == known.cend()) {
            known.insert(key, at);
            members.emplace_back();
            m_groups.push_back({.key = key, .words = groupWords(finding), .count = 0});
        }
        members[at].push_back(each);
    }
    for (std::size_t at = 0; at < members.size(); ++at) {
        m_groups[at].count = int(members[at].size());
        m_rows.push_back({.finding = -1, .group = int(at)});
        if (m_folded.contains(m_groups[at].key))
            continue;
        for (const int each : members[at])
            m_rows.push_back({.finding = each, .group = int(at)});
    }
}

QString FindingsModel::groupKey(const model::Finding &finding) const
{
    switch (m_group) {
    case Group::App: return finding.resource.app;
    case Group::Check: return finding.check;
    case Group::Area: return assess::areaOf(finding.check);
    case Group::Severity:
        return finding.status == model::Status::Fail ? model::severityName(finding.severity)
                                                     : model::statusName(finding.status);
    case Group::None: break;
    }
    return {};
}

QString FindingsModel::groupWords(const model::Finding &finding) const
{
    switch (m_group) {
    case Group::App: return appOf(finding);
    case Group::Check: return finding.check;
    case Group::Area: return assess::areaOf(finding.check);
    case Group::Severity:
        return finding.status == model::Status::Fail ? lookOf(finding.severity).word
                                                     : lookOf(finding.status).word;
    case Group::None: break;
    }
    return {};
}

const model::Finding *FindingsModel::finding(int row) const
{
    if (row < 0 || row >= int(m_rows.size()) || m_rows[std::size_t(row)].finding < 0)
        return nullptr;
    return &(*m_material.findings)[std::size_t(m_rows[std::size_t(row)].finding)];
}

int FindingsModel::rowOf(const QString &findingId) const
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        const model::Finding *each = finding(row);
        if (each && each->id == findingId)
            return row;
    }
    return -1;
}

bool FindingsModel::isGroup(int row) const
{
    return row >= 0 && row < int(m_rows.size()) && m_rows[std::size_t(row)].finding < 0;
}

QList<int> FindingsModel::groupRows() const
{
    QList<int> rows;
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (isGroup(row))
            rows.append(row);
    }
    return rows;
}

QString FindingsModel::rowAsText(int row) const
{
    const model::Finding *each = finding(row);
    if (!each)
        return {};
    QStringList cells;
    for (int column = 0; column < kColumns; ++column)
        cells.append(cellText(*each, column));
    return cells.join(QLatin1Char('\t'));
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString FindingsModel::cellText(const model::Finding &finding, int column) const
{
    switch (column) {
    case SeverityColumn: return lookOf(finding.severity).word;
    case FindingColumn: return finding.headline;
    case AppColumn: return appOf(finding);
    case SubjectColumn: return subjectOf(finding);
    case RegionColumn: return finding.resource.region;
    case StateColumn: return lookOf(finding.status).word;
    case AgeColumn: {
        const QDateTime since = m_material.firstSeen.value(finding.id);
        return since.isValid() ? ageWords(since, m_material.now) : QString();
    }
    default: return {};
    }
}

QVariant FindingsModel::cellLook(const model::Finding &finding, int column, int role) const
{
    // Only an open finding is a risk; the severity of anything else stays quiet.
    const bool open = finding.status == model::Status::Fail;
    const Look look = column == StateColumn ? lookOf(finding.status) : lookOf(finding.severity);
    const bool marked = column == SeverityColumn || column == StateColumn;
    const theme::Ink ink = column == SeverityColumn && !open ? theme::Ink::Text3 : look.ink;
    switch (role) {
    case theme::IconNameRole: return marked ? QVariant(look.icon) : QVariant();
    case theme::IconInkRole: return int(ink);
    case theme::TextInkRole:
        if (marked)
            return int(ink);
        if (column == AppColumn && finding.resource.app.isEmpty())
            return int(theme::Ink::Text2);
        return int(column == FindingColumn || column == AppColumn ? theme::Ink::Text : theme::Ink::Text2);
    case theme::TextRoleRole:
        if (column == SubjectColumn)
            return int(theme::TextRole::MonoSmall);
        return int(column == RegionColumn || column == AgeColumn ? theme::TextRole::Small
                   : column == AppColumn                         ? theme::TextRole::Body
                                                                 : theme::TextRole::BodyMedium);
    case theme::ElideMiddleRole: return column == SubjectColumn || column == AppColumn;
    default: return {};
    }
}

QVariant FindingsModel::headData(const Head &head, int column, int role) const
{
    switch (role) {
    case theme::GroupHeadRole: return true;
    case theme::GroupOpenRole: return !m_folded.contains(head.key);
    case theme::GroupCountRole: return head.count;
    case Qt::DisplayRole: return column == 0 ? QVariant(head.words) : QVariant();
    case Qt::AccessibleTextRole:
        return QStringList{head.words, counted(head.count, tr("1 finding"), tr("%1 findings")),
                           m_folded.contains(head.key) ? tr("folded") : tr("unfolded")}
            .join(QLatin1String(", "));
    default: return {};
    }
}

QString FindingsModel::sentence(const model::Finding &finding) const
{
    QStringList parts{lookOf(finding.severity).word, finding.headline, appOf(finding),
                      lookOf(finding.status).word};
    const QString age = cellText(finding, AgeColumn);
    if (!age.isEmpty())
        parts.append(age);
    return parts.join(QLatin1String(", "));
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    if (row.finding < 0)
        return headData(m_groups[std::size_t(row.group)], index.column(), role);
    const model::Finding &each = (*m_material.findings)[std::size_t(row.finding)];
    switch (role) {
    case Qt::DisplayRole: return cellText(each, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == FindingColumn ? sentence(each) : cellText(each, index.column());
    case Qt::ToolTipRole:
        return theme::toolTip(index.column() == FindingColumn ? each.message
                                                              : cellText(each, index.column()));
    case Qt::TextAlignmentRole:
        return int((index.column() == AgeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return cellLook(each, index.column(), role);
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == AgeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn: return tr("Severity");
    case FindingColumn: return tr("Finding");
    case AppColumn: return tr("App");
    case SubjectColumn: return tr("Subject");
    case RegionColumn: return tr("Region");
    case StateColumn: return tr("State");
    case AgeColumn: return tr("Age");
    default: return {};
    }
}

Qt::ItemFlags FindingsModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                           : Qt::ItemFlags(Qt::NoItemFlags);
}

} // namespace aw::models
