// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"
#include "core/model/intent.h"
#include "core/store/manifest.h"
#include "core/store/sqlite.h"

namespace aw::store {

// How values stand in their rows. The SQL and the order of columns are one with the functions below.

/// What is kept of a reply besides its body.
[[nodiscard]] Answer answerOf(const fly::Reply &reply);
/// Storage error when the answer names a route or a fault that this program does not know.
[[nodiscard]] Result<fly::Reply> replyOf(const Answer &answer, QByteArray body, const QString &file);

inline constexpr const char *kInsertIntent =
    "INSERT INTO intent(org, app, environment, exposure, data, owner, declared_by, declared_at) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
inline constexpr const char *kSelectIntents =
    "SELECT app, environment, exposure, data, owner, declared_by, declared_at FROM intent "
    "WHERE n IN (SELECT max(n) FROM intent WHERE org = ?1 GROUP BY app)";

/// Binds everything but the organization and the app.
void bindIntent(Statement &insert, const model::DeclaredIntent &intent);
[[nodiscard]] Result<model::DeclaredIntent> readIntent(const Statement &row, const QString &file);

} // namespace aw::store
