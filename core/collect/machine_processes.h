// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/config_values.h"

namespace aw::collect {

/// Reads the programs of a configuration: of the machine itself (`init`), its processes, its containers
/// (FLY-API §4.3), with the variables and files that each has of its own.
void readPrograms(ConfigValues &values, const JsonView &node, model::MachineConfig &config);

/// A policy, or nothing where the configuration names none.
[[nodiscard]] std::optional<model::RestartPolicy> readRestart(Reader &reader, const JsonView &node);

} // namespace aw::collect
