// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collection.h"

#include "core/collect/worker.h"

#include <QMessageAuthenticationCode>
#include <QThread>

namespace aw::collect {

QByteArray resumeMark(const CollectionSetup &setup)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, setup.digestKey);
    code.addData("airworthy resume\n");
    if (setup.token) {
        const SecretBytes header = setup.token->graphqlHeader();
        code.addData(header.view().data(), header.size());
    }
    return QByteArray(AW_VERSION "\n") + code.result().toHex();
}

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
    connect(m_self->worker, &Worker::answered, this, [this](const std::vector<fly::Reply> &replies) {
        if (!m_self->ended)
            emit answered(replies);
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
