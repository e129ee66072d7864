// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"
#include "core/store/bodies.h"
#include "core/store/manifest.h"

namespace aw::store {

/// A list of answers as two columns hold it.
struct PackedAnswers {
    QByteArray bodies;  ///< numbersOf, compressed
    QByteArray answers; ///< manifestOf, compressed
};

[[nodiscard]] Result<PackedAnswers> packed(std::span<const Answer> answers, std::span<const qint64> bodies);

/// Keeps them as the answers of a snapshot, in the caller's transaction.
[[nodiscard]] Result<void> keepManifest(const Connection &db, qint64 snapshot, const PackedAnswers &answers);

[[nodiscard]] std::vector<Answer> answersOf(const std::vector<fly::Reply> &replies);
/// `replies` must outlive what this gives.
[[nodiscard]] std::vector<const QByteArray *> bodiesOf(const std::vector<fly::Reply> &replies);

/// Answers read back.
struct ReadAnswers {
    std::vector<fly::Reply> replies;
    /// Why it ends there: the request whose answer is not what was kept, or an empty text where the list
    /// itself cannot be read.
    std::optional<QString> damagedAt;
};

/// Appends what `list` holds to `to`. Storage error for a name that this program does not know.
[[nodiscard]] Result<void> readAnswers(const PackedAnswers &list, BodyReader &bodies, const QString &file,
                                       ReadAnswers &to);

} // namespace aw::store
