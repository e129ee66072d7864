// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/manifest.h"

#include <QByteArrayView>
#include <array>

namespace aw::store {
namespace {

constexpr quint64 kForm = 1;
constexpr quint64 kHasTime = 1;
constexpr quint64 kHasFault = 2;

constexpr std::array kTexts{&Answer::route,  &Answer::org,        &Answer::app,      &Answer::item,
                            &Answer::cursor, &Answer::nextCursor, &Answer::requestId};
constexpr std::array kFaultTexts{&Answer::Fault::kind, &Answer::Fault::what, &Answer::Fault::where};

/// Small numbers of either sign in few bytes: 0, -1, 1, -2, … become 0, 1, 2, 3, …
quint64 folded(qint64 number)
{
    return (quint64(number) << 1) ^ quint64(number >> 63);
}

qint64 unfolded(quint64 number)
{
    return qint64(number >> 1) ^ -qint64(number & 1);
}

/// Differences wrap around, so that every number has one to every other.
qint64 difference(qint64 from, qint64 to)
{
    return qint64(quint64(to) - quint64(from));
}

qint64 sum(qint64 from, qint64 difference)
{
    return qint64(quint64(from) + quint64(difference));
}

class Writer
{
public:
    void number(quint64 value)
    {
        for (; value >= 0x80; value >>= 7)
            m_bytes += char(uchar(value | 0x80));
        m_bytes += char(uchar(value));
    }

    void text(const QByteArray &text, const QByteArray *before)
    {
        if (before != nullptr && *before == text) {
            number(0);
            return;
        }
        number(quint64(text.size()) + 1);
        m_bytes += text;
    }

    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

/// Past the first thing that is wrong it gives zeros and empty texts; whole() tells.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes) : m_left(bytes) {}

    quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_left.isEmpty())
                break;
            const auto byte = quint64(uchar(m_left.front()));
            m_left = m_left.sliced(1);
            // The tenth byte holds the 64th bit and nothing else.
            if (shift == 63 && byte > 1)
                break;
            value |= (byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        m_whole = false;
        return 0;
    }

    QByteArray text(const QByteArray *before)
    {
        const quint64 size = number();
        if (size == 0 && before != nullptr)
            return *before;
        if (size == 0 || size - 1 > quint64(m_left.size())) {
            m_whole = false;
            return {};
        }
        const QByteArray text = QByteArray::fromRawData(m_left.data(), qsizetype(size - 1));
        m_left = m_left.sliced(text.size());
        return text;
    }

    [[nodiscard]] qsizetype left() const { return m_left.size(); }
    [[nodiscard]] bool whole() const { return m_whole; }
    [[nodiscard]] bool done() const { return m_whole && m_left.isEmpty(); }

private:
    QByteArrayView m_left;
    bool m_whole = true;
};

void writeFaults(Writer &to, std::span<const Answer> answers)
{
    for (const auto text : kFaultTexts) {
        const QByteArray *before = nullptr;
        for (const Answer &answer : answers) {
            if (!answer.fault)
                continue;
            to.text((*answer.fault).*text, before);
            before = &((*answer.fault).*text);
        }
    }
}

void readFaults(Reader &from, std::vector<Answer> &answers)
{
    for (const auto text : kFaultTexts) {
        const QByteArray *before = nullptr;
        for (Answer &answer : answers) {
            if (!answer.fault)
                continue;
            (*answer.fault).*text = from.text(before);
            before = &((*answer.fault).*text);
        }
    }
}

void readTimes(Reader &from, std::vector<Answer> &answers)
{
    qint64 before = 0;
    for (Answer &answer : answers) {
        if (!answer.at)
            continue;
        before = sum(before, unfolded(from.number()));
        answer.at = before;
    }
}

bool readFlags(Reader &from, std::vector<Answer> &answers)
{
    for (Answer &answer : answers) {
        const quint64 flags = from.number();
        if ((flags & ~(kHasTime | kHasFault)) != 0)
            return false;
        if ((flags & kHasTime) != 0)
            answer.at = 0;
        if ((flags & kHasFault) != 0)
            answer.fault.emplace();
    }
    return true;
}

} // namespace

QByteArray manifestOf(std::span<const Answer> answers)
{
    Writer to;
    to.number(kForm);
    to.number(answers.size());
    for (const Answer &answer : answers)
        to.number((answer.at ? kHasTime : 0) | (answer.fault ? kHasFault : 0));
    for (const auto text : kTexts) {
        const QByteArray *before = nullptr;
        for (const Answer &answer : answers) {
            to.text(answer.*text, before);
            before = &(answer.*text);
        }
    }
    for (const Answer &answer : answers)
        to.number(folded(answer.status));
    for (const Answer &answer : answers)
        to.number(folded(answer.attempts));
    qint64 before = 0;
    for (const Answer &answer : answers) {
        if (answer.at)
            to.number(folded(difference(std::exchange(before, *answer.at), *answer.at)));
    }
    writeFaults(to, answers);
    return to.take();
}

std::optional<std::vector<Answer>> answersIn(const QByteArray &manifest)
{
    Reader from(manifest);
    const quint64 form = from.number();
    const quint64 count = from.number();
    // Each answer takes a byte in each column, so that a false count allocates little.
    if (form != kForm || count > quint64(from.left()) / (kTexts.size() + 3))
        return std::nullopt;
    std::vector<Answer> answers(count);
    if (!readFlags(from, answers))
        return std::nullopt;
    for (const auto text : kTexts) {
        const QByteArray *before = nullptr;
        for (Answer &answer : answers) {
            answer.*text = from.text(before);
            before = &(answer.*text);
        }
    }
    for (Answer &answer : answers)
        answer.status = unfolded(from.number());
    for (Answer &answer : answers)
        answer.attempts = unfolded(from.number());
    readTimes(from, answers);
    readFaults(from, answers);
    if (!from.done())
        return std::nullopt;
    return answers;
}

QByteArray numbersOf(std::span<const qint64> numbers)
{
    Writer to;
    to.number(kForm);
    to.number(numbers.size());
    qint64 before = 0;
    for (const qint64 number : numbers)
        to.number(folded(difference(std::exchange(before, number), number)));
    return to.take();
}

std::optional<std::vector<qint64>> numbersIn(const QByteArray &numbers)
{
    Reader from(numbers);
    const quint64 form = from.number();
    const quint64 count = from.number();
    if (form != kForm || count > quint64(from.left()))
        return std::nullopt;
    std::vector<qint64> found(count);
    qint64 before = 0;
    for (qint64 &number : found)
        number = before = sum(before, unfolded(from.number()));
    if (!from.done())
        return std::nullopt;
    return found;
}

} // namespace aw::store
