// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/evidence.h"
#include "ui/pages/page.h"

#include <QPointer>
#include <QScrollArea>

class QVBoxLayout;

namespace aw::pages {

/// One finding: what and why, the fix as commands that are never run, the evidence as it came.
class FindingDetail final : public QScrollArea
{
    Q_OBJECT
public:
    explicit FindingDetail(const Workspace &workspace, QWidget *parent = nullptr);

    void showFinding(const QString &id); ///< of the open posture
    [[nodiscard]] QString shownId() const { return m_id; }
    [[nodiscard]] QString fixCommands() const; ///< one a line; empty without any

signals:
    void closed();
    void filterWanted(const QString &query);

private:
    void rebuild(const model::Finding &finding);
    void addHead(QVBoxLayout &body, const model::Finding &finding);
    void addTitle(QVBoxLayout &body, const model::Finding &finding);
    void addReasons(QVBoxLayout &body, const model::Finding &finding);
    void addFix(QVBoxLayout &body, const model::Finding &finding);
    void addEvidence(QVBoxLayout &body, const model::Finding &finding);
    void fillEvidence(const std::vector<models::Evidence> &pieces, int origins);
    void addSources(QVBoxLayout &body, const model::Finding &finding);

    const Workspace &m_workspace;
    QString m_id;
    QPointer<QWidget> m_evidence; ///< where the evidence goes once it was looked up
};

/// "airworthy://northwind-parcel/finding/ID": where a finding is.
[[nodiscard]] QString linkOf(const QString &org, const model::Finding &finding);

/// A finding as plain text: headline, place, sentence, fix.
[[nodiscard]] QString findingAsText(const model::Finding &finding);

} // namespace aw::pages
