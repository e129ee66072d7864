// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/registry.h"
#include "tests/core/checks/random_organization.h"

#include <QSet>
#include <ctime>

using namespace aw;
using namespace aw::made;

namespace {

constexpr quint32 kOrganizations = 150;

Findings judged(const Snapshot &snapshot)
{
    return checks::judge(snapshot, catalogueOfTheProgram(), {});
}

/// All of a finding, to compare runs.
QString whole(const Finding &finding)
{
    QString text = finding.id + u' ' + line(finding) + u' ' + finding.headline + u' ' + finding.message;
    for (const Origin &origin : finding.evidence)
        text += QString::number(origin.reply) + origin.pointer;
    for (const RemediationStep &step : finding.remediation)
        text += step.commands.join(u'\n');
    return text + finding.environment + finding.dataClass;
}

QStringList whole(const Findings &findings)
{
    QStringList all;
    for (const Finding &finding : findings)
        all.push_back(whole(finding));
    return all;
}

/// 500 apps, 2,000 machines with variables, files, versions and services; an image for each app.
Snapshot large()
{
    std::vector<App> apps;
    std::vector<Image> images;
    for (int a = 0; a < 500; ++a) {
        const QString name = (a % 2 == 0 ? u"worker-%1"_s : u"lab-staging-%1"_s).arg(a);
        images.push_back(image('a', {name}, 90));
        images.back().ref.digest = u"sha256:%1"_s.arg(a, 64, 16, QLatin1Char('0'));
        std::vector<Machine> machines;
        for (int m = 0; m < 4; ++m) {
            Machine one = machine(u"m%1-%2"_s.arg(a).arg(m));
            one.image.digest = images.back().ref.digest;
            one.config.services = {service({port(80), port(443)})};
            for (int v = 0; v < 30; ++v)
                one.config.env.push_back(
                    setting(u"VAR_%1"_s.arg(v), v == 7 ? Likeness::Certain : Likeness::None));
            MachineVersion old;
            old.version = u"V1"_s;
            old.config = one.config;
            one.versions.items.assign(5, old);
            machines.push_back(std::move(one));
        }
        App made = app(name, std::move(machines));
        made.addresses.items = {address(u"66.241.124.17"_s)};
        made.volumes.items = {volume(u"vol_%1"_s.arg(a), a % 3 != 0)};
        apps.push_back(std::move(made));
    }
    Snapshot made = snapshot(std::move(apps));
    made.images = made::whole<Image>(std::move(images));
    return made;
}

} // namespace

class JudgeTest : public QObject
{
    Q_OBJECT

private slots:
    void codeAndCatalogueHoldEachOther()
    {
        QSet<QString> inCode;
        for (const checks::Check &check : checks::registeredChecks()) {
            const QString id = QLatin1String(check.id);
            QVERIFY2(!inCode.contains(id), check.id);
            inCode.insert(id);
        }
        QSet<QString> inCatalogue;
        for (const catalogue::CheckEntry &entry : catalogueOfTheProgram().checks())
            inCatalogue.insert(entry.id);
        QCOMPARE(inCode, inCatalogue);
    }

    void everyCheckSaysSomethingOfNothing()
    {
        const Findings findings = judged(snapshot({}));
        QCOMPARE(findings.size(), std::size_t(10));
        for (const Finding &finding : findings) {
            QCOMPARE(finding.resource.type, u"organization"_s);
            const bool shell = finding.check == u"access.shell-open-to-all-members"_s;
            QCOMPARE(finding.status, shell ? Status::Pass : Status::NotApplicable);
        }
    }

    void nothingCollectedIsNothingPassed()
    {
        Snapshot nothing;
        for (const Finding &finding : judged(nothing)) {
            QCOMPARE(finding.status, Status::Unknown);
            QVERIFY2(!finding.message.isEmpty(), qPrintable(finding.check));
        }
        nothing.apps.resize(1);
        nothing.apps.front().name = u"web-staging"_s;
        nothing.apps.front().machines.items.resize(1);
        nothing.apps.front().machines.items.front().id = u"m1"_s;
        for (const Finding &finding : judged(nothing))
            QVERIFY2(finding.status == Status::Unknown, qPrintable(finding.check + u' ' + line(finding)));
    }

    void appsOutsideTheListLeaveAppChecksUnknown()
    {
        Snapshot made = snapshot({});
        made.appsComplete = false;
        QStringList checks;
        for (const Finding &finding : judged(made)) {
            if (finding.key == checks::kUnlistedApps)
                checks.push_back(finding.check);
        }
        checks.sort();
        QCOMPARE(checks,
                 (QStringList{u"data.postgres-superuser"_s, u"data.volume-unencrypted"_s,
                              u"exposure.internal-service-public"_s, u"runtime.stale-image-always-on"_s,
                              u"secrets.image-history"_s, u"secrets.old-machine-versions"_s,
                              u"secrets.plaintext-env"_s, u"secrets.plaintext-files"_s}));
    }

    void sameInputSameFindings()
    {
        for (quint32 seed = 0; seed < 50; ++seed)
            QCOMPARE(whole(judged(randomSnapshot(seed))), whole(judged(randomSnapshot(seed))));
    }

    void findingsAreOrderedAndTold()
    {
        for (quint32 seed = 0; seed < kOrganizations; ++seed) {
            const Findings findings = judged(randomSnapshot(seed));
            QSet<QString> ids;
            for (std::size_t i = 0; i < findings.size(); ++i) {
                const Finding &finding = findings[i];
                QVERIFY2(!ids.contains(finding.id), qPrintable(whole(finding)));
                ids.insert(finding.id);
                QVERIFY(i == 0 || findings[i - 1].severity <= finding.severity);
                QVERIFY(i == 0 || findings[i - 1].severity != finding.severity ||
                        findings[i - 1].check <= finding.check);
                const catalogue::CheckEntry *entry = catalogueOfTheProgram().check(finding.check);
                const auto &modifiers = entry->modifierSeverities;
                QVERIFY2(finding.severity == entry->severity ||
                             std::find(modifiers.begin(), modifiers.end(), finding.severity) !=
                                 modifiers.end(),
                         qPrintable(whole(finding)));
                QCOMPARE(finding.reason.has_value(), finding.status == Status::Unknown);
                QCOMPARE(finding.headline, finding.status == Status::Fail ? entry->headline : entry->title);
                for (const RemediationStep &step : finding.remediation) {
                    for (const QString &command : step.commands)
                        QVERIFY2(!command.contains(u"--encrypted"_s) && !command.contains(u'{'),
                                 qPrintable(command));
                }
            }
        }
    }

    /// The same thing in a later run, and in a later version of the program, has the same id.
    void idsAreForGood()
    {
        App metrics = app(u"metrics"_s, {machine(u"m1"_s)});
        metrics.volumes.items = {volume(u"vol_1"_s, false)};
        metrics.machines.items.front().config.env = {setting(u"KEY"_s, Likeness::Certain)};
        const Snapshot made = snapshot({metrics});
        QCOMPARE(findingsOf(made, u"data.volume-unencrypted"_s).front().id, u"3c220e5b2567"_s);
        QCOMPARE(findingsOf(made, u"secrets.plaintext-env"_s).front().id, u"0ed1d2d554e0"_s);
        Snapshot later = made;
        later.collectedAt = now().addDays(90);
        later.apps.front().volumes.items.front().encrypted = told(true);
        QCOMPARE(findingsOf(later, u"data.volume-unencrypted"_s).front().id,
                 findingsOf(made, u"data.volume-unencrypted"_s).front().id);
    }

    /// Whatever a collection fails to see, nothing turns into a pass by it, and no open question or
    /// failure goes away as not applicable.
    void seeingLessNeverPasses()
    {
        int hidden = 0;
        for (quint32 seed = 0; seed < kOrganizations; ++seed) {
            const Snapshot full = randomSnapshot(seed);
            QHash<QString, Status> before;
            for (const Finding &finding : judged(full))
                before.insert(finding.id, finding.status);
            Chance chance(seed + 1'000'000);
            for (int i = 0; i < 12; ++i) {
                Snapshot less = full;
                hideSomething(less, chance);
                if (chance.one(3))
                    hideSomething(less, chance);
                for (const Finding &finding : judged(less)) {
                    const auto was = before.constFind(finding.id);
                    hidden += was != before.constEnd() && *was != finding.status ? 1 : 0;
                    const QString told = u"seed %1, step %2: %3"_s.arg(seed).arg(i).arg(line(finding));
                    if (finding.status == Status::Pass)
                        QVERIFY2(was != before.constEnd() && *was == Status::Pass, qPrintable(told));
                    if (finding.status == Status::NotApplicable && was != before.constEnd())
                        QVERIFY2(*was == Status::NotApplicable, qPrintable(told));
                }
            }
        }
        QVERIFY2(hidden > 1000, qPrintable(QString::number(hidden))); // else nothing was taken away
    }

    void hostileNamesStayNames()
    {
        const QString name = u"%1%2 {app} $(reboot)\n\u202Eevil"_s + QString(300, u'x');
        App bad = app(name, {machine(u"m1"_s)});
        bad.volumes.items = {volume(u"vol;reboot"_s, false)};
        bad.volumes.items.front().name = u"{volume_id}"_s;
        bad.volumes.items.front().region = u"%1"_s;
        const Finding finding = findingsOf(snapshot({bad}), u"data.volume-unencrypted"_s).front();
        QVERIFY2(!finding.message.contains(u'\n') && !finding.message.contains(QChar(0x202E)),
                 qPrintable(finding.message));
        QVERIFY2(finding.message.contains(u"%1%2 {app} $(reboot)"_s), qPrintable(finding.message));
        QVERIFY2(finding.message.contains(u"region %1"_s), qPrintable(finding.message));
        QVERIFY(finding.message.size() < 400);
        QCOMPARE(finding.remediation.at(0).commands, QStringList{u"fly volumes list -a <app>"_s});
        QCOMPARE(
            finding.remediation.at(1).commands,
            QStringList{
                u"fly volumes create '{volume_id}' --region %1 --size 10 --snapshot-retention 5 -a <app>"_s});
        QCOMPARE(finding.remediation.at(4).commands,
                 QStringList{u"fly volumes destroy 'vol;reboot' -a <app>"_s});
    }

    /// Processor time, so that a busy machine does not decide the test.
    void judgesALargeOrganizationInASecond()
    {
        const Snapshot made = large();
        const std::clock_t started = std::clock();
        const Findings findings = judged(made);
        const double seconds = double(std::clock() - started) / CLOCKS_PER_SEC;
        qInfo("500 apps, 2,000 machines: %lld findings in %.0f ms", qlonglong(findings.size()),
              seconds * 1000);
        QVERIFY(findings.size() > 5 * 500);
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizers' own cost is not the program's");
#endif
        QVERIFY2(seconds < 1, qPrintable(QString::number(seconds)));
    }
};

QTEST_GUILESS_MAIN(JudgeTest)
#include "judge_test.moc"
