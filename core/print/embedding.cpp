// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/embedding.h"

#include "core/print/written.h"

#include <cmath>
#include <hb-ot.h>
#include <stdexcept>

namespace aw::print {
namespace {

using Object = QPDFObjectHandle;

std::string hex4(std::uint32_t glyph)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string hex;
    for (int shift = 12; shift >= 0; shift -= 4)
        hex += kDigits[(glyph >> unsigned(shift)) & 0xF];
    return hex;
}

/// Glyph ids stay as they are, so that the content streams written before need no second pass.
HbFaceHandle subsetOf(const Face &face)
{
    const HbSubsetHandle input(hb_subset_input_create_or_fail());
    if (!input)
        throw std::runtime_error("no memory for a font subset");
    for (const auto &[glyph, use] : face.uses())
        hb_set_add(hb_subset_input_glyph_set(input.get()), glyph);
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING |
                                               HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    for (const char *table : {"GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "kern", "DSIG", "meta", "MATH"})
        hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG),
                   hb_tag_from_string(table, -1));
    HbFaceHandle subset(hb_subset_or_fail(face.program(), input.get()));
    if (!subset)
        throw std::runtime_error("the font " + face.name() + " cannot be cut down to the glyphs used");
    return subset;
}

Object fontFile(QPDF &pdf, const Face &face)
{
    const HbFaceHandle subset = subsetOf(face);
    const HbBlobHandle blob(face.compact() ? hb_face_reference_table(subset.get(), HB_TAG('C', 'F', 'F', ' '))
                                           : hb_face_reference_blob(subset.get()));
    unsigned length = 0;
    const char *data = hb_blob_get_data(blob.get(), &length);
    Object file = Object::newStream(&pdf, std::string(data, length));
    if (face.compact())
        file.getDict().replaceKey("/Subtype", Object::newName("/CIDFontType0C"));
    else
        file.getDict().replaceKey("/Length1", Object::newInteger(length));
    return pdf.makeIndirectObject(file);
}

/// Private use: the code of a glyph that is but a part of what its ActualText says (PDF/A-3,
/// 6.2.11.7.3, wants a code for every glyph and an ActualText for private ones).
std::string privateUse(std::uint32_t glyph)
{
    return hex4(0xE000 + glyph % 0x1900);
}

std::string unicodeMap(const Face &face)
{
    std::string map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    std::string rows;
    int count = 0;
    const auto flush = [&] {
        if (count > 0)
            map += std::to_string(count) + " beginbfchar\n" + rows + "endbfchar\n";
        count = 0;
        rows.clear();
    };
    for (const auto &[glyph, use] : face.uses()) {
        rows +=
            "<" + hex4(glyph) + "> <" + (use.text.empty() ? privateUse(glyph) : utf16Hex(use.text)) + ">\n";
        if (++count == 100) // the most that a block may hold
            flush();
    }
    flush();
    return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

std::string widths(const Face &face)
{
    std::string list = "[";
    for (const auto &[glyph, use] : face.uses())
        list += std::to_string(glyph) + "[" + std::to_string(use.width) + "]";
    return list + "]";
}

/// Six letters from what the subset holds, as subset names must begin.
std::string subsetTag(const Face &face)
{
    std::uint32_t digest = 5381;
    for (const auto &[glyph, use] : face.uses())
        digest = digest * 33 + glyph;
    std::string tag;
    for (int i = 0; i < 6; ++i, digest /= 26)
        tag += char('A' + digest % 26);
    return tag + "+";
}

std::string plainName(const std::string &name)
{
    std::string plain;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')
            plain += c;
    }
    return plain.empty() ? "Font" : plain;
}

/// The extent of all glyphs, from the table "head" (OpenType, xMin at byte 36).
std::string boundingBox(const Face &face)
{
    const HbBlobHandle head(hb_face_reference_table(face.program(), HB_TAG('h', 'e', 'a', 'd')));
    unsigned length = 0;
    const auto *data = reinterpret_cast<const unsigned char *>(hb_blob_get_data(head.get(), &length));
    std::string box = "[";
    for (unsigned at = 36; at < 44; at += 2) {
        const double value = at + 1 < length ? std::int16_t(data[at] << 8 | data[at + 1]) : 0;
        box += std::to_string(std::lround(value * 1000 / face.unitsPerEm())) + " ";
    }
    return box + "]";
}

Object descriptor(QPDF &pdf, const Face &face, const std::string &name)
{
    hb_font_extents_t extents;
    hb_font_get_h_extents(face.font(), &extents);
    const auto scaled = [&face](double value) {
        return std::to_string(std::lround(value * 1000 / face.unitsPerEm()));
    };
    hb_position_t capitals = 0;
    if (hb_ot_metrics_get_position(face.font(), HB_OT_METRICS_TAG_CAP_HEIGHT, &capitals) == 0)
        capitals = hb_position_t(face.unitsPerEm() * 0.7);
    Object object = pdf.makeIndirectObject(
        Object::parse("<</Type/FontDescriptor/Flags 4/ItalicAngle 0/StemV 80/FontBBox" + boundingBox(face) +
                      "/Ascent " + scaled(extents.ascender) + "/Descent " + scaled(extents.descender) +
                      "/CapHeight " + scaled(capitals) + ">>"));
    object.replaceKey("/FontName", Object::newName("/" + name));
    object.replaceKey(face.compact() ? "/FontFile3" : "/FontFile2", fontFile(pdf, face));
    return object;
}

} // namespace

Object embed(QPDF &pdf, const Face &face)
{
    const std::string name = subsetTag(face) + plainName(face.name());
    Object descendant = pdf.makeIndirectObject(Object::parse(
        "<</Type/Font/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0/W " +
        widths(face) + ">>"));
    descendant.replaceKey("/Subtype", Object::newName(face.compact() ? "/CIDFontType0" : "/CIDFontType2"));
    if (!face.compact())
        descendant.replaceKey("/CIDToGIDMap", Object::newName("/Identity"));
    descendant.replaceKey("/BaseFont", Object::newName("/" + name));
    descendant.replaceKey("/FontDescriptor", descriptor(pdf, face, name));

    Object font = Object::parse("<</Type/Font/Subtype/Type0/Encoding/Identity-H>>");
    font.replaceKey("/BaseFont", Object::newName("/" + name));
    font.replaceKey("/DescendantFonts", Object::newArray({descendant}));
    font.replaceKey("/ToUnicode", pdf.makeIndirectObject(Object::newStream(&pdf, unicodeMap(face))));
    return pdf.makeIndirectObject(font);
}

} // namespace aw::print
