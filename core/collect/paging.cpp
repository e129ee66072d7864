// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/paging.h"

#include "core/fly/routes.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// A cursor is handed back as it came, so it is not made plain.
Next follow(const Reader &reader, const QString &cursor)
{
    fly::Request next = reader.request();
    next.cursor = cursor;
    return {next};
}

void leaveLost(Reader &reader, std::vector<model::Gap> &gaps)
{
    reader.leave(gaps,
                 reader.gap(model::Reason::Fault,
                            Words::tr("Where the list goes on could not be read; later pages are missing.")));
}

Next afterBodyCursor(Reader &reader, const JsonView &cursor, std::vector<model::Gap> &gaps)
{
    if (cursor.missing() || cursor.isNull())
        return {};
    const std::optional<QString> text = cursor.text();
    if (text)
        return text->isEmpty() ? Next() : follow(reader, *text);
    reader.wrong(cursor, Words::tr("text"));
    leaveLost(reader, gaps);
    return {};
}

Next afterConnection(Reader &reader, const JsonView &info, std::vector<model::Gap> &gaps)
{
    const model::Fact<bool> more = reader.flagFact(info.at("hasNextPage"));
    if (more.known() && !*more)
        return {};
    const std::optional<QString> cursor = info.at("endCursor").text();
    if (more.known() && cursor && !cursor->isEmpty())
        return follow(reader, *cursor);
    leaveLost(reader, gaps);
    return {};
}

} // namespace

Next nextPage(Reader &reader, const JsonView &place, std::vector<model::Gap> &gaps)
{
    switch (fly::row(reader.request().route).paging) {
    case fly::Paging::None: break;
    case fly::Paging::BodyCursor: return afterBodyCursor(reader, place.at("next_cursor"), gaps);
    case fly::Paging::HeaderCursor:
        return reader.reply().nextCursor.isEmpty() ? Next() : follow(reader, reader.reply().nextCursor);
    case fly::Paging::Connection: return afterConnection(reader, place.at("pageInfo"), gaps);
    }
    return {};
}

void keepTotal(Reader &reader, const JsonView &total, std::vector<model::Gap> &gaps)
{
    if (total.missing() || total.isNull())
        return;
    const model::Fact<qint64> count = reader.countFact(total);
    if (count.known())
        reader.draft().totals.emplace(std::pair(reader.request().route, reader.request().app), *count);
    else
        reader.leave(gaps, count.gap());
}

} // namespace aw::collect
