// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/manifest.h"

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/collect/reader.h"
#include "core/fly/routes.h"
#include "core/portable/form.h"
#include "core/portable/portable.h"

#include <QCoreApplication>
#include <limits>

namespace aw::portable {
namespace {

constexpr JsonLimits kLimits{.depth = 6, .bytes = qsizetype(kMostManifestBytes), .nodes = 4'000'000};
constexpr qsizetype kShown = 60;
constexpr qsizetype kLongestName = 200;

/// Stored, so none is ever renamed.
QLatin1String faultName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled: return QLatin1String("cancelled");
    case ErrorKind::Network: return QLatin1String("network");
    case ErrorKind::Refused: return QLatin1String("refused");
    case ErrorKind::RateLimited: return QLatin1String("rate_limited");
    case ErrorKind::Malformed: return QLatin1String("malformed");
    case ErrorKind::Limit: return QLatin1String("limit");
    case ErrorKind::Storage: return QLatin1String("storage");
    case ErrorKind::Input: return QLatin1String("input");
    case ErrorKind::NotOffered: break;
    }
    return QLatin1String("not_offered");
}

std::optional<ErrorKind> faultNamed(const QString &name)
{
    for (int kind = 0; kind <= int(ErrorKind::NotOffered); ++kind) {
        if (name == faultName(ErrorKind(kind)))
            return ErrorKind(kind);
    }
    return std::nullopt;
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(portable)
};

Error wrong(const JsonView &place, const QString &expected)
{
    return fail(
        ErrorKind::Malformed,
        Words::tr("The manifest is not as it should be: %1 is not %2.").arg(place.pointer(), expected));
}

Error newer(const QString &what)
{
    return fail(ErrorKind::Limit,
                Words::tr("The snapshot was made by a newer version of Airworthy (%1). Update "
                          "this program to read it.")
                    .arg(what));
}

QString shown(const QString &text)
{
    return collect::plainText(text, kShown);
}

// Milliseconds too: the record that is read must be the record that was written.
JsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? JsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : JsonValue();
}

QByteArray answerLine(const fly::Reply &reply, const QByteArray &digest)
{
    JsonValue fault;
    if (reply.fault)
        fault.set("kind", faultName(reply.fault->kind))
            .set("what", reply.fault->what)
            .set("where", reply.fault->where);
    JsonValue value = JsonValue::object();
    value.set("route", QString::fromLatin1(fly::row(reply.request.route).name))
        .set("request", fly::described(reply.request))
        .set("app", reply.request.app)
        .set("item", reply.request.item)
        .set("cursor", reply.request.cursor)
        .set("status", reply.status)
        .set("next_cursor", reply.nextCursor)
        .set("request_id", reply.requestId)
        .set("at", timeOrNull(reply.at))
        .set("attempts", reply.attempts)
        .set("fault", std::move(fault))
        .set("sha256", digest.isEmpty() ? JsonValue() : JsonValue(QString::fromLatin1(digest)));
    return value.compact();
}

/// Reads values of one type or remembers the first that is of another.
class Fields
{
public:
    QString text(const JsonView &place)
    {
        const std::optional<QString> value = place.text();
        if (!value)
            note(place, Words::tr("a text"));
        return value.value_or(QString());
    }
    bool flag(const JsonView &place)
    {
        const std::optional<bool> value = place.flag();
        if (!value)
            note(place, Words::tr("true or false"));
        return value.value_or(false);
    }
    int number(const JsonView &place)
    {
        const std::optional<qint64> value = place.integer();
        const bool small = value && *value >= 0 && *value <= std::numeric_limits<int>::max();
        if (!small)
            note(place, Words::tr("a whole number"));
        return small ? int(*value) : 0;
    }
    QDateTime time(const JsonView &place)
    {
        QDateTime value = parseTime(place.text().value_or(QString()));
        if (!value.isValid())
            note(place, Words::tr("a time with its zone"));
        return value;
    }
    QDateTime timeOrNone(const JsonView &place) { return place.isNull() ? QDateTime() : time(place); }
    QByteArray digestOrNone(const JsonView &place)
    {
        if (place.isNull())
            return {};
        QByteArray value = place.text().value_or(QString()).toUtf8();
        bool good = value.size() == kDigestLength;
        for (const char digit : value)
            good = good && ((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'));
        if (!good)
            note(place, Words::tr("a SHA-256 digest"));
        return good ? value : QByteArray();
    }
    void note(const JsonView &place, const QString &expected)
    {
        if (!m_error)
            m_error = wrong(place, expected);
    }
    void note(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    std::optional<Error> m_error;
};

std::optional<Error> faultOf(const JsonView &place, Fields &fields)
{
    if (place.isNull())
        return std::nullopt;
    const QString kind = fields.text(place.at("kind"));
    const std::optional<ErrorKind> known = faultNamed(kind);
    if (!known)
        fields.note(newer(Words::tr("a fault of the kind “%1”").arg(shown(kind))));
    return Error{.kind = known.value_or(ErrorKind::Malformed),
                 .what = fields.text(place.at("what")),
                 .where = fields.text(place.at("where"))};
}

fly::Reply replyOf(const JsonView &place, const QString &org, Fields &fields)
{
    const QString route = fields.text(place.at("route"));
    const std::optional<fly::Route> known = fly::routeNamed(route);
    if (!known)
        fields.note(newer(Words::tr("an answer of the kind “%1”").arg(shown(route))));
    return {.request = {.route = known.value_or(fly::Route::Apps),
                        .org = org,
                        .app = fields.text(place.at("app")),
                        .item = fields.text(place.at("item")),
                        .cursor = fields.text(place.at("cursor"))},
            .status = fields.number(place.at("status")),
            .body = {},
            .nextCursor = fields.text(place.at("next_cursor")),
            .requestId = fields.text(place.at("request_id")),
            .at = fields.timeOrNone(place.at("at")),
            .attempts = fields.number(place.at("attempts")),
            .fault = faultOf(place.at("fault"), fields)};
}

Result<void> rightSchema(const JsonView &root)
{
    const QString schema = root.at("schema").text().value_or(QString());
    if (schema == kSchemaStem + QString::number(kSchemaVersion))
        return {};
    bool number = false;
    const int version = schema.mid(kSchemaStem.size()).toInt(&number);
    if (schema.startsWith(kSchemaStem) && number && version > kSchemaVersion)
        return newer(shown(schema));
    return fail(ErrorKind::Malformed, Words::tr("The file is no snapshot of Airworthy: its manifest has the "
                                                "schema “%1”.")
                                          .arg(shown(schema)));
}

} // namespace

QByteArray manifestText(const Manifest &manifest)
{
    const collect::Record &record = manifest.record;
    JsonValue organization = JsonValue::object();
    organization.set("slug", record.org).set("name", manifest.organizationName);
    JsonValue program = JsonValue::object();
    program.set("name", QLatin1String("airworthy")).set("version", manifest.version);
    JsonValue snapshot = JsonValue::object();
    snapshot.set("id", manifest.id)
        .set("demo", record.demo)
        .set("started_at", timeOrNull(record.startedAt))
        .set("collected_at", timeOrNull(record.collectedAt));
    const QString schema = kSchemaStem + QString::number(kSchemaVersion);
    QByteArray text = "{\n\"schema\": " + JsonValue(schema).compact() +
                      ",\n\"program\": " + program.compact() +
                      ",\n\"organization\": " + organization.compact() +
                      ",\n\"snapshot\": " + snapshot.compact() + ",\n\"answers\": [";
    for (std::size_t i = 0; i < record.replies.size(); ++i)
        text += (i == 0 ? "\n" : ",\n") + answerLine(record.replies[i], manifest.digests.at(i));
    return text + "\n]\n}\n";
}

Result<Manifest> readManifest(const QByteArray &text)
{
    const Result<JsonDocument> document = JsonDocument::parse(text, kLimits);
    if (!document)
        return fail(document.error().kind,
                    Words::tr("The manifest cannot be read. %1").arg(document.error().what));
    const JsonView root = document->root();
    if (const Result<void> schema = rightSchema(root); !schema)
        return schema.error();
    Fields fields;
    const JsonView snapshot = root.at("snapshot");
    const JsonView organization = root.at("organization");
    Manifest manifest{.record = {.org = fields.text(organization.at("slug")),
                                 .demo = fields.flag(snapshot.at("demo")),
                                 .startedAt = fields.time(snapshot.at("started_at")),
                                 .collectedAt = fields.time(snapshot.at("collected_at")),
                                 .replies = {}},
                      .digests = {},
                      .id = fields.text(snapshot.at("id")),
                      .organizationName =
                          collect::plainText(fields.text(organization.at("name")), kLongestName),
                      .version = collect::plainText(fields.text(root.at("program").at("version")), kShown)};
    const JsonView answers = root.at("answers");
    if (!answers.isArray())
        fields.note(answers, Words::tr("a list"));
    manifest.record.replies.reserve(answers.size());
    for (std::size_t i = 0; i < answers.size() && !fields.error(); ++i) {
        const JsonView answer = answers.at(i);
        manifest.record.replies.push_back(replyOf(answer, manifest.record.org, fields));
        manifest.digests.push_back(fields.digestOrNone(answer.at("sha256")));
    }
    if (fields.error())
        return *fields.error();
    return manifest;
}

} // namespace aw::portable
