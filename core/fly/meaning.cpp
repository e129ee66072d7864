// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/meaning.h"

#include "core/base/json.h"

#include <QCoreApplication>

namespace aw::fly {
namespace {

constexpr JsonLimits kErrorLimits{.depth = 16, .bytes = qsizetype{64} * 1024, .nodes = 1'000};
constexpr qsizetype kLongestFault = 600; ///< a transport's sentence, with what it quotes of others
constexpr qsizetype kLongestDelay = 9;   ///< digits of seconds: 31 years, and no overflow in milliseconds

std::optional<std::chrono::milliseconds> retryAfter(const QByteArray &header)
{
    const QByteArray text = header.trimmed();
    if (text.isEmpty() || text.size() > kLongestDelay)
        return std::nullopt;
    for (const char letter : text) {
        if (letter < '0' || letter > '9')
            return std::nullopt;
    }
    return std::chrono::seconds(text.toLongLong());
}

/// What the body of a refusal says: `message`, else `error` (FG:flaps/flaps.go:304-321); uiex nests it.
QString saidBy(const QByteArray &body)
{
    const auto document = JsonDocument::parse(body, kErrorLimits);
    if (!document)
        return {};
    const JsonView root = document->root();
    for (const JsonView &place : {root.at("message"), root.at("error"), root.at("errors").at("detail"),
                                  root.at("errors").at(0).at("message")}) {
        if (const auto text = place.text(); text && !text->isEmpty())
            return *text;
    }
    return {};
}

struct Sentence {
    ErrorKind kind = ErrorKind::Malformed;
    QString what;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("fly", text);
}

Sentence sentenceFor(int status)
{
    switch (status) {
    case 401:
        return {ErrorKind::Refused,
                tr(QT_TRANSLATE_NOOP("fly", "The platform does not accept this token (401): "
                                            "it may be wrong, expired or revoked, or lack "
                                            "a discharge."))};
    case 403: return {ErrorKind::Refused, tr(QT_TRANSLATE_NOOP("fly", "The token may not read this (403)."))};
    case 404:
        return {ErrorKind::Refused,
                tr(QT_TRANSLATE_NOOP("fly", "Not found, or filtered away from this token (404)."))};
    case 408:
        return {ErrorKind::Network,
                tr(QT_TRANSLATE_NOOP("fly", "The platform gave up waiting for the request (408)."))};
    case 429:
        return {ErrorKind::RateLimited,
                tr(QT_TRANSLATE_NOOP("fly", "The platform says that requests came too fast (429)."))};
    default: break;
    }
    if (status >= 500)
        return {ErrorKind::Network,
                tr(QT_TRANSLATE_NOOP("fly", "The platform failed to answer (%1).")).arg(status)};
    if (status >= 400)
        return {ErrorKind::Malformed,
                tr(QT_TRANSLATE_NOOP("fly", "The platform refused the request (%1).")).arg(status)};
    if (status >= 300)
        return {
            ErrorKind::Network,
            tr(QT_TRANSLATE_NOOP("fly", "The platform answered with a redirect (%1), which is not followed."))
                .arg(status)};
    return {
        ErrorKind::Malformed,
        tr(QT_TRANSLATE_NOOP("fly", "The platform answered with the status %1, which means nothing here."))
            .arg(status)};
}

bool mayPass(int status)
{
    return status == 408 || status == 429 || (status >= 500 && status != 501);
}

} // namespace

Meaning meaningOf(const WireReply &reply, const Request &request, const Withheld &withheld)
{
    const QString where = described(request);
    if (reply.fault) {
        const Error &fault = *reply.fault;
        return {.fault = fail(fault.kind, withheld.quoted(fault.what, kLongestFault),
                              fault.where.isEmpty() ? where : withheld.quoted(fault.where)),
                .again = !reply.lasting,
                .tooFast = false,
                .wait = {}};
    }
    if (reply.status >= 200 && reply.status < 300)
        return {};
    Sentence sentence = sentenceFor(reply.status);
    if (const QString said = withheld.quoted(saidBy(reply.body)); !said.isEmpty()) {
        //: %1 is a sentence of ours, %2 the platform's own words
        sentence.what = tr(QT_TRANSLATE_NOOP("fly", "%1 It says: “%2”")).arg(sentence.what, said);
    }
    return {.fault = fail(sentence.kind, sentence.what, where),
            .again = mayPass(reply.status),
            .tooFast = reply.status == 429,
            .wait = retryAfter(reply.retryAfter)};
}

} // namespace aw::fly
