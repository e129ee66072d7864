// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reader.h"

namespace aw::collect {

/// Reads a CertificateDetail. Malformed when its certificates are no list; a value of a wrong type
/// inside leaves a gap in the list that it stands in.
[[nodiscard]] Result<model::CertificateDetail> readCertificateDetail(Reader &reader, const JsonView &root);

} // namespace aw::collect
