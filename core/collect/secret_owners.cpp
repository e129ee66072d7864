// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"
#include "core/collect/graphql.h"

namespace aw::collect {
namespace {

/// Who set each secret of an app: joined to the app's own list by name when both were read.
class SecretOwnersCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override { return {fly::Route::AppSecretOwners}; }

    [[nodiscard]] Next beginApp(const QString &org, const model::App &app) const override
    {
        return {
            {.route = fly::Route::AppSecretOwners, .org = org, .app = app.name, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        if (draft.app(reply.request.app) == nullptr)
            return unlistedApp(reply.request);
        Reader reader(reply, index, draft);
        Beside<model::Fact<QString>> &owners = draft.secretOwners[reply.request.app];
        // Secrets stand in a plain list, null to whoever may not read them (FLY-API §6).
        const std::size_t before = owners.gaps.size();
        const Result<JsonView> app =
            selectedField(reader, body->root(), {QStringLiteral("app")}, owners.gaps);
        if (!app)
            return app.error();
        const Result<std::vector<JsonView>> rows = reader.listAt(app->at("secrets"));
        if (!rows)
            return owners.gaps.size() == before ? rows.error() : refusalOf(owners.gaps.back());
        int unreadable = 0;
        for (const JsonView &row : *rows) {
            const QString name = reader.object(row) ? reader.text(row.at("name")) : QString();
            if (name.isEmpty()) {
                ++unreadable;
                continue;
            }
            const JsonView user = row.at("user");
            owners.rows.emplace(name, reader.textOrNoneFact(user.isNull() ? user : user.at("email")));
        }
        reader.leaveUnread(owners.gaps, unreadable, 0, rows->size());
        return Next{};
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        draft.secretOwners[reply.request.app].gaps.push_back(gap);
    }

private:
    /// The answer's own error beside the missing list says more than that it is missing.
    static Error refusalOf(const model::Gap &gap)
    {
        const bool refused = gap.reason == model::Reason::Permission;
        return fail(refused ? ErrorKind::Refused : ErrorKind::Malformed, gap.detail);
    }
};

} // namespace

std::unique_ptr<Collector> secretOwnersCollector()
{
    return std::make_unique<SecretOwnersCollector>();
}

} // namespace aw::collect
