// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reader.h"

namespace aw::collect {

/// The error of an answer about an app that no list of apps named.
[[nodiscard]] Error unlistedApp(const fly::Request &request);

/// A collector that asks one thing of each app and reads it into one list of that app.
template<class T>
class AppList : public Collector
{
public:
    using Where = model::Listing<T> model::App::*;

    AppList(fly::Route route, Where where) : m_route(route), m_where(where) {}

    [[nodiscard]] std::vector<fly::Route> routes() const override { return {m_route}; }

    [[nodiscard]] Next beginApp(const QString &org, const model::App &app) const override
    {
        return {{.route = m_route, .org = org, .app = app.name, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const final
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        model::App *app = draft.app(reply.request.app);
        if (app == nullptr)
            return unlistedApp(reply.request);
        Reader reader(reply, index, draft);
        return read(reader, body->root(), *app);
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        if (model::App *app = draft.app(reply.request.app))
            (app->*m_where).gaps.push_back(gap);
    }

protected:
    [[nodiscard]] virtual Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const = 0;

private:
    fly::Route m_route;
    Where m_where;
};

} // namespace aw::collect
