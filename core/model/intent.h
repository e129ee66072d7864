// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QHash>
#include <QString>
#include <optional>

namespace aw::model {

enum class Environment { Production, Staging, Dev };
enum class Exposure { Public, Internal };
enum class DataClass { None, Internal, Personal, Regulated };

/// What an app is meant to be, as a person declared it. A field nobody declared is empty and will be
/// guessed by core/checks/intent.
struct DeclaredIntent {
    std::optional<Environment> environment;
    std::optional<Exposure> exposure;
    std::optional<DataClass> data;
    QString owner;
    QString declaredBy;
    QDateTime declaredAt; ///< a declaration ends 365 days after

    friend bool operator==(const DeclaredIntent &, const DeclaredIntent &) = default;
};

using DeclaredIntents = QHash<QString, DeclaredIntent>; ///< by app name

} // namespace aw::model
