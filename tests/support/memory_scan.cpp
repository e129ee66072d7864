// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/memory_scan.h"

#include <QFile>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace aw::test {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

struct Range {
    quint64 from = 0;
    quint64 to = 0;
};

/// What this process may write to, by /proc/self/maps, but for `without`.
std::vector<Range> writable(quint64 without)
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        qFatal("/proc/self/maps cannot be read");
    std::vector<Range> ranges;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.size() < 2 || !columns[1].startsWith("rw"))
            continue;
        const QList<QByteArray> ends = columns[0].split('-');
        const Range range{.from = ends[0].toULongLong(nullptr, 16), .to = ends[1].toULongLong(nullptr, 16)};
        if (without < range.from || without >= range.to)
            ranges.push_back(range);
    }
    return ranges;
}

} // namespace

char PlantedSecret::letter(int place) const
{
    static constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789AB";
    const quint32 mixed = (quint32(place) * 2654435761U + quint32(m_number) * 40503U) ^ 0x5bd1e995U;
    return kLetters[(mixed >> 13) % 64];
}

SecretBytes PlantedSecret::bytes(QByteArrayView label) const
{
    SecretBytes secret = SecretBytes::zeros(label.size() + kLength);
    if (!label.isEmpty())
        std::memcpy(secret.data(), label.data(), std::size_t(label.size()));
    for (int place = 0; place < kLength; ++place)
        secret.data()[label.size() + place] = letter(place);
    return secret;
}

bool PlantedSecret::standsAt(const char *bytes) const
{
    for (int place = 0; place < kLength; ++place) {
        if (bytes[place] != letter(place))
            return false;
    }
    return true;
}

int PlantedSecret::inMemory() const
{
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (memory < 0)
        qFatal("/proc/self/mem cannot be read");
    void *mapped =
        ::mmap(nullptr, kPiece + kLength, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        qFatal("no memory to look through memory with");
    auto *piece = static_cast<char *>(mapped);
    int found = 0;
    for (const Range &range : writable(quint64(reinterpret_cast<quintptr>(mapped)))) {
        for (quint64 at = range.from; at < range.to; at += kPiece) {
            const auto wanted = std::size_t(std::min<quint64>(kPiece + kLength - 1, range.to - at));
            const ssize_t got = ::pread(memory, piece, wanted, off_t(at));
            for (ssize_t i = 0; i + kLength <= got && i < ssize_t(kPiece); ++i)
                found += standsAt(piece + i) ? 1 : 0;
        }
    }
    ::munmap(mapped, kPiece + kLength); // gone with all it held
    ::close(memory);
    return found;
}

} // namespace aw::test
