// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/store.h"

#include <QDir>
#include <QFile>
#include <QTimeZone>

namespace aw::store {

inline fly::Reply answered(fly::Request request, int status, QByteArray body, const QDateTime &at)
{
    return {.request = std::move(request),
            .status = status,
            .body = std::move(body),
            .nextCursor = {},
            .requestId = QStringLiteral("01J-%1").arg(at.toMSecsSinceEpoch()),
            .at = at,
            .attempts = 1,
            .fault = {}};
}

/// A small collection, different for each `number` and collected `number` minutes after the first:
/// a usable answer, a page that follows, a refusal and a fault of the transport.
inline collect::Record sampleRecord(int number, const QString &org = QStringLiteral("acme"))
{
    const QString web = QStringLiteral("web");
    const QDateTime start(QDate(2026, 11, 24), QTime(9, 0, 0, 250), Qt::UTC);
    const QDateTime at = start.addSecs(60 * number);
    fly::Reply apps = answered(
        {fly::Route::Apps, org, {}, {}, {}}, 200,
        "{\"apps\":[{\"name\":\"web\"}],\"total_apps\":" + QByteArray::number(number) + "}", at.addMSecs(17));
    apps.attempts = 2;
    fly::Reply page = answered({fly::Route::OrgMachines, org, {}, {}, QStringLiteral("c1")}, 200,
                               "{\"machines\":[]}", at.addMSecs(18));
    page.nextCursor = QStringLiteral("c2");
    fly::Reply refused = answered({fly::Route::AppSecrets, org, web, {}, {}}, 403, {}, at.addMSecs(19));
    refused.fault = fail(ErrorKind::Refused, QStringLiteral("The platform answered 403."),
                         QStringLiteral("/v1/apps/web/secrets"));
    fly::Reply lost =
        answered({fly::Route::MachineVersions, org, web, QStringLiteral("4d89"), {}}, 0, {}, {});
    lost.requestId.clear();
    lost.attempts = 4;
    lost.fault = fail(ErrorKind::Network, QStringLiteral("Timed out."));
    return {.org = org,
            .demo = false,
            .startedAt = at,
            .collectedAt = at.addMSecs(1'234),
            .replies = {std::move(apps), std::move(page), std::move(refused), std::move(lost)}};
}

inline model::Snapshot sampleSnapshot(const collect::Record &record)
{
    model::Snapshot snapshot;
    snapshot.id = record.id();
    snapshot.organization.slug = record.org;
    snapshot.organization.name = model::Fact<QString>(record.org.toUpper(), {});
    snapshot.startedAt = record.startedAt;
    snapshot.collectedAt = record.collectedAt;
    snapshot.demo = record.demo;
    snapshot.sources = {{.name = QStringLiteral("apps"),
                         .state = model::SourceState::Complete,
                         .reason = model::Reason::NotCollected,
                         .detail = {},
                         .asked = 1,
                         .answered = 1}};
    return snapshot;
}

inline model::Finding sampleFinding(const QString &id, model::Status status)
{
    model::Finding finding;
    finding.id = id;
    finding.check = QStringLiteral("data.volume-unencrypted");
    finding.status = status;
    finding.severity = model::Severity::High;
    finding.resource = {.type = QStringLiteral("volume"),
                        .id = QStringLiteral("vol_1"),
                        .name = QStringLiteral("data"),
                        .app = QStringLiteral("web"),
                        .region = QStringLiteral("iad")};
    if (status == model::Status::Unknown)
        finding.reason = model::Reason::Permission;
    return finding;
}

inline Result<void> keepSample(Store &store, const collect::Record &record)
{
    return store.keep(record, sampleSnapshot(record),
                      {sampleFinding(QStringLiteral("f1"), model::Status::Fail)});
}

inline bool same(const fly::Reply &a, const fly::Reply &b)
{
    const auto faults = [](const std::optional<Error> &x, const std::optional<Error> &y) {
        return x.has_value() == y.has_value() &&
               (!x || (x->kind == y->kind && x->what == y->what && x->where == y->where));
    };
    return a.request == b.request && a.status == b.status && a.body == b.body &&
           a.nextCursor == b.nextCursor && a.requestId == b.requestId && a.at == b.at &&
           a.attempts == b.attempts && faults(a.fault, b.fault);
}

inline bool same(const collect::Record &a, const collect::Record &b)
{
    const auto replies = [](const fly::Reply &x, const fly::Reply &y) { return same(x, y); };
    return a.org == b.org && a.demo == b.demo && a.startedAt == b.startedAt &&
           a.collectedAt == b.collectedAt &&
           std::equal(a.replies.begin(), a.replies.end(), b.replies.begin(), b.replies.end(), replies);
}

inline QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

inline QString databaseIn(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("airworthy.db"));
}

} // namespace aw::store
