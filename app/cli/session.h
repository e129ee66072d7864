// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/command.h"
#include "app/cli/surroundings.h"
#include "core/store/store.h"

namespace aw::cli {

enum class Format { Table, Json, Csv, Pdf };

/// One command line being carried out: the global options in their meaning, and the ways out.
class Session
{
public:
    /// Input error when a global option makes no sense.
    [[nodiscard]] static Result<Session> begin(Arguments arguments, Surroundings &around);

    [[nodiscard]] const Arguments &arguments() const { return m_arguments; }
    [[nodiscard]] Surroundings &around() const { return *m_around; }
    [[nodiscard]] bool demo() const { return m_arguments.has("demo"); }
    [[nodiscard]] bool quiet() const { return m_arguments.has("quiet"); }
    [[nodiscard]] bool verbose() const { return m_arguments.has("verbose") && !quiet(); }
    /// The demo organization's slug; empty without --demo.
    [[nodiscard]] const QString &demoOrganization() const { return m_demoOrganization; }
    /// --now, or the demo recording's own time; nothing where the clock runs.
    [[nodiscard]] const std::optional<QDateTime> &heldNow() const { return m_now; }
    [[nodiscard]] QDateTime now() const { return m_now ? *m_now : m_around->clock(); }

    /// The one asked for, `standard` when none was; Input error when it is not among `offered`.
    [[nodiscard]] Result<Format> format(Format standard, std::initializer_list<Format> offered) const;

    [[nodiscard]] QString dataFolder() const;
    [[nodiscard]] Result<std::unique_ptr<store::Store>> openStore(store::Access access) const;
    /// --org, the demo's with --demo, FLY_ORG or the only one in the data folder; Input error with the
    /// names of those there are.
    [[nodiscard]] Result<QString> organization(store::Store &store) const;
    /// The same without a look into the data folder: empty when nothing was said.
    [[nodiscard]] Result<QString> namedOrganization() const;

    /// A line for people on standard error; nothing with --quiet.
    void say(const QString &line) const;
    /// The error on standard error, and the exit code it stands for.
    [[nodiscard]] Exit complain(const Error &error) const;

    /// To --output, in one piece or not at all, or to standard output.
    [[nodiscard]] Result<void> write(const QByteArray &bytes) const;
    [[nodiscard]] bool toTerminal() const; ///< write() goes to a terminal
    [[nodiscard]] bool colored() const;    ///< to a terminal without NO_COLOR
    [[nodiscard]] int width() const;       ///< of the terminal it goes to; 0 for none

private:
    Session(Arguments arguments, Surroundings &around) : m_arguments(std::move(arguments)), m_around(&around)
    {}
    [[nodiscard]] Result<void> settle();
    [[nodiscard]] QString outputFile() const; ///< empty for standard output

    Arguments m_arguments;
    Surroundings *m_around;
    QString m_demoOrganization;
    std::optional<QDateTime> m_now;
};

} // namespace aw::cli
