// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/demo/fixture.h"
#include "core/fly/transport.h"

#include <QObject>

namespace aw::demo {

/// Answers from a fixture, without a socket: later, in the order of asking. Time and request id of an
/// answer follow from the recording and the request alone, so that playing it twice leaves the same
/// evidence in whatever order it was asked for.
class DemoTransport final : public QObject, public fly::Transport
{
    Q_OBJECT
public:
    explicit DemoTransport(Fixture fixture, QObject *parent = nullptr);

    void send(const fly::WireRequest &request, Done done) override;
    void abort() override;

private:
    Fixture m_fixture;
    quint64 m_round = 0; ///< answers of an earlier round, before an abort, are dropped
};

/// The organization that ships with the program: Northwind Parcel, invented.
[[nodiscard]] Result<Fixture> northwindParcel();

} // namespace aw::demo
