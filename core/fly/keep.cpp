// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/keep.h"

#include <QCoreApplication>
#include <algorithm>
#include <optional>

namespace aw::fly {
namespace {

constexpr int kDeepest = 32;

struct MarkName {
    const char *name;
    Mark mark;
};

constexpr MarkName kMarks[] = {
    {"pairs", Mark::Pairs},     {"env", Mark::Env},         {"content", Mark::Content},
    {"command", Mark::Command}, {"headers", Mark::Headers}, {"digest", Mark::Digest},
    {"history", Mark::History}, {"image", Mark::Image},     {"options", Mark::Options},
    {"line", Mark::Line},       {"ssh", Mark::Ssh},         {"forbidden", Mark::Forbidden},
};

std::optional<Mark> markNamed(const QByteArray &name)
{
    const auto *const found = std::find_if(std::begin(kMarks), std::end(kMarks),
                                           [&name](const MarkName &mark) { return name == mark.name; });
    return found == std::end(kMarks) ? std::nullopt : std::optional(found->mark);
}

Error malformed(qsizetype at)
{
    return fail(ErrorKind::Malformed,
                QCoreApplication::translate("fly", "The selection cannot be read at character %1.").arg(at));
}

class Parser
{
public:
    explicit Parser(const QByteArray &text) : m_text(text) {}

    [[nodiscard]] Result<Keep> run()
    {
        // "query Name($a: T)" before the braces of a document.
        skipBlanks();
        while (m_at < m_text.size() && m_text.at(m_at) != '{') {
            if (word().isEmpty() && !skipArguments())
                return malformed(m_at);
            skipBlanks();
        }
        Keep root;
        if (!fields(root, 0) || !readMark(root))
            return malformed(m_at);
        skipBlanks();
        return m_at == m_text.size() ? Result<Keep>(std::move(root)) : malformed(m_at);
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size()) {
            if (m_text.at(m_at) == '#')
                m_at = std::max(m_at,
                                m_text.indexOf('\n', m_at) < 0 ? m_text.size() : m_text.indexOf('\n', m_at));
            else if (QByteArrayView(" \t\r\n,").contains(m_text.at(m_at)))
                ++m_at;
            else
                return;
        }
    }

    [[nodiscard]] QByteArray word()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && !QByteArrayView(" \t\r\n,{}()@#:").contains(m_text.at(m_at)))
            ++m_at;
        return m_text.mid(from, m_at - from);
    }

    [[nodiscard]] bool take(char sign)
    {
        skipBlanks();
        if (m_at >= m_text.size() || m_text.at(m_at) != sign)
            return false;
        ++m_at;
        return true;
    }

    [[nodiscard]] bool skipArguments()
    {
        if (!take('('))
            return false;
        const qsizetype end = m_text.indexOf(')', m_at);
        m_at = end < 0 ? m_text.size() : end + 1;
        return end >= 0;
    }

    /// "{ … }" into `into`.
    [[nodiscard]] bool fields(Keep &into, int depth)
    {
        if (depth > kDeepest || !take('{'))
            return false;
        into.braces = true;
        while (!take('}')) {
            if (!field(into, depth))
                return false;
        }
        return true;
    }

    /// "on Type { … }": its fields join those around it.
    [[nodiscard]] bool fragment(Keep &into, int depth)
    {
        skipBlanks();
        if (word() != "on")
            return false;
        skipBlanks();
        const QString type = QString::fromUtf8(word());
        const std::size_t before = into.fields.size();
        if (type.isEmpty() || !fields(into, depth + 1))
            return false;
        for (std::size_t i = before; i < into.fields.size(); ++i)
            into.fields[i].on = type;
        return true;
    }

    /// "@mark", where there is one; false when it is unknown.
    [[nodiscard]] bool readMark(Keep &kept)
    {
        if (!take('@'))
            return true;
        const std::optional<Mark> mark = markNamed(word());
        kept.mark = mark.value_or(Mark::None);
        return mark.has_value();
    }

    [[nodiscard]] bool field(Keep &into, int depth)
    {
        const QByteArray name = word();
        if (name == "...")
            return fragment(into, depth);
        if (take(':')) { // an alias: the answer's name is the one before it
            skipBlanks();
            if (word().isEmpty())
                return false;
        }
        if (name.isEmpty() || name.startsWith("..."))
            return false;
        Keep kept;
        kept.name = QString::fromUtf8(name);
        skipBlanks();
        if (peek('(') && !skipArguments())
            return false;
        if (!readMark(kept))
            return false;
        skipBlanks();
        if (peek('{') && !fields(kept, depth + 1))
            return false;
        into.fields.push_back(std::move(kept));
        return true;
    }

    [[nodiscard]] bool peek(char sign) const { return m_at < m_text.size() && m_text.at(m_at) == sign; }

    const QByteArray &m_text;
    qsizetype m_at = 0;
};

Keep *fieldAt(Keep &keep, const QString &name)
{
    const auto found = std::find_if(keep.fields.begin(), keep.fields.end(),
                                    [&name](const Keep &field) { return field.name == name; });
    return found == keep.fields.end() ? nullptr : &*found;
}

/// "data.app.image.config @image"
bool setMark(Keep &root, const QByteArray &line)
{
    const QList<QByteArray> parts = line.simplified().split(' ');
    if (parts.size() != 2 || !parts[1].startsWith('@'))
        return false;
    Keep *here = &root;
    for (const QByteArray &step : parts[0].split('.')) {
        here = fieldAt(*here, QString::fromUtf8(step));
        if (here == nullptr)
            return false;
    }
    const std::optional<Mark> mark = markNamed(parts[1].sliced(1));
    here->mark = mark.value_or(Mark::None);
    return mark.has_value();
}

/// GraphQL answers so, whatever was asked: errors may stand beside data (FLY-API §3).
constexpr char kGraphqlErrors[] = "{ errors { message path extensions { code } } }";

} // namespace

const Keep *Keep::field(const QString &wanted) const
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&wanted](const Keep &each) { return each.name == wanted; });
    return found == fields.end() ? nullptr : &*found;
}

Result<Keep> parseKeep(const QByteArray &text)
{
    return Parser(text).run();
}

Result<Keep> keepOf(const RouteRow &row)
{
    if (row.api != Api::GraphQl)
        return parseKeep(QByteArray(row.keep));
    Result<Keep> data = parseKeep(document(row.route));
    if (!data)
        return data;
    Result<Keep> root = parseKeep(kGraphqlErrors);
    if (!root)
        return root;
    data->name = QStringLiteral("data");
    root->fields.push_back(*std::move(data));
    for (const QByteArray &line : QByteArray(row.marks).split(';')) {
        if (!line.trimmed().isEmpty() && !setMark(*root, line))
            return fail(ErrorKind::Malformed,
                        QCoreApplication::translate("fly", "The mark “%1” names no field of the document.")
                            .arg(QString::fromUtf8(line)));
    }
    return root;
}

} // namespace aw::fly
