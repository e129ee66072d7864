// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/fly/request.h"
#include "core/secrets/reducer.h"

namespace aw::fly {

/// Reads an answer and keeps of it only what the route's selection names, with values of env, files,
/// headers and digests reduced. What is returned is all that anyone else ever sees. Lists keep every
/// element and objects their names, so that a pointer into it points to the same place of the answer.
/// Malformed or Limit when the body is no JSON, or deeper or larger than accepted.
///
/// A reduced value is {"hmac","length","shape","rule","likeness"}, likeness none, suspect, likely or
/// certain. By mark (routes.h):
///   @pairs    {NAME: reduced}              @env      [{"name","value": reduced}]
///   @content  {"readable", "pairs": [{"name","value"}], "worst": reduced}; over 64 KiB, or no base64:
///             {"readable": false}
///   @command  the text, or each text, with values masked
///   @line     the text, or each text; {"text": masked, "settings": [{"name","value"}]} where it holds values
///   @headers  {NAME: reduced, [reduced] or as it was}, or [{"name","values": [reduced]}]
///   @digest   our keyed digest             @history  [{"text": masked, "settings": [{"name","value"}]}]
///   @image    {"config": {"Env": as @env, "Labels": as @pairs, "User",
///             "Entrypoint", "Cmd": as @line}, "history": [{"created_by": as
///             @history}], "created", "architecture", "os", "has_env", "has_history"}
///
/// @options keeps the form of what it stands at; a reduced value stands for each text that is not one
/// of a few words, and for what its name makes a secret of.
///
/// A value of a wrong type becomes {"airworthy_type": its type} under a mark, and where it is an
/// object that the selection does not look into; text in place of an object becomes
/// "<value HMAC LENGTH SHAPE>". Kept texts have at most 4,096 characters, and no credential shape.
/// A value where the platform promises none (a secret's `value`) is dropped and named in
/// "airworthy_dropped", an array of pointers at the root, so that the collection can report it.
[[nodiscard]] Result<QByteArray> redact(const Request &request, const QByteArray &body,
                                        const secrets::Reducer &reducer);

} // namespace aw::fly
