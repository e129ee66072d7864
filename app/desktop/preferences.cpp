// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/preferences.h"

#include <QDir>
#include <QStandardPaths>
#include <algorithm>

namespace aw::desktop {
namespace {

QString pathFor(const QString &dataFolder)
{
    const QString folder = dataFolder.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                                     QStringLiteral("/airworthy")
                               : dataFolder;
    return QDir(folder).filePath(QStringLiteral("desktop.ini"));
}

} // namespace

Preferences::Preferences(const QString &dataFolder) : m_file(pathFor(dataFolder), QSettings::IniFormat) {}

std::optional<theme::Scheme> schemeNamed(const QString &name)
{
    if (name == QLatin1String("light"))
        return theme::Scheme::Light;
    if (name == QLatin1String("dark"))
        return theme::Scheme::Dark;
    if (name == QLatin1String("system"))
        return theme::Scheme::System;
    return std::nullopt;
}

QString schemeName(theme::Scheme scheme)
{
    switch (scheme) {
    case theme::Scheme::Light: return QStringLiteral("light");
    case theme::Scheme::Dark: return QStringLiteral("dark");
    case theme::Scheme::System: break;
    }
    return QStringLiteral("system");
}

theme::Scheme Preferences::scheme() const
{
    return schemeNamed(m_file.value(QStringLiteral("theme")).toString()).value_or(theme::Scheme::System);
}

void Preferences::setScheme(theme::Scheme scheme)
{
    m_file.setValue(QStringLiteral("theme"), schemeName(scheme));
}

double Preferences::textScale() const
{
    bool read = false;
    const double scale = m_file.value(QStringLiteral("text-scale"), 1.0).toDouble(&read);
    return read ? std::clamp(scale, theme::kSmallestScale, theme::kLargestScale) : 1.0;
}

void Preferences::setTextScale(double scale)
{
    m_file.setValue(QStringLiteral("text-scale"), scale);
}

QString Preferences::lastOrganization() const
{
    return m_file.value(QStringLiteral("organization")).toString();
}

void Preferences::setLastOrganization(const QString &org)
{
    m_file.setValue(QStringLiteral("organization"), org);
}

} // namespace aw::desktop
