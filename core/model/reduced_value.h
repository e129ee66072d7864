// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace aw::model {

/// How much a value looks like a credential, by the rules of core/secrets.
enum class Likeness { None, Suspect, Likely, Certain };

/// All that is kept of a value that may be secret. The value itself was dropped where it was read.
struct ReducedValue {
    QString
        hmac; ///< first 16 hex digits of a keyed digest: equal values are recognised inside one installation
    int length = 0; ///< rounded up to 8, 16, 24, 32, 40, 64, 128 or 256; 512 stands for more
    QString shape;  ///< "github-token", "url-with-password", "hex", "base64-like", "text", "empty", …
    QString rule;   ///< the rule that judged it; empty for Likeness::None
    Likeness likeness = Likeness::None;
};

} // namespace aw::model
