// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/layout.h"

#include "core/portable/portable.h"

#include <QCoreApplication>
#include <QSet>
#include <QtEndian>

namespace aw::portable {
namespace {

// Section numbers are those of the .ZIP file format specification (APPNOTE.TXT 6.3).
constexpr quint32 kLocalSignature = 0x04034b50;     // 4.3.7
constexpr quint32 kDirectorySignature = 0x02014b50; // 4.3.12
constexpr quint32 kEndSignature = 0x06054b50;       // 4.3.16
constexpr qsizetype kLocalSize = 30;
constexpr qsizetype kDirectorySize = 46;
constexpr qsizetype kEndSize = 22;

constexpr quint16 kEncrypted = 0x0001 | 0x0040 | 0x2000; // 4.4.4: plainly, strongly, masked headers
constexpr quint16 kPatched = 0x0020;
constexpr quint16 kSizesBehind = 0x0008;
constexpr quint16 kStored = 0;
constexpr quint16 kDeflated = 8;

// Extra fields (4.5.2) that add times and owners. Others can give an entry a second name (Info-ZIP Unicode
// Path), other sizes (ZIP64) or a key (AES), which some programs would follow and others not.
constexpr quint16 kExtraTimes = 0x5455;
constexpr quint16 kExtraOwner = 0x7875;

// The type of a file as Unix has it, in the upper half of the attributes. unzip heeds it whatever system
// the entry says it was made on.
constexpr quint32 kTypeMask = 0170000;
constexpr quint32 kRegularFile = 0100000;
constexpr quint32 kDosFolderOrLabel = 0x10 | 0x08;

constexpr qsizetype kMostEntries = kMostBodies + 3;
constexpr int kShownOfName = 80;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(portable)
};

Error wrong(const QString &what)
{
    return fail(ErrorKind::Malformed, what);
}

Error cut()
{
    return wrong(Words::tr("The file was cut short, or is not a whole zip file."));
}

Error muddled()
{
    return wrong(Words::tr("The entries of the file overlap, leave gaps or contradict its directory."));
}

/// A name as it may be shown.
QString shown(const QByteArray &name)
{
    QString text;
    for (const char letter : name.left(kShownOfName))
        text +=
            letter >= 0x20 && letter < 0x7f ? QChar::fromLatin1(letter) : QChar(QChar::ReplacementCharacter);
    return text;
}

quint16 number16(const QByteArray &file, qsizetype at)
{
    return qFromLittleEndian<quint16>(file.constData() + at);
}

quint32 number32(const QByteArray &file, qsizetype at)
{
    return qFromLittleEndian<quint32>(file.constData() + at);
}

/// Where the directory is, by the record at the very end.
struct End {
    qsizetype entries = 0;
    qsizetype start = 0;
    qsizetype length = 0;
};

Result<End> endOf(const QByteArray &file)
{
    if (file.isEmpty())
        return wrong(Words::tr("The file is empty."));
    if (file.size() < 4 || (number32(file, 0) != kLocalSignature && number32(file, 0) != kEndSignature))
        return wrong(Words::tr("The file is no snapshot of Airworthy: it is not a zip file."));
    const qsizetype at = file.size() - kEndSize;
    if (at < 0 || number32(file, at) != kEndSignature)
        return cut();
    if (number16(file, at + 20) != 0)
        return cut();
    if (number16(file, at + 4) != 0 || number16(file, at + 6) != 0 ||
        number16(file, at + 8) != number16(file, at + 10))
        return wrong(Words::tr("The file is one part of a zip file in several parts."));
    const End end{.entries = number16(file, at + 10),
                  .start = qsizetype(number32(file, at + 16)),
                  .length = qsizetype(number32(file, at + 12))};
    if (end.entries > kMostEntries)
        return fail(ErrorKind::Limit, Words::tr("The file holds more than %1 entries.").arg(kMostEntries));
    if (end.start + end.length != at)
        return muddled();
    return end;
}

/// Whether a program that unpacks without thinking would write outside of its folder.
bool leadsOut(const QByteArray &name)
{
    return name.startsWith('/') || name.contains('\\') || name.contains(':') || name == ".." ||
           name.startsWith("../") || name.contains("/../") || name.endsWith("/..");
}

Result<void> plainName(const QByteArray &name)
{
    for (const char letter : name) {
        if (letter < 0x20 || letter >= 0x7f)
            return wrong(
                Words::tr("The name of an entry holds characters that no name in a snapshot has: “%1”.")
                    .arg(shown(name)));
    }
    if (leadsOut(name))
        return wrong(Words::tr("An entry would be unpacked outside of its folder: “%1”.").arg(shown(name)));
    if (name.isEmpty() || name.endsWith('/'))
        return wrong(Words::tr("An entry is a folder: “%1”.").arg(shown(name)));
    return {};
}

Result<void> plainFile(const QByteArray &file, qsizetype at, const QByteArray &name)
{
    const quint32 attributes = number32(file, at + 38);
    const quint32 type = (attributes >> 16) & kTypeMask;
    if ((attributes & kDosFolderOrLabel) != 0 || (type != 0 && type != kRegularFile))
        return wrong(
            Words::tr("An entry is a link, a folder or a device, not a file: “%1”.").arg(shown(name)));
    const quint16 flags = number16(file, at + 8);
    if ((flags & kEncrypted) != 0)
        return wrong(Words::tr("An entry is encrypted: “%1”. A snapshot never is.").arg(shown(name)));
    if ((flags & (kPatched | kSizesBehind)) != 0)
        return wrong(
            Words::tr("An entry is stored in a form that snapshots do not use: “%1”.").arg(shown(name)));
    const quint16 method = number16(file, at + 10);
    if (method != kStored && method != kDeflated)
        return wrong(Words::tr("An entry is compressed by method %1, which snapshots do not use: “%2”.")
                         .arg(QString::number(method), shown(name)));
    return {};
}

/// Whether the extra field of a header, so many bytes at that place, says nothing of name, size or key.
bool plainExtra(const QByteArray &file, qsizetype at, qsizetype length)
{
    while (length >= 4) {
        const quint16 kind = number16(file, at);
        const qsizetype whole = 4 + qsizetype(number16(file, at + 2));
        if ((kind != kExtraTimes && kind != kExtraOwner) || whole > length)
            return false;
        at += whole;
        length -= whole;
    }
    return length == 0;
}

Error strangeExtra(const QByteArray &name)
{
    return wrong(Words::tr("An entry has an extra field that snapshots do not use: “%1”.").arg(shown(name)));
}

/// Walks the directory, and beside it the entries themselves.
class Walk
{
public:
    Walk(const QByteArray &file, const End &end) : m_file(file), m_end(end), m_at(end.start) {}

    Result<std::vector<Entry>> entries()
    {
        std::vector<Entry> found;
        for (qsizetype i = 0; i < m_end.entries; ++i) {
            Result<Entry> entry = next();
            if (!entry)
                return entry.error();
            found.push_back(*std::move(entry));
        }
        if (m_at != m_end.start + m_end.length || m_data != m_end.start)
            return muddled();
        return found;
    }

private:
    Result<Entry> next()
    {
        const qsizetype left = m_end.start + m_end.length - m_at;
        if (left < kDirectorySize || number32(m_file, m_at) != kDirectorySignature)
            return muddled();
        const qsizetype nameLength = number16(m_file, m_at + 28);
        const qsizetype length =
            kDirectorySize + nameLength + number16(m_file, m_at + 30) + number16(m_file, m_at + 32);
        if (length > left)
            return muddled();
        Entry entry{.name = m_file.mid(m_at + kDirectorySize, nameLength),
                    .checksum = number32(m_file, m_at + 16),
                    .compressed = number32(m_file, m_at + 20),
                    .size = number32(m_file, m_at + 24),
                    .method = number16(m_file, m_at + 10)};
        if (const Result<void> name = plainName(entry.name); !name)
            return name.error();
        if (const Result<void> plain = plainFile(m_file, m_at, entry.name); !plain)
            return plain.error();
        if (!plainExtra(m_file, m_at + kDirectorySize + nameLength, number16(m_file, m_at + 30)))
            return strangeExtra(entry.name);
        if (m_names.contains(entry.name))
            return wrong(
                Words::tr("The file holds two entries of the same name: “%1”.").arg(shown(entry.name)));
        m_names.insert(entry.name);
        if (const Result<void> local = ownHeader(entry); !local)
            return local.error();
        m_at += length;
        return entry;
    }

    /// The entry's own header must stand where the one before ended, and say the same.
    Result<void> ownHeader(const Entry &entry)
    {
        const qsizetype start = m_data;
        if (qsizetype(number32(m_file, m_at + 42)) != start || m_end.start - start < kLocalSize ||
            number32(m_file, start) != kLocalSignature)
            return muddled();
        const qsizetype nameLength = number16(m_file, start + 26);
        const qsizetype body = start + kLocalSize + nameLength + number16(m_file, start + 28);
        if (nameLength != entry.name.size() || m_end.start - body < qsizetype(entry.compressed))
            return muddled();
        const bool same =
            m_file.mid(start + kLocalSize, nameLength) == entry.name &&
            number16(m_file, start + 6) == number16(m_file, m_at + 8) &&
            number16(m_file, start + 8) == entry.method && number32(m_file, start + 14) == entry.checksum &&
            number32(m_file, start + 18) == entry.compressed && number32(m_file, start + 22) == entry.size;
        if (!same)
            return muddled();
        const qsizetype extra = number16(m_file, start + 28);
        if (!plainExtra(m_file, body - extra, extra))
            return strangeExtra(entry.name);
        m_data = body + qsizetype(entry.compressed);
        return {};
    }

    const QByteArray &m_file;
    End m_end;
    qsizetype m_at;       ///< in the directory
    qsizetype m_data = 0; ///< where the next entry must begin
    QSet<QByteArray> m_names;
};

} // namespace

Result<std::vector<Entry>> layoutOf(const QByteArray &file)
{
    if (file.size() > kMostFileBytes)
        return fail(ErrorKind::Limit, Words::tr("The file is larger than %1 bytes.").arg(kMostFileBytes));
    const Result<End> end = endOf(file);
    if (!end)
        return end.error();
    return Walk(file, *end).entries();
}

} // namespace aw::portable
