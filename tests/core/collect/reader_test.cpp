// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/collect/reader.h"
#include "tests/core/collect/answers.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;

namespace {

/// What reading the member "v" of a body told.
struct Told {
    bool known = false;
    QString value;
    Reason reason = Reason::NotCollected;
    QString detail;
    int wrongs = 0;
    std::size_t problems = 0;
};

template<class Read>
Told tell(const QByteArray &body, Read read)
{
    const fly::Reply reply = answered(Route::Apps, body);
    const auto document = JsonDocument::parse(body);
    Draft draft;
    Reader reader(reply, 3, draft);
    const auto fact = read(reader, document->root().at("v"));
    Told told{.known = fact.known(),
              .value = {},
              .reason = fact.gap().reason,
              .detail = fact.gap().detail,
              .wrongs = reader.wrongs(),
              .problems = draft.snapshot.problems.size()};
    if (fact.known())
        told.value = QVariant::fromValue(*fact).toString();
    if (told.problems > 0 && draft.snapshot.problems.front().origin != model::Origin{3, QStringLiteral("/v")})
        qFatal("The problem points elsewhere.");
    return told;
}

} // namespace

class ReaderTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsMissingNullAndWrongTypesApart_data();
    void tellsMissingNullAndWrongTypesApart();
    void readsWhatIsThere_data();
    void readsWhatIsThere();
    void refusesWhatOnlyLooksRight_data();
    void refusesWhatOnlyLooksRight();
    void nullCanSayThatThereIsNone();
    void absentTextAndFlagsTakeTheDocumentedDefault();
    void makesTextPlain_data();
    void makesTextPlain();
    void cutsTextThatIsTooLong();
    void readsReducedValues();
    void aValueWithoutJudgementNeverLooksHarmless_data();
    void aValueWithoutJudgementNeverLooksHarmless();
    void rowsWithoutIdentityAreCounted();
    void rowsThatMovedBetweenPagesAreReadOnce();
    void whatIsNoListIsAnError_data();
    void whatIsNoListIsAnError();
    void problemsAreCountedBeyondTheCap();
};

void ReaderTest::tellsMissingNullAndWrongTypesApart_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("problems");
    QTest::addColumn<QString>("detail");
    QTest::newRow("missing") << QByteArray("{}") << 0 << QStringLiteral("The answer has no “/v”.");
    QTest::newRow("null") << QByteArray(R"({"v":null})") << 0
                          << QStringLiteral("The answer gives “/v” as null.");
    QTest::newRow("an object") << QByteArray(R"({"v":{}})") << 1 << QStringLiteral("“/v” is an object, not ");
    QTest::newRow("a list") << QByteArray(R"({"v":[true]})") << 1 << QStringLiteral("“/v” is a list, not ");
    QTest::newRow("a mark of redaction")
        << QByteArray(R"({"v":{"airworthy_type":"array"}})") << 1 << QStringLiteral("“/v” is array, not ");
}

void ReaderTest::tellsMissingNullAndWrongTypesApart()
{
    QFETCH(QByteArray, body);
    QFETCH(int, problems);
    QFETCH(QString, detail);
    const std::vector<Told> all{
        tell(body, [](Reader &reader, const JsonView &v) { return reader.textFact(v); }),
        tell(body, [](Reader &reader, const JsonView &v) { return reader.flagFact(v); }),
        tell(body, [](Reader &reader, const JsonView &v) { return reader.countFact(v); }),
        tell(body, [](Reader &reader, const JsonView &v) { return reader.timeFact(v); })};
    for (const Told &told : all) {
        QVERIFY(!told.known);
        QCOMPARE(told.reason, Reason::Fault);
        QCOMPARE(told.wrongs, problems);
        QCOMPARE(int(told.problems), problems);
        QVERIFY2(told.detail.startsWith(detail), qPrintable(told.detail));
    }
}

void ReaderTest::readsWhatIsThere_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("value");
    QTest::newRow("text") << QByteArray(R"({"v":"iad"})") << QStringLiteral("text") << QStringLiteral("iad");
    QTest::newRow("empty text") << QByteArray(R"({"v":""})") << QStringLiteral("text") << QString();
    QTest::newRow("false") << QByteArray(R"({"v":false})") << QStringLiteral("flag")
                           << QStringLiteral("false");
    QTest::newRow("zero") << QByteArray(R"({"v":0})") << QStringLiteral("count") << QStringLiteral("0");
    QTest::newRow("a large number") << QByteArray(R"({"v":9223372036854775807})") << QStringLiteral("count")
                                    << QStringLiteral("9223372036854775807");
    QTest::newRow("a time with nanoseconds and an offset")
        << QByteArray(R"({"v":"2026-11-24T10:00:00.123456789+02:00"})") << QStringLiteral("time")
        << QStringLiteral("2026-11-24T08:00:00Z");
}

void ReaderTest::readsWhatIsThere()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, kind);
    QFETCH(QString, value);
    const Told told = tell(body, [&kind](Reader &reader, const JsonView &v) -> model::Fact<QString> {
        if (kind == QLatin1String("text"))
            return reader.textFact(v);
        QString text;
        if (kind == QLatin1String("flag"))
            text = *reader.flagFact(v) ? QStringLiteral("true") : QStringLiteral("false");
        else if (kind == QLatin1String("count"))
            text = QString::number(*reader.countFact(v));
        else
            text = formatTime(*reader.timeFact(v));
        return {text, reader.origin(v)};
    });
    QVERIFY(told.known);
    QCOMPARE(told.value, value);
    QCOMPARE(told.wrongs, 0);
}

void ReaderTest::refusesWhatOnlyLooksRight_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::newRow("“yes” is not true") << QByteArray(R"({"v":"yes"})") << QStringLiteral("flag");
    QTest::newRow("“true” is not true") << QByteArray(R"({"v":"true"})") << QStringLiteral("flag");
    QTest::newRow("1 is not true") << QByteArray(R"({"v":1})") << QStringLiteral("flag");
    QTest::newRow("“3” is not 3") << QByteArray(R"({"v":"3"})") << QStringLiteral("count");
    QTest::newRow("3.5 is no count") << QByteArray(R"({"v":3.5})") << QStringLiteral("count");
    QTest::newRow("-1 is no count") << QByteArray(R"({"v":-1})") << QStringLiteral("count");
    QTest::newRow("2^64-1 is no count")
        << QByteArray(R"({"v":18446744073709551615})") << QStringLiteral("count");
    QTest::newRow("5 is no text") << QByteArray(R"({"v":5})") << QStringLiteral("text");
    QTest::newRow("yesterday is no time") << QByteArray(R"({"v":"yesterday"})") << QStringLiteral("time");
    QTest::newRow("no text is no time") << QByteArray(R"({"v":""})") << QStringLiteral("time");
    QTest::newRow("a local time is no time")
        << QByteArray(R"({"v":"2026-11-24T10:00:00"})") << QStringLiteral("time");
    QTest::newRow("a number is no time") << QByteArray(R"({"v":1732442400})") << QStringLiteral("time");
}

void ReaderTest::refusesWhatOnlyLooksRight()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, kind);
    const Told told = tell(body, [&kind](Reader &reader, const JsonView &v) -> model::Fact<QString> {
        if (kind == QLatin1String("text"))
            return reader.textFact(v);
        if (kind == QLatin1String("flag"))
            return reader.flagFact(v).gap();
        return kind == QLatin1String("count") ? reader.countFact(v).gap() : reader.timeFact(v).gap();
    });
    QVERIFY(!told.known);
    QCOMPARE(told.reason, Reason::Fault);
    QCOMPARE(told.problems, std::size_t(1));
}

void ReaderTest::nullCanSayThatThereIsNone()
{
    const auto read = [](Reader &reader, const JsonView &v) { return reader.textOrNoneFact(v); };
    const Told none = tell(R"({"v":null})", read);
    QVERIFY(none.known);
    QCOMPARE(none.value, QString());
    QVERIFY(!tell("{}", read).known);
    QVERIFY(!tell(R"({"v":7})", read).known);
    QCOMPARE(tell(R"({"v":"m1"})", read).value, QStringLiteral("m1"));
}

void ReaderTest::absentTextAndFlagsTakeTheDocumentedDefault()
{
    const auto document = JsonDocument::parse(R"({"null":null,"number":4})");
    Draft draft;
    const fly::Reply reply = answered(Route::Apps, {});
    Reader reader(reply, 0, draft);
    const JsonView root = document->root();
    QCOMPARE(reader.text(root.at("none")), QString());
    QCOMPARE(reader.text(root.at("null")), QString());
    QVERIFY(reader.flag(root.at("none"), true));
    QVERIFY(!reader.flag(root.at("null"), false));
    QVERIFY(reader.texts(root.at("null")).isEmpty());
    QCOMPARE(reader.wrongs(), 0);
    QCOMPARE(reader.text(root.at("number")), QString());
    QVERIFY(!reader.flag(root.at("number"), false));
    QVERIFY(reader.items(root.at("number")).empty());
    QCOMPARE(reader.wrongs(), 3);
    QCOMPARE(draft.shortfalls.at(Route::Apps).wrongTypes, 3);
}

void ReaderTest::makesTextPlain_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("plain");
    QTest::newRow("an escape sequence") << QStringLiteral("a\u001b[31mb") << QStringLiteral("a\ufffd[31mb");
    QTest::newRow("a bell and a delete")
        << QStringLiteral("\u0007x\u007f") << QStringLiteral("\ufffdx\ufffd");
    QTest::newRow("a C1 control") << QStringLiteral("\u009bx") << QStringLiteral("\ufffdx");
    QTest::newRow("right-to-left override") << QStringLiteral("a\u202eb") << QStringLiteral("a\ufffdb");
    QTest::newRow("an isolate") << QStringLiteral("a\u2066b\u2069") << QStringLiteral("a\ufffdb\ufffd");
    QTest::newRow("lines and tabs stay") << QStringLiteral("a\n\tb") << QStringLiteral("a\n\tb");
    QTest::newRow("markup stays text") << QStringLiteral("<b>&amp;</b>") << QStringLiteral("<b>&amp;</b>");
    QTest::newRow("other scripts stay") << QStringLiteral("日本 עברית") << QStringLiteral("日本 עברית");
}

void ReaderTest::makesTextPlain()
{
    QFETCH(QString, text);
    QFETCH(QString, plain);
    QCOMPARE(plainText(text, 100), plain);
}

void ReaderTest::cutsTextThatIsTooLong()
{
    const QByteArray body = R"({"v":")" + QByteArray(int(Reader::kTextCap) + 1, 'x') + R"("})";
    const Told told = tell(body, [](Reader &reader, const JsonView &v) { return reader.textFact(v); });
    QCOMPARE(told.value.size(), Reader::kTextCap);
    QCOMPARE(told.wrongs, 1);
}

void ReaderTest::readsReducedValues()
{
    const auto document = JsonDocument::parse(
        R"({"hmac":"0123456789abcdef","length":64,"shape":"github-token","rule":"shape.github","likeness":"certain"})");
    Draft draft;
    const fly::Reply reply = answered(Route::AppMachines, {});
    Reader reader(reply, 0, draft);
    const model::ReducedValue value = reader.reduced(document->root());
    QCOMPARE(value.hmac, QStringLiteral("0123456789abcdef"));
    QCOMPARE(value.length, 64);
    QCOMPARE(value.shape, QStringLiteral("github-token"));
    QCOMPARE(value.rule, QStringLiteral("shape.github"));
    QCOMPARE(value.likeness, model::Likeness::Certain);
    QCOMPARE(reader.wrongs(), 0);
}

void ReaderTest::aValueWithoutJudgementNeverLooksHarmless_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no likeness") << QByteArray(R"({"hmac":"00","length":8,"shape":"text","rule":""})");
    QTest::newRow("an unknown likeness")
        << QByteArray(R"({"hmac":"00","length":8,"shape":"text","rule":"","likeness":"harmless"})");
    QTest::newRow("a likeness of a wrong type")
        << QByteArray(R"({"hmac":"00","length":8,"shape":"text","rule":"","likeness":0})");
}

void ReaderTest::aValueWithoutJudgementNeverLooksHarmless()
{
    QFETCH(QByteArray, body);
    const auto document = JsonDocument::parse(body);
    Draft draft;
    const fly::Reply reply = answered(Route::AppMachines, {});
    Reader reader(reply, 0, draft);
    QVERIFY(reader.reduced(document->root()).likeness != model::Likeness::None);
    QVERIFY(reader.wrongs() > 0);
}

void ReaderTest::rowsWithoutIdentityAreCounted()
{
    const auto document =
        JsonDocument::parse(R"([{"name":"A"},{"name":""},{"other":1},"text",null,{"name":5},{"name":"B"}])");
    Draft draft;
    const fly::Reply reply = answered(Route::AppSecrets, {}, QStringLiteral("web"));
    Reader reader(reply, 0, draft);
    model::Listing<model::Secret> listing;
    QVERIFY(reader.rows(document->root(), listing, &model::Secret::name, [&reader](const JsonView &row) {
        model::Secret secret;
        secret.name = reader.text(row.at("name"));
        return secret;
    }));
    QCOMPARE(listing.items.size(), std::size_t(2));
    QCOMPARE(listing.items[1].origin.pointer, QStringLiteral("/6"));
    QVERIFY(listing.asked);
    QVERIFY(!listing.complete());
    QCOMPARE(listing.gaps.front().detail, QStringLiteral("5 of 7 entries could not be read."));
    QCOMPARE(listing.gaps.front().asked, QStringLiteral("GET /v1/apps/web/secrets"));
    QVERIFY(draft.shortfalls.contains(Route::AppSecrets));
}

void ReaderTest::rowsThatMovedBetweenPagesAreReadOnce()
{
    Draft draft;
    const fly::Reply reply = answered(Route::AppSecrets, {}, QStringLiteral("web"));
    Reader reader(reply, 0, draft);
    model::Listing<model::Secret> listing;
    for (const char *page : {R"([{"name":"A"},{"name":"B"}])", R"([{"name":"B"},{"name":"C"}])"}) {
        const auto document = JsonDocument::parse(page);
        QVERIFY(reader.rows(document->root(), listing, &model::Secret::name, [&reader](const JsonView &row) {
            model::Secret secret;
            secret.name = reader.text(row.at("name"));
            return secret;
        }));
    }
    QCOMPARE(listing.items.size(), std::size_t(3));
    QVERIFY(listing.complete());
    QCOMPARE(listing.origins.size(), std::size_t(2));
}

void ReaderTest::whatIsNoListIsAnError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("problems");
    QTest::newRow("missing") << QByteArray("{}") << 0;
    QTest::newRow("null") << QByteArray(R"({"list":null})") << 0;
    QTest::newRow("an object") << QByteArray(R"({"list":{"0":{"name":"A"}}})") << 1;
    QTest::newRow("text") << QByteArray(R"({"list":"[]"})") << 1;
    QTest::newRow("a list instead of the answer") << QByteArray(R"([{"name":"A"}])") << 0;
}

void ReaderTest::whatIsNoListIsAnError()
{
    QFETCH(QByteArray, body);
    QFETCH(int, problems);
    const auto document = JsonDocument::parse(body);
    Draft draft;
    const fly::Reply reply = answered(Route::AppSecrets, {});
    Reader reader(reply, 0, draft);
    const auto list = reader.listAt(document->root().at("list"));
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::Malformed);
    QVERIFY(!list.error().what.isEmpty());
    QCOMPARE(reader.wrongs(), problems);
}

void ReaderTest::problemsAreCountedBeyondTheCap()
{
    const int many = int(Draft::kProblemCap) + 500;
    QByteArray body = "[";
    for (int i = 0; i < many; ++i)
        body += i == 0 ? "7" : ",7";
    const auto document = JsonDocument::parse(body + "]");
    Draft draft;
    const fly::Reply reply = answered(Route::AppSecrets, {});
    Reader reader(reply, 0, draft);
    QVERIFY(reader.texts(document->root()).isEmpty());
    QCOMPARE(draft.snapshot.problems.size(), Draft::kProblemCap);
    QCOMPARE(draft.shortfalls.at(Route::AppSecrets).wrongTypes, many);
}

QTEST_GUILESS_MAIN(ReaderTest)
#include "reader_test.moc"
