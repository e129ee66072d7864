// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/arguments.h"

#include "app/cli/command.h"

#include <QCoreApplication>
#include <algorithm>
#include <numeric>
#include <optional>

namespace aw::cli {
namespace {

constexpr OptionRow kGlobal[] = {
    {"demo", nullptr, QT_TRANSLATE_NOOP("cli", "Play the demo organization in place of the network.")},
    {"org", "SLUG", QT_TRANSLATE_NOOP("cli", "The organization. Default: FLY_ORG, else the only one kept.")},
    {"data-dir", "DIR",
     QT_TRANSLATE_NOOP("cli", "Where collections are kept. Default: AIRWORTHY_DATA_DIR, else the user's "
                              "data folder.")},
    {"format", "FORMAT", QT_TRANSLATE_NOOP("cli", "table, json or csv; report: pdf, json or csv.")},
    {"output", "FILE",
     QT_TRANSLATE_NOOP("cli", "Write there in place of standard output; - is standard "
                              "output.")},
    {"force", nullptr, QT_TRANSLATE_NOOP("cli", "Replace a file that exists.")},
    {"quiet", nullptr, QT_TRANSLATE_NOOP("cli", "Say nothing but errors.")},
    {"verbose", nullptr, QT_TRANSLATE_NOOP("cli", "Say more.")},
    {"now", "TIME", QT_TRANSLATE_NOOP("cli", "What to take for the present, as 2026-11-24T09:00:00Z.")},
    {"ca-file", "FILE", QT_TRANSLATE_NOOP("cli", "Certificates to trust besides the system's, PEM.")},
    {"version", nullptr, QT_TRANSLATE_NOOP("cli", "Print the version.")},
    {"help", nullptr, QT_TRANSLATE_NOOP("cli", "Print this help.")},
};

Error usage(const QString &what)
{
    return fail(ErrorKind::Input, what);
}

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

QString withNearest(const QString &sentence, const QString &nearestName)
{
    if (nearestName.isEmpty())
        return sentence;
    return tr(QT_TRANSLATE_NOOP("cli", "%1 Did you mean %2?")).arg(sentence, nearestName);
}

std::size_t edits(const QString &a, const QString &b)
{
    std::vector<std::size_t> row(std::size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (const QChar letter : a) {
        std::size_t diagonal = row[0]++;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const std::size_t above = row[std::size_t(j) + 1];
            const std::size_t changed = diagonal + (letter == b[j] ? 0 : 1);
            row[std::size_t(j) + 1] = std::min({changed, above + 1, row[std::size_t(j)] + 1});
            diagonal = above;
        }
    }
    return row.back();
}

/// Reads the typed words one by one; what they mean depends on the command found so far.
class Reader
{
public:
    explicit Reader(const QStringList &typed) : m_typed(typed) {}

    Result<Line> read()
    {
        while (m_at < m_typed.size()) {
            const QString word = m_typed[m_at++];
            const bool option = !m_wordsOnly && word.startsWith(QLatin1Char('-')) && word.size() > 1;
            if (option && word == QLatin1String("--"))
                m_wordsOnly = true;
            else if (const Result<void> taken = option ? takeOption(word) : takeWord(word); !taken)
                return taken.error();
        }
        return complete();
    }

private:
    Result<void> takeWord(const QString &word)
    {
        if (m_line.command != nullptr) {
            m_line.arguments.addWord(word);
            return {};
        }
        const QString name = m_line.group.isEmpty() ? word : m_line.group + QLatin1Char(' ') + word;
        for (const Command *command : commands()) {
            const QString known = QLatin1String(command->name);
            if (known == name)
                m_line.command = command;
            else if (known.startsWith(name + QLatin1Char(' ')))
                m_line.group = name;
        }
        if (m_line.command != nullptr || m_line.group == name)
            return {};
        if (name == QLatin1String("help")) {
            m_line.help = true;
            return {};
        }
        return usage(withNearest(tr(QT_TRANSLATE_NOOP("cli", "There is no command \"%1\".")).arg(name),
                                 nearest(name, commandNames())));
    }

    Result<void> takeOption(const QString &typed)
    {
        if (typed == QLatin1String("-h")) {
            m_line.help = true;
            return {};
        }
        const auto equals = typed.indexOf(QLatin1Char('='));
        const QString name = typed.left(equals);
        const OptionRow *row = find(name);
        if (row == nullptr)
            return unknownOption(name);
        if (row->value == nullptr && equals >= 0)
            return usage(tr(QT_TRANSLATE_NOOP("cli", "%1 takes no value.")).arg(name));
        if (row->value == nullptr)
            return setFlag(*row);
        if (equals < 0 && m_at == m_typed.size())
            return usage(tr(QT_TRANSLATE_NOOP("cli", "%1 needs a value: %1 %2."))
                             .arg(name, QLatin1String(row->value)));
        const QString value = equals >= 0 ? typed.mid(equals + 1) : m_typed[m_at++];
        // An unset variable in a script must not silently mean the default.
        if (value.isEmpty())
            return usage(tr(QT_TRANSLATE_NOOP("cli", "%1 was given an empty value.")).arg(name));
        m_line.arguments.set(QLatin1String(row->name), value);
        return {};
    }

    Result<void> setFlag(const OptionRow &row)
    {
        m_line.arguments.set(QLatin1String(row.name), {});
        m_line.help = m_line.help || QLatin1String(row.name) == QLatin1String("help");
        m_line.version = m_line.version || QLatin1String(row.name) == QLatin1String("version");
        return {};
    }

    Result<void> unknownOption(const QString &name) const
    {
        QStringList known;
        for (const OptionRow &row : globalOptions())
            known.append(QLatin1String("--") + QLatin1String(row.name));
        if (m_line.command != nullptr) {
            for (const OptionRow &row : m_line.command->options)
                known.append(QLatin1String("--") + QLatin1String(row.name));
            return usage(withNearest(tr(QT_TRANSLATE_NOOP("cli", "%1 has no option %2."))
                                         .arg(QLatin1String(m_line.command->name), name),
                                     nearest(name, known)));
        }
        return usage(withNearest(
            tr(QT_TRANSLATE_NOOP("cli", "There is no option %1 that may stand before the command."))
                .arg(name),
            nearest(name, known)));
    }

    [[nodiscard]] const OptionRow *find(const QString &dashed) const
    {
        const auto named = [&dashed](const OptionRow &row) {
            return dashed == QLatin1String("--") + QLatin1String(row.name);
        };
        const auto global = std::find_if(globalOptions().begin(), globalOptions().end(), named);
        if (global != globalOptions().end())
            return &*global;
        if (m_line.command == nullptr)
            return nullptr;
        const auto own = std::find_if(m_line.command->options.begin(), m_line.command->options.end(), named);
        return own == m_line.command->options.end() ? nullptr : &*own;
    }

    static QStringList commandNames()
    {
        QStringList names;
        for (const Command *command : commands()) {
            names.append(QLatin1String(command->name));
            names.append(QString(QLatin1String(command->name)).section(QLatin1Char(' '), 0, 0));
        }
        names.removeDuplicates();
        return names;
    }

    Result<Line> complete() const
    {
        if (m_line.help || m_line.version)
            return m_line;
        if (m_line.command == nullptr && !m_line.group.isEmpty())
            return usage(
                tr(QT_TRANSLATE_NOOP("cli", "\"%1\" needs one more word: see airworthy-cli %1 --help."))
                    .arg(m_line.group));
        if (m_line.command == nullptr)
            return usage(tr(QT_TRANSLATE_NOOP("cli", "Say what to do: see airworthy-cli --help.")));
        const QString operand = QLatin1String(m_line.command->operand);
        const qsizetype most = operand.isEmpty() ? 0 : 1;
        const qsizetype wanted = operand.startsWith(QLatin1Char('[')) ? 0 : most;
        const QStringList &words = m_line.arguments.words();
        if (words.size() > most)
            return usage(tr(QT_TRANSLATE_NOOP("cli", "%1 does not take \"%2\"."))
                             .arg(QLatin1String(m_line.command->name), words[most]));
        if (words.size() < wanted)
            return usage(tr(QT_TRANSLATE_NOOP("cli", "%1 needs a value: %1 %2."))
                             .arg(QLatin1String(m_line.command->name), operand));
        return m_line;
    }

    const QStringList &m_typed;
    qsizetype m_at = 0;
    bool m_wordsOnly = false;
    Line m_line;
};

} // namespace

QString Arguments::value(const char *option) const
{
    return m_values.value(QLatin1String(option)).value(m_values.value(QLatin1String(option)).size() - 1);
}

QStringList Arguments::values(const char *option) const
{
    QStringList all;
    for (const QString &given : m_values.value(QLatin1String(option))) {
        for (const QString &one : given.split(QLatin1Char(','), Qt::SkipEmptyParts))
            all.append(one.trimmed());
    }
    return all;
}

std::span<const OptionRow> globalOptions()
{
    return kGlobal;
}

Result<Line> readLine(const QStringList &typed)
{
    return Reader(typed).read();
}

QString nearest(const QString &typed, const QStringList &names)
{
    QString best;
    std::size_t fewest = std::size_t(typed.size()) / 3 + 2;
    for (const QString &name : names) {
        const std::size_t distance = edits(typed.toLower(), name);
        if (distance < fewest) {
            fewest = distance;
            best = name;
        }
    }
    return best;
}

} // namespace aw::cli
