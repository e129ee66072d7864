// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/collect/record.h"

#include <QByteArray>

namespace aw::cli {

/// A source as the summaries for programs have it.
[[nodiscard]] JsonValue sourceJson(const model::Source &source);
/// {"slug","name"} and {"id","started_at","collected_at","complete","demo","sources"}.
[[nodiscard]] JsonValue organizationJson(const model::Snapshot &snapshot);
[[nodiscard]] JsonValue snapshotJson(const model::Snapshot &snapshot);

/// How the answers of a snapshot came out.
struct AnswerCount {
    QString route;
    int status = 0; ///< HTTP status; 0 when nothing came back
    qint64 answers = 0;
    qint64 bytes = 0; ///< of redacted bodies
};

/// By route in the order of the table, then by status.
[[nodiscard]] std::vector<AnswerCount> answerCounts(const collect::Record &record);

/// Of each body, also where several answers have the same.
[[nodiscard]] qint64 bodyBytes(const collect::Record &record);

/// A snapshot for programs: "airworthy.snapshot-summary/1".
[[nodiscard]] QByteArray summaryJson(const collect::Record &record, const model::Snapshot &snapshot);

} // namespace aw::cli
