// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QFuture>
#include <chrono>
#include <memory>

namespace aw::token {

/// How a request to a keychain ended.
enum class KeychainEnd {
    Done,
    NotFound, ///< no such entry; that alone does not prove that the keychain works
    NoneHere, ///< there is no keychain, or none that this program can reach
    Refused,  ///< it stays locked, or the user said no
    TimedOut,
    Failed, ///< anything else, `detail` says what
};

struct KeychainAnswer {
    KeychainEnd end = KeychainEnd::Failed;
    SecretBytes secret; ///< of read(), when done
    QString detail;     ///< the keychain's own words, on one line; never the secret

    [[nodiscard]] bool done() const { return end == KeychainEnd::Done; }
};

/// The system's keychain, as far as this program uses it: entries of the service "airworthy", each by
/// its account. Every future ends, within the keychain's own deadline; it may also be dropped.
class Keychain
{
public:
    Keychain() = default;
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;
    virtual ~Keychain() = default;

    [[nodiscard]] virtual QFuture<KeychainAnswer> read(const QString &account) = 0;
    /// An entry of that account is replaced.
    [[nodiscard]] virtual QFuture<KeychainAnswer> write(const QString &account, SecretBytes secret) = 0;
    /// NotFound when there was none.
    [[nodiscard]] virtual QFuture<KeychainAnswer> remove(const QString &account) = 0;
};

/// The account under which the token of an organization is kept, and that of the key of digests, which
/// is no slug.
[[nodiscard]] QString accountOf(const QString &org);
inline constexpr QLatin1String kDigestAccount("digest-key");

/// Long enough for somebody to unlock a keychain that asks for its password.
inline constexpr std::chrono::milliseconds kPatience{60'000};

/// The keychain of the session: the Secret Service or KWallet by way of D-Bus. To be used in the main
/// thread, whose event loop its answers come through.
[[nodiscard]] std::shared_ptr<Keychain> systemKeychain(std::chrono::milliseconds deadline = kPatience);

/// What went wrong and what to do about it, in a sentence. `answer` is not done.
[[nodiscard]] Error errorOf(const KeychainAnswer &answer, const QString &account);

} // namespace aw::token
