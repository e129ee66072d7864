// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/intake.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QTimer>
#include <algorithm>

namespace aw::token {
namespace {

constexpr int kMostPages = 20;
constexpr std::size_t kMostOrganizations = 500;
constexpr qsizetype kMostApps = 5'000;

QString words(const char *text)
{
    return QCoreApplication::translate("token", text);
}

QString shown(const JsonView &node)
{
    const SecretBytes text = SecretBytes::utf8(node.text().value_or(QString()));
    return fly::shownPart(text.view());
}

/// An organization has a slug and, where it is somebody's own, "personal" in its place.
struct Named {
    QString slug;
    QString rawSlug;
    QString name;
    QString role;
};

/// One row of tokens/current; nothing where it is not as documented. An empty list of apps means every
/// app, so one that cannot be read must not look empty.
std::optional<Reach> reachOf(const JsonView &row)
{
    Reach reach;
    reach.slug = shown(row.at("org_slug"));
    reach.machine = shown(row.at("restricted_to_machine"));
    const JsonView apps = row.at("apps");
    if (reach.slug.isEmpty() || !(apps.isArray() || apps.isNull() || apps.missing()))
        return std::nullopt;
    for (const JsonView &app : apps.items()) {
        if (!app.text())
            return std::nullopt;
        if (reach.apps.size() < kMostApps)
            reach.apps.append(shown(app));
    }
    reach.everyApp = reach.apps.isEmpty();
    return reach;
}

} // namespace

struct Intake::Asked {
    int open = 0;
    int pages = 0;
    bool accepted = false; ///< some answer shows that the platform takes the token
    QStringList cursors;
    std::vector<Named> organizations;
    std::optional<Error> fault; ///< a refusal before any other
    bool readGranted = false;
};

Intake::Intake(Setup setup, QObject *parent)
    : QObject(parent), m_setup(std::move(setup)), m_asked(std::make_unique<Asked>())
{}

Intake::~Intake() = default;

void Intake::start()
{
    m_report.facts = factsOf(m_setup.token);
    m_report.org = m_setup.org;
    const auto refused = [this](const QString &why) {
        QTimer::singleShot(0, this, [this, why] { end(fail(ErrorKind::Refused, why, m_setup.org)); });
    };
    if (!m_report.facts.missing.isEmpty()) {
        refused(
            words(QT_TRANSLATE_NOOP("token", "The token is not complete: Fly.io would refuse it without a "
                                             "discharge from %1. A token made by “fly tokens create” needs "
                                             "none."))
                .arg(m_report.facts.missing.join(QLatin1String(", "))));
        return;
    }
    if (m_report.facts.expired(now())) {
        refused(words(QT_TRANSLATE_NOOP("token", "The token ended on %1. Make another with: %2"))
                    .arg(m_report.facts.endsAt.date().toString(Qt::ISODate), narrowerCommand(m_setup.org)));
        return;
    }
    Result<std::unique_ptr<fly::HttpsTransport>> transport = fly::HttpsTransport::open(
        {.token = m_setup.token, .caFile = m_setup.caFile, .limits = m_setup.limits, .managers = 1});
    if (!transport) {
        QTimer::singleShot(0, this, [this, error = transport.error()] { end(error); });
        return;
    }
    m_transport = *std::move(transport);
    // Nothing of these answers is kept, so what would be reduced in them needs no key of its own.
    m_client = std::make_unique<fly::Client>(*m_transport, m_setup.endpoints,
                                             secrets::Reducer(QByteArray(), now()), m_setup.pace);
    ask(fly::Route::CurrentTokens);
    ask(fly::Route::Viewer);
    ask(fly::Route::Organizations);
}

void Intake::cancel()
{
    if (m_client)
        m_client->cancel();
    end(fail(ErrorKind::Cancelled,
             words(QT_TRANSLATE_NOOP("token", "The test of the token was cancelled."))));
}

void Intake::ask(fly::Route route, const QString &cursor)
{
    ++m_asked->open;
    m_client->submit({.route = route, .org = m_setup.org, .app = {}, .item = {}, .cursor = cursor},
                     [this](const fly::Reply &reply) { answered(reply); });
}

void Intake::answered(const fly::Reply &reply)
{
    --m_asked->open;
    if (!reply.usable()) {
        const bool worse = !m_asked->fault || reply.fault->kind == ErrorKind::Refused;
        // That the platform knows no user token there says nothing about the token (FLY-API §4).
        const bool expected =
            reply.request.route == fly::Route::CurrentTokens && !m_setup.token.hasMacaroon();
        if (worse && !expected)
            m_asked->fault = reply.fault;
    }
    switch (reply.request.route) {
    case fly::Route::CurrentTokens: readTokens(reply); break;
    case fly::Route::Viewer: readViewer(reply); break;
    default: readOrganizations(reply); break;
    }
    if (m_asked->open == 0)
        reached();
}

void Intake::note(const char *sentence)
{
    const QString text = words(sentence);
    if (!m_report.notes.contains(text))
        m_report.notes.append(text);
}

/// Two macaroons of a bundle may reach the same organization; together they reach what either does.
void Intake::addReach(const Reach &reach)
{
    std::vector<Reach> &all = m_report.reaches;
    const auto same = std::find_if(all.begin(), all.end(), [&reach](const Reach &one) {
        return one.slug == reach.slug && one.machine == reach.machine;
    });
    if (same == all.end()) {
        if (all.size() < kMostOrganizations)
            all.push_back(reach);
        return;
    }
    same->everyApp = same->everyApp || reach.everyApp;
    for (const QString &app : reach.apps) {
        if (!same->apps.contains(app))
            same->apps.append(app);
    }
    if (same->everyApp)
        same->apps.clear();
}

void Intake::readTokens(const fly::Reply &reply)
{
    static constexpr auto kUnread = QT_TRANSLATE_NOOP("token", "Which apps it reaches could not be read.");
    const Result<JsonDocument> body = JsonDocument::parse(reply.usable() ? reply.body : QByteArray());
    if (!body || !body->root().at("tokens").isArray()) {
        note(m_setup.token.hasMacaroon()
                 ? kUnread
                 : QT_TRANSLATE_NOOP("token", "Fly.io tells the reach of macaroon tokens only."));
        return;
    }
    for (const JsonView &row : body->root().at("tokens").items()) {
        const std::optional<Reach> reach = reachOf(row);
        if (!reach)
            note(kUnread);
        else
            addReach(*reach);
    }
    m_asked->accepted = m_asked->accepted || !m_report.reaches.empty();
}

void Intake::readViewer(const fly::Reply &reply)
{
    const Result<JsonDocument> body = JsonDocument::parse(reply.usable() ? reply.body : QByteArray());
    const JsonView viewer = body ? body->root().at("data").at("viewer") : JsonView();
    const auto type = viewer.at("__typename").text();
    if (!type) {
        note(QT_TRANSLATE_NOOP("token", "Whom it acts for could not be read."));
        return;
    }
    m_asked->accepted = true;
    m_report.user = type == QStringLiteral("User");
    m_report.viewer = shown(viewer.at("email"));
    if (m_report.viewer.isEmpty())
        m_report.viewer = shown(viewer.at("name"));
}

void Intake::readOrganizations(const fly::Reply &reply)
{
    static constexpr auto kUnread =
        QT_TRANSLATE_NOOP("token", "The list of organizations could not be read to its end.");
    const Result<JsonDocument> body = JsonDocument::parse(reply.usable() ? reply.body : QByteArray());
    const JsonView list = body ? body->root().at("data").at("organizations") : JsonView();
    const std::optional<bool> more = list.at("pageInfo").at("hasNextPage").flag();
    if (!list.at("nodes").isArray() || !more) {
        note(kUnread);
        return;
    }
    for (const JsonView &node : list.at("nodes").items()) {
        const QString slug = shown(node.at("slug"));
        if (slug.isEmpty())
            note(kUnread);
        else if (m_asked->organizations.size() < kMostOrganizations)
            m_asked->organizations.push_back({.slug = slug,
                                              .rawSlug = shown(node.at("rawSlug")),
                                              .name = shown(node.at("name")),
                                              .role = shown(node.at("viewerRole"))});
    }
    const QString next = list.at("pageInfo").at("endCursor").text().value_or(QString());
    if (!*more)
        return;
    if (next.isEmpty() || m_asked->cursors.contains(next) || ++m_asked->pages >= kMostPages) {
        note(kUnread);
        return;
    }
    m_asked->cursors.append(next);
    ask(fly::Route::Organizations, next);
}

void Intake::reached()
{
    const auto known = [this](const Named &named) {
        return std::find_if(m_report.reaches.begin(), m_report.reaches.end(), [&named](const Reach &reach) {
            return reach.slug == named.slug || reach.slug == named.rawSlug;
        });
    };
    for (const Named &named : m_asked->organizations) {
        const auto found = known(named);
        if (found != m_report.reaches.end()) {
            found->name = named.name;
            found->role = named.role;
        } else if (!named.slug.isEmpty()) {
            m_report.reaches.push_back(
                {.slug = named.slug, .name = named.name, .role = named.role, .everyApp = m_report.user});
        }
    }
    m_asked->accepted = m_asked->accepted || !m_asked->organizations.empty();
    if (!m_asked->accepted) {
        end(m_asked->fault
                ? *m_asked->fault
                : fail(ErrorKind::Refused,
                       words(QT_TRANSLATE_NOOP("token", "Fly.io answers as if there were no token.")),
                       m_setup.org));
        return;
    }
    const auto named = [this](const QString &slug) {
        return std::any_of(m_asked->organizations.begin(), m_asked->organizations.end(),
                           [&slug](const Named &one) { return one.slug == slug || one.rawSlug == slug; }) ||
               std::any_of(m_report.reaches.begin(), m_report.reaches.end(),
                           [&slug](const Reach &one) { return one.slug == slug; });
    };
    // Where a list could not be read, that a name is not in it says nothing.
    if (!m_setup.org.isEmpty() && named(m_setup.org))
        m_report.reachesOrg = Answer::Yes;
    else if (!m_setup.org.isEmpty() && !m_report.reaches.empty() && m_report.notes.isEmpty())
        m_report.reachesOrg = Answer::No;
    if (!m_setup.askWrite) {
        conclude();
        return;
    }
    m_client->permit(fly::Route::TokenAuthorize);
    askWhether(QStringLiteral("r"));
}

QString Intake::organizationToAsk() const
{
    if (!m_setup.org.isEmpty())
        return m_setup.org;
    return m_report.reaches.size() == 1 ? m_report.reaches.front().slug : QString();
}

void Intake::askWhether(const QString &action)
{
    const QString org = organizationToAsk();
    if (org.isEmpty()) {
        m_report.couldWrite = Answer::CannotTell;
        m_report.couldWriteWhy =
            words(QT_TRANSLATE_NOOP("token", "It reaches several organizations: say for which to ask."));
        conclude();
        return;
    }
    m_client->submit(
        {.route = fly::Route::TokenAuthorize, .org = org, .app = {}, .item = action, .cursor = {}},
        [this, action](const fly::Reply &reply) { told(action, reply); });
}

void Intake::told(const QString &action, const fly::Reply &reply)
{
    const bool reading = action == QLatin1String("r");
    const bool refused = reply.status == 400 || reply.status == 401 || reply.status == 403;
    if (reading && reply.usable()) {
        m_asked->readGranted = true;
        askWhether(QStringLiteral("w"));
        return;
    }
    if (!reading && reply.usable()) {
        m_report.couldWrite = Answer::Yes;
    } else if (!reading && refused) {
        m_report.couldWrite = Answer::No;
    } else {
        m_report.couldWrite = Answer::CannotTell;
        m_report.couldWriteWhy = reply.fault ? reply.fault->what : QString();
    }
    conclude();
}

void Intake::conclude()
{
    m_report.widths = widthOf(m_report.facts, m_report.couldWrite, now());
    end(m_report);
}

void Intake::end(const Result<TokenReport> &result)
{
    if (std::exchange(m_over, true))
        return;
    emit finished(result);
}

} // namespace aw::token

// Its own object file, so that a test of the facts links without the network.
#include "moc_intake.cpp" // NOLINT(bugprone-suspicious-include)
