// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/paging.h"

#include <algorithm>

namespace aw::collect {
namespace {

/// The organization's volumes, shared out to their apps, and the snapshots of each.
class VolumesCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override
    {
        return {fly::Route::OrgVolumes, fly::Route::VolumeSnapshots};
    }

    [[nodiscard]] Next begin(const QString &org) const override
    {
        return {{.route = fly::Route::OrgVolumes, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        if (reply.request.route == fly::Route::VolumeSnapshots)
            return readSnapshots(reader, body->root());
        model::Listing<model::Volume> page;
        const JsonView list = body->root().at("volumes");
        const Result<void> read = reader.rows(list, page, &model::Volume::id, [&reader](const JsonView &row) {
            return readVolume(reader, row);
        });
        if (!read)
            return read.error();
        Next next = nextPage(reader, body->root(), page.gaps);
        for (const model::Volume &volume : page.items) {
            if (!volume.leaving())
                next.push_back({.route = fly::Route::VolumeSnapshots,
                                .org = reply.request.org,
                                .app = volume.app,
                                .item = volume.id,
                                .cursor = {}});
        }
        share(page, draft);
        return next;
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        if (reply.request.route == fly::Route::VolumeSnapshots) {
            if (model::Volume *volume = find(reply.request, draft))
                volume->snapshots.gaps.push_back(gap);
            return;
        }
        for (model::App &app : draft.snapshot.apps)
            app.volumes.gaps.push_back(gap);
    }

private:
    static model::Volume *find(const fly::Request &request, Draft &draft)
    {
        model::App *app = draft.app(request.app);
        if (app == nullptr)
            return nullptr;
        std::vector<model::Volume> &items = app->volumes.items;
        const auto found = std::find_if(items.begin(), items.end(), [&request](const model::Volume &each) {
            return each.id == request.item;
        });
        return found == items.end() ? nullptr : &*found;
    }

    static Result<Next> readSnapshots(Reader &reader, const JsonView &root)
    {
        model::Volume *volume = find(reader.request(), reader.draft());
        // While a collection runs the list of apps may come after the volumes; when a record is read it
        // comes first, and a volume that still is nobody's belongs to an app that was not listed.
        if (volume == nullptr)
            return Next{};
        const Result<void> rows =
            reader.rows(root, volume->snapshots, &model::VolumeSnapshot::id, [&reader](const JsonView &row) {
                return model::VolumeSnapshot{.id = reader.text(row.at("id")),
                                             .status = reader.text(row.at("status")),
                                             .hmac = reader.text(row.at("digest")),
                                             .createdAt = reader.timeFact(row.at("created_at")),
                                             .sizeBytes = reader.countFact(row.at("size")),
                                             .volumeSizeBytes = reader.countFact(row.at("volume_size")),
                                             .retentionDays = reader.countFact(row.at("retention_days")),
                                             .origin = {}};
            });
        if (!rows)
            return rows.error();
        return Next{};
    }

    static model::Volume readVolume(Reader &reader, const JsonView &row)
    {
        model::Volume volume;
        volume.id = reader.text(row.at("id"));
        volume.name = reader.text(row.at("name"));
        volume.app = reader.text(row.at("app_name"));
        volume.state = reader.text(row.at("state"));
        volume.region = reader.text(row.at("region"));
        volume.sizeGb = reader.countFact(row.at("size_gb"));
        volume.encrypted = reader.flagFact(row.at("encrypted"));
        volume.attachedMachine = reader.textOrNoneFact(row.at("attached_machine_id"));
        volume.createdAt = reader.timeFact(row.at("created_at"));
        volume.snapshotRetentionDays = reader.countFact(row.at("snapshot_retention"));
        volume.hostStatus = reader.textFact(row.at("host_status"));
        volume.autoBackup = reader.flagFact(row.at("auto_backup_enabled"));
        volume.attachedAlloc = reader.textOrNoneFact(row.at("attached_alloc_id"));
        volume.bytesUsed = reader.countFact(row.at("bytes_used"));
        volume.bytesTotal = reader.countFact(row.at("bytes_total"));
        volume.updatedAt = reader.timeFact(row.at("updated_at"));
        volume.type = reader.text(row.at("type"));
        volume.filesystem = reader.text(row.at("fstype"));
        volume.zone = reader.text(row.at("zone"));
        // A volume of nobody can be shown to nobody: it counts as unreadable.
        if (volume.app.isEmpty())
            volume.id.clear();
        return volume;
    }

    /// A gap of the organization's list may be about any app's volumes.
    static void share(model::Listing<model::Volume> &page, Draft &draft)
    {
        for (model::App &app : draft.snapshot.apps) {
            app.volumes.asked = true;
            app.volumes.origins.insert(app.volumes.origins.end(), page.origins.begin(), page.origins.end());
            app.volumes.gaps.insert(app.volumes.gaps.end(), page.gaps.begin(), page.gaps.end());
        }
        for (model::Volume &volume : page.items) {
            draft.namedApps.emplace(volume.app, fly::Route::OrgVolumes);
            model::App *app = draft.app(volume.app);
            if (app == nullptr)
                continue;
            std::vector<model::Volume> &items = app->volumes.items;
            const bool known = std::any_of(items.begin(), items.end(), [&volume](const model::Volume &other) {
                return other.id == volume.id;
            });
            if (!known)
                items.push_back(std::move(volume));
        }
    }
};

} // namespace

std::unique_ptr<Collector> volumesCollector()
{
    return std::make_unique<VolumesCollector>();
}

} // namespace aw::collect
