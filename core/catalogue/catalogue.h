// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/model/finding.h"

#include <QDate>
#include <memory>
#include <vector>

namespace aw::catalogue {

struct SourceLink {
    QString title;
    QString url;  ///< empty: not a page to open
    QString date; ///< "2026-08-07" or "2026-10"; empty when undated
};

struct Remedy {
    QString step;
    QString command; ///< with {placeholders}; empty for a step people take elsewhere
    bool changesProduction = false;
    QString downtime;
};

struct Parameter {
    QString name;
    JsonValue standard; ///< the default: number, text or list of texts
    QString unit;
    QString meaning;
};

/// A check's words, severity, sources, mappings and fix, from resources/catalogue/checks.
struct CheckEntry {
    QString id;
    QString title;    ///< the passing state
    QString headline; ///< the failing state
    QString question;
    QString why;
    model::Severity severity = model::Severity::Medium;
    std::vector<model::Severity> modifierSeverities; ///< what its modifiers may set
    QString scope;
    QString kind; ///< automatic, mixed, attested
    QString permission;
    QString passes, fails, notApplicable;
    QStringList unknowns;
    std::vector<Parameter> parameters;
    std::vector<Remedy> remediation;
    QString verify;
    QString falsePositives;
    std::vector<std::pair<QString, QStringList>> mappings; ///< framework, clauses; by framework name
    QString checklist;                                     ///< launch-blocker, quarterly or both
    std::vector<SourceLink> sources;

    [[nodiscard]] bool blocker() const; ///< its serious findings decide the verdict
    /// Default of a parameter that is a whole number; 0, the strictest limit there is, for any other.
    [[nodiscard]] qint64 number(const QString &parameter) const;
    /// Default of a parameter that is a list of texts; empty for any other.
    [[nodiscard]] QStringList texts(const QString &parameter) const;
};

/// The data that all statements come from. One version over all files: number, date, digest.
class Catalogue
{
public:
    /// The one in the resources. Malformed when a file does not hold what its schema promises.
    [[nodiscard]] static Result<std::shared_ptr<const Catalogue>> load();
    /// The one in `folder`, laid out as resources/catalogue is.
    [[nodiscard]] static Result<std::shared_ptr<const Catalogue>> load(const QString &folder);

    [[nodiscard]] QString version() const; ///< "1 of 2026-11-24, sha256 0123456789ab"
    [[nodiscard]] const CheckEntry *check(const QString &id) const;
    [[nodiscard]] const std::vector<CheckEntry> &checks() const; ///< by family, as in the files

private:
    QString m_version;
    std::vector<CheckEntry> m_checks;
};

using CataloguePtr = std::shared_ptr<const Catalogue>;

} // namespace aw::catalogue
