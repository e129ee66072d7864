// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/main_window.h"
#include "tests/ui/made_posture.h"
#include "ui/figures/figure_view.h"
#include "ui/pages/first_run_page.h"
#include "ui/pages/pages.h"
#include "ui/widgets/text_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;

class AccessibilityTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<theme::Theme>(*qApp); }
    void everyPartHasANameAndRoom_data();
    void everyPartHasANameAndRoom();

private:
    std::unique_ptr<theme::Theme> m_theme;
};

namespace {

enum class Kind { Normal, Long, Hostile, Clear, Empty, Loading, Offline, Damaged, Syncing, FirstRun };

pages::State stateOf(Kind kind, const QDateTime &now)
{
    const Error error = fail(ErrorKind::Network, QStringLiteral("api.machines.dev did not answer."));
    pages::State state =
        test::madeState({.longNames = kind == Kind::Long, .hostile = kind == Kind::Hostile}, now);
    switch (kind) {
    case Kind::Clear: return test::madeState({.open = 0, .unknown = 0, .passed = 4, .partial = false}, now);
    case Kind::Empty: state.posture.reset(); break;
    case Kind::Loading: state.loading = true; break;
    case Kind::Offline: state.syncTrouble = pages::Trouble{error, now}; break;
    case Kind::Damaged: state.dataTrouble = pages::Trouble{error, now}; break;
    case Kind::Syncing:
        state.syncing = pages::Syncing{.progress = {.asked = 10,
                                                    .answered = 4,
                                                    .expected = 10,
                                                    .retries = 1,
                                                    .sources = {{QStringLiteral("apps"), 1, 1, 0}}},
                                       .startedAt = now.addSecs(-9),
                                       .cancelling = false};
        break;
    case Kind::FirstRun:
        state = {};
        state.loading = false;
        break;
    default: break;
    }
    return state;
}

QString whereIs(const QWidget *widget)
{
    QStringList path;
    for (; widget; widget = widget->parentWidget())
        path.prepend(QString::fromLatin1(widget->metaObject()->className()));
    return path.join(QLatin1Char('>'));
}

bool needsName(const QWidget *widget)
{
    const bool scroller = widget->objectName().startsWith(QLatin1String("qt_scrollarea"));
    return !scroller &&
           (qobject_cast<const QAbstractButton *>(widget) ||
            qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
            qobject_cast<const QPlainTextEdit *>(widget) ||
            qobject_cast<const figures::FigureView *>(widget));
}

QString nameOf(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return widget->accessibleName().isEmpty() && button ? button->text() : widget->accessibleName();
}

/// What is wrong with a label: no room for its words, or words read as markup.
QString faultOf(const QLabel *label)
{
    if (label->text().isEmpty() || !label->isVisible())
        return {};
    if (label->textFormat() != Qt::PlainText)
        return QStringLiteral("may read markup");
    if (label->width() <= 0 || label->height() <= 0)
        return QStringLiteral("has no size");
    if (label->wordWrap() && label->height() + 1 < label->heightForWidth(label->width()))
        return QStringLiteral("is cut below");
    if (label->height() + 1 < label->fontMetrics().height())
        return QStringLiteral("is lower than its line");
    const bool elides = label->sizePolicy().horizontalPolicy() == QSizePolicy::Expanding;
    if (!label->wordWrap() && !elides && label->width() + 1 < label->sizeHint().width())
        return QStringLiteral("is cut at its end");
    return {};
}

} // namespace

void AccessibilityTest::everyPartHasANameAndRoom_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("scale");
    const QList<QPair<const char *, Kind>> kinds{{"an ordinary organization", Kind::Normal},
                                                 {"long names", Kind::Long},
                                                 {"hostile names", Kind::Hostile},
                                                 {"all clear", Kind::Clear},
                                                 {"no snapshot", Kind::Empty},
                                                 {"reading", Kind::Loading},
                                                 {"offline", Kind::Offline},
                                                 {"damaged data", Kind::Damaged},
                                                 {"syncing", Kind::Syncing},
                                                 {"first run", Kind::FirstRun}};
    for (const auto &[name, kind] : kinds) {
        QTest::addRow("%s, wide", name) << int(kind) << QSize(1440, 900) << 1.0;
        QTest::addRow("%s, 1024 x 700", name) << int(kind) << QSize(1024, 700) << 1.0;
        QTest::addRow("%s, twice the text", name) << int(kind) << QSize(1440, 900) << 2.0;
    }
}

void AccessibilityTest::everyPartHasANameAndRoom()
{
    QFETCH(int, kind);
    QFETCH(QSize, size);
    QFETCH(double, scale);
    m_theme->apply(theme::Scheme::Light, scale);
    test::StillWorkspace workspace;
    workspace.become([&](pages::State &state) { state = stateOf(Kind(kind), workspace.now()); });
    QTemporaryDir settings;
    desktop::Preferences preferences(settings.path());
    desktop::MainWindow window(workspace, *m_theme, preferences);
    window.resize(size);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    for (const pages::PageRow &row : pages::pages()) {
        const bool findings = QLatin1String(row.id) == QLatin1String("findings");
        const bool some = workspace.state().posture && !workspace.state().posture->findings->empty();
        window.go(
            {.page = QString::fromLatin1(row.id),
             .query = {},
             .finding = findings && some ? workspace.state().posture->findings->front().id : QString()});
        QApplication::processEvents();
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            if (needsName(widget) && widget->isVisible())
                QVERIFY2(!nameOf(widget).isEmpty(),
                         qPrintable(whereIs(widget) + QStringLiteral(" has no name")));
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                QVERIFY2(
                    faultOf(label).isEmpty(),
                    qPrintable(
                        QStringLiteral("%1 “%2” %3").arg(whereIs(label), label->text(), faultOf(label))));
        }
    }
}

QTEST_MAIN(AccessibilityTest)
#include "accessibility_test.moc"
