// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/record.h"

namespace aw::collect {

/// A usable answer with that (redacted) body.
fly::Reply answered(fly::Route route, const QByteArray &body, const QString &app = {},
                    const QString &item = {}, const QString &cursor = {});
/// An answer that the platform refused, or that never came (status 0).
fly::Reply faulted(fly::Route route, int status, ErrorKind kind, const QString &app = {},
                   const QString &item = {});

/// A record of a small organization, in which every source is complete: the apps "web" (two machines,
/// one volume) and "db" (a Postgres cluster with one machine and one volume).
Record wholeRecord();

/// The answer of `record` for that question; the first page of a list. Stops the test when there is none.
fly::Reply &answerIn(Record &record, fly::Route route, const QString &app = {}, const QString &item = {});
/// Exchanges `from`, which must be in its body, for `to`.
void change(fly::Reply &reply, const QByteArray &from, const QByteArray &to);
/// Makes it an answer that was refused with that status.
void refuse(fly::Reply &reply, int status, ErrorKind kind);

const model::Source &sourceIn(const model::Snapshot &snapshot, fly::Route route);
/// The names of the sources that are not complete, sorted as the table has them.
QStringList incompleteSources(const model::Snapshot &snapshot);

} // namespace aw::collect
