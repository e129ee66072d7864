// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/store/sample.h"

#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace aw::store;

namespace {

std::unique_ptr<Store> opened(const QTemporaryDir &folder, Access access = Access::ReadWrite)
{
    Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), access);
    if (!store)
        qFatal("%s", qPrintable(store.error().what));
    return *std::move(store);
}

} // namespace

class SqliteStoreTest : public QObject
{
    Q_OBJECT
private slots:
    void startsEmpty();
    void knowsAnOrganizationBeforeItsFirstSnapshot();
    void givesBackExactlyWhatWasKept();
    void keepsTheSameOnceOnly();
    void refusesWhatDoesNotBelongTogether();
    void listsSnapshotsNewestFirst();
    void saysWhenThereIsNoSuchSnapshot();
    void remembersWhenAFindingFirstFailed();
    void holdsEveryField_data();
    void holdsEveryField();
    void keepsDemoAndRealApart();
    void latestIntentCounts();
    void readOnlyKeepsNothing();
};

void SqliteStoreTest::startsEmpty()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(!store->readOnly());
    QVERIFY(store->organizations()->empty());
    QVERIFY(store->snapshots(QStringLiteral("acme"))->empty());
    QVERIFY(store->firstSeen(QStringLiteral("acme"))->isEmpty());
    QVERIFY(store->intents(QStringLiteral("acme"))->isEmpty());
}

void SqliteStoreTest::knowsAnOrganizationBeforeItsFirstSnapshot()
{
    const QTemporaryDir folder;
    const collect::Record record = sampleRecord(1);
    {
        const auto store = opened(folder);
        QVERIFY(store->know(QStringLiteral("early")));
        QVERIFY(store->know(QStringLiteral("early")));
        QVERIFY(keepSample(*store, record));
        QVERIFY(store->know(record.org)); // which changes nothing
    }
    const auto rows = opened(folder)->organizations();
    QVERIFY(rows);
    QCOMPARE(rows->size(), std::size_t(2));
    for (const OrganizationRow &row : *rows) {
        QVERIFY(!row.demo);
        QCOMPARE(row.slug == QLatin1String("early"), row.name == row.slug);
    }
    QVERIFY(opened(folder)->snapshots(QStringLiteral("early"))->empty());
    QVERIFY(!opened(folder, Access::ReadOnly)->know(QStringLiteral("late")));
}

void SqliteStoreTest::givesBackExactlyWhatWasKept()
{
    const QTemporaryDir folder;
    const collect::Record record = sampleRecord(1);
    QVERIFY(keepSample(*opened(folder), record));

    const auto store = opened(folder);
    const Result<collect::Record> read = store->record(record.id());
    QVERIFY(read);
    QVERIFY(same(*read, record));
    QCOMPARE(read->id(), record.id());
    const Result<std::vector<OrganizationRow>> organizations = store->organizations();
    QCOMPARE(organizations->size(), std::size_t(1));
    QCOMPARE(organizations->front().slug, QStringLiteral("acme"));
    QCOMPARE(organizations->front().name, QStringLiteral("ACME"));
    QVERIFY(!organizations->front().demo);
    const Result<std::vector<SnapshotRow>> snapshots = store->snapshots(QStringLiteral("acme"));
    QCOMPARE(snapshots->size(), std::size_t(1));
    QCOMPARE(snapshots->front().id, record.id());
    QCOMPARE(snapshots->front().collectedAt, record.collectedAt);
    QVERIFY(snapshots->front().complete);
}

void SqliteStoreTest::keepsTheSameOnceOnly()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    const collect::Record record = sampleRecord(1);
    QVERIFY(keepSample(*store, record));
    QVERIFY(store->keep(record, sampleSnapshot(record),
                        {sampleFinding(QStringLiteral("other"), model::Status::Fail)}));
    QCOMPARE(store->snapshots(QStringLiteral("acme"))->size(), std::size_t(1));
    QCOMPARE(store->firstSeen(QStringLiteral("acme"))->keys(), QStringList{QStringLiteral("f1")});
}

void SqliteStoreTest::refusesWhatDoesNotBelongTogether()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    const Result<void> kept = store->keep(sampleRecord(1), sampleSnapshot(sampleRecord(2)), {});
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, ErrorKind::Storage);
    QVERIFY(store->organizations()->empty());
}

void SqliteStoreTest::listsSnapshotsNewestFirst()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    for (const int number : {2, 3, 1})
        QVERIFY(keepSample(*store, sampleRecord(number)));
    QVERIFY(keepSample(*store, sampleRecord(9, QStringLiteral("zeta"))));
    const Result<std::vector<SnapshotRow>> rows = store->snapshots(QStringLiteral("acme"));
    QCOMPARE(rows->size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE((*rows)[i].id, sampleRecord(3 - int(i)).id());
    QCOMPARE(store->organizations()->size(), std::size_t(2));
}

void SqliteStoreTest::saysWhenThereIsNoSuchSnapshot()
{
    const QTemporaryDir folder;
    const Result<collect::Record> record = opened(folder)->record(QStringLiteral("f00d"));
    QVERIFY(!record);
    QCOMPARE(record.error().kind, ErrorKind::Storage);
    QVERIFY(record.error().what.contains(QLatin1String("no snapshot f00d")));
    QCOMPARE(record.error().where, databaseIn(folder.path()));
}

void SqliteStoreTest::remembersWhenAFindingFirstFailed()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    const auto keep = [&store](int number, const model::Findings &findings) {
        const collect::Record record = sampleRecord(number);
        return store->keep(record, sampleSnapshot(record), findings);
    };
    const QString lasting = QStringLiteral("lasting");
    const QString late = QStringLiteral("late");
    QVERIFY(keep(2, {sampleFinding(lasting, model::Status::Fail), sampleFinding(late, model::Status::Pass)}));
    QVERIFY(keep(3, {sampleFinding(lasting, model::Status::Fail), sampleFinding(late, model::Status::Fail),
                     sampleFinding(QStringLiteral("unclear"), model::Status::Unknown)}));
    QVERIFY(keep(1, {sampleFinding(lasting, model::Status::Fail)}));
    const Result<QHash<QString, QDateTime>> seen = store->firstSeen(QStringLiteral("acme"));
    QCOMPARE(seen->size(), 2);
    QCOMPARE(seen->value(lasting), sampleRecord(1).collectedAt);
    QCOMPARE(seen->value(late), sampleRecord(3).collectedAt);
    QVERIFY(store->firstSeen(QStringLiteral("other"))->isEmpty());
}

void SqliteStoreTest::holdsEveryField_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QString &text) {
        QTest::newRow(name) << text << text.toUtf8();
    };
    row("nothing", {});
    row("quotes and a statement", QStringLiteral("'; DROP TABLE reply; --\"`"));
    row("a NUL inside", QStringLiteral("a\0b").append(QChar(0)).append(QLatin1Char('c')));
    row("beyond the basic plane", QString::fromUtf8("\xf0\x9f\x9b\xa9 \xd7\xa2\xd7\x91 \xe2\x80\xae"));
    row("line ends and control characters", QStringLiteral("a\r\n\t\x1b[31mred\x07"));
    row("a megabyte", QString(1024 * 1024, QLatin1Char('x')));
    row("looks like a number", QStringLiteral("00123e5"));
    QTest::newRow("a body that is not UTF-8") << QStringLiteral("x") << QByteArray("\xff\x00\xfe", 3);
}

void SqliteStoreTest::holdsEveryField()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, body);
    const QTemporaryDir folder;
    collect::Record record = sampleRecord(1);
    record.org = text;
    record.replies.push_back(
        {.request = {.route = fly::Route::AppImage, .org = text, .app = text, .item = text, .cursor = text},
         .status = -7,
         .body = body,
         .nextCursor = text,
         .requestId = text,
         .at = QDateTime(QDate(1969, 7, 20), QTime(20, 17, 40, 1), Qt::UTC),
         .attempts = 2'147'483'647,
         .fault = fail(ErrorKind::Input, text, text)});
    model::Finding finding = sampleFinding(text, model::Status::Fail);
    finding.check = finding.resource.id = finding.resource.name = finding.resource.app = text;
    QVERIFY(opened(folder)->keep(record, sampleSnapshot(record), {finding}));

    const auto store = opened(folder);
    const Result<collect::Record> read = store->record(record.id());
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    QVERIFY(same(*read, record));
    QCOMPARE(store->snapshots(text)->size(), std::size_t(1));
    QVERIFY(store->firstSeen(text)->contains(text));
    const model::DeclaredIntent intent{.environment = {},
                                       .exposure = {},
                                       .data = {},
                                       .owner = text,
                                       .declaredBy = text,
                                       .declaredAt = record.startedAt};
    QVERIFY(store->declare(text, text, intent));
    QCOMPARE(store->intents(text)->value(text), intent);
}

void SqliteStoreTest::keepsDemoAndRealApart()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    collect::Record demo = sampleRecord(1);
    demo.demo = true;
    QVERIFY(keepSample(*store, demo));
    QVERIFY(store->organizations()->front().demo);
    const Result<void> real = keepSample(*store, sampleRecord(2));
    QVERIFY(!real);
    QVERIFY(real.error().what.contains(QLatin1String("demo organization")));
    QCOMPARE(store->snapshots(QStringLiteral("acme"))->size(), std::size_t(1));
}

void SqliteStoreTest::latestIntentCounts()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
    model::DeclaredIntent web{.environment = model::Environment::Staging,
                              .exposure = model::Exposure::Internal,
                              .data = model::DataClass::Regulated,
                              .owner = QStringLiteral("Payments"),
                              .declaredBy = QStringLiteral("Ada"),
                              .declaredAt = now};
    const QString acme = QStringLiteral("acme");
    QVERIFY(store->declare(acme, QStringLiteral("web"), web));
    web.environment = model::Environment::Production;
    web.exposure = std::nullopt;
    QVERIFY(store->declare(acme, QStringLiteral("web"), web));
    QVERIFY(store->declare(QStringLiteral("other"), QStringLiteral("web"), {}));
    const Result<model::DeclaredIntents> intents = store->intents(acme);
    QCOMPARE(intents->size(), 1);
    QCOMPARE(intents->value(QStringLiteral("web")), web);
    QCOMPARE(store->organizations()->front().name, acme);
    collect::Record demo = sampleRecord(1);
    demo.demo = true;
    QVERIFY(keepSample(*store, demo));
}

void SqliteStoreTest::readOnlyKeepsNothing()
{
    const QTemporaryDir folder;
    QVERIFY(keepSample(*opened(folder), sampleRecord(1)));
    const auto store = opened(folder, Access::ReadOnly);
    QVERIFY(store->readOnly());
    const Result<void> kept = keepSample(*store, sampleRecord(2));
    QVERIFY(!kept);
    QVERIFY(kept.error().what.contains(QLatin1String("reading only")));
    QVERIFY(!store->declare(QStringLiteral("acme"), QStringLiteral("web"), {}));
    QCOMPARE(store->snapshots(QStringLiteral("acme"))->size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(SqliteStoreTest)
#include "sqlite_store_test.moc"
