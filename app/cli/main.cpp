// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/interrupts.h"
#include "app/cli/run.h"
#include "core/base/closed_process.h"

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

int terminalColumns()
{
    winsize size = {};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? int(size.ws_col) : 0;
}

} // namespace

int main(int argc, char *argv[])
{
    // From here on the process holds a credential; and it is taken out of the environment before
    // anything can copy it.
    aw::closeToOthers();
    aw::token::EnvironmentToken token = aw::token::EnvironmentToken::takeFromProcess();
    const QCoreApplication app(argc, argv);
    // Qt's own warnings are for programmers; what went wrong is in the error that is printed. The
    // variable QT_LOGGING_RULES brings them back.
    QLoggingCategory::setFilterRules(QStringLiteral("*.debug=false\n*.info=false\n*.warning=false"));
    QCoreApplication::setApplicationName(QStringLiteral("airworthy"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AW_VERSION));

    QFile in;
    QFile out;
    QFile err;
    if (!in.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered) ||
        !out.open(stdout, QIODevice::WriteOnly) ||
        !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return int(aw::cli::Exit::Storage);
    aw::cli::Surroundings around{.in = in,
                                 .out = out,
                                 .err = err,
                                 .environment = QProcessEnvironment::systemEnvironment(),
                                 .environmentToken = std::move(token),
                                 .keychain = aw::token::systemKeychain(),
                                 .clock = aw::systemClock(),
                                 .outIsTerminal = ::isatty(STDOUT_FILENO) == 1,
                                 .errIsTerminal = ::isatty(STDERR_FILENO) == 1,
                                 .inIsTerminal = ::isatty(STDIN_FILENO) == 1,
                                 .columns = terminalColumns(),
                                 .onInterrupt = aw::cli::onInterrupt};
    std::optional<aw::cli::Exit> ended;
    aw::cli::run(QCoreApplication::arguments().mid(1), around, [&ended](aw::cli::Exit exit) {
        ended = exit;
        QCoreApplication::exit(int(exit));
    });
    return ended ? int(*ended) : QCoreApplication::exec();
}
