// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/collector.h"

#include <map>

namespace aw::collect {

/// How many answers of one route were wanted and what became of them.
struct Tally {
    int asked = 0;
    int answered = 0; ///< an answer came, whatever it was
    int unread = 0;   ///< of the answered: unusable, refused, or not what was asked for
};

/// Leads answers to their collectors and says what they want next: as they arrive, and again from a
/// record. Keeps count of what was wanted, so that an answer that never came leaves its gap too.
class Reading
{
public:
    explicit Reading(QString org);

    [[nodiscard]] Next begin();
    /// Reads the answer or notes that it was missed. The same list of apps gives the same wants.
    [[nodiscard]] Next read(const fly::Reply &reply);
    /// Drops what that answer told but no further question depends on, so that a collection in the air
    /// holds the answers alone.
    void forget(const fly::Request &request);
    /// What is wanted once everything so far was answered; call once.
    [[nodiscard]] Next afterApps();
    /// Notes a gap for every wanted answer that was never read; the end of reading a record.
    void close();

    [[nodiscard]] Draft &draft() { return m_draft; }
    [[nodiscard]] Tally tally(fly::Route route) const;
    /// Why the answer with that index could not be read; empty when it was.
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; }

private:
    using Key = std::tuple<fly::Route, QString, QString, QString>;

    struct Count {
        fly::Request request;
        int wanted = 0;
        int answered = 0;
    };

    [[nodiscard]] Next want(Next next);
    [[nodiscard]] Next beginApps();
    [[nodiscard]] Next miss(const fly::Reply &reply, const Error &error);
    void noteDropped(const fly::Reply &reply, int index);
    void note(const fly::Reply &reply, const model::Gap &gap);

    QString m_org;
    Draft m_draft;
    std::size_t m_begunApps = 0;
    std::map<Key, Count> m_counts;
    std::map<fly::Route, Tally> m_tallies;
    std::optional<Error> m_lastError;
};

/// The gap that an answer leaves for that reason, naming the request and the missing permission.
[[nodiscard]] model::Gap gapFor(const fly::Reply &reply, const Error &error);

} // namespace aw::collect
