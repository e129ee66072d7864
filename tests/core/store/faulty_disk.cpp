// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/store/faulty_disk.h"

#include <csignal>
#include <limits>
#include <unistd.h>

namespace aw::store {
namespace {

int remaining = std::numeric_limits<int>::max();
int answer = SQLITE_OK;
bool lasting = false;
bool reached = false;
int untilDeath = 0; ///< 0: none is due

/// Whether this operation is the one to die in.
bool due()
{
    return untilDeath > 0 && --untilDeath == 0;
}

void die()
{
    ::kill(::getpid(), SIGKILL);
}

int fault()
{
    if (remaining > 0)
        --remaining;
    if (remaining > 0)
        return SQLITE_OK;
    reached = true;
    if (!lasting)
        remaining = std::numeric_limits<int>::max();
    return answer;
}

/// SQLite hands us room for this and, right behind it, for the real file.
struct File {
    sqlite3_file base;
    sqlite3_file *real;
};

sqlite3_file *real(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file)->real;
}

int closeFile(sqlite3_file *f)
{
    return real(f)->pMethods->xClose(real(f));
}

int readFile(sqlite3_file *f, void *to, int count, sqlite3_int64 at)
{
    return real(f)->pMethods->xRead(real(f), to, count, at);
}

int writeFile(sqlite3_file *f, const void *from, int count, sqlite3_int64 at)
{
    if (due()) {
        real(f)->pMethods->xWrite(real(f), from, count / 2, at);
        die();
    }
    const int code = fault();
    return code != SQLITE_OK ? code : real(f)->pMethods->xWrite(real(f), from, count, at);
}

int truncateFile(sqlite3_file *f, sqlite3_int64 size)
{
    if (due())
        die();
    const int code = fault();
    return code != SQLITE_OK ? code : real(f)->pMethods->xTruncate(real(f), size);
}

int syncFile(sqlite3_file * /*f*/, int /*flags*/)
{
    if (due())
        die();
    const int code = fault();
    return code;
}

int fileSize(sqlite3_file *f, sqlite3_int64 *size)
{
    return real(f)->pMethods->xFileSize(real(f), size);
}

int lockFile(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xLock(real(f), level);
}

int unlockFile(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xUnlock(real(f), level);
}

int checkLock(sqlite3_file *f, int *out)
{
    return real(f)->pMethods->xCheckReservedLock(real(f), out);
}

int control(sqlite3_file *f, int what, void *with)
{
    return real(f)->pMethods->xFileControl(real(f), what, with);
}

int sectorSize(sqlite3_file *f)
{
    return real(f)->pMethods->xSectorSize(real(f));
}

int characteristics(sqlite3_file *f)
{
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

int shmMap(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}

int shmLock(sqlite3_file *f, int offset, int count, int flags)
{
    return real(f)->pMethods->xShmLock(real(f), offset, count, flags);
}

void shmBarrier(sqlite3_file *f)
{
    real(f)->pMethods->xShmBarrier(real(f));
}

int shmUnmap(sqlite3_file *f, int remove)
{
    return real(f)->pMethods->xShmUnmap(real(f), remove);
}

constexpr sqlite3_io_methods kMethods = {.iVersion = 2,
                                         .xClose = closeFile,
                                         .xRead = readFile,
                                         .xWrite = writeFile,
                                         .xTruncate = truncateFile,
                                         .xSync = syncFile,
                                         .xFileSize = fileSize,
                                         .xLock = lockFile,
                                         .xUnlock = unlockFile,
                                         .xCheckReservedLock = checkLock,
                                         .xFileControl = control,
                                         .xSectorSize = sectorSize,
                                         .xDeviceCharacteristics = characteristics,
                                         .xShmMap = shmMap,
                                         .xShmLock = shmLock,
                                         .xShmBarrier = shmBarrier,
                                         .xShmUnmap = shmUnmap,
                                         .xFetch = nullptr,
                                         .xUnfetch = nullptr};

int openFile(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out)
{
    auto *under = static_cast<sqlite3_vfs *>(vfs->pAppData);
    auto *mine = reinterpret_cast<File *>(file);
    mine->real = reinterpret_cast<sqlite3_file *>(mine + 1);
    const int code = under->xOpen(under, name, mine->real, flags, out);
    mine->base.pMethods = mine->real->pMethods != nullptr ? &kMethods : nullptr;
    return code;
}

} // namespace

void FaultyDisk::install()
{
    sqlite3_vfs *under = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs faulty = *under;
    faulty.zName = "faulty";
    faulty.szOsFile = int(sizeof(File)) + under->szOsFile;
    faulty.pNext = nullptr;
    faulty.pAppData = under;
    faulty.xOpen = openFile;
    // The others take the vfs only to pass it on, or for its data, which the copy lacks.
    faulty.xDelete = [](sqlite3_vfs *vfs, const char *name, int sync) {
        if (due())
            die();
        auto *real = static_cast<sqlite3_vfs *>(vfs->pAppData);
        return real->xDelete(real, name, sync);
    };
    sqlite3_vfs_register(&faulty, 1);
}

void FaultyDisk::breakAt(int nth, int code, bool forEver)
{
    remaining = nth;
    answer = code;
    lasting = forEver;
    reached = false;
}

void FaultyDisk::dieAt(int nth)
{
    untilDeath = nth;
}

void FaultyDisk::repair()
{
    remaining = std::numeric_limits<int>::max();
    lasting = false;
}

bool FaultyDisk::broke()
{
    return reached;
}

} // namespace aw::store
