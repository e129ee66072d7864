// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/evidence.h"

namespace aw::report {
namespace {

/// Tells cheaply that a place is larger than `budget` bytes: a list of the whole organization stands as
/// evidence in many findings, and writing it out each time would cost more than the report.
bool within(const JsonView &place, qsizetype &budget)
{
    budget -= 1;
    if (const std::optional<QString> text = place.text())
        budget -= text->size();
    if (budget < qsizetype(place.size()) * 2)
        return false;
    if (place.isArray()) {
        for (const JsonView &item : place.items()) {
            if (!within(item, budget))
                return false;
        }
    } else if (place.isObject()) {
        for (const auto &[name, member] : place.members()) {
            budget -= name.size();
            if (!within(member, budget))
                return false;
        }
    }
    return budget >= 0;
}

} // namespace

const model::ReplyNote *EvidenceReader::reply(const model::Origin &origin) const
{
    const bool known = origin.reply >= 0 && std::size_t(origin.reply) < m_snapshot.replies.size();
    return known ? &m_snapshot.replies[std::size_t(origin.reply)] : nullptr;
}

Evidence EvidenceReader::at(const model::Origin &origin)
{
    const model::ReplyNote *note = reply(origin);
    if (note == nullptr)
        return {};
    auto parsed = m_parsed.find(origin.reply);
    if (parsed == m_parsed.end())
        parsed = m_parsed.emplace(origin.reply, JsonDocument::parse(note->body)).first;
    if (!parsed->second)
        return {};
    const JsonView place = parsed->second->root().resolve(origin.pointer);
    Evidence evidence;
    evidence.found = !place.missing();
    if (!evidence.found)
        return evidence;
    qsizetype budget = kMostBytes;
    evidence.truncated = !within(place, budget) || place.compact().size() > kMostBytes;
    if (!evidence.truncated)
        evidence.value = place.copy();
    return evidence;
}

} // namespace aw::report
