// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret_bytes.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace aw::fly {

/// Keeps the token out of what an answer may repeat of it. Texts under twelve characters are let
/// through: they say nothing, and taking them out would garble everything else.
class Withheld
{
public:
    Withheld() = default;
    explicit Withheld(std::vector<SecretBytes> secrets);

    /// `body` with every secret replaced by "[token]".
    [[nodiscard]] QByteArray in(QByteArray body) const;

    /// A sentence by somebody else, fit to be shown: one line, no control or formatting characters, at
    /// most `longest` characters, and no word that repeats twelve characters of a secret or more.
    [[nodiscard]] QString quoted(const QString &text, qsizetype longest = 200) const;

private:
    [[nodiscard]] bool repeats(const QString &word) const;

    std::vector<SecretBytes> m_secrets; ///< longer ones first: a header holds the parts
    std::vector<SecretBytes> m_lowered;
};

} // namespace aw::fly
