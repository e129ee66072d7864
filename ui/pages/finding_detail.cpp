// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/finding_detail.h"

#include "core/base/background.h"
#include "ui/models/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/code_block.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QUrl>
#include <algorithm>

namespace aw::pages {
namespace {

using theme::Ink;
using theme::TextRole;
using widgets::Button;
using widgets::CopyButton;
using widgets::TextLabel;

TextLabel *wrapped(TextRole role, Ink ink, const QString &text)
{
    return new TextLabel(role, ink, text, TextLabel::Fit::Wrapped);
}

/// A heading with a quiet line at its end.
QHBoxLayout *heading(const QString &title, const QString &quiet = {})
{
    auto *row = new QHBoxLayout;
    row->addWidget(new TextLabel(TextRole::H2, Ink::Text, title));
    row->addStretch(1);
    if (!quiet.isEmpty())
        row->addWidget(new TextLabel(TextRole::Caption, Ink::Text2, quiet));
    return row;
}

const model::Finding *findingOf(const State &state, const QString &id)
{
    if (!state.posture || !state.catalogue)
        return nullptr;
    const model::Findings &all = *state.posture->findings;
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const model::Finding &each) { return each.id == id; });
    return found == all.end() ? nullptr : &*found;
}

QString effectOf(const model::RemediationStep &step)
{
    if (!step.changesProduction)
        return FindingDetail::tr("changes nothing");
    return step.downtime.isEmpty() ? FindingDetail::tr("changes production")
                                   : FindingDetail::tr("changes, %1").arg(step.downtime);
}

} // namespace

QString linkOf(const QString &org, const model::Finding &finding)
{
    return QStringLiteral("airworthy://%1/finding/%2").arg(org, finding.id);
}

QString findingAsText(const model::Finding &finding)
{
    QStringList lines{
        QStringLiteral("%1: %2").arg(models::lookOf(finding.severity).word, finding.headline),
        QStringLiteral("%1, %2, %3").arg(models::appOf(finding), models::subjectOf(finding), finding.check),
        finding.message};
    for (const model::RemediationStep &step : finding.remediation) {
        lines.append(step.step);
        lines.append(step.commands);
    }
    return lines.join(QLatin1Char('\n'));
}

FindingDetail::FindingDetail(const Workspace &workspace, QWidget *parent)
    : QScrollArea(parent), m_workspace(workspace)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Details of the selected finding"));
    setMinimumWidth(310);
}

void FindingDetail::showFinding(const QString &id)
{
    const model::Finding *finding = findingOf(m_workspace.state(), id);
    m_id = finding ? id : QString();
    if (finding)
        rebuild(*finding);
}

QString FindingDetail::fixCommands() const
{
    QStringList commands;
    if (const model::Finding *finding = findingOf(m_workspace.state(), m_id)) {
        for (const model::RemediationStep &step : finding->remediation)
            commands.append(step.commands);
    }
    return commands.join(QLatin1Char('\n'));
}

void FindingDetail::rebuild(const model::Finding &finding)
{
    if (QWidget *old = takeWidget())
        old->deleteLater();
    auto *content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    auto *body = new QVBoxLayout(content);
    body->setContentsMargins(18, 16, 16, 16);
    body->setSpacing(8);
    addHead(*body, finding);
    addTitle(*body, finding);
    addReasons(*body, finding);
    addFix(*body, finding);
    addEvidence(*body, finding);
    addSources(*body, finding);
    body->addStretch(1);
    setWidget(content);
}

void FindingDetail::addHead(QVBoxLayout &body, const model::Finding &finding)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    const models::Look severity = models::lookOf(finding.severity);
    const models::Look status = models::lookOf(finding.status);
    const bool open = finding.status == model::Status::Fail;
    row->addWidget(new widgets::Badge(severity.icon, severity.word, open ? severity.ink : Ink::Text2));
    row->addWidget(new widgets::Badge(status.icon, status.word, open ? Ink::Text2 : status.ink));
    row->addStretch(1);
    auto *link = new CopyButton({}, linkOf(m_workspace.state().org, finding));
    link->setIconName(QStringLiteral("link"));
    link->setAccessibleName(tr("Copy link to this finding"));
    link->setToolTip(theme::toolTip(tr("Copy link to this finding")));
    row->addWidget(link);
    auto *text = new CopyButton({}, findingAsText(finding));
    text->setAccessibleName(tr("Copy this finding as text"));
    text->setToolTip(theme::toolTip(tr("Copy this finding as text")));
    row->addWidget(text);
    Button *close = Button::ofIcon(QStringLiteral("x"), tr("Close details"));
    close->setProperty("small", true);
    connect(close, &QPushButton::clicked, this, &FindingDetail::closed);
    row->addWidget(close);
    body.addLayout(row);
}

void FindingDetail::addTitle(QVBoxLayout &body, const model::Finding &finding)
{
    body.addWidget(wrapped(TextRole::H1, Ink::Text, finding.headline));
    body.addWidget(wrapped(TextRole::MonoSmall, Ink::Text2, finding.check));
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(new widgets::Mark(QStringLiteral("box"), Ink::Text2, 14));
    if (finding.resource.app.isEmpty()) {
        row->addWidget(new TextLabel(TextRole::Small, Ink::Text2, models::appOf(finding)));
    } else {
        auto *app = new Button(finding.resource.app, {}, Button::Kind::Link);
        app->setAccessibleName(tr("Show all findings of %1").arg(finding.resource.app));
        const QString query = QStringLiteral("app:\"%1\"").arg(finding.resource.app);
        connect(app, &QPushButton::clicked, this, [this, query] { emit filterWanted(query); });
        row->addWidget(app);
    }
    const QDateTime since = m_workspace.state().firstSeen.value(finding.id);
    if (since.isValid())
        row->addWidget(new TextLabel(TextRole::Small, Ink::Text2,
                                     tr("first seen %1").arg(models::dayWords(since)),
                                     TextLabel::Fit::ElideEnd),
                       1);
    else
        row->addStretch(1);
    body.addLayout(row);
    QStringList subject{finding.resource.type, models::subjectOf(finding)};
    if (finding.resource.id != finding.resource.name && !finding.resource.id.isEmpty())
        subject.append(finding.resource.id);
    if (!finding.resource.region.isEmpty())
        subject.append(finding.resource.region);
    body.addWidget(wrapped(TextRole::MonoSmall, Ink::Text2, subject.join(QStringLiteral(" · "))));
}

void FindingDetail::addReasons(QVBoxLayout &body, const model::Finding &finding)
{
    body.addWidget(wrapped(TextRole::Body, Ink::Text, finding.message));
    if (finding.reason)
        body.addWidget(wrapped(
            TextRole::Small, Ink::Unk,
            tr("Unknown: %1. This is not the same as passed.").arg(models::reasonWords(*finding.reason))));
    if (finding.guessed)
        body.addWidget(wrapped(TextRole::Small, Ink::Text2,
                               tr("This rests on a guess of what the app is meant to be.")));
    const catalogue::CheckEntry *entry = m_workspace.state().catalogue->check(finding.check);
    if (entry && !entry->why.isEmpty())
        body.addWidget(wrapped(TextRole::Small, Ink::Text2, entry->why));
}

void FindingDetail::addFix(QVBoxLayout &body, const model::Finding &finding)
{
    if (finding.remediation.empty())
        return;
    body.addSpacing(4);
    body.addLayout(heading(tr("Fix"), tr("Airworthy never runs these")));
    int number = 1;
    for (const model::RemediationStep &step : finding.remediation) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(new TextLabel(TextRole::BodyMedium, Ink::Text2, QString::number(number++)), 0,
                       Qt::AlignTop);
        row->addWidget(wrapped(TextRole::BodyMedium, Ink::Text, step.step), 1);
        row->addWidget(new TextLabel(TextRole::Caption, Ink::Text2, effectOf(step)), 0, Qt::AlignTop);
        body.addLayout(row);
        if (!step.commands.isEmpty())
            body.addWidget(new widgets::CodeBlock(step.commands.join(QLatin1Char('\n'))));
    }
}

void FindingDetail::addEvidence(QVBoxLayout &body, const model::Finding &finding)
{
    body.addSpacing(4);
    body.addLayout(heading(tr("Evidence")));
    m_evidence = new QWidget;
    auto *pieces = new QVBoxLayout(m_evidence);
    pieces->setContentsMargins(0, 0, 0, 0);
    pieces->setSpacing(6);
    body.addWidget(m_evidence);
    const auto work = [snapshot = m_workspace.state().posture->snapshot, origins = finding.evidence] {
        return models::evidenceOf(*snapshot, origins);
    };
    // The place itself owns the wait: when another finding is shown meanwhile, nobody answers.
    whenDone(inBackground(*QThreadPool::globalInstance(), work), m_evidence,
             [this, origins = int(finding.evidence.size())](const std::vector<models::Evidence> &found) {
                 fillEvidence(found, origins);
             });
}

void FindingDetail::fillEvidence(const std::vector<models::Evidence> &pieces, int origins)
{
    auto *place = qobject_cast<QVBoxLayout *>(m_evidence->layout());
    if (pieces.empty())
        place->addWidget(wrapped(TextRole::Small, Ink::Text2, tr("No answer stands behind this result.")));
    for (const models::Evidence &piece : pieces) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(wrapped(TextRole::MonoSmall, Ink::Text2, piece.request), 1);
        row->addWidget(new TextLabel(TextRole::Caption, Ink::Text2,
                                     piece.at.toUTC().toString(QStringLiteral("HH:mm:ss"))));
        auto *copy = new CopyButton(tr("Copy JSON"), piece.json);
        row->addWidget(copy);
        place->addLayout(row);
        QStringList where{piece.pointer.isEmpty() ? tr("whole answer") : piece.pointer};
        if (piece.status > 0)
            where.append(QStringLiteral("HTTP %1").arg(piece.status));
        if (!piece.requestId.isEmpty())
            where.append(tr("request id %1").arg(piece.requestId));
        place->addWidget(wrapped(TextRole::MonoSmall, Ink::Text3, where.join(QStringLiteral(" · "))));
        place->addWidget(new widgets::JsonView(piece.json, tr("Evidence from %1").arg(piece.request)));
    }
    const int more = origins - int(pieces.size());
    if (more > 0 && !pieces.empty())
        place->addWidget(wrapped(TextRole::Small, Ink::Text2,
                                 models::counted(more, tr("1 more place is in the exported findings."),
                                                 tr("%1 more places are in the exported findings."))));
}

void FindingDetail::addSources(QVBoxLayout &body, const model::Finding &finding)
{
    const catalogue::CheckEntry *entry = m_workspace.state().catalogue->check(finding.check);
    if (!entry)
        return;
    if (!entry->sources.empty()) {
        body.addSpacing(4);
        body.addLayout(heading(tr("Sources")));
    }
    for (const catalogue::SourceLink &source : entry->sources) {
        const QString words =
            source.date.isEmpty() ? source.title : tr("%1 (%2)").arg(source.title, source.date);
        body.addWidget(wrapped(TextRole::Small, Ink::Text2, words));
        const QUrl url(source.url);
        if (url.scheme() != QLatin1String("https"))
            continue;
        auto *open = new Button(url.host(), QStringLiteral("external"), Button::Kind::Link);
        open->setAccessibleName(tr("Open %1 in the browser").arg(source.url));
        open->setToolTip(theme::toolTip(source.url));
        connect(open, &QPushButton::clicked, open, [url] { QDesktopServices::openUrl(url); });
        body.addWidget(open, 0, Qt::AlignLeft);
    }
    if (!entry->mappings.empty()) {
        body.addSpacing(4);
        body.addLayout(heading(tr("Mappings")));
    }
    for (const auto &[framework, clauses] : entry->mappings)
        body.addWidget(wrapped(TextRole::Small, Ink::Text2,
                               tr("%1: %2").arg(framework, clauses.join(QLatin1String(", ")))));
}

} // namespace aw::pages
