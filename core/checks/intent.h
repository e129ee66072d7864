// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/intent.h"
#include "core/model/snapshot.h"

#include <QStringList>

namespace aw::checks {

/// How sure a field of an intent is.
enum class Certainty { Declared, Strong, Weak };

template<class T>
struct Meant {
    std::optional<T> value; ///< empty: not known
    Certainty certainty = Certainty::Weak;
    QString because;          ///< why it is guessed so, in words; empty when declared
    std::optional<T> atWorst; ///< a stricter value that the part read cannot rule out; weak guesses only
};

/// What an app is meant to be: declared, or guessed with reasons: words of its name, its role, its
/// certificates, addresses and storage.
struct Intent {
    Meant<model::Environment> environment;
    Meant<model::Exposure> exposure;
    Meant<model::DataClass> data;
};

using Intents = QHash<QString, Intent>; ///< by app name

inline constexpr int kDeclarationDays = 365;

/// The intent of `app` in `snapshot`: each field declared in `declared` (not older than 365 days at
/// the snapshot's time), else guessed.
[[nodiscard]] Intent intentOf(const model::App &app, const model::Snapshot &snapshot,
                              const model::DeclaredIntents &declared);

[[nodiscard]] QLatin1String environmentName(model::Environment environment); ///< production, staging, dev
[[nodiscard]] QLatin1String dataClassName(model::DataClass data);   ///< none, internal, personal, regulated
[[nodiscard]] QLatin1String exposureName(model::Exposure exposure); ///< public, internal

} // namespace aw::checks
