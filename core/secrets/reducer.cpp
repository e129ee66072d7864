// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/reducer.h"

#include "core/secrets/allow_list.h"
#include "core/secrets/entropy.h"
#include "core/secrets/pairs.h"
#include "core/secrets/shapes.h"

#include <QMessageAuthenticationCode>
#include <algorithm>
#include <optional>

namespace aw::secrets {
namespace {

using model::Likeness;
using model::ReducedValue;

constexpr qsizetype kRemembered = 200'000; ///< values; then the memory starts anew
constexpr qsizetype kShortestSecret = 4;
constexpr int kLengths[] = {8, 16, 24, 32, 40, 64, 128, 256};
constexpr int kLonger = 512;

QByteArray keyedDigest(const QByteArray &key, const QString &value)
{
    return QMessageAuthenticationCode::hash(value.toUtf8(), key, QCryptographicHash::Sha256).toHex();
}

QString shownDigest(const QByteArray &digest)
{
    return QString::fromLatin1(digest.first(16));
}

int roundedLength(qsizetype length)
{
    if (length == 0)
        return 0;
    const auto *const step =
        std::find_if(std::begin(kLengths), std::end(kLengths), [length](int most) { return length <= most; });
    return step == std::end(kLengths) ? kLonger : *step;
}

/// The form of a value that has none of the known shapes.
QString plainForm(const QString &value)
{
    if (isUuid(value) && value.contains(QLatin1Char('-')))
        return QStringLiteral("uuid");
    if (value.size() >= 16 && isHex(value))
        return QStringLiteral("hex");
    if (value.size() >= 20 && isBase64Like(value) && !isWords(value))
        return QStringLiteral("base64-like");
    return value.contains(QLatin1String("://")) ? QStringLiteral("url") : QStringLiteral("text");
}

struct Verdict {
    Likeness likeness = Likeness::None;
    QString rule;
    QString shape;
};

Verdict byShape(const NameSense &sense, const Shape &shape)
{
    // An expired token or a development password stays a suspicion under any name.
    const bool named = sense.telling && shape.likeness != Likeness::Suspect;
    return {.likeness = named ? Likeness::Certain : shape.likeness,
            .rule = named ? QStringLiteral("telling-name-and-shape") : QStringLiteral("shape"),
            .shape = shape.name};
}

Verdict byLooks(const QString &name, const NameSense &sense, const QString &value)
{
    const QString form = plainForm(value);
    if (isPlaceholder(value) || isTemplate(value))
        return {.likeness = Likeness::None, .rule = {}, .shape = QStringLiteral("placeholder")};
    if (isAllowedName(name, sense) || isAllowedValue(name, sense, value))
        return {.likeness = Likeness::None, .rule = {}, .shape = form};
    const bool random = looksRandom(value);
    if (random && sense.telling)
        return {.likeness = Likeness::Certain,
                .rule = QStringLiteral("telling-name-and-random-value"),
                .shape = form};
    if (random)
        return {.likeness = Likeness::Suspect, .rule = QStringLiteral("random-value"), .shape = form};
    if (sense.telling && value.size() >= kShortestSecret && !isOrdinary(sense, value))
        return {.likeness = Likeness::Likely, .rule = QStringLiteral("telling-name"), .shape = form};
    return {.likeness = Likeness::None, .rule = {}, .shape = form};
}

/// The decision table of CHECKS.md §6.
Verdict judged(const QString &name, const NameSense &sense, const QString &value, const QDateTime &now)
{
    if (value.isEmpty())
        return {.likeness = Likeness::None, .rule = {}, .shape = QStringLiteral("empty")};
    if (const auto shape = strongestShape(value, now))
        return byShape(sense, *shape);
    if (isFortyBase64(value) && hasPart(normalizedName(name), QLatin1String("SECRET")))
        return {.likeness = Likeness::Certain,
                .rule = QStringLiteral("telling-name-and-shape"),
                .shape = QStringLiteral("aws-secret-key")};
    const bool cut = value.size() > kInspected;
    Verdict verdict = byLooks(name, sense, cut ? value.left(kInspected) : value);
    if (cut && verdict.likeness == Likeness::None)
        return {.likeness = Likeness::Suspect,
                .rule = QStringLiteral("longer-than-inspected"),
                .shape = verdict.shape};
    return verdict;
}

/// A part of a text that is not kept.
struct Hidden {
    qsizetype begin = 0;
    qsizetype end = 0;
    QString name;
    QString value;
};

/// Words that stand in no pair and no shape and look made by a generator.
void addRandomWords(const QString &text, std::vector<Hidden> &out)
{
    qsizetype begin = 0;
    const auto inWord = [&text](qsizetype i) {
        return i < text.size() && isBase64Like(QStringView(text).sliced(i, 1));
    };
    while (begin < text.size()) {
        qsizetype end = begin;
        while (inWord(end))
            ++end;
        const QStringView word = QStringView(text).sliced(begin, end - begin);
        if (looksRandom(word))
            out.push_back({.begin = begin, .end = end, .name = {}, .value = word.toString()});
        begin = end + 1;
    }
}

/// What of a text is hidden, in order, nothing twice: pairs first, then what else shows itself.
std::vector<Hidden> hiddenIn(const QString &text, const QDateTime &now, const std::vector<TextPair> &pairs)
{
    std::vector<Hidden> found;
    for (const Shape &shape : shapesIn(text, now)) {
        // A key block is one thing, whatever pairs its lines seem to hold.
        found.push_back({.begin = shape.begin,
                         .end = shape.begin + shape.length,
                         .name = {},
                         .value = text.mid(shape.begin, shape.length)});
    }
    addRandomWords(text, found);
    std::vector<Hidden> out;
    for (const TextPair &pair : pairs) {
        if (!pair.within)
            out.push_back({.begin = pair.begin,
                           .end = pair.begin + pair.length,
                           .name = pair.name,
                           .value = pair.value});
    }
    out.insert(out.end(), found.begin(), found.end());
    std::stable_sort(out.begin(), out.end(),
                     [](const Hidden &a, const Hidden &b) { return a.begin < b.begin; });
    std::vector<Hidden> apart;
    for (Hidden &part : out) {
        if (apart.empty() || part.begin >= apart.back().end)
            apart.push_back(std::move(part));
        else
            apart.back().end = std::max(apart.back().end, part.end);
    }
    return apart;
}

QString replaced(const QString &text, const std::vector<Hidden> &parts, const std::vector<QString> &by)
{
    QString out;
    qsizetype at = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        out += QStringView(text).sliced(at, parts[i].begin - at);
        out += by[i];
        at = parts[i].end;
    }
    out += QStringView(text).sliced(at);
    return out;
}

/// The name that the next argument is the value of; empty when there is none.
QString optionNamed(const QString &argument)
{
    const bool name = argument.startsWith(QLatin1String("--")) && !argument.contains(QLatin1Char('='));
    return name ? argument.mid(2) : QString();
}

bool isValueOf(const QString &option, const QString &argument)
{
    return !option.isEmpty() && !argument.startsWith(QLatin1Char('-'));
}

} // namespace

ReducedValue Reducer::reduce(const QString &name, const QString &value) const
{
    const QByteArray digest = keyedDigest(m_key, value);
    const QString known = name + QChar(u'\0') + QString::fromLatin1(digest);
    if (const auto found = m_known.constFind(known); found != m_known.constEnd())
        return *found;
    const Verdict verdict = judged(name, sense(name), value, m_now);
    ReducedValue reduced{.hmac = shownDigest(digest),
                         .length = roundedLength(value.size()),
                         .shape = verdict.shape,
                         .rule = verdict.rule,
                         .likeness = verdict.likeness};
    if (m_known.size() >= kRemembered)
        m_known.clear();
    m_known.insert(known, reduced);
    return reduced;
}

std::vector<Reducer::Pair>
Reducer::reduceTogether(const std::vector<std::pair<QString, QString>> &settings) const
{
    const bool secretBeside = std::any_of(settings.begin(), settings.end(),
                                          [](const auto &setting) { return isFortyBase64(setting.second); });
    std::vector<Pair> out;
    out.reserve(settings.size());
    for (const auto &[name, value] : settings) {
        ReducedValue reduced = reduce(name, value);
        if (secretBeside && reduced.shape == QLatin1String("aws-access-key-id"))
            reduced.likeness = Likeness::Certain;
        out.push_back({.name = shownName(name), .value = std::move(reduced)});
    }
    return out;
}

QString Reducer::digest(const QString &value) const
{
    return shownDigest(keyedDigest(m_key, value));
}

std::vector<Reducer::Pair> Reducer::scan(const QString &text) const
{
    const QString inspected = text.left(kInspected);
    const std::vector<TextPair> pairs = pairsIn(inspected);
    std::vector<std::pair<QString, QString>> settings;
    settings.reserve(pairs.size());
    for (const TextPair &pair : pairs)
        settings.emplace_back(pair.name, pair.value);
    for (const Hidden &part : hiddenIn(inspected, m_now, pairs)) {
        if (part.name.isEmpty())
            settings.emplace_back(QString(), part.value);
    }
    return reduceTogether(settings);
}

QString Reducer::masked(const QString &text) const
{
    const QString inspected = text.left(kInspected);
    const std::vector<Hidden> parts = hiddenIn(inspected, m_now, pairsIn(inspected));
    std::vector<QString> by;
    by.reserve(parts.size());
    for (const Hidden &part : parts)
        by.push_back(replacement(part.name, part.value));
    return replaced(inspected, parts, by);
}

QStringList Reducer::maskedArguments(const QStringList &arguments) const
{
    QStringList out;
    QString option;
    for (const QString &argument : arguments) {
        out.push_back(isValueOf(option, argument) ? replacement(option, argument) : masked(argument));
        option = optionNamed(argument);
    }
    return out;
}

std::vector<std::vector<Reducer::Pair>> Reducer::scanArguments(const QStringList &arguments) const
{
    std::vector<std::vector<Pair>> out;
    QString option;
    for (const QString &argument : arguments) {
        if (isValueOf(option, argument))
            out.push_back(reduceTogether({{option, argument}}));
        else
            out.push_back(scan(argument));
        option = optionNamed(argument);
    }
    return out;
}

QString Reducer::maskedWhole(const QString &text) const
{
    return replacement({}, text);
}

QString Reducer::withoutCredentials(const QString &text) const
{
    const std::vector<Shape> shapes = shapesIn(text, m_now);
    if (shapes.empty())
        return text;
    std::vector<Hidden> parts;
    std::vector<QString> by;
    for (const Shape &shape : shapes) {
        if (!parts.empty() && shape.begin < parts.back().end)
            continue;
        parts.push_back({.begin = shape.begin, .end = shape.begin + shape.length, .name = {}, .value = {}});
        by.push_back(replacement({}, text.mid(shape.begin, shape.length)));
    }
    return replaced(text, parts, by);
}

QString Reducer::shownName(const QString &name) const
{
    const bool mixed = std::any_of(name.begin(), name.end(), [](QChar c) { return c.isLower(); });
    if (strongestShape(name, m_now) || (mixed && looksRandom(name)))
        return QStringLiteral("<name %1>").arg(digest(name));
    if (name.size() <= kLongestName)
        return name;
    return name.left(kLongestName - 17) + QChar(0x2026) + digest(name);
}

const NameSense &Reducer::sense(const QString &name) const
{
    auto found = m_names.constFind(name);
    if (found == m_names.constEnd()) {
        if (m_names.size() >= kRemembered)
            m_names.clear();
        found = m_names.insert(name, senseOf(name));
    }
    return *found;
}

QString Reducer::replacement(const QString &name, const QString &value) const
{
    const ReducedValue reduced = reduce(name, value);
    return QStringLiteral("<value %1 %2 %3>")
        .arg(reduced.hmac, QString::number(reduced.length), reduced.shape);
}

} // namespace aw::secrets
