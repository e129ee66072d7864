// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/collect/collector.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;

namespace {

const QString kWeb = QStringLiteral("web");
const QString kDb = QStringLiteral("db");

} // namespace

class ImagesTest : public QObject
{
    Q_OBJECT
private slots:
    void readsImages();
    void anImageIsAskedOnceOfTheFirstApp();
    void anImageThatTellsTooLittleHasGaps_data();
    void anImageThatTellsTooLittleHasGaps();
    void anImageThatFailedIsListedWithItsGap();
};

void ImagesTest::readsImages()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::Image &image = snapshot->images.items.at(0);
    QCOMPARE(image.ref.digest, QStringLiteral("sha256:aa"));
    QCOMPARE(image.ref.repository, QStringLiteral("web"));
    QCOMPARE(image.apps, QStringList{kWeb});
    QCOMPARE(formatTime(*image.createdAt), QStringLiteral("2026-05-06T07:08:09Z"));
    QVERIFY(image.envRead);
    QVERIFY(image.historyRead);
    QVERIFY(image.gaps.empty());
    QCOMPARE(image.env.at(0).name, QStringLiteral("PATH"));
    QCOMPARE(image.env.at(0).origin.pointer, QStringLiteral("/data/app/image/config/config/Env/0"));
    QCOMPARE(image.history.at(0).text, QStringLiteral("RUN make"));
    QCOMPARE(image.history.at(0).origin.pointer,
             QStringLiteral("/data/app/image/config/history/0/created_by"));
}

void ImagesTest::anImageIsAskedOnceOfTheFirstApp()
{
    Draft draft;
    for (const QString &name : {QStringLiteral("zeta"), QStringLiteral("alpha"), QStringLiteral("mid")}) {
        model::App app;
        app.name = name;
        model::Machine machine;
        machine.id = name;
        machine.state = QStringLiteral("started");
        machine.image = {.registry = QStringLiteral("r"),
                         .repository = name,
                         .tag = {},
                         .digest = QStringLiteral("sha256:same"),
                         .origin = {}};
        app.machines.items.push_back(machine);
        machine.state = QStringLiteral("destroyed");
        machine.image.digest = QStringLiteral("sha256:gone");
        app.machines.items.push_back(machine);
        draft.add(std::move(app));
    }
    const Next next = collectorOf(Route::AppImage).afterApps(QStringLiteral("o"), draft);
    QCOMPARE(next.size(), std::size_t(1));
    QCOMPARE(next.front().app, QStringLiteral("alpha"));
    QCOMPARE(next.front().item, QStringLiteral("r/alpha@sha256:same"));
}

void ImagesTest::anImageThatTellsTooLittleHasGaps_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<std::size_t>("env");
    const auto row = [](const char *name, const char *from, const char *to, std::size_t env) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << env;
    };
    row("no history", R"("has_history":true)", R"("has_history":false)", 1);
    row("no environment", R"("has_env":true)", R"("has_env":false)", 1);
    row("has_env is text", R"("has_env":true)", R"("has_env":"yes")", 1);
    row("an environment entry is a mark", R"("Env":[)", R"("Env":[{"airworthy_type":"number"},)", 1);
    row("a step is text", R"("history":[)", R"("history":["RUN",)", 1);
    row("labels is a mark", R"("Labels":{})", R"("Labels":{"airworthy_type":"array"})", 1);
    row("the configuration is a mark", R"("config":{"has_env")",
        R"("config":{"airworthy_type":"string"},"was":{"has_env")", 0);
    row("another digest", R"("digest":"sha256:aa")", R"("digest":"sha256:cc")", 1);
    row("no digest", R"("digest":"sha256:aa")", R"("x":"sha256:aa")", 1);
    row("an error beside it", R"({"data")", R"({"errors":[{"message":"timeout"}],"data")", 1);
}

void ImagesTest::anImageThatTellsTooLittleHasGaps()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(std::size_t, env);
    Record record = wholeRecord();
    change(answerIn(record, Route::AppImage, kWeb), from, to);
    const auto snapshot = snapshotOf(record);
    const model::Image &image = snapshot->images.items.at(0);
    QCOMPARE(image.ref.digest, QStringLiteral("sha256:aa"));
    QVERIFY(!image.gaps.empty());
    QCOMPARE(image.env.size(), env);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_image")});
    QVERIFY(snapshot->images.items.at(1).gaps.empty());
}

void ImagesTest::anImageThatFailedIsListedWithItsGap()
{
    Record record = wholeRecord();
    refuse(answerIn(record, Route::AppImage, kWeb), 403, ErrorKind::Refused);
    const auto snapshot = snapshotOf(record);
    QCOMPARE(snapshot->images.items.size(), std::size_t(2));
    const model::Image &image = snapshot->images.items.at(0);
    QCOMPARE(image.ref.digest, QStringLiteral("sha256:aa"));
    QCOMPARE(image.apps, QStringList{kWeb});
    QCOMPARE(image.gaps.at(0).reason, Reason::Permission);
    QVERIFY(!image.gaps.at(0).permission.isEmpty());
    QVERIFY(!image.envRead);
    QVERIFY(snapshot->images.complete());
}

QTEST_GUILESS_MAIN(ImagesTest)
#include "images_test.moc"
