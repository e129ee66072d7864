// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

namespace aw::test {

/// A PDF on disk, and what other people's tools say about it. A tool that is absent fails the test:
/// the project's setup installs qpdf and poppler-utils.
class PdfFile
{
public:
    explicit PdfFile(const QByteArray &bytes)
    {
        QFile file(path());
        if (!m_folder.isValid() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            QTest::qFail("The PDF could not be put on disk.", __FILE__, __LINE__);
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("out.pdf")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// What `program` prints about the file; `before` and `after` stand around its path.
    QString tell(const QString &program, const QStringList &before,
                               const QStringList &after = {}) const
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, before + QStringList{path()} + after);
        if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit ||
            process.exitCode() != 0) {
            const QString said = program + QStringLiteral(": ") + process.errorString() + QLatin1Char('\n') +
                                 QString::fromUtf8(process.readAll());
            QTest::qFail(qPrintable(said), __FILE__, __LINE__);
            return {};
        }
        return QString::fromUtf8(process.readAll());
    }

    [[nodiscard]] QString text() const
    {
        return tell(QStringLiteral("pdftotext"), {QStringLiteral("-layout")}, {QStringLiteral("-")});
    }

    /// The text as a reader copies it, on one line.
    [[nodiscard]] QString flowingText() const
    {
        return tell(QStringLiteral("pdftotext"), {}, {QStringLiteral("-")})
            .simplified();
    }

    [[nodiscard]] QString structure() const
    {
        return tell(QStringLiteral("pdfinfo"), {QStringLiteral("-struct-text")});
    }

    /// The file with nothing compressed, as text to search in.
    [[nodiscard]] QByteArray plain() const
    {
        const QString out = m_folder.filePath(QStringLiteral("plain.pdf"));
        tell(QStringLiteral("qpdf"), {QStringLiteral("--qdf"), QStringLiteral("--object-streams=disable")},
             {out});
        QFile file(out);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    [[nodiscard]] int pages() const
    {
        return tell(QStringLiteral("qpdf"), {QStringLiteral("--show-npages")}).trimmed().toInt();
    }

private:
    QTemporaryDir m_folder;
};

} // namespace aw::test
