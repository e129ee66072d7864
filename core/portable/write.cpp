// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/archive.h"
#include "core/portable/form.h"
#include "core/portable/manifest.h"
#include "core/portable/portable.h"
#include "core/portable/sound.h"

#include <QCoreApplication>
#include <map>

namespace aw::portable {
namespace {

constexpr qsizetype kIdDigitsInName = 6;

// In English whatever the user's language: it is part of the file, whose bytes depend on nothing else.
constexpr auto kReadmeText =
    R"(This file is a snapshot by Airworthy: what a Fly.io organization's APIs answered at one moment, for
another computer to judge. https://fly.io is asked nothing to read it, and no token is needed.

Values that may be secret (environment variables, files, headers) are not in it: Airworthy replaced
each by a keyed digest, its rounded length and its shape before it kept the answer. The key is not
here either. The names of apps, machines, people and secrets are, so treat the file as confidential.

  manifest.json       which organization, when, and every request with its answer's status, time and
                      the SHA-256 of its body
  bodies/<sha256>.json the answers' bodies, each distinct one once, named by its own digest
  SHA256SUMS          the digest of every file but itself

To check that all is as it was written, with tools that most systems have:

  unzip NAME.airworthy -d snapshot
  cd snapshot && sha256sum -c SHA256SUMS

With Airworthy, which also computes the snapshot's id anew:

  airworthy-cli snapshot verify NAME.airworthy
  airworthy-cli snapshot import NAME.airworthy

Either shows that the file is whole. Neither shows who made it.
)";

struct Words {
    Q_DECLARE_TR_FUNCTIONS(portable)
};

Error tooMuch(const QString &what)
{
    return fail(ErrorKind::Storage, what);
}

/// Each distinct body once, by digest.
using Bodies = std::map<QByteArray, QByteArray>;

Result<void> within(const Bodies &bodies, qsizetype manifestSize)
{
    qint64 total = 0;
    for (const auto &[digest, body] : bodies) {
        total += body.size();
        if (body.size() > kMostOneBodyBytes)
            return tooMuch(
                Words::tr("An answer of %1 bytes is too large for a portable snapshot; %2 is the limit.")
                    .arg(body.size())
                    .arg(kMostOneBodyBytes));
    }
    if (qsizetype(bodies.size()) > kMostBodies)
        return tooMuch(Words::tr("The snapshot has %1 different answers; a portable one holds %2 at most.")
                           .arg(bodies.size())
                           .arg(kMostBodies));
    if (total > kMostBodyBytes || manifestSize > kMostManifestBytes)
        return tooMuch(Words::tr("The snapshot is too large for a portable one: %1 bytes of answers, %2 of "
                                 "manifest.")
                           .arg(total)
                           .arg(manifestSize));
    return {};
}

} // namespace

Result<QByteArray> write(const collect::Record &record, const QString &organizationName)
{
    if (const Result<void> good = sound(record); !good)
        return fail(ErrorKind::Storage, good.error().what);
    Bodies bodies;
    Manifest manifest{.record = record,
                      .digests = {},
                      .id = record.id(),
                      .organizationName = organizationName,
                      .version = QStringLiteral(AW_VERSION)};
    for (const fly::Reply &reply : record.replies) {
        const QByteArray digest = reply.body.isEmpty() ? QByteArray() : digestOf(reply.body);
        manifest.digests.push_back(digest);
        if (!digest.isEmpty())
            bodies.emplace(digest, reply.body);
    }
    const QByteArray text = manifestText(manifest);
    if (const Result<void> fits = within(bodies, text.size()); !fits)
        return fits.error();
    const QByteArray readme(kReadmeText);
    QByteArray sums = sumLine(digestOf(readme), kReadme);
    std::vector<Member> members{{kReadme, readme}, {kSums, {}}};
    for (const auto &[digest, body] : bodies) {
        sums += sumLine(digest, bodyName(digest));
        members.push_back({bodyName(digest), body});
    }
    sums += sumLine(digestOf(text), kManifest);
    members.push_back({kManifest, text});
    members[1].bytes = sums;
    Result<QByteArray> file = pack(members, record.collectedAt);
    if (file && file->size() > kMostFileBytes)
        return tooMuch(Words::tr("The file would have %1 bytes; %2 is the limit.")
                           .arg(file->size())
                           .arg(kMostFileBytes));
    return file;
}

QString fileName(const collect::Record &record)
{
    return QStringLiteral("%1-%2-%3.airworthy")
        .arg(record.org, record.collectedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd")),
             record.id().left(kIdDigitsInName));
}

} // namespace aw::portable
