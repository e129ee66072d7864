// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/counts.h"

#include "core/fly/routes.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

constexpr qsizetype kNamed = 5; ///< how many names a sentence spells out

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

} // namespace

QString spelled(const QStringList &names)
{
    const QString shown = names.mid(0, kNamed).join(QLatin1String(", "));
    //: %1 is a list of names, %2 how many more there are
    return names.size() <= kNamed ? shown : Words::tr("%1 and %2 more").arg(shown).arg(names.size() - kNamed);
}

model::Gap gapAt(const Draft &draft, fly::Route route, const QString &app, model::Reason reason,
                 QString detail)
{
    const fly::Request request{
        .route = route, .org = draft.snapshot.organization.slug, .app = app, .item = {}, .cursor = {}};
    return {
        .reason = reason, .asked = fly::described(request), .detail = std::move(detail), .permission = {}};
}

model::Gap overall(model::Reason reason, QString detail)
{
    return {.reason = reason, .asked = {}, .detail = std::move(detail), .permission = {}};
}

std::optional<qint64> totalOf(const Draft &draft, fly::Route route, const QString &app)
{
    const auto found = draft.totals.find({route, app});
    return found == draft.totals.end() ? std::nullopt : std::optional(found->second);
}

std::optional<model::Gap> shortOf(const Draft &draft, fly::Route route, const QString &app, qint64 listed)
{
    const std::optional<qint64> total = totalOf(draft, route, app);
    if (total && listed >= *total)
        return std::nullopt;
    return total ? gapAt(draft, route, app, model::Reason::Filtered,
                         Words::tr("%1 of %2 entries were listed.").arg(listed).arg(*total))
                 : gapAt(draft, route, app, model::Reason::Fault,
                         Words::tr("The platform did not say how many entries there are."));
}

} // namespace aw::collect
