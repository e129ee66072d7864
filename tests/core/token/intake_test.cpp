// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/intake.h"
#include "tests/fake_fly/fake_fly.h"
#include "tests/fake_fly/generated.h"
#include "tests/support/made_macaroon.h"

#include <QSignalSpy>
#include <QTest>

using namespace aw;
using namespace aw::test;
using token::Answer;
using token::Intake;
using token::TokenReport;

namespace {

const QDateTime kNow = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
constexpr quint64 kSoon = 1'792'592'000;

QByteArray readOnlyToken(quint64 until = kSoon)
{
    return macaroon("org", {organizationCaveat(7, 31), validityCaveat(1, until), organizationCaveat(7, 1)});
}

QByteArray orgToken()
{
    return macaroon("org", {organizationCaveat(7, 31), validityCaveat(1, kSoon)});
}

QStringList sentences(const TokenReport &report)
{
    QStringList all;
    for (const token::ReportLine &line : token::linesOf(report, kNow))
        all.append(line.text);
    return all;
}

Fault struck(FaultKind kind, const QString &where, int status)
{
    Fault fault;
    fault.kind = kind;
    fault.where = where;
    fault.status = status;
    return fault;
}

} // namespace

class IntakeTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhatAReadOnlyTokenIs();
    void tellsWhatAUsersTokenIs();
    void asksWhetherItCouldWriteOnlyWhenAllowed();
    void tellsWhetherItCouldWrite_data();
    void tellsWhetherItCouldWrite();
    void saysThatItDoesNotReachTheOrganization();
    void findsEveryOrganization();
    void goesOnWithoutAnAnswer_data();
    void goesOnWithoutAnAnswer();
    void refusesWhatIsOfNoUse_data();
    void refusesWhatIsOfNoUse();
    void sendsNothingWithAnIncompleteToken_data();
    void sendsNothingWithAnIncompleteToken();
    void stopsWhenCancelled();
    void repeatsTheTokenNowhere();

private:
    struct Wish {
        QByteArray token;
        FakeToken whose;
        bool askWrite = false;
        QString org = QStringLiteral("generated");
    };

    /// A fake, and an intake of that token against it.
    void begin(const Wish &wish);
    [[nodiscard]] Result<TokenReport> finished();
    [[nodiscard]] Result<TokenReport> run(const Wish &wish)
    {
        begin(wish);
        return finished();
    }
    [[nodiscard]] int posts() const;

    std::unique_ptr<FakeFly> m_fly;
    std::unique_ptr<Intake> m_intake;
    std::optional<Result<TokenReport>> m_result;
    int m_ends = 0;
};

void IntakeTest::begin(const Wish &wish)
{
    m_intake.reset();
    m_result.reset();
    m_ends = 0;
    if (!m_fly) {
        demo::Fixture fixture = generatedFixture({.apps = 3, .machines = 5});
        FakeFlyOptions options;
        options.limits = false;
        options.token = wish.token;
        options.whose = wish.whose;
        m_fly = std::make_unique<FakeFly>(std::move(fixture), options);
    }
    auto parsed = fly::Token::parse(QByteArrayView(wish.token));
    if (!parsed)
        qFatal("the test's token is none");
    Intake::Setup setup;
    setup.token = *std::move(parsed);
    setup.org = wish.org;
    setup.askWrite = wish.askWrite;
    setup.endpoints.machines = m_fly->machinesUrl();
    setup.endpoints.graphql = m_fly->graphqlUrl();
    setup.pace.backoff = std::chrono::milliseconds(5);
    setup.clock = [] { return kNow; };
    m_intake = std::make_unique<Intake>(std::move(setup));
    connect(m_intake.get(), &Intake::finished, this, [this](const Result<TokenReport> &result) {
        m_result = result;
        ++m_ends;
    });
    m_intake->start();
}

Result<TokenReport> IntakeTest::finished()
{
    if (!QTest::qWaitFor([this] { return m_result.has_value(); }, 20'000))
        qFatal("the intake does not end");
    if (!m_fly->unexpected().isEmpty())
        qFatal("unexpected: %s", qPrintable(m_fly->unexpected().join(QLatin1Char('\n'))));
    return *m_result;
}

int IntakeTest::posts() const
{
    const std::vector<Seen> seen = m_fly->requests();
    return int(std::count_if(seen.begin(), seen.end(), [](const Seen &one) {
        return one.path == QLatin1String("/v1/tokens/authorize");
    }));
}

void IntakeTest::tellsWhatAReadOnlyTokenIs()
{
    m_fly.reset();
    const Result<TokenReport> report = run({.token = readOnlyToken(), .whose = {}});
    QVERIFY2(report, report ? "" : qPrintable(report.error().what));
    QVERIFY(!report->user);
    QCOMPARE(report->reaches.size(), std::size_t(1));
    QCOMPARE(report->reaches.front().slug, QStringLiteral("generated"));
    QCOMPARE(report->reaches.front().name, QStringLiteral("Generated"));
    QVERIFY(report->reaches.front().everyApp);
    QCOMPARE(report->reachesOrg, Answer::Yes);
    QCOMPARE(report->couldWrite, Answer::NotAsked);
    QVERIFY(report->widths.empty());
    QVERIFY2(report->notes.isEmpty(), qPrintable(report->notes.join(QLatin1Char(' '))));
    const QStringList lines = sentences(*report);
    QVERIFY(lines.contains(QStringLiteral("This is a read-only organization token.")));
    QVERIFY(lines.contains(QStringLiteral("It reaches every app of Generated (generated).")));
    QVERIFY(lines.contains(QStringLiteral("By its own rules it can only read.")));
    QVERIFY2(lines.join(QLatin1Char(' ')).contains(QLatin1String("It ends on 2026-10-21")),
             qPrintable(lines.join(QLatin1Char('\n'))));
    QCOMPARE(m_fly->requests().size(), std::size_t(3));
}

void IntakeTest::tellsWhatAUsersTokenIs()
{
    m_fly.reset();
    FakeToken whose;
    whose.user = true;
    whose.writes = true;
    whose.alsoReaches = {QStringLiteral("other")};
    const Result<TokenReport> report = run({.token = "fo1_0123456789abcdef", .whose = whose});
    QVERIFY2(report, report ? "" : qPrintable(report.error().what));
    QVERIFY(report->user);
    QCOMPARE(report->viewer, QStringLiteral("ines@example.com"));
    QCOMPARE(report->reaches.size(), std::size_t(2));
    QCOMPARE(report->reachesOrg, Answer::Yes);
    QCOMPARE(report->notes, QStringList(QStringLiteral("Fly.io tells the reach of macaroon tokens only.")));
    const QStringList lines = sentences(*report);
    QVERIFY(lines.contains(QStringLiteral("It acts as ines@example.com.")));
    QVERIFY(lines.contains(QStringLiteral("This token is wider than Airworthy needs.")));
    QVERIFY(lines.contains(
        QStringLiteral("fly tokens create readonly -o generated --name airworthy --expiry 720h")));
}

void IntakeTest::asksWhetherItCouldWriteOnlyWhenAllowed()
{
    m_fly.reset();
    QVERIFY(run({.token = orgToken(), .whose = {}, .askWrite = false}));
    QCOMPARE(posts(), 0);
    m_fly->clearRequests();
    QVERIFY(run({.token = orgToken(), .whose = {}, .askWrite = true}));
    QCOMPARE(posts(), 2);
    for (const Seen &seen : m_fly->requests()) {
        if (seen.path != QLatin1String("/v1/tokens/authorize"))
            continue;
        const auto body = JsonDocument::parse(seen.body);
        QVERIFY(body);
        QCOMPARE(body->root().at("access").at("org_slug").text(), QStringLiteral("generated"));
        QCOMPARE(body->root().at("header").text().value_or(QString()).toUtf8(), "FlyV1 " + orgToken());
    }
}

void IntakeTest::tellsWhetherItCouldWrite_data()
{
    QTest::addColumn<bool>("writes");
    QTest::addColumn<int>("refusal");
    QTest::addColumn<int>("fault"); ///< status of every answer to the question; 0: none
    QTest::addColumn<int>("could");
    QTest::addColumn<bool>("wide");
    QTest::newRow("it could") << true << 400 << 0 << int(Answer::Yes) << true;
    QTest::newRow("it could not, told as a bad request") << false << 400 << 0 << int(Answer::No) << false;
    QTest::newRow("it could not, told as forbidden") << false << 403 << 0 << int(Answer::No) << false;
    QTest::newRow("the answer is of no known kind") << false << 418 << 0 << int(Answer::CannotTell) << true;
    QTest::newRow("every question fails") << true << 400 << 500 << int(Answer::CannotTell) << true;
    QTest::newRow("every question is a bad one") << true << 400 << 400 << int(Answer::CannotTell) << true;
    QTest::newRow("too fast") << true << 400 << 429 << int(Answer::CannotTell) << true;
}

void IntakeTest::tellsWhetherItCouldWrite()
{
    QFETCH(bool, writes);
    QFETCH(int, refusal);
    QFETCH(int, fault);
    QFETCH(int, could);
    QFETCH(bool, wide);
    m_fly.reset();
    FakeToken whose;
    whose.writes = writes;
    whose.refusal = refusal;
    begin({.token = orgToken(), .whose = whose, .askWrite = true});
    if (fault != 0)
        m_fly->inject(struck(FaultKind::Status, QStringLiteral("/v1/tokens/authorize"), fault));
    const Result<TokenReport> report = finished();
    QVERIFY2(report, report ? "" : qPrintable(report.error().what));
    QCOMPARE(int(report->couldWrite), could);
    QCOMPARE(!report->widths.empty(), wide);
    QCOMPARE(report->couldWrite == Answer::CannotTell, !report->couldWriteWhy.isEmpty());
}

void IntakeTest::saysThatItDoesNotReachTheOrganization()
{
    m_fly.reset();
    const Result<TokenReport> report =
        run({.token = readOnlyToken(), .whose = {}, .askWrite = true, .org = QStringLiteral("elsewhere")});
    QVERIFY(report);
    QCOMPARE(report->reachesOrg, Answer::No);
    QCOMPARE(report->couldWrite, Answer::CannotTell);
    QVERIFY(sentences(*report).contains(QStringLiteral("It does not reach elsewhere.")));
}

void IntakeTest::findsEveryOrganization()
{
    m_fly.reset();
    FakeToken whose;
    whose.user = true;
    for (int i = 0; i < 230; ++i)
        whose.alsoReaches.append(QStringLiteral("org-%1").arg(i));
    const Result<TokenReport> report =
        run({.token = "fo1_0123456789abcdef", .whose = whose, .askWrite = true, .org = {}});
    QVERIFY(report);
    QCOMPARE(report->reaches.size(), std::size_t(231));
    QCOMPARE(report->couldWrite, Answer::CannotTell);
    QVERIFY(report->couldWriteWhy.contains(QLatin1String("say for which")));
    QCOMPARE(posts(), 0);
}

void IntakeTest::goesOnWithoutAnAnswer_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QString>("note");
    const QString apps = QStringLiteral("Which apps");
    const QString whom = QStringLiteral("Whom it acts for");
    const QString list = QStringLiteral("The list of organizations");
    for (const auto &[name, kind] :
         {std::pair("refused", FaultKind::Status), std::pair("no JSON", FaultKind::NotJson),
          std::pair("wrong types", FaultKind::WrongTypes), std::pair("far too deep", FaultKind::Deep)}) {
        QTest::addRow("the reach, %s", name) << QStringLiteral("/v1/tokens/current") << kind << apps;
        QTest::addRow("the viewer, %s", name) << QStringLiteral("Viewer") << kind << whom;
        QTest::addRow("the organizations, %s", name) << QStringLiteral("Organizations") << kind << list;
    }
    QTest::newRow("the organizations, the same page again")
        << QStringLiteral("Organizations") << FaultKind::RepeatedCursor << list;
}

void IntakeTest::goesOnWithoutAnAnswer()
{
    QFETCH(QString, where);
    QFETCH(FaultKind, kind);
    QFETCH(QString, note);
    m_fly.reset();
    begin({.token = readOnlyToken(), .whose = {}});
    m_fly->inject(struck(kind, where, 403));
    const Result<TokenReport> report = finished();
    QVERIFY2(report, report ? "" : qPrintable(report.error().what));
    QVERIFY2(report->notes.join(QLatin1Char(' ')).contains(note),
             qPrintable(report->notes.join(QLatin1Char('\n'))));
    QVERIFY(report->reachesOrg != Answer::No); // what could not be read says nothing
}

void IntakeTest::refusesWhatIsOfNoUse_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::newRow("refused everywhere") << 401 << int(ErrorKind::Refused);
    QTest::newRow("forbidden everywhere") << 403 << int(ErrorKind::Refused);
    QTest::newRow("broken everywhere") << 503 << int(ErrorKind::Network);
    QTest::newRow("too fast everywhere") << 429 << int(ErrorKind::RateLimited);
}

void IntakeTest::refusesWhatIsOfNoUse()
{
    QFETCH(int, status);
    QFETCH(int, kind);
    m_fly.reset();
    begin({.token = readOnlyToken(), .whose = {}, .askWrite = true});
    m_fly->inject(struck(FaultKind::Status, QStringLiteral("*"), status));
    for (const char *where : {"/v1/tokens/current", "Viewer", "Organizations"})
        m_fly->inject(struck(FaultKind::Status, QString::fromLatin1(where), status));
    const Result<TokenReport> report = finished();
    QVERIFY(!report);
    QCOMPARE(int(report.error().kind), kind);
    QCOMPARE(posts(), 0);
}

void IntakeTest::sendsNothingWithAnIncompleteToken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("without a discharge") << macaroon("o", {thirdPartyCaveat("https://auth.fly.io", "t")})
                                         << QStringLiteral("https://auth.fly.io");
    QTest::newRow("ended yesterday") << readOnlyToken(1'789'900'000) << QStringLiteral("ended on 2026-09-20");
}

void IntakeTest::sendsNothingWithAnIncompleteToken()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    m_fly.reset();
    const Result<TokenReport> report = run({.token = text, .whose = {}, .askWrite = true});
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Refused);
    QVERIFY2(report.error().what.contains(words), qPrintable(report.error().what));
    QVERIFY(m_fly->requests().empty());
}

void IntakeTest::stopsWhenCancelled()
{
    m_fly.reset();
    begin({.token = readOnlyToken(), .whose = {}, .askWrite = true});
    m_fly->setLatency(std::chrono::milliseconds(200));
    m_intake->cancel();
    QVERIFY(m_result);
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().kind, ErrorKind::Cancelled);
    m_intake->cancel();
    QTest::qWait(1); // what was on its way may come now
    QCOMPARE(m_ends, 1);
    QCOMPARE(posts(), 0);
}

void IntakeTest::repeatsTheTokenNowhere()
{
    m_fly.reset();
    const QByteArray text = orgToken();
    begin({.token = text, .whose = {}, .askWrite = true});
    m_fly->inject(struck(FaultKind::Status, QStringLiteral("/v1/tokens/authorize"), 418));
    const Result<TokenReport> report = finished();
    QVERIFY(report);
    const QString all = sentences(*report).join(QLatin1Char('\n')) + report->couldWriteWhy;
    QVERIFY(!all.contains(QString::fromLatin1(text.mid(4, 20))));
}

QTEST_GUILESS_MAIN(IntakeTest)
#include "intake_test.moc"
