// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>
#include <QUrlQuery>
#include <vector>

namespace aw::demo {

/// An answer as a server would give it.
struct Answer {
    int status = 200;
    QByteArray body;
    QString nextCursor; ///< sent as header fly-next-cursor; empty for none
};

/// An organization recorded as files, answering as the two APIs do: the demo organization, and what
/// tests/fake_fly serves. The folder's layout is described in resources/demo/README.md. Pages by
/// limit and cursor (REST) and first and after (GraphQL), counts totals, answers 404 for what it
/// does not hold. Values are invented; real-looking secrets in it exist only to be found.
/// A copy shares its answers with the original, so it is cheap to hand to another thread.
class Fixture
{
public:
    /// A folder on disk or in the resources (":/demo/northwind-parcel"). Storage error when it cannot
    /// be read, Malformed (or Limit) when a file is not what it should be; `where` is that file.
    [[nodiscard]] static Result<Fixture> load(const QString &folder);
    /// The same from values: `organization` as in organization.json, `apps` as in apps/<name>.json.
    [[nodiscard]] static Result<Fixture> assemble(const JsonView &organization,
                                                  const std::vector<JsonView> &apps);

    [[nodiscard]] QString org() const { return m_org; }
    /// The moment all its dates are relative to, UTC.
    [[nodiscard]] QDateTime recordedAt() const { return m_recordedAt; }

    /// `path` begins with "/v1".
    [[nodiscard]] Answer get(const QString &path, const QUrlQuery &query) const;
    /// `body` is the JSON of a GraphQL request with operationName and variables.
    [[nodiscard]] Answer graphql(const QByteArray &body) const;

    /// Puts the answer for a path ("/v1/apps") or an operation ("OrgMembers", "AppReleases/web",
    /// "AppImage/web/<reference>"; what stands under "data"), whole: paging, counts and page ends
    /// are added when it is asked for. Replaces what was there. The versions of a machine need not be
    /// put where there is only the running one.
    void put(const QString &place, JsonValue answer);
    /// From now on that place, or that operation for an app or for all, answers so.
    void putFailure(const QString &place, Answer failure);
    void setOrg(QString org, QDateTime recordedAt);

private:
    /// For a machine without recorded versions: the running one alone.
    [[nodiscard]] Answer versionsAnswer(const QString &path) const;

    QString m_org;
    QDateTime m_recordedAt;
    QHash<QString, JsonValue> m_answers;
    QHash<QString, Answer> m_failures; ///< places that answer with an error, as recorded
};

} // namespace aw::demo
