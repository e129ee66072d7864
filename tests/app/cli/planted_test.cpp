// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/portable.h"
#include "core/store/store.h"
#include "tests/app/cli/planted_answers.h"
#include "tests/fake_fly/fake_fly.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace aw::test;

namespace {

constexpr int kPlanted = 40;
const QString kApp = QStringLiteral("kites-staging");
const QString kMachine = QStringLiteral("91850d1f0a2c83");
const QString kReference = QStringLiteral("registry.fly.io/kites-staging@sha256:"
                                          "3f1d2c4b5a69788796a5b4c3d2e1f0011223344556677889900aabbccddeeff0");
constexpr auto kToken = "fo1_PlantedTokenThatMustNotBeSeen0123456789";

/// Letters and digits that stand nowhere else, always the same.
QByteArray letters(int number, int length)
{
    static constexpr char kLetters[] = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    QRandomGenerator random(quint32(4'711 + number));
    QByteArray out;
    for (int i = 0; i < length; ++i)
        out += kLetters[random.bounded(int(sizeof kLetters) - 1)];
    return out;
}

/// What is looked for: the part of the secret that nobody could mistake for something else.
QByteArray core(int number)
{
    return letters(number, 32);
}

QByteArray planted(QByteArray text)
{
    text.replace("CONFIG", kConfig);
    for (int number = 1; number <= kPlanted; ++number) {
        const QByteArray mark = QByteArray::number(number) + "}}";
        text.replace("{{b64:" + mark, QByteArray("PASSWORD=" + core(number) + '\n').toBase64());
        text.replace("{{" + mark, core(number));
    }
    return text;
}

demo::Fixture organization()
{
    Result<demo::Fixture> fixture =
        demo::Fixture::load(QStringLiteral(AW_SOURCE_DIR "/tests/fixtures/organizations/harbor-kites"));
    if (!fixture)
        qFatal("The recorded organization cannot be read.");
    for (const Plant &plant : kPlants) {
        const Result<JsonDocument> answer = JsonDocument::parse(planted(plant.answer));
        if (!answer)
            qFatal("What is planted at %s is no JSON.", plant.place);
        fixture->put(QString::fromLatin1(plant.place).replace(QLatin1String("REFERENCE"), kReference),
                     answer->root().copy());
    }
    return *std::move(fixture);
}

/// The ways in which a secret could stand in a file: as it is, encoded, or a good half of it.
QByteArrayList formsOf(const QByteArray &secret)
{
    return {secret.left(20),
            secret.mid(8, 20),
            secret.toBase64().left(24),
            secret.toHex().left(32),
            secret.toHex().toUpper().left(32),
            QByteArray("\n" + secret).toBase64().mid(4, 24),
            QByteArray("\n\n" + secret).toBase64().mid(4, 24)};
}

/// Every secret that `bytes` holds, by number; the token counts as 0.
QList<int> foundIn(const QByteArray &bytes)
{
    QList<int> found;
    for (int number = 0; number <= kPlanted; ++number) {
        const QByteArrayList forms = formsOf(number == 0 ? QByteArray(kToken).mid(4) : core(number));
        const bool there = std::any_of(forms.begin(), forms.end(),
                                       [&bytes](const QByteArray &form) { return bytes.contains(form); });
        if (there)
            found.append(number);
    }
    return found;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The program itself, with a home of its own.
class Program : public QProcess
{
public:
    Program(const QTemporaryDir &home, const FakeFly &fly)
    {
        QProcessEnvironment environment;
        for (const char *name : {"PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
            if (qEnvironmentVariableIsSet(name))
                environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
        }
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("AIRWORTHY_DATA_DIR"), home.filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("FLY_API_TOKEN"), QString::fromLatin1(kToken));
        environment.insert(QStringLiteral("FLY_FLAPS_BASE_URL"), fly.machinesUrl().toString());
        environment.insert(QStringLiteral("FLY_API_BASE_URL"), fly.graphqlUrl().toString());
        environment.insert(QStringLiteral("FLY_REGISTRY_HOST"), fly.registryUrl().toString());
        environment.insert(QStringLiteral("FLY_REGISTRY_HOST"), fly.registryUrl().toString());
        environment.insert(QStringLiteral("FLY_ORG"), QStringLiteral("harbor-kites"));
        environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("*.debug=true"));
        setProcessEnvironment(environment);
        setProgram(QStringLiteral(AW_BINARY_DIR "/app/cli/airworthy-cli"));
        setWorkingDirectory(home.path());
    }

    /// Its exit code; -1 when it crashed. What it printed, on both streams, goes behind `said`.
    [[nodiscard]] int run(const QString &line, QByteArray &said)
    {
        setArguments(line.split(QLatin1Char(' ')));
        QProcess::start();
        if (!QTest::qWaitFor([this] { return state() == NotRunning; }, 120'000))
            return -1;
        said += readAllStandardOutput() + readAllStandardError();
        return exitStatus() == NormalExit ? exitCode() : -1;
    }
};

} // namespace

/// Secrets wherever an answer can hold one, a whole run of the program over them, and then a search of
/// every byte that it left behind or printed.
class PlantedTest : public QObject
{
    Q_OBJECT
private slots:
    void theSearchFindsWhatIsThere();
    void nothingPlantedIsEverFound();
};

void PlantedTest::theSearchFindsWhatIsThere()
{
    for (int number = 1; number <= kPlanted; ++number) {
        const QByteArray secret = core(number);
        QCOMPARE(foundIn("x" + secret + "y"), QList<int>{number});
        for (const char *before : {"", "P", "PA", "PASSWORD="})
            QCOMPARE(foundIn(QByteArray(before + secret).toBase64()), QList<int>{number});
        QCOMPARE(foundIn(secret.toHex()), QList<int>{number});
    }
    QByteArray answers;
    for (const Plant &plant : kPlants)
        answers += planted(plant.answer);
    QList<int> all;
    for (int number = 1; number <= kPlanted; ++number)
        all.append(number);
    QCOMPARE(foundIn(answers), all);
    QCOMPARE(foundIn(kToken), QList<int>{0});
}

void PlantedTest::nothingPlantedIsEverFound()
{
    FakeFlyOptions options;
    options.token = kToken;
    FakeFly fly(organization(), options);
    const QTemporaryDir home;
    QByteArray said;
    const int collected = Program(home, fly).run(QStringLiteral("collect --verbose --format json"), said);
    QVERIFY2(collected == 0 || collected == 3, said.constData());
    for (const Plant &plant : kPlants) {
        // What was planted was asked for: otherwise its absence proves nothing.
        const QString place =
            QString::fromLatin1(plant.place).replace(QLatin1String("REFERENCE"), kReference);
        const std::vector<Seen> seen = fly.requests();
        const bool asked = std::any_of(seen.begin(), seen.end(), [&place](const Seen &one) {
            return one.path == place || (!one.operation.isEmpty() && place.startsWith(one.operation) &&
                                         (!place.contains(kApp) || one.body.contains(kApp.toLatin1())));
        });
        QVERIFY2(asked, plant.place);
    }
    for (const char *line :
         {"findings --verbose", "findings --status pass,fail,unknown,not_applicable --format json",
          "findings --format csv", "report --format json --output report.json",
          "report --format csv --output report.csv", "report --format pdf --output report.pdf",
          "snapshot list", "snapshot show --format json", "snapshot export --output out.airworthy",
          "snapshot verify out.airworthy", "orgs list --format json", "collect --plan"}) {
        const int code = Program(home, fly).run(QString::fromLatin1(line), said);
        QVERIFY2(code == 0 || code == 3, (QByteArray(line) + '\n' + said).constData());
    }
    QCOMPARE(foundIn(said), QList<int>());

    int files = 0;
    QDirIterator tree(home.path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (tree.hasNext()) {
        const QString path = tree.next();
        ++files;
        QVERIFY2(foundIn(contentsOf(path)).isEmpty(), qPrintable(path));
        QVERIFY2(foundIn(path.toUtf8()).isEmpty(), qPrintable(path));
    }
    QVERIFY2(files >= 5, qPrintable(QString::number(files)));

    // The same once more, unpacked: what is compressed hides from a search of the files.
    const auto store = store::openSqlite(home.filePath(QStringLiteral("data")), store::Access::ReadOnly);
    QVERIFY(store);
    const auto rows = (*store)->snapshots(QStringLiteral("harbor-kites"));
    QVERIFY(rows && !rows->empty());
    const auto record = (*store)->record(rows->front().id);
    QVERIFY(record);
    QVERIFY(record->replies.size() > 30);
    for (const fly::Reply &reply : record->replies) {
        const QByteArray all =
            reply.body + reply.request.item.toUtf8() + reply.nextCursor.toUtf8() + reply.requestId.toUtf8() +
            (reply.fault ? (reply.fault->what + reply.fault->where).toUtf8() : QByteArray());
        const QList<int> found = foundIn(all);
        QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("%1 holds %2: %3")
                                                 .arg(reply.request.app, QString::number(found.value(0)),
                                                      QString::fromUtf8(reply.body.left(3'000)))));
    }
    const auto exported = portable::read(contentsOf(home.filePath(QStringLiteral("out.airworthy"))),
                                         QDateTime::currentDateTimeUtc());
    QVERIFY(exported);
    QCOMPARE(exported->record.replies.size(), record->replies.size());
    QProcess pdf;
    pdf.start(QStringLiteral("qpdf"), {QStringLiteral("--qdf"), QStringLiteral("--object-streams=disable"),
                                       home.filePath(QStringLiteral("report.pdf")), QStringLiteral("-")});
    QVERIFY2(pdf.waitForFinished(60'000), "qpdf is not installed");
    const QByteArray unpacked = pdf.readAllStandardOutput();
    QVERIFY(unpacked.size() > 100'000);
    QCOMPARE(foundIn(unpacked), QList<int>());
}

QTEST_GUILESS_MAIN(PlantedTest)
#include "planted_test.moc"
