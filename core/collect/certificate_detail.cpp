// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/certificate_detail.h"

namespace aw::collect {
namespace {

bool isNothing(const JsonView &node)
{
    return node.missing() || node.isNull();
}

model::ServedCertificate readServed(Reader &reader, const JsonView &node)
{
    model::ServedCertificate served;
    served.source = reader.text(node.at("source"));
    served.status = reader.text(node.at("status"));
    served.issuer = reader.text(node.at("issuer"));
    served.createdAt = reader.timeFact(node.at("created_at"));
    served.expiresAt = reader.timeFact(node.at("expires_at"));
    served.origin = reader.origin(node);
    for (const JsonView &issued : reader.objects(node.at("issued")))
        served.issued.push_back({.type = reader.text(issued.at("type")),
                                 .authority = reader.text(issued.at("certificate_authority")),
                                 .expiresAt = reader.timeFact(issued.at("expires_at")),
                                 .origin = reader.origin(issued)});
    return served;
}

model::ValidationError readError(Reader &reader, const JsonView &node)
{
    return {.code = reader.text(node.at("code")),
            .message = reader.text(node.at("message")),
            .remediation = reader.text(node.at("remediation")),
            .at = reader.timeFact(node.at("timestamp")),
            .origin = reader.origin(node)};
}

/// The rows of a list whose entries have no identity of their own.
template<class T, class Read>
void readAll(Reader &reader, const std::vector<JsonView> &rows, model::Listing<T> &out, Read read)
{
    int unreadable = 0;
    int doubtful = 0;
    for (const JsonView &row : rows) {
        const int before = reader.wrongs();
        if (!reader.object(row)) {
            ++unreadable;
            continue;
        }
        out.items.push_back(read(row));
        doubtful += reader.wrongs() > before ? 1 : 0;
    }
    out.asked = true;
    reader.leaveUnread(out.gaps, unreadable, doubtful, rows.size());
}

} // namespace

Result<model::CertificateDetail> readCertificateDetail(Reader &reader, const JsonView &root)
{
    const Result<std::vector<JsonView>> served = reader.listAt(root.at("certificates"));
    if (!served)
        return served.error();
    const Result<std::vector<JsonView>> errors = reader.listAt(root.at("validation_errors"));
    if (!errors)
        return errors.error();
    model::CertificateDetail detail;
    detail.status = reader.text(root.at("status"));
    detail.configured = reader.flagFact(root.at("configured"));
    detail.acmeRequested = reader.flagFact(root.at("acme_requested"));
    const JsonView validation = root.at("validation");
    if (!isNothing(validation) && reader.object(validation)) {
        detail.dnsConfigured = reader.flagFact(validation.at("dns_configured"));
        detail.alpnConfigured = reader.flagFact(validation.at("alpn_configured"));
        detail.httpConfigured = reader.flagFact(validation.at("http_configured"));
        detail.ownershipTxtConfigured = reader.flagFact(validation.at("ownership_txt_configured"));
    }
    const JsonView until = root.at("rate_limited_until");
    detail.rateLimitedUntil =
        until.isNull() ? model::Fact<QDateTime>(QDateTime(), reader.origin(until)) : reader.timeFact(until);
    readAll(reader, *served, detail.served, [&](const JsonView &row) { return readServed(reader, row); });
    readAll(reader, *errors, detail.errors, [&](const JsonView &row) { return readError(reader, row); });
    detail.served.origins.push_back(reader.origin(root.at("certificates")));
    detail.errors.origins.push_back(reader.origin(root.at("validation_errors")));
    return detail;
}

} // namespace aw::collect
