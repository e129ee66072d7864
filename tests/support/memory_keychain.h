// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/token/keychain.h"

#include <QPromise>
#include <QStringList>
#include <QTimer>
#include <map>

namespace aw::test {

/// A keychain in memory, for tests. Answers from the event loop, as the real one does.
class MemoryKeychain final : public token::Keychain
{
public:
    std::map<QString, QByteArray> entries;
    QStringList asked; ///< "read acme", "write acme", "remove acme"
    /// How everything (or writing alone) ends, where it is not Done.
    token::KeychainEnd ends = token::KeychainEnd::Done;
    token::KeychainEnd writeEnds = token::KeychainEnd::Done;
    std::chrono::milliseconds delay{0};

    [[nodiscard]] QFuture<token::KeychainAnswer> read(const QString &account) override
    {
        return later(QLatin1String("read ") + account, ends, [this, account](token::KeychainAnswer &answer) {
            const auto found = entries.find(account);
            if (found == entries.end())
                answer.end = token::KeychainEnd::NotFound;
            else
                answer.secret = SecretBytes(found->second);
        });
    }

    [[nodiscard]] QFuture<token::KeychainAnswer> write(const QString &account, SecretBytes secret) override
    {
        const auto how = ends == token::KeychainEnd::Done ? writeEnds : ends;
        return later(QLatin1String("write ") + account, how,
                     [this, account, bytes = secret.view().toByteArray()](token::KeychainAnswer &) {
                         entries[account] = bytes;
                     });
    }

    [[nodiscard]] QFuture<token::KeychainAnswer> remove(const QString &account) override
    {
        return later(QLatin1String("remove ") + account, ends,
                     [this, account](token::KeychainAnswer &answer) {
                         if (entries.erase(account) == 0)
                             answer.end = token::KeychainEnd::NotFound;
                     });
    }

private:
    template<class Act>
    QFuture<token::KeychainAnswer> later(const QString &what, token::KeychainEnd how, Act act)
    {
        asked.append(what);
        auto promise = std::make_shared<QPromise<token::KeychainAnswer>>();
        promise->start();
        QTimer::singleShot(delay, &m_context, [promise, how, act] {
            token::KeychainAnswer answer{.end = how, .secret = {}, .detail = QStringLiteral("as wanted")};
            if (answer.done())
                act(answer);
            promise->addResult(std::move(answer));
            promise->finish();
        });
        return promise->future();
    }

    QObject m_context;
};

} // namespace aw::test
