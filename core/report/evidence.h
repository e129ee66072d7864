// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/model/snapshot.h"

#include <unordered_map>

namespace aw::report {

/// What an answer held at a place.
struct Evidence {
    JsonValue value;        ///< null when there is nothing at the place, or too much
    bool found = false;     ///< false: the answer has no such place, or is no JSON
    bool truncated = false; ///< larger than kMostBytes, so left out
};

/// Looks evidence up in the redacted answers of a snapshot; each answer is parsed at most once.
class EvidenceReader
{
public:
    static constexpr qsizetype kMostBytes = 4096;

    explicit EvidenceReader(const model::Snapshot &snapshot) : m_snapshot(snapshot) {}

    /// nullptr for an origin that names no answer of the snapshot.
    [[nodiscard]] const model::ReplyNote *reply(const model::Origin &origin) const;
    [[nodiscard]] Evidence at(const model::Origin &origin);

private:
    const model::Snapshot &m_snapshot;
    std::unordered_map<int, Result<JsonDocument>> m_parsed;
};

} // namespace aw::report
