// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/reader.h"

#include "core/base/time.h"
#include "core/fly/routes.h"

#include <QCoreApplication>
#include <algorithm>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// What redaction leaves where a value had to be dropped for its type: the name of that type.
QString markedType(const JsonView &place)
{
    return place.has("airworthy_type") ? place.at("airworthy_type").text().value_or(QString()) : QString();
}

QString typeWords(const JsonView &place)
{
    switch (place.type()) {
    case JsonType::Missing: return Words::tr("missing");
    case JsonType::Null: return Words::tr("null");
    case JsonType::Bool: return Words::tr("true or false");
    case JsonType::Number: return Words::tr("a number");
    case JsonType::Text: return Words::tr("text");
    case JsonType::Array: return Words::tr("a list");
    case JsonType::Object: break;
    }
    const QString marked = markedType(place);
    return marked.isEmpty() ? Words::tr("an object") : plainText(marked, 32);
}

bool isNothing(const JsonView &place)
{
    return place.missing() || place.isNull();
}

bool isFormatting(QChar character)
{
    const char16_t code = character.unicode();
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0x200e || code == 0x200f || code == 0x061c;
}

std::optional<model::Likeness> likenessNamed(const QString &name)
{
    if (name == QLatin1String("none"))
        return model::Likeness::None;
    if (name == QLatin1String("suspect"))
        return model::Likeness::Suspect;
    if (name == QLatin1String("likely"))
        return model::Likeness::Likely;
    if (name == QLatin1String("certain"))
        return model::Likeness::Certain;
    return std::nullopt;
}

} // namespace

QString plainText(const QString &text, qsizetype cap)
{
    const auto unwanted = [](QChar character) {
        return isFormatting(character) && character != QLatin1Char('\n') && character != QLatin1Char('\t');
    };
    QString plain = text.left(cap);
    // Hardly any text has one, and one that is left alone need not be copied.
    if (std::any_of(plain.cbegin(), plain.cend(), unwanted))
        std::replace_if(plain.begin(), plain.end(), unwanted, QChar(QChar::ReplacementCharacter));
    return plain;
}

Reader::Reader(const fly::Reply &reply, int index, Draft &draft)
    : m_reply(reply), m_asked(fly::described(reply.request)), m_index(index), m_draft(draft)
{}

model::Gap Reader::gap(model::Reason reason, QString detail) const
{
    return {.reason = reason, .asked = m_asked, .detail = std::move(detail), .permission = {}};
}

void Reader::wrong(const JsonView &place, const QString &expected)
{
    ++m_wrongs;
    m_draft.wrongType(m_reply.request.route,
                      {.what = Words::tr("“%1” is %2, not %3.")
                                   .arg(plainText(place.pointer(), 256), typeWords(place), expected),
                       .origin = origin(place)});
}

void Reader::leave(std::vector<model::Gap> &gaps, const model::Gap &gap)
{
    m_draft.fallShort(m_reply.request.route, gap);
    gaps.push_back(gap);
}

QString Reader::text(const JsonView &place, qsizetype cap)
{
    const std::optional<QString> value = place.text();
    if (!value) {
        if (!isNothing(place))
            wrong(place, Words::tr("text"));
        return {};
    }
    if (value->size() > cap)
        wrong(place, Words::tr("text of at most %1 characters").arg(cap));
    return plainText(*value, cap);
}

bool Reader::flag(const JsonView &place, bool absent)
{
    const std::optional<bool> value = place.flag();
    if (!value && !isNothing(place))
        wrong(place, Words::tr("true or false"));
    return value.value_or(absent);
}

std::vector<JsonView> Reader::items(const JsonView &place)
{
    if (!place.isArray() && !isNothing(place))
        wrong(place, Words::tr("a list"));
    return place.items();
}

std::vector<JsonView> Reader::objects(const JsonView &place)
{
    std::vector<JsonView> out;
    for (const JsonView &item : items(place)) {
        if (object(item))
            out.push_back(item);
    }
    return out;
}

bool Reader::object(const JsonView &place)
{
    if (place.isObject() && markedType(place).isEmpty())
        return true;
    wrong(place, Words::tr("an object"));
    return false;
}

QStringList Reader::texts(const JsonView &place)
{
    QStringList out;
    for (const JsonView &item : items(place)) {
        if (item.type() != JsonType::Text)
            wrong(item, Words::tr("text"));
        else
            out.push_back(text(item));
    }
    return out;
}

model::Gap Reader::absent(const JsonView &place) const
{
    const QString name = plainText(place.pointer(), 256);
    return gap(model::Reason::Fault, place.isNull() ? Words::tr("The answer gives “%1” as null.").arg(name)
                                                    : Words::tr("The answer has no “%1”.").arg(name));
}

template<class T>
model::Fact<T> Reader::unread(const JsonView &place, const QString &expected)
{
    if (isNothing(place))
        return {absent(place), origin(place)};
    wrong(place, expected);
    return {gap(model::Reason::Fault, Words::tr("“%1” is %2, not %3.")
                                          .arg(plainText(place.pointer(), 256), typeWords(place), expected)),
            origin(place)};
}

model::Fact<QString> Reader::textFact(const JsonView &place)
{
    if (place.type() != JsonType::Text)
        return unread<QString>(place, Words::tr("text"));
    return {text(place), origin(place)};
}

model::Fact<QString> Reader::textOrNoneFact(const JsonView &place)
{
    if (place.isNull())
        return {QString(), origin(place)};
    return textFact(place);
}

model::Fact<bool> Reader::flagFact(const JsonView &place)
{
    const std::optional<bool> value = place.flag();
    if (!value)
        return unread<bool>(place, Words::tr("true or false"));
    return {*value, origin(place)};
}

model::Fact<qint64> Reader::countFact(const JsonView &place)
{
    const std::optional<qint64> value = place.integer();
    if (!value || *value < 0)
        return unread<qint64>(place, Words::tr("a whole number"));
    return {*value, origin(place)};
}

model::Fact<QDateTime> Reader::timeFact(const JsonView &place)
{
    const std::optional<QString> value = place.text();
    const QDateTime time = value ? parseTime(*value) : QDateTime();
    if (!time.isValid())
        return unread<QDateTime>(place, Words::tr("a time"));
    return {time, origin(place)};
}

model::Fact<std::optional<QDateTime>> Reader::timeOrNoneFact(const JsonView &place)
{
    if (place.isNull())
        return {std::optional<QDateTime>(), origin(place)};
    const model::Fact<QDateTime> time = timeFact(place);
    return time.known() ? model::Fact<std::optional<QDateTime>>(*time, time.origin())
                        : model::Fact<std::optional<QDateTime>>(time.gap(), time.origin());
}

model::Fact<QStringList> Reader::textsFact(const JsonView &place)
{
    if (!place.isArray())
        return unread<QStringList>(place, Words::tr("a list"));
    const int before = m_wrongs;
    QStringList read = texts(place);
    if (m_wrongs == before)
        return {std::move(read), origin(place)};
    return {gap(model::Reason::Fault,
                Words::tr("“%1” holds something other than text.").arg(plainText(place.pointer(), 256))),
            origin(place)};
}

model::ReducedValue Reader::reduced(const JsonView &place)
{
    if (!object(place))
        return {};
    model::ReducedValue value;
    value.hmac = m_draft.shared(text(place.at("hmac")));
    value.shape = m_draft.shared(text(place.at("shape")));
    value.rule = m_draft.shared(text(place.at("rule")));
    const std::optional<qint64> length = place.at("length").integer();
    const auto likeness = likenessNamed(text(place.at("likeness")));
    if (!length || *length < 0 || *length > 512)
        wrong(place.at("length"), Words::tr("a length"));
    else
        value.length = int(*length);
    // Without its judgement a value must not look harmless; the problem keeps the configuration from
    // counting as read.
    if (!likeness)
        wrong(place.at("likeness"), Words::tr("a likeness"));
    value.likeness = likeness.value_or(model::Likeness::Suspect);
    return value;
}

Result<std::vector<JsonView>> Reader::listAt(const JsonView &list)
{
    if (list.isArray())
        return list.items();
    if (!isNothing(list))
        wrong(list, Words::tr("a list"));
    const QString name = plainText(list.pointer(), 256);
    return fail(ErrorKind::Malformed, name.isEmpty()
                                          ? Words::tr("The answer is %1, not a list.").arg(typeWords(list))
                                          : Words::tr("The list “%1” is %2.").arg(name, typeWords(list)));
}

void Reader::leaveUnread(std::vector<model::Gap> &gaps, int unread, int doubtful, std::size_t size)
{
    if (unread > 0)
        leave(gaps, gap(model::Reason::Fault,
                        Words::tr("%1 of %2 entries could not be read.").arg(unread).arg(size)));
    if (doubtful > 0)
        leave(gaps, gap(model::Reason::Fault,
                        Words::tr("%1 of %2 entries hold a value of a type the platform does not document.")
                            .arg(doubtful)
                            .arg(size)));
}

} // namespace aw::collect
