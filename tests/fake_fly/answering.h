// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/demo/fixture.h"
#include "tests/fake_fly/buckets.h"
#include "tests/fake_fly/fake_fly.h"

#include <QElapsedTimer>
#include <QRegularExpression>

namespace aw::test {

/// What the fake answers to a request: authorization, limits, faults, and then the fixture.
class Answering
{
public:
    Answering(demo::Fixture fixture, FakeFlyOptions options);

    /// `elsewhere` is where redirects lead. Fills in the request's operation.
    [[nodiscard]] Response answer(Seen &seen, const QUrl &elsewhere);

    /// What the host answers that redirects lead to: it holds what the registry holds, for anybody.
    [[nodiscard]] Response elsewhere(const Seen &seen) const;

    void inject(const Fault &fault);
    void clearFaults() { m_faults.clear(); }

    [[nodiscard]] qint64 elapsed() const { return m_clock.elapsed(); }

private:
    struct Armed {
        Fault fault;
        QRegularExpression where;
    };

    [[nodiscard]] const Fault *struckBy(const Seen &seen);
    [[nodiscard]] bool authorized(const Seen &seen) const;
    [[nodiscard]] Response good(const Seen &seen, bool anyCursor) const;
    [[nodiscard]] Response bad(const Fault &fault, const Seen &seen, const QUrl &elsewhere) const;

    demo::Fixture m_fixture;
    FakeFlyOptions m_options;
    std::vector<Armed> m_faults;
    Buckets m_buckets;
    QElapsedTimer m_clock;
};

} // namespace aw::test
