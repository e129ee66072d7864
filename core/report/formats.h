// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/posture.h"
#include "core/base/result.h"
#include "core/report/document.h"

#include <QDateTime>

namespace aw::report {

/// What every report is made from.
struct Material {
    assess::PosturePtr posture;
    catalogue::CataloguePtr catalogue;
    QDateTime now; ///< printed as the time of the report
};

/// The findings JSON, the published interface (resources/schemas/findings.schema.json):
/// `findings` with their evidence out of the snapshot, values larger than 4 KiB left out.
[[nodiscard]] QByteArray findingsJson(const Material &material, const model::Findings &findings);

/// RFC 4180 in UTF-8 with CRLF and a header row: id, check, status, severity, guessed, reason,
/// resource_type, resource_id, resource_name, app, region, key, environment, data_class, headline, message,
/// evidence ("request#pointer", a line each), commands (a line each), organization, snapshot, collected_at.
/// The machine names are those of the findings JSON. A cell that a spreadsheet would run as a formula gets
/// an apostrophe before it. Columns may be added at the end, never renamed.
[[nodiscard]] QByteArray findingsCsv(const Material &material, const model::Findings &findings);

/// The auditor's report: cover, summary, completeness, findings with evidence and fix. The findings
/// JSON is attached.
[[nodiscard]] Document auditorReport(const Material &material);

} // namespace aw::report
