// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1String>
#include <QString>
#include <optional>

namespace aw::model {

/// Why something is not known. The names (`reasonName`) are part of the findings JSON interface.
enum class Reason {
    Permission,       ///< the token may not read it
    Filtered,         ///< the platform answered with a shorter list than it says exists
    Fault,            ///< no usable answer: transport, 5xx, malformed, wrong type
    Limit,            ///< a limit of this program or of the platform ended the reading
    Cancelled,        ///< the user stopped the collection
    NotCollected,     ///< nobody asked
    NotPublished,     ///< no API offers the answer to anyone
    IntentUndeclared, ///< depends on what the app is meant to be, and nobody said
    NotAttested,      ///< only a person can say, and nobody has
};

[[nodiscard]] QLatin1String reasonName(Reason reason);
[[nodiscard]] std::optional<Reason> reasonNamed(const QString &name);

/// What was asked for and not given.
struct Gap {
    Reason reason = Reason::NotCollected;
    QString asked;      ///< the request, e.g. "GET /v1/apps/web/secrets"
    QString detail;     ///< what happened, in a sentence: "The platform answered 403."
    QString permission; ///< what would have shown it; empty when it was no matter of rights
};

} // namespace aw::model
