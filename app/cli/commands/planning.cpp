// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/planning.h"

#include "app/cli/text_table.h"
#include "app/cli/token_intake.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/collect/plan.h"

namespace aw::cli {
namespace {

QByteArray asJson(const collect::Plan &plan, const QString &org)
{
    JsonValue sources = JsonValue::array();
    for (const collect::PlannedSource &source : plan.sources) {
        JsonValue row = JsonValue::object();
        row.set("name", source.name)
            .set("request", source.request)
            .set("requests", source.requests)
            .set("at_least", source.atLeast);
        sources.append(std::move(row));
    }
    JsonValue root = JsonValue::object();
    root.set("schema", QLatin1String("airworthy.plan/1"))
        .set("organization", org)
        .set("apps", plan.apps)
        .set("requests", plan.requests)
        .set("at_least", plan.atLeast)
        .set("shortest_seconds", qint64(plan.shortest.count() / 1'000))
        .set("sources", std::move(sources));
    return root.pretty();
}

QString counted(int requests, bool atLeast)
{
    return atLeast ? Planning::tr("%1 or more").arg(requests) : QString::number(requests);
}

QByteArray asTable(const collect::Plan &plan, const Session &session)
{
    TextTable table;
    table.columns = {{Planning::tr("Requests")}, {Planning::tr("Source")}, {Planning::tr("Asks"), true}};
    for (const collect::PlannedSource &source : plan.sources)
        table.rows.push_back({{counted(source.requests, source.atLeast), Ink::Plain},
                              {source.name, Ink::Plain},
                              {source.request, Ink::Quiet}});
    QString text = table.print(session.width(), session.colored());
    text += QLatin1Char('\n') + Planning::tr("%1 requests about %2 apps.")
                                    .arg(counted(plan.requests, plan.atLeast), QString::number(plan.apps));
    text += QLatin1Char(' ') +
            Planning::tr("The published limits need %1 s at the least.").arg(plan.shortest.count() / 1'000);
    return (text + QLatin1Char('\n')).toUtf8();
}

} // namespace

Planning::Planning(Session &session, std::optional<collect::Record> last, Format format, Done done)
    : m_session(session), m_last(std::move(last)), m_format(format), m_done(std::move(done))
{}

Planning::~Planning() = default;

void Planning::begin(collect::CollectionSetup setup)
{
    m_setup = std::move(setup);
    m_setup.appsOnly = true;
    if (m_setup.demo)
        ask();
    else
        takeToken(m_session, m_setup.org, this,
                  [this](const Result<fly::Token> &token) { haveToken(token); });
}

void Planning::haveToken(const Result<fly::Token> &token)
{
    if (token) {
        m_setup.token = *token;
        ask();
    } else if (m_last) {
        planFromLast();
    } else {
        end(m_session.complain(token.error()));
    }
}

void Planning::ask()
{
    m_collection = std::make_unique<collect::Collection>(std::move(m_setup));
    connect(m_collection.get(), &collect::Collection::finished, this, &Planning::finish);
    if (m_session.around().onInterrupt)
        m_interrupts = m_session.around().onInterrupt([this] { m_collection->cancel(); });
    m_collection->start();
}

void Planning::planFromLast()
{
    m_session.say(tr("There is no token to ask for the list of apps with: this is the plan as of %1.")
                      .arg(formatTime(m_last->collectedAt)));
    collect::Record apps = *m_last;
    std::erase_if(apps.replies,
                  [](const fly::Reply &reply) { return reply.request.route != fly::Route::Apps; });
    finish(apps);
}

void Planning::finish(const Result<collect::Record> &apps)
{
    if (!apps) {
        end(m_session.complain(apps.error()));
        return;
    }
    const collect::Plan plan = collect::planOf(*apps, m_last ? &*m_last : nullptr);
    const QByteArray text = m_format == Format::Json ? asJson(plan, apps->org) : asTable(plan, m_session);
    const Result<void> written = m_session.write(text);
    end(written ? Exit::Done : m_session.complain(written.error()));
}

void Planning::end(Exit exit)
{
    m_interrupts.reset();
    deleteLater();
    m_done(exit);
}

} // namespace aw::cli
