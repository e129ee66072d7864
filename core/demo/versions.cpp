// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/versions.h"

namespace aw::demo {

JsonView runningConfig(const JsonView &machine)
{
    return machine.at(machine.at("config").isObject() ? "config" : "incomplete_config");
}

JsonValue runningVersion(const JsonView &machine)
{
    JsonValue version = JsonValue::object();
    version.set("version", machine.at("version").copy());
    version.set("user_config", runningConfig(machine).copy());
    return JsonValue::array().append(std::move(version));
}

} // namespace aw::demo
