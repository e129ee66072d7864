// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/snapshot.h"

namespace aw::models {

/// One piece of evidence as it is shown: the answer it stands in, and the very value.
struct Evidence {
    QString request;   ///< "GET /v1/apps/web/machines"
    QString requestId; ///< may be empty
    QDateTime at;
    int status = 0;
    QString pointer; ///< where in the answer
    QString json;    ///< the redacted value, indented; a sentence when it cannot be shown
};

/// At most so many pieces are shown, and so many characters of each.
inline constexpr int kEvidencePieces = 8;
inline constexpr int kEvidenceCharacters = 20'000;

/// Looks the origins up in the snapshot's answers. Parses each answer, so not for the GUI thread.
[[nodiscard]] std::vector<Evidence> evidenceOf(const model::Snapshot &snapshot,
                                               const std::vector<model::Origin> &origins);

} // namespace aw::models
