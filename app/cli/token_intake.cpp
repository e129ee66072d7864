// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/token_intake.h"

#include "core/base/background.h"
#include "core/token/flyctl_config.h"

#include <QCoreApplication>
#include <QFile>
#include <fcntl.h>

namespace aw::cli {
namespace {

constexpr qint64 kLongest = qint64{64} * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

/// The device has no buffer of its own, or what is read would stay there.
Result<fly::Token> readAll(QIODevice &device)
{
    SecretBytes given = SecretBytes::zeros(kLongest + 1);
    qint64 size = 0;
    while (size < given.size()) {
        const qint64 got = device.read(given.data() + size, given.size() - size);
        if (got <= 0)
            break;
        size += got;
    }
    if (size > kLongest)
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "What was given as a token is longer than "
                                                                  "64 KiB.")));
    given.truncate(size);
    return fly::Token::parse(given);
}

Result<fly::Token> fromDescriptor(const QString &given)
{
    bool number = false;
    const int descriptor = given.toInt(&number);
    QFile file;
    // QFile believes any number.
    if (!number || ::fcntl(descriptor, F_GETFD) < 0 ||
        !file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle))
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "--token-fd takes the number of an open file, not \"%1\"."))
                        .arg(given));
    return readAll(file);
}

/// What an option gives; nothing when none of them was given.
Result<std::optional<fly::Token>> fromOption(const Session &session)
{
    const Arguments &arguments = session.arguments();
    const int given = int(arguments.has("token-fd")) + int(arguments.has("token-stdin")) +
                      int(arguments.has("token-from-flyctl"));
    if (given == 0)
        return std::optional<fly::Token>();
    if (given > 1)
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "Give the token once: one of --token-stdin, --token-fd and "
                                                "--token-from-flyctl.")));
    Result<fly::Token> token = arguments.has("token-fd")      ? fromDescriptor(arguments.value("token-fd"))
                               : arguments.has("token-stdin") ? readAll(session.around().in)
                                                              : token::flyctlToken(token::flyctlConfigPath());
    if (!token)
        return token.error();
    return std::optional(*std::move(token));
}

Error nowhere()
{
    return fail(
        ErrorKind::Input,
        tr(QT_TRANSLATE_NOOP("cli", "There is no token: set FLY_ACCESS_TOKEN or FLY_API_TOKEN, give it "
                                    "with --token-stdin or --token-fd, or keep it with orgs add.")));
}

/// Asks the keychain for one organization after the other.
class Places : public QObject
{
public:
    Places(const Session &session, QStringList orgs, QObject *owner,
           std::function<void(const std::vector<TokenPlace> &)> done)
        : QObject(owner),
          m_keychain(session.around().keychain),
          m_orgs(std::move(orgs)),
          m_done(std::move(done))
    {}

    void next()
    {
        const auto at = qsizetype(m_places.size());
        if (at == m_orgs.size()) {
            deleteLater();
            m_done(m_places);
            return;
        }
        const QString account = token::accountOf(m_orgs.at(at));
        whenDone(m_keychain->read(account), this,
                 [this](const token::KeychainAnswer &answer) { take(answer.end); });
    }

private:
    void take(token::KeychainEnd end)
    {
        m_places.push_back(end == token::KeychainEnd::Done       ? TokenPlace::Keychain
                           : end == token::KeychainEnd::NotFound ? TokenPlace::None
                           : end == token::KeychainEnd::NoneHere ? TokenPlace::None
                                                                 : TokenPlace::Unknown);
        // One that does not answer for one entry would let us wait for each of the others too.
        if (end != token::KeychainEnd::Done && end != token::KeychainEnd::NotFound)
            m_places.resize(std::size_t(m_orgs.size()), m_places.back());
        next();
    }

    std::shared_ptr<token::Keychain> m_keychain;
    QStringList m_orgs;
    std::function<void(const std::vector<TokenPlace> &)> m_done;
    std::vector<TokenPlace> m_places;
};

} // namespace

Result<std::optional<fly::Token>> givenToken(const Session &session)
{
    Result<std::optional<fly::Token>> option = fromOption(session);
    if (!option || *option)
        return option;
    const token::EnvironmentToken &environment = session.around().environmentToken;
    if (!environment.present())
        return std::optional<fly::Token>();
    Result<fly::Token> token = environment.token();
    if (!token)
        return token.error();
    return std::optional(*std::move(token));
}

void takeToken(const Session &session, const QString &org, QObject *owner,
               std::function<void(const Result<fly::Token> &)> done)
{
    Result<std::optional<fly::Token>> given = givenToken(session);
    if (!given || *given) {
        done(given ? Result<fly::Token>(**std::move(given)) : Result<fly::Token>(given.error()));
        return;
    }
    if (!session.around().keychain) {
        done(nowhere());
        return;
    }
    const QString account = token::accountOf(org);
    whenDone(session.around().keychain->read(account), owner,
             [account, done = std::move(done)](const token::KeychainAnswer &answer) {
                 if (answer.done())
                     done(fly::Token::parse(answer.secret));
                 else if (answer.end == token::KeychainEnd::NotFound ||
                          answer.end == token::KeychainEnd::NoneHere)
                     done(nowhere());
                 else
                     done(token::errorOf(answer, account));
             });
}

const char *tokenPlaceName(TokenPlace place)
{
    switch (place) {
    case TokenPlace::None: return "none";
    case TokenPlace::Environment: return "environment";
    case TokenPlace::Keychain: return "keychain";
    case TokenPlace::Unknown: break;
    }
    return "unknown";
}

void tokenPlaces(const Session &session, const QStringList &orgs, QObject *owner,
                 std::function<void(const std::vector<TokenPlace> &)> done)
{
    const bool environment = session.around().environmentToken.present();
    if (environment || !session.around().keychain) {
        done(std::vector<TokenPlace>(std::size_t(orgs.size()),
                                     environment ? TokenPlace::Environment : TokenPlace::None));
        return;
    }
    (new Places(session, orgs, owner, std::move(done)))->next(); // deletes itself at its end
}

} // namespace aw::cli
