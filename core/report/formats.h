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

/// The findings JSON, the published interface (resources/schemas/findings.schema.json).

[[nodiscard]] QByteArray findingsJson(const Material &material, const model::Findings &findings);

/// RFC 4180 with a header row; cells that a spreadsheet would run as a formula are neutralised.
[[nodiscard]] QByteArray findingsCsv(const Material &material, const model::Findings &findings);

/// The auditor's report: cover, summary, completeness, findings with evidence and fix. The findings
/// JSON is attached.
[[nodiscard]] Document auditorReport(const Material &material);

} // namespace aw::report
