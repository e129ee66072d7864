// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/pdf.h"

#include "core/print/assembly.h"
#include "core/print/layout.h"
#include "core/print/metadata.h"

#include <QCoreApplication>
#include <exception>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/QPDFWriter.hh>

namespace aw::print {
namespace {

Sheet sheetOf(Paper paper)
{
    Sheet sheet;
    if (paper == Paper::Letter) {
        sheet.width = 612;
        sheet.height = 792;
    }
    return sheet;
}

QByteArray bytesOf(QPDF &pdf)
{
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setMinimumPDFVersion("1.7");
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setCompressStreams(true);
    writer.write();
    const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char *>(buffer->getBuffer()), qsizetype(buffer->getSize())};
}

} // namespace

Result<QByteArray> pdf(const report::Document &document, Paper paper)
{
    const Result<std::unique_ptr<Fonts>> fonts = Fonts::open();
    if (!fonts)
        return fonts.error();
    // libqpdf tells faults by exceptions; they end here.
    try {
        Typeset set = typeset(document, **fonts, sheetOf(paper));
        QPDF file;
        file.emptyPDF();
        assemble(file, set, **fonts);
        describe(file, document);
        attach(file, document);
        return bytesOf(file);
    } catch (const std::exception &fault) {
        return fail(ErrorKind::Storage, QCoreApplication::translate("print", "The PDF could not be made: %1.")
                                            .arg(QString::fromUtf8(fault.what())));
    }
}

} // namespace aw::print
