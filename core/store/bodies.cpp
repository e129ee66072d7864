// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/bodies.h"

#include "core/base/sha256.h"
#include "core/store/manifest.h"

#include <algorithm>

namespace aw::store {
namespace {

QByteArray hashOf(const QByteArray &body)
{
    return body.isEmpty() ? QByteArray() : Sha256::of(body);
}

constexpr const char *kFind = "SELECT n FROM body WHERE hash = ?1";

/// Every number there is a body of, with whether it is needed.
using Needed = std::vector<std::pair<qint64, bool>>;

Result<Needed> present(const Connection &db)
{
    Result<Statement> rows = db.prepare("SELECT n FROM body");
    if (!rows)
        return rows.error();
    Needed found;
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        found.emplace_back(rows->integer(0), false);
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// Marks every body that the lists `sql` selects name. False when one of them cannot be read.
Result<bool> mark(const Connection &db, const char *sql, Needed &needed)
{
    const Unpacker unpacker;
    Result<Statement> rows = db.prepare(sql);
    if (!rows)
        return rows.error();
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return true;
        const std::optional<QByteArray> plain = unpacker.unpack(rows->view(0));
        const auto numbers = plain ? numbersIn(*plain) : std::nullopt;
        if (!numbers)
            return false;
        for (const qint64 number : *numbers) {
            const auto at = std::lower_bound(needed.begin(), needed.end(), std::pair(number, false));
            if (at != needed.end() && at->first == number)
                at->second = true;
        }
    }
}

} // namespace

Result<BodiesToKeep> BodiesToKeep::prepare(const Connection &db, std::vector<const QByteArray *> bodies)
{
    BodiesToKeep out;
    out.m_bodies = std::move(bodies);
    out.m_hashes.reserve(out.m_bodies.size());
    Result<Statement> find = db.prepare(kFind);
    if (!find)
        return find.error();
    for (std::size_t i = 0; i < out.m_bodies.size(); ++i) {
        const QByteArray &hash = out.m_hashes.emplace_back(hashOf(*out.m_bodies[i]));
        if (hash.isEmpty() || out.m_packed.contains(hash))
            continue;
        const Result<bool> there = find->bind(1, hash).first();
        if (!there)
            return there.error();
        if (*there)
            continue;
        Result<QByteArray> packed = out.m_packer.pack(*out.m_bodies[i]);
        if (!packed)
            return packed.error();
        out.m_packed.insert(hash, *std::move(packed));
    }
    return out;
}

Result<QByteArray> BodiesToKeep::packed(std::size_t index) const
{
    const auto known = m_packed.constFind(m_hashes[index]);
    if (known != m_packed.constEnd())
        return *known;
    // It was there a moment ago, and another process has removed it since.
    return m_packer.pack(*m_bodies[index]);
}

Result<std::vector<qint64>> BodiesToKeep::keep(const Connection &db) const
{
    Result<Statement> find = db.prepare(kFind);
    if (!find)
        return find.error();
    Result<Statement> insert =
        db.prepare("INSERT INTO body(hash, size, packed) VALUES(?1, ?2, ?3) RETURNING n");
    if (!insert)
        return insert.error();
    std::vector<qint64> numbers;
    numbers.reserve(m_bodies.size());
    for (std::size_t i = 0; i < m_bodies.size(); ++i) {
        if (m_hashes[i].isEmpty()) {
            numbers.push_back(0);
            continue;
        }
        const Result<std::optional<qint64>> there = find->bind(1, m_hashes[i]).firstNumber();
        if (!there)
            return there.error();
        if (*there) {
            numbers.push_back(**there);
            continue;
        }
        const Result<QByteArray> packed = this->packed(i);
        if (!packed)
            return packed.error();
        insert->bind(1, m_hashes[i]).bind(2, qint64(m_bodies[i]->size())).bind(3, *packed);
        const Result<std::optional<qint64>> kept = insert->firstNumber();
        if (!kept)
            return kept.error();
        numbers.push_back(kept->value_or(0));
    }
    return numbers;
}

Result<BodyReader> BodyReader::over(const Connection &db, Check check)
{
    Result<Statement> rows = db.prepare("SELECT hash, size, packed FROM body WHERE n = ?1");
    if (!rows)
        return rows.error();
    return BodyReader(*std::move(rows), check);
}

std::optional<QByteArray> BodyReader::unpacked() const
{
    std::optional<QByteArray> body = m_unpacker.unpack(m_rows.view(2));
    if (!body || body->size() != m_rows.integer(1))
        return std::nullopt;
    // The hash of a whole collection takes a body as text, in which all that is no text looks the same.
    const bool ownHash = m_check == Check::Hash || !body->isValidUtf8();
    if (ownHash && hashOf(*body) != m_rows.view(0))
        return std::nullopt;
    return body;
}

Result<std::optional<QByteArray>> BodyReader::read(qint64 number)
{
    if (number == 0)
        return std::optional<QByteArray>(QByteArray());
    if (const auto known = m_read.constFind(number); known != m_read.constEnd())
        return std::optional<QByteArray>(*known);
    const Result<bool> row = m_rows.bind(1, number).step();
    if (!row)
        return row.error();
    std::optional<QByteArray> body;
    if (*row) {
        body = unpacked();
        m_rows.reset();
    }
    if (body)
        m_read.insert(number, *body);
    return body;
}

Result<void> sweepBodies(const Connection &db)
{
    Result<Needed> bodies = present(db);
    if (!bodies)
        return bodies.error();
    for (const char *lists : {"SELECT bodies FROM manifest", "SELECT bodies FROM unfinished_part"}) {
        const Result<bool> whole = mark(db, lists, *bodies);
        if (!whole)
            return whole.error();
        if (!*whole)
            return {};
    }
    Result<Statement> remove = db.prepare("DELETE FROM body WHERE n = ?1");
    if (!remove)
        return remove.error();
    for (const auto &[number, needed] : *bodies) {
        if (needed)
            continue;
        if (const Result<void> done = remove->bind(1, number).run(); !done)
            return done.error();
    }
    return {};
}

} // namespace aw::store
