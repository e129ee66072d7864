// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalogue/catalogue.h"
#include "core/model/finding.h"

#include <QHash>

namespace aw::checks {

/// What the {placeholders} of a fix stand for on one resource. A command that names something of
/// `rows` is given once for each row that has it.
struct Fills {
    using Row = QHash<QString, QString>;

    Row fixed;
    std::vector<Row> rows;
};

/// `value` as one word of a POSIX shell command, whatever is in it: bare where it is plainly safe
/// ([A-Za-z0-9._:/@%+=-], not empty, no leading '-'), else in single quotes.
[[nodiscard]] QString shellWord(const QString &value);

/// False for a value that no quoting makes safe to paste: a leading '-' (read as an option), control,
/// line or direction characters, none at all, or more than 512 characters.
[[nodiscard]] bool fillable(const QString &value);

/// The fix of `entry` for one resource. A placeholder without a fillable value stays, as <name>.
[[nodiscard]] std::vector<model::RemediationStep> remediation(const catalogue::CheckEntry &entry,
                                                              const Fills &fills);

} // namespace aw::checks
