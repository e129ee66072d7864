// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/pairs.h"
#include "core/secrets/reducer.h"

#include <cstdlib>

// Whatever a text holds, its pairs stand inside it and masking ends.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static const aw::secrets::Reducer reducer("fuzz", QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC));
    if (size > 16 * 1024)
        return 0;
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    qsizetype last = 0;
    for (const aw::secrets::TextPair &pair : aw::secrets::pairsIn(text)) {
        if (pair.begin < 0 || pair.length <= 0 || pair.begin + pair.length > text.size())
            std::abort();
        if (!pair.within && pair.begin < last)
            std::abort();
        last = pair.within ? last : pair.begin + pair.length;
    }
    static_cast<void>(reducer.masked(text));
    static_cast<void>(reducer.scan(text));
    return 0;
}
