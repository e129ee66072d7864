// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/token_intake.h"

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

} // namespace

Result<fly::Token> takeToken(const Session &session)
{
    const Arguments &arguments = session.arguments();
    if (arguments.has("token-fd"))
        return fromDescriptor(arguments.value("token-fd"));
    if (arguments.has("token-stdin"))
        return readAll(session.around().in);
    const token::EnvironmentToken &environment = session.around().environmentToken;
    if (!environment.present())
        return fail(
            ErrorKind::Input,
            tr(QT_TRANSLATE_NOOP("cli", "There is no token: set FLY_ACCESS_TOKEN or FLY_API_TOKEN, or "
                                        "give it with --token-stdin or --token-fd.")));
    return environment.token();
}

} // namespace aw::cli
