// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalogue/catalogue.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace Qt::StringLiterals;
using catalogue::Catalogue;
using catalogue::CheckEntry;

namespace {

/// A copy of the shipped catalogue that a test may spoil.
class Copy
{
public:
    Copy()
    {
        QDir(m_folder.path()).mkdir(u"checks"_s);
        for (const QString &name : names())
            QFile::copy(u":/catalogue/"_s + name, path(name));
        for (const QString &name : names())
            QFile::setPermissions(path(name), QFile::ReadOwner | QFile::WriteOwner);
    }

    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// False when `from` is not there: then the test would spoil nothing.
    [[nodiscard]] bool replace(const QString &name, const QByteArray &from, const QByteArray &to) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::ReadOnly))
            return false;
        QByteArray bytes = file.readAll();
        file.close();
        const qsizetype at = bytes.indexOf(from);
        if (at < 0 || !file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return false;
        bytes.replace(at, from.size(), to);
        return file.write(bytes) == bytes.size();
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] static QStringList names()
    {
        QStringList names{u"manifest.json"_s};
        for (const QString &file : QDir(u":/catalogue/checks"_s).entryList())
            names.push_back(u"checks/"_s + file);
        return names;
    }

    QTemporaryDir m_folder;
};

} // namespace

class CatalogueTest : public QObject
{
    Q_OBJECT

private slots:
    void holdsTheTenChecks()
    {
        const auto loaded = Catalogue::load();
        QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().what + loaded.error().where));
        QStringList ids;
        for (const CheckEntry &entry : (*loaded)->checks())
            ids.push_back(entry.id);
        const QStringList expected{u"exposure.internal-service-public"_s, u"data.volume-unencrypted"_s,
                                   u"data.postgres-superuser"_s,          u"secrets.plaintext-env"_s,
                                   u"secrets.plaintext-files"_s,          u"secrets.image-history"_s,
                                   u"secrets.old-machine-versions"_s,     u"access.wireguard-peer-stale"_s,
                                   u"access.shell-open-to-all-members"_s, u"runtime.stale-image-always-on"_s};
        QCOMPARE(ids, expected);
        QVERIFY((*loaded)->check(u"tls.force-https-off"_s) == nullptr);
    }

    void namesItsVersion()
    {
        const auto loaded = Catalogue::load();
        QVERIFY(loaded.has_value());
        const QRegularExpression form(uR"(^1 of \d{4}-\d{2}-\d{2}, sha256 [0-9a-f]{12}$)"_s);
        QVERIFY2(form.match((*loaded)->version()).hasMatch(), qPrintable((*loaded)->version()));
    }

    void versionFollowsEveryByte()
    {
        const Copy copy;
        const auto before = Catalogue::load(copy.folder());
        QVERIFY(before.has_value());
        QCOMPARE((*before)->version(), (*Catalogue::load())->version());
        QVERIFY(copy.replace(u"checks/runtime.json"_s, "day and night", "night and day"));
        const auto after = Catalogue::load(copy.folder());
        QVERIFY(after.has_value());
        QVERIFY((*before)->version() != (*after)->version());
    }

    void readsAnEntryWhole()
    {
        const auto loaded = Catalogue::load();
        QVERIFY(loaded.has_value());
        const CheckEntry *entry = (*loaded)->check(u"data.postgres-superuser"_s);
        QVERIFY(entry != nullptr);
        QCOMPARE(entry->severity, model::Severity::High);
        QCOMPARE(entry->modifierSeverities,
                 (std::vector<model::Severity>{model::Severity::Critical, model::Severity::Low}));
        QCOMPARE(entry->number(u"max_age"_s), 180);
        QCOMPARE(entry->texts(u"platform_superusers"_s),
                 (QStringList{u"postgres"_s, u"flypgadmin"_s, u"repmgr"_s}));
        QCOMPARE(entry->number(u"platform_superusers"_s), 0);
        QVERIFY(entry->texts(u"max_age"_s).isEmpty());
        QVERIFY(entry->blocker());
        QCOMPARE(entry->scope, u"database"_s);
        QVERIFY(entry->permission.contains(u"Postgres"_s));
        QCOMPARE(entry->mappings.front().first, u"cis_v8"_s);
        QVERIFY(entry->sources.back().url.isEmpty());
        QVERIFY(entry->remediation.front().command.startsWith(u"fly postgres users list"_s));
        QVERIFY(!(*loaded)->check(u"runtime.stale-image-always-on"_s)->blocker());
    }

    void wordsForPeopleAreFit()
    {
        const auto loaded = Catalogue::load();
        QVERIFY(loaded.has_value());
        for (const CheckEntry &entry : (*loaded)->checks()) {
            QVERIFY2(entry.headline.at(0).isUpper(), qPrintable(entry.id));
            QVERIFY2(entry.headline != entry.title, qPrintable(entry.id));
            for (const catalogue::Remedy &remedy : entry.remediation) {
                QVERIFY2(!remedy.command.contains(u"--encrypted"_s), qPrintable(entry.id));
                QVERIFY2(remedy.command.isEmpty() || remedy.command.startsWith(u"fly "_s),
                         qPrintable(remedy.command));
            }
        }
    }

    void refusesWhatItsSchemaRefuses_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("pointer");
        const QString data = u"checks/data.json"_s;
        QTest::newRow("a member nobody knows")
            << data << QByteArray("\"why\":") << QByteArray("\"reason\":") << u"/0/reason"_s;
        QTest::newRow("a severity that is none") << data << QByteArray("\"severity\": \"high\"")
                                                 << QByteArray("\"severity\": \"grave\"") << u"/0/severity"_s;
        QTest::newRow("a check of another family")
            << data << QByteArray("\"data.volume") << QByteArray("\"tls.volume") << u"/0/id"_s;
        QTest::newRow("a check twice") << data << QByteArray("\"data.postgres-superuser\"")
                                       << QByteArray("\"data.volume-unencrypted\"") << u"/1"_s;
        QTest::newRow("a headline that is a number")
            << data << QByteArray("\"headline\": \"Volume created without encryption\"")
            << QByteArray("\"headline\": 7") << u"/0/headline"_s;
        QTest::newRow("a flag that is a text")
            << data << QByteArray("\"changes_production\": false")
            << QByteArray("\"changes_production\": \"no\"") << u"/0/remediation/0/changes_production"_s;
        QTest::newRow("a command with the flag that does not exist")
            << data << QByteArray("fly volumes list") << QByteArray("fly volumes --encrypted")
            << u"/0/remediation/0/command"_s;
        QTest::newRow("a clause of another form")
            << data << QByteArray("\"CC6.1\"") << QByteArray("\"CC61\"") << u"/0/mappings/soc2/0"_s;
        QTest::newRow("a link that is a script")
            << data << QByteArray("\"https://fly.io/docs/volumes/overview/\"")
            << QByteArray("\"javascript:alert(1)\"") << u"/0/sources/0/url"_s;
        QTest::newRow("a request that writes")
            << data << QByteArray("\"GET /v1/apps\"") << QByteArray("\"DELETE /v1/apps\"")
            << u"/0/needs/1/request"_s;
        QTest::newRow("a parameter without default")
            << data << QByteArray("\"default\": 180") << QByteArray("\"default\": null")
            << u"/1/parameters/2/default"_s;
        QTest::newRow("a file cut short")
            << data << QByteArray("\"unit\": \"days\",") << QByteArray("\"unit\": ") << QString();
        QTest::newRow("a version before the first") << u"manifest.json"_s << QByteArray("\"number\": 1")
                                                    << QByteArray("\"number\": 0") << u"/number"_s;
        QTest::newRow("a date that is none") << u"manifest.json"_s << QByteArray("\"2026-11-24\"")
                                             << QByteArray("\"2026-13-24\"") << u"/date"_s;
        QTest::newRow("a family without a file")
            << u"manifest.json"_s << QByteArray("\"runtime\"") << QByteArray("\"egress\"") << QString();
    }

    void refusesWhatItsSchemaRefuses()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, pointer);
        const Copy copy;
        QVERIFY(copy.replace(file, from, to));
        const auto loaded = Catalogue::load(copy.folder());
        QVERIFY(!loaded.has_value());
        QCOMPARE(loaded.error().kind, ErrorKind::Malformed);
        QVERIFY(!loaded.error().what.isEmpty());
        if (!pointer.isEmpty())
            QCOMPARE(loaded.error().where, file + u'#' + pointer);
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
