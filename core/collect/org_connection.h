// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/graphql.h"
#include "core/collect/paging.h"

namespace aw::collect {

/// A collector that reads one GraphQL connection of the organization into one of its lists.
template<class T>
class OrgConnection : public Collector
{
public:
    struct Place {
        fly::Route route;
        model::Listing<T> model::Organization::*where;
        QString T::*identity;
        const char *connection; ///< its field below "organization"
        const char *rows;       ///< "nodes", or "edges" where the edge tells more than its node
    };

    explicit OrgConnection(Place place) : m_place(place) {}

    [[nodiscard]] std::vector<fly::Route> routes() const final { return {m_place.route}; }

    [[nodiscard]] Next begin(const QString &org) const final
    {
        return {{.route = m_place.route, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const final
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        model::Listing<T> &listing = draft.snapshot.organization.*(m_place.where);
        const Result<JsonView> connection = selectedField(
            reader, body->root(), {QStringLiteral("organization"), QString::fromUtf8(m_place.connection)},
            listing.gaps);
        if (!connection)
            return connection.error();
        const Result<void> rows =
            reader.rows(connection->at(m_place.rows), listing, m_place.identity,
                        [this, &reader](const JsonView &row) { return readRow(reader, row); });
        if (!rows)
            return rows.error();
        keepTotal(reader, connection->at("totalCount"), listing.gaps);
        return nextPage(reader, *connection, listing.gaps);
    }

    void missed(const fly::Reply & /*reply*/, const model::Gap &gap, Draft &draft) const final
    {
        (draft.snapshot.organization.*(m_place.where)).gaps.push_back(gap);
    }

protected:
    [[nodiscard]] virtual T readRow(Reader &reader, const JsonView &row) const = 0;

private:
    Place m_place;
};

} // namespace aw::collect
