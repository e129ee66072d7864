// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/rows.h"

#include "core/fly/routes.h"

#include <QCoreApplication>
#include <array>
#include <limits>

namespace aw::store {
namespace {

constexpr std::array kFaults{QLatin1String("cancelled"), QLatin1String("network"),
                             QLatin1String("refused"),   QLatin1String("rate_limited"),
                             QLatin1String("malformed"), QLatin1String("limit"),
                             QLatin1String("storage"),   QLatin1String("input")};
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

/// STRICT keeps text out of the column, not numbers beyond an int.
Result<int> smallNumber(const Statement &row, int column, const QString &file)
{
    const qint64 number = row.integer(column);
    if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max())
        return unknownName(QString::number(number), file);
    return int(number);
}

} // namespace

void bindReply(Statement &insert, const fly::Reply &reply)
{
    const fly::Request &request = reply.request;
    insert.bind(3, QString::fromLatin1(fly::row(request.route).name))
        .bind(4, request.org)
        .bind(5, request.app)
        .bind(6, request.item)
        .bind(7, request.cursor)
        .bind(8, qint64(reply.status))
        .bind(9, reply.nextCursor)
        .bind(10, reply.requestId)
        .bind(11, reply.at)
        .bind(12, qint64(reply.attempts));
    if (reply.fault) {
        insert.bind(13, QString(kFaults[std::size_t(reply.fault->kind)]))
            .bind(14, reply.fault->what)
            .bind(15, reply.fault->where);
    } else {
        insert.bindNull(13).bindNull(14).bindNull(15);
    }
    insert.bind(16, reply.body);
}

Result<fly::Reply> readReply(const Statement &row, const QString &file)
{
    const std::optional<fly::Route> route = fly::routeNamed(row.text(0));
    if (!route)
        return unknownName(row.text(0), file);
    const Result<int> status = smallNumber(row, 5, file);
    if (!status)
        return status.error();
    const Result<int> attempts = smallNumber(row, 9, file);
    if (!attempts)
        return attempts.error();
    const Result<std::optional<ErrorKind>> fault = readName<ErrorKind>(row, 10, kFaults, file);
    if (!fault)
        return fault.error();
    fly::Reply reply{.request = {.route = *route,
                                 .org = row.text(1),
                                 .app = row.text(2),
                                 .item = row.text(3),
                                 .cursor = row.text(4)},
                     .status = *status,
                     .body = row.bytes(13),
                     .nextCursor = row.text(6),
                     .requestId = row.text(7),
                     .at = row.time(8),
                     .attempts = *attempts,
                     .fault = {}};
    if (*fault)
        reply.fault = Error{.kind = **fault, .what = row.text(11), .where = row.text(12)};
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
