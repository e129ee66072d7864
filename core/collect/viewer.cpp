// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/graphql.h"
#include "core/collect/paging.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

using fly::Route;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// Whose token it is; and where it is a user's, that user's personal tokens, which nobody else is shown.
class ViewerCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<Route> routes() const override
    {
        return {Route::Viewer, Route::PersonalTokens};
    }

    [[nodiscard]] Next begin(const QString &org) const override
    {
        return {{.route = Route::Viewer, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        return reply.request.route == Route::Viewer ? readViewer(reader, body->root())
                                                    : readTokens(reader, body->root());
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        model::Organization &organization = draft.snapshot.organization;
        if (reply.request.route == Route::Viewer)
            organization.viewer = gap;
        organization.personalTokens.gaps.push_back(gap);
    }

private:
    static Result<Next> readViewer(Reader &reader, const JsonView &root)
    {
        std::vector<model::Gap> gaps;
        const Result<JsonView> node = selectedField(reader, root, {QStringLiteral("viewer")}, gaps);
        if (!node)
            return node.error();
        model::Viewer viewer;
        viewer.kind = reader.text(node->at("__typename"));
        viewer.email = reader.text(node->at("email"));
        viewer.name = reader.text(node->at("name"));
        model::Organization &organization = reader.draft().snapshot.organization;
        if (viewer.user()) {
            viewer.id = reader.text(node->at("id"));
            viewer.twoFactor = reader.flagFact(node->at("twoFactorProtection"));
            organization.viewer = {viewer, reader.origin(*node)};
            fly::Request next = reader.request();
            next.route = Route::PersonalTokens;
            return Next{next};
        }
        if (viewer.kind != QLatin1String("Macaroon"))
            return fail(ErrorKind::Malformed, Words::tr("Whose token it is could not be read."));
        const model::Gap noUser =
            reader.gap(model::Reason::NotPublished, Words::tr("The token is no user's own."));
        viewer.twoFactor = noUser;
        organization.viewer = {viewer, reader.origin(*node)};
        organization.personalTokens.gaps.push_back(
            {.reason = model::Reason::NotPublished,
             .asked = {},
             .detail = Words::tr(
                 "Personal tokens are shown to their owner alone, and this token is no user's own."),
             .permission = {}});
        return Next{};
    }

    static Result<Next> readTokens(Reader &reader, const JsonView &root)
    {
        model::Listing<model::PersonalToken> &listing = reader.draft().snapshot.organization.personalTokens;
        const Result<JsonView> connection =
            selectedField(reader, root, {QStringLiteral("accessTokens")}, listing.gaps);
        if (!connection)
            return connection.error();
        const Result<void> rows =
            reader.rows(connection->at("nodes"), listing, &model::PersonalToken::id,
                        [&reader](const JsonView &row) { return readToken(reader, row); });
        if (!rows)
            return rows.error();
        keepTotal(reader, connection->at("totalCount"), listing.gaps);
        return nextPage(reader, *connection, listing.gaps);
    }

    static model::PersonalToken readToken(Reader &reader, const JsonView &row)
    {
        model::PersonalToken token;
        token.id = reader.text(row.at("id"));
        token.name = reader.text(row.at("name"));
        token.type = reader.text(row.at("type"));
        token.createdAt = reader.timeFact(row.at("createdAt"));
        return token;
    }
};

} // namespace

std::unique_ptr<Collector> viewerCollector()
{
    return std::make_unique<ViewerCollector>();
}

} // namespace aw::collect
