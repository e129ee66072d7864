// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/portable/archive.h"
#include "core/portable/form.h"
#include "core/portable/manifest.h"
#include "core/portable/portable.h"
#include "core/portable/sound.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringDecoder>
#include <map>

namespace aw::portable {
namespace {

constexpr qint64 kMostReadmeBytes = qint64{64} * 1024;
constexpr qint64 kMostSumsBytes = (kMostBodies + 2) * 160;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(portable)
};

Error wrong(const QString &what)
{
    return fail(ErrorKind::Malformed, what);
}

/// The digest in the name of a body; empty when it is no such name.
QByteArray digestIn(const QByteArray &name)
{
    QByteArray digest = name.mid(qsizetype(qstrlen(kBodies)), kDigestLength);
    if (digest.size() != kDigestLength || name != bodyName(digest))
        return {};
    for (const char digit : digest) {
        if (!((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f')))
            return {};
    }
    return digest;
}

bool validUtf8(const QByteArray &bytes)
{
    constexpr qsizetype kPiece = qsizetype{64} * 1024;
    QStringDecoder decoder(QStringDecoder::Utf8);
    for (qsizetype at = 0; at < bytes.size(); at += kPiece) {
        const QString piece = decoder(QByteArrayView(bytes).sliced(at, std::min(kPiece, bytes.size() - at)));
        if (decoder.hasError())
            return false;
    }
    // A sequence that is cut at the end shows only in what would follow it.
    const QString end = decoder(QByteArrayView("."));
    return !decoder.hasError() && end.size() <= 1;
}

/// What redaction leaves is JSON. One that is beyond the caps of the API's answers is left to the
/// collectors, which refuse it there and say so.
Result<void> soundBody(const QByteArray &body, const QByteArray &digest)
{
    if (!validUtf8(body))
        return wrong(Words::tr("The body %1 is not valid UTF-8.").arg(QString::fromLatin1(digest)));
    const bool marked = body.startsWith("\xef\xbb\xbf");
    const Result<JsonDocument> document = JsonDocument::parse(body);
    if (marked || (!document && document.error().kind != ErrorKind::Limit))
        return wrong(Words::tr("The body %1 is not JSON.").arg(QString::fromLatin1(digest)));
    return {};
}

/// The entries by what they are, with nothing among them that is not expected.
class Parts
{
public:
    static Result<Parts> of(const Archive &archive)
    {
        Parts parts(archive);
        for (std::size_t i = 0; i < archive.entries().size(); ++i) {
            const Entry &entry = archive.entries()[i];
            if (const Result<void> taken = parts.take(entry, i); !taken)
                return taken.error();
        }
        for (const char *name : {kReadme, kSums, kManifest}) {
            if (!parts.m_named.contains(name))
                return wrong(Words::tr("The file has no %1.").arg(QLatin1String(name)));
        }
        return parts;
    }

    [[nodiscard]] Result<QByteArray> named(const char *name) const
    {
        return m_archive->content(m_named.value(name));
    }
    [[nodiscard]] const std::map<QByteArray, std::size_t> &bodies() const { return m_bodies; }
    [[nodiscard]] qint64 bodyBytes() const { return m_bodyBytes; }
    [[nodiscard]] Result<QByteArray> content(std::size_t index) const { return m_archive->content(index); }

private:
    explicit Parts(const Archive &archive) : m_archive(&archive) {}

    Result<void> take(const Entry &entry, std::size_t index)
    {
        qint64 most = 0;
        if (const QByteArray digest = digestIn(entry.name); !digest.isEmpty()) {
            most = kMostOneBodyBytes;
            m_bodyBytes += qint64(entry.size);
            m_bodies.emplace(digest, index);
        } else {
            if (entry.name == kManifest)
                most = kMostManifestBytes;
            else if (entry.name == kSums)
                most = kMostSumsBytes;
            else if (entry.name == kReadme)
                most = kMostReadmeBytes;
            else
                return wrong(Words::tr("The file holds an entry that does not belong in a snapshot: “%1”.")
                                 .arg(QString::fromLatin1(entry.name.left(80))));
            m_named.insert(entry.name, index);
        }
        if (qint64(entry.size) > most)
            return fail(ErrorKind::Limit,
                        Words::tr("The entry “%1” would unpack to %2 bytes; %3 is the limit.")
                            .arg(QString::fromLatin1(entry.name))
                            .arg(entry.size)
                            .arg(most));
        if (m_bodyBytes > kMostBodyBytes)
            return fail(ErrorKind::Limit,
                        Words::tr("The bodies would unpack to more than %1 bytes.").arg(kMostBodyBytes));
        return {};
    }

    const Archive *m_archive;
    QHash<QByteArray, std::size_t> m_named;
    std::map<QByteArray, std::size_t> m_bodies; ///< by digest
    qint64 m_bodyBytes = 0;
};

/// SHA256SUMS must say of each other entry what is true.
Result<void> rightSums(const Parts &parts, const QByteArray &manifest)
{
    const Result<QByteArray> readme = parts.named(kReadme);
    if (!readme)
        return readme.error();
    const Result<QByteArray> sums = parts.named(kSums);
    if (!sums)
        return sums.error();
    QByteArray expected = sumLine(digestOf(*readme), kReadme);
    for (const auto &[digest, index] : parts.bodies())
        expected += sumLine(digest, bodyName(digest));
    expected += sumLine(digestOf(manifest), kManifest);
    if (*sums != expected)
        return wrong(Words::tr("The file was altered: SHA256SUMS does not fit what it lists."));
    return {};
}

/// Which answers have the body of that digest.
using Users = QHash<QByteArray, std::vector<std::size_t>>;

/// Every body that an answer names must be there.
Result<Users> usersOf(const Parts &parts, const Manifest &manifest)
{
    Users users;
    for (std::size_t i = 0; i < manifest.digests.size(); ++i) {
        const QByteArray &digest = manifest.digests[i];
        if (digest.isEmpty())
            continue;
        if (!parts.bodies().contains(digest))
            return wrong(Words::tr("The body of answer %1 is missing.").arg(i + 1));
        users[digest].push_back(i);
    }
    return users;
}

Result<QByteArray> provedBody(const Parts &parts, const QByteArray &digest, std::size_t index)
{
    Result<QByteArray> body = parts.content(index);
    if (!body)
        return body;
    if (digestOf(*body) != digest)
        return wrong(Words::tr("The file was altered: the body %1 has another digest than its name says.")
                         .arg(QString::fromLatin1(digest)));
    if (const Result<void> good = soundBody(*body, digest); !good)
        return good.error();
    return body;
}

/// Puts each body where the manifest names it.
Result<void> putBodies(const Parts &parts, Manifest &manifest)
{
    const Result<Users> users = usersOf(parts, manifest);
    if (!users)
        return users.error();
    for (const auto &[digest, index] : parts.bodies()) {
        const auto answers = users->constFind(digest);
        if (answers == users->constEnd())
            return wrong(Words::tr("The file holds a body that no answer refers to: %1.")
                             .arg(QString::fromLatin1(digest)));
        const Result<QByteArray> body = provedBody(parts, digest, index);
        if (!body)
            return body.error();
        for (const std::size_t i : *answers)
            manifest.record.replies[i].body = *body;
    }
    return {};
}

} // namespace

Result<Contents> read(const QByteArray &file, const QDateTime &now)
{
    const Result<Archive> archive = Archive::open(file);
    if (!archive)
        return archive.error();
    const Result<Parts> parts = Parts::of(*archive);
    if (!parts)
        return parts.error();
    const Result<QByteArray> text = parts->named(kManifest);
    if (!text)
        return text.error();
    Result<Manifest> manifest = readManifest(*text);
    if (!manifest)
        return manifest.error();
    if (const Result<void> sums = rightSums(*parts, *text); !sums)
        return sums.error();
    if (const Result<void> bodies = putBodies(*parts, *manifest); !bodies)
        return bodies.error();
    const QString id = manifest->record.id();
    if (id != manifest->id)
        return wrong(Words::tr("The file was altered: its answers do not give the snapshot's id."));
    if (const Result<void> good = sound(manifest->record); !good)
        return good.error();
    if (const Result<void> past = notAhead(manifest->record, now); !past)
        return past.error();
    return Contents{.record = std::move(manifest->record),
                    .id = id,
                    .organizationName = manifest->organizationName,
                    .version = manifest->version,
                    .bodies = qint64(parts->bodies().size()),
                    .bodyBytes = parts->bodyBytes()};
}

} // namespace aw::portable
