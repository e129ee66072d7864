// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/record.h"

namespace aw::collect {

/// What the small organization of wholeRecord() answers about its people, credentials and third parties:
/// one of each; two apps, with one token, two changes and one secret's owner each. The token is a user's.
void addPeople(std::vector<fly::Reply> &replies);

/// The raw answer that redaction makes the one in addPeople() of; `body` where they are the same.
[[nodiscard]] QByteArray unredactedPeople(fly::Route route, QByteArray body);

} // namespace aw::collect
