// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/fly/request.h"
#include "core/secrets/reducer.h"

namespace aw::fly {

/// Reads an answer and keeps of it only what the route's selection names, with values of env, files,
/// headers and digests reduced. What is returned is all that anyone else ever sees.
/// Malformed or Limit when the body is no JSON, or deeper or larger than accepted.
/// A value where the platform promises none (a secret's `value`) is dropped and named in
/// "airworthy_dropped", an array of pointers at the root, so that the collection can report it.
[[nodiscard]] Result<QByteArray> redact(const Request &request, const QByteArray &body,
                                        const secrets::Reducer &reducer);

} // namespace aw::fly
