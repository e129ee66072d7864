// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"

#include <QDateTime>

namespace aw::model {

/// A certificate as an authority issued it, one for each kind of key (IssuedCertificate).
struct IssuedCertificate {
    QString type; ///< rsa or ecdsa
    QString authority;
    Fact<QDateTime> expiresAt;
    Origin origin;
};

/// A certificate that the platform holds for a host (CertificateEntry). Of a custom and a managed one
/// that are both active, the custom one is served.
struct ServedCertificate {
    QString source; ///< custom or fly
    QString status; ///< active, pending_ownership, pending_validation
    QString issuer; ///< empty when not told
    Fact<QDateTime> createdAt;
    Fact<QDateTime> expiresAt; ///< unknown when the platform says null
    std::vector<IssuedCertificate> issued;
    Origin origin;
};

/// Why the platform could not validate a host name (CertificateValidationError); its words.
struct ValidationError {
    QString code;
    QString message;
    QString remediation;
    Fact<QDateTime> at;
    Origin origin;
};

/// What the list of certificates leaves out (CertificateDetail).
struct CertificateDetail {
    QString status;
    Fact<bool> configured;
    Fact<bool> acmeRequested;
    Fact<bool> dnsConfigured; ///< a way of validation that works, as the next two
    Fact<bool> alpnConfigured;
    Fact<bool> httpConfigured;
    Fact<bool> ownershipTxtConfigured;
    Fact<QDateTime> rateLimitedUntil; ///< known and invalid: no limit is in force
    Listing<ServedCertificate> served;
    Listing<ValidationError> errors;
};

/// A host name with its certificate (CertificateSummary).
struct Certificate {
    QString hostname;
    QString status; ///< active, pending_ownership, pending_validation
    Fact<QDateTime> createdAt;
    Fact<QDateTime> updatedAt;
    Fact<bool> configured;
    Fact<bool> acmeRequested;
    Fact<bool> managed;  ///< the platform holds one that it renews
    Fact<bool> custom;   ///< somebody imported one
    QString dnsProvider; ///< empty when not told
    Fact<CertificateDetail> detail;
    Origin origin;
};

} // namespace aw::model
