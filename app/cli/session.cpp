// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/session.h"

#include "app/cli/text_table.h"
#include "core/demo/demo_transport.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QSaveFile>
#include <algorithm>
#include <array>

namespace aw::cli {
namespace {

constexpr std::array kFormats{QLatin1String("table"), QLatin1String("json"), QLatin1String("csv"),
                              QLatin1String("pdf")};

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

/// What Fly takes for a slug, and nothing that means something in a path or a query.
bool slug(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9_-]{0,99}\\z"));
    return form.match(text).hasMatch();
}

Result<void> toDevice(QIODevice &device, const QByteArray &bytes)
{
    qint64 done = 0;
    while (done < bytes.size()) {
        const qint64 count = device.write(bytes.constData() + done, bytes.size() - done);
        if (count <= 0)
            return fail(
                ErrorKind::Storage,
                tr(QT_TRANSLATE_NOOP("cli", "Standard output takes no more: %1.")).arg(device.errorString()));
        done += count;
    }
    if (auto *file = qobject_cast<QFileDevice *>(&device); file != nullptr && !file->flush())
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("cli", "Standard output takes no more: %1.")).arg(device.errorString()));
    return {};
}

} // namespace

Exit exitOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled: return Exit::Interrupted;
    case ErrorKind::Refused: return Exit::Refused;
    case ErrorKind::Network:
    case ErrorKind::RateLimited:
    case ErrorKind::Malformed:
    case ErrorKind::Limit:
    case ErrorKind::NotOffered: return Exit::Network;
    case ErrorKind::Storage: return Exit::Storage;
    case ErrorKind::Input: break;
    }
    return Exit::Usage;
}

Result<Session> Session::begin(Arguments arguments, Surroundings &around)
{
    Session session(std::move(arguments), around);
    if (const Result<void> settled = session.settle(); !settled)
        return settled.error();
    return session;
}

Result<void> Session::settle()
{
    if (demo()) {
        const Result<demo::Fixture> fixture = demo::northwindParcel();
        if (!fixture)
            return fixture.error();
        m_demoOrganization = fixture->org();
        m_now = fixture->recordedAt();
    }
    if (m_arguments.has("now")) {
        const QString given = m_arguments.value("now");
        const QDateTime now = parseTime(given);
        if (!now.isValid())
            return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "--now takes a time with its zone, as "
                                                                      "2026-11-24T09:00:00Z, not \"%1\"."))
                                              .arg(given));
        m_now = now;
    }
    const QString file = outputFile();
    if (m_arguments.has("output") && m_arguments.value("output").isEmpty())
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "--output needs the name of a file, or -.")));
    if (!file.isEmpty() && QFile::exists(file) && !m_arguments.has("force"))
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "The file is already there; --force replaces it.")), file);
    return {};
}

Result<Format> Session::format(Format standard, std::initializer_list<Format> offered) const
{
    if (!m_arguments.has("format"))
        return standard;
    const QString given = m_arguments.value("format");
    QStringList names;
    for (const Format format : offered) {
        const QLatin1String name = kFormats[std::size_t(format)];
        if (given == name)
            return format;
        names.append(name);
    }
    return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "The format \"%1\" is not offered here; choose "
                                                              "one of %2."))
                                      .arg(given, names.join(QLatin1String(", "))));
}

QString Session::dataFolder() const
{
    QString folder = m_arguments.value("data-dir");
    if (folder.isEmpty())
        folder = m_around->environment.value(QStringLiteral("AIRWORTHY_DATA_DIR"));
    return store::dataFolder(folder);
}

Result<std::unique_ptr<store::Store>> Session::openStore(store::Access access) const
{
    return store::openSqlite(dataFolder(), access, m_around->clock);
}

Result<QString> Session::namedOrganization() const
{
    const bool given = m_arguments.has("org");
    if (!given && demo())
        return m_demoOrganization;
    const QString name =
        given ? m_arguments.value("org") : m_around->environment.value(QStringLiteral("FLY_ORG"));
    if (name.isEmpty() && !given)
        return QString();
    if (!slug(name))
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "\"%1\" is not the slug of an organization: "
                                                "letters, digits, - and _."))
                        .arg(name));
    if (demo() && name != m_demoOrganization)
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "The demo organization is %1; leave --org away with --demo."))
                        .arg(m_demoOrganization));
    return name;
}

Result<QString> Session::organization(store::Store &store) const
{
    Result<QString> named = namedOrganization();
    if (!named || !named->isEmpty())
        return named;
    const Result<std::vector<store::OrganizationRow>> known = store.organizations();
    if (!known)
        return known.error();
    if (known->size() == 1)
        return known->front().slug;
    if (known->empty())
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "Say which organization: --org SLUG.")));
    QStringList slugs;
    for (const store::OrganizationRow &row : *known)
        slugs.append(row.slug);
    return fail(ErrorKind::Input,
                tr(QT_TRANSLATE_NOOP("cli", "The data folder holds several organizations; say which with "
                                            "--org: %1."))
                    .arg(slugs.join(QLatin1String(", "))));
}

void Session::say(const QString &line) const
{
    if (!quiet())
        m_around->err.write(visible(line).toUtf8() + '\n');
}

Exit Session::complain(const Error &error) const
{
    QString line = QLatin1String("airworthy-cli: ") + error.what;
    if (!error.where.isEmpty())
        line += QStringLiteral(" (%1)").arg(error.where);
    m_around->err.write(visible(line).toUtf8() + '\n');
    return exitOf(error.kind);
}

QString Session::outputFile() const
{
    const QString file = m_arguments.value("output");
    return file == QLatin1String("-") ? QString() : file;
}

Result<void> Session::write(const QByteArray &bytes) const
{
    const QString name = outputFile();
    if (name.isEmpty())
        return toDevice(m_around->out, bytes);
    if (QFile::exists(name) && !m_arguments.has("force"))
        return fail(ErrorKind::Storage,
                    tr(QT_TRANSLATE_NOOP("cli", "The file is already there; --force replaces it.")), name);
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("cli", "The file could not be written: %1.")).arg(file.errorString()), name);
    return {};
}

bool Session::toTerminal() const
{
    return outputFile().isEmpty() && m_around->outIsTerminal;
}

bool Session::colored() const
{
    return toTerminal() && m_around->environment.value(QStringLiteral("NO_COLOR")).isEmpty() &&
           m_around->environment.value(QStringLiteral("TERM")) != QLatin1String("dumb");
}

int Session::width() const
{
    return toTerminal() ? m_around->columns : 0;
}

} // namespace aw::cli
