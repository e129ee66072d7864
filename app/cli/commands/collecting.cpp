// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/collecting.h"

#include "app/cli/snapshot_summary.h"
#include "app/cli/text_table.h"
#include "core/base/json.h"
#include "core/checks/judge.h"
#include "core/collect/resume.h"

#include <QCoreApplication>

namespace aw::cli {
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
    if (!setup.demo)
        resume(setup);
    m_keepsAnswers = !setup.demo;
    m_collection = std::make_unique<collect::Collection>(std::move(setup));
    connect(m_collection.get(), &collect::Collection::progressed, this, &Collecting::show);
    connect(m_collection.get(), &collect::Collection::answered, this, &Collecting::keepAnswers);
    connect(m_collection.get(), &collect::Collection::finished, this, &Collecting::finish);
    if (m_session.around().onInterrupt)
        m_interrupts = m_session.around().onInterrupt([this] { m_collection->cancel(); });
    m_collection->start();
}

void Collecting::resume(collect::CollectionSetup &setup)
{
    const bool wanted = m_session.arguments().has("resume");
    // Whole seconds, as records keep them: keep() tells by them whether the mark is of its own run.
    const QDateTime now = QDateTime::fromSecsSinceEpoch(setup.clock().toSecsSinceEpoch(), Qt::UTC);
    m_mark = {.startedAt = now, .demo = false, .asked = collect::resumeMark(setup)};
    Result<std::optional<store::Unfinished>> left = m_store->unfinished(m_org);
    if (!left) {
        m_session.say(tr("What an interrupted collection left cannot be read: %1").arg(left.error().what));
        return;
    }
    const bool recent = *left && (*left)->mark.startedAt.secsTo(now) < collect::kResumableSeconds;
    if (!recent) {
        if (wanted)
            m_session.say(tr("No collection was interrupted within the last hour; this one begins anew."));
        return;
    }
    if ((*left)->mark.asked != m_mark.asked) {
        if (wanted)
            m_session.say(tr("The interrupted collection was begun with another token or version; this one "
                             "begins anew."));
        return;
    }
    if (!wanted) {
        m_session.say(tr("A collection was interrupted at %1 with %n answers; --resume would go on from it.",
                         nullptr, int((*left)->replies.size()))
                          .arg(formatTime((*left)->mark.startedAt)));
        return;
    }
    m_mark = (*left)->mark;
    setup.startedAt = m_mark.startedAt;
    setup.earlier = std::move((*left)->replies);
}

void Collecting::keepAnswers(const std::vector<fly::Reply> &replies)
{
    if (!m_keepsAnswers)
        return;
    const Result<void> kept = m_store->keepUnfinished(m_org, m_mark, replies);
    if (kept)
        return;
    m_keepsAnswers = false;
    clearLine();
    m_session.say(tr("An interruption could not be resumed from here on: %1").arg(kept.error().what));
}

void Collecting::show(const collect::Progress &progress)
{
    m_progress = progress;
    if (m_session.quiet() || !m_session.around().errIsTerminal)
        return;
    QString line = tr("Collecting %1: %2 of %3 answers")
                       .arg(m_org, QString::number(progress.answered), QString::number(progress.expected));
    if (progress.remaining)
        line += tr(", about %1 s left").arg((progress.remaining->count() + 999) / 1'000);
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
    JsonValue root = JsonValue::object();
    root.set("schema", QLatin1String("airworthy.collect/1"))
        .set("organization", organizationJson(snapshot))
        .set("snapshot", snapshotJson(snapshot))
        .set("answers", qint64(snapshot.replies.size()))
        .set("retries", m_progress.retries);
    return root.pretty();
}

void Collecting::tell(const model::Snapshot &snapshot) const
{
    m_session.say(tr("Collected %1: %n answers.", nullptr, int(snapshot.replies.size()))
                      .arg(snapshot.organization.slug));
    if (m_progress.resumed > 0)
        m_session.say(tr("%n of them were kept by the interrupted collection.", nullptr, m_progress.resumed));
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
