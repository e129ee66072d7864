// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/store/sample.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <ctime>

using namespace aw;
using namespace aw::store;

namespace {

constexpr int kApps = 500;
constexpr int kMachinesOfAnApp = 4;

QByteArray machines(int app)
{
    QByteArray body = "[";
    for (int i = 0; i < kMachinesOfAnApp; ++i) {
        const QByteArray number = QByteArray::number(app * kMachinesOfAnApp + i);
        body += (i == 0 ? "" : ",") + ("{\"id\":\"" + number + "\",\"config\":{\"env\":{");
        for (int name = 0; name < 20; ++name)
            body += (name == 0 ? "" : ",") +
                    ("\"NAME_" + QByteArray::number(name) +
                     "\":{\"hmac\":\"0123456789abcdef\",\"length\":32,\"shape\":\"hex\"}");
        body += "},\"services\":[" + QByteArray("{\"ports\":[{\"port\":443}]},").repeated(20) + "{}]}}";
    }
    return body + "]";
}

collect::Record large()
{
    collect::Record record = sampleRecord(1);
    record.replies.clear();
    for (const fly::Route route : {fly::Route::AppMachines, fly::Route::AppSecrets, fly::Route::AppAddresses,
                                   fly::Route::AppCertificates, fly::Route::AppReleases}) {
        for (int app = 0; app < kApps; ++app)
            record.replies.push_back(answered(
                {route, record.org, QStringLiteral("app-%1").arg(app), {}, {}}, 200,
                route == fly::Route::AppMachines ? machines(app) : QByteArray("[]"), record.collectedAt));
    }
    for (int machine = 0; machine < kApps * kMachinesOfAnApp; ++machine) {
        const QString app = QStringLiteral("app-%1").arg(machine / kMachinesOfAnApp);
        record.replies.push_back(
            answered({fly::Route::MachineVersions, record.org, app, QString::number(machine), {}}, 200,
                     machines(machine), record.collectedAt));
    }
    return record;
}

model::Findings findingsOf(int count)
{
    model::Findings findings;
    for (int i = 0; i < count; ++i)
        findings.push_back(sampleFinding(QStringLiteral("%1").arg(i, 20, 16, QLatin1Char('0')),
                                         i % 3 == 0 ? model::Status::Fail : model::Status::Pass));
    return findings;
}

qint64 milliseconds()
{
    return qint64(std::clock()) * 1'000 / CLOCKS_PER_SEC;
}

} // namespace

class SizeTest : public QObject
{
    Q_OBJECT
private slots:
    void keepsAndReadsALargeOrganization();
};

/// 500 apps with 2,000 machines and their versions, judged by ten checks. Counted in time of the
/// processor, the best of three, so that other work on the machine does not fail it.
void SizeTest::keepsAndReadsALargeOrganization()
{
    const collect::Record record = large();
    const model::Snapshot snapshot = sampleSnapshot(record);
    const model::Findings findings = findingsOf(kApps * kMachinesOfAnApp * 10);
    qint64 keep = 1'000'000;
    qint64 load = 1'000'000;
    qint64 bytes = 0;
    for (int round = 0; round < 3; ++round) {
        const QTemporaryDir folder;
        {
            const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
            const qint64 begun = milliseconds();
            QVERIFY((*store)->keep(record, snapshot, findings));
            keep = std::min(keep, milliseconds() - begun);
        }
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
        const qint64 begun = milliseconds();
        const Result<collect::Record> read = (*store)->record(snapshot.id);
        load = std::min(load, milliseconds() - begun);
        QVERIFY(read && same(*read, record));
        bytes = QFileInfo(databaseIn(folder.path())).size();
    }
    qInfo("%zu answers, %zu findings, %.1f MB: kept in %lld ms, read in %lld ms", record.replies.size(),
          findings.size(), double(bytes) / 1e6, static_cast<long long>(keep), static_cast<long long>(load));
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
    QVERIFY(keep < 1'000);
    QVERIFY(load < 500);
#endif
}

QTEST_GUILESS_MAIN(SizeTest)
#include "size_test.moc"
