// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/main_window.h"
#include "app/desktop/preferences.h"
#include "core/base/closed_process.h"
#include "core/store/store.h"
#include "ui/pages/live_workspace.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTextStream>
#include <QTimer>
#include <QUrl>

using namespace aw;

namespace {

constexpr int kBadUsage = 2;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::desktop)
};

/// What was asked for on the command line.
struct Wish {
    bool demo = false;
    QString org;
    QString dataDir;
    QString theme;
    QString link;
};

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(Words::tr("Security posture of a Fly.io organization. It only reads."));
    parser.addOptions({
        {QStringLiteral("demo"),
         Words::tr("Open the invented demo organization; needs no token, no network.")},
        {QStringLiteral("org"), Words::tr("Open the organization <slug>."), QStringLiteral("slug")},
        {QStringLiteral("data-dir"), Words::tr("Keep data in <dir> in place of the user's data folder."),
         QStringLiteral("dir")},
        {QStringLiteral("theme"), Words::tr("light, dark or system; for this run only."),
         QStringLiteral("theme")},
    });
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("link"),
                                 Words::tr("A finding to show: airworthy://ORG/finding/ID."),
                                 QStringLiteral("[link]"));
}

/// The exit code when nothing is to be opened: help, version, or words that cannot be understood.
std::optional<int> answered(QCommandLineParser &parser, const QStringList &arguments)
{
    const bool understood = parser.parse(arguments);
    if (parser.isSet(QStringLiteral("help"))) {
        QTextStream(stdout) << parser.helpText();
        return 0;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        QTextStream(stdout) << "airworthy " << QCoreApplication::applicationVersion() << '\n';
        return 0;
    }
    const QString theme = parser.value(QStringLiteral("theme"));
    QString wrong;
    if (!understood)
        wrong = parser.errorText();
    else if (!theme.isEmpty() && !desktop::schemeNamed(theme))
        wrong = Words::tr("The theme is light, dark or system.");
    else if (parser.isSet(QStringLiteral("demo")) && parser.isSet(QStringLiteral("org")))
        wrong = Words::tr("--demo and --org exclude each other.");
    if (wrong.isEmpty())
        return std::nullopt;
    QTextStream(stderr) << wrong << '\n';
    return kBadUsage;
}

/// Qt ends the program where it finds none; we would rather say so. A platform named by the user is
/// taken at the word.
bool hasDisplay()
{
    if (qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        return true;
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

Wish wishOf(const QCommandLineParser &parser)
{
    return {.demo = parser.isSet(QStringLiteral("demo")),
            .org = parser.value(QStringLiteral("org")),
            .dataDir = parser.value(QStringLiteral("data-dir")),
            .theme = parser.value(QStringLiteral("theme")),
            .link = parser.positionalArguments().value(0)};
}

/// A place and its organization from "airworthy://ORG/finding/ID"; an empty place when it is no link.
std::pair<QString, pages::Place> placeOf(const QString &link)
{
    const QUrl url(link, QUrl::StrictMode);
    const QStringList parts = url.path().split(QLatin1Char('/'), Qt::SkipEmptyParts);
    if (url.scheme() != QLatin1String("airworthy") || parts.size() != 2 ||
        parts[0] != QLatin1String("finding"))
        return {};
    return {url.host(), {.page = QStringLiteral("findings"), .query = {}, .finding = parts[1]}};
}

int run(QApplication &application, const Wish &wish, token::EnvironmentToken environmentToken)
{
    desktop::Preferences preferences(wish.dataDir);
    theme::Theme theme(application);
    theme.apply(desktop::schemeNamed(wish.theme).value_or(preferences.scheme()), preferences.textScale());
    const auto [linkedOrg, place] = placeOf(wish.link);
    pages::LiveWorkspace workspace({.dataFolder = store::dataFolder(wish.dataDir),
                                    .org = wish.org.isEmpty() ? linkedOrg : wish.org,
                                    .lastOrg = preferences.lastOrganization(),
                                    .demo = wish.demo,
                                    .clock = systemClock(),
                                    .environmentToken = std::move(environmentToken),
                                    .keychain = token::systemKeychain()});
    desktop::MainWindow window(workspace, theme, preferences);
    if (!place.finding.isEmpty())
        window.go(place);
    window.show();
    // The window comes first; what it shows is read once it stands.
    QTimer::singleShot(0, &workspace, &pages::LiveWorkspace::start);
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    // From here on the process holds a credential; and it is taken out of the environment before
    // anything can copy it.
    closeToOthers();
    token::EnvironmentToken environmentToken = token::EnvironmentToken::takeFromProcess();
    QCoreApplication::setApplicationName(QStringLiteral("airworthy"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AW_VERSION));
    QCommandLineParser parser;
    describe(parser);
    {
        // Help, version and wrong words need no display, so they are answered before there is one.
        const QCoreApplication bare(argc, argv);
        if (const std::optional<int> code = answered(parser, QCoreApplication::arguments()))
            return *code;
        if (!hasDisplay()) {
            QTextStream(stderr) << Words::tr("There is no display. airworthy-cli does the same without one.")
                                << '\n';
            return kBadUsage;
        }
    }
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("airworthy"));
    parser.parse(QCoreApplication::arguments());
    return run(application, wishOf(parser), std::move(environmentToken));
}
