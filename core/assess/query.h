// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/model/finding.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace aw::assess {

/// A question about findings, as the filter field and --query take it: `key:value` terms and free
/// words, all of which must hold. `-` before a term turns it round, a comma between values means or,
/// `sev:>=high` compares, `*` at the end of a value stands for anything, quotes keep spaces together.
/// Keys: is, status, sev, app, check, area, region, reason. Without `is` or `status` only open and unknown
/// results match.
class Query
{
public:
    enum class Key { Word, Is, Status, Severity, App, Check, Area, Region, Reason };

    struct Term {
        Key key = Key::Word;
        bool negated = false;
        QStringList values; ///< lower case; for comparisons, is and status the names they stand for
        QString text;       ///< as written
        int position = 0;   ///< of its first character in the text, from 0
    };

    Query() = default; ///< the empty query: everything open or unknown

    /// Input error when a term cannot be understood: the sentence names its position (from 1) and what
    /// is allowed there; `where` is that position alone.
    [[nodiscard]] static Result<Query> parse(const QString &text);

    [[nodiscard]] bool matches(const model::Finding &finding) const;
    /// The same where `haystack` is haystackOf(finding), made once: 100,000 findings in milliseconds.
    [[nodiscard]] bool matches(const model::Finding &finding, const QString &haystack) const;

    [[nodiscard]] const std::vector<Term> &terms() const { return m_terms; }
    [[nodiscard]] Query without(std::size_t term) const;
    [[nodiscard]] QString text() const; ///< its terms as written, one space between

private:
    std::vector<Term> m_terms;
};

/// What free words search: headline, sentence, check, app, region, name and id of the subject.
[[nodiscard]] QString haystackOf(const model::Finding &finding);

/// A key as a completion list shows it.
struct QueryKey {
    QString key;        ///< "sev"
    QString example;    ///< "critical, >=high"
    QString meaning;    ///< translated
    QStringList values; ///< every value there is; empty where they depend on the findings
};
[[nodiscard]] std::vector<QueryKey> queryKeys();

/// The family a check belongs to: "data" of "data.volume-unencrypted".
[[nodiscard]] QString areaOf(const QString &check);

} // namespace aw::assess
