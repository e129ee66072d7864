// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/config_values.h"

namespace aw::collect {

/// Reads the services of a configuration and their checks (FLY-API §4.3).
void readServices(ConfigValues &values, const JsonView &services, std::vector<model::Service> &out);

/// Reads the checks of the machine, an object by name.
void readChecks(ConfigValues &values, const JsonView &checks, std::vector<model::HealthCheck> &out);

/// One check; `place` is its field for people.
[[nodiscard]] model::HealthCheck readCheck(ConfigValues &values, const JsonView &node, const QString &place);

/// A duration as text: Go's form in a machine's checks, seconds as a number in a container's.
[[nodiscard]] QString readDuration(Reader &reader, const JsonView &node);

} // namespace aw::collect
