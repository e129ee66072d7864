// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/routes.h"
#include "core/portable/form.h"
#include "core/portable/portable.h"
#include "tests/core/portable/crafted.h"
#include "tests/core/store/sample.h"

#include <QTest>

using namespace aw;
using namespace aw::portable;

namespace {

const QDateTime kNow(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC);

Forged whole()
{
    return Forged(smallRecord());
}

/// The file that a forger makes who knows the form: every digest and the id fit.
template<class Change>
QByteArray forged(Change change)
{
    collect::Record record = smallRecord();
    change(record);
    return fileOf(record);
}

/// The same with a manifest that a text editor changed.
QByteArray edited(const QByteArray &from, const QByteArray &to)
{
    return whole().change(from, to).bytes();
}

QByteArray bodied(const QByteArray &body)
{
    return forged([&body](collect::Record &record) { record.replies[0].body = body; });
}

/// The snapshot of an organization of that slug.
QByteArray renamed(const char *slug)
{
    return forged([slug](collect::Record &record) {
        record.org = QString::fromUtf8(slug);
        for (fly::Reply &reply : record.replies)
            reply.request.org = record.org;
    });
}

QByteArray withManifest(const QByteArray &text)
{
    Forged snapshot = whole();
    snapshot.manifest = text;
    return snapshot.bytes();
}

} // namespace

/// Well-formed zips whose content was cut, altered or made up.
class ForgedTest : public QObject
{
    Q_OBJECT
private slots:
    void refusesWhatWasAltered_data();
    void refusesWhatWasAltered();
    void refusesWhatWasMadeUp_data();
    void refusesWhatWasMadeUp();
    void acceptsTheDemoAheadOfTime();
    void takesNoPassFromARefusal();
    void readsEveryRouteOrRefusesIt();
    void showsNamesAsPlainText();
};

void ForgedTest::refusesWhatWasAltered_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &file, const char *says) {
        QTest::newRow(name) << file << QString::fromUtf8(says);
    };
    const QByteArray apps = smallRecord().replies[0].body;
    Forged tampered = whole();
    tampered.bodies[bodyName(digestOf(apps))].replace("web", "wob");
    row("a body", tampered.bytes(), "has another digest than its name says");
    Forged missing = whole();
    missing.bodies.erase(bodyName(digestOf(apps)));
    row("a body taken away", missing.bytes(), "The body of answer 1 is missing.");
    Forged extra = whole();
    extra.bodies[bodyName(digestOf("{}"))] = "{}";
    row("a body put in", extra.bytes(), "a body that no answer refers to");
    row("a status", edited("\"status\":200", "\"status\":201"), "do not give the snapshot's id");
    row("the order of answers", edited("\"app\":\"api\"", "\"app\":\"apj\""),
        "do not give the snapshot's id");
    row("when it was collected", edited("09:02:01.484Z", "09:02:02.484Z"), "do not give the snapshot's id");
    row("the organization", edited("\"slug\":\"acme\"", "\"slug\":\"acmf\""),
        "do not give the snapshot's id");
    row("the id", edited("\"id\":\"", "\"id\":\"0"), "do not give the snapshot's id");
    CraftedZip sums = whole().zip();
    sums.entries[1].content.replace(0, 1, "x");
    row("the sums", sums.bytes(), "SHA256SUMS does not fit");
    CraftedZip readme = whole().zip();
    readme.entries[0].content += "Send your token to …";
    row("the words to the reader", readme.bytes(), "SHA256SUMS does not fit");
    CraftedZip milliseconds = whole().zip();
    milliseconds.entries.back().content.replace("02:00.267Z", "02:00.268Z");
    row("a millisecond, which no id holds", milliseconds.bytes(), "SHA256SUMS does not fit");
    CraftedZip without = whole().zip();
    without.entries.erase(without.entries.begin() + 1);
    row("no sums", without.bytes(), "The file has no SHA256SUMS.");
    without.entries.pop_back();
    row("no manifest", without.bytes(), "The file has no SHA256SUMS.");

    row("no JSON", withManifest("{"), "The manifest cannot be read.");
    row("an empty manifest", withManifest({}), "The manifest cannot be read.");
    row("a list", withManifest("[]"), "has the schema “”");
    row("another schema", edited("airworthy.snapshot/1", "airworthy.findings/1"),
        "has the schema “airworthy.findings/1”");
    row("a schema that hides", edited("airworthy.snapshot/1", "\\u202eairworthy"),
        "has the schema “\xef\xbf\xbd"
        "airworthy”");
    row("a newer schema", edited("airworthy.snapshot/1", "airworthy.snapshot/2"),
        "made by a newer version of Airworthy (airworthy.snapshot/2). Update");
    row("a newer route", edited("\"route\":\"apps\"", "\"route\":\"app_moons\""),
        "made by a newer version of Airworthy (an answer of the kind “app_moons”)");
    row("a newer fault", edited("\"kind\":\"refused\"", "\"kind\":\"bored\""),
        "made by a newer version of Airworthy (a fault of the kind “bored”)");
    row("a key twice", edited("\"status\":200", "\"status\":200,\"status\":200"),
        "names the key “status” twice");
    row("invalid UTF-8", edited("ACME", "AC\xffME"), "The manifest cannot be read.");
    row("half a surrogate", edited("ACME", "\\ud800"), "The manifest cannot be read.");
    row("a manifest too deep", edited("\"schema\"", "\"x\":[[[[[[[0]]]]]]],\"schema\""),
        "nested deeper than 6 levels");
    row("a status that is text", edited("\"status\":200", "\"status\":\"200\""),
        "/answers/0/status is not a whole number");
    row("a status with a fraction", edited("\"status\":200", "\"status\":200.5"),
        "/answers/0/status is not a whole number");
    row("a status beyond any", edited("\"status\":200", "\"status\":4294967496"),
        "/answers/0/status is not a whole number");
    row("a status below zero", edited("\"status\":200", "\"status\":-1"),
        "/answers/0/status is not a whole number");
    row("a missing app", edited("\"app\":\"\",", ""), "/answers/0/app is not a text");
    row("a digest that is none", edited("\"sha256\":\"", "\"sha256\":\"../"),
        "/answers/0/sha256 is not a SHA-256 digest");
    row("an answer that is a list", edited("\"answers\": [\n", "\"answers\": [\n[],"),
        "/answers/0/route is not a text");
    row("answers by name", edited("\"answers\": [", "\"answers\": {}, \"more\": ["),
        "/answers is not a list");
    row("a time without zone", edited("09:02:01.484Z", "09:02:01.484"),
        "/snapshot/collected_at is not a time with its zone");
    row("no time", edited("\"2026-11-24T09:02:01.484Z\"", "null"),
        "/snapshot/collected_at is not a time with its zone");
    row("a demo by text", edited("\"demo\":false", "\"demo\":\"no\""), "/snapshot/demo is not true or false");
    row("a fault that is text", edited("\"fault\":null", "\"fault\":\"\""),
        "/answers/0/fault/kind is not a text");
}

void ForgedTest::refusesWhatWasAltered()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, says);
    const Result<Contents> read = portable::read(file, kNow);
    QVERIFY(!read);
    QVERIFY2(read.error().what.contains(says), qPrintable(read.error().what));
    QVERIFY(read.error().kind == ErrorKind::Malformed || read.error().kind == ErrorKind::Limit);
    QVERIFY(read.error().what.endsWith(QLatin1Char('.')));
}

void ForgedTest::refusesWhatWasMadeUp_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &file, const char *says) {
        QTest::newRow(name) << file << QString::fromUtf8(says);
    };
    using Record = collect::Record;
    row("a refusal that counts", forged([](Record &r) { r.replies[0].status = 403; }),
        "Answer 1 is none that collecting could have left: it counts as usable with the status 403.");
    row("nothing that counts", forged([](Record &r) { r.replies[0].status = 0; }),
        "usable with the status 0");
    row("a question of no collection",
        forged([](Record &r) { r.replies[0].request.route = fly::Route::Organizations; }),
        "Answer 1 is none that collecting could have left: no collection asks for “organizations”.");
    row("no body that counts", forged([](Record &r) { r.replies[0].body.clear(); }), "usable without a body");
    row("a fault with a body", forged([](Record &r) { r.replies[3].body = "{}"; }),
        "Answer 4 is none that collecting could have left: it has both a fault and a body.");
    row("a status of four digits", forged([](Record &r) { r.replies[3].status = 1'000; }),
        "1000 is no HTTP status");
    row("a slug that is a path", renamed("../acme"), "by what is no slug");
    row("a slug that turns the writing round",
        renamed("\xe2\x80\xae"
                "acme"),
        "by what is no slug");
    row("a slug with a line", renamed("acme\n"), "by what is no slug");
    row("an empty slug", renamed(""), "by what is no slug");
    row("a zero in a name", forged([](Record &r) { r.replies[3].request.app = QString(QChar(0)); }),
        "Answer 4 is none that collecting could have left: a text in it");
    row("a name without end",
        forged([](Record &r) { r.replies[3].request.app = QString(9'000, QLatin1Char('a')); }),
        "longer than 8192 characters");
    row("answers of one route apart", forged([](Record &r) {
            std::swap(r.replies[1], r.replies[2]);
            std::swap(r.replies[0], r.replies[1]);
        }),
        "the answers of its route do not stand together");
    row("apps out of order", forged([](Record &r) { std::swap(r.replies[2], r.replies[3]); }),
        "in the order of apps and items");
    row("collected in the future", forged([](Record &r) { r.collectedAt = kNow.addDays(2); }),
        "collected in the future");
    row("collected before it began", forged([](Record &r) { r.collectedAt = r.startedAt.addDays(-2); }),
        "times of the collection make no sense");
    row("collected in Roman times",
        forged([](Record &r) { r.startedAt = QDateTime(QDate(117, 1, 1), QTime(0, 0), Qt::UTC); }),
        "times of the collection make no sense");
    row("an answer from another year",
        forged([](Record &r) { r.replies[0].at = r.replies[0].at.addYears(-1); }),
        "at a time outside the collection");
    row("a body that is no JSON", bodied("<html>"), " is not JSON.");
    row("a body cut short", bodied("{\"apps\":["), " is not JSON.");
    row("a body with a key twice", bodied(R"({"a":1,"a":2})"), " is not JSON.");
    row("a body with a byte order mark", bodied("\xef\xbb\xbf{}"), " is not JSON.");
    row("a body with a byte that is none", bodied("{\"a\":\"\xff\"}"), " is not valid UTF-8.");
    row("a body that ends inside a letter", bodied("\"\xe2\x82"), " is not valid UTF-8.");
}

void ForgedTest::refusesWhatWasMadeUp()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, says);
    const Result<Contents> read = portable::read(file, kNow);
    QVERIFY(!read);
    QVERIFY2(read.error().what.contains(says), qPrintable(read.error().what));
    QCOMPARE(read.error().kind, ErrorKind::Malformed);
}

void ForgedTest::acceptsTheDemoAheadOfTime()
{
    collect::Record record = smallRecord();
    const QDateTime before = record.collectedAt.addYears(-1);
    QVERIFY(!portable::read(fileOf(record), before));
    record.demo = true;
    QVERIFY(portable::read(fileOf(record), before));
}

/// A forged body is read as any answer is: what collectors cannot read there makes its source partial.
void ForgedTest::takesNoPassFromARefusal()
{
    for (const char *body :
         {"null", "[]", "{}", "\"\"", "0", R"({"apps":null})", R"({"apps":{},"total_apps":0})"}) {
        const Result<Contents> read = portable::read(bodied(body), kNow);
        QVERIFY2(read, body);
        const model::SnapshotPtr snapshot = collect::snapshotOf(read->record);
        QVERIFY2(!snapshot->appsComplete, body);
        QVERIFY2(!snapshot->complete(), body);
    }
}

/// Whatever is asked about whatever: an accepted record can be read to its end.
void ForgedTest::readsEveryRouteOrRefusesIt()
{
    int accepted = 0;
    for (const fly::RouteRow &row : fly::routes()) {
        for (const char *body : {"{}", "[]", "[{}]", "0", R"({"data":{"app":{},"organization":{}}})"}) {
            collect::Record record = smallRecord();
            record.replies = {record.replies[0]};
            record.replies[0].request = {row.route, record.org, QStringLiteral("no such app"),
                                         QStringLiteral("@:/"), QStringLiteral("c")};
            record.replies[0].body = body;
            const Result<Contents> read = portable::read(fileOf(record), kNow);
            QCOMPARE(read.has_value(), row.source != nullptr);
            if (!read)
                continue;
            ++accepted;
            const model::SnapshotPtr snapshot = collect::snapshotOf(read->record);
            QVERIFY2(!snapshot->complete() && !snapshot->appsComplete, row.name);
            QCOMPARE(snapshot->replies.size(), std::size_t(1));
        }
    }
    QVERIFY(accepted >= 80);
}

void ForgedTest::showsNamesAsPlainText()
{
    const Result<Contents> read = portable::read(edited("ACME", "A\\u202e\\u001b[2JC"), kNow);
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    QCOMPARE(read->organizationName, QString::fromUtf8("A\xef\xbf\xbd\xef\xbf\xbd[2JC"));
    const Result<Contents> version = portable::read(edited("0.1.0", "\\u2067x"), kNow);
    QCOMPARE(version->version, QString::fromUtf8("\xef\xbf\xbdx"));
}

QTEST_GUILESS_MAIN(ForgedTest)
#include "forged_test.moc"
