// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/routes.h"
#include "core/store/migrations.h"
#include "tests/core/store/sample.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <array>

using namespace aw;
using namespace aw::store;

namespace {

Statement prepared(const Connection &db, const char *sql)
{
    Result<Statement> statement = db.prepare(sql);
    if (!statement)
        qFatal("%s", qPrintable(statement.error().what));
    return *std::move(statement);
}

/// A database as version 1 had it, with these collections.
void keepAsBefore(const QTemporaryDir &folder, const std::vector<collect::Record> &records)
{
    const QString file = databaseIn(folder.path());
    if (!QFile::exists(file) && !store::write(file, {}))
        qFatal("no file");
    const Result<Connection> db = Connection::open(file, Connection::Mode::Write);
    if (!db || !db->text("PRAGMA journal_mode = WAL") || !migrate(*db, migrations().first(1)))
        qFatal("no database");
    db->foldLogOnClose(true);
    Statement org = prepared(*db, "INSERT OR IGNORE INTO organization VALUES(?1, ?1, 0)");
    Statement snapshot = prepared(*db, "INSERT INTO snapshot VALUES(?1, ?2, ?3, ?4, ?5, 1, 0)");
    Statement reply = prepared(
        *db,
        "INSERT INTO reply VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
    constexpr std::array kKinds{"cancelled", "network", "refused", "rate_limited",
                                "malformed", "limit",   "storage", "input"};
    qint64 seq = 0;
    bool good = true;
    for (const collect::Record &record : records) {
        good = good && org.bind(1, record.org).run();
        snapshot.bind(1, ++seq).bind(2, record.id()).bind(3, record.org).bind(4, record.startedAt);
        good = good && snapshot.bind(5, record.collectedAt).run();
        qint64 n = 0;
        for (const fly::Reply &each : record.replies) {
            reply.bind(1, seq).bind(2, n++).bind(3, QString::fromLatin1(fly::row(each.request.route).name));
            reply.bind(4, each.request.org).bind(5, each.request.app).bind(6, each.request.item);
            reply.bind(7, each.request.cursor).bind(8, qint64(each.status)).bind(9, each.nextCursor);
            reply.bind(10, each.requestId).bind(11, each.at).bind(12, qint64(each.attempts));
            if (each.fault)
                reply.bind(13, QString::fromLatin1(kKinds[std::size_t(each.fault->kind)]))
                    .bind(14, each.fault->what)
                    .bind(15, each.fault->where);
            else
                reply.bindNull(13).bindNull(14).bindNull(15);
            good = good && reply.bind(16, each.body).run();
        }
    }
    if (!good)
        qFatal("not kept");
}

/// Every field at its edge.
collect::Record edges()
{
    collect::Record record = sampleRecord(7);
    const QString odd = QString::fromUtf8("'; DROP TABLE reply; --\" \xf0\x9f\x9b\xa9").append(QChar(0));
    for (const ErrorKind kind :
         {ErrorKind::Cancelled, ErrorKind::Network, ErrorKind::Refused, ErrorKind::RateLimited,
          ErrorKind::Malformed, ErrorKind::Limit, ErrorKind::Storage, ErrorKind::Input})
        record.replies.push_back(
            {.request = {.route = fly::Route::AppImage, .org = odd, .app = odd, .item = odd, .cursor = odd},
             .status = -2'147'483'647,
             .body = QByteArray("\xff\x00\xfe", 3),
             .nextCursor = odd,
             .requestId = odd,
             .at = QDateTime(QDate(1969, 7, 20), QTime(20, 17, 40, 1), Qt::UTC),
             .attempts = 2'147'483'647,
             .fault = fail(kind, odd, odd)});
    record.replies.push_back(answered({fly::Route::Apps, record.org, {}, {}, {}}, 200,
                                      QByteArray(3 * 1024 * 1024, 'x'), record.collectedAt));
    return record;
}

} // namespace

class MoveAnswersTest : public QObject
{
    Q_OBJECT
private slots:
    void movesEveryFieldAsItIs();
    void movesWhatItDoesNotKnow();
    void movesAnEmptyDatabase();
    void keepsOneCopyAndGivesRoomBack();
};

void MoveAnswersTest::movesEveryFieldAsItIs()
{
    const QTemporaryDir folder;
    collect::Record none = sampleRecord(8);
    none.replies.clear();
    const std::vector<collect::Record> records{sampleRecord(1), edges(), none,
                                               sampleRecord(2, QStringLiteral("zeta"))};
    keepAsBefore(folder, records);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
    QVERIFY2(store, store ? "" : qPrintable(store.error().what));
    for (const collect::Record &record : records) {
        const Result<collect::Record> read = (*store)->record(record.id());
        QVERIFY2(read, read ? "" : qPrintable(read.error().what));
        QVERIFY(same(*read, record));
        QVERIFY(keepSample(**store, record));
    }
    QCOMPARE((*store)->snapshots(QStringLiteral("acme"))->size(), std::size_t(3));
}

void MoveAnswersTest::movesWhatItDoesNotKnow()
{
    const QTemporaryDir folder;
    keepAsBefore(folder, {sampleRecord(1), sampleRecord(2)});
    {
        const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Write);
        QVERIFY(db->run("UPDATE reply SET route = 'of a later time' WHERE snapshot = 1 AND n = 1"));
    }
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
    QVERIFY2(store, store ? "" : qPrintable(store.error().what));
    const Result<collect::Record> record = (*store)->record(sampleRecord(1).id());
    QVERIFY(!record);
    QVERIFY(record.error().what.contains(QLatin1String("\"of a later time\"")));
    QVERIFY(same(*(*store)->record(sampleRecord(2).id()), sampleRecord(2)));
}

void MoveAnswersTest::movesAnEmptyDatabase()
{
    const QTemporaryDir folder;
    keepAsBefore(folder, {});
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
    QVERIFY(store);
    QVERIFY((*store)->organizations()->empty());
    QVERIFY(keepSample(**store, sampleRecord(1)));
}

void MoveAnswersTest::keepsOneCopyAndGivesRoomBack()
{
    const QTemporaryDir folder;
    QRandomGenerator random(5);
    QByteArray body = "\"";
    for (int i = 0; i < 200'000; ++i)
        body += char('a' + random.bounded(16));
    std::vector<collect::Record> records;
    for (int number = 1; number <= 10; ++number) {
        records.push_back(sampleRecord(number));
        records.back().replies[1].body = body + '"';
    }
    keepAsBefore(folder, records);
    const qint64 before = QFileInfo(databaseIn(folder.path())).size();
    QVERIFY(before > 10 * body.size());
    {
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY(store);
    }
    const qint64 after = QFileInfo(databaseIn(folder.path())).size();
    QVERIFY2(after < before / 5, qPrintable(QStringLiteral("%1 of %2").arg(after).arg(before)));
    const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Read);
    QCOMPARE(*db->number("SELECT count(*) FROM body"), 11);
    QCOMPARE(*db->number("PRAGMA freelist_count"), 0);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
    for (const collect::Record &record : records)
        QVERIFY(same(*(*store)->record(record.id()), record));
}

QTEST_GUILESS_MAIN(MoveAnswersTest)
#include "move_answers_test.moc"
