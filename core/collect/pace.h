// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <chrono>
#include <deque>
#include <optional>

namespace aw::collect {

/// How fast answers come, by the last seconds alone: an average since the start would promise too much
/// whenever the platform begins to slow down.
class PaceMeter
{
public:
    using Millis = std::chrono::milliseconds;

    PaceMeter() { m_clock.start(); }

    /// `answered` so far.
    void note(int answered) { noteAt(answered, Millis(m_clock.elapsed())); }
    /// The same at a given moment since the start.
    void noteAt(int answered, Millis at);

    /// How long `more` answers take at this pace, `floor` at the least. Empty while there is none: before a
    /// second has passed, or when nothing came for as long as the window is.
    [[nodiscard]] std::optional<Millis> timeFor(int more, Millis floor) const;

private:
    struct Mark {
        Millis at{0};
        int answered = 0;
    };

    QElapsedTimer m_clock;
    std::deque<Mark> m_marks; ///< of the last seconds
};

} // namespace aw::collect
