// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"
#include "core/collect/paging.h"

namespace aw::collect {
namespace {

class CertificatesCollector final : public AppList<model::Certificate>
{
public:
    CertificatesCollector() : AppList(fly::Route::AppCertificates, &model::App::certificates) {}

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        const Result<void> rows = reader.rows(root.at("certificates"), app.certificates,
                                              &model::Certificate::hostname, [&reader](const JsonView &row) {
                                                  model::Certificate certificate;
                                                  certificate.hostname = reader.text(row.at("hostname"));
                                                  certificate.status = reader.text(row.at("status"));
                                                  certificate.createdAt =
                                                      reader.timeFact(row.at("created_at"));
                                                  return certificate;
                                              });
        if (!rows)
            return rows.error();
        keepTotal(reader, root.at("total_count"), app.certificates.gaps);
        return nextPage(reader, root, app.certificates.gaps);
    }
};

} // namespace

std::unique_ptr<Collector> certificatesCollector()
{
    return std::make_unique<CertificatesCollector>();
}

} // namespace aw::collect
