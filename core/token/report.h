// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/token/facts.h"

namespace aw::token {

/// An organization that a token reaches, as the platform says.
struct Reach {
    QString slug{};
    QString name{};     ///< empty when not told
    QString role{};     ///< of the viewer; empty when not told
    QStringList apps{}; ///< the only ones it reaches; empty with `everyApp`
    bool everyApp = false;
    QString machine{}; ///< works from inside this machine alone; empty for anywhere
};

/// What is known of a token after its intake.
struct TokenReport {
    TokenFacts facts;
    QString org;       ///< the organization it was tested for; may be empty
    bool user = false; ///< it acts as a user; else as itself
    QString viewer;    ///< who it acts as: an address, or a name; empty when not told
    std::vector<Reach> reaches;
    Answer reachesOrg = Answer::CannotTell; ///< whether `org` is among them
    Answer couldWrite = Answer::NotAsked;
    QString couldWriteWhy; ///< with CannotTell: a sentence
    std::vector<Width> widths;
    QStringList notes; ///< what could not be told, a sentence each
};

/// A line of a report for people.
struct ReportLine {
    enum class Tone { Plain, Good, Warning, Command };

    Tone tone = Tone::Plain;
    QString text;
};

/// The report in sentences: what the token is, whom it acts for, what it reaches, how long it lasts,
/// whether it could write, and whether it is wider than this program needs, with the command that makes
/// a narrower one.
[[nodiscard]] std::vector<ReportLine> linesOf(const TokenReport &report, const QDateTime &now);

/// Only what facts alone tell against the token: why it is wider than needed, and the command.
[[nodiscard]] std::vector<ReportLine> widthLines(const std::vector<Width> &widths, const QString &org);

} // namespace aw::token
