// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/session.h"
#include "core/base/background.h"
#include "core/token/facts.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

/// Forgets the token of an organization. Deletes itself.
class Removing : public QObject
{
public:
    Removing(Session &session, Done done) : m_session(session), m_done(std::move(done)) {}

    void begin()
    {
        const QString org = m_session.arguments().words().value(0);
        if (!token::isSlug(org)) {
            end(m_session.complain(fail(
                ErrorKind::Input, words(QT_TRANSLATE_NOOP("cli", "\"%1\" is not the slug of an organization: "
                                                                 "letters, digits, - and _."))
                                      .arg(org))));
            return;
        }
        if (!m_session.around().keychain) {
            removed(org, {.end = token::KeychainEnd::NoneHere, .secret = {}, .detail = {}});
            return;
        }
        whenDone(m_session.around().keychain->remove(token::accountOf(org)), this,
                 [this, org](const token::KeychainAnswer &answer) { removed(org, answer); });
    }

private:
    void removed(const QString &org, const token::KeychainAnswer &answer)
    {
        if (answer.end == token::KeychainEnd::NotFound) {
            end(m_session.complain(
                fail(ErrorKind::Input,
                     words(QT_TRANSLATE_NOOP("cli", "The keychain holds no token of %1.")).arg(org))));
            return;
        }
        if (!answer.done()) {
            end(m_session.complain(token::errorOf(answer, org)));
            return;
        }
        m_session.say(
            words(QT_TRANSLATE_NOOP("cli", "The token of %1 is out of the keychain; its snapshots stay. "
                                           "Revoke it at Fly.io too, unless others use it: fly tokens "
                                           "revoke ID (fly tokens list shows the ID)."))
                .arg(org));
        end(Exit::Done);
    }

    void end(Exit exit)
    {
        deleteLater();
        m_done(exit);
    }

    Session &m_session;
    Done m_done;
};

} // namespace

const Command kOrgsRemove = {
    .name = "orgs remove",
    .operand = "SLUG",
    .summary = QT_TRANSLATE_NOOP("cli", "Take an organization's token out of the keychain"),
    .details = QT_TRANSLATE_NOOP("cli", "Its snapshots stay. The token itself stays valid at Fly.io."),
    .example = "airworthy-cli orgs remove acme",
    .options = {},
    .run = [](Session &session, const Done &done) {
        (new Removing(session, done))->begin(); // deletes itself
    }};

} // namespace aw::cli
