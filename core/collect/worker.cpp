// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/worker.h"

#include "core/base/background.h"
#include "core/demo/demo_transport.h"

namespace aw::collect {

void Worker::begin()
{
    Result<std::unique_ptr<fly::Transport>> transport = m_setup.demo ? openDemo() : openNetwork();
    if (!transport) {
        emit finished(transport.error());
        return;
    }
    m_transport = *std::move(transport);
    const Clock clock = m_setup.clock ? m_setup.clock : systemClock();
    m_client = std::make_unique<fly::Client>(*m_transport, m_setup.endpoints,
                                             secrets::Reducer(m_setup.digestKey, clock()), m_setup.pace);
    m_gatherer = std::make_unique<Gatherer>(*m_client, clock);
    connect(m_gatherer.get(), &Gatherer::progressed, this, &Worker::progressed);
    connect(m_gatherer.get(), &Gatherer::answered, this, &Worker::answered);
    Task task{.org = m_setup.org,
              .demo = m_setup.demo,
              .earlier = std::move(m_setup.earlier),
              .startedAt = m_setup.startedAt,
              .appsOnly = m_setup.appsOnly};
    whenDone(m_gatherer->start(std::move(task)), this,
             [this](const Result<Record> &result) { emit finished(result); });
}

void Worker::end()
{
    m_gatherer.reset();
    m_client.reset();
    m_transport.reset();
}

Result<std::unique_ptr<fly::Transport>> Worker::openDemo()
{
    Result<demo::Fixture> fixture = demo::northwindParcel();
    if (!fixture)
        return fixture.error();
    if (!m_setup.clock)
        m_setup.clock = [at = fixture->recordedAt()] { return at; };
    return std::unique_ptr<fly::Transport>(std::make_unique<demo::DemoTransport>(*std::move(fixture)));
}

Result<std::unique_ptr<fly::Transport>> Worker::openNetwork() const
{
    if (!m_setup.token)
        return fail(ErrorKind::Input, tr("There is no token to collect with."));
    const QStringList missing = m_setup.token->missingDischarges();
    if (!missing.isEmpty())
        return fail(ErrorKind::Refused,
                    tr("The token is not complete: the platform would refuse it without a discharge from %1. "
                       "A token made by “fly tokens create” needs none.")
                        .arg(missing.join(QLatin1String(", "))));
    Result<std::unique_ptr<fly::HttpsTransport>> https = fly::HttpsTransport::open(
        {.token = *m_setup.token, .caFile = m_setup.caFile, .limits = m_setup.limits});
    if (!https)
        return https.error();
    return std::unique_ptr<fly::Transport>(*std::move(https));
}

} // namespace aw::collect
