// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/evidence.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <algorithm>

namespace aw::models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::models)
};

QString valueAt(const model::ReplyNote &note, const QString &pointer)
{
    if (note.body.isEmpty())
        return Words::tr("There was no answer to read.");
    const Result<JsonDocument> document = JsonDocument::parse(note.body);
    if (!document)
        return document.error().what;
    const JsonView place = document->root().resolve(pointer);
    if (place.missing())
        return Words::tr("The answer holds nothing at this place.");
    const QString text = QString::fromUtf8(place.pretty());
    if (text.size() <= kEvidenceCharacters)
        return text;
    return text.left(kEvidenceCharacters) +
           Words::tr("\n… the rest, %1 characters, is not shown").arg(text.size() - kEvidenceCharacters);
}

} // namespace

std::vector<Evidence> evidenceOf(const model::Snapshot &snapshot, const std::vector<model::Origin> &origins)
{
    std::vector<Evidence> pieces;
    std::vector<model::Origin> shown;
    for (const model::Origin &origin : origins) {
        if (origin.reply < 0 || std::size_t(origin.reply) >= snapshot.replies.size())
            continue;
        if (std::find(shown.begin(), shown.end(), origin) != shown.end())
            continue;
        if (pieces.size() >= kEvidencePieces)
            break;
        shown.push_back(origin);
        const model::ReplyNote &note = snapshot.replies[std::size_t(origin.reply)];
        pieces.push_back({.request = note.request,
                          .requestId = note.requestId,
                          .at = note.at,
                          .status = note.status,
                          .pointer = origin.pointer,
                          .json = valueAt(note, origin.pointer)});
    }
    return pieces;
}

} // namespace aw::models
