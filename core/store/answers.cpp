// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/answers.h"

#include "core/fly/routes.h"
#include "core/store/rows.h"

namespace aw::store {

Result<PackedAnswers> packed(std::span<const Answer> answers, std::span<const qint64> bodies)
{
    const Packer packer;
    Result<QByteArray> numbers = packer.pack(numbersOf(bodies));
    if (!numbers)
        return numbers.error();
    Result<QByteArray> manifest = packer.pack(manifestOf(answers));
    if (!manifest)
        return manifest.error();
    return PackedAnswers{.bodies = *std::move(numbers), .answers = *std::move(manifest)};
}

Result<void> keepManifest(const Connection &db, qint64 snapshot, const PackedAnswers &answers)
{
    Result<Statement> insert =
        db.prepare("INSERT INTO manifest(snapshot, bodies, answers) VALUES(?1, ?2, ?3)");
    if (!insert)
        return insert.error();
    return insert->bind(1, snapshot).bind(2, answers.bodies).bind(3, answers.answers).run();
}

std::vector<Answer> answersOf(const std::vector<fly::Reply> &replies)
{
    std::vector<Answer> answers;
    answers.reserve(replies.size());
    for (const fly::Reply &reply : replies)
        answers.push_back(answerOf(reply));
    return answers;
}

std::vector<const QByteArray *> bodiesOf(const std::vector<fly::Reply> &replies)
{
    std::vector<const QByteArray *> bodies;
    bodies.reserve(replies.size());
    for (const fly::Reply &reply : replies)
        bodies.push_back(&reply.body);
    return bodies;
}

Result<void> readAnswers(const PackedAnswers &list, BodyReader &bodies, const QString &file, ReadAnswers &to)
{
    const Unpacker unpacker;
    const std::optional<QByteArray> numbersPlain = unpacker.unpack(list.bodies);
    const std::optional<QByteArray> manifest = unpacker.unpack(list.answers);
    const auto numbers = numbersPlain ? numbersIn(*numbersPlain) : std::nullopt;
    const auto answers = manifest ? answersIn(*manifest) : std::nullopt;
    if (!numbers || !answers || numbers->size() != answers->size()) {
        to.damagedAt = QString();
        return {};
    }
    to.replies.reserve(to.replies.size() + answers->size());
    for (std::size_t i = 0; i < answers->size(); ++i) {
        Result<fly::Reply> reply = replyOf((*answers)[i], {}, file);
        if (!reply)
            return reply.error();
        Result<std::optional<QByteArray>> body = bodies.read((*numbers)[i]);
        if (!body)
            return body.error();
        if (!*body) {
            to.damagedAt = fly::described(reply->request);
            return {};
        }
        reply->body = **std::move(body);
        to.replies.push_back(*std::move(reply));
    }
    return {};
}

} // namespace aw::store
