// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/key_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace aw::token {
namespace {

Error wrong(const QString &what, const QString &path)
{
    return fail(ErrorKind::Storage, what, path);
}

Error bySystem(const char *what, const QString &path)
{
    return wrong(QCoreApplication::translate("token", what).arg(qt_error_string(errno)), path);
}

/// A descriptor that is closed.
class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool open() const { return m_number >= 0; }

private:
    int m_number;
};

std::optional<Error> unfit(const struct stat &about, const QString &path, qsizetype most, FileRule rule)
{
    if (!S_ISREG(about.st_mode))
        return wrong(QCoreApplication::translate("token", "This is no plain file."), path);
    if (about.st_uid != ::geteuid())
        return wrong(QCoreApplication::translate("token", "The file belongs to another user."), path);
    if (rule == FileRule::Ours && (about.st_mode & 077) != 0)
        return wrong(QCoreApplication::translate(
                         "token",
                         "Others may read the file (mode %1). Take their access away with chmod 600, "
                         "and consider what is in it known.")
                         .arg(about.st_mode & 0777, 4, 8, QLatin1Char('0')),
                     path);
    if (about.st_size > most)
        return wrong(QCoreApplication::translate("token", "The file is larger than %1 bytes.").arg(most),
                     path);
    return std::nullopt;
}

/// Fills `content` from the file as far as it goes; false when the system says no.
bool readInto(SecretBytes &content, int file)
{
    qsizetype size = 0;
    while (size < content.size()) {
        const ssize_t got = ::read(file, content.data() + size, std::size_t(content.size() - size));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        size += got;
    }
    content.truncate(size);
    return true;
}

bool writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::write(file, bytes.data(), std::size_t(bytes.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes = bytes.sliced(count);
    }
    return ::fsync(file) == 0;
}

/// A rename is only safely there once the folder itself is on the disk.
bool syncFolder(const QByteArray &path)
{
    const Descriptor folder(::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.open() && ::fsync(folder.number()) == 0;
}

} // namespace

Result<std::optional<SecretBytes>> readPrivateFile(const QString &path, qsizetype most, FileRule rule)
{
    // Without O_NONBLOCK a named pipe would hold us until somebody writes to it.
    const int links = rule == FileRule::Ours ? O_NOFOLLOW : 0;
    const Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | links | O_CLOEXEC | O_NONBLOCK));
    if (!file.open() && errno == ENOENT)
        return std::optional<SecretBytes>();
    if (!file.open() && errno == ELOOP)
        return wrong(QCoreApplication::translate("token", "This is a link; a secret is read from no link."),
                     path);
    struct stat about = {};
    if (!file.open() || ::fstat(file.number(), &about) != 0)
        return bySystem(QT_TRANSLATE_NOOP("token", "The file cannot be read: %1."), path);
    if (const std::optional<Error> why = unfit(about, path, most, rule))
        return *why;
    SecretBytes content = SecretBytes::zeros(most + 1);
    if (!readInto(content, file.number()))
        return bySystem(QT_TRANSLATE_NOOP("token", "The file cannot be read: %1."), path);
    if (content.size() > most)
        return wrong(QCoreApplication::translate("token", "The file is larger than %1 bytes.").arg(most),
                     path);
    return std::optional(std::move(content));
}

Result<void> makePrivateFile(const QString &path, const SecretBytes &content)
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray half = name + ".new";
    ::unlink(half.constData()); // of an attempt that was killed
    const auto failed = [&] {
        const Error error =
            bySystem(QT_TRANSLATE_NOOP("token", "The key for digests cannot be kept: %1."), path);
        ::unlink(half.constData());
        return error;
    };
    {
        const Descriptor file(
            ::open(half.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!file.open() || !writeAll(file.number(), content.view()))
            return failed();
    }
    // Unlike rename(), link() never replaces what is there.
    const bool linked = ::link(half.constData(), name.constData()) == 0;
    // Some file systems know no links; the lock and this look stand in for it.
    const bool renamed = !linked && (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) &&
                         ::access(name.constData(), F_OK) != 0 &&
                         ::rename(half.constData(), name.constData()) == 0;
    if (!linked && !renamed)
        return failed();
    ::unlink(half.constData());
    if (!syncFolder(QFile::encodeName(QFileInfo(path).absolutePath())))
        return bySystem(QT_TRANSLATE_NOOP("token", "The key for digests cannot be kept: %1."), path);
    return {};
}

FolderLock::FolderLock(FolderLock &&other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

FolderLock &FolderLock::operator=(FolderLock &&other) noexcept
{
    std::swap(m_file, other.m_file);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<FolderLock> FolderLock::tryTake(const QString &folder, const QString &name)
{
    const QString path = folder + QLatin1Char('/') + name;
    const int file =
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return bySystem(QT_TRANSLATE_NOOP("token", "The data folder takes no lock file: %1."), path);
    FolderLock lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return FolderLock();
    return bySystem(QT_TRANSLATE_NOOP("token", "The data folder takes no lock file: %1."), path);
}

} // namespace aw::token
