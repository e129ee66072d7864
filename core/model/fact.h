// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/reason.h"

#include <QString>
#include <optional>
#include <utility>
#include <vector>

namespace aw::model {

/// Where a fact was read: which answer of the snapshot, and where in its redacted body.
struct Origin {
    int reply = -1;  ///< index into Snapshot::replies; -1 when there is none
    QString pointer; ///< RFC 6901

    friend bool operator==(const Origin &, const Origin &) = default;
};

/// Something the platform told us, or the gap where it should have been. A Fact that was never
/// assigned is a gap "not collected"; there is no default value, a reader must say what happens
/// when it is missing (reading an unknown Fact stops the program).
template<class T>
class Fact
{
public:
    Fact() = default;
    Fact(T value, Origin origin) : m_value(std::move(value)), m_origin(std::move(origin)) {}
    Fact(Gap gap, Origin origin = {})
        : m_gap(std::move(gap)), m_origin(std::move(origin)) {} // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool known() const { return m_value.has_value(); }
    [[nodiscard]] const T &operator*() const { return *m_value; }
    [[nodiscard]] const T *operator->() const { return &*m_value; }
    [[nodiscard]] T valueOr(T fallback) const
    {
        return m_value.value_or(std::move(fallback));
    } ///< where the platform documents a default
    [[nodiscard]] const Gap &gap() const { return m_gap; }
    [[nodiscard]] const Origin &origin() const { return m_origin; }

private:
    std::optional<T> m_value;
    Gap m_gap;
    Origin m_origin;
};

/// A list as far as it was read. Enough items can make a check fail; only a complete list can make
/// one pass.
template<class T>
struct Listing {
    std::vector<T> items;
    std::vector<Gap> gaps;       ///< why it may be short; empty when nothing is known to miss
    std::vector<Origin> origins; ///< the lists that were read, for the evidence of "none"
    bool asked = false;          ///< at least one answer was read to its end

    [[nodiscard]] bool complete() const { return asked && gaps.empty(); }
};

} // namespace aw::model
