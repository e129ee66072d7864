// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/portable.h"

#include <QCoreApplication>
#include <QFile>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aw::portable {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(portable)
};

Error unusable(const QString &what, const QString &path)
{
    return fail(ErrorKind::Input, what, path);
}

/// An open file, closed when it goes.
class Descriptor
{
public:
    // Non-blocking: opening a pipe that nobody writes to would wait for ever.
    explicit Descriptor(const QString &path)
        : m_number(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY))
    {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)

    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

QString reason(int number)
{
    return QString::fromLocal8Bit(std::strerror(number)); // NOLINT(concurrency-mt-unsafe): a constant text
}

bool sameFile(const struct stat &a, const struct stat &b)
{
    return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
           a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

} // namespace

Result<QByteArray> load(const QString &path)
{
    const Descriptor file(path);
    struct stat before = {};
    if (file.number() < 0 || ::fstat(file.number(), &before) != 0)
        return unusable(Words::tr("The file cannot be opened: %1.").arg(reason(errno)), path);
    if (!S_ISREG(before.st_mode))
        return unusable(Words::tr("This is a folder, a pipe or a device, not a file."), path);
    if (before.st_size > kMostFileBytes)
        return fail(ErrorKind::Limit, Words::tr("The file is larger than %1 bytes.").arg(kMostFileBytes),
                    path);
    // One byte more than there should be, so that a file that grows is noticed.
    QByteArray bytes(qsizetype(before.st_size) + 1, Qt::Uninitialized);
    qsizetype filled = 0;
    while (filled < bytes.size()) {
        const ssize_t read = ::read(file.number(), bytes.data() + filled, std::size_t(bytes.size() - filled));
        if (read < 0 && errno == EINTR)
            continue;
        if (read < 0)
            return unusable(Words::tr("The file cannot be read: %1.").arg(reason(errno)), path);
        if (read == 0)
            break;
        filled += qsizetype(read);
    }
    struct stat after = {};
    if (::fstat(file.number(), &after) != 0 || !sameFile(before, after) || filled != before.st_size)
        return unusable(Words::tr("The file changed while it was read; wait until it is written."), path);
    bytes.truncate(filled);
    return bytes;
}

} // namespace aw::portable
