// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/reader.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

/// What our own token reaches. A scope-limited token makes lists shorter instead of failing
/// (FLY-API §2.4), so this is what the list of apps is held against.
class TokenCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override { return {fly::Route::CurrentTokens}; }

    [[nodiscard]] Next begin(const QString &org) const override
    {
        return {{.route = fly::Route::CurrentTokens, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        model::Listing<model::TokenReach> &reach = draft.snapshot.organization.reach;
        const JsonView list = body->root().at("tokens");
        const Result<std::vector<JsonView>> rows = reader.listAt(list);
        if (!rows)
            return rows.error();
        for (const JsonView &row : *rows)
            readRow(reader, row, reach);
        reach.asked = true;
        reach.origins.push_back(reader.origin(list));
        if (reader.wrongs() > 0)
            reader.leaveUnread(reach.gaps, reader.wrongs(), 0, rows->size());
        if (rows->empty())
            reader.leave(reach.gaps, reader.gap(model::Reason::NotPublished, macaroonsOnly()));
        return Next{};
    }

    /// The endpoint knows macaroons only (FLY-API §4), so what it answers to a user token is no matter
    /// of a permission one could grant.
    [[nodiscard]] model::Gap worded(const fly::Reply &reply, model::Gap gap) const override
    {
        const bool passing = reply.status == 403 || reply.status == 408 || reply.status == 429;
        if (reply.status < 400 || reply.status >= 500 || passing)
            return gap;
        gap.reason = model::Reason::NotPublished;
        gap.detail = macaroonsOnly();
        gap.permission.clear();
        return gap;
    }

    void missed(const fly::Reply & /*reply*/, const model::Gap &gap, Draft &draft) const override
    {
        draft.snapshot.organization.reach.gaps.push_back(gap);
    }

private:
    static void readRow(Reader &reader, const JsonView &row, model::Listing<model::TokenReach> &reach)
    {
        if (!reader.object(row))
            return;
        model::TokenReach token;
        token.orgSlug = reader.text(row.at("org_slug"));
        const int before = reader.wrongs();
        token.apps = reader.texts(row.at("apps"));
        token.origin = reader.origin(row);
        // An unreadable list of apps must not look like the empty one, which means every app.
        if (reader.wrongs() == before)
            reach.items.push_back(std::move(token));
    }

    static QString macaroonsOnly()
    {
        return QCoreApplication::translate(
            "collect", "The platform tells the reach of macaroon tokens only, so it cannot be confirmed.");
    }
};

} // namespace

std::unique_ptr<Collector> tokenCollector()
{
    return std::make_unique<TokenCollector>();
}

} // namespace aw::collect
