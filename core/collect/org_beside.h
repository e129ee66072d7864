// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/graphql.h"
#include "core/collect/paging.h"

namespace aw::collect {

/// A collector that reads what a second question tells of the rows of one of the organization's
/// connections. What it learns is joined to them when everything was read.
template<class T>
class OrgBeside : public Collector
{
public:
    struct Place {
        fly::Route route;
        Beside<T> Draft::*where;
        const char *connection; ///< its field below "organization"
    };

    explicit OrgBeside(Place place) : m_place(place) {}

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
        Beside<T> &beside = draft.*(m_place.where);
        const Result<JsonView> connection = selectedField(
            reader, body->root(), {QStringLiteral("organization"), QString::fromUtf8(m_place.connection)},
            beside.gaps);
        if (!connection)
            return connection.error();
        const Result<std::vector<JsonView>> rows = reader.listAt(connection->at("nodes"));
        if (!rows)
            return rows.error();
        int unreadable = 0;
        for (const JsonView &row : *rows) {
            const QString id = reader.object(row) ? reader.text(row.at("id")) : QString();
            if (id.isEmpty())
                ++unreadable;
            else
                beside.rows.emplace(id, readRow(reader, row));
        }
        reader.leaveUnread(beside.gaps, unreadable, 0, rows->size());
        keepTotal(reader, connection->at("totalCount"), beside.gaps);
        return nextPage(reader, *connection, beside.gaps);
    }

    void missed(const fly::Reply & /*reply*/, const model::Gap &gap, Draft &draft) const final
    {
        (draft.*(m_place.where)).gaps.push_back(gap);
    }

protected:
    [[nodiscard]] virtual T readRow(Reader &reader, const JsonView &row) const = 0;

private:
    Place m_place;
};

} // namespace aw::collect
