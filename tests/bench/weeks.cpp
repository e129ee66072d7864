// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/weeks.h"

#include "core/base/time.h"
#include "core/demo/demo_transport.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <algorithm>

namespace aw::test {
namespace {

const QString kOrg = QString::fromLatin1(kGeneratedOrg);
const QString kListed = QStringLiteral("/v1/orgs/%1/machines").arg(kOrg);
constexpr int kMinute = 60'000;

/// Nothing waits: what the platform allows is another bench's matter.
fly::Pace unlimited()
{
    fly::Pace pace;
    pace.refill = std::chrono::milliseconds(0);
    pace.burst = 1'000'000;
    pace.inFlight = 1'000'000;
    return pace;
}

JsonDocument parsed(const demo::Answer &answer)
{
    const Result<JsonDocument> document = JsonDocument::parse(answer.body);
    if (!document || answer.status != 200)
        qFatal("the fixture answers %d: %s", answer.status, answer.body.left(200).constData());
    return *document;
}

JsonDocument asked(const demo::Fixture &fixture, const fly::Request &request)
{
    return parsed(fixture.graphql(fly::WireRequest::from(request, {}).body()));
}

JsonValue with(const JsonView &object, std::initializer_list<std::pair<const char *, JsonValue>> members)
{
    JsonValue out = object.copy();
    for (const auto &[name, value] : members)
        out.set(name, value);
    return out;
}

/// As the platform makes them: 10 characters of time and 16 of chance.
QString ulid(const QDateTime &at, QRandomGenerator &random)
{
    static const QString digits = QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    QString id(26, QLatin1Char('0'));
    auto millis = quint64(at.toMSecsSinceEpoch());
    for (int i = 9; i >= 0; --i, millis /= 32)
        id[i] = digits.at(int(millis % 32));
    for (int i = 10; i < 26; ++i)
        id[i] = digits.at(random.bounded(32));
    return id;
}

std::tuple<fly::Route, QString, QString, QString> keyOf(const fly::Request &request)
{
    return {request.route, request.app, request.item, request.cursor};
}

} // namespace

Weeks::Weeks(const Size &size, double changed)
    : m_size(size), m_changed(int(changed * size.machines)), m_fixture(generatedFixture(size))
{}

QDateTime Weeks::start() const
{
    return QDateTime(QDate(2025, 12, 1), QTime(9, 0), Qt::UTC).addDays(7 * m_week);
}

void Weeks::deployAnew()
{
    m_touched.clear();
    m_deployedMachines.clear();
    // Machine i runs in app i modulo the number of apps, so a stretch of numbers meets as many apps.
    for (int i = 0; i < m_changed; ++i, ++m_deployed)
        deploy(m_deployed % m_size.machines);
    listInOrganization();
}

void Weeks::deploy(int machine)
{
    const QString app = generatedApp(machine % m_size.apps);
    const QString path = QStringLiteral("/v1/apps/%1/machines").arg(app);
    const JsonDocument before = parsed(m_fixture.get(path, {}));
    JsonValue after = JsonValue::array();
    int place = machine / m_size.apps;
    for (const JsonView &each : before.root().items()) {
        if (place-- != 0) {
            after.append(each.copy());
            continue;
        }
        const JsonValue anew = deployed(each, app);
        keepVersion(app, each, anew.view());
        putImage(app, each.at("image_ref"), anew.view().at("image_ref"));
        putRelease(app, anew.view().at("config").at("image"));
        m_deployedMachines.emplace(*each.at("id").text(), anew);
        after.append(anew);
    }
    m_fixture.put(path, std::move(after));
    m_touched.insert(app);
}

JsonValue Weeks::deployed(const JsonView &machine, const QString &app)
{
    const QString at = formatTime(start().addDays(-1));
    const QString version = ulid(start().addDays(-1), m_random);
    const QString tag = QLatin1String("deployment-") + version;
    const QByteArray digest = QCryptographicHash::hash(tag.toLatin1(), QCryptographicHash::Sha256).toHex();
    const JsonView config = machine.at("config");
    const std::vector<std::pair<QString, JsonView>> settings = config.at("env").members();
    JsonValue env = config.at("env").copy();
    // A tenth of the settings has another value now.
    for (std::size_t i = 0; i < settings.size(); i += 10)
        env.set(settings[i].first, QStringLiteral("value of %1").arg(version));
    const JsonValue image =
        with(machine.at("image_ref"),
             {{"tag", tag}, {"digest", QLatin1String("sha256:") + QLatin1String(digest)}});
    return with(
        machine,
        {{"instance_id", version},
         {"version", version},
         {"updated_at", at},
         {"image_ref", image},
         {"config",
          with(config, {{"env", env}, {"image", QStringLiteral("registry.fly.io/%1:%2").arg(app, tag)}})}});
}

void Weeks::keepVersion(const QString &app, const JsonView &before, const JsonView &after)
{
    const QString place =
        QStringLiteral("/v1/apps/%1/machines/%2/versions").arg(app, *before.at("id").text());
    const JsonDocument earlier = parsed(m_fixture.get(place, {}));
    JsonValue versions = JsonValue::array();
    versions.append(JsonValue::object()
                        .set("version", after.at("version").copy())
                        .set("user_config", after.at("config").copy()));
    for (const JsonView &version : earlier.root().items())
        versions.append(version.copy());
    m_fixture.put(place, std::move(versions));
}

void Weeks::putImage(const QString &app, const JsonView &before, const JsonView &after)
{
    const auto reference = [](const JsonView &image) {
        return QStringLiteral("%1/%2@%3")
            .arg(*image.at("registry").text(), *image.at("repository").text(), *image.at("digest").text());
    };
    const JsonDocument old = asked(m_fixture, {fly::Route::AppImage, kOrg, app, reference(before), {}});
    const JsonValue image =
        with(old.root().at("data").at("app").at("image"),
             {{"tag", after.at("tag").copy()},
              {"digest", after.at("digest").copy()},
              {"createdAt", formatTime(start().addDays(-1))},
              {"id", after.at("digest").text()->mid(7, 20)},
              {"ref", QStringLiteral("registry.fly.io/%1:%2").arg(app, *after.at("tag").text())},
              {"absoluteRef", reference(after)}});
    m_fixture.put(QStringLiteral("AppImage/%1/%2").arg(app, reference(after)),
                  JsonValue::object().set("app", JsonValue::object().set("image", image)));
}

void Weeks::putRelease(const QString &app, const JsonView &image)
{
    const JsonDocument old = asked(m_fixture, {fly::Route::AppReleases, kOrg, app, {}, {}});
    const JsonView releases = old.root().at("data").at("app").at("releasesUnprocessed").at("nodes");
    const qint64 number = releases.at(0).at("version").integer().value_or(0) + 1;
    const JsonValue release = with(releases.at(0), {{"id", QStringLiteral("rel_%1_%2").arg(app).arg(number)},
                                                    {"version", number},
                                                    {"imageRef", image.copy()},
                                                    {"createdAt", formatTime(start().addDays(-1))}});
    JsonValue nodes = JsonValue::array().append(release);
    for (const JsonView &earlier : releases.items())
        nodes.append(earlier.copy());
    JsonValue current = JsonValue::object();
    for (const char *name : {"id", "version", "imageRef", "createdAt", "user"})
        current.set(name, release.view().at(name).copy());
    m_fixture.put(
        QStringLiteral("AppReleases/") + app,
        JsonValue::object().set(
            "app", JsonValue::object()
                       .set("currentReleaseUnprocessed", std::move(current))
                       .set("releasesUnprocessed", JsonValue::object().set("nodes", std::move(nodes)))));
}

void Weeks::listInOrganization()
{
    JsonValue machines = JsonValue::array();
    QString cursor;
    do {
        QUrlQuery query;
        if (!cursor.isEmpty())
            query.addQueryItem(QStringLiteral("cursor"), cursor);
        const JsonDocument page = parsed(m_fixture.get(kListed, query));
        for (const JsonView &listed : page.root().at("machines").items()) {
            const auto anew = m_deployedMachines.find(listed.at("id").text().value_or(QString()));
            if (anew == m_deployedMachines.end()) {
                machines.append(listed.copy());
                continue;
            }
            const JsonView machine = anew->second.view();
            machines.append(
                with(listed, {{"version", machine.at("version").copy()},
                              {"updated_at", machine.at("updated_at").copy()},
                              {"config", with(listed.at("config"),
                                              {{"image", machine.at("config").at("image").copy()}})}}));
        }
        cursor = page.root().at("next_cursor").text().value_or(QString());
    } while (!cursor.isEmpty());
    m_fixture.put(kListed, JsonValue::object().set("machines", std::move(machines)));
}

const fly::Reply *Weeks::unchanged(const fly::Request &request) const
{
    // Of the organization as a whole everything is asked anew.
    if (request.app.isEmpty() || m_touched.contains(request.app))
        return nullptr;
    const auto known = m_known.find(keyOf(request));
    return known == m_known.end() ? nullptr : &known->second;
}

fly::Reply Weeks::arrived(fly::Reply reply)
{
    reply.at = start().addMSecs(m_random.bounded(kMinute / 2));
    reply.requestId = ulid(reply.at, m_random) + QLatin1String("-fra");
    return reply;
}

void Weeks::ask(fly::Client &client, collect::Reading &reading, collect::Next wanted, collect::Record &record)
{
    int underWay = 0;
    const auto take = [&](const fly::Reply &reply) {
        const collect::Next more = reading.read(reply);
        reading.forget(reply.request);
        wanted.insert(wanted.end(), more.begin(), more.end());
        record.replies.push_back(arrived(reply));
    };
    while (!wanted.empty() || underWay > 0) {
        for (const fly::Request &request : std::exchange(wanted, {})) {
            if (const fly::Reply *known = unchanged(request)) {
                take(*known);
                continue;
            }
            ++underWay;
            client.submit(request, [this, &underWay, take](const fly::Reply &reply) {
                --underWay;
                m_known.insert_or_assign(keyOf(reply.request), reply);
                take(reply);
            });
        }
        if (underWay > 0)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

collect::Record Weeks::next()
{
    if (m_week > 0)
        deployAnew();
    demo::DemoTransport transport(m_fixture);
    fly::Client client(transport, {}, secrets::Reducer("bench", start()), unlimited());
    collect::Reading reading(kOrg);
    collect::Record record{.org = kOrg,
                           .demo = false,
                           .startedAt = start(),
                           .collectedAt = start().addMSecs(kMinute),
                           .replies = {}};
    ask(client, reading, reading.begin(), record);
    ask(client, reading, reading.afterApps(), record);
    std::stable_sort(record.replies.begin(), record.replies.end(),
                     [](const fly::Reply &a, const fly::Reply &b) {
                         const auto list = [](const fly::Request &request) {
                             return std::tie(request.route, request.app, request.item);
                         };
                         return list(a.request) < list(b.request);
                     });
    ++m_week;
    return record;
}

} // namespace aw::test
