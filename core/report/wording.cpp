// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/wording.h"

#include <QLocale>

namespace aw::report {
namespace {

/// Month names are words of the document, not of the reader's computer.
const QLocale &english()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

} // namespace

QString dayOf(const QDate &date)
{
    return date.isValid() ? english().toString(date, QStringLiteral("d MMM yyyy")) : Words::tr("no date");
}

QString dayOf(const QDateTime &time)
{
    return dayOf(time.toUTC().date());
}

QString momentOf(const QDateTime &time)
{
    if (!time.isValid())
        return Words::tr("at an unknown time");
    return Words::tr("%1 UTC").arg(english().toString(time.toUTC(), QStringLiteral("d MMM yyyy, HH:mm")));
}

QString figureOf(int number)
{
    QString figures = QString::number(number);
    const qsizetype first = number < 0 ? 1 : 0;
    for (qsizetype at = figures.size() - 3; at > first; at -= 3)
        figures.insert(at, QChar(0x202F));
    return figures;
}

QString counted(int number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(figureOf(number));
}

QString wordOf(model::Severity severity)
{
    switch (severity) {
    case model::Severity::Critical: return Words::tr("Critical");
    case model::Severity::High: return Words::tr("High");
    case model::Severity::Medium: return Words::tr("Medium");
    case model::Severity::Low: return Words::tr("Low");
    case model::Severity::Info: return Words::tr("Info");
    }
    return {};
}

Tone toneOf(model::Severity severity)
{
    switch (severity) {
    case model::Severity::Critical: return Tone::Critical;
    case model::Severity::High: return Tone::High;
    case model::Severity::Medium: return Tone::Medium;
    case model::Severity::Low: return Tone::Low;
    case model::Severity::Info: return Tone::Quiet;
    }
    return Tone::Quiet;
}

QString wordOf(model::Status status)
{
    switch (status) {
    case model::Status::Pass: return Words::tr("Pass");
    case model::Status::Fail: return Words::tr("Fail");
    case model::Status::Unknown: return Words::tr("Unknown");
    case model::Status::NotApplicable: return Words::tr("Not applicable");
    }
    return {};
}

QString wordOf(model::SourceState state)
{
    switch (state) {
    case model::SourceState::Complete: return Words::tr("Complete");
    case model::SourceState::Partial: return Words::tr("Partial");
    case model::SourceState::NotAsked: return Words::tr("Not asked");
    }
    return {};
}

QString causeOf(model::Reason reason)
{
    switch (reason) {
    case model::Reason::Permission: return Words::tr("The token may not read it");
    case model::Reason::Filtered: return Words::tr("The platform listed fewer than it says exist");
    case model::Reason::Fault: return Words::tr("No usable answer came");
    case model::Reason::Limit: return Words::tr("A limit ended the reading");
    case model::Reason::Cancelled: return Words::tr("The collection was stopped");
    case model::Reason::NotCollected: return Words::tr("Nobody asked");
    case model::Reason::NotPublished: return Words::tr("No API offers the answer to anyone");
    case model::Reason::IntentUndeclared: return Words::tr("Nobody declared what the app is meant to be");
    case model::Reason::NotAttested: return Words::tr("Only a person can say, and nobody has");
    }
    return {};
}

QString subjectOf(const model::Finding &finding)
{
    const model::Resource &resource = finding.resource;
    QString own = resource.name.isEmpty() ? resource.id : resource.name;
    if (own.isEmpty())
        own = resource.type;
    if (resource.app.isEmpty() || resource.app == own)
        return own;
    return resource.app + QStringLiteral(" / ") + own;
}

QDate sourceDate(const QString &date)
{
    const QDate day = QDate::fromString(date, Qt::ISODate);
    return day.isValid() ? day : QDate::fromString(date, QStringLiteral("yyyy-MM"));
}

Text plain(const QString &text, Tone tone)
{
    return {{.text = text, .tone = tone}};
}

Text code(const QString &text)
{
    return {{.text = text, .code = true}};
}

Span severitySpan(model::Severity severity)
{
    return {.text = wordOf(severity), .strong = true, .tone = toneOf(severity), .mark = true};
}

Cell cell(const QString &text)
{
    return {.text = plain(text)};
}

Cell cell(Text text)
{
    return {.text = std::move(text)};
}

Cell rowHead(Text text)
{
    return {.text = std::move(text), .header = true};
}

} // namespace aw::report
