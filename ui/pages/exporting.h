// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/workspace.h"

#include <QFuture>
#include <QThreadPool>

namespace aw::pages {

enum class ExportFormat { Pdf, Json, Csv };

/// "northwind-parcel-2026-11-24.pdf"
[[nodiscard]] QString exportName(const State &state, ExportFormat format);

/// Writes the report, or all findings, of the open posture to `path`: whole or not at all. Runs on
/// `pool`; the file that was there stays when anything goes wrong.
[[nodiscard]] QFuture<Result<void>> exportTo(QThreadPool &pool, const State &state, ExportFormat format,
                                             const QString &path, const QDateTime &now);

} // namespace aw::pages
