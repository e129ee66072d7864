// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/fly/redact.h"
#include "core/fly/routes.h"

#include <cstdlib>

// Whatever an answer holds, redaction ends, and what it returns is JSON again. The first byte
// chooses the route.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static const aw::secrets::Reducer reducer("fuzz", QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC));
    if (size < 1 || size > 64 * 1024)
        return 0;
    const auto &routes = aw::fly::routes();
    const aw::fly::RouteRow &row = routes[data[0] % routes.size()];
    const QByteArray body =
        QByteArray::fromRawData(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    aw::fly::Request request;
    request.route = row.route;
    const auto out = aw::fly::redact(request, body, reducer);
    if (out && !aw::JsonDocument::parse(*out, {.depth = 128, .bytes = qsizetype{1} << 30, .nodes = 1 << 30}))
        std::abort();
    return 0;
}
