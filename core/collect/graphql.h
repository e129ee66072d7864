// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reader.h"

namespace aw::collect {

/// The field that a GraphQL answer was asked for, at `path` below "data". Where it is null, missing or
/// not selectable the error says why: Refused when the answer's own errors speak of authorization,
/// NotOffered when the schema lacks a field of the document, else Malformed. Errors that touch the field,
/// above it, at it or inside it, leave a gap each in `gaps`, while what did come can be read.
[[nodiscard]] Result<JsonView> selectedField(Reader &reader, const JsonView &root, const QStringList &path,
                                             std::vector<model::Gap> &gaps);

} // namespace aw::collect
