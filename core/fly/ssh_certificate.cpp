// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/ssh_certificate.h"

#include "core/base/time.h"
#include "core/fly/reduced.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QtEndian>
#include <algorithm>

namespace aw::fly {
namespace {

using Kind = SshCertificate::Kind;
using Option = SshCertificate::Option;

constexpr qsizetype kLongestText = qsizetype{32} * 1024;
constexpr qsizetype kMostPrincipals = 256;
constexpr std::size_t kMostOptions = 64;
constexpr quint32 kUser = 1;
constexpr quint32 kHost = 2;
constexpr qint64 kLastSecond = 253'402'300'799; ///< of the year 9999: no text form has a later one

struct Words {
    Q_DECLARE_TR_FUNCTIONS(fly)
};

/// A type of key: its names, and how many fields its public key has in a blob.
struct KeyType {
    QLatin1String plain;
    QLatin1String certified;
    int fields;
};

constexpr KeyType kTypes[] = {
    {QLatin1String("ssh-ed25519"), QLatin1String("ssh-ed25519-cert-v01@openssh.com"), 1},
    {QLatin1String("ssh-rsa"), QLatin1String("ssh-rsa-cert-v01@openssh.com"), 2},
    {QLatin1String("ssh-dss"), QLatin1String("ssh-dss-cert-v01@openssh.com"), 4},
    {QLatin1String("ecdsa-sha2-nistp256"), QLatin1String("ecdsa-sha2-nistp256-cert-v01@openssh.com"), 2},
    {QLatin1String("ecdsa-sha2-nistp384"), QLatin1String("ecdsa-sha2-nistp384-cert-v01@openssh.com"), 2},
    {QLatin1String("ecdsa-sha2-nistp521"), QLatin1String("ecdsa-sha2-nistp521-cert-v01@openssh.com"), 2},
    {QLatin1String("sk-ssh-ed25519@openssh.com"), QLatin1String("sk-ssh-ed25519-cert-v01@openssh.com"), 2},
    {QLatin1String("sk-ecdsa-sha2-nistp256@openssh.com"),
     QLatin1String("sk-ecdsa-sha2-nistp256-cert-v01@openssh.com"), 3},
};

Error malformed(const QString &what)
{
    return fail(ErrorKind::Malformed, what);
}

/// Reads the fields of a blob one after the other. Past the end every field is empty and `ok` is false
/// for good.
class Blob
{
public:
    explicit Blob(QByteArrayView bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool done() const { return m_ok && m_at == m_bytes.size(); }
    [[nodiscard]] qsizetype at() const { return m_at; }

    [[nodiscard]] quint32 number() { return integer<quint32>(); }
    [[nodiscard]] quint64 longNumber() { return integer<quint64>(); }

    [[nodiscard]] QByteArrayView string()
    {
        const auto size = qsizetype(number());
        if (!m_ok || size > m_bytes.size() - m_at) {
            m_ok = false;
            return {};
        }
        m_at += size;
        return m_bytes.sliced(m_at - size, size);
    }

    void skipStrings(int count)
    {
        for (int i = 0; i < count; ++i)
            static_cast<void>(string());
    }

private:
    template<class T>
    T integer()
    {
        if (!m_ok || m_bytes.size() - m_at < qsizetype(sizeof(T))) {
            m_ok = false;
            return 0;
        }
        m_at += qsizetype(sizeof(T));
        return qFromBigEndian<T>(m_bytes.data() + m_at - sizeof(T));
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_ok = true;
};

QString textOf(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

/// As ssh-keygen -l shows it: of the blob of the plain key.
QString fingerprintOf(const QByteArray &plainKey)
{
    const QByteArray digest = QCryptographicHash::hash(plainKey, QCryptographicHash::Sha256);
    return QLatin1String("SHA256:") + QString::fromLatin1(digest.toBase64(QByteArray::OmitTrailingEquals));
}

/// A certified key without its certificate: the plain type's name, then the key's fields as they stand.
QByteArray plainBlob(const KeyType &type, QByteArrayView fields)
{
    QByteArray blob(sizeof(quint32), '\0');
    qToBigEndian(quint32(type.plain.size()), blob.data());
    blob.append(type.plain.data(), type.plain.size());
    blob.append(fields.data(), fields.size());
    return blob;
}

const KeyType *typeNamed(QByteArrayView name, QLatin1String KeyType::*which)
{
    const auto *const found = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const KeyType &type) {
        return QLatin1String(name.data(), name.size()) == type.*which;
    });
    return found == std::end(kTypes) ? nullptr : found;
}

/// A list of strings inside a string.
Result<QStringList> principalsIn(QByteArrayView packed)
{
    QStringList out;
    Blob blob(packed);
    while (!blob.done()) {
        const QString name = textOf(blob.string());
        if (!blob.ok())
            return malformed(Words::tr("The certificate's principals cannot be read."));
        if (out.size() == kMostPrincipals)
            return fail(ErrorKind::Limit,
                        Words::tr("The certificate names more than %1 principals.").arg(kMostPrincipals));
        out.push_back(name);
    }
    return out;
}

/// Names, each with a string that is empty for a flag or holds one string, its value.
Result<std::vector<Option>> optionsIn(QByteArrayView packed)
{
    std::vector<Option> out;
    Blob blob(packed);
    while (!blob.done()) {
        const QString name = textOf(blob.string());
        const QByteArrayView data = blob.string();
        Blob inner(data);
        const QString value = data.isEmpty() ? QString() : textOf(inner.string());
        if (!blob.ok() || !inner.ok() || inner.at() != data.size())
            return malformed(Words::tr("The certificate's options cannot be read."));
        if (out.size() == kMostOptions)
            return fail(ErrorKind::Limit,
                        Words::tr("The certificate has more than %1 options.").arg(kMostOptions));
        out.emplace_back(name, value);
    }
    return out;
}

/// The key that signed, a blob inside the blob. A certificate cannot sign (PROTOCOL.certkeys).
Result<QString> signerIn(QByteArrayView key)
{
    Blob blob(key);
    const KeyType *type = typeNamed(blob.string(), &KeyType::plain);
    if (type != nullptr)
        blob.skipStrings(type->fields);
    if (type == nullptr || !blob.done())
        return malformed(Words::tr("The key that signed the certificate cannot be read."));
    return fingerprintOf(key.toByteArray());
}

Result<SshCertificate> plainKey(const KeyType &type, const QByteArray &bytes)
{
    Blob blob(bytes);
    blob.skipStrings(1 + type.fields);
    if (!blob.done())
        return malformed(Words::tr("The public key cannot be read."));
    SshCertificate key;
    key.keyType = type.plain;
    key.fingerprint = fingerprintOf(bytes);
    return key;
}

Result<SshCertificate> certificate(const KeyType &type, const QByteArray &bytes)
{
    SshCertificate out;
    Blob blob(bytes);
    blob.skipStrings(2); // the type's name again, the nonce
    const qsizetype key = blob.at();
    blob.skipStrings(type.fields);
    const QByteArray plain = plainBlob(type, QByteArrayView(bytes).sliced(key, blob.at() - key));
    out.serial = blob.longNumber();
    const quint32 kind = blob.number();
    out.keyId = textOf(blob.string());
    const QByteArrayView principals = blob.string();
    out.validAfter = blob.longNumber();
    out.validBefore = blob.longNumber();
    const QByteArrayView critical = blob.string();
    const QByteArrayView extensions = blob.string();
    blob.skipStrings(1); // reserved
    const QByteArrayView signer = blob.string();
    blob.skipStrings(1); // the signature
    if (!blob.done() || (kind != kUser && kind != kHost))
        return malformed(Words::tr("The certificate cannot be read."));
    out.kind = kind == kUser ? Kind::User : Kind::Host;
    out.keyType = type.plain;
    out.fingerprint = fingerprintOf(plain);

    Result<QStringList> names = principalsIn(principals);
    if (!names)
        return names.error();
    out.principals = *std::move(names);
    for (const auto &[from, to] :
         {std::pair(critical, &out.criticalOptions), std::pair(extensions, &out.extensions)}) {
        Result<std::vector<Option>> options = optionsIn(from);
        if (!options)
            return options.error();
        *to = *std::move(options);
    }
    const Result<QString> by = signerIn(signer);
    if (!by)
        return by.error();
    out.signedBy = *by;
    return out;
}

JsonValue timeValue(quint64 seconds)
{
    const qint64 within = qint64(std::min(seconds, quint64(kLastSecond)));
    return formatTime(QDateTime::fromSecsSinceEpoch(within, Qt::UTC));
}

JsonValue optionValues(const std::vector<Option> &options, const secrets::Reducer &reducer)
{
    JsonValue out = JsonValue::array();
    for (const auto &[name, value] : options) {
        JsonValue option = JsonValue::object();
        option.set("name", reducer.shownName(name));
        option.set("value", bounded(reducer.masked(value)));
        out.append(std::move(option));
    }
    return out;
}

JsonValue shownText(const QString &text, const secrets::Reducer &reducer)
{
    return bounded(reducer.withoutCredentials(text));
}

} // namespace

Result<SshCertificate> parseSshCertificate(const QString &text)
{
    if (text.size() > kLongestText)
        return fail(ErrorKind::Limit,
                    Words::tr("The certificate has more than %1 characters.").arg(kLongestText));
    const QString line = text.trimmed();
    if (line.contains(QLatin1Char('\n')))
        return malformed(Words::tr("The certificate has more than one line."));
    const QList<QByteArray> parts = line.toLatin1().simplified().split(' ');
    const QByteArray name = parts.front();
    const KeyType *certified = typeNamed(name, &KeyType::certified);
    const KeyType *plain = typeNamed(name, &KeyType::plain);
    if (certified == nullptr && plain == nullptr)
        return malformed(Words::tr("This is no SSH certificate of a known type."));
    const auto bytes =
        QByteArray::fromBase64Encoding(parts.value(1), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || Blob(*bytes).string() != name)
        return malformed(Words::tr("The certificate is not encoded as its type says."));
    return certified != nullptr ? certificate(*certified, *bytes) : plainKey(*plain, *bytes);
}

JsonValue reducedSshCertificate(const JsonView &node, const secrets::Reducer &reducer)
{
    if (node.isNull())
        return {};
    const auto text = node.text();
    if (!text)
        return droppedType(node);
    JsonValue out = JsonValue::object();
    const Result<SshCertificate> read = parseSshCertificate(*text);
    if (!read)
        return std::move(out.set("form", QLatin1String("unreadable")));
    const bool plain = read->kind == Kind::PlainKey;
    out.set("form", QLatin1String(plain ? "public_key" : "certificate"));
    out.set("key_type", read->keyType);
    out.set("fingerprint", read->fingerprint);
    if (plain)
        return out;
    out.set("kind", QLatin1String(read->kind == Kind::User ? "user" : "host"));
    out.set("serial", QString::number(read->serial));
    out.set("key_id", shownText(read->keyId, reducer));
    JsonValue principals = JsonValue::array();
    for (const QString &principal : read->principals)
        principals.append(shownText(principal, reducer));
    out.set("principals", std::move(principals));
    out.set("valid_after", read->validAfter == 0 ? JsonValue() : timeValue(read->validAfter));
    // What lies beyond the last year that can be written down is without end for any reader.
    const bool endless = read->validBefore > quint64(kLastSecond);
    out.set("valid_before", endless ? JsonValue() : timeValue(read->validBefore));
    out.set("critical_options", optionValues(read->criticalOptions, reducer));
    out.set("extensions", optionValues(read->extensions, reducer));
    out.set("signed_by", read->signedBy);
    return out;
}

} // namespace aw::fly
