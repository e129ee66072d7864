// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret_bytes.h"

namespace aw::test {

/// A made-up secret of forty letters that is written nowhere but where it is asked for: each letter is
/// computed from its place and the number of the secret, so that looking for it makes no copy of it.
class PlantedSecret
{
public:
    static constexpr int kLength = 40;

    explicit PlantedSecret(int number) : m_number(number) {}

    [[nodiscard]] SecretBytes bytes(QByteArrayView label = {}) const; ///< the secret behind a label
    /// How often it stands in the writable memory of this process: heap, stack, data.
    [[nodiscard]] int inMemory() const;

private:
    [[nodiscard]] char letter(int place) const;
    [[nodiscard]] bool standsAt(const char *bytes) const;

    int m_number;
};

} // namespace aw::test
