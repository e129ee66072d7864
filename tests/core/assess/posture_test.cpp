// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assess/posture.h"
#include "tests/core/checks/random_organization.h"

using namespace aw;
using namespace aw::made;
using assess::Grade;
using assess::PosturePtr;

namespace {

/// A result of a blocker check unless another is named.
Finding result(Status status, Severity severity, const QString &app = u"ledger"_s,
               const QString &environment = u"production"_s)
{
    static int number = 0;
    Finding finding;
    finding.id = QString::number(++number);
    finding.check = u"data.volume-unencrypted"_s;
    finding.status = status;
    finding.severity = severity;
    finding.headline = u"Volume created without encryption"_s;
    finding.resource = {.type = u"volume"_s, .id = {}, .name = u"data"_s, .app = app, .region = {}};
    finding.environment = environment;
    finding.dataClass = u"internal"_s;
    if (status == Status::Unknown)
        finding.reason = Reason::Permission;
    return finding;
}

Finding of(Finding finding, const QString &check)
{
    finding.check = check;
    return finding;
}

Finding because(Finding finding, Reason reason)
{
    finding.reason = reason;
    return finding;
}

PosturePtr posture(Findings findings, const QDateTime &at = now(), SourceState state = SourceState::Complete)
{
    Snapshot made = snapshot({});
    made.sources.front().state = state;
    return assess::postureOf(std::make_shared<const Snapshot>(std::move(made)),
                             std::make_shared<const Findings>(std::move(findings)), catalogueOfTheProgram(),
                             at);
}

const Finding kPass = result(Status::Pass, Severity::High);

} // namespace

class PostureTest : public QObject
{
    Q_OBJECT

private slots:
    void verdict_data()
    {
        QTest::addColumn<PosturePtr>("posture");
        QTest::addColumn<Grade>("grade");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("nothing serious open")
            << posture({kPass, kPass, result(Status::Fail, Severity::Medium)}) << Grade::Ready
            << u"Northwind Parcel is ready as of 2026-11-24: 3 things were looked at and nothing serious is open."_s;
        QTest::newRow("one serious problem")
            << posture({kPass, result(Status::Fail, Severity::High)}) << Grade::NotReady
            << u"Northwind Parcel is not ready: 1 serious problem is open, “Volume created without encryption” in ledger."_s;
        QTest::newRow("two, the worse first")
            << posture({result(Status::Fail, Severity::High, u"a"_s),
                        result(Status::Fail, Severity::Critical, u"b"_s)})
            << Grade::NotReady
            << u"Northwind Parcel is not ready: 2 serious problems are open, the first is “Volume created without encryption” in b."_s;
        Finding personal = result(Status::Fail, Severity::High, u"z"_s);
        personal.dataClass = u"personal"_s;
        QTest::newRow("equally bad: the more sensitive data first")
            << posture({result(Status::Fail, Severity::High, u"a"_s), personal}) << Grade::NotReady
            << u"Northwind Parcel is not ready: 2 serious problems are open, the first is “Volume created without encryption” in z."_s;
        QTest::newRow("a known problem before an open question")
            << posture({result(Status::Fail, Severity::High), result(Status::Unknown, Severity::Critical)})
            << Grade::NotReady
            << u"Northwind Parcel is not ready: 1 serious problem is open, “Volume created without encryption” in ledger."_s;
        QTest::newRow("near miss: a serious problem in staging")
            << posture(
                   {kPass, kPass, kPass, result(Status::Fail, Severity::Critical, u"lab"_s, u"staging"_s)})
            << Grade::Ready
            << u"Northwind Parcel is ready as of 2026-11-24: 4 things were looked at and nothing serious is open."_s;
        QTest::newRow("near miss: a serious problem of a check that blocks nothing")
            << posture({kPass, of(result(Status::Fail, Severity::High), u"runtime.stale-image-always-on"_s)})
            << Grade::Ready
            << u"Northwind Parcel is ready as of 2026-11-24: 2 things were looked at and nothing serious is open."_s;
        QTest::newRow("a serious problem of the organization itself")
            << posture({result(Status::Fail, Severity::High, QString(), QString())}) << Grade::NotReady
            << u"Northwind Parcel is not ready: 1 serious problem is open, “Volume created without encryption” in data."_s;
        QTest::newRow("one open question")
            << posture({kPass, result(Status::Unknown, Severity::High)}) << Grade::CannotTell
            << u"We cannot tell whether Northwind Parcel is ready: 1 serious question has no answer, because the token may not read what would answer them."_s;
        QTest::newRow("several open questions, the most frequent reason")
            << posture({because(result(Status::Unknown, Severity::High), Reason::NotAttested),
                        because(result(Status::Unknown, Severity::High), Reason::IntentUndeclared),
                        because(result(Status::Unknown, Severity::High), Reason::IntentUndeclared)})
            << Grade::CannotTell
            << u"We cannot tell whether Northwind Parcel is ready: 3 serious questions have no answer, mostly because nobody has declared what the apps are meant to be."_s;
        QTest::newRow("too little answered")
            << posture({kPass, of(result(Status::Unknown, Severity::Medium), u"a.b"_s)}) << Grade::CannotTell
            << u"We cannot tell whether Northwind Parcel is ready: only 66 % of what counts was answered."_s;
        QTest::newRow("all passed, but the collection is incomplete")
            << posture({kPass}, now(), SourceState::Partial) << Grade::CannotTell
            << u"We cannot tell whether Northwind Parcel is ready: the collection is incomplete (1 of 1 sources)."_s;
        QTest::newRow("nothing judged")
            << posture({}) << Grade::CannotTell
            << u"We cannot tell whether Northwind Parcel is ready: there was nothing to judge."_s;
        QTest::newRow("30 days old")
            << posture({kPass}, now().addDays(30)) << Grade::Ready
            << u"Northwind Parcel is ready as of 2026-11-24: 1 thing was looked at and nothing serious is open."_s;
        QTest::newRow("stale, ready or not")
            << posture({result(Status::Fail, Severity::High)}, now().addDays(31)) << Grade::CannotTell
            << u"We cannot tell whether Northwind Parcel is ready: it was last looked at on 2026-11-24, 31 days ago."_s;
    }

    void verdict()
    {
        QFETCH(PosturePtr, posture);
        QFETCH(Grade, grade);
        QFETCH(QString, sentence);
        QCOMPARE(posture->verdict.sentence, sentence);
        QCOMPARE(posture->verdict.grade, grade);
        QVERIFY(!posture->verdict.label.isEmpty());
    }

    void aSnapshotThatAskedNothingIsIncomplete()
    {
        Snapshot made = snapshot({});
        made.sources.clear();
        const PosturePtr got = assess::postureOf(std::make_shared<const Snapshot>(made),
                                                 std::make_shared<const Findings>(Findings{kPass}),
                                                 catalogueOfTheProgram(), now());
        QCOMPARE(got->verdict.grade, Grade::CannotTell);
    }

    void alsoNamesWhatElseIsThere()
    {
        const PosturePtr got = posture(
            {result(Status::Fail, Severity::Critical, u"a"_s),
             result(Status::Fail, Severity::Critical, u"b"_s), result(Status::Fail, Severity::High, u"c"_s),
             result(Status::Fail, Severity::High, u"lab"_s, u"staging"_s),
             result(Status::Fail, Severity::Low), result(Status::Fail, Severity::Medium),
             result(Status::Unknown, Severity::Low), kPass, result(Status::NotApplicable, Severity::High)});
        QCOMPARE(got->verdict.also, u"Also critical: “Volume created without encryption” in b. 1 of 8 "
                                    u"results are unknown, so the real "
                                    "picture may be worse. 1 more serious problem does not hold back a "
                                    "launch. 2 smaller points are on "
                                    "the work list."_s);
        QVERIFY(posture({kPass})->verdict.also.isEmpty());
    }

    void counts()
    {
        const assess::Counts counts =
            posture({kPass, result(Status::Fail, Severity::Low), result(Status::Fail, Severity::Critical),
                     result(Status::Fail, Severity::Low),
                     because(result(Status::Unknown, Severity::Low), Reason::Fault),
                     because(result(Status::Unknown, Severity::Low), Reason::NotAttested),
                     because(result(Status::Unknown, Severity::Low), Reason::NotAttested),
                     result(Status::NotApplicable, Severity::Low)})
                ->counts;
        QCOMPARE(counts.passed, 1);
        QCOMPARE(counts.failed, 3);
        QCOMPARE(counts.unknown, 3);
        QCOMPARE(counts.notApplicable, 1);
        QCOMPARE(counts.waived, 0);
        QCOMPARE(counts.failedBySeverity,
                 (std::vector<std::pair<Severity, int>>{{Severity::Critical, 1}, {Severity::Low, 2}}));
        QCOMPARE(counts.unknownByReason,
                 (std::vector<std::pair<Reason, int>>{{Reason::NotAttested, 2}, {Reason::Fault, 1}}));
    }

    void decisiveMovesMost()
    {
        const Finding low = result(Status::Fail, Severity::Low, u"a"_s);
        const Finding lab = result(Status::Fail, Severity::Critical, u"lab"_s, u"staging"_s);
        const Finding critical = result(Status::Fail, Severity::Critical, u"b"_s);
        const Finding high = result(Status::Fail, Severity::High, u"c"_s);
        const Finding open = result(Status::Unknown, Severity::Critical, u"d"_s);
        QCOMPARE(posture({lab, critical, open, high, low, kPass})->verdict.decisive,
                 (std::vector<QString>{critical.id, high.id, lab.id}));
        QCOMPARE(posture({low, open, kPass})->verdict.decisive, (std::vector<QString>{low.id, open.id}));
        QVERIFY(posture({kPass})->verdict.decisive.empty());
        // Of two equally severe ones, the last failure of its check gives back more than one of many.
        const Finding alone = of(result(Status::Fail, Severity::High, u"z"_s), u"secrets.image-history"_s);
        QCOMPARE(posture({high, high, high, kPass, alone, of(kPass, alone.check)})->verdict.decisive.front(),
                 alone.id);
    }

    void postureOfARealSnapshotHolds()
    {
        for (quint32 seed = 0; seed < 60; ++seed) {
            const auto made = std::make_shared<const Snapshot>(randomSnapshot(seed));
            const auto findings =
                std::make_shared<const Findings>(checks::judge(*made, catalogueOfTheProgram(), {}));
            const PosturePtr got = assess::postureOf(made, findings, catalogueOfTheProgram(), now());
            const assess::Counts &counts = got->counts;
            QCOMPARE(std::size_t(counts.passed + counts.failed + counts.unknown + counts.notApplicable),
                     findings->size());
            QVERIFY(got->verdict.sentence.contains(u"Northwind"_s) &&
                    !got->verdict.sentence.contains(u"%1"_s));
            for (const QString &id : got->verdict.decisive) {
                QVERIFY(std::any_of(findings->begin(), findings->end(), [&id](const Finding &finding) {
                    return finding.id == id &&
                           (finding.status == Status::Fail || finding.status == Status::Unknown);
                }));
            }
        }
    }

    void gradesHaveNames()
    {
        QCOMPARE(QString(assess::gradeName(Grade::NotReady)), u"not_ready"_s);
        QCOMPARE(QString(assess::gradeName(Grade::CannotTell)), u"cannot_tell"_s);
        QCOMPARE(QString(assess::gradeName(Grade::ReadyWithAcceptedRisks)), u"ready_with_accepted_risks"_s);
        QCOMPARE(QString(assess::gradeName(Grade::Ready)), u"ready"_s);
    }
};

QTEST_GUILESS_MAIN(PostureTest)
#include "posture_test.moc"
