// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/sqlite.h"

#include <QStringList>
#include <span>

namespace aw::store {

inline constexpr qint64 kApplicationId = 0x41697277; ///< "Airw", in the file's header
inline constexpr int kKeptBackups = 3;

/// One step from a version to the next: the SQL, then what SQL cannot say.
struct Step {
    const char *sql;
    Result<void> (*then)(const Connection &db) = nullptr;
};

/// The steps from an empty file to the present form. Only ever appended to: step n makes version n.
[[nodiscard]] std::span<const Step> migrations();

/// What kind of file a connection has before it.
enum class Form { Empty, Ours, Foreign };
struct Version {
    Form form = Form::Empty;
    qint64 number = 0; ///< steps done
};
[[nodiscard]] Result<Version> versionOf(const Connection &db);

/// An error when `version` is not one that `steps` can be applied to: foreign, or newer.
[[nodiscard]] Result<void> acceptable(const Version &version, std::size_t steps, const QString &file);

/// Brings the database to the last of `steps`, all of them in one transaction, so that nobody ever sees
/// a version in between. One that already holds data is copied to "<file>.before-<N>" first, N being the
/// version it is brought to; the last three copies are kept.
[[nodiscard]] Result<void> migrate(const Connection &db, std::span<const Step> steps);

/// The copies that were made of `file` before its migrations, latest version first.
[[nodiscard]] QStringList copiesOf(const QString &file);

} // namespace aw::store
