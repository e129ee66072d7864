// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/collecting.h"

#include "app/cli/text_table.h"
#include "core/base/json.h"
#include "core/checks/judge.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

JsonValue sourceJson(const model::Source &source)
{
    const bool complete = source.state == model::SourceState::Complete;
    JsonValue value = JsonValue::object();
    value.set("name", source.name)
        .set("state", model::sourceStateName(source.state))
        .set("reason", complete ? JsonValue() : JsonValue(model::reasonName(source.reason)))
        .set("detail", complete ? JsonValue() : JsonValue(source.detail))
        .set("asked", source.asked)
        .set("answered", source.answered);
    return value;
}

} // namespace

Collecting::Collecting(Session &session, std::unique_ptr<store::Store> store,
                       catalogue::CataloguePtr catalogue, Format format, Done done)
    : m_session(session),
      m_store(std::move(store)),
      m_catalogue(std::move(catalogue)),
      m_format(format),
      m_done(std::move(done))
{}

Collecting::~Collecting() = default;

void Collecting::start(collect::CollectionSetup setup)
{
    m_org = setup.org;
    m_collection = std::make_unique<collect::Collection>(std::move(setup));
    connect(m_collection.get(), &collect::Collection::progressed, this, &Collecting::show);
    connect(m_collection.get(), &collect::Collection::finished, this, &Collecting::finish);
    if (m_session.around().onInterrupt)
        m_interrupts = m_session.around().onInterrupt([this] { m_collection->cancel(); });
    m_collection->start();
}

void Collecting::show(const collect::Progress &progress)
{
    m_progress = progress;
    if (m_session.quiet() || !m_session.around().errIsTerminal)
        return;
    QString line = tr("Collecting %1: %2 of %3 answers")
                       .arg(m_org, QString::number(progress.answered), QString::number(progress.asked));
    if (progress.retries > 0)
        line += tr(", %n retries", nullptr, progress.retries);
    m_session.around().err.write("\r\x1b[K" + visible(line).toUtf8());
    m_lineShown = true;
}

void Collecting::clearLine()
{
    if (m_lineShown)
        m_session.around().err.write("\r\x1b[K");
    m_lineShown = false;
}

void Collecting::finish(const Result<collect::Record> &result)
{
    clearLine();
    if (!result) {
        end(m_session.complain(result.error()));
        return;
    }
    const Result<model::SnapshotPtr> snapshot = keep(*result);
    if (!snapshot) {
        end(m_session.complain(snapshot.error()));
        return;
    }
    tell(**snapshot);
    if (m_format == Format::Json) {
        if (const Result<void> written = m_session.write(summary(**snapshot)); !written) {
            end(m_session.complain(written.error()));
            return;
        }
    }
    end((*snapshot)->complete() ? Exit::Done : Exit::Incomplete);
}

Result<model::SnapshotPtr> Collecting::keep(const collect::Record &record)
{
    model::SnapshotPtr snapshot = collect::snapshotOf(record);
    const Result<model::DeclaredIntents> intents = m_store->intents(record.org);
    if (!intents)
        return intents.error();
    const model::Findings findings = checks::judge(*snapshot, *m_catalogue, *intents);
    if (const Result<void> kept = m_store->keep(record, *snapshot, findings); !kept)
        return kept.error();
    return snapshot;
}

QByteArray Collecting::summary(const model::Snapshot &snapshot) const
{
    JsonValue organization = JsonValue::object();
    organization.set("slug", snapshot.organization.slug)
        .set("name", snapshot.organization.name.valueOr(snapshot.organization.slug));
    JsonValue sources = JsonValue::array();
    for (const model::Source &source : snapshot.sources)
        sources.append(sourceJson(source));
    JsonValue kept = JsonValue::object();
    kept.set("id", snapshot.id)
        .set("started_at", formatTime(snapshot.startedAt))
        .set("collected_at", formatTime(snapshot.collectedAt))
        .set("complete", snapshot.complete())
        .set("demo", snapshot.demo)
        .set("sources", std::move(sources));
    JsonValue root = JsonValue::object();
    root.set("schema", QLatin1String("airworthy.collect/1"))
        .set("organization", std::move(organization))
        .set("snapshot", std::move(kept))
        .set("answers", qint64(snapshot.replies.size()))
        .set("retries", m_progress.retries);
    return root.pretty();
}

void Collecting::tell(const model::Snapshot &snapshot) const
{
    m_session.say(tr("Collected %1: %n answers.", nullptr, int(snapshot.replies.size()))
                      .arg(snapshot.organization.slug));
    for (const model::Source &source : snapshot.sources) {
        const bool complete = source.state == model::SourceState::Complete;
        if (complete && !m_session.verbose())
            continue;
        QString line = QStringLiteral("  %1: %2").arg(source.name, model::sourceStateName(source.state));
        if (!complete)
            line += QStringLiteral(", %1. %2").arg(model::reasonName(source.reason), source.detail);
        m_session.say(line);
    }
    m_session.say(snapshot.complete()
                      ? tr("Snapshot %1 kept, complete.").arg(snapshot.id)
                      : tr("Snapshot %1 kept, incomplete: what could not be read is unknown, not passed.")
                            .arg(snapshot.id));
}

void Collecting::end(Exit exit)
{
    m_interrupts.reset();
    deleteLater();
    m_done(exit);
}

} // namespace aw::cli
