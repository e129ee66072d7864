// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/sync_page.h"

#include "ui/models/words.h"
#include "ui/pages/trouble.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card_frame.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace aw::pages {

using theme::Ink;
using theme::TextRole;
using widgets::Button;
using widgets::TextLabel;

SyncPage::SyncPage(Workspace &workspace, QWidget *parent)
    : Page(workspace, parent),
      m_scroll(new QScrollArea),
      m_title(new TextLabel(TextRole::Display, Ink::Text, {}, TextLabel::Fit::Wrapped)),
      m_about(new TextLabel(TextRole::Body, Ink::Text2, {}, TextLabel::Fit::Wrapped)),
      m_progress(new widgets::ProgressLine),
      m_numbers(new TextLabel(TextRole::Small, Ink::Text2, {}, TextLabel::Fit::ElideEnd)),
      m_cancel(new Button(tr("Cancel"), QStringLiteral("x"))),
      m_start(new Button(tr("Sync now"), QStringLiteral("sync"), Button::Kind::Primary)),
      m_sources(new widgets::CardFrame),
      m_problems(new widgets::CardFrame)
{
    auto *content = new QWidget;
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(24, 18, 24, 16);
    rows->setSpacing(14);
    auto *head = new widgets::CardFrame;
    auto *row = new QHBoxLayout;
    auto *words = new QVBoxLayout;
    words->addWidget(m_title);
    words->addWidget(m_about);
    row->addLayout(words, 1);
    row->addWidget(m_cancel, 0, Qt::AlignTop);
    row->addWidget(m_start, 0, Qt::AlignTop);
    head->body()->addLayout(row);
    head->body()->addWidget(m_progress);
    head->body()->addWidget(m_numbers);
    rows->addWidget(head);
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(14);
    m_sources->body()->setContentsMargins(0, 4, 0, 4);
    m_sources->body()->setSpacing(0);
    m_sources->setAccessibleName(tr("Sources"));
    m_sources->body()->addStretch(1);
    m_columns->addWidget(m_sources, 5);
    m_columns->addWidget(m_problems, 3);
    rows->addLayout(m_columns, 1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);
    connect(m_cancel, &QPushButton::clicked, this, [this] { this->workspace().cancelSync(); });
    connect(m_start, &QPushButton::clicked, this, [this] { this->workspace().sync(); });
    connect(&workspace, &Workspace::changed, this, &SyncPage::refresh);
    connect(&workspace, &Workspace::progressed, this, &SyncPage::refreshProgress);
    refresh();
}

QString SyncPage::context() const
{
    if (state().syncing && state().posture)
        return tr("you can keep working on the snapshot of %1")
            .arg(models::dayWords(state().posture->snapshot->collectedAt));
    return {};
}

QString SyncPage::help() const
{
    return tr(
        "Sync reads the organization and changes nothing there. Each source shows how many answers were "
        "wanted and how many came.\n\n"
        "Fly.io allows one request a second for each app and action, so a large app takes its time.\n\n"
        "Cancelling keeps the last snapshot. Nothing half-read is ever shown as complete: what could not "
        "be read makes the results that needed it unknown.");
}

void SyncPage::go(const Place &) {}

void SyncPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_columns->setDirection(effectiveWidth(this) < kStackedWidth ? QBoxLayout::TopToBottom
                                                                 : QBoxLayout::LeftToRight);
}

QString SyncPage::selectionAsText() const
{
    return problems().join(QLatin1Char('\n'));
}

void SyncPage::refresh()
{
    if (m_org != state().org) {
        m_org = state().org;
        while (m_sources->body()->count() > 1) {
            QLayoutItem *item = m_sources->body()->takeAt(0);
            delete item->widget();
            delete item;
        }
        m_lines.clear();
    }
    if (state().posture && !state().syncing)
        showSources(state().posture->snapshot->sources);
    rebuildProblems();
    refreshProgress();
    emit contextChanged();
}

void SyncPage::refreshProgress()
{
    refreshHead();
    if (state().syncing)
        showRunning();
}

QString SyncPage::leftWords(const Syncing &syncing) const
{
    if (syncing.cancelling)
        return tr("Cancelling. The last snapshot stays.");
    const collect::Progress &progress = syncing.progress;
    QString time = tr("Finding out how much there is to read.");
    if (progress.asked > 0 && progress.answered == progress.expected) {
        time = tr("Judging what was read.");
    } else if (progress.remaining) {
        const qint64 seconds = (progress.remaining->count() + 999) / 1'000;
        time = seconds > 5 ? tr("About %1 s left.").arg(seconds) : tr("A few seconds left.");
    }
    return tr("%1 Fly.io allows one request a second for each app and action.").arg(time);
}

void SyncPage::refreshHead()
{
    const bool running = state().syncing.has_value();
    m_cancel->setVisible(running);
    m_start->setVisible(!running && !state().org.isEmpty());
    m_start->setEnabled(state().canSync());
    m_start->setToolTip(theme::toolTip(state().whyNoSync()));
    m_progress->setVisible(running);
    m_numbers->setVisible(running);
    if (!running) {
        m_title->setWords(state().posture ? tr("What the last snapshot was read from")
                                          : tr("No snapshot yet"));
        m_about->setWords(state().posture
                              ? tr("Read %1. Syncing reads the organization again and changes nothing there.")
                                    .arg(models::timeWords(state().posture->snapshot->collectedAt))
                              : state().whyNoSync());
        return;
    }
    const Syncing &syncing = *state().syncing;
    m_cancel->setEnabled(!syncing.cancelling);
    m_title->setWords(tr("Syncing %1").arg(state().name()));
    m_about->setWords(leftWords(syncing));
    m_progress->setProgress(syncing.progress.answered, syncing.progress.expected, Ink::AccentFill);
    m_numbers->setWords(
        tr("%1 of %2 requests  ·  %3 s elapsed  ·  %4  ·  Cancelling keeps the last snapshot.")
            .arg(syncing.progress.answered)
            .arg(syncing.progress.expected)
            .arg(syncing.startedAt.secsTo(workspace().now()))
            .arg(models::counted(syncing.progress.retries, tr("1 retry"), tr("%1 retries"))));
}

SyncPage::Line &SyncPage::line(const QString &source)
{
    const auto known = m_lines.find(source);
    if (known != m_lines.end())
        return *known;
    if (!m_lines.isEmpty())
        m_sources->body()->insertWidget(m_sources->body()->count() - 1, new widgets::Hairline);
    const models::SourceWords words = models::sourceWords(source);
    auto *row = new QWidget;
    row->setAccessibleName(words.title);
    auto *cells = new QHBoxLayout(row);
    cells->setContentsMargins(18, 7, 18, 7);
    cells->setSpacing(14);
    cells->addWidget(new widgets::Mark(words.icon, Ink::Text2));
    auto *text = new QVBoxLayout;
    text->setSpacing(0);
    text->addWidget(new TextLabel(TextRole::BodyMedium, Ink::Text, words.title, TextLabel::Fit::ElideEnd));
    text->addWidget(new TextLabel(TextRole::Small, Ink::Text2, words.about, TextLabel::Fit::ElideEnd));
    cells->addLayout(text, 4);
    Line made;
    made.progress = new widgets::ProgressLine(5);
    made.count = new TextLabel(TextRole::Small, Ink::Text, {}, TextLabel::Fit::ElideEnd);
    made.mark = new widgets::Mark(QStringLiteral("clock"), Ink::Text2);
    made.state = new TextLabel(TextRole::SmallMedium, Ink::Text2, {}, TextLabel::Fit::ElideEnd);
    cells->addWidget(made.progress, 2);
    cells->addWidget(made.count, 2);
    cells->addWidget(made.mark);
    cells->addWidget(made.state, 3);
    m_sources->body()->insertWidget(m_sources->body()->count() - 1, row);
    return *m_lines.insert(source, made);
}

void SyncPage::showRunning()
{
    for (const collect::SourceProgress &source : state().syncing->progress.sources) {
        Line &row = line(source.name);
        const bool done = source.asked > 0 && source.answered >= source.asked;
        const bool faults = source.refused > 0;
        models::Look look{tr("Queued"), QStringLiteral("clock"), Ink::Text2};
        if (faults)
            look = {tr("%1 without answer").arg(source.refused), QStringLiteral("partly"), Ink::Med};
        else if (done)
            look = {tr("Done"), QStringLiteral("pass"), Ink::Ok};
        else if (source.asked > 0)
            look = {tr("Reading"), QStringLiteral("sync"), Ink::Accent};
        row.progress->setProgress(source.answered, source.asked,
                                  look.ink == Ink::Accent ? Ink::AccentFill : look.ink);
        row.count->setWords(tr("%1 of %2").arg(source.answered).arg(source.asked));
        row.mark->setMark(look.icon, look.ink);
        row.state->setInk(look.ink);
        row.state->setWords(look.word);
    }
}

void SyncPage::showSources(const std::vector<model::Source> &sources)
{
    for (const model::Source &source : sources) {
        Line &row = line(source.name);
        const models::Look look = models::lookOf(source.state);
        row.progress->setProgress(source.answered, source.asked, look.ink);
        row.count->setWords(tr("%1 of %2").arg(source.answered).arg(source.asked));
        row.mark->setMark(look.icon, look.ink);
        row.state->setInk(look.ink);
        row.state->setWords(look.word);
    }
}

QStringList SyncPage::problems() const
{
    QStringList lines;
    if (!state().posture)
        return lines;
    for (const model::Source &source : state().posture->snapshot->sources) {
        if (source.lacking())
            lines.append(tr("%1: %2").arg(models::sourceWords(source.name).title,
                                          source.detail.isEmpty() ? models::reasonWords(source.reason)
                                                                  : source.detail));
    }
    for (const model::Problem &problem : state().posture->snapshot->problems)
        lines.append(problem.what);
    return lines;
}

void SyncPage::rebuildProblems()
{
    constexpr qsizetype kMost = 40;
    if (m_problemList)
        m_problemList->deleteLater();
    m_problemList = new QWidget;
    auto *column = new QVBoxLayout(m_problemList);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const QStringList lines = problems();
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(TextRole::H2, Ink::Text, tr("Problems in the last snapshot")));
    head->addStretch(1);
    if (!lines.isEmpty())
        head->addWidget(new widgets::CopyButton(tr("Copy all"), lines.join(QLatin1Char('\n'))));
    column->addLayout(head);
    if (lines.isEmpty())
        column->addWidget(new TextLabel(TextRole::Body, Ink::Text2,
                                        state().posture ? tr("Every source was read to its end.")
                                                        : tr("Nothing was read yet."),
                                        TextLabel::Fit::Wrapped));
    for (const QString &text : lines.mid(0, kMost)) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(new widgets::Mark(QStringLiteral("partly"), Ink::Med), 0, Qt::AlignTop);
        row->addWidget(new TextLabel(TextRole::Small, Ink::Text, text, TextLabel::Fit::Wrapped), 1);
        column->addLayout(row);
    }
    if (lines.size() > kMost)
        column->addWidget(new TextLabel(TextRole::Small, Ink::Text2,
                                        tr("%1 more, Copy all holds them.").arg(lines.size() - kMost)));
    column->addStretch(1);
    m_problems->body()->addWidget(m_problemList);
}

} // namespace aw::pages
