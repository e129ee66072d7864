// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/draft.h"

namespace aw::collect {

/// The names in one sentence: the first five, and how many more there are.
[[nodiscard]] QString spelled(const QStringList &names);

/// A gap of that list: of an app's, or of the organization's where `app` is empty.
[[nodiscard]] model::Gap gapAt(const Draft &draft, fly::Route route, const QString &app, model::Reason reason,
                               QString detail);
/// A gap over several answers, which names none of them.
[[nodiscard]] model::Gap overall(model::Reason reason, QString detail);

/// What a list says it holds in all, where it says so.
[[nodiscard]] std::optional<qint64> totalOf(const Draft &draft, fly::Route route, const QString &app = {});

/// Why a list with that many rows is not as long as it says it is; nothing when it is.
[[nodiscard]] std::optional<model::Gap> shortOf(const Draft &draft, fly::Route route, const QString &app,
                                                qint64 listed);

/// Leaves that gap in a list that was read, unless another says already why it may be short: a page that
/// never came, say, which is no silence of the platform's.
template<class T>
void checkConnection(Draft &draft, fly::Route route, model::Listing<T> &listing, const QString &app = {})
{
    if (!listing.complete())
        return;
    const std::optional<model::Gap> gap = shortOf(draft, route, app, qint64(listing.items.size()));
    if (!gap)
        return;
    draft.fallShort(route, *gap);
    listing.gaps.push_back(*gap);
}

} // namespace aw::collect
