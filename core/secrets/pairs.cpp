// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/pairs.h"

#include <QStringList>

namespace aw::secrets {
namespace {

constexpr qsizetype kLongestName = 128;
constexpr qsizetype kMostBlanks = 64;
constexpr int kMostLevels = 3;

bool isNameStart(QChar c)
{
    return c.isLetter() || c == QLatin1Char('_');
}

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || QLatin1String("_.-").contains(c);
}

bool isBlank(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\t');
}

bool isQuote(QChar c)
{
    return c == QLatin1Char('"') || c == QLatin1Char('\'') || c == QLatin1Char('`');
}

/// Walks a text once, pair by pair.
class PairReader
{
public:
    PairReader(const QString &text, qsizetype from, qsizetype to, int level, std::vector<TextPair> &out)
        : m_text(text), m_at(from), m_end(to), m_level(level), m_out(out)
    {}

    void run()
    {
        while (m_at < m_end) {
            if (readInstruction() || readBuildArguments() || readOption() || readNamed())
                continue;
            skipWord();
        }
    }

private:
    /// Where a name was and what surrounds it.
    struct Name {
        QString text;
        qsizetype after = 0;
        QChar quote;          ///< the quote that closes right behind the name
        QChar enclosing;      ///< the quote that opened before the name and goes on
        bool escaped = false; ///< its quotes are \" (JSON inside JSON)
    };

    struct Extent {
        qsizetype begin = 0;
        qsizetype end = 0;  ///< of the value
        qsizetype hide = 0; ///< of what is hidden
        qsizetype next = 0; ///< where reading goes on
        bool quoted = false;
    };

    [[nodiscard]] QChar at(qsizetype i) const { return i >= 0 && i < m_end ? m_text.at(i) : QChar(); }

    [[nodiscard]] qsizetype lineEnd(qsizetype from) const
    {
        const qsizetype end = m_text.indexOf(QLatin1Char('\n'), from);
        return end < 0 || end > m_end ? m_end : end;
    }

    [[nodiscard]] qsizetype pastBlanks(qsizetype from) const
    {
        qsizetype i = from;
        while (i < m_end && i - from < kMostBlanks && isBlank(m_text.at(i)))
            ++i;
        return i;
    }

    [[nodiscard]] bool startsWord() const
    {
        return m_at == 0 || m_at == m_afterDashes || !isNamePart(m_text.at(m_at - 1));
    }

    void skipWord()
    {
        const bool word = isNamePart(m_text.at(m_at));
        const bool dashes = m_text.at(m_at) == QLatin1Char('-');
        ++m_at;
        while (word && m_at < m_end && isNamePart(m_text.at(m_at)) &&
               (!dashes || m_text.at(m_at) == QLatin1Char('-')))
            ++m_at;
        if (dashes) // "--name=value": the name begins here
            m_afterDashes = m_at;
    }

    [[nodiscard]] qsizetype nameEnd(qsizetype from) const
    {
        qsizetype i = from;
        while (i < m_end && i - from <= kLongestName && isNamePart(m_text.at(i)))
            ++i;
        return i - from > kLongestName ? from : i;
    }

    /// "ENV A=b c D=e" as BuildKit writes it (values with blanks, no quotes), "ENV A value", "ARG A=b".
    bool readInstruction()
    {
        if (!startsWord())
            return false;
        for (const char *instruction : {"ENV ", "ARG ", "LABEL "}) {
            const QLatin1String word(instruction);
            if (QStringView(m_text).sliced(m_at, m_end - m_at).startsWith(word)) {
                const qsizetype from = pastBlanks(m_at + word.size());
                const qsizetype end = lineEnd(from);
                readAssignments(from, end, true);
                m_at = end;
                return true;
            }
        }
        return false;
    }

    /// "|2 A=b C=d /bin/sh -c …": the list ends where the shell begins.
    bool readBuildArguments()
    {
        if (at(m_at) != QLatin1Char('|') || !at(m_at + 1).isDigit())
            return false;
        qsizetype from = m_at + 1;
        while (at(from).isDigit())
            ++from;
        if (!isBlank(at(from)))
            return false;
        from = pastBlanks(from);
        const qsizetype line = lineEnd(from);
        const qsizetype shell =
            QStringView(m_text).sliced(from, line - from).indexOf(QLatin1String(" /bin/"));
        const qsizetype end = shell < 0 ? line : from + shell;
        readAssignments(from, end, false);
        m_at = std::max(end, m_at + 1);
        return true;
    }

    /// NAME=value, each up to the next NAME=; `single` allows one "NAME value" without "=".
    void readAssignments(qsizetype from, qsizetype end, bool single)
    {
        const std::vector<qsizetype> starts = assignmentStarts(from, end);
        if (starts.empty() || starts.front() != from) {
            const qsizetype name = nameEnd(from);
            if (single && name > from && name < end && isBlank(m_text.at(name)))
                addTrimmed(m_text.mid(from, name - from), pastBlanks(name), end);
            return;
        }
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const qsizetype name = nameEnd(starts[i]);
            const qsizetype stop = i + 1 < starts.size() ? starts[i + 1] : end;
            addTrimmed(m_text.mid(starts[i], name - starts[i]), name + 1, stop);
        }
    }

    /// Where, between `from` and `end`, a name begins after a blank and "=" follows; not inside quotes.
    [[nodiscard]] std::vector<qsizetype> assignmentStarts(qsizetype from, qsizetype end) const
    {
        std::vector<qsizetype> starts;
        QChar quote;
        qsizetype i = from;
        while (i < end) {
            const QChar c = m_text.at(i);
            if (!quote.isNull()) {
                quote = c == quote ? QChar() : quote;
            } else if (isQuote(c)) {
                quote = c;
            } else if (isNameStart(c) && (i == from || isBlank(m_text.at(i - 1)))) {
                const qsizetype name = std::max(nameEnd(i), i + 1);
                if (name < end && m_text.at(name) == QLatin1Char('='))
                    starts.push_back(i);
                i = name;
                continue;
            }
            ++i;
        }
        return starts;
    }

    void addTrimmed(const QString &name, qsizetype begin, qsizetype end)
    {
        while (end > begin && m_text.at(end - 1).isSpace())
            --end;
        // BuildKit's own remark at the end of a line.
        if (QStringView(m_text).sliced(begin, end - begin).endsWith(QLatin1String(" # buildkit")))
            end -= 11;
        const bool quoted =
            end - begin >= 2 && isQuote(m_text.at(begin)) && m_text.at(end - 1) == m_text.at(begin);
        add(name, {.begin = begin + (quoted ? 1 : 0),
                   .end = end - (quoted ? 1 : 0),
                   .hide = end - (quoted ? 1 : 0),
                   .next = end,
                   .quoted = quoted});
    }

    [[nodiscard]] bool beginsOption() const
    {
        return at(m_at) == QLatin1Char('-') && at(m_at + 1) == QLatin1Char('-') &&
               isNameStart(at(m_at + 2)) && !isNamePart(at(m_at - 1));
    }

    /// Whether what stands at `from` can be an option's value: no further option, no separator, no line end.
    [[nodiscard]] bool beginsValue(qsizetype from) const
    {
        if (from >= m_end || QLatin1String("-=:\n").contains(at(from)))
            return false;
        return !isQuote(at(from)) || at(from + 1) != QLatin1Char('-');
    }

    bool readOption()
    {
        if (!beginsOption())
            return false;
        const qsizetype end = nameEnd(m_at + 2);
        if (end == m_at + 2)
            return false;
        const bool quoted = isQuote(at(m_at - 1)) && at(end) == at(m_at - 1);
        const qsizetype after = quoted ? end + 1 : end;
        const bool comma = quoted && at(after) == QLatin1Char(',');
        const qsizetype value = pastBlanks(comma ? after + 1 : after);
        if ((!comma && value == after) || !beginsValue(value))
            return false;
        const Extent extent = isQuote(at(value)) ? quotedValue(value, false) : wordValue(value, m_end);
        add(m_text.mid(m_at + 2, end - m_at - 2), extent);
        m_at = std::max(extent.next, m_at + 1);
        return true;
    }

    bool readNamed()
    {
        if (!isNameStart(at(m_at)) || !startsWord())
            return false;
        const std::optional<Name> name = readName();
        if (!name)
            return false;
        const qsizetype separator = pastBlanks(name->after);
        const QChar sign = at(separator);
        if (sign != QLatin1Char('=') && sign != QLatin1Char(':'))
            return false;
        qsizetype value = separator + 1;
        // ":=", "=>" are separators too; "==" compares, "::" scopes, "://" begins an address.
        if (at(value) == sign || QStringView(m_text).sliced(value).startsWith(QLatin1String("//")))
            return false;
        if (at(value) == QLatin1Char('=') || at(value) == QLatin1Char('>'))
            ++value;
        const qsizetype tight = value;
        value = pastBlanks(value);
        if (value >= m_end || at(value) == QLatin1Char('\n') || at(value) == QLatin1Char('\r'))
            return false;
        const bool toLineEnd = sign == QLatin1Char(':') && value > tight && name->quote.isNull();
        const Extent extent = valueAt(value, *name, toLineEnd);
        add(name->text, extent);
        m_at = std::max(extent.next, m_at + 1);
        return true;
    }

    [[nodiscard]] std::optional<Name> readName() const
    {
        const qsizetype end = nameEnd(m_at);
        if (end == m_at)
            return std::nullopt;
        Name name{.text = m_text.mid(m_at, end - m_at), .after = end, .quote = {}, .enclosing = {}};
        const QChar before = at(m_at - 1);
        if (!isQuote(before))
            return name;
        name.escaped = at(m_at - 2) == QLatin1Char('\\') && at(end) == QLatin1Char('\\');
        const qsizetype closing = name.escaped ? end + 1 : end;
        if (at(closing) == before) {
            name.quote = before;
            name.after = closing + 1;
        } else {
            name.enclosing = before;
        }
        return name;
    }

    [[nodiscard]] Extent valueAt(qsizetype from, const Name &name, bool toLineEnd) const
    {
        if (at(from) == QLatin1Char('\\') && isQuote(at(from + 1)))
            return quotedValue(from + 1, true);
        if (isQuote(at(from)) && at(from) != name.enclosing)
            return quotedValue(from, false);
        if (!name.enclosing.isNull())
            return enclosedValue(from, name.enclosing, toLineEnd);
        if (!name.quote.isNull())
            return bareJsonValue(from);
        return toLineEnd ? lineValue(from) : wordValue(from, m_end);
    }

    [[nodiscard]] Extent quotedValue(qsizetype open, bool escaped) const
    {
        const QChar quote = m_text.at(open);
        qsizetype i = open + 1;
        while (i < m_end) {
            if (m_text.at(i) == QLatin1Char('\\') && !escaped)
                i += 2;
            else if (m_text.at(i) == quote && (!escaped || m_text.at(i - 1) == QLatin1Char('\\')))
                break;
            else
                ++i;
        }
        if (i >= m_end) // never closed: the rest of the line, at least
            return lineValue(open + 1);
        const qsizetype end = escaped ? std::max(i - 1, open + 1) : i;
        return {.begin = open + 1, .end = end, .hide = end, .next = i + 1, .quoted = true};
    }

    /// Inside quotes that opened before the name: a value with blanks may be meant, so all of it is hidden.
    [[nodiscard]] Extent enclosedValue(qsizetype from, QChar enclosing, bool toLineEnd) const
    {
        qsizetype closing = from;
        while (closing < m_end && m_text.at(closing) != enclosing && m_text.at(closing) != QLatin1Char('\n'))
            ++closing;
        const qsizetype end = toLineEnd ? closing : wordValue(from, closing).end;
        return {.begin = from, .end = end, .hide = closing, .next = closing + 1};
    }

    [[nodiscard]] Extent bareJsonValue(qsizetype from) const
    {
        qsizetype i = from;
        while (i < m_end && !m_text.at(i).isSpace() && !QLatin1String(",]}[{").contains(m_text.at(i)))
            ++i;
        return {.begin = from, .end = i, .hide = i, .next = i};
    }

    [[nodiscard]] Extent lineValue(qsizetype from) const
    {
        qsizetype end = lineEnd(from);
        while (end > from && m_text.at(end - 1).isSpace())
            --end;
        return {.begin = from, .end = end, .hide = end, .next = end};
    }

    [[nodiscard]] Extent wordValue(qsizetype from, qsizetype to) const
    {
        qsizetype i = from;
        const QLatin1String stops(m_level > 0 ? "&;," : "");
        while (i < to && !m_text.at(i).isSpace() && !stops.contains(m_text.at(i)))
            ++i;
        return {.begin = from, .end = i, .hide = i, .next = i};
    }

    void add(const QString &name, const Extent &extent)
    {
        if (extent.end <= extent.begin)
            return;
        QString value = m_text.mid(extent.begin, extent.end - extent.begin);
        const bool nested = m_level + 1 < kMostLevels &&
                            (value.contains(QLatin1Char('=')) || value.contains(QLatin1Char(':')));
        if (extent.quoted)
            value = unescaped(value);
        m_out.push_back({.name = name,
                         .value = value,
                         .begin = extent.begin,
                         .length = extent.hide - extent.begin,
                         .within = m_level > 0});
        if (nested)
            PairReader(m_text, extent.begin, extent.hide, m_level + 1, m_out).run();
    }

    static QString unescaped(QString value)
    {
        if (!value.contains(QLatin1Char('\\')))
            return value;
        return value.replace(QLatin1String("\\n"), QLatin1String("\n"))
            .replace(QLatin1String("\\\""), QLatin1String("\""))
            .replace(QLatin1String("\\/"), QLatin1String("/"))
            .replace(QLatin1String("\\\\"), QLatin1String("\\"));
    }

    const QString &m_text;
    qsizetype m_at;
    qsizetype m_afterDashes = -1;
    qsizetype m_end;
    int m_level;
    std::vector<TextPair> &m_out;
};

} // namespace

std::vector<TextPair> pairsIn(const QString &text)
{
    std::vector<TextPair> out;
    PairReader(text, 0, text.size(), 0, out).run();
    return out;
}

} // namespace aw::secrets
