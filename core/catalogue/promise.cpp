// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalogue/promise.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace aw::catalogue {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("catalogue", text);
}

bool fits(const QString &text, const TextRule &rule)
{
    return text.size() >= rule.shortest && text.size() <= rule.longest &&
           (rule.pattern.isEmpty() || QRegularExpression(rule.pattern).match(text).hasMatch());
}

} // namespace

void Promise::broken(const JsonView &where, const QString &what)
{
    if (!m_error)
        m_error = fail(ErrorKind::Malformed, what, m_file + QLatin1Char('#') + where.pointer());
}

void Promise::only(const JsonView &object, const QStringList &members)
{
    if (!object.isObject()) {
        broken(object,
               tr(QT_TRANSLATE_NOOP("catalogue", "The catalogue holds something else than an object.")));
        return;
    }
    for (const auto &[name, value] : object.members()) {
        if (!members.contains(name)) {
            broken(value, tr(QT_TRANSLATE_NOOP(
                              "catalogue", "The catalogue holds a member that its schema does not name.")));
        }
    }
}

QString Promise::text(const JsonView &text, const TextRule &rule)
{
    const std::optional<QString> value = text.text();
    if (!value || !fits(*value, rule)) {
        broken(text, tr(QT_TRANSLATE_NOOP("catalogue", "The catalogue lacks a text of the promised form.")));
        return {};
    }
    return *value;
}

QString Promise::textOrNull(const JsonView &text, const TextRule &rule)
{
    return text.isNull() ? QString() : this->text(text, rule);
}

QString Promise::oneOf(const JsonView &text, const QStringList &allowed)
{
    QString value = this->text(text);
    if (!allowed.contains(value)) {
        broken(text, tr(QT_TRANSLATE_NOOP("catalogue", "The catalogue holds a word that is none of: %1."))
                         .arg(allowed.join(QLatin1String(", "))));
    }
    return value;
}

std::vector<JsonView> Promise::items(const JsonView &array, std::size_t fewest)
{
    if (!array.isArray() || array.size() < fewest) {
        broken(array,
               tr(QT_TRANSLATE_NOOP("catalogue", "The catalogue lacks a list, or the list is too short.")));
        return {};
    }
    return array.items();
}

QStringList Promise::texts(const JsonView &array, std::size_t fewest, const TextRule &rule)
{
    QStringList texts;
    for (const JsonView &item : items(array, fewest))
        texts.push_back(text(item, rule));
    return texts;
}

bool Promise::flag(const JsonView &flag)
{
    const std::optional<bool> value = flag.flag();
    if (!value)
        broken(flag, tr(QT_TRANSLATE_NOOP("catalogue", "The catalogue lacks a yes or no.")));
    return value.value_or(false);
}

qint64 Promise::integer(const JsonView &number, qint64 least)
{
    const std::optional<qint64> value = number.integer();
    if (!value || *value < least)
        broken(number, tr(QT_TRANSLATE_NOOP("catalogue",
                                            "The catalogue lacks a whole number of the promised size.")));
    return value.value_or(0);
}

} // namespace aw::catalogue
