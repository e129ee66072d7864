// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/certificate_detail.h"
#include "core/collect/collectors.h"
#include "core/collect/paging.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// The host names of an app, and of each what the list leaves out: when its certificate ends, and why it
/// could not be validated.
class CertificatesCollector final : public AppList<model::Certificate>
{
public:
    CertificatesCollector() : AppList(fly::Route::AppCertificates, &model::App::certificates) {}

    [[nodiscard]] std::vector<fly::Route> routes() const override
    {
        return {fly::Route::AppCertificates, fly::Route::CertificateDetail};
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        model::App *app = draft.app(reply.request.app);
        if (reply.request.route == fly::Route::AppCertificates)
            AppList::missed(reply, gap, draft);
        else if (model::Certificate *certificate = app == nullptr ? nullptr : find(*app, reply.request.item))
            certificate->detail = gap;
    }

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        return reader.request().route == fly::Route::AppCertificates ? readList(reader, root, app)
                                                                     : readDetail(reader, root, app);
    }

    static Result<Next> readList(Reader &reader, const JsonView &root, model::App &app)
    {
        const std::size_t before = app.certificates.items.size();
        const Result<void> rows =
            reader.rows(root.at("certificates"), app.certificates, &model::Certificate::hostname,
                        [&reader](const JsonView &row) { return readRow(reader, row); });
        if (!rows)
            return rows.error();
        keepTotal(reader, root.at("total_count"), app.certificates.gaps);
        Next next = nextPage(reader, root, app.certificates.gaps);
        for (std::size_t i = before; i < app.certificates.items.size(); ++i)
            next.push_back({.route = fly::Route::CertificateDetail,
                            .org = reader.request().org,
                            .app = app.name,
                            .item = app.certificates.items[i].hostname,
                            .cursor = {}});
        return next;
    }

    static model::Certificate readRow(Reader &reader, const JsonView &row)
    {
        model::Certificate certificate;
        certificate.hostname = reader.text(row.at("hostname"));
        certificate.status = reader.text(row.at("status"));
        certificate.createdAt = reader.timeFact(row.at("created_at"));
        certificate.updatedAt = reader.timeFact(row.at("updated_at"));
        certificate.configured = reader.flagFact(row.at("configured"));
        certificate.acmeRequested = reader.flagFact(row.at("acme_requested"));
        certificate.managed = reader.flagFact(row.at("has_fly_certificate"));
        certificate.custom = reader.flagFact(row.at("has_custom_certificate"));
        certificate.dnsProvider = reader.text(row.at("dns_provider"));
        return certificate;
    }

    static Result<Next> readDetail(Reader &reader, const JsonView &root, model::App &app)
    {
        model::Certificate *certificate = find(app, reader.request().item);
        if (certificate == nullptr)
            return fail(ErrorKind::Malformed, Words::tr("The answer is about a host that was not listed."));
        if (reader.text(root.at("hostname")) != certificate->hostname)
            return fail(ErrorKind::Malformed, Words::tr("The answer is about another host."));
        Result<model::CertificateDetail> detail = readCertificateDetail(reader, root);
        if (!detail)
            return detail.error();
        certificate->detail = {*std::move(detail), reader.origin(root)};
        return Next{};
    }

    static model::Certificate *find(model::App &app, const QString &hostname)
    {
        std::vector<model::Certificate> &items = app.certificates.items;
        const auto found =
            std::find_if(items.begin(), items.end(),
                         [&hostname](const model::Certificate &each) { return each.hostname == hostname; });
        return found == items.end() ? nullptr : &*found;
    }
};

} // namespace

std::unique_ptr<Collector> certificatesCollector()
{
    return std::make_unique<CertificatesCollector>();
}

} // namespace aw::collect
