// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/live_workspace.h"

#include "core/base/background.h"
#include "core/checks/judge.h"
#include "core/demo/demo_transport.h"

#include <algorithm>

namespace aw::pages {

struct LiveWorkspace::Room {
    std::unique_ptr<store::Store> store;
    catalogue::CataloguePtr catalogue;
    QString demoOrg;
};

struct LiveWorkspace::Wanted {
    QString org;
    QString lastOrg;
    bool demo = false;
    std::optional<store::Access> access; ///< set: the store is opened anew
};

struct LiveWorkspace::Loaded {
    std::optional<Error> trouble;
    bool readOnly = false;
    std::vector<store::OrganizationRow> organizations;
    QString org;
    bool demo = false;
    QByteArray oldDigestKey;
    catalogue::CataloguePtr catalogue;
    assess::PosturePtr posture;
    QHash<QString, QDateTime> firstSeen;
};

namespace {

/// Judges `record` by what the store holds of its organization.
Result<assess::PosturePtr> judged(store::Store &store, const catalogue::Catalogue &catalogue,
                                  const collect::Record &record, const QDateTime &now)
{
    const Result<model::DeclaredIntents> intents = store.intents(record.org);
    if (!intents)
        return intents.error();
    model::SnapshotPtr snapshot = collect::snapshotOf(record);
    // A recording keeps its own time, or the demo would grow stale on the shelf.
    const QDateTime at = record.demo ? record.collectedAt : now;
    auto findings = std::make_shared<const model::Findings>(checks::judge(*snapshot, catalogue, *intents));
    return assess::postureOf(std::move(snapshot), std::move(findings), catalogue, at);
}

/// The last snapshot of `org`, judged anew; null when there is none.
Result<assess::PosturePtr> lastOf(store::Store &store, const catalogue::Catalogue &catalogue,
                                  const QString &org, const QDateTime &now)
{
    const Result<std::vector<store::SnapshotRow>> snapshots = store.snapshots(org);
    if (!snapshots)
        return snapshots.error();
    if (snapshots->empty())
        return assess::PosturePtr();
    const Result<collect::Record> record = store.record(snapshots->front().id);
    if (!record)
        return record.error();
    return judged(store, catalogue, *record, now);
}

bool holds(const std::vector<store::OrganizationRow> &rows, const QString &slug)
{
    return std::any_of(rows.begin(), rows.end(), [&slug](const auto &row) { return row.slug == slug; });
}

} // namespace

LiveWorkspace::LiveWorkspace(Setup setup, QObject *parent)
    : Workspace(parent),
      m_setup(std::move(setup)),
      m_room(std::make_shared<Room>()),
      m_desk(m_setup.keychain, std::exchange(m_setup.environmentToken, {}))
{
    m_pool.setMaxThreadCount(1);
    connect(&m_desk, &TokenDesk::looked, this, &LiveWorkspace::tokenLooked);
    connect(&m_desk, &TokenDesk::kept, this, &LiveWorkspace::openConnected);
    connect(&m_desk, &TokenDesk::notKept, this, &Workspace::tokenNotKept);
    connect(&m_desk, &TokenDesk::tested, this, &Workspace::tokenTested);
}

LiveWorkspace::~LiveWorkspace() = default;

QDateTime LiveWorkspace::now() const
{
    return m_setup.clock();
}

void LiveWorkspace::start()
{
    m_syncNext = m_setup.demo;
    load({.org = m_setup.org,
          .lastOrg = m_setup.lastOrg,
          .demo = m_setup.demo,
          .access = store::Access::ReadWrite});
}

void LiveWorkspace::open(const QString &org)
{
    load({.org = org, .lastOrg = {}, .demo = false, .access = {}});
}

void LiveWorkspace::openDemo()
{
    m_syncNext = true;
    load({.org = {}, .lastOrg = {}, .demo = true, .access = {}});
}

void LiveWorkspace::openConnected(const QString &org)
{
    m_syncNext = true;
    load({.org = org, .lastOrg = {}, .demo = false, .access = {}});
}

void LiveWorkspace::reopen(store::Access access)
{
    load({.org = m_setup.org, .lastOrg = m_setup.lastOrg, .demo = m_setup.demo, .access = access});
}

void LiveWorkspace::dismissSyncTrouble()
{
    m_state.syncTrouble.reset();
    emit changed();
}

void LiveWorkspace::load(const Wanted &wanted)
{
    m_collection.reset(); // another organization: what is under way there would come too late
    m_state.syncing.reset();
    m_state.syncTrouble.reset();
    m_state.dataTrouble.reset();
    m_state.loading = true;
    const int round = ++m_round;
    emit changed();
    const auto work = [room = m_room, wanted, folder = m_setup.dataFolder, at = now()] {
        return loadedFrom(*room, wanted, folder, at);
    };
    whenDone(inBackground(m_pool, work), this, [this, round](const Loaded &loaded) {
        if (round == m_round)
            showLoaded(loaded);
    });
}

LiveWorkspace::Loaded LiveWorkspace::loadedFrom(Room &room, const Wanted &wanted, const QString &folder,
                                                const QDateTime &at)
{
    Loaded loaded;
    const Result<void> done = readInto(loaded, room, wanted, folder, at);
    if (!done)
        loaded.trouble = done.error();
    return loaded;
}

Result<void> LiveWorkspace::openRoom(Room &room, const Wanted &wanted, const QString &folder)
{
    if (wanted.access || !room.store) {
        room.store.reset();
        Result<std::unique_ptr<store::Store>> opened =
            store::openSqlite(folder, wanted.access.value_or(store::Access::ReadWrite));
        if (!opened)
            return opened.error();
        room.store = *std::move(opened);
    }
    if (!room.catalogue) {
        const Result<catalogue::CataloguePtr> read = catalogue::Catalogue::load();
        if (!read)
            return read.error();
        room.catalogue = *read;
    }
    if (room.demoOrg.isEmpty()) {
        const Result<demo::Fixture> parcel = demo::northwindParcel();
        if (!parcel)
            return parcel.error();
        room.demoOrg = parcel->org();
    }
    return {};
}

Result<void> LiveWorkspace::readInto(Loaded &loaded, Room &room, const Wanted &wanted, const QString &folder,
                                     const QDateTime &at)
{
    const Result<void> ready = openRoom(room, wanted, folder);
    if (!ready)
        return ready.error();
    loaded.catalogue = room.catalogue;
    loaded.readOnly = room.store->readOnly();
    Result<std::vector<store::OrganizationRow>> organizations = room.store->organizations();
    if (!organizations)
        return organizations.error();
    loaded.organizations = *std::move(organizations);
    const Result<std::optional<QByteArray>> old = room.store->oldDigestKey();
    if (!old)
        return old.error();
    loaded.oldDigestKey = old->value_or(QByteArray());
    if (wanted.demo && std::any_of(loaded.organizations.begin(), loaded.organizations.end(),
                                   [&](const auto &row) { return row.slug == room.demoOrg && !row.demo; }))
        return fail(
            ErrorKind::Input,
            tr("An organization of your own has the demo's name, %1. Open the demo with a data folder "
               "of its own (--data-dir).")
                .arg(room.demoOrg));
    if (wanted.demo)
        loaded.org = room.demoOrg;
    else if (!wanted.org.isEmpty())
        loaded.org = wanted.org;
    else if (holds(loaded.organizations, wanted.lastOrg))
        loaded.org = wanted.lastOrg;
    else if (!loaded.organizations.empty())
        loaded.org = loaded.organizations.front().slug;
    loaded.demo =
        wanted.demo || std::any_of(loaded.organizations.begin(), loaded.organizations.end(),
                                   [&](const auto &row) { return row.slug == loaded.org && row.demo; });
    if (loaded.org.isEmpty())
        return {};
    Result<assess::PosturePtr> posture = lastOf(*room.store, *room.catalogue, loaded.org, at);
    if (!posture)
        return posture.error();
    loaded.posture = *std::move(posture);
    Result<QHash<QString, QDateTime>> seen = room.store->firstSeen(loaded.org);
    if (!seen)
        return seen.error();
    loaded.firstSeen = *std::move(seen);
    return {};
}

void LiveWorkspace::showLoaded(const Loaded &loaded)
{
    m_state.loading = false;
    m_state.readOnly = loaded.readOnly;
    m_state.organizations = loaded.organizations;
    m_state.org = loaded.org;
    m_state.demo = loaded.demo;
    m_state.hasToken = loaded.demo || m_desk.of(loaded.org).has_value();
    m_state.catalogue = loaded.catalogue;
    m_state.posture = loaded.posture;
    m_oldDigestKey = loaded.oldDigestKey;
    m_state.firstSeen = loaded.firstSeen;
    if (loaded.trouble)
        m_state.dataTrouble = Trouble{*loaded.trouble, now()};
    const bool syncNext = std::exchange(m_syncNext, false);
    if (!loaded.demo)
        m_desk.look(loaded.org);
    emit changed();
    if (syncNext && (!loaded.demo || !loaded.posture))
        sync();
}

/// It stands elsewhere now. What is not forgotten this time is the next.
void LiveWorkspace::forgetOldKey()
{
    if (m_oldDigestKey.isEmpty())
        return;
    m_oldDigestKey.clear();
    const auto work = [room = m_room] { return room->store->forgetDigestKey(); };
    whenDone(inBackground(m_pool, work), this, [this](const Result<void> &forgotten) {
        if (!forgotten)
            emit noticed(forgotten.error().what);
    });
}

void LiveWorkspace::collected(const Result<collect::Record> &result)
{
    // We are inside a signal of the collection, so it may only go once we are out of it.
    m_collection.release()->deleteLater();
    if (!result) {
        fallBack(result.error());
        return;
    }
    const int round = m_round;
    const auto work = [room = m_room, record = *result, at = now()] { return kept(*room, record, at); };
    whenDone(inBackground(m_pool, work), this, [this, round](const Result<Loaded> &judgedNow) {
        if (round == m_round)
            showJudged(judgedNow);
    });
}

Result<LiveWorkspace::Loaded> LiveWorkspace::kept(Room &room, const collect::Record &record,
                                                  const QDateTime &at)
{
    Result<assess::PosturePtr> posture = judged(*room.store, *room.catalogue, record, at);
    if (!posture)
        return posture.error();
    const Result<void> written = room.store->keep(record, *(*posture)->snapshot, *(*posture)->findings);
    if (!written)
        return written.error();
    Loaded loaded;
    loaded.posture = *std::move(posture);
    Result<QHash<QString, QDateTime>> seen = room.store->firstSeen(record.org);
    Result<std::vector<store::OrganizationRow>> organizations = room.store->organizations();
    if (!seen || !organizations)
        return seen ? organizations.error() : seen.error();
    loaded.firstSeen = *std::move(seen);
    loaded.organizations = *std::move(organizations);
    return loaded;
}

void LiveWorkspace::showJudged(const Result<Loaded> &judgedNow)
{
    if (!judgedNow) {
        fallBack(judgedNow.error());
        return;
    }
    m_state.syncing.reset();
    m_state.posture = judgedNow->posture;
    m_state.firstSeen = judgedNow->firstSeen;
    m_state.organizations = judgedNow->organizations;
    emit changed();
}

} // namespace aw::pages
