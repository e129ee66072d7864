// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/layout.h"

namespace aw::print {

/// Rows break over pages with the column heads said again; a row taller than a third of a page breaks
/// inside.
void addTable(Press &press, const report::Table &table);
/// Label and value pairs between two hairlines, a table with row heads to those who hear it.
void addFacts(Press &press, const report::Facts &facts);

} // namespace aw::print
