// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/record.h"
#include "core/fly/routes.h"
#include "core/portable/archive.h"
#include "core/portable/form.h"
#include "core/portable/manifest.h"
#include "core/portable/portable.h"

#include <cstdint>
#include <cstdlib>

using namespace aw;
using namespace aw::portable;

namespace {

const QDateTime kNow(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC);

fly::Reply reply(fly::Route route, const QString &app, const QByteArray &body)
{
    fly::Reply made;
    made.request = {route, QStringLiteral("o"), app, {}, {}};
    made.status = 200;
    made.body = body;
    made.at = kNow.addDays(-1);
    return made;
}

/// A snapshot with a refusal among its answers, to start from.
const Manifest &ground()
{
    static const Manifest made = [] {
        Manifest manifest;
        manifest.record = {
            .org = QStringLiteral("o"),
            .demo = false,
            .startedAt = kNow.addDays(-1),
            .collectedAt = kNow.addDays(-1),
            .replies = {reply(fly::Route::Apps, {}, R"({"total_apps":1,"apps":[{"name":"a"}]})"),
                        reply(fly::Route::AppMachines, QStringLiteral("a"), "[]"),
                        reply(fly::Route::AppSecrets, QStringLiteral("a"), {})}};
        fly::Reply &refused = manifest.record.replies.back();
        refused.status = 403;
        refused.fault = fail(ErrorKind::Refused, QStringLiteral("No."));
        for (const fly::Reply &each : manifest.record.replies)
            manifest.digests.push_back(each.body.isEmpty() ? QByteArray() : digestOf(each.body));
        manifest.id = manifest.record.id();
        return manifest;
    }();
    return made;
}

/// `text` with edits: two bytes of place, one of how many bytes go, one of how many come, and those.
QByteArray edited(QByteArray text, QByteArray edits)
{
    while (edits.size() >= 4) {
        const qsizetype place = (quint8(edits[0]) * 256 + quint8(edits[1])) % (text.size() + 1);
        const qsizetype coming = std::min<qsizetype>(quint8(edits[3]) % 32, edits.size() - 4);
        text.replace(place, quint8(edits[2]) % 32, edits.mid(4, coming));
        edits = edits.mid(4 + coming);
    }
    return text;
}

/// A file whose digests fit, whatever its parts are.
QByteArray packed(const QByteArray &manifest, const std::vector<QByteArray> &bodies)
{
    const QByteArray readme = "r";
    QByteArray sums = sumLine(digestOf(readme), kReadme);
    std::map<QByteArray, QByteArray> named;
    for (const QByteArray &body : bodies)
        named.emplace(digestOf(body), body);
    std::vector<Member> members{{kReadme, readme}};
    for (const auto &[digest, body] : named) {
        sums += sumLine(digest, bodyName(digest));
        members.push_back({bodyName(digest), body});
    }
    members.push_back({kManifest, manifest});
    members.push_back({kSums, sums + sumLine(digestOf(manifest), kManifest)});
    const Result<QByteArray> file = pack(members, kNow);
    if (!file)
        std::abort();
    return *file;
}

QByteArray withBody(const QByteArray &body, fly::Route route)
{
    Manifest manifest = ground();
    fly::Reply &second = manifest.record.replies[1];
    second.request.route = route;
    second.body = body;
    manifest.digests[1] = digestOf(body);
    manifest.id = manifest.record.id();
    return packed(manifestText(manifest), {manifest.record.replies[0].body, body});
}

/// What was accepted can be read by the collectors, and written and read again to be the same.
void prove(const Contents &contents)
{
    const model::SnapshotPtr snapshot = collect::snapshotOf(contents.record);
    if (snapshot->id != contents.id || snapshot->replies.size() != contents.record.replies.size())
        std::abort();
    const Result<QByteArray> file = write(contents.record, contents.organizationName);
    if (!file)
        std::abort();
    const Result<Contents> again = read(*file, kNow);
    if (!again || again->id != contents.id || again->record.id() != contents.id)
        std::abort();
    for (const fly::Reply &each : contents.record.replies) {
        if (each.usable() && (each.status < 200 || each.status > 299 || each.body.isEmpty()))
            std::abort();
    }
}

} // namespace

/// The first byte chooses: a file as it is, edits of a whole file, of its manifest, or a body of a route.
/// Whatever comes, reading ends with a sentence or with a snapshot that holds together.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 64 * 1024)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 2), qsizetype(size - 2));
    static const QByteArray manifest = manifestText(ground());
    static const std::vector<QByteArray> bodies{ground().record.replies[0].body,
                                                ground().record.replies[1].body};
    static const QByteArray whole = packed(manifest, bodies);
    QByteArray file;
    switch (data[0] % 4) {
    case 0: file = bytes; break;
    case 1: file = edited(whole, bytes); break;
    case 2: file = packed(edited(manifest, bytes), bodies); break;
    default: file = withBody(bytes, fly::routes()[data[1] % fly::routes().size()].route); break;
    }
    const Result<Contents> contents = read(file, kNow);
    if (contents)
        prove(*contents);
    else if (contents.error().what.isEmpty())
        std::abort();
    return 0;
}
