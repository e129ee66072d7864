// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/digest_key.h"

#include "core/base/background.h"
#include "core/token/key_file.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QTimer>
#include <array>

namespace aw::token {
namespace {

constexpr qsizetype kSize = 32;
constexpr qsizetype kLongestFile = 128;
constexpr std::chrono::milliseconds kLockEvery{20};
/// Another process may be asking the keychain, which may be asking its user.
constexpr std::chrono::milliseconds kLockPatience = 4 * kPatience;

const QString kFile = QStringLiteral("digest.key");
const QString kLock = QStringLiteral("digest.lock");

QByteArray newKey()
{
    std::array<quint32, kSize / sizeof(quint32)> words = {};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    QByteArray key(reinterpret_cast<const char *>(words.data()), kSize);
    return key;
}

SecretBytes written(const QByteArray &key)
{
    return SecretBytes::taken(key.toBase64());
}

/// The key as it was written; empty when it is none.
QByteArray readBack(const SecretBytes &text)
{
    const QByteArrayView line = text.view().trimmed();
    const QByteArray borrowed = QByteArray::fromRawData(line.data(), line.size());
    auto bytes = QByteArray::fromBase64Encoding(borrowed, QByteArray::AbortOnBase64DecodingErrors);
    return bytes && bytes.decoded.size() == kSize ? bytes.decoded : QByteArray();
}

/// One search, which deletes itself at its end.
class Search : public QObject
{
public:
    Search(std::shared_ptr<Keychain> keychain, QString folder, QByteArray old)
        : m_keychain(std::move(keychain)), m_folder(std::move(folder)), m_old(std::move(old))
    {
        m_promise.start();
    }

    QFuture<Result<DigestKey>> begin()
    {
        QTimer::singleShot(0, this, [this] { lock(); });
        return m_promise.future();
    }

private:
    [[nodiscard]] QString file() const { return m_folder + QLatin1Char('/') + kFile; }

    void lock()
    {
        Result<FolderLock> lock = FolderLock::tryTake(m_folder, kLock);
        if (!lock) {
            end(lock.error());
        } else if (lock->held()) {
            m_lock = *std::move(lock);
            lookIntoFile();
        } else if (m_lockUntil.hasExpired()) {
            end(fail(ErrorKind::Storage,
                     QCoreApplication::translate(
                         "token", "Another instance keeps the data folder's key for digests locked."),
                     m_folder));
        } else {
            QTimer::singleShot(kLockEvery, this, [this] { this->lock(); });
        }
    }

    void lookIntoFile()
    {
        const Result<std::optional<SecretBytes>> content = readPrivateFile(file(), kLongestFile);
        if (!content) {
            end(content.error());
            return;
        }
        if (!*content) {
            askKeychain();
            return;
        }
        const QByteArray key = readBack(**content);
        if (key.isEmpty())
            end(fail(ErrorKind::Storage,
                     QCoreApplication::translate("token",
                                                 "The key for digests is damaged. Restore the file from "
                                                 "a backup, or remove it to begin with a new key."),
                     file()));
        else
            found(key, DigestKey::Place::File);
    }

    void askKeychain()
    {
        if (!m_keychain) {
            keepInFile();
            return;
        }
        whenDone(m_keychain->read(kDigestAccount), this, [this](const KeychainAnswer &answer) {
            const QByteArray key = readBack(answer.secret);
            if (answer.end == KeychainEnd::NotFound)
                keepInKeychain();
            else if (!answer.done() || key.isEmpty() || (!m_old.isEmpty() && m_old != key))
                keepInFile(); // also where the keychain keeps another folder's key
            else
                found(key, DigestKey::Place::Keychain);
        });
    }

    void keepInKeychain()
    {
        whenDone(m_keychain->write(kDigestAccount, written(key())), this,
                 [this](const KeychainAnswer &answer) {
                     if (answer.done())
                         readAgain();
                     else
                         keepInFile();
                 });
    }

    /// That a write was reported as done is not enough to forget the only other copy.
    void readAgain()
    {
        whenDone(m_keychain->read(kDigestAccount), this, [this](const KeychainAnswer &answer) {
            if (answer.done() && readBack(answer.secret) == key())
                found(key(), DigestKey::Place::Keychain);
            else
                keepInFile();
        });
    }

    void keepInFile()
    {
        const Result<void> made = makePrivateFile(file(), written(key()));
        if (made)
            found(key(), DigestKey::Place::File);
        else
            end(made.error());
    }

    /// The key to keep: the old one, or a new one, which is made once.
    const QByteArray &key()
    {
        if (m_key.isEmpty())
            m_key = m_old.isEmpty() ? newKey() : m_old;
        return m_key;
    }

    void found(const QByteArray &key, DigestKey::Place place)
    {
        const bool made = !m_key.isEmpty() && m_old.isEmpty();
        const bool another = !m_old.isEmpty() && m_old != key;
        end(DigestKey{.key = key, .place = place, .fresh = made || another});
    }

    void end(Result<DigestKey> result)
    {
        m_lock = FolderLock();
        m_promise.addResult(std::move(result));
        m_promise.finish();
        deleteLater();
    }

    std::shared_ptr<Keychain> m_keychain;
    QString m_folder;
    QByteArray m_old;
    QByteArray m_key;
    FolderLock m_lock;
    QDeadlineTimer m_lockUntil{kLockPatience};
    QPromise<Result<DigestKey>> m_promise;
};

} // namespace

QFuture<Result<DigestKey>> digestKey(std::shared_ptr<Keychain> keychain, const QString &folder,
                                     const QByteArray &old)
{
    auto *search = new Search(std::move(keychain), folder, old); // deletes itself at its end
    return search->begin();
}

QByteArray demoDigestKey()
{
    return QByteArrayLiteral("the demo keeps nobody's secrets!");
}

QString freshKeyNote()
{
    return QCoreApplication::translate(
        "token", "The key for digests is a new one. Earlier snapshots open as before; only whether a secret "
                 "value in them is the same as a later one can no longer be told.");
}

} // namespace aw::token
