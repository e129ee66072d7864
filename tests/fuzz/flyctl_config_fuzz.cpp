// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/flyctl_config.h"

#include <QString>

// Whatever flyctl's settings hold, looking for the token ends, in a token or in words.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size > 64 * 1024)
        return 0;
    const aw::SecretBytes config(QByteArrayView(data, qsizetype(size)));
    const auto token = aw::token::flyctlTokenIn(config, QString());
    return !token && token.error().what.isEmpty() ? 1 : 0;
}
