// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/core/checks/made.h"

#include <QRandomGenerator>
#include <functional>

/// Organizations by chance, and ways to see less of them. The same seed gives the same organization.
namespace aw::made {

class Chance
{
public:
    explicit Chance(quint32 seed) : m_generator(seed) {}

    [[nodiscard]] bool one(int in) { return m_generator.bounded(in) == 0; }
    [[nodiscard]] int below(int end) { return m_generator.bounded(end); }

    template<class T>
    [[nodiscard]] T of(const std::vector<T> &choices)
    {
        return choices.at(std::size_t(below(int(choices.size()))));
    }

private:
    QRandomGenerator m_generator;
};

inline Machine randomMachine(Chance &chance, const QString &id)
{
    const std::vector<Likeness> likenesses{Likeness::None, Likeness::None, Likeness::Suspect,
                                           Likeness::Likely, Likeness::Certain};
    Machine made =
        machine(id, chance.of<QString>({u"started"_s, u"started"_s, u"stopped"_s, u"destroyed"_s}));
    made.updatedAt = told(daysAgo(chance.below(120)));
    made.image.digest = digest(chance.of<char>({'a', 'b', 'c'}));
    if (chance.one(2)) {
        made.config.services = {
            service({port(443)}, chance.one(2) ? Service::Autostop::Off : Service::Autostop::Stop)};
        if (chance.one(3))
            made.config.services.front().minMachinesRunning = told<qint64>(chance.below(2));
    }
    if (chance.one(3))
        made.config.env = {setting(u"KEY"_s, chance.of(likenesses))};
    if (chance.one(3))
        made.config.files = {
            file(chance.of<QString>({u"/app/.env"_s, u"/etc/conf"_s}), chance.of(likenesses))};
    if (chance.one(3)) {
        MachineVersion old;
        old.version = u"V1"_s;
        old.config.env = {setting(u"OLD"_s, chance.of(likenesses))};
        made.versions.items = {old};
    }
    return made;
}

inline App randomApp(Chance &chance, int number)
{
    const QString name = chance.of<QString>({u"worker"_s, u"web"_s, u"ledger"_s, u"shop-prod"_s,
                                             u"lab-staging"_s, u"patient-dev"_s}) +
                         u"-n"_s + QString::number(number);
    std::vector<Machine> machines;
    for (int i = chance.below(4); i > 0; --i)
        machines.push_back(randomMachine(chance, u"m%1-%2"_s.arg(number).arg(i)));
    App made = app(name, std::move(machines));
    made.network = chance.of<QString>({u"default"_s, u"lab"_s, QString()});
    if (chance.one(2))
        made.addresses.items = {address(chance.of<QString>({u"66.241.124.17"_s, u"fdaa:0:1::3"_s}))};
    for (int i = chance.below(3); i > 0; --i)
        made.volumes.items.push_back(volume(u"vol_%1_%2"_s.arg(number).arg(i), !chance.one(3)));
    if (chance.one(3)) {
        model::Certificate certificate;
        certificate.hostname = u"www.example.com"_s;
        certificate.status = u"active"_s;
        made.certificates.items = {certificate};
    }
    for (int i = chance.below(3); i > 0; --i)
        made.releases.items.push_back({.version = {},
                                       .status = {},
                                       .imageRef = u"x@"_s + digest('c'),
                                       .user = {},
                                       .createdAt = told(daysAgo(chance.below(120))),
                                       .origin = {}});
    if (chance.one(4)) {
        made.role = told(u"postgres_cluster"_s);
        made.databaseUsers.items = {{.name = chance.one(3) ? u"web"_s : u"postgres"_s,
                                     .superuser = told(true),
                                     .databases = {},
                                     .origin = at(u"/users"_s)}};
        made.secrets.items = {secret(u"SU_PASSWORD"_s, chance.below(360))};
    }
    return made;
}

inline Snapshot randomSnapshot(quint32 seed)
{
    Chance chance(seed);
    std::vector<App> apps;
    for (int i = chance.below(5); i > 0; --i)
        apps.push_back(randomApp(chance, i));
    Snapshot made = snapshot(std::move(apps));
    made.images = whole<Image>({image('a', {}), image('b', {}, 100), image('c', {})});
    made.images.items.at(2).createdAt = told(QDateTime(QDate(1980, 1, 1), QTime(0, 0), Qt::UTC));
    if (chance.one(2))
        made.images.items.front().env = {setting(u"TOKEN"_s, Likeness::Certain)};
    for (int i = chance.below(12); i > 0; --i)
        made.organization.members.items.push_back(member(u"m%1@example.com"_s.arg(i)));
    if (chance.one(2))
        made.organization.name = told(u"Northwind Staging"_s);
    for (const QString &owner : {u"jo-example-com"_s, u"gone-example-com"_s}) {
        if (chance.one(2))
            made.organization.peers.items.push_back(
                peer(u"interactive-host-%1-01K3ZZZZZZABCDEFGHJKMNPQRS"_s.arg(owner)));
    }
    return made;
}

template<class T>
void hide(Listing<T> &listing, Chance &chance)
{
    if (chance.one(2) && !listing.items.empty()) {
        listing = shortened(listing.items);
        listing.items.erase(listing.items.begin() + chance.below(int(listing.items.size())));
    } else {
        listing = refused<T>();
    }
}

template<class T>
void hide(Fact<T> &fact, Chance &chance)
{
    fact = gap(chance.one(2) ? Reason::Permission : Reason::Fault);
}

inline void hideInMachine(Machine &machine, Chance &chance)
{
    switch (chance.below(8)) {
    case 0: hide(machine.hostStatus, chance); break;
    case 1: machine.hostStatus = told(u"unreachable"_s); break;
    case 2:
        machine.configComplete = false;
        machine.config = {};
        break;
    case 3: hide(machine.updatedAt, chance); break;
    case 4: hide(machine.versions, chance); break;
    case 5: machine.image.digest.clear(); break;
    case 6: machine.version.clear(); break;
    default:
        if (!machine.config.services.empty()) {
            hide(machine.config.services.front().minMachinesRunning, chance);
            machine.configComplete = false; // as for every value of a wrong type
        } else {
            machine.state.clear();
        }
    }
}

inline void hideInLists(App &app, Chance &chance)
{
    switch (chance.below(5)) {
    case 0:
        if (!app.volumes.items.empty())
            hide(app.volumes.items.front().encrypted, chance);
        break;
    case 1:
        if (!app.volumes.items.empty())
            hide(app.volumes.items.front().hostStatus, chance);
        break;
    case 2:
        if (!app.secrets.items.empty())
            hide(app.secrets.items.front().updatedAt, chance);
        break;
    case 3:
        if (!app.databaseUsers.items.empty())
            hide(app.databaseUsers.items.front().superuser, chance);
        break;
    default:
        if (!app.releases.items.empty())
            hide(app.releases.items.front().createdAt, chance);
    }
}

inline void hideInApp(App &app, Chance &chance)
{
    switch (chance.below(12)) {
    case 0: hide(app.machines, chance); break;
    case 1: hide(app.volumes, chance); break;
    case 2: hide(app.secrets, chance); break;
    case 3: hide(app.addresses, chance); break;
    case 4: hide(app.certificates, chance); break;
    case 5: hide(app.releases, chance); break;
    case 6: hide(app.databaseUsers, chance); break;
    case 7: hide(app.role, chance); break;
    case 8: app.network.clear(); break;
    case 9: hideInLists(app, chance); break;
    default:
        if (!app.machines.items.empty())
            hideInMachine(app.machines.items.at(std::size_t(chance.below(int(app.machines.items.size())))),
                          chance);
    }
}

/// Takes one thing away that a collection may fail to see, with the gap that says so.
inline void hideSomething(Snapshot &snapshot, Chance &chance)
{
    switch (chance.below(16)) {
    case 0:
        snapshot.appsComplete = false;
        snapshot.appsGaps = {gap(Reason::Filtered)};
        if (!snapshot.apps.empty())
            snapshot.apps.pop_back();
        break;
    case 1: hide(snapshot.organization.members, chance); break;
    case 2: hide(snapshot.organization.peers, chance); break;
    case 3: hide(snapshot.organization.name, chance); break;
    case 4: hide(snapshot.images, chance); break;
    case 5:
        if (!snapshot.images.items.empty())
            hide(snapshot.images.items.front().createdAt, chance);
        break;
    case 6:
        if (!snapshot.images.items.empty()) {
            snapshot.images.items.front().env.clear();
            snapshot.images.items.front().envRead = false;
        }
        break;
    default:
        if (!snapshot.apps.empty())
            hideInApp(snapshot.apps.at(std::size_t(chance.below(int(snapshot.apps.size())))), chance);
    }
}

} // namespace aw::made
