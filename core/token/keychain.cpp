// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/keychain.h"

#include <QCoreApplication>
#include <QPromise>
#include <QTimer>
#include <cstring>
#include <functional>
#include <qt6keychain/keychain.h>

namespace aw::token {
namespace {

constexpr auto kService = "airworthy";
constexpr qsizetype kLongestDetail = 200;

using Answered = std::function<void(KeychainAnswer)>;

/// QtKeychain 0.13 has no code for "there is none": a missing bus, a bus without a secret service and a
/// service without a keyring all end as OtherError, and only their words differ, in any language.
KeychainEnd endOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError: return KeychainEnd::Done;
    case QKeychain::EntryNotFound: return KeychainEnd::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return KeychainEnd::Refused;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: return KeychainEnd::NoneHere;
    case QKeychain::CouldNotDeleteEntry: break;
    }
    return KeychainEnd::Failed;
}

/// What a job read. The job shares its buffer with nobody but us and is done with it, so the job's own
/// copy is overwritten too, which wipe() would take for somebody else's.
SecretBytes takenFrom(const QKeychain::ReadPasswordJob &job)
{
    const QByteArray shared = job.binaryData();
    SecretBytes secret{QByteArrayView(shared)};
    if (!shared.isEmpty())
        ::explicit_bzero(const_cast<char *>(shared.constData()), std::size_t(shared.size()));
    return secret;
}

KeychainAnswer answerOf(QKeychain::Job &job)
{
    KeychainAnswer answer{.end = endOf(job.error()), .secret = {}, .detail = {}};
    if (!answer.done())
        answer.detail = job.errorString().simplified().left(kLongestDetail);
    if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(&job))
        answer.secret = takenFrom(*reading);
    return answer;
}

/// Starts `job` and answers once, when it ends or when the deadline has passed, whichever is first. A
/// late job is left to end by itself: the library still holds a plain pointer to it.
void run(QKeychain::Job *job, std::chrono::milliseconds deadline, Answered answered)
{
    auto once = std::make_shared<Answered>(std::move(answered));
    const auto tell = [once](KeychainAnswer answer) {
        if (const Answered first = std::exchange(*once, nullptr))
            first(std::move(answer));
    };
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [tell](QKeychain::Job *done) { tell(answerOf(*done)); });
    QTimer::singleShot(deadline, job,
                       [tell] { tell({.end = KeychainEnd::TimedOut, .secret = {}, .detail = {}}); });
    job->start();
}

class SystemKeychain final : public Keychain
{
public:
    explicit SystemKeychain(std::chrono::milliseconds deadline) : m_deadline(deadline) {}

    [[nodiscard]] QFuture<KeychainAnswer> read(const QString &account) override
    {
        auto promise = begun();
        run(job<QKeychain::ReadPasswordJob>(account), m_deadline, ending(promise));
        return promise->future();
    }

    [[nodiscard]] QFuture<KeychainAnswer> write(const QString &account, SecretBytes secret) override
    {
        auto promise = begun();
        auto *writing = job<QKeychain::WritePasswordJob>(account);
        QString text = QString::fromUtf8(secret.view());
        writing->setTextData(text); // makes its own copy
        wipe(text);
        run(writing, m_deadline, ending(promise));
        return promise->future();
    }

    [[nodiscard]] QFuture<KeychainAnswer> remove(const QString &account) override
    {
        auto promise = begun();
        // Removing what is not there is reported as success, so it is looked for first.
        run(job<QKeychain::ReadPasswordJob>(account), m_deadline,
            [promise, account, deadline = m_deadline](KeychainAnswer found) {
                found.secret.clear();
                if (found.done())
                    run(job<QKeychain::DeletePasswordJob>(account), deadline, ending(promise));
                else
                    ending(promise)(std::move(found));
            });
        return promise->future();
    }

private:
    using Promise = std::shared_ptr<QPromise<KeychainAnswer>>;

    static Promise begun()
    {
        auto promise = std::make_shared<QPromise<KeychainAnswer>>();
        promise->start();
        return promise;
    }

    static Answered ending(const Promise &promise)
    {
        return [promise](KeychainAnswer answer) {
            promise->addResult(std::move(answer));
            promise->finish();
        };
    }

    template<class Kind>
    static Kind *job(const QString &account)
    {
        auto *made = new Kind(QString::fromLatin1(kService)); // deletes itself when it has ended
        made->setKey(account);
        return made;
    }

    std::chrono::milliseconds m_deadline;
};

} // namespace

QString accountOf(const QString &org)
{
    // A slug holds no slash, so nobody's organization can stand where the key of digests does.
    return org == kDigestAccount ? QLatin1String("org/") + org : org;
}

std::shared_ptr<Keychain> systemKeychain(std::chrono::milliseconds deadline)
{
    return std::make_shared<SystemKeychain>(deadline);
}

Error errorOf(const KeychainAnswer &answer, const QString &account)
{
    const auto words = [&answer] {
        switch (answer.end) {
        case KeychainEnd::NotFound:
            return QCoreApplication::translate("token", "The keychain has no such entry.");
        case KeychainEnd::Refused:
            return QCoreApplication::translate(
                "token", "The keychain stayed locked. Unlock it and try again, or give the token in "
                         "FLY_API_TOKEN.");
        case KeychainEnd::TimedOut:
            return QCoreApplication::translate(
                "token", "The keychain did not answer in time. See whether it asks for its password, or give "
                         "the token in FLY_API_TOKEN.");
        case KeychainEnd::NoneHere:
            return QCoreApplication::translate(
                "token", "There is no keychain here that can be used (%1). Start one, such as GNOME Keyring "
                         "or KWallet, or give the token in FLY_API_TOKEN.");
        case KeychainEnd::Done:
        case KeychainEnd::Failed: break;
        }
        return QCoreApplication::translate("token", "The keychain failed: %1.");
    };
    QString what = words();
    if (what.contains(QLatin1String("%1")))
        what = what.arg(answer.detail.isEmpty() ? QCoreApplication::translate("token", "it gives no reason")
                                                : answer.detail);
    const ErrorKind kind = answer.end == KeychainEnd::NotFound ? ErrorKind::Input : ErrorKind::Storage;
    return fail(kind, what, account);
}

} // namespace aw::token
