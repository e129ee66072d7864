// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/reduced_value.h"

#include <QDateTime>
#include <QLatin1String>
#include <QString>
#include <optional>
#include <vector>

namespace aw::secrets {

/// A known form of credential found in a text.
struct Shape {
    QLatin1String name; ///< "github-token"; see shapes.cpp
    model::Likeness likeness = model::Likeness::None;
    qsizetype begin = 0;
    qsizetype length = 0;
};

/// Longest text that is looked through; what is longer is cut there. An environment variable cannot
/// be longer on Linux (MAX_ARG_STRLEN), nor can an inspected file.
constexpr qsizetype kInspected = qsizetype{128} * 1024;

/// Every shape in `text` (its first kInspected characters), by where it begins. They may overlap.
/// `now` decides whether a signed token has expired. Time grows with the length of `text` alone,
/// whatever stands in it.
[[nodiscard]] std::vector<Shape> shapesIn(const QString &text, const QDateTime &now);

/// The one that counts most: the most certain, then the first.
[[nodiscard]] std::optional<Shape> strongestShape(const QString &text, const QDateTime &now);

/// 40 of [A-Za-z0-9/+], of several kinds: the secret beside an access key id. Only telling by its
/// neighbour or its name.
[[nodiscard]] bool isFortyBase64(QStringView value);

} // namespace aw::secrets
