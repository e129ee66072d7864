// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/run.h"
#include "tests/support/memory_keychain.h"

#include <QBuffer>
#include <QTest>
#include <optional>

namespace aw::cli {

/// A command line carried out in this process, between buffers.
class Harness
{
public:
    QByteArray out;
    QByteArray err;
    QByteArray in;
    QProcessEnvironment environment;
    std::shared_ptr<test::MemoryKeychain> keychain; ///< null: none is asked
    QByteArray accessToken;                         ///< FLY_ACCESS_TOKEN
    QByteArray apiToken;                            ///< FLY_API_TOKEN
    QDateTime now{QDate(2026, 11, 24), QTime(12, 0), Qt::UTC};
    bool outIsTerminal = false;
    bool errIsTerminal = false;
    bool inIsTerminal = false;
    int columns = 0;
    std::function<void()> interrupt; ///< set while a command listens

    /// What it ended with; Exit::Storage after a minute without an end.
    Exit run(const QStringList &typed)
    {
        out.clear();
        err.clear();
        QBuffer inDevice(&in);
        QBuffer outDevice(&out);
        QBuffer errDevice(&err);
        inDevice.open(QIODevice::ReadOnly);
        outDevice.open(QIODevice::WriteOnly);
        errDevice.open(QIODevice::WriteOnly);
        Surroundings around{.in = inDevice,
                            .out = outDevice,
                            .err = errDevice,
                            .environment = environment,
                            .environmentToken = {SecretBytes(accessToken), SecretBytes(apiToken)},
                            .keychain = keychain,
                            .clock = [this] { return now; },
                            .outIsTerminal = outIsTerminal,
                            .errIsTerminal = errIsTerminal,
                            .inIsTerminal = inIsTerminal,
                            .columns = columns,
                            .onInterrupt =
                                [this](std::function<void()> first) {
                                    interrupt = std::move(first);
                                    return std::shared_ptr<void>(this,
                                                                 [](Harness *h) { h->interrupt = nullptr; });
                                }};
        std::optional<Exit> ended;
        cli::run(typed, around, [&ended](Exit exit) { ended = exit; });
        if (!QTest::qWaitFor([&ended] { return ended.has_value(); }, 60'000))
            return Exit::Storage;
        // Whatever deletes itself at the end of a command.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return *ended;
    }
};

/// "--org acme collect" as the shell splits it.
inline QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace aw::cli
