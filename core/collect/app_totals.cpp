// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_totals.h"

#include "core/fly/routes.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

using fly::Route;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// How many entries a list of an app holds, and how a shortfall reads.
struct Counted {
    Route route;
    qint64 listed = 0;
    QString words; ///< %1 listed, %2 in all, %3 the app
};

/// The gap where the platform counts more than it listed, or does not count a list that it promises to.
std::optional<model::Gap> shortfall(const Draft &draft, const model::App &app, const Counted &counted,
                                    bool promised)
{
    const fly::Request request{.route = counted.route,
                               .org = draft.snapshot.organization.slug,
                               .app = app.name,
                               .item = {},
                               .cursor = {}};
    model::Gap gap{
        .reason = model::Reason::Filtered, .asked = fly::described(request), .detail = {}, .permission = {}};
    const auto total = draft.totals.find({counted.route, app.name});
    if (total == draft.totals.end()) {
        if (!promised)
            return std::nullopt;
        gap.reason = model::Reason::Fault;
        gap.detail = Words::tr("The platform did not say how many entries there are.");
        return gap;
    }
    if (counted.listed >= total->second)
        return std::nullopt;
    gap.detail = counted.words.arg(counted.listed).arg(total->second).arg(app.name);
    return gap;
}

template<class T>
void hold(Draft &draft, const model::App &app, model::Listing<T> &listing, const Counted &counted,
          bool promised)
{
    // Another gap says already why the list may be short: a page that never came, say.
    if (!listing.complete())
        return;
    const std::optional<model::Gap> gap = shortfall(draft, app, counted, promised);
    if (!gap)
        return;
    draft.fallShort(counted.route, *gap);
    listing.gaps.push_back(*gap);
}

} // namespace

void checkAppTotals(Draft &draft)
{
    for (model::App &app : draft.snapshot.apps) {
        hold(draft, app, app.certificates,
             {.route = Route::AppCertificates,
              .listed = qint64(app.certificates.items.size()),
              .words = Words::tr("%1 of %2 certificates of %3 were listed.")},
             false);
        hold(draft, app, app.attachments,
             {.route = Route::PostgresAttachments,
              .listed = qint64(app.attachments.items.size()),
              .words = Words::tr("%1 of %2 attachments of %3 were listed.")},
             true);
        const auto machines = draft.egressMachines.find(app.name);
        hold(draft, app, app.egress,
             {.route = Route::AppEgress,
              .listed = machines == draft.egressMachines.end() ? 0 : qint64(machines->second.size()),
              .words = Words::tr("%1 of %2 machines of %3 were listed with their egress addresses.")},
             true);
    }
}

} // namespace aw::collect
