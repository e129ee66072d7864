// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reading.h"
#include "core/collect/record.h"
#include "core/demo/fixture.h"
#include "core/fly/client.h"
#include "tests/fake_fly/generated.h"

#include <QRandomGenerator>
#include <map>
#include <set>

namespace aw::test {

/// A generated organization collected once a week. Between two collections a part of its machines is
/// deployed anew, no app twice where that can be: a new image and its history, other values in the
/// environment, another version beside the old ones, a release. Whatever the collectors ask is asked
/// and redacted as in a real collection; what no deployment touched is not redacted again, since it
/// would give the same bytes. Request ids and times are new for every answer.
class Weeks
{
public:
    Weeks(const Size &size, double changed);

    [[nodiscard]] collect::Record next();

private:
    using Key = std::tuple<fly::Route, QString, QString, QString>;

    [[nodiscard]] QDateTime start() const; ///< of this week's collection
    void deployAnew();
    void deploy(int machine);
    [[nodiscard]] JsonValue deployed(const JsonView &machine, const QString &app);
    void keepVersion(const QString &app, const JsonView &before, const JsonView &after);
    void putImage(const QString &app, const JsonView &before, const JsonView &after);
    void putRelease(const QString &app, const JsonView &image);
    void listInOrganization();

    void ask(fly::Client &client, collect::Reading &reading, collect::Next wanted, collect::Record &record);
    [[nodiscard]] const fly::Reply *unchanged(const fly::Request &request) const;
    [[nodiscard]] fly::Reply arrived(fly::Reply reply); ///< with a time and a request id of its own

    Size m_size;
    int m_changed;
    int m_week = 0;
    int m_deployed = 0;
    demo::Fixture m_fixture;
    QRandomGenerator m_random{20'261'124};
    std::set<QString> m_touched;                     ///< apps deployed since the last collection
    std::map<QString, JsonValue> m_deployedMachines; ///< those machines by id, as they are now
    std::map<Key, fly::Reply> m_known;               ///< as they came from the client
};

} // namespace aw::test
