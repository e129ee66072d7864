// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

/// What redaction left of each certificate's text (core/fly/ssh_certificate.h).
class SshCertificatesCollector final : public OrgConnection<model::SshCertificate>
{
public:
    SshCertificatesCollector()
        : OrgConnection({.route = fly::Route::OrgSshCertificates,
                         .where = &model::Organization::sshCertificates,
                         .identity = &model::SshCertificate::id,
                         .connection = "loggedCertificates",
                         .rows = "nodes"})
    {}

private:
    [[nodiscard]] model::SshCertificate readRow(Reader &reader, const JsonView &row) const override
    {
        model::SshCertificate certificate;
        certificate.id = reader.text(row.at("id"));
        certificate.root = reader.flagFact(row.at("root"));
        const JsonView cert = row.at("cert");
        const QString form = cert.isObject() ? cert.at("form").text().value_or(QString()) : QString();
        if (form == QLatin1String("certificate")) {
            readCertificate(reader, cert, certificate);
        } else if (form == QLatin1String("public_key")) {
            certificate.read = true;
            certificate.plainKey = true;
            certificate.keyType = reader.text(cert.at("key_type"));
            certificate.fingerprint = reader.text(cert.at("fingerprint"));
        } else if (form != QLatin1String("unreadable")) {
            reader.wrong(cert, QCoreApplication::translate("collect", "an SSH certificate"));
        }
        return certificate;
    }

    static void readCertificate(Reader &reader, const JsonView &cert, model::SshCertificate &out)
    {
        const int before = reader.wrongs();
        out.keyType = reader.text(cert.at("key_type"));
        out.fingerprint = reader.text(cert.at("fingerprint"));
        out.kind = reader.text(cert.at("kind"));
        out.serial = reader.text(cert.at("serial"));
        out.keyId = reader.text(cert.at("key_id"));
        out.principals = reader.texts(cert.at("principals"));
        out.validAfter = reader.timeOrNoneFact(cert.at("valid_after"));
        out.validBefore = reader.timeOrNoneFact(cert.at("valid_before"));
        out.criticalOptions = readOptions(reader, cert.at("critical_options"));
        out.extensions = readOptions(reader, cert.at("extensions"));
        out.signedBy = reader.text(cert.at("signed_by"));
        out.read = reader.wrongs() == before;
    }

    static std::vector<model::SshCertificate::Pair> readOptions(Reader &reader, const JsonView &list)
    {
        std::vector<model::SshCertificate::Pair> options;
        for (const JsonView &row : reader.objects(list))
            options.emplace_back(reader.text(row.at("name")), reader.text(row.at("value")));
        return options;
    }
};

} // namespace

std::unique_ptr<Collector> sshCertificatesCollector()
{
    return std::make_unique<SshCertificatesCollector>();
}

} // namespace aw::collect
