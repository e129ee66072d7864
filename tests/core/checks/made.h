// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalogue/catalogue.h"
#include "core/checks/judge.h"

#include <QTest>

/// Small organizations for tests: everything is there, complete and healthy until a test spoils it.
namespace aw::made {

using namespace Qt::StringLiterals;
using namespace aw::model;

inline QDateTime now()
{
    return {QDate(2026, 11, 24), QTime(10, 0), Qt::UTC};
}

inline QDateTime daysAgo(double days)
{
    return now().addSecs(-qint64(days * 86400));
}

inline Origin at(const QString &pointer)
{
    return {.reply = 0, .pointer = pointer};
}

template<class T>
Fact<T> told(T value, const QString &pointer = u"/told"_s)
{
    return {std::move(value), at(pointer)};
}

inline Gap gap(Reason reason, const QString &asked = u"GET /v1/asked"_s)
{
    return {.reason = reason,
            .asked = asked,
            .detail = u"The platform answered 403."_s,
            .permission = u"read the thing"_s};
}

template<class T>
Listing<T> whole(std::vector<T> items = {})
{
    return {.items = std::move(items), .gaps = {}, .origins = {at(u"/list"_s)}, .asked = true};
}

/// What is left when a list was refused.
template<class T>
Listing<T> refused(std::vector<T> items = {})
{
    return {.items = std::move(items), .gaps = {gap(Reason::Permission)}, .origins = {}, .asked = false};
}

/// What is left when a later page failed.
template<class T>
Listing<T> shortened(std::vector<T> items)
{
    return {.items = std::move(items),
            .gaps = {gap(Reason::Filtered)},
            .origins = {at(u"/list"_s)},
            .asked = true};
}

inline QString digest(char digit)
{
    return u"sha256:"_s + QString(64, QLatin1Char(digit));
}

inline Machine machine(const QString &id, const QString &state = u"started"_s)
{
    Machine machine;
    machine.id = id;
    machine.name = id;
    machine.state = state;
    machine.region = u"iad"_s;
    machine.version = u"V2"_s;
    machine.hostStatus = told(u"ok"_s);
    machine.createdAt = told(daysAgo(300));
    machine.updatedAt = told(daysAgo(1));
    machine.image = {.registry = u"registry.fly.io"_s,
                     .repository = u"some"_s,
                     .tag = u"deployment-1"_s,
                     .digest = digest('a'),
                     .origin = at(u"/0/image_ref"_s)};
    machine.configComplete = true;
    machine.versions = whole<MachineVersion>();
    machine.origin = at(u"/0"_s);
    machine.stateOrigin = at(u"/0/state"_s);
    return machine;
}

inline Service service(std::vector<Port> ports, Service::Autostop autostop = Service::Autostop::Off)
{
    Service service;
    service.protocol = u"tcp"_s;
    service.internalPort = 8080;
    service.autostop = autostop;
    service.ports = std::move(ports);
    service.origin = at(u"/0/config/services/0"_s);
    service.autostopOrigin = at(u"/0/config/services/0/autostop"_s);
    return service;
}

inline Port port(quint16 first, quint16 last = 0)
{
    return {.first = first,
            .last = last == 0 ? first : last,
            .handlers = {u"tls"_s, u"http"_s},
            .forceHttps = true,
            .tls = {},
            .proxyProtocol = {},
            .origin = at(u"/0/config/services/0/ports/0"_s)};
}

inline IpAddress address(const QString &text)
{
    IpAddress address;
    address.address = text;
    address.origin = at(u"/ips/0/ip"_s);
    return address;
}

inline App app(const QString &name, std::vector<Machine> machines = {})
{
    App app;
    app.name = name;
    app.id = name;
    app.network = u"default"_s;
    app.role = told(QString());
    for (Machine &machine : machines)
        machine.app = name;
    app.machines = whole(std::move(machines));
    app.volumes = whole<Volume>();
    app.secrets = whole<Secret>();
    app.addresses = whole<IpAddress>();
    app.certificates = whole<Certificate>();
    app.releases = whole<Release>();
    app.databaseUsers = whole<DatabaseUser>();
    app.origin = at(u"/apps/0"_s);
    return app;
}

inline Volume volume(const QString &id, bool encrypted)
{
    Volume volume;
    volume.id = id;
    volume.name = u"data"_s;
    volume.state = u"created"_s;
    volume.region = u"iad"_s;
    volume.sizeGb = told<qint64>(10);
    volume.encrypted = told(encrypted, u"/3/encrypted"_s);
    volume.attachedMachine = told(u"m1"_s);
    volume.createdAt = told(daysAgo(100));
    volume.snapshotRetentionDays = told<qint64>(5);
    volume.hostStatus = told(u"ok"_s);
    volume.origin = at(u"/3"_s);
    return volume;
}

inline ReducedValue value(Likeness likeness, const QString &shape = u"text"_s)
{
    return {.hmac = u"0123456789abcdef"_s,
            .length = 40,
            .shape = shape,
            .rule = likeness == Likeness::None ? QString() : u"rule"_s,
            .likeness = likeness};
}

inline Setting setting(const QString &name, Likeness likeness, const QString &shape = u"text"_s)
{
    return {.name = name,
            .place = u"env"_s,
            .value = value(likeness, shape),
            .origin = at(u"/0/config/env/"_s + name)};
}

inline ConfigFile file(const QString &path, Likeness likeness, const QString &shape = u"text"_s)
{
    return {.guestPath = path,
            .source = ConfigFile::Source::Inline,
            .readable = true,
            .content = value(likeness, shape),
            .origin = at(u"/0/config/files/0"_s)};
}

inline Secret secret(const QString &name, double age)
{
    return {.name = name,
            .hmac = u"fedcba9876543210"_s,
            .createdAt = told(daysAgo(age)),
            .updatedAt = told(daysAgo(age), u"/secrets/0/updated_at"_s),
            .setBy = {},
            .origin = at(u"/secrets/0"_s)};
}

inline Image image(char digit, const QStringList &apps, double age = 10)
{
    Image image;
    image.ref = {.registry = u"registry.fly.io"_s,
                 .repository = u"some"_s,
                 .tag = u"deployment-1"_s,
                 .digest = digest(digit),
                 .origin = {}};
    image.apps = apps;
    image.createdAt = told(daysAgo(age), u"/data/app/image/createdAt"_s);
    image.envRead = true;
    image.historyRead = true;
    image.origin = at(u"/data/app/image"_s);
    return image;
}

inline Member member(const QString &email)
{
    Member member;
    member.id = email;
    member.email = email;
    member.name = email;
    member.role = u"MEMBER"_s;
    member.origin = at(u"/data/organization/members/edges/0"_s);
    return member;
}

inline WireGuardPeer peer(const QString &name, const QString &network = {})
{
    const Origin origin = at(u"/data/organization/wireGuardPeers/nodes/0"_s);
    const auto declared = model::decodedPeerName(name, now());
    return {.id = u"id-"_s + name,
            .name = name,
            .network = network,
            .peerIp = u"fdaa::3"_s,
            .publicKey = {},
            .region = u"fra"_s,
            .selfDeclared =
                declared
                    ? Fact<PeerName>(*declared, origin)
                    : Fact<PeerName>(
                          Gap{.reason = Reason::NotPublished, .asked = {}, .detail = {}, .permission = {}},
                          origin),
            .origin = origin};
}

inline Snapshot snapshot(std::vector<App> apps)
{
    Snapshot snapshot;
    snapshot.id = u"snapshot"_s;
    snapshot.organization.slug = u"northwind-parcel"_s;
    snapshot.organization.name = told(u"Northwind Parcel"_s);
    snapshot.organization.members =
        whole<Member>({member(u"dana.keller@example.com"_s), member(u"jo@example.com"_s)});
    snapshot.organization.peers = whole<WireGuardPeer>();
    snapshot.organization.tokens = whole<Token>();
    snapshot.organization.reach = whole<TokenReach>();
    std::sort(apps.begin(), apps.end(), [](const App &a, const App &b) { return a.name < b.name; });
    snapshot.apps = std::move(apps);
    snapshot.images = whole<Image>();
    snapshot.appsComplete = true;
    snapshot.startedAt = now().addSecs(-60);
    snapshot.collectedAt = now();
    snapshot.sources = {{.name = u"apps"_s,
                         .state = SourceState::Complete,
                         .reason = {},
                         .detail = {},
                         .asked = 1,
                         .answered = 1}};
    snapshot.replies = {
        {.request = u"GET /v1/apps"_s, .requestId = u"r"_s, .at = now(), .status = 200, .body = "{}"}};
    return snapshot;
}

inline DeclaredIntent declared(std::optional<Environment> environment, std::optional<Exposure> exposure,
                               std::optional<DataClass> data)
{
    return {.environment = environment,
            .exposure = exposure,
            .data = data,
            .owner = {},
            .declaredBy = u"owner"_s,
            .declaredAt = daysAgo(10)};
}

inline const catalogue::Catalogue &catalogueOfTheProgram()
{
    static const auto kLoaded = catalogue::Catalogue::load();
    return **kLoaded;
}

inline Findings findingsOf(const Snapshot &snapshot, const QString &check,
                           const DeclaredIntents &declared = {})
{
    Findings found;
    for (Finding &finding : checks::judge(snapshot, catalogueOfTheProgram(), declared)) {
        if (finding.check == check)
            found.push_back(std::move(finding));
    }
    return found;
}

/// A finding in one line: "fail critical app:ledger [KEY] (reason) guessed".
inline QString line(const Finding &finding)
{
    QString line = u"%1 %2 %3:%4"_s.arg(statusName(finding.status), severityName(finding.severity),
                                        finding.resource.type, finding.resource.name);
    if (!finding.key.isEmpty())
        line += u" ["_s + finding.key + u']';
    if (finding.reason)
        line += u" ("_s + reasonName(*finding.reason) + u')';
    return finding.guessed ? line + u" guessed"_s : line;
}

inline QStringList lines(const Findings &findings)
{
    QStringList all;
    for (const Finding &finding : findings)
        all.push_back(line(finding));
    return all;
}

/// Every finding of one check, one to a line: a table row's expectation.
struct Row {
    Snapshot snapshot;
    QStringList expected;
    DeclaredIntents declared;
};

inline void columns()
{
    QTest::addColumn<Row>("row");
}

inline void row(const char *name, Snapshot snapshot, QStringList expected, DeclaredIntents declared = {})
{
    QTest::newRow(name) << Row{std::move(snapshot), std::move(expected), std::move(declared)};
}

inline void hold(const Row &row, const QString &check)
{
    const Findings findings = findingsOf(row.snapshot, check, row.declared);
    QCOMPARE(lines(findings).join(u'\n'), row.expected.join(u'\n'));
    for (const Finding &finding : findings) {
        QVERIFY2(finding.message.endsWith(u'.') && !finding.message.contains(u'%'),
                 qPrintable(finding.message));
        QCOMPARE(finding.reason.has_value(), finding.status == Status::Unknown);
        if (finding.status == Status::Fail) {
            QVERIFY2(!finding.evidence.empty(), qPrintable(finding.message));
            QVERIFY2(!finding.remediation.empty(), qPrintable(finding.message));
        }
    }
}

} // namespace aw::made

Q_DECLARE_METATYPE(aw::made::Row)
