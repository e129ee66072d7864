// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/archive.h"

#include <QCoreApplication>
#include <algorithm>
#include <zip.h>

namespace aw::portable {
namespace {

constexpr zip_uint32_t kPlainFile = 0100644U << 16;
constexpr zip_uint32_t kBestCompression = 9;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(portable)
};

Error notMade(zip_error_t *error)
{
    return fail(
        ErrorKind::Storage,
        Words::tr("The snapshot could not be packed: %1.").arg(QString::fromUtf8(zip_error_strerror(error))));
}

Error damaged(const QByteArray &name)
{
    return fail(
        ErrorKind::Malformed,
        Words::tr("The entry “%1” is damaged: it does not unpack to the size and checksum that the file "
                  "states.")
            .arg(QString::fromLatin1(name)));
}

struct DosMoment {
    zip_uint16_t time = 0;
    zip_uint16_t date = 0;
};

/// Years 1980 to 2107 and even seconds are all that the field can hold.
DosMoment dosMoment(const QDateTime &at)
{
    const QDate date = at.toUTC().date();
    const QTime time = at.toUTC().time();
    const int year = std::clamp(date.year(), 1980, 2107) - 1980;
    return {.time = zip_uint16_t(time.hour() << 11 | time.minute() << 5 | time.second() / 2),
            .date = zip_uint16_t(year << 9 | date.month() << 5 | date.day())};
}

/// Owns what libzip hands out until it is told otherwise.
struct Discard {
    void operator()(zip_t *zip) const { zip_discard(zip); }
    void operator()(zip_source_t *source) const { zip_source_free(source); }
    void operator()(zip_file_t *file) const { zip_fclose(file); }
};

template<class T>
using Owned = std::unique_ptr<T, Discard>;

bool add(zip_t *zip, const Member &member, const DosMoment &moment)
{
    Owned<zip_source_t> source(
        zip_source_buffer(zip, member.bytes.constData(), zip_uint64_t(member.bytes.size()), 0));
    if (!source)
        return false;
    const zip_int64_t index = zip_file_add(zip, member.name.constData(), source.get(), ZIP_FL_ENC_GUESS);
    if (index < 0)
        return false;
    static_cast<void>(source.release()); // the archive's from now on
    const auto number = zip_uint64_t(index);
    return zip_set_file_compression(zip, number, ZIP_CM_DEFLATE, kBestCompression) == 0 &&
           zip_file_set_dostime(zip, number, moment.time, moment.date, 0) == 0 &&
           zip_file_set_external_attributes(zip, number, 0, ZIP_OPSYS_UNIX, kPlainFile) == 0;
}

Result<QByteArray> written(zip_source_t *source)
{
    zip_stat_t state;
    zip_stat_init(&state);
    if (zip_source_stat(source, &state) != 0 || zip_source_open(source) != 0)
        return notMade(zip_source_error(source));
    QByteArray bytes(qsizetype(state.size), Qt::Uninitialized);
    const zip_int64_t read = zip_source_read(source, bytes.data(), zip_uint64_t(bytes.size()));
    zip_source_close(source);
    if (read != zip_int64_t(bytes.size()))
        return notMade(zip_source_error(source));
    return bytes;
}

/// libzip must have found what layoutOf() found.
bool agrees(zip_t *zip, const std::vector<Entry> &entries)
{
    if (zip_get_num_entries(zip, 0) != zip_int64_t(entries.size()))
        return false;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        zip_stat_t state;
        if (zip_stat_index(zip, i, ZIP_FL_ENC_RAW, &state) != 0 || entries[i].name != state.name ||
            state.size != entries[i].size || state.crc != entries[i].checksum ||
            state.comp_size != entries[i].compressed || int(state.comp_method) != entries[i].method)
            return false;
    }
    return true;
}

} // namespace

Result<QByteArray> pack(const std::vector<Member> &members, const QDateTime &at)
{
    zip_error_t error;
    zip_error_init(&error);
    const std::shared_ptr<void> cleared(nullptr, [&error](void *) { zip_error_fini(&error); });
    const Owned<zip_source_t> target(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!target)
        return notMade(&error);
    zip_source_keep(target.get()); // closing the archive lets go of it, and it is read afterwards
    Owned<zip_t> zip(zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, &error));
    if (!zip) {
        zip_source_free(target.get());
        return notMade(&error);
    }
    const DosMoment moment = dosMoment(at);
    for (const Member &member : members) {
        if (!add(zip.get(), member, moment))
            return notMade(zip_get_error(zip.get()));
    }
    if (zip_close(zip.get()) != 0)
        return notMade(zip_get_error(zip.get()));
    static_cast<void>(zip.release());
    return written(target.get());
}

Result<Archive> Archive::open(const QByteArray &file)
{
    Result<std::vector<Entry>> entries = layoutOf(file);
    if (!entries)
        return entries.error();
    zip_error_t error;
    zip_error_init(&error);
    const std::shared_ptr<void> cleared(nullptr, [&error](void *) { zip_error_fini(&error); });
    Owned<zip_source_t> source(
        zip_source_buffer_create(file.constData(), zip_uint64_t(file.size()), 0, &error));
    zip_t *zip = source ? zip_open_from_source(source.get(), ZIP_RDONLY | ZIP_CHECKCONS, &error) : nullptr;
    if (zip == nullptr)
        return fail(ErrorKind::Malformed, Words::tr("The file is not a whole zip file: %1.")
                                              .arg(QString::fromUtf8(zip_error_strerror(&error))));
    static_cast<void>(source.release());
    Archive archive;
    archive.m_zip = std::shared_ptr<void>(zip, [](void *held) { zip_discard(static_cast<zip_t *>(held)); });
    if (!agrees(zip, *entries))
        return fail(ErrorKind::Malformed, Words::tr("The directory of the file can be read in two ways."));
    archive.m_entries = *std::move(entries);
    return archive;
}

Result<QByteArray> Archive::content(std::size_t index) const
{
    const Entry &entry = m_entries.at(index);
    const Owned<zip_file_t> file(zip_fopen_index(static_cast<zip_t *>(m_zip.get()), index, 0));
    if (!file)
        return damaged(entry.name);
    // One byte more than stated: whether there is one shows a lie, and reading to the end is what makes
    // libzip compare the checksum.
    QByteArray bytes(qsizetype(entry.size) + 1, Qt::Uninitialized);
    qsizetype filled = 0;
    for (;;) {
        const zip_int64_t read =
            zip_fread(file.get(), bytes.data() + filled, zip_uint64_t(bytes.size() - filled));
        if (read < 0)
            return damaged(entry.name);
        if (read == 0)
            break;
        filled += qsizetype(read);
        if (filled > qsizetype(entry.size))
            return damaged(entry.name);
    }
    if (filled != qsizetype(entry.size))
        return damaged(entry.name);
    bytes.truncate(filled);
    return bytes;
}

} // namespace aw::portable
