// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/findings_model.h"
#include "ui/theme/cell.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

using namespace aw;
using models::FindingsModel;

class FindingsModelTest : public QObject
{
    Q_OBJECT
private slots:
    void opensWithWhatIsOpenOrUnknown();
    void groups_data();
    void groups();
    void foldsAndUnfolds();
    void sortsByAge();
    void keepsTheOrderOfTies();
    void findsTheNarrowestTerm();
    void colorsOnlyRisks();
    void speaksInSentences();
    void copiesARow();
    void staysEmptyWithoutFindings();
    void filtersManyAtOnce();
};

namespace {

const QDateTime kNow(QDate(2026, 11, 24), QTime(9, 50), Qt::UTC);

model::Finding finding(int number, model::Status status, model::Severity severity, const char *app)
{
    model::Finding made;
    made.id = QStringLiteral("f%1").arg(number);
    made.check = number % 2 ? QStringLiteral("data.volume-unencrypted") : QStringLiteral("access.peer");
    made.status = status;
    made.severity = severity;
    made.headline = QStringLiteral("headline %1").arg(number);
    made.message = QStringLiteral("message %1").arg(number);
    made.resource.name = QStringLiteral("subject %1").arg(number);
    made.resource.app = QString::fromLatin1(app);
    return made;
}

FindingsModel::Material five()
{
    using model::Severity;
    using model::Status;
    auto findings = std::make_shared<model::Findings>();
    findings->push_back(finding(0, Status::Fail, Severity::Critical, "web"));
    findings->push_back(finding(1, Status::Unknown, Severity::Critical, "web"));
    findings->push_back(finding(2, Status::Fail, Severity::High, "api"));
    findings->push_back(finding(3, Status::Pass, Severity::High, ""));
    findings->push_back(finding(4, Status::Fail, Severity::Critical, "api"));
    return {
        findings, {{QStringLiteral("f0"), kNow.addDays(-1)}, {QStringLiteral("f4"), kNow.addDays(-9)}}, kNow};
}

QStringList rowsOf(const FindingsModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        const model::Finding *each = model.finding(row);
        rows.append(each ? each->id
                         : QStringLiteral("[%1 %2]")
                               .arg(model.index(row, 0).data().toString())
                               .arg(model.index(row, 0).data(theme::GroupCountRole).toInt()));
    }
    return rows;
}

assess::Query query(const char *text)
{
    return *assess::Query::parse(QString::fromLatin1(text));
}

} // namespace

void FindingsModelTest::opensWithWhatIsOpenOrUnknown()
{
    FindingsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMaterial(five());
    QCOMPARE(rowsOf(model),
             QStringList({QStringLiteral("[Critical 2]"), QStringLiteral("f0"), QStringLiteral("f4"),
                          QStringLiteral("[High 1]"), QStringLiteral("f2"), QStringLiteral("[Unknown 1]"),
                          QStringLiteral("f1")}));
    QCOMPARE(model.tally().rows, 4);
    QCOMPARE(model.tally().open[0], 2);
    QCOMPARE(model.tally().unknown, 1);
    QCOMPARE(model.tally().total, 4);
    model.setQuery(query("is:pass"));
    QCOMPARE(model.tally().passed, 1);
    QCOMPARE(model.tally().total, 4);
}

void FindingsModelTest::groups_data()
{
    QTest::addColumn<int>("group");
    QTest::addColumn<QString>("heads");
    QTest::newRow("by app") << int(FindingsModel::Group::App) << QStringLiteral("web 2, api 2");
    QTest::newRow("by check") << int(FindingsModel::Group::Check)
                              << QStringLiteral("access.peer 3, data.volume-unencrypted 1");
    QTest::newRow("by area") << int(FindingsModel::Group::Area) << QStringLiteral("access 3, data 1");
    QTest::newRow("not at all") << int(FindingsModel::Group::None) << QString();
}

void FindingsModelTest::groups()
{
    QFETCH(int, group);
    FindingsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMaterial(five());
    model.setGroup(FindingsModel::Group(group));
    QStringList heads;
    for (const int row : model.groupRows())
        heads.append(QStringLiteral("%1 %2")
                         .arg(model.index(row, 0).data().toString())
                         .arg(model.index(row, 0).data(theme::GroupCountRole).toInt()));
    QTEST(heads.join(QStringLiteral(", ")), "heads");
}

void FindingsModelTest::foldsAndUnfolds()
{
    FindingsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMaterial(five());
    model.toggleGroup(0);
    QCOMPARE(model.rowOf(QStringLiteral("f0")), -1);
    QVERIFY(!model.index(0, 0).data(theme::GroupOpenRole).toBool());
    model.setQuery(query("is:open"));
    QCOMPARE(model.rowOf(QStringLiteral("f0")), -1);
    model.toggleGroup(0);
    QCOMPARE(model.rowOf(QStringLiteral("f0")), 1);
    model.toggleGroup(1); // a finding is no group
    QCOMPARE(model.rowOf(QStringLiteral("f0")), 1);
}

void FindingsModelTest::sortsByAge()
{
    FindingsModel model;
    model.setMaterial(five());
    model.setGroup(FindingsModel::Group::None);
    model.sort(FindingsModel::AgeColumn, Qt::AscendingOrder);
    QCOMPARE(model.finding(0)->id, QStringLiteral("f4"));
    model.sort(FindingsModel::AgeColumn, Qt::DescendingOrder);
    QCOMPARE(model.finding(3)->id, QStringLiteral("f4"));
}

void FindingsModelTest::keepsTheOrderOfTies()
{
    FindingsModel model;
    model.setMaterial(five());
    model.setGroup(FindingsModel::Group::None);
    model.sort(FindingsModel::AppColumn, Qt::AscendingOrder);
    QCOMPARE(rowsOf(model), QStringList({QStringLiteral("f2"), QStringLiteral("f4"), QStringLiteral("f0"),
                                         QStringLiteral("f1")}));
}

void FindingsModelTest::findsTheNarrowestTerm()
{
    FindingsModel model;
    model.setMaterial(five());
    QCOMPARE(model.narrowestTerm(), -1);
    model.setQuery(query("is:open app:gateway headline"));
    QCOMPARE(model.tally().rows, 0);
    QCOMPARE(model.narrowestTerm(), 1);
}

void FindingsModelTest::colorsOnlyRisks()
{
    FindingsModel model;
    model.setMaterial(five());
    model.setQuery(query("is:open,unknown,pass"));
    const auto ink = [&](const char *id) {
        return theme::Ink(model.index(model.rowOf(QString::fromLatin1(id)), FindingsModel::SeverityColumn)
                              .data(theme::TextInkRole)
                              .toInt());
    };
    QCOMPARE(ink("f0"), theme::Ink::Crit);
    QCOMPARE(ink("f1"), theme::Ink::Text3);
    QCOMPARE(ink("f3"), theme::Ink::Text3);
}

void FindingsModelTest::speaksInSentences()
{
    FindingsModel model;
    model.setMaterial(five());
    QCOMPARE(model.index(1, FindingsModel::FindingColumn).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Critical, headline 0, web, Open, 24 h"));
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Critical, 2 findings, unfolded"));
}

void FindingsModelTest::copiesARow()
{
    FindingsModel model;
    model.setMaterial(five());
    QCOMPARE(model.rowAsText(1), QStringLiteral("Critical\theadline 0\tweb\tsubject 0\t\tOpen\t24 h"));
    QCOMPARE(model.rowAsText(0), QString());
    QCOMPARE(model.rowAsText(-1), QString());
}

void FindingsModelTest::staysEmptyWithoutFindings()
{
    FindingsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMaterial({nullptr, {}, kNow});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.finding(0), nullptr);
    QVERIFY(!model.isGroup(0));
}

void FindingsModelTest::filtersManyAtOnce()
{
    auto findings = std::make_shared<model::Findings>();
    for (int i = 0; i < 100'000; ++i)
        findings->push_back(finding(i, model::Status::Fail, model::Severity(i % 5), "web"));
    FindingsModel model;
    model.setMaterial({findings, {}, kNow});
    QElapsedTimer timer;
    timer.start();
    model.setQuery(query("is:open 9999"));
    // A debug build under load; what it must never be is a second.
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(model.tally().rows, 19);
}

QTEST_GUILESS_MAIN(FindingsModelTest)
#include "findings_model_test.moc"
