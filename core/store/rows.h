// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"
#include "core/model/intent.h"
#include "core/store/sqlite.h"

namespace aw::store {

// How values stand in their rows. The SQL and the order of columns are one with the functions below.

inline constexpr const char *kInsertReply =
    "INSERT INTO reply(snapshot, n, route, org, app, item, cursor, status, next_cursor, request_id, at, "
    "attempts, fault, fault_what, fault_where, body) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
inline constexpr const char *kSelectReplies =
    "SELECT route, org, app, item, cursor, status, next_cursor, request_id, at, attempts, fault, fault_what, "
    "fault_where, body FROM reply WHERE snapshot = ?1 ORDER BY n";

/// Binds everything but the snapshot and the number. `reply` must outlive the step.
void bindReply(Statement &insert, const fly::Reply &reply);
/// Storage error when the row holds a route or a fault that this program does not know.
[[nodiscard]] Result<fly::Reply> readReply(const Statement &row, const QString &file);

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
