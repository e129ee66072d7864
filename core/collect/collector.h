// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/collect/draft.h"
#include "core/fly/request.h"

#include <memory>
#include <span>
#include <vector>

namespace aw::collect {

/// What a collector wants next, having read one reply.
using Next = std::vector<fly::Request>;

/// What is asked when an answer was missed.
struct Otherwise {
    Next next;
    bool takesPlace = false; ///< what `next` tells counts in its place, so that the miss leaves no gap
};

/// One concern of the organization. Knows what to ask and how to read the answer; it never waits,
/// retries or talks to a socket, so a test hands it bytes and looks at the draft. Holds no state:
/// all it knows is in the draft, so that stored replies can be read again.
class Collector
{
public:
    Collector() = default;
    Collector(const Collector &) = delete;
    Collector &operator=(const Collector &) = delete;
    virtual ~Collector() = default;

    /// The routes whose answers it reads. No route belongs to two collectors.
    [[nodiscard]] virtual std::vector<fly::Route> routes() const = 0;
    /// What it asks before anything is known; empty when it waits for the list of apps.
    [[nodiscard]] virtual Next begin(const QString &org) const;
    /// What it asks of an app once the list of apps was read (page by page).
    [[nodiscard]] virtual Next beginApp(const QString &org, const model::App &app) const;
    /// What it asks once everything asked so far was answered; called once.
    [[nodiscard]] virtual Next afterApps(const QString &org, const Draft &draft) const;
    /// Reads `reply` (usable; its index in the draft's replies is `index`) and says what it wants now:
    /// a further page, or what only this answer made known. An error makes the reply count as missed.
    [[nodiscard]] virtual Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const = 0;
    /// Where else the same can be learnt when `reply` was missed for the reason in `gap`.
    [[nodiscard]] virtual Otherwise otherwise(const fly::Reply &reply, const model::Gap &gap,
                                              const Draft &draft) const;
    /// The gap as this concern words it: as it is, unless a refusal means something of its own here.
    [[nodiscard]] virtual model::Gap worded(const fly::Reply &reply, model::Gap gap) const;
    /// Leaves `gap` in the draft where the answer would have been.
    virtual void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const = 0;
};

/// Every collector there is. One line each in all.cpp.
[[nodiscard]] std::span<const std::unique_ptr<Collector>> all();
[[nodiscard]] const Collector &collectorOf(fly::Route route);

} // namespace aw::collect
