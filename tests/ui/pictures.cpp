// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Draws every page in every state, theme and size a designer would look at, as PNG files into the
// folder named on the command line. Not a test: it fails only when a picture cannot be made.

#include "app/desktop/main_window.h"
#include "tests/ui/made_posture.h"
#include "ui/pages/first_run_page.h"
#include "ui/pages/live_workspace.h"
#include "ui/widgets/button.h"
#include "ui/widgets/token_field.h"

#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

using namespace aw;

namespace {

struct Look {
    const char *name;
    QSize size;
    theme::Scheme scheme;
    double scale;
};

constexpr Look kLooks[] = {
    {"", {1440, 900}, theme::Scheme::Light, 1.0},
    {"-dark", {1440, 900}, theme::Scheme::Dark, 1.0},
    {"-1024x700", {1024, 700}, theme::Scheme::Light, 1.0},
    {"-text-200", {1440, 900}, theme::Scheme::Light, 2.0},
};

class Studio
{
public:
    Studio(QApplication &application, QString folder) : m_theme(application), m_folder(std::move(folder)) {}

    /// Opens a window over `workspace` for each look, lets `pose` arrange it, and keeps the picture.
    void shoot(const QString &name, pages::Workspace &workspace,
               const std::function<void(desktop::MainWindow &)> &pose)
    {
        for (const Look &look : kLooks) {
            m_theme.apply(look.scheme, look.scale);
            QTemporaryDir settings;
            desktop::Preferences preferences(settings.path());
            desktop::MainWindow window(workspace, m_theme, preferences);
            window.resize(look.size);
            window.show();
            window.activateWindow();
            (void)QTest::qWaitForWindowActive(&window, 500);
            QCoreApplication::processEvents();
            pose(window);
            QTest::qWait(400); // evidence is looked up elsewhere; gray rows wait for 300 ms
            const QString path =
                QDir(m_folder).filePath(name + QLatin1String(look.name) + QStringLiteral(".png"));
            if (!window.grab().save(path))
                qFatal("Could not write %s", qPrintable(path));
        }
    }

private:
    theme::Theme m_theme;
    QString m_folder;
};

pages::Place at(const char *page, const char *query = "", const QString &finding = {})
{
    return {QString::fromLatin1(page), QString::fromLatin1(query), finding};
}

void shootDemo(Studio &studio)
{
    QTemporaryDir data;
    pages::LiveWorkspace workspace(
        {.dataFolder = data.path(), .org = {}, .lastOrg = {}, .demo = true, .clock = systemClock()});
    workspace.start();
    if (!QTest::qWaitFor(
            [&] {
                return workspace.state().posture != nullptr || workspace.state().syncTrouble ||
                       workspace.state().dataTrouble;
            },
            60'000))
        qFatal("The demo organization could not be read");
    const pages::State &state = workspace.state();
    if (!state.posture)
        qFatal("%s",
               qPrintable(state.syncTrouble ? state.syncTrouble->error.what : state.dataTrouble->error.what));
    studio.shoot(QStringLiteral("demo-overview"), workspace, [](auto &) {});
    studio.shoot(QStringLiteral("demo-formula"), workspace, [](auto &window) {
        for (auto *button : window.template findChildren<widgets::Button *>()) {
            if (button->text().contains(QStringLiteral("computed")))
                button->click();
        }
    });
    studio.shoot(QStringLiteral("demo-findings"), workspace,
                 [&](auto &window) { window.go(at("findings", "", state.posture->findings->front().id)); });
    studio.shoot(QStringLiteral("demo-filter"), workspace, [](auto &window) {
        window.go(at("findings", "is:open sev:urgent"));
        auto *field = window.template findChild<widgets::TokenField *>();
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral(" a"));
    });
    studio.shoot(QStringLiteral("demo-sync"), workspace, [](auto &window) { window.go(at("sync")); });
}

/// What is said of a user's own token that reaches organizations and apps of the longest names.
token::TokenReport wideReport(const QString &org)
{
    token::TokenReport report;
    report.facts = token::factsOf(*fly::Token::parse(QStringLiteral("fo1_0123456789abcdef")));
    report.org = org;
    report.user = true;
    report.viewer = QStringLiteral("somebody.with.a.rather.long.name@department.example.com");
    report.reaches = {{.slug = org, .name = QStringLiteral("W").repeated(80), .everyApp = true},
                      {.slug = QStringLiteral("other"), .name = QStringLiteral("Other")}};
    for (int i = 1; i < 12; ++i)
        report.reaches.back().apps.append(QStringLiteral("a-service-with-a-long-name-%1").arg(i));
    report.reachesOrg = token::Answer::Yes;
    report.couldWrite = token::Answer::Yes;
    report.widths = token::widthOf(report.facts, report.couldWrite, test::StillWorkspace().now());
    return report;
}

void shootStates(Studio &studio)
{
    const auto with = [](const std::function<void(pages::State &)> &change) {
        auto workspace = std::make_unique<test::StillWorkspace>();
        const pages::State state = test::madeState({}, workspace->now());
        workspace->become([&](pages::State &now) {
            now = state;
            change(now);
        });
        return workspace;
    };
    const auto now = test::StillWorkspace().now();
    const auto still = [](auto &) {};
    studio.shoot(QStringLiteral("state-first-run"), *with([](auto &s) {
                     s = {};
                     s.loading = false;
                 }),
                 still);
    studio.shoot(QStringLiteral("state-connect"), *with([](auto &s) {
                     s = {};
                     s.loading = false;
                 }),
                 [](auto &window) {
                     for (auto *button : window.template findChildren<widgets::Button *>()) {
                         if (button->text().startsWith(QStringLiteral("Connect with")))
                             button->click();
                     }
                 });
    const auto tested = with([](auto &s) {
        s = {};
        s.loading = false;
    });
    studio.shoot(QStringLiteral("state-token-wide"), *tested, [&tested](auto &window) {
        const QString org = QString(63, QLatin1Char('w'));
        auto *page = window.template findChild<pages::FirstRunPage *>();
        page->askForToken(org);
        for (auto *field : page->template findChildren<QLineEdit *>()) {
            if (field->echoMode() == QLineEdit::Password)
                field->setText(QStringLiteral("fo1_0123456789abcdef"));
        }
        for (auto *button : page->template findChildren<widgets::Button *>()) {
            if (button->text().startsWith(QStringLiteral("Test the")))
                button->click();
        }
        emit tested->tokenTested(wideReport(org));
    });
    studio.shoot(QStringLiteral("state-loading"), *with([](auto &s) {
                     s.loading = true;
                     s.posture.reset();
                 }),
                 still);
    studio.shoot(QStringLiteral("state-no-snapshot"), *with([](auto &s) { s.posture.reset(); }), still);
    studio.shoot(QStringLiteral("state-offline"), *with([&](auto &s) {
                     s.syncTrouble = pages::Trouble{
                         fail(ErrorKind::Network,
                              QStringLiteral("api.machines.dev did not answer within 30 seconds."),
                              QStringLiteral("api.machines.dev")),
                         now};
                 }),
                 still);
    studio.shoot(QStringLiteral("state-damaged"), *with([&](auto &s) {
                     s.posture.reset();
                     s.dataTrouble =
                         pages::Trouble{fail(ErrorKind::Storage,
                                             QStringLiteral("The database is damaged and was left as it is."),
                                             QStringLiteral("airworthy.db")),
                                        now};
                 }),
                 still);
    studio.shoot(QStringLiteral("state-filter-empty"), *with([](auto &) {}),
                 [](auto &window) { window.go(at("findings", "is:open app:gateway")); });
    studio.shoot(QStringLiteral("state-all-clear"), *with([&](auto &s) {
                     s = test::madeState({.open = 0, .unknown = 0, .passed = 12, .partial = false}, now);
                 }),
                 [](auto &window) { window.go(at("findings")); });
    studio.shoot(QStringLiteral("state-all-clear-overview"), *with([&](auto &s) {
                     s = test::madeState({.open = 0, .unknown = 0, .passed = 12, .partial = false}, now);
                 }),
                 still);
    studio.shoot(QStringLiteral("state-syncing"), *with([&](auto &s) {
                     s.syncing =
                         pages::Syncing{.progress = {.asked = 193,
                                                     .answered = 118,
                                                     .retries = 2,
                                                     .sources = {{QStringLiteral("apps"), 1, 1, 0},
                                                                 {QStringLiteral("app_machines"), 14, 9, 0},
                                                                 {QStringLiteral("app_secrets"), 14, 14, 5},
                                                                 {QStringLiteral("app_addresses"), 14, 14, 0},
                                                                 {QStringLiteral("org_wireguard"), 0, 0, 0}}},
                                        .startedAt = now.addSecs(-46),
                                        .cancelling = false};
                 }),
                 [](auto &window) { window.go(at("sync")); });
    for (const bool hostile : {false, true}) {
        const auto workspace = with([&](auto &s) {
            s = test::madeState(
                {.open = 24, .unknown = 9, .passed = 12, .longNames = !hostile, .hostile = hostile}, now);
        });
        const QString name = hostile ? QStringLiteral("hostile") : QStringLiteral("long");
        studio.shoot(name + QStringLiteral("-overview"), *workspace, still);
        studio.shoot(name + QStringLiteral("-findings"), *workspace, [&](auto &window) {
            window.go(at("findings", "", workspace->state().posture->findings->front().id));
        });
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    const QString folder = QCoreApplication::arguments().value(1, QStringLiteral("pictures"));
    QDir().mkpath(folder);
    Studio studio(application, folder);
    shootDemo(studio);
    shootStates(studio);
    QTextStream(stdout) << "Pictures are in " << QDir(folder).absolutePath() << '\n';
    return 0;
}
