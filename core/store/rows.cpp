// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/rows.h"

#include "core/fly/routes.h"

#include <QCoreApplication>
#include <array>
#include <limits>

namespace aw::store {
namespace {

constexpr std::array kFaults{
    QLatin1String("cancelled"),    QLatin1String("network"),   QLatin1String("refused"),
    QLatin1String("rate_limited"), QLatin1String("malformed"), QLatin1String("limit"),
    QLatin1String("storage"),      QLatin1String("input"),     QLatin1String("not_offered")};
static_assert(kFaults.size() == std::size_t(ErrorKind::NotOffered) + 1, "every kind of fault has a name");
constexpr std::array kEnvironments{QLatin1String("production"), QLatin1String("staging"),
                                   QLatin1String("dev")};
constexpr std::array kExposures{QLatin1String("public"), QLatin1String("internal")};
constexpr std::array kDataClasses{QLatin1String("none"), QLatin1String("internal"), QLatin1String("personal"),
                                  QLatin1String("regulated")};

Error unknownName(const QString &name, const QString &file)
{
    return fail(ErrorKind::Storage,
                QCoreApplication::translate("store",
                                            "The database holds a value this program does not know: "
                                            "\"%1\". It is damaged or was changed by another program.")
                    .arg(name.left(40)),
                file);
}

template<class Enum, std::size_t N>
Result<Enum> named(const std::array<QLatin1String, N> &names, const QString &name, const QString &file)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (name == names[i])
            return Enum(i);
    }
    return unknownName(name, file);
}

template<class Enum, std::size_t N>
void bindName(Statement &insert, int parameter, const std::array<QLatin1String, N> &names,
              const std::optional<Enum> &value)
{
    if (value)
        insert.bind(parameter, QString(names[std::size_t(*value)]));
    else
        insert.bindNull(parameter);
}

template<class Enum, std::size_t N>
Result<std::optional<Enum>> readName(const Statement &row, int column,
                                     const std::array<QLatin1String, N> &names, const QString &file)
{
    if (row.isNull(column))
        return std::optional<Enum>();
    const Result<Enum> value = named<Enum>(names, row.text(column), file);
    if (!value)
        return value.error();
    return std::optional<Enum>(*value);
}

Result<int> smallNumber(qint64 number, const QString &file)
{
    if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max())
        return unknownName(QString::number(number), file);
    return int(number);
}

} // namespace

Answer answerOf(const fly::Reply &reply)
{
    const fly::Request &request = reply.request;
    Answer answer{.route = fly::row(request.route).name,
                  .org = request.org.toUtf8(),
                  .app = request.app.toUtf8(),
                  .item = request.item.toUtf8(),
                  .cursor = request.cursor.toUtf8(),
                  .status = reply.status,
                  .nextCursor = reply.nextCursor.toUtf8(),
                  .requestId = reply.requestId.toUtf8(),
                  .at = {},
                  .attempts = reply.attempts,
                  .fault = {}};
    if (reply.at.isValid())
        answer.at = reply.at.toMSecsSinceEpoch();
    if (reply.fault) {
        const QLatin1String kind = kFaults[std::size_t(reply.fault->kind)];
        answer.fault = Answer::Fault{.kind = {kind.data(), kind.size()},
                                     .what = reply.fault->what.toUtf8(),
                                     .where = reply.fault->where.toUtf8()};
    }
    return answer;
}

Result<fly::Reply> replyOf(const Answer &answer, QByteArray body, const QString &file)
{
    const QString routeName = QString::fromUtf8(answer.route);
    const std::optional<fly::Route> route = fly::routeNamed(routeName);
    if (!route)
        return unknownName(routeName, file);
    const Result<int> status = smallNumber(answer.status, file);
    if (!status)
        return status.error();
    const Result<int> attempts = smallNumber(answer.attempts, file);
    if (!attempts)
        return attempts.error();
    fly::Reply reply{.request = {.route = *route,
                                 .org = QString::fromUtf8(answer.org),
                                 .app = QString::fromUtf8(answer.app),
                                 .item = QString::fromUtf8(answer.item),
                                 .cursor = QString::fromUtf8(answer.cursor)},
                     .status = *status,
                     .body = std::move(body),
                     .nextCursor = QString::fromUtf8(answer.nextCursor),
                     .requestId = QString::fromUtf8(answer.requestId),
                     .at = answer.at ? QDateTime::fromMSecsSinceEpoch(*answer.at, Qt::UTC) : QDateTime(),
                     .attempts = *attempts,
                     .fault = {}};
    if (!answer.fault)
        return reply;
    const Result<ErrorKind> kind = named<ErrorKind>(kFaults, QString::fromUtf8(answer.fault->kind), file);
    if (!kind)
        return kind.error();
    reply.fault = Error{.kind = *kind,
                        .what = QString::fromUtf8(answer.fault->what),
                        .where = QString::fromUtf8(answer.fault->where)};
    return reply;
}

void bindIntent(Statement &insert, const model::DeclaredIntent &intent)
{
    bindName(insert, 3, kEnvironments, intent.environment);
    bindName(insert, 4, kExposures, intent.exposure);
    bindName(insert, 5, kDataClasses, intent.data);
    insert.bind(6, intent.owner).bind(7, intent.declaredBy).bind(8, intent.declaredAt);
}

Result<model::DeclaredIntent> readIntent(const Statement &row, const QString &file)
{
    const auto environment = readName<model::Environment>(row, 1, kEnvironments, file);
    if (!environment)
        return environment.error();
    const auto exposure = readName<model::Exposure>(row, 2, kExposures, file);
    if (!exposure)
        return exposure.error();
    const auto data = readName<model::DataClass>(row, 3, kDataClasses, file);
    if (!data)
        return data.error();
    return model::DeclaredIntent{.environment = *environment,
                                 .exposure = *exposure,
                                 .data = *data,
                                 .owner = row.text(4),
                                 .declaredBy = row.text(5),
                                 .declaredAt = row.time(6)};
}

} // namespace aw::store
