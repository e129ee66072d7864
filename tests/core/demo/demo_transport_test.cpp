// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/demo/demo_transport.h"

#include <QRegularExpression>
#include <QTest>

using namespace aw;
using demo::DemoTransport;
using demo::Fixture;
using fly::Route;
using fly::WireReply;
using fly::WireRequest;

namespace {

Fixture small()
{
    Fixture fixture;
    fixture.setOrg(QStringLiteral("test-org"), parseTime(QStringLiteral("2026-11-24T09:12:00Z")));
    JsonValue machines = JsonValue::array();
    for (int i = 0; i < 1'500; ++i)
        machines.append(JsonValue::object().set("id", i));
    fixture.put(QStringLiteral("/v1/apps/web/machines"), std::move(machines));
    fixture.put(QStringLiteral("OrgMembers"),
                JsonValue::object().set(
                    "organization",
                    JsonValue::object().set(
                        "members", JsonValue::object().set("edges", JsonValue::array().append(
                                                                        JsonValue::object().set("n", 1))))));
    fixture.putFailure(QStringLiteral("/v1/apps/web/secrets"),
                       {.status = 403, .body = R"({"error":"no"})", .nextCursor = {}});
    return fixture;
}

WireRequest wire(Route route, const QString &cursor = {})
{
    return WireRequest::from({.route = route,
                              .org = QStringLiteral("test-org"),
                              .app = QStringLiteral("web"),
                              .item = {},
                              .cursor = cursor},
                             {});
}

} // namespace

class DemoTransportTest : public QObject
{
    Q_OBJECT
private slots:
    void answersLaterAndInOrder();
    void followsCursors();
    void datesAnswersFromTheRecording();
    void saysNothingAfterAbort();
    void saysNothingOnceGone();
    void answersFromWithinAnAnswer();
};

void DemoTransportTest::answersLaterAndInOrder()
{
    DemoTransport transport(small());
    std::vector<int> statuses;
    std::vector<QByteArray> bodies;
    for (const Route route : {Route::AppSecrets, Route::OrgMembers, Route::AppAddresses}) {
        transport.send(wire(route), [&](const WireReply &reply) {
            statuses.push_back(reply.status);
            bodies.push_back(reply.body);
            QVERIFY(!reply.fault);
            QCOMPARE(reply.at.timeSpec(), Qt::UTC);
        });
    }
    QVERIFY(statuses.empty());
    QTRY_COMPARE(statuses.size(), 3U);
    QCOMPARE(statuses, (std::vector<int>{403, 200, 404}));
    QCOMPARE(bodies[0], QByteArray(R"({"error":"no"})"));
    QVERIFY(bodies[1].contains(R"("totalCount":1)"));
}

void DemoTransportTest::followsCursors()
{
    DemoTransport transport(small());
    std::size_t seen = 0;
    int pages = 0;
    const std::function<void(const WireReply &)> page = [&](const WireReply &reply) {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        QVERIFY(body);
        seen += body->root().size();
        ++pages;
        if (!reply.nextCursor.isEmpty())
            transport.send(wire(Route::AppMachines, reply.nextCursor), page);
    };
    transport.send(wire(Route::AppMachines), page);
    QTRY_COMPARE(pages, 2);
    QCOMPARE(seen, 1'500U);
}

void DemoTransportTest::datesAnswersFromTheRecording()
{
    const auto play = [this](const std::vector<Route> &routes) {
        QHash<int, std::pair<QDateTime, QString>> told;
        DemoTransport transport(small());
        for (const Route route : routes) {
            transport.send(wire(route), [&told, route](const WireReply &reply) {
                told.insert(int(route), {reply.at, reply.requestId});
            });
        }
        [&] { QTRY_COMPARE(told.size(), qsizetype(routes.size())); }();
        return told;
    };
    const auto there = play({Route::AppMachines, Route::OrgMembers, Route::AppSecrets});
    const auto back = play({Route::AppSecrets, Route::OrgMembers, Route::AppMachines});
    QCOMPARE(there, back); // the order of asking leaves no trace in the evidence
    const QDateTime recordedAt = small().recordedAt();
    const QRegularExpression form(QStringLiteral("^[0-9A-HJKMNP-TV-Z]{26}-iad$"));
    QSet<QString> ids;
    for (const auto &[at, id] : there) {
        QVERIFY(at >= recordedAt && at < recordedAt.addSecs(30));
        QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
        ids.insert(id);
    }
    QCOMPARE(ids.size(), 3);
}

void DemoTransportTest::saysNothingAfterAbort()
{
    DemoTransport transport(small());
    int before = 0;
    int after = 0;
    transport.send(wire(Route::OrgMembers), [&](const WireReply &) { ++before; });
    transport.abort();
    transport.send(wire(Route::OrgMembers), [&](const WireReply &) { ++after; });
    QTRY_COMPARE(after, 1);
    QCOMPARE(before, 0);
}

void DemoTransportTest::saysNothingOnceGone()
{
    int called = 0;
    {
        DemoTransport transport(small());
        transport.send(wire(Route::OrgMembers), [&](const WireReply &) { ++called; });
    }
    QCoreApplication::processEvents();
    QCOMPARE(called, 0);
}

void DemoTransportTest::answersFromWithinAnAnswer()
{
    DemoTransport transport(small());
    QByteArrayList order;
    transport.send(wire(Route::OrgMembers), [&](const WireReply &) {
        order << "first";
        transport.send(wire(Route::OrgMembers), [&](const WireReply &) { order << "third"; });
        order << "still first";
    });
    transport.send(wire(Route::OrgMembers), [&](const WireReply &) { order << "second"; });
    QTRY_COMPARE(order, (QByteArrayList{"first", "still first", "second", "third"}));
}

QTEST_GUILESS_MAIN(DemoTransportTest)
#include "demo_transport_test.moc"
