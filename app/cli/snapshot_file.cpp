// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/snapshot_file.h"

namespace aw::cli {

Result<portable::Contents> snapshotIn(const Session &session, const QString &path)
{
    const Result<QByteArray> bytes = portable::load(path);
    if (!bytes)
        return bytes.error();
    // The demo's clock stands still and is no measure of a file from elsewhere.
    const QDateTime now = session.arguments().has("now") ? session.now() : session.around().clock();
    Result<portable::Contents> contents = portable::read(*bytes, now);
    if (!contents)
        return fail(contents.error().kind, contents.error().what, path);
    return contents;
}

Exit complainOfFile(const Session &session, const Error &error)
{
    const Exit exit = session.complain(error);
    const bool unfit = error.kind == ErrorKind::Malformed || error.kind == ErrorKind::Limit;
    return unfit ? Exit::Findings : exit;
}

} // namespace aw::cli
