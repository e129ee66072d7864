// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/fly/routes.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace aw::fly {

/// How a field that is kept is reduced; see RouteRow.
enum class Mark {
    None,
    Pairs,
    Env,
    Content,
    Command,
    Line,
    Headers,
    Digest,
    History,
    Image,
    Options,
    Ssh,
    Forbidden
};

/// A field of a selection and what is kept below it.
struct Keep {
    QString name; ///< "*" for every member; empty for the root
    QString on;   ///< the type that a document's fragment selects it of; empty: of any
    Mark mark = Mark::None;
    bool braces = false; ///< an object is looked into
    std::vector<Keep> fields;

    /// The field of that name, or null.
    [[nodiscard]] const Keep *field(const QString &wanted) const;
};

/// Reads a selection: that of a REST row, or a GraphQL document (arguments, variables, inline
/// fragments and aliases understood). Malformed when it is none, with the place.
[[nodiscard]] Result<Keep> parseKeep(const QByteArray &text);

/// What survives of the answers of a route: its own selection, or "data" by the document with the
/// marks of the row, and "errors".
[[nodiscard]] Result<Keep> keepOf(const RouteRow &row);

} // namespace aw::fly
