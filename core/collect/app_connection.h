// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/app_list.h"
#include "core/collect/graphql.h"
#include "core/collect/paging.h"

namespace aw::collect {

/// A collector that reads one GraphQL connection of each app into one list of that app.
template<class T>
class AppConnection : public AppList<T>
{
public:
    struct Place {
        fly::Route route;
        model::Listing<T> model::App::*where;
        QString T::*identity;
        const char *connection; ///< its field below "app"
    };

    explicit AppConnection(Place place) : AppList<T>(place.route, place.where), m_place(place) {}

protected:
    [[nodiscard]] virtual T readRow(Reader &reader, const JsonView &row) const = 0;

    /// What follows a page: the next one, unless enough was read.
    [[nodiscard]] virtual Next after(Reader &reader, const JsonView &connection,
                                     model::Listing<T> &listing) const
    {
        return nextPage(reader, connection, listing.gaps);
    }

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const final
    {
        model::Listing<T> &listing = app.*(m_place.where);
        const Result<JsonView> connection = selectedField(
            reader, root, {QStringLiteral("app"), QString::fromUtf8(m_place.connection)}, listing.gaps);
        if (!connection)
            return connection.error();
        const Result<void> rows =
            reader.rows(connection->at("nodes"), listing, m_place.identity,
                        [this, &reader](const JsonView &row) { return readRow(reader, row); });
        if (!rows)
            return rows.error();
        keepTotal(reader, connection->at("totalCount"), listing.gaps);
        return after(reader, *connection, listing);
    }

    Place m_place;
};

} // namespace aw::collect
