// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QStringList>
#include <span>

namespace aw::cli {

struct OptionRow {
    const char *name;  ///< without its dashes
    const char *value; ///< what it takes, for the help ("FILE"); null for a flag
    const char *what;
};

/// Options and words as they were typed, without meaning.
class Arguments
{
public:
    void set(const QString &option, const QString &value) { m_values[option].append(value); }
    void addWord(const QString &word) { m_words.append(word); }

    [[nodiscard]] bool has(const char *option) const { return m_values.contains(QLatin1String(option)); }
    /// The last one given; empty when there is none.
    [[nodiscard]] QString value(const char *option) const;
    /// All that were given, split at commas.
    [[nodiscard]] QStringList values(const char *option) const;
    [[nodiscard]] const QStringList &words() const { return m_words; } ///< those after the command
    [[nodiscard]] QString word() const { return m_words.value(0); }    ///< the first; empty for none

private:
    QHash<QString, QStringList> m_values;
    QStringList m_words;
};

struct Command;

/// A line as typed: which command, with what.
struct Line {
    const Command *command = nullptr; ///< null with `help` or `version` only
    QString group;                    ///< first word of commands of two, when the second is missing
    Arguments arguments;
    bool help = false;
    bool version = false;
};

/// Options that stand before or after any command.
[[nodiscard]] std::span<const OptionRow> globalOptions();

/// `typed` without the program's name. Input error with one sentence, which names the nearest command
/// or option when what was typed is none.
[[nodiscard]] Result<Line> readLine(const QStringList &typed);

/// The entry of `names` that is fewest edits away from `typed`; empty when none is near.
[[nodiscard]] QString nearest(const QString &typed, const QStringList &names);

} // namespace aw::cli
