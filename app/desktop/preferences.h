// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QSettings>
#include <optional>

namespace aw::desktop {

/// What the window should look like next time: an INI file in the data folder when one was named,
/// else in the user's configuration folder. Never a token.
class Preferences
{
public:
    /// `dataFolder` as given on the command line; empty for the user's own.
    explicit Preferences(const QString &dataFolder);

    [[nodiscard]] QSettings &file() { return m_file; }

    [[nodiscard]] theme::Scheme scheme() const;
    void setScheme(theme::Scheme scheme);
    [[nodiscard]] double textScale() const; ///< 1 to 2
    void setTextScale(double scale);
    [[nodiscard]] QString lastOrganization() const;
    void setLastOrganization(const QString &org);

private:
    QSettings m_file;
};

[[nodiscard]] std::optional<theme::Scheme> schemeNamed(const QString &name); ///< light, dark, system
[[nodiscard]] QString schemeName(theme::Scheme scheme);

} // namespace aw::desktop
