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

Result<fly::Token> readAll(QIODevice &device)
{
    const QByteArray bytes = device.read(kLongest + 1);
    if (bytes.size() > kLongest)
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "What was given as a token is longer than "
                                                                  "64 KiB.")));
    return fly::Token::parse(QString::fromUtf8(bytes).trimmed());
}

Result<fly::Token> fromDescriptor(const QString &given)
{
    bool number = false;
    const int descriptor = given.toInt(&number);
    QFile file;
    // QFile believes any number.
    if (!number || ::fcntl(descriptor, F_GETFD) < 0 ||
        !file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
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
    QProcessEnvironment &environment = session.around().environment;
    const QStringList names{QStringLiteral("FLY_ACCESS_TOKEN"), QStringLiteral("FLY_API_TOKEN")};
    QString pasted;
    for (const QString &name : names) {
        if (pasted.isEmpty())
            pasted = environment.value(name);
        environment.remove(name);
    }
    if (pasted.isEmpty())
        return fail(
            ErrorKind::Input,
            tr(QT_TRANSLATE_NOOP("cli", "There is no token: set FLY_ACCESS_TOKEN or FLY_API_TOKEN, or "
                                        "give it with --token-stdin or --token-fd.")));
    return fly::Token::parse(pasted);
}

} // namespace aw::cli
