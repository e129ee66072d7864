// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"
#include "core/model/snapshot.h"

#include <QHash>
#include <QSet>
#include <map>
#include <set>

namespace aw::collect {

/// What one source owes: why, how often, and the first gap of each reason.
struct Shortfall {
    struct Cause {
        int count = 0;
        model::Gap first;
    };

    std::map<model::Reason, Cause> causes;
    int wrongTypes = 0; ///< values of a type that the platform does not document
};

/// What a second list tells of things that another list names, by their identity, until both are read.
template<class T>
struct Beside {
    std::map<QString, T> rows;
    std::vector<model::Gap> gaps; ///< why it may be short
};

/// What the second list of apps tells of an app.
struct AppFacts {
    model::Fact<bool> deployed;
    model::Fact<QString> platformVersion;
    model::Fact<QDateTime> createdAt;
};

/// A snapshot in the making, and beside it the platform's own counts that its lists are held against.
struct Draft {
    /// Recorded problems at most; beyond it they are only counted.
    static constexpr std::size_t kProblemCap = 1'000;

    model::Snapshot snapshot;

    /// What a list says it holds in all (total_apps, total_count, totalCount), by route and app.
    std::map<std::pair<fly::Route, QString>, qint64> totals;
    std::map<QString, model::Fact<QString>> roles;       ///< by app, as 13-org-apps.graphql tells them
    std::map<QString, std::set<QString>> inventory;      ///< ids of machines not destroyed, by app
    std::map<QString, std::set<QString>> egressMachines; ///< ids that 20-app-egress.graphql names, by app
    /// The manifests that name a manifest or a configuration; all as "repository@digest".
    std::map<QString, std::set<QString>> namedBy;
    std::map<QString, AppFacts> appFacts; ///< by app, from the same list
    std::vector<model::Gap> appFactGaps;
    Beside<model::MemberDetails> memberDetails;                      ///< by member
    Beside<model::Fact<std::vector<model::Option>>> tokenParameters; ///< by token
    std::map<QString, Beside<model::Fact<QString>>> secretOwners;    ///< by app, then by secret
    bool inventoryRead = false;                                      ///< an answer of the inventory was read
    std::set<QString> errorRegions;
    std::map<QString, fly::Route> namedApps; ///< apps that other lists speak of, and the first that did
    std::map<fly::Route, Shortfall> shortfalls;

    [[nodiscard]] model::App *app(const QString &name);
    [[nodiscard]] const model::App *app(const QString &name) const;
    void add(model::App app); ///< the name must be new

    [[nodiscard]] model::Image *image(const QString &digest); ///< until the images are sorted
    model::Image &add(model::Image image);                    ///< its digest must be new

    /// Where a machine stands: its app's place in `snapshot.apps`, and its own among the app's machines.
    struct Place {
        std::size_t app = 0;
        std::size_t machine = 0;
    };

    /// The machines whose image has that digest, live or not, in the order of their lists.
    [[nodiscard]] const std::vector<Place> &runningImage(const QString &digest) const;

    /// The source of `route` is not complete, for the reason in `gap`.
    void fallShort(fly::Route route, const model::Gap &gap);
    void wrongType(fly::Route route, model::Problem problem);

    /// `text`, held once however often it is read: names and digests of variables stand in every
    /// machine and every version of it.
    [[nodiscard]] QString shared(const QString &text) { return *m_texts.insert(text); }

private:
    QSet<QString> m_texts;
    std::map<QString, std::size_t> m_index; ///< of the apps, by name
    QHash<QString, std::size_t> m_images;   ///< of the images, by digest
    // Looked for once for every image, among all machines: made when it is first asked for, and anew when
    // there are more machines than by then.
    mutable QHash<QString, std::vector<Place>> m_runningImage;
    mutable std::size_t m_machines = 0;
};

} // namespace aw::collect
