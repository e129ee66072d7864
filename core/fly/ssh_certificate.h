// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/secrets/reducer.h"

#include <QStringList>
#include <utility>
#include <vector>

namespace aw::fly {

/// What an OpenSSH certificate or public key says of itself. Its signature is not verified: that would
/// prove no more than that the platform knows its own key.
struct SshCertificate {
    enum class Kind { PlainKey, User, Host };
    using Option = std::pair<QString, QString>; ///< name, value

    static constexpr quint64 kForever = ~quint64{0};

    Kind kind = Kind::PlainKey; ///< of a plain key only type and fingerprint are there
    QString keyType;            ///< "ssh-ed25519", also of a certified key
    QString fingerprint;        ///< "SHA256:…" of the key, as ssh-keygen -l shows it
    quint64 serial = 0;
    QString keyId;
    QStringList principals;
    quint64 validAfter = 0;         ///< seconds since 1970
    quint64 validBefore = kForever; ///< the same; the certificate is valid until just before
    std::vector<Option> criticalOptions;
    std::vector<Option> extensions;
    QString signedBy; ///< fingerprint of the signing key
};

/// Reads "type base64 [comment]" (PROTOCOL.certkeys of OpenSSH; RFC 4253 §6.6 for plain keys). Malformed
/// for anything else, a key type this program does not know, a blob that is longer or shorter than what
/// it says it holds; Limit for more than 32 KiB of text, 256 principals (OpenSSH's own limit) or 64
/// options. No bytes make it read outside of them.
[[nodiscard]] Result<SshCertificate> parseSshCertificate(const QString &text);

/// @ssh: {"form": "certificate" | "public_key" | "unreadable", …}: what parseSshCertificate reads, texts
/// without credentials, times as text and null where there is no such end; of what cannot be read nothing
/// but that. A dropped type when it is no text.
[[nodiscard]] JsonValue reducedSshCertificate(const JsonView &node, const secrets::Reducer &reducer);

} // namespace aw::fly
