// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assess/query.h"

#include <QTest>

using namespace aw;

class QueryTest : public QObject
{
    Q_OBJECT
private slots:
    void finds_data();
    void finds();
    void saysWhatItCannotRead_data();
    void saysWhatItCannotRead();
    void knowsItsTerms();
    void offersOnlyWhatItReads();
};

namespace {

model::Finding finding(const char *name, const char *check, model::Status status, model::Severity severity,
                       const char *app, const char *region)
{
    model::Finding made;
    made.check = QString::fromLatin1(check);
    made.status = status;
    made.severity = severity;
    if (status == model::Status::Unknown)
        made.reason = model::Reason::Permission;
    made.headline = QStringLiteral("Headline of %1").arg(QLatin1String(name));
    made.message = QStringLiteral("Port 80 answers plain HTTP.");
    made.resource = {.type = QStringLiteral("machine"),
                     .id = QStringLiteral("id-%1").arg(QLatin1String(name)),
                     .name = QString::fromLatin1(name),
                     .app = QString::fromLatin1(app),
                     .region = QString::fromLatin1(region)};
    return made;
}

std::vector<model::Finding> five()
{
    using model::Severity;
    using model::Status;
    return {
        finding("alpha", "exposure.internal-service-public", Status::Fail, Severity::Critical, "ledger",
                "iad"),
        finding("beta", "data.volume-unencrypted", Status::Fail, Severity::High, "pg-main", "fra"),
        finding("gamma", "data.postgres-superuser", Status::Unknown, Severity::Medium, "pg-main", "fra"),
        finding("delta", "data.volume-unencrypted", Status::Pass, Severity::High, "Web Shop", "iad"),
        finding("epsilon", "access.wireguard-peer-stale", Status::NotApplicable, Severity::Low, "", ""),
    };
}

} // namespace

void QueryTest::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *name, const char *text, const char *found) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(found);
    };
    row("nothing asked: open and unknown", "", "alpha beta gamma");
    row("blanks alone", "   ", "alpha beta gamma");
    row("open", "is:open", "alpha beta");
    row("two states", "is:pass,na", "delta epsilon");
    row("a status word of the JSON", "status:not_applicable", "epsilon");
    row("not open", "-is:open", "gamma delta epsilon");
    row("one severity", "sev:high", "beta");
    row("the long name of a key", "severity:high", "beta");
    row("at least high", "sev:>=high", "alpha beta");
    row("worse than high", "sev:>high", "alpha");
    row("worse than the worst", "sev:>critical", "");
    row("at most medium", "sev:<=medium", "gamma");
    row("less than medium, any state", "sev:<medium is:na,open", "epsilon");
    row("a severity or a range", "sev:medium,>high", "alpha gamma");
    row("an app", "app:pg-main", "beta gamma");
    row("apps with a comma", "app:pg-main,ledger", "alpha beta gamma");
    row("not an app", "-app:pg-main", "alpha");
    row("an app with a space, in any case", "app:\"web shop\" is:pass", "delta");
    row("an app is not found by its beginning", "app:pg", "");
    row("an app by its beginning and a star", "app:pg*", "beta gamma");
    row("an area", "area:data", "beta gamma");
    row("a check", "check:data.volume-unencrypted", "beta");
    row("a region", "region:fra", "beta gamma");
    row("why it is unknown", "reason:permission", "gamma");
    row("another reason", "reason:fault,limit", "");
    row("a word", "alpha", "alpha");
    row("a word in any case", "HEADLINE", "alpha beta gamma");
    row("not a word", "-gamma headline", "alpha beta");
    row("words in quotes", "\"plain http\"", "alpha beta gamma");
    row("an address is a word", "2a09:8280::1", "");
    row("a word of the id", "id-beta", "beta");
    row("all must hold", "app:pg-main is:open sev:>=high beta", "beta");
    row("a lone hyphen is a word", "-", "alpha beta gamma");
}

void QueryTest::finds()
{
    QFETCH(QString, text);
    const Result<assess::Query> query = assess::Query::parse(text);
    QVERIFY2(query.has_value(), qPrintable(query ? QString() : query.error().what));
    QStringList found;
    for (const model::Finding &each : five()) {
        if (query->matches(each))
            found.append(each.resource.name);
    }
    QTEST(found.join(QLatin1Char(' ')), "found");
}

void QueryTest::saysWhatItCannotRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("position");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *text, const char *position, const char *says) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(position)
                            << QString::fromUtf8(says);
    };
    row("no such severity", "is:open,unknown sev:urgent", "17", "critical, high, medium, low or info");
    row("a comparison of nothing", "sev:>=", "1", "critical, high, medium, low or info");
    row("a comparison inside out", "sev:high>=", "1", "critical, high, medium, low or info");
    row("no such state", "is:closed", "1", "open, unknown, pass or na");
    row("no such status", "status:open", "1", "pass, fail, unknown or not_applicable");
    row("no such reason", "reason:lazy", "1", "permission, filtered, fault");
    row("no such key", "web owner:me", "5", "keys are");
    row("a quote left open", "app:\"web", "1", "not closed");
    row("no value", "app:", "1", "value is missing");
    row("an empty value between commas", "app:a,,b", "1", "value is missing");
}

void QueryTest::saysWhatItCannotRead()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Result<assess::Query> query = assess::Query::parse(text);
    QVERIFY(!query);
    QCOMPARE(query.error().kind, ErrorKind::Input);
    QTEST(query.error().where, "position");
    QVERIFY2(query.error().what.contains(says), qPrintable(query.error().what));
    QVERIFY(query.error().what.contains(QStringLiteral("position %1").arg(query.error().where)));
}

void QueryTest::knowsItsTerms()
{
    const Result<assess::Query> query = assess::Query::parse(QStringLiteral("is:open  -app:\"a b\" word"));
    QVERIFY(query.has_value());
    QCOMPARE(query->terms().size(), 3U);
    QCOMPARE(query->terms()[1].position, 9);
    QCOMPARE(query->terms()[1].text, QStringLiteral("-app:\"a b\""));
    QVERIFY(query->terms()[1].negated);
    QCOMPARE(query->text(), QStringLiteral("is:open -app:\"a b\" word"));
    QCOMPARE(query->without(1).text(), QStringLiteral("is:open word"));
}

void QueryTest::offersOnlyWhatItReads()
{
    for (const assess::QueryKey &key : assess::queryKeys()) {
        for (const QString &value : key.values)
            QVERIFY2(assess::Query::parse(key.key + QLatin1Char(':') + value).has_value(), qPrintable(value));
    }
}

QTEST_GUILESS_MAIN(QueryTest)
#include "query_test.moc"
