// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"
#include "core/model/reduced_value.h"

namespace aw::model {

/// A name with a value that was reduced: an environment variable, an image label, a build argument.
struct Setting {
    QString name;
    QString place; ///< where it stands, for people: "env", "processes[web].env", "containers[app].env"
    ReducedValue value;
    Origin origin;
};

} // namespace aw::model
