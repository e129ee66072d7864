// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/metadata.h"

#include "core/base/time.h"
#include "core/print/icc.h"

#include <QTimeZone>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>

namespace aw::print {
namespace {

using Object = QPDFObjectHandle;

/// The report's own time, never the clock's: the same document gives the same bytes.
QDateTime madeAt(const report::Document &document)
{
    return document.madeAt.isValid() ? document.madeAt.toUTC() : QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
}

std::string pdfTime(const QDateTime &time)
{
    return time.toString(QStringLiteral("'D:'yyyyMMddHHmmss'Z'")).toStdString();
}

/// Escaped for XML 1.0, without the characters it cannot hold.
QString xml(const QString &text)
{
    QString valid;
    for (const uint code : text.toUcs4()) {
        const bool control = code < 0x20 && code != 0x9 && code != 0xA;
        const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        if (!control && !surrogate && (code & 0xFFFEU) != 0xFFFEU)
            valid += QStringView(QChar::fromUcs4(code));
        else
            valid += QChar(QChar::ReplacementCharacter);
    }
    return valid.toHtmlEscaped();
}

/// PDF/A knows no pdfuaid by itself; an XMP packet that uses it must say what it is (ISO 19005-3,
/// 6.6.2.3.3).
constexpr char kExtension[] =
    R"(<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
)";

QString packet(const report::Document &document)
{
    const QString time = formatTime(madeAt(document));
    const QString alternatives =
        QStringLiteral("<rdf:Alt><rdf:li xml:lang=\"x-default\">%1</rdf:li></rdf:Alt>");
    QString xmp = QStringLiteral(
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
        "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
        "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
        "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
        "<pdfuaid:part>1</pdfuaid:part>\n<xmp:CreatorTool>Airworthy</xmp:CreatorTool>\n"
        "<pdf:Producer>Airworthy</pdf:Producer>\n");
    xmp += QStringLiteral("<xmp:CreateDate>%1</xmp:CreateDate>\n<xmp:ModifyDate>%1</xmp:ModifyDate>\n")
               .arg(time);
    xmp += QStringLiteral("<dc:title>%1</dc:title>\n").arg(alternatives.arg(xml(document.title)));
    if (!document.subject.isEmpty())
        xmp += QStringLiteral("<dc:description>%1</dc:description>\n")
                   .arg(alternatives.arg(xml(document.subject)));
    xmp += QStringLiteral(
               "<dc:language><rdf:Bag><rdf:li>%1</rdf:li></rdf:Bag></dc:language>\n</rdf:Description>\n")
               .arg(xml(document.language));
    return xmp + QLatin1String(kExtension) +
           QStringLiteral("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

void addOutputIntent(QPDF &pdf)
{
    Object profile = Object::newStream(&pdf, srgbProfile());
    profile.getDict().replaceKey("/N", Object::newInteger(3));
    Object intent = Object::parse(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)>>");
    intent.replaceKey("/DestOutputProfile", pdf.makeIndirectObject(profile));
    pdf.getRoot().replaceKey("/OutputIntents", Object::newArray({pdf.makeIndirectObject(intent)}));
}

} // namespace

void describe(QPDF &pdf, const report::Document &document)
{
    Object root = pdf.getRoot();
    Object metadata = Object::newStream(&pdf, packet(document).toStdString());
    metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
    metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
    root.replaceKey("/Metadata", pdf.makeIndirectObject(metadata));
    root.replaceKey("/Lang", Object::newUnicodeString(document.language.toStdString()));
    root.replaceKey("/MarkInfo", Object::parse("<</Marked true>>"));
    root.replaceKey("/ViewerPreferences", Object::parse("<</DisplayDocTitle true>>"));
    addOutputIntent(pdf);

    const std::string time = pdfTime(madeAt(document));
    Object info = Object::newDictionary();
    info.replaceKey("/Title", Object::newUnicodeString(document.title.toStdString()));
    if (!document.subject.isEmpty())
        info.replaceKey("/Subject", Object::newUnicodeString(document.subject.toStdString()));
    info.replaceKey("/Creator", Object::newString("Airworthy"));
    info.replaceKey("/Producer", Object::newString("Airworthy"));
    info.replaceKey("/CreationDate", Object::newString(time));
    info.replaceKey("/ModDate", Object::newString(time));
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
}

void attach(QPDF &pdf, const report::Document &document)
{
    if (document.attachments.empty())
        return;
    const std::string time = pdfTime(madeAt(document));
    QPDFEmbeddedFileDocumentHelper files(pdf);
    Object associated = Object::newArray();
    for (const report::Attachment &attachment : document.attachments) {
        auto stream = QPDFEFStreamObjectHelper::createEFStream(pdf, attachment.bytes.toStdString());
        stream.setSubtype(attachment.mimeType.toStdString()).setCreationDate(time).setModDate(time);
        const std::string name = attachment.name.toStdString();
        auto file = QPDFFileSpecObjectHelper::createFileSpec(pdf, name, stream);
        file.setDescription(attachment.description.toStdString());
        file.getObjectHandle().replaceKey("/AFRelationship", Object::newName("/Data"));
        files.replaceEmbeddedFile(name, file);
        associated.appendItem(file.getObjectHandle());
    }
    pdf.getRoot().replaceKey("/AF", associated);
}

} // namespace aw::print
