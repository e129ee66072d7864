// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/demo/fixture.h"

namespace aw::test {

struct Size {
    int apps = 500;
    int machines = 2'000;
    int variables = 25; ///< of each machine
    int members = 40;
    int peers = 60;
    int tokens = 80;
    int addOns = 12;
};

/// An organization of that size, complete and healthy but for this, so that a test knows what must be
/// found: the last app's first machine has a live key in its environment (`kGeneratedSecretName`), and
/// every twentieth volume is not encrypted. The same size gives the same organization. Machines are
/// spread evenly over the apps; the first app is a Postgres cluster; each machine has an image digest
/// of its app. The image of every tenth app (the fourth first) is told whole by the registry alone: GraphQL
/// leaves its history out; of every second of these the digest is that of an index.
[[nodiscard]] demo::Fixture generatedFixture(const Size &size = {});

inline constexpr char kGeneratedSecretName[] = "PAYMENT_SECRET_KEY";
inline constexpr char kGeneratedOrg[] = "generated";

/// "app-0007": names sort as they are numbered.
[[nodiscard]] QString generatedApp(int number);

} // namespace aw::test
