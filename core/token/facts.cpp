// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/facts.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace aw::token {
namespace {

constexpr int kLongDays = 366;

/// The widest that a set of caveats can leave, and whether all of it was understood.
struct Bounds {
    quint16 mask = kEverything;
    bool understood = true;
};

void add(QStringList &list, const QString &text)
{
    if (!list.contains(text))
        list.append(text);
}

quint16 anyOf(const std::vector<Allowed> &allowed)
{
    quint16 mask = 0;
    for (const Allowed &one : allowed)
        mask |= one.mask;
    return mask;
}

/// What one caveat leaves at most. A set of resources forbids whatever is none of them, and what names
/// no resource of its kind at all (resset/resource_set.go: Prohibits), so the most is what any member
/// allows. IfPresent allows what its members do, or else its own mask (resset/if_present.go).
Bounds boundsOf(const Caveat &caveat)
{
    if (!caveat.known)
        return {.mask = kEverything, .understood = false};
    switch (CaveatKind(caveat.type)) {
    case CaveatKind::Organization:
    case CaveatKind::Action: return {.mask = caveat.mask, .understood = true};
    case CaveatKind::Apps:
    case CaveatKind::Volumes:
    case CaveatKind::Machines:
    case CaveatKind::Features:
    case CaveatKind::MachineFeatures:
    case CaveatKind::AppFeatures:
    case CaveatKind::StorageObjects:
    case CaveatKind::Clusters: return {.mask = anyOf(caveat.allowed), .understood = true};
    case CaveatKind::IfPresent: {
        Bounds bounds{.mask = caveat.mask, .understood = true};
        for (const Caveat &inner : caveat.inner) {
            const Bounds one = boundsOf(inner);
            bounds.mask |= one.mask;
            bounds.understood = bounds.understood && one.understood;
        }
        return bounds;
    }
    default: return {}; // says nothing of actions
    }
}

Bounds boundsOf(const std::vector<Caveat> &caveats)
{
    Bounds all;
    for (const Caveat &caveat : caveats) {
        const Bounds one = boundsOf(caveat);
        all.mask &= one.mask;
        all.understood = all.understood && one.understood;
    }
    return all;
}

/// The earliest end among caveats; invalid when there is none.
QDateTime endOf(const std::vector<Caveat> &caveats)
{
    QDateTime end;
    for (const Caveat &caveat : caveats) {
        if (caveat.is(CaveatKind::Validity) && (!end.isValid() || caveat.notAfter < end))
            end = caveat.notAfter;
    }
    return end;
}

void collectNames(const std::vector<Caveat> &caveats, TokenFacts &facts)
{
    for (const Caveat &caveat : caveats) {
        if (!caveat.known)
            add(facts.unknown, caveatName(caveat.type));
        if (caveat.is(CaveatKind::Organization))
            add(facts.organizationIds, caveat.id);
        for (const Allowed &app : caveat.is(CaveatKind::Apps) ? caveat.allowed : std::vector<Allowed>()) {
            if (app.id != QLatin1String("0"))
                add(facts.appIds, app.id);
        }
        for (const Caveat &inner : caveat.inner) {
            if (!inner.known)
                add(facts.unknown, caveatName(inner.type));
        }
    }
}

/// What the permissions of a bundle come to together.
struct Sum {
    quint16 mask = 0;
    bool understood = true;
    bool endsUnknown = false;
};

/// Reads one permission together with its discharges, whose caveats hold as well (superfly/macaroon
/// macaroon.go: Verify).
void addPermission(const Part &part, TokenFacts &facts, Sum &sum)
{
    Bounds bounds = boundsOf(part.caveats);
    QDateTime end = endOf(part.caveats);
    collectNames(part.caveats, facts);
    for (const std::size_t place : part.discharges) {
        const Part &discharge = facts.parts.at(place);
        const Bounds theirs = boundsOf(discharge.caveats);
        bounds.mask &= theirs.mask;
        bounds.understood = bounds.understood && theirs.understood;
        const QDateTime ends = endOf(discharge.caveats);
        if (ends.isValid() && (!end.isValid() || ends < end))
            end = ends;
    }
    sum.mask |= bounds.mask;
    sum.understood = sum.understood && bounds.understood;
    if (!end.isValid()) {
        facts.unlimited = true;
        return;
    }
    if (!facts.expiresAt.isValid() || end < facts.expiresAt)
        facts.expiresAt = end;
    if (!facts.endsAt.isValid() || end > facts.endsAt)
        facts.endsAt = end;
}

Answer writesBy(const TokenFacts &facts, const Sum &sum)
{
    if (facts.kind != TokenKind::Macaroon)
        return Answer::Yes;
    if (sum.understood || (sum.mask & ~kRead) == 0)
        return (sum.mask & ~kRead) == 0 ? Answer::No : Answer::Yes;
    return Answer::CannotTell;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("token", text);
}

} // namespace

TokenFacts factsOf(const fly::Token &token)
{
    TokenFacts facts;
    facts.parts = readBundle(token);
    facts.missing = token.missingDischarges();
    if (!token.userTokens().empty())
        facts.kind = token.hasMacaroon() ? TokenKind::Both : TokenKind::UserToken;
    Sum sum;
    bool permissions = false;
    for (const Part &part : std::vector<Part>(facts.parts)) {
        if (part.kind == Part::Kind::Permission) {
            permissions = true;
            addPermission(part, facts, sum);
        } else if (part.kind != Part::Kind::Discharge) {
            // What a user token, or a macaroon that cannot be read, may do and how long, nothing here tells.
            sum.understood = false;
            sum.mask = kEverything;
            sum.endsUnknown = true;
        }
    }
    facts.writes =
        permissions || facts.kind != TokenKind::Macaroon ? writesBy(facts, sum) : Answer::CannotTell;
    if (sum.endsUnknown || facts.unlimited)
        facts.endsAt = {};
    return facts;
}

std::vector<Width> widthOf(const TokenFacts &facts, Answer couldWrite, const QDateTime &now)
{
    std::vector<Width> all;
    const bool userToken = facts.kind != TokenKind::Macaroon;
    if (couldWrite == Answer::Yes)
        all.push_back(
            {.why = Width::Why::CanWrite,
             .sentence = tr(QT_TRANSLATE_NOOP("token", "It can change the organization: Fly.io says "
                                                       "that it may write."))});
    else if (couldWrite != Answer::No && !userToken && facts.writes == Answer::Yes)
        all.push_back(
            {.why = Width::Why::CanWrite,
             .sentence = tr(QT_TRANSLATE_NOOP("token", "It can change the organization: none of its "
                                                       "own rules limits it to reading."))});
    if (userToken)
        all.push_back(
            {.why = Width::Why::UserToken,
             .sentence = tr(QT_TRANSLATE_NOOP("token", "It is a user's own token: it can do all that "
                                                       "the user can, in each of their "
                                                       "organizations."))});
    if (facts.unlimited)
        all.push_back({.why = Width::Why::NeverExpires,
                       .sentence = tr(QT_TRANSLATE_NOOP("token", "It never expires."))});
    else if (facts.endsAt.isValid() && now.daysTo(facts.endsAt) > kLongDays)
        all.push_back({.why = Width::Why::LongLived,
                       .sentence = tr(QT_TRANSLATE_NOOP("token", "It is valid until %1, more than a year."))
                                       .arg(facts.endsAt.date().toString(Qt::ISODate))});
    return all;
}

QString kindWords(const TokenFacts &facts)
{
    switch (facts.kind) {
    case TokenKind::UserToken: return tr(QT_TRANSLATE_NOOP("token", "a user's own token"));
    case TokenKind::Both: return tr(QT_TRANSLATE_NOOP("token", "a user's own token together with macaroons"));
    case TokenKind::Macaroon: break;
    }
    const bool apps = !facts.appIds.isEmpty();
    switch (facts.writes) {
    case Answer::No:
        return apps ? tr(QT_TRANSLATE_NOOP("token", "a read-only app token"))
                    : tr(QT_TRANSLATE_NOOP("token", "a read-only organization token"));
    case Answer::Yes:
        return apps ? tr(QT_TRANSLATE_NOOP("token", "an app token that may write"))
                    : tr(QT_TRANSLATE_NOOP("token", "an organization token that may write"));
    case Answer::CannotTell:
    case Answer::NotAsked: break;
    }
    return tr(QT_TRANSLATE_NOOP("token", "a macaroon token"));
}

bool isSlug(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9_-]{0,62}\\z"));
    return form.match(text).hasMatch();
}

QString narrowerCommand(const QString &org)
{
    // A slug needs no quotes in any shell, and nothing else is put into a command.
    return QStringLiteral("fly tokens create readonly -o %1 --name airworthy --expiry 720h")
        .arg(isSlug(org) ? org : QStringLiteral("ORG"));
}

} // namespace aw::token
