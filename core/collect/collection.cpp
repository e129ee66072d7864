// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collection.h"

#include "core/base/background.h"
#include "core/demo/demo_transport.h"

#include <QThread>

namespace aw::collect {
namespace {

/// Everything that lives in the collection's own thread; made and destroyed there.
class Worker : public QObject
{
    Q_OBJECT
public:
    explicit Worker(CollectionSetup setup) : m_setup(std::move(setup)) {}

    void begin()
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
        whenDone(m_gatherer->start(m_setup.org, m_setup.demo), this,
                 [this](const Result<Record> &result) { emit finished(result); });
    }

    /// Ends what is in the air; nothing is emitted after it.
    void end()
    {
        m_gatherer.reset();
        m_client.reset();
        m_transport.reset();
    }

signals:
    void progressed(const aw::collect::Progress &progress);
    void finished(const aw::Result<aw::collect::Record> &result);

private:
    Result<std::unique_ptr<fly::Transport>> openDemo()
    {
        Result<demo::Fixture> fixture = demo::northwindParcel();
        if (!fixture)
            return fixture.error();
        if (!m_setup.clock)
            m_setup.clock = [at = fixture->recordedAt()] { return at; };
        return std::unique_ptr<fly::Transport>(std::make_unique<demo::DemoTransport>(*std::move(fixture)));
    }

    Result<std::unique_ptr<fly::Transport>> openNetwork()
    {
        if (!m_setup.token)
            return fail(ErrorKind::Input, tr("There is no token to collect with."));
        const QStringList missing = m_setup.token->missingDischarges();
        if (!missing.isEmpty())
            return fail(
                ErrorKind::Refused,
                tr("The token is not complete: the platform would refuse it without a discharge from %1. "
                   "A token made by “fly tokens create” needs none.")
                    .arg(missing.join(QLatin1String(", "))));
        Result<std::unique_ptr<fly::HttpsTransport>> https = fly::HttpsTransport::open(
            {.token = *m_setup.token, .caFile = m_setup.caFile, .limits = m_setup.limits});
        if (!https)
            return https.error();
        return std::unique_ptr<fly::Transport>(*std::move(https));
    }

    CollectionSetup m_setup;
    std::unique_ptr<fly::Transport> m_transport;
    std::unique_ptr<fly::Client> m_client;
    std::unique_ptr<Gatherer> m_gatherer;
};

} // namespace

struct Collection::Private {
    QThread thread;
    Worker *worker = nullptr; ///< belongs to the thread; gone when the thread has ended
    bool started = false;
    bool ended = false;
};

Collection::Collection(CollectionSetup setup, QObject *parent)
    : QObject(parent), m_self(std::make_unique<Private>())
{
    m_self->thread.setObjectName(QStringLiteral("collect"));
    m_self->worker = new Worker(std::move(setup));
    m_self->worker->moveToThread(&m_self->thread);
    connect(&m_self->thread, &QThread::finished, m_self->worker, &QObject::deleteLater);
    connect(m_self->worker, &Worker::progressed, this, [this](const Progress &progress) {
        if (!m_self->ended)
            emit progressed(progress);
    });
    connect(m_self->worker, &Worker::finished, this, [this](const Result<Record> &result) {
        if (!std::exchange(m_self->ended, true))
            emit finished(result);
    });
}

Collection::~Collection()
{
    if (!m_self->started) {
        delete m_self->worker;
        return;
    }
    m_self->thread.quit();
    m_self->thread.wait();
}

void Collection::start()
{
    if (m_self->ended || std::exchange(m_self->started, true))
        return;
    m_self->thread.start();
    QMetaObject::invokeMethod(m_self->worker, &Worker::begin, Qt::QueuedConnection);
}

void Collection::cancel()
{
    if (std::exchange(m_self->ended, true))
        return;
    QMetaObject::invokeMethod(m_self->worker, &Worker::end, Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        this, [this] { emit finished(fail(ErrorKind::Cancelled, tr("The collection was stopped."))); },
        Qt::QueuedConnection);
}

} // namespace aw::collect

#include "collection.moc"
