// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"
#include "core/collect/graphql.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

/// The newest releases of each app. Older ones are not asked for: the list says so itself, and the
/// source is complete with what was wanted of it.
class ReleasesCollector final : public AppList<model::Release>
{
public:
    ReleasesCollector() : AppList(fly::Route::AppReleases, &model::App::releases) {}

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        const Result<JsonView> releases = selectedField(
            reader, root, {QStringLiteral("app"), QStringLiteral("releasesUnprocessed")}, app.releases.gaps);
        if (!releases)
            return releases.error();
        const Result<void> rows =
            reader.rows(releases->at("nodes"), app.releases, &model::Release::version,
                        [&reader](const JsonView &row) { return readRelease(reader, row); });
        if (!rows)
            return rows.error();
        const model::Fact<bool> more = reader.flagFact(releases->at("pageInfo").at("hasNextPage"));
        if (!more.known())
            reader.leave(app.releases.gaps, more.gap());
        else if (*more)
            app.releases.gaps.push_back(reader.gap(
                model::Reason::Limit,
                QCoreApplication::translate("collect", "Only the newest %1 releases were asked for.")
                    .arg(app.releases.items.size())));
        return Next{};
    }

    static model::Release readRelease(Reader &reader, const JsonView &row)
    {
        model::Release release;
        const JsonView version = row.at("version");
        const std::optional<qint64> number = version.integer();
        release.version = number ? QString::number(*number) : reader.text(version);
        release.status = reader.text(row.at("status"));
        release.imageRef = reader.text(row.at("imageRef"));
        release.user = reader.text(row.at("user").at("email"));
        release.createdAt = reader.timeFact(row.at("createdAt"));
        return release;
    }
};

} // namespace

std::unique_ptr<Collector> releasesCollector()
{
    return std::make_unique<ReleasesCollector>();
}

} // namespace aw::collect
