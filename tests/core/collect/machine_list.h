// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/collector.h"
#include "tests/core/collect/answers.h"

namespace aw::collect {

inline const QString kWeb = QStringLiteral("web");

/// The answer about the machines of the app "web", read.
struct Read {
    Draft draft;
    Next next;
    model::App &app() { return *draft.app(kWeb); }
    model::Machine &machine() { return app().machines.items.at(0); }
};

inline Read readList(const QByteArray &body, const QString &nextCursor = {})
{
    Read read;
    model::App app;
    app.name = kWeb;
    read.draft.add(std::move(app));
    fly::Reply reply = answered(fly::Route::AppMachines, body, kWeb);
    reply.nextCursor = nextCursor;
    Result<Next> next = collectorOf(fly::Route::AppMachines).absorb(reply, 7, read.draft);
    if (next)
        read.next = *std::move(next);
    else
        read.app().machines.gaps.push_back(
            {.reason = model::Reason::Fault, .asked = {}, .detail = {}, .permission = {}});
    return read;
}

/// A machine that is well but for what `config` says.
inline QByteArray withConfig(const QByteArray &config)
{
    return R"([{"id":"m1","name":"n","state":"started","region":"iad","version":"01A","host_status":"ok",
        "created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z",
        "image_ref":{"registry":"registry.fly.io","repository":"web","tag":"t","digest":"sha256:aa"},
        "config":)" +
           config + "}]";
}

/// A value as redaction leaves it.
inline const QByteArray kReduced =
    R"({"hmac":"00","length":8,"shape":"text","rule":"name","likeness":"likely"})";

} // namespace aw::collect
