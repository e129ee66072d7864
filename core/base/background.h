// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>
#include <memory>
#include <type_traits>

namespace aw {

/// Runs `work` on `pool`. `work` must hold values, never a QObject.
template<class Work>
auto inBackground(QThreadPool &pool, Work work) -> QFuture<std::invoke_result_t<Work>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
    promise->start();
    pool.start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

/// Calls `done(value)` in `owner`'s thread when `future` has its value; never once `owner` is gone,
/// and never for a cancelled future. Stands in for QFuture::then(context, ...), whose context may
/// not die first in Qt 6.4.
template<class T, class Done>
void whenDone(const QFuture<T> &future, QObject *owner, Done done)
{
    auto *watcher = new QFutureWatcher<T>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            done(watcher->future().result());
    });
    watcher->setFuture(future);
}

} // namespace aw
