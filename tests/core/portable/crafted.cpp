// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/portable/crafted.h"

#include "core/portable/archive.h"
#include "core/portable/form.h"
#include "core/portable/manifest.h"
#include "core/portable/portable.h"
#include "tests/core/store/sample.h"

#include <QtEndian>
#include <array>

namespace aw::portable {
namespace {

template<class Number>
QByteArray little(Number number)
{
    QByteArray bytes(sizeof(Number), '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

/// qCompress puts a length before the zlib stream, and that has two bytes of head and four of check.
QByteArray deflated(const QByteArray &bytes)
{
    const QByteArray packed = qCompress(bytes, 9);
    return packed.mid(6, packed.size() - 10);
}

struct Packed {
    quint16 method = 0;
    QByteArray data;
};

Packed packed(const CraftedEntry &entry)
{
    return {.method = entry.method.value_or(entry.deflate ? 8 : 0),
            .data = entry.deflate ? deflated(entry.content) : entry.content};
}

/// The fields that both headers have, from the flags to the length of the extra field.
QByteArray common(const CraftedEntry &entry, const Packed &data, const QByteArray &name, quint32 size)
{
    return little<quint16>(entry.flags) + little<quint16>(data.method) + little<quint16>(0) +
           little<quint16>(0x5d78) + little<quint32>(entry.checksum.value_or(crc32(entry.content))) +
           little<quint32>(entry.compressed.value_or(quint32(data.data.size()))) + little<quint32>(size) +
           little<quint16>(quint16(name.size())) + little<quint16>(quint16(entry.extra.size()));
}

} // namespace

quint32 crc32(const QByteArray &bytes)
{
    static const std::array<quint32, 256> table = [] {
        std::array<quint32, 256> made{};
        for (quint32 i = 0; i < made.size(); ++i) {
            made[i] = i;
            for (int bit = 0; bit < 8; ++bit)
                made[i] = (made[i] >> 1) ^ ((made[i] & 1U) != 0 ? 0xedb88320U : 0U);
        }
        return made;
    }();
    quint32 crc = ~0U;
    for (const char byte : bytes)
        crc = (crc >> 8) ^ table[(crc ^ quint8(byte)) & 0xffU];
    return ~crc;
}

QByteArray CraftedZip::bytes() const
{
    QByteArray file = before;
    QByteArray directory;
    for (const CraftedEntry &entry : entries) {
        const Packed data = packed(entry);
        const quint32 size = entry.size.value_or(quint32(entry.content.size()));
        const auto offset = quint32(file.size() - before.size());
        const QByteArray name = entry.localName.value_or(entry.name);
        file += little<quint32>(0x04034b50) + little<quint16>(20) +
                common(entry, data, name, entry.localSize.value_or(size)) + name + entry.extra + data.data;
        directory += little<quint32>(0x02014b50) + little<quint16>(entry.madeBy) + little<quint16>(20) +
                     common(entry, data, entry.name, size) + little<quint16>(0) + little<quint16>(0) +
                     little<quint16>(0) + little<quint32>(entry.attributes) +
                     little<quint32>(entry.offset.value_or(offset)) + entry.name + entry.extra;
    }
    file += between;
    const auto start = quint32(file.size() - before.size());
    const quint16 entriesSaid = count.value_or(quint16(entries.size()));
    return file + directory + little<quint32>(0x06054b50) + little<quint16>(disk) + little<quint16>(disk) +
           little<quint16>(entriesSaid) + little<quint16>(entriesSaid) +
           little<quint32>(quint32(directory.size())) + little<quint32>(start) +
           little<quint16>(quint16(comment.size())) + comment;
}

Forged::Forged(const collect::Record &record)
{
    Manifest made{.record = record,
                  .digests = {},
                  .id = record.id(),
                  .organizationName = QStringLiteral("ACME"),
                  .version = QStringLiteral("0.1.0")};
    for (const fly::Reply &reply : record.replies) {
        const QByteArray digest = reply.body.isEmpty() ? QByteArray() : digestOf(reply.body);
        made.digests.push_back(digest);
        if (!digest.isEmpty())
            bodies[bodyName(digest)] = reply.body;
    }
    manifest = manifestText(made);
}

Forged &Forged::change(const QByteArray &from, const QByteArray &to)
{
    const qsizetype at = manifest.indexOf(from);
    if (at < 0)
        qFatal("The manifest does not hold what should be changed: %s", from.constData());
    manifest.replace(at, from.size(), to);
    return *this;
}

CraftedZip Forged::zip() const
{
    CraftedZip zip;
    QByteArray sums = sumLine(digestOf(readme), kReadme);
    for (const auto &[name, body] : bodies)
        sums += sumLine(name.mid(7, kDigestLength), name);
    sums += sumLine(digestOf(manifest), kManifest);
    zip.entries = {{.name = kReadme, .content = readme}, {.name = kSums, .content = sums}};
    for (const auto &[name, body] : bodies)
        zip.entries.push_back({.name = name, .content = body});
    zip.entries.push_back({.name = kManifest, .content = manifest});
    return zip;
}

QByteArray fileOf(const collect::Record &record)
{
    return Forged(record).bytes();
}

collect::Record smallRecord()
{
    collect::Record record = store::sampleRecord(2);
    fly::Reply secrets = record.replies[1];
    secrets.request = {fly::Route::AppSecrets, record.org, QStringLiteral("api"), {}, {}};
    secrets.nextCursor.clear();
    record.replies.insert(record.replies.begin() + 2, secrets);
    return record;
}

} // namespace aw::portable
