// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/sound.h"

#include "core/fly/routes.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <set>
#include <tuple>

namespace aw::portable {
namespace {

constexpr qsizetype kLongestText = 8'192; ///< names are kept to 4,096 characters, see Reader::kTextCap
constexpr int kMostAttempts = 1'000'000;
constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2999;
/// Clocks are set and differ; what is further off than that is no clock's doing.
constexpr qint64 kSlack = qint64{24} * 60 * 60;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(portable)
};

Error wrong(const QString &what)
{
    return fail(ErrorKind::Malformed, what);
}

Error wrongAnswer(std::size_t number, const QString &what)
{
    return wrong(
        Words::tr("Answer %1 is none that collecting could have left: %2").arg(number + 1).arg(what));
}

/// What Fly takes for a slug, as the command line does.
bool slug(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9_-]{0,99}\\z"));
    return form.match(text).hasMatch();
}

bool sensible(const QDateTime &time)
{
    const int year = time.toUTC().date().year();
    return time.isValid() && year >= kFirstYear && year <= kLastYear;
}

bool fits(const QString &text)
{
    return text.size() <= kLongestText && !text.contains(QChar(QChar::Null));
}

Result<void> soundTexts(const fly::Reply &reply, std::size_t number)
{
    const fly::Request &request = reply.request;
    const Error none;
    const Error &fault = reply.fault ? *reply.fault : none;
    for (const QString &text : {request.app, request.item, request.cursor, reply.nextCursor, reply.requestId,
                                fault.what, fault.where}) {
        if (!fits(text))
            return wrongAnswer(
                number,
                Words::tr("a text in it is longer than %1 characters, or holds a zero.").arg(kLongestText));
    }
    return {};
}

/// A refused answer that claims to be usable would let a check pass on what was never shown.
Result<void> soundOutcome(const fly::Reply &reply, std::size_t number)
{
    if (reply.status < 0 || reply.status > 999)
        return wrongAnswer(number, Words::tr("%1 is no HTTP status.").arg(reply.status));
    if (reply.attempts < 0 || reply.attempts > kMostAttempts)
        return wrongAnswer(number, Words::tr("it was sent %1 times.").arg(reply.attempts));
    if (reply.fault && !reply.body.isEmpty())
        return wrongAnswer(number, Words::tr("it has both a fault and a body."));
    if (reply.usable() && (reply.status < 200 || reply.status > 299))
        return wrongAnswer(number, Words::tr("it counts as usable with the status %1.").arg(reply.status));
    if (reply.usable() && reply.body.isEmpty())
        return wrongAnswer(number, Words::tr("it counts as usable without a body."));
    return {};
}

Result<void> soundTime(const collect::Record &record, std::size_t number)
{
    const QDateTime &at = record.replies[number].at;
    if (!at.isValid())
        return {};
    if (!sensible(at) || at < record.startedAt.addSecs(-kSlack) || at > record.collectedAt.addSecs(kSlack))
        return wrongAnswer(number, Words::tr("it arrived at a time outside the collection."));
    return {};
}

/// Answers of one route stand together, by app and item. The order among routes is not looked at: a
/// later version may know routes in between.
Result<void> soundOrder(const std::vector<fly::Reply> &replies)
{
    std::set<fly::Route> seen;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        const fly::Request &request = replies[i].request;
        const bool follows = i > 0 && replies[i - 1].request.route == request.route;
        if (!follows && !seen.insert(request.route).second)
            return wrongAnswer(i, Words::tr("the answers of its route do not stand together."));
        if (!follows)
            continue;
        const fly::Request &before = replies[i - 1].request;
        if (std::tie(request.app, request.item) < std::tie(before.app, before.item))
            return wrongAnswer(i, Words::tr("it does not stand in the order of apps and items."));
    }
    return {};
}

} // namespace

Result<void> sound(const collect::Record &record)
{
    if (!slug(record.org))
        return wrong(Words::tr("The snapshot names an organization by what is no slug."));
    if (!sensible(record.startedAt) || !sensible(record.collectedAt) ||
        record.startedAt > record.collectedAt.addSecs(kSlack))
        return wrong(Words::tr("The times of the collection make no sense."));
    for (std::size_t i = 0; i < record.replies.size(); ++i) {
        const fly::Reply &reply = record.replies[i];
        // What belongs to no source has no collector that could read it.
        const fly::RouteRow &route = fly::row(reply.request.route);
        if (route.source == nullptr)
            return wrongAnswer(i, Words::tr("no collection asks for “%1”.").arg(QLatin1String(route.name)));
        if (reply.request.org != record.org)
            return wrongAnswer(i, Words::tr("it is about another organization."));
        if (const Result<void> texts = soundTexts(reply, i); !texts)
            return texts.error();
        if (const Result<void> outcome = soundOutcome(reply, i); !outcome)
            return outcome.error();
        if (const Result<void> time = soundTime(record, i); !time)
            return time.error();
    }
    return soundOrder(record.replies);
}

Result<void> notAhead(const collect::Record &record, const QDateTime &now)
{
    if (record.demo || record.collectedAt <= now.addSecs(kSlack))
        return {};
    return wrong(Words::tr("The snapshot says it was collected in the future; it, or the clock of this "
                           "computer, is wrong."));
}

} // namespace aw::portable
