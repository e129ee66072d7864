// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QtEndian>
#include <utility>

namespace aw::test {

/// An OpenSSH certificate to be written down: well formed, of a key that nobody has, signed by nobody.
struct SshText {
    QByteArray type = "ssh-ed25519-cert-v01@openssh.com";
    QList<QByteArray> key{QByteArray(32, 'k')}; ///< the fields of the public key
    quint64 serial = 1;
    quint32 kind = 1; ///< 1: of a user, 2: of a host
    QByteArray keyId;
    QList<QByteArray> principals;
    quint64 after = 0;
    quint64 before = ~quint64{0};
    QList<std::pair<QByteArray, QByteArray>> criticalOptions; ///< an empty value is a flag
    QList<std::pair<QByteArray, QByteArray>> extensions;
};

inline QByteArray sshNumber(quint32 number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

inline QByteArray sshNumber(quint64 number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

inline QByteArray sshString(const QByteArray &bytes)
{
    return sshNumber(quint32(bytes.size())) + bytes;
}

inline QByteArray sshOptions(const QList<std::pair<QByteArray, QByteArray>> &options)
{
    QByteArray packed;
    for (const auto &[name, value] : options)
        packed += sshString(name) + sshString(value.isEmpty() ? QByteArray() : sshString(value));
    return packed;
}

inline QByteArray sshBlob(const SshText &from)
{
    QByteArray blob = sshString(from.type) + sshString("nonce");
    for (const QByteArray &field : from.key)
        blob += sshString(field);
    QByteArray principals;
    for (const QByteArray &principal : from.principals)
        principals += sshString(principal);
    blob += sshNumber(from.serial) + sshNumber(from.kind) + sshString(from.keyId) + sshString(principals);
    blob += sshNumber(from.after) + sshNumber(from.before) + sshString(sshOptions(from.criticalOptions));
    blob += sshString(sshOptions(from.extensions)) + sshString({});
    blob += sshString(sshString("ssh-ed25519") + sshString(QByteArray(32, 's')));
    return blob + sshString(sshString("ssh-ed25519") + sshString(QByteArray(64, 'g')));
}

inline QString sshText(const SshText &from)
{
    return QString::fromLatin1(from.type + ' ' + sshBlob(from).toBase64());
}

} // namespace aw::test
