// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalogue/catalogue.h"

#include "core/catalogue/check_entry.h"
#include "core/catalogue/promise.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <algorithm>

namespace aw::catalogue {

using namespace Qt::StringLiterals;

namespace {

struct Manifest {
    qint64 number = 0;
    QString date;
    QStringList families;
};

/// The files of one catalogue as they are read, with the digest over all their bytes.
class Files
{
public:
    explicit Files(QString folder) : m_folder(std::move(folder)) {}

    Result<JsonDocument> read(const QString &name)
    {
        QFile file(m_folder + QLatin1Char('/') + name);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Malformed,
                        QCoreApplication::translate("catalogue", "A file of the catalogue is missing."),
                        name);
        const QByteArray bytes = file.readAll();
        m_digest.addData(name.toUtf8() + '\n' + QByteArray::number(bytes.size()) + '\n');
        m_digest.addData(bytes);
        Result<JsonDocument> document = JsonDocument::parse(bytes);
        if (!document)
            return fail(ErrorKind::Malformed, document.error().what, name);
        return document;
    }

    [[nodiscard]] QString digest() const { return QString::fromLatin1(m_digest.result().toHex().left(12)); }

private:
    QString m_folder;
    QCryptographicHash m_digest{QCryptographicHash::Sha256};
};

Result<Manifest> readManifest(Files &files)
{
    const QString name = u"manifest.json"_s;
    const Result<JsonDocument> document = files.read(name);
    if (!document)
        return document.error();
    Promise promise(name);
    const JsonView root = document->root();
    promise.only(root, {u"number"_s, u"date"_s, u"checks"_s});
    Manifest manifest{.number = promise.integer(root.at("number"), 1),
                      .date = promise.text(root.at("date")),
                      .families = promise.texts(root.at("checks"), 1, {.pattern = u"^[a-z]+$"_s})};
    if (!QDate::fromString(manifest.date, Qt::ISODate).isValid())
        promise.broken(root.at("date"),
                       QCoreApplication::translate("catalogue", "The catalogue has no date."));
    if (promise.error())
        return *promise.error();
    return manifest;
}

Result<std::vector<CheckEntry>> readFamily(Files &files, const QString &family)
{
    const QString name = u"checks/"_s + family + u".json"_s;
    const Result<JsonDocument> document = files.read(name);
    if (!document)
        return document.error();
    Promise promise(name);
    std::vector<CheckEntry> checks;
    for (const JsonView &entry : promise.items(document->root(), 1)) {
        CheckEntry check = checkEntry(entry, family, promise);
        if (promise.error())
            return *promise.error();
        const bool twice = std::any_of(checks.begin(), checks.end(),
                                       [&check](const CheckEntry &other) { return other.id == check.id; });
        if (twice)
            return fail(ErrorKind::Malformed,
                        QCoreApplication::translate("catalogue", "The catalogue holds a check twice."),
                        name + QLatin1Char('#') + entry.pointer());
        checks.push_back(std::move(check));
    }
    if (promise.error())
        return *promise.error();
    return checks;
}

} // namespace

bool CheckEntry::blocker() const
{
    return checklist == "launch-blocker"_L1 || checklist == "both"_L1;
}

qint64 CheckEntry::number(const QString &parameter) const
{
    for (const Parameter &candidate : parameters) {
        if (candidate.name == parameter)
            return candidate.standard.view().integer().value_or(0);
    }
    return 0;
}

QStringList CheckEntry::texts(const QString &parameter) const
{
    QStringList texts;
    for (const Parameter &candidate : parameters) {
        if (candidate.name != parameter)
            continue;
        for (const JsonView &item : candidate.standard.view().items())
            texts.push_back(item.text().value_or(QString()));
    }
    return texts;
}

Result<std::shared_ptr<const Catalogue>> Catalogue::load()
{
    return load(u":/catalogue"_s);
}

Result<std::shared_ptr<const Catalogue>> Catalogue::load(const QString &folder)
{
    Files files(folder);
    const Result<Manifest> manifest = readManifest(files);
    if (!manifest)
        return manifest.error();
    auto catalogue = std::make_shared<Catalogue>();
    for (const QString &family : manifest->families) {
        Result<std::vector<CheckEntry>> checks = readFamily(files, family);
        if (!checks)
            return checks.error();
        std::move(checks->begin(), checks->end(), std::back_inserter(catalogue->m_checks));
    }
    catalogue->m_version =
        u"%1 of %2, sha256 %3"_s.arg(QString::number(manifest->number), manifest->date, files.digest());
    return std::shared_ptr<const Catalogue>(std::move(catalogue));
}

QString Catalogue::version() const
{
    return m_version;
}

const CheckEntry *Catalogue::check(const QString &id) const
{
    const auto found = std::find_if(m_checks.begin(), m_checks.end(),
                                    [&id](const CheckEntry &entry) { return entry.id == id; });
    return found == m_checks.end() ? nullptr : &*found;
}

const std::vector<CheckEntry> &Catalogue::checks() const
{
    return m_checks;
}

} // namespace aw::catalogue
