// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/ssh_certificate.h"

#include <array>
#include <cstdint>
#include <cstdlib>

using namespace aw;

namespace {

constexpr std::array kTypes{"ssh-ed25519-cert-v01@openssh.com",
                            "ssh-rsa-cert-v01@openssh.com",
                            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
                            "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
                            "ssh-ed25519",
                            "ssh-dss"};

QByteArray sized(const QByteArray &bytes)
{
    QByteArray out(4, '\0');
    for (int i = 0; i < 4; ++i)
        out[i] = char((bytes.size() >> (24 - 8 * i)) & 0xff);
    return out + bytes;
}

/// What is kept must not hold more than what was read, and be the same each time.
void reduce(const QString &text)
{
    static const secrets::Reducer kReducer(QByteArray(32, 'k'), {});
    const JsonValue holder = JsonValue::object().set("cert", text);
    const QByteArray one = fly::reducedSshCertificate(holder.view().at("cert"), kReducer).compact();
    const Result<JsonDocument> again = JsonDocument::parse(one);
    if (!again || again->root().at("form").text().value_or(QString()).isEmpty())
        std::abort();
    const bool read = fly::parseSshCertificate(text).has_value();
    if (read == (again->root().at("form").text() == QStringLiteral("unreadable")))
        std::abort();
    if (!read && again->root().size() != 1)
        std::abort();
}

} // namespace

/// Once as text, and once as the blob of a certificate of the type that the first byte picks.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    reduce(QString::fromUtf8(bytes));
    const QByteArray type = kTypes.at(data[0] % kTypes.size());
    reduce(QString::fromLatin1(type + ' ' + (sized(type) + bytes).toBase64()));
    return 0;
}
