// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/interrupts.h"
#include "app/cli/run.h"

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

/// From here on the process holds a credential: nobody may look into its memory, and it leaves no
/// core file behind.
void closeToOthers()
{
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/// Reads the environment and takes the token out of it, so that no child process inherits it. Called
/// before there is a second thread.
QProcessEnvironment takeEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"FLY_ACCESS_TOKEN", "FLY_API_TOKEN"}) {
        if (char *value = std::getenv(name); value != nullptr) // NOLINT(concurrency-mt-unsafe): one thread
            ::explicit_bzero(value, std::strlen(value));
        ::unsetenv(name); // NOLINT(concurrency-mt-unsafe): one thread
    }
    return environment;
}

int terminalColumns()
{
    winsize size = {};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? int(size.ws_col) : 0;
}

} // namespace

int main(int argc, char *argv[])
{
    closeToOthers();
    const QCoreApplication app(argc, argv);
    // Qt's own warnings are for programmers; what went wrong is in the error that is printed. The
    // variable QT_LOGGING_RULES brings them back.
    QLoggingCategory::setFilterRules(QStringLiteral("*.debug=false\n*.info=false\n*.warning=false"));
    QCoreApplication::setApplicationName(QStringLiteral("airworthy"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AW_VERSION));

    QFile in;
    QFile out;
    QFile err;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly) ||
        !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return int(aw::cli::Exit::Storage);
    aw::cli::Surroundings around{.in = in,
                                 .out = out,
                                 .err = err,
                                 .environment = takeEnvironment(),
                                 .clock = aw::systemClock(),
                                 .outIsTerminal = ::isatty(STDOUT_FILENO) == 1,
                                 .errIsTerminal = ::isatty(STDERR_FILENO) == 1,
                                 .columns = terminalColumns(),
                                 .onInterrupt = aw::cli::onInterrupt};
    std::optional<aw::cli::Exit> ended;
    aw::cli::run(QCoreApplication::arguments().mid(1), around, [&ended](aw::cli::Exit exit) {
        ended = exit;
        QCoreApplication::exit(int(exit));
    });
    return ended ? int(*ended) : QCoreApplication::exec();
}
