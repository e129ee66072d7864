// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/listing.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

constexpr qint64 kLongestAnswer = 16;
constexpr OptionRow kOptions[] = {
    {"days", "N", QT_TRANSLATE_NOOP("cli", "Keep snapshots for so many days; 0 keeps them for ever.")},
    {"at-least", "N", QT_TRANSLATE_NOOP("cli", "Keep so many of the newest, however old they are.")},
    {"yes", nullptr, QT_TRANSLATE_NOOP("cli", "Remove without asking.")},
};

/// `value` unless the option was given.
Result<int> number(const Session &session, const char *option, int value)
{
    if (!session.arguments().has(option))
        return value;
    bool whole = false;
    const int given = session.arguments().value(option).toInt(&whole);
    if (!whole)
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "--%1 takes a whole number, not \"%2\"."))
                                          .arg(QLatin1String(option), session.arguments().value(option)));
    return given;
}

/// The retention that is to be: the present one with what was given in its place.
Result<store::Retention> wanted(const Session &session, const store::Retention &present)
{
    const Result<int> days = number(session, "days", present.days);
    if (!days)
        return days.error();
    const Result<int> atLeast = number(session, "at-least", present.atLeast);
    if (!atLeast)
        return atLeast.error();
    return store::Retention{.days = *days, .atLeast = *atLeast};
}

Result<QString> knownOrganization(const Session &session, store::Store &store)
{
    Result<QString> org = session.organization(store);
    if (!org)
        return org;
    const Result<std::vector<store::OrganizationRow>> known = store.organizations();
    if (!known)
        return known.error();
    for (const store::OrganizationRow &row : *known) {
        if (row.slug == *org)
            return org;
    }
    return fail(ErrorKind::Input,
                tr(QT_TRANSLATE_NOOP("cli", "The data folder holds no organization %1.")).arg(*org));
}

Result<Listing> listingOf(store::Store &store, const QString &org)
{
    const Result<store::Retention> retention = store.retention(org);
    if (!retention)
        return retention.error();
    const Result<std::vector<store::SnapshotRow>> rows = store.snapshots(org);
    if (!rows)
        return rows.error();
    qint64 held = 0;
    for (const store::SnapshotRow &row : *rows) {
        const Result<QStringList> holds = store.holds(row.id);
        if (!holds)
            return holds.error();
        held += holds->isEmpty() ? 0 : 1;
    }
    return Listing{.schema = "airworthy.retention/1",
                   .member = "retention",
                   .columns = {{"organization", tr(QT_TRANSLATE_NOOP("cli", "Organization")), false},
                               {"days", tr(QT_TRANSLATE_NOOP("cli", "Days")), false},
                               {"at_least", tr(QT_TRANSLATE_NOOP("cli", "At least")), false},
                               {"snapshots", tr(QT_TRANSLATE_NOOP("cli", "Snapshots")), false},
                               {"held", tr(QT_TRANSLATE_NOOP("cli", "Held")), false}},
                   .rows = {{org, retention->days, retention->atLeast, qint64(rows->size()), held}}};
}

Result<void> printOf(const Session &session, store::Store &store, const QString &org, Format format)
{
    const Result<Listing> listing = listingOf(store, org);
    if (!listing)
        return listing.error();
    return print(*listing, session, format);
}

Result<void> show(const Session &session)
{
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json, Format::Csv});
    if (!format)
        return format.error();
    const Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadOnly);
    if (!store)
        return store.error();
    const Result<QString> org = knownOrganization(session, **store);
    if (!org)
        return org.error();
    return printOf(session, **store, *org, *format);
}

/// Names what goes, and asks where there is somebody to ask.
Result<bool> agreed(const Session &session, const std::vector<store::SnapshotRow> &going, std::size_t of)
{
    if (going.empty())
        return true;
    const bool asks = !session.arguments().has("yes") && session.around().inIsTerminal;
    const auto tell = [&session, asks](const QString &line) {
        // Nobody can answer a question about what he was not told, not even with --quiet.
        if (asks)
            session.around().err.write(line.toUtf8() + '\n');
        else
            session.say(line);
    };
    tell(tr(QT_TRANSLATE_NOOP("cli", "%1 of %2 snapshots are to be removed, and cannot be brought back:"))
             .arg(going.size())
             .arg(of));
    for (const store::SnapshotRow &row : going)
        tell(QStringLiteral("  %1  %2").arg(row.id, formatTime(row.collectedAt)));
    if (session.arguments().has("yes"))
        return true;
    if (!asks)
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "Nothing was removed or changed; --yes does it.")));
    session.around().err.write(tr(QT_TRANSLATE_NOOP("cli", "Remove them? [y/N] ")).toUtf8());
    const QByteArray answer = session.around().in.readLine(kLongestAnswer).trimmed().toLower();
    return answer == "y" || answer == "yes";
}

/// Removes what `retention` no longer keeps, once that was agreed to.
Result<void> change(const Session &session, store::Store &store, const QString &org,
                    const store::Retention &retention)
{
    const Result<std::vector<store::SnapshotRow>> going = store.beyond(org, retention);
    if (!going)
        return going.error();
    const Result<std::vector<store::SnapshotRow>> all = store.snapshots(org);
    if (!all)
        return all.error();
    const Result<bool> agreement = agreed(session, *going, all->size());
    if (!agreement)
        return agreement.error();
    if (!*agreement) {
        session.say(tr(QT_TRANSLATE_NOOP("cli", "Nothing was removed or changed.")));
        return {};
    }
    if (const Result<void> done = store.setRetention(org, retention); !done)
        return done.error();
    if (!going->empty())
        session.say(tr(QT_TRANSLATE_NOOP("cli", "%1 snapshots were removed.")).arg(going->size()));
    return {};
}

Result<void> set(const Session &session)
{
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json, Format::Csv});
    if (!format)
        return format.error();
    const Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadWrite);
    if (!store)
        return store.error();
    const Result<QString> org = knownOrganization(session, **store);
    if (!org)
        return org.error();
    const Result<store::Retention> present = (*store)->retention(*org);
    if (!present)
        return present.error();
    const Result<store::Retention> retention = wanted(session, *present);
    if (!retention)
        return retention.error();
    if (const Result<void> changed = change(session, **store, *org, *retention); !changed)
        return changed.error();
    return printOf(session, **store, *org, *format);
}

} // namespace

const Command kSnapshotKeep = {
    .name = "snapshot keep",
    .operand = "",
    .summary = QT_TRANSLATE_NOOP("cli", "Show or set how long an organization's snapshots are kept"),
    .details = QT_TRANSLATE_NOOP(
        "cli", "Days count back from the organization's newest snapshot; two years and the newest twelve are "
               "kept until something else is set. What a sign-off refers to is held and never removed. "
               "Removes at once what is no longer to be kept, after naming it, and from then on whenever "
               "a snapshot is collected."),
    .example = "airworthy-cli --org acme snapshot keep --days 400 --at-least 20",
    .options = kOptions,
    .run = [](Session &session, const Done &done) {
        const Arguments &given = session.arguments();
        const Result<void> ended = given.has("days") || given.has("at-least") ? set(session) : show(session);
        done(ended ? Exit::Done : session.complain(ended.error()));
    }};

} // namespace aw::cli
