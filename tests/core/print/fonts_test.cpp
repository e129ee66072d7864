// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/fonts.h"
#include "core/print/shaping.h"

#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace aw::print;

class FontsTest : public QObject
{
    Q_OBJECT
private slots:
    void missingFontsAreAnErrorThatSaysWhatToInstall();
    void oursComeFirst();
    void anyFontIsBetterThanNone();
};

void FontsTest::missingFontsAreAnErrorThatSaysWhatToInstall()
{
    const QTemporaryDir empty;
    const auto fonts = Fonts::open({empty.path()});
    QVERIFY(!fonts);
    QCOMPARE(fonts.error().kind, ErrorKind::Storage);
    QVERIFY(fonts.error().what.contains(QLatin1String("fonts-inter")));
    QCOMPARE(fonts.error().where, empty.path());
}

void FontsTest::oursComeFirst()
{
    auto fonts = Fonts::open();
    QVERIFY(fonts);
    Shaper shaper(**fonts);
    const auto named = [&shaper](FaceRole role, bool strong) {
        const auto shaped = shaper.shape(
            {{.text = QStringLiteral("Abc"), .style = {role, 10, strong, kText}, .link = {}, .mark = {}}}, 0);
        return QString::fromStdString(shaped->lines.front().pieces.front().face->name());
    };
    QCOMPARE(named(FaceRole::Text, false), QStringLiteral("Inter-Regular"));
    QCOMPARE(named(FaceRole::Text, true), QStringLiteral("Inter-SemiBold"));
    QCOMPARE(named(FaceRole::Display, true), QStringLiteral("InterDisplay-SemiBold"));
    QCOMPARE(named(FaceRole::Code, false), QStringLiteral("Hack-Regular"));
    QCOMPARE(named(FaceRole::Code, true), QStringLiteral("Hack-Bold"));
}

void FontsTest::anyFontIsBetterThanNone()
{
    QString one;
    for (const QString &folder : Fonts::standardFolders()) {
        const QString path = folder + QStringLiteral("/truetype/dejavu/DejaVuSans.ttf");
        if (QFile::exists(path))
            one = path;
    }
    QVERIFY2(!one.isEmpty(), "DejaVu Sans comes with every desktop of Debian");
    const QTemporaryDir folder;
    QVERIFY(QFile::copy(one, folder.filePath(QStringLiteral("DejaVuSans.ttf"))));
    auto fonts = Fonts::open({folder.path()});
    QVERIFY(fonts);
    Shaper shaper(**fonts);
    for (const FaceRole role : {FaceRole::Text, FaceRole::Display, FaceRole::Code}) {
        const auto shaped = shaper.shape(
            {{.text = QStringLiteral("Abc"), .style = {role, 10, true, kText}, .link = {}, .mark = {}}}, 0);
        QCOMPARE(shaped->lines.front().pieces.front().face->name(), std::string("DejaVuSans"));
    }
}

QTEST_GUILESS_MAIN(FontsTest)
#include "fonts_test.moc"
