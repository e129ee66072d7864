// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/graphql.h"

#include "core/fly/routes.h"

#include <QCoreApplication>
#include <array>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

constexpr qsizetype kMessageCap = 240;

/// `extensions` is untyped and no code is published, so the words decide (FLY-API §3).
bool speaksOfRights(const QString &message)
{
    static constexpr std::array kWords{QLatin1String("unauthorized"),    QLatin1String("not authorized"),
                                       QLatin1String("unauthenticated"), QLatin1String("forbidden"),
                                       QLatin1String("permission"),      QLatin1String("access")};
    return std::any_of(kWords.begin(), kWords.end(), [&message](QLatin1String word) {
        return message.contains(word, Qt::CaseInsensitive);
    });
}

/// A document that names a field the schema lacks is refused whole, with this code or in these words
/// (graphql-ruby, which Fly's answers show themselves to be made with).
bool namesNoField(const QString &message, const QString &code)
{
    return code == QLatin1String("undefinedField") ||
           message.contains(QLatin1String("doesn't exist on type"));
}

/// Whether an error at `errorPath` concerns the field at `path`. One that does not say where it
/// happened concerns everything.
bool touches(const JsonView &errorPath, const QStringList &path)
{
    const std::vector<JsonView> steps = errorPath.items();
    const std::size_t shared = std::min(steps.size(), std::size_t(path.size()));
    for (std::size_t i = 0; i < shared; ++i) {
        const std::optional<QString> step = steps[i].text();
        if (step && *step != path[qsizetype(i)])
            return false;
    }
    return true;
}

model::Gap gapOf(const Reader &reader, const JsonView &error)
{
    const QString message = plainText(error.at("message").text().value_or(QString()), kMessageCap);
    const QString code = error.at("extensions").at("code").text().value_or(QString());
    const bool absent = namesNoField(message, code);
    const bool refused = !absent && (speaksOfRights(message) || speaksOfRights(code));
    const model::Reason reason = absent ? model::Reason::NotPublished : model::Reason::Fault;
    model::Gap gap =
        reader.gap(refused ? model::Reason::Permission : reason,
                   message.isEmpty() ? Words::tr("The answer reports an error without saying which.")
                                     : Words::tr("The answer reports an error: “%1”.").arg(message));
    if (refused)
        gap.permission = QString::fromUtf8(fly::row(reader.request().route).permission);
    return gap;
}

std::vector<model::Gap> errorsTouching(Reader &reader, const JsonView &root, const QStringList &path)
{
    // A document that is refused whole has no data, and its errors a path of the document's own, which
    // begins with "query Name" (graphql-ruby): they concern everything.
    const JsonView data = root.at("data");
    const bool whole = data.missing() || data.isNull();
    std::vector<model::Gap> gaps;
    for (const JsonView &error : reader.items(root.at("errors"))) {
        if (!reader.object(error) || whole || touches(error.at("path"), path))
            gaps.push_back(gapOf(reader, error));
    }
    const JsonView errors = root.at("errors");
    if (!errors.missing() && !errors.isNull() && !errors.isArray())
        gaps.push_back(gapOf(reader, {}));
    return gaps;
}

} // namespace

Result<JsonView> selectedField(Reader &reader, const JsonView &root, const QStringList &path,
                               std::vector<model::Gap> &gaps)
{
    const std::vector<model::Gap> errors = errorsTouching(reader, root, path);
    JsonView field = root.at("data");
    for (const QString &step : path)
        field = field.at(step);
    if (!field.missing() && !field.isNull() && reader.object(field)) {
        for (const model::Gap &gap : errors)
            reader.leave(gaps, gap);
        return field;
    }
    if (errors.empty())
        return fail(ErrorKind::Malformed,
                    Words::tr("The answer has no “%1”.").arg(path.join(QLatin1Char('.'))));
    const auto refused = std::find_if(errors.begin(), errors.end(), [](const model::Gap &gap) {
        return gap.reason == model::Reason::Permission;
    });
    if (refused != errors.end())
        return fail(ErrorKind::Refused, refused->detail);
    const bool absent = errors.front().reason == model::Reason::NotPublished;
    return fail(absent ? ErrorKind::NotOffered : ErrorKind::Malformed, errors.front().detail);
}

} // namespace aw::collect
