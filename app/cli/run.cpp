// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/run.h"

#include "app/cli/session.h"
#include "app/cli/text_table.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

constexpr int kOptionColumn = 24;

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

QString row(const QString &left, const QString &right)
{
    return QLatin1String("  ") + left.leftJustified(kOptionColumn - 2) +
           (left.size() >= kOptionColumn - 2 ? QLatin1String("  ") : QLatin1String("")) + right +
           QLatin1Char('\n');
}

QString optionRows(std::span<const OptionRow> options)
{
    QString text;
    for (const OptionRow &option : options) {
        QString left = QLatin1String("--") + QLatin1String(option.name);
        if (option.value != nullptr)
            left += QLatin1Char(' ') + QLatin1String(option.value);
        text += row(left, tr(option.what));
    }
    return text;
}

QString commandRows(const QString &group)
{
    QString text;
    for (const Command *command : commands()) {
        QString name = QLatin1String(command->name);
        if (!group.isEmpty() && !name.startsWith(group + QLatin1Char(' ')))
            continue;
        if (*command->operand != '\0')
            name += QLatin1Char(' ') + QLatin1String(command->operand);
        text += row(name, tr(command->summary));
    }
    return text;
}

QString commandHelp(const Command &command)
{
    QString usage = QLatin1String("airworthy-cli ") + QLatin1String(command.name);
    if (*command.operand != '\0')
        usage += QLatin1Char(' ') + QLatin1String(command.operand);
    QString text = tr(QT_TRANSLATE_NOOP("cli", "Usage: %1 [OPTIONS]")).arg(usage) + QLatin1String("\n\n") +
                   tr(command.summary) + QLatin1String(".\n");
    if (*command.details != '\0')
        text += QLatin1Char('\n') + tr(command.details) + QLatin1Char('\n');
    if (!command.options.empty())
        text += QLatin1Char('\n') + tr(QT_TRANSLATE_NOOP("cli", "Options:")) + QLatin1Char('\n') +
                optionRows(command.options);
    text += QLatin1Char('\n') + tr(QT_TRANSLATE_NOOP("cli", "Options of every command:")) +
            QLatin1Char('\n') + optionRows(globalOptions());
    text += QLatin1Char('\n') + tr(QT_TRANSLATE_NOOP("cli", "Example:")) + QLatin1String("\n  ") +
            QLatin1String(command.example) + QLatin1Char('\n');
    return text;
}

QString exitCodes()
{
    return tr(QT_TRANSLATE_NOOP("cli",
                                "Exit codes: 0 done; 1 findings at or above --fail-on, or a verification "
                                "that failed; 2 usage; 3 collection incomplete; 4 no "
                                "permission: nothing collected; 5 network; 6 storage; 130 interrupted."));
}

void put(QIODevice &device, const QString &text)
{
    device.write(text.toUtf8());
}

void refuse(const Surroundings &around, const Error &error, const Done &done)
{
    put(around.err, QLatin1String("airworthy-cli: ") + visible(error.what) + QLatin1Char('\n'));
    done(Exit::Usage);
}

} // namespace

QString helpOf(const Line &line)
{
    if (line.command != nullptr)
        return commandHelp(*line.command);
    const QString name = line.group.isEmpty() ? QString() : QLatin1Char(' ') + line.group;
    return tr(QT_TRANSLATE_NOOP("cli", "Usage: airworthy-cli%1 COMMAND [OPTIONS]")).arg(name) +
           QLatin1String("\n\n") +
           tr(QT_TRANSLATE_NOOP("cli", "Security posture of a Fly.io organization. Reads only; changes "
                                       "nothing there.")) +
           QLatin1String("\n\n") + tr(QT_TRANSLATE_NOOP("cli", "Commands:")) + QLatin1Char('\n') +
           commandRows(line.group) + QLatin1Char('\n') +
           tr(QT_TRANSLATE_NOOP("cli", "Options of every command:")) + QLatin1Char('\n') +
           optionRows(globalOptions()) + QLatin1Char('\n') +
           tr(QT_TRANSLATE_NOOP("cli",
                                "The token is read from FLY_ACCESS_TOKEN or FLY_API_TOKEN, by --token-stdin "
                                "or --token-fd, or from the keychain; it is never an argument.")) +
           QLatin1Char('\n') + exitCodes() + QLatin1String("\n\n") +
           tr(QT_TRANSLATE_NOOP("cli", "Example:")) +
           QLatin1String("\n  airworthy-cli --demo collect; airworthy-cli findings --severity critical\n");
}

void run(const QStringList &typed, Surroundings &around, const Done &done)
{
    Result<Line> line = readLine(typed);
    if (!line) {
        refuse(around, line.error(), done);
        return;
    }
    if (line->version) {
        put(around.out, QStringLiteral("airworthy-cli %1\n").arg(QCoreApplication::applicationVersion()));
        done(Exit::Done);
        return;
    }
    if (line->help) {
        put(around.out, helpOf(*line));
        done(Exit::Done);
        return;
    }
    Result<Session> begun = Session::begin(line->arguments, around);
    if (!begun) {
        refuse(around, begun.error(), done);
        return;
    }
    auto session = std::make_shared<Session>(*std::move(begun));
    line->command->run(*session, [session, done](Exit exit) { done(exit); });
}

} // namespace aw::cli
