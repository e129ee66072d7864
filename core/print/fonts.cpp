// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/fonts.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QStandardPaths>
#include <array>
#include <cmath>
#include <hb-ot.h>
#include <pango/pangofc-font.h>
#include <pango/pangoft2.h>

namespace aw::print {
namespace {

/// The product's typefaces, Debian packages fonts-inter and fonts-hack.
constexpr std::array kOurFiles{"Inter-Regular.otf",        "Inter-SemiBold.otf", "InterDisplay-SemiBold.otf",
                               "InterDisplay-Regular.otf", "Hack-Regular.ttf",   "Hack-Bold.ttf"};

QString configuration(const QStringList &folders)
{
    QString xml = QStringLiteral("<?xml version=\"1.0\"?><fontconfig>");
    for (const QString &folder : folders)
        xml += QStringLiteral("<dir>%1</dir>").arg(folder.toHtmlEscaped());
    xml += QStringLiteral(
        "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>"
        "<selectfont><rejectfont>");
    // Our families come by file alone, so that another version in the system cannot take their place.
    // The formats are those that cannot be embedded, or only as pictures.
    const auto reject = [&xml](const char *property, const char *value) {
        xml += QStringLiteral("<pattern><patelt name=\"%1\">%2</patelt></pattern>")
                   .arg(QLatin1String(property), QLatin1String(value));
    };
    for (const char *family :
         {"<string>Inter</string>", "<string>Inter Display</string>", "<string>Hack</string>"})
        reject("family", family);
    reject("outline", "<bool>false</bool>");
    reject("color", "<bool>true</bool>");
    reject("variable", "<bool>true</bool>");
    reject("fontformat", "<string>Type 1</string>");
    return xml + QStringLiteral("</rejectfont></selectfont></fontconfig>");
}

QStringList ourFiles(const QStringList &folders)
{
    QStringList wanted;
    for (const char *name : kOurFiles)
        wanted += QLatin1String(name);
    QStringList found;
    for (const QString &folder : folders) {
        QDirIterator each(folder, wanted, QDir::Files, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            const QString path = each.next();
            if (wanted.removeAll(each.fileName()) > 0)
                found += path;
        }
    }
    found.sort(); // a folder is read in no particular order
    return found;
}

/// Hinting moves glyphs to whole pixels, which paper does not have.
void leaveUnhinted(FcPattern *pattern, gpointer /*nothing*/)
{
    FcPatternDel(pattern, FC_HINTING);
    FcPatternAddBool(pattern, FC_HINTING, FcFalse);
}

bool hasTable(hb_face_t *face, const char *tag)
{
    const HbBlobHandle table(hb_face_reference_table(face, hb_tag_from_string(tag, 4)));
    return hb_blob_get_length(table.get()) > 0;
}

DescriptionHandle describe(FaceRole role, bool strong)
{
    const char *families = "Inter,Noto Sans,DejaVu Sans";
    if (role == FaceRole::Display)
        families = "Inter Display,Inter,Noto Sans,DejaVu Sans";
    else if (role == FaceRole::Code)
        families = "Hack,DejaVu Sans Mono,Noto Sans Mono,monospace";
    DescriptionHandle description(pango_font_description_new());
    pango_font_description_set_family_static(description.get(), families);
    const PangoWeight heavy = role == FaceRole::Code ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_SEMIBOLD;
    pango_font_description_set_weight(description.get(), strong ? heavy : PANGO_WEIGHT_NORMAL);
    return description;
}

bool holdsFonts(FcConfig *config)
{
    for (const FcSetName set : {FcSetSystem, FcSetApplication}) {
        const FcFontSet *fonts = FcConfigGetFonts(config, set);
        if (fonts != nullptr && fonts->nfont > 0)
            return true;
    }
    return false;
}

} // namespace

void ReleaseFontMap::operator()(PangoFontMap *map) const
{
    static const FontConfigHandle nothing(FcConfigCreate());
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), nothing.get());
    g_object_unref(map);
}

Face::Face(HbFaceHandle face, std::string postscriptName, std::string resource)
    : m_face(std::move(face)),
      m_font(hb_font_create(m_face.get())),
      m_name(std::move(postscriptName)),
      m_resource(std::move(resource)),
      m_unitsPerEm(hb_face_get_upem(m_face.get())),
      m_compact(hasTable(m_face.get(), "CFF "))
{
    hb_font_set_scale(m_font.get(), int(m_unitsPerEm), int(m_unitsPerEm));
    m_embeddable = (m_compact || hasTable(m_face.get(), "glyf")) && hb_ot_var_has_data(m_face.get()) == 0;
}

std::uint32_t Face::glyphOf(char32_t code) const
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(m_font.get(), code, &glyph) != 0 ? glyph : 0;
}

int Face::use(std::uint32_t glyph)
{
    const auto [at, fresh] = m_uses.try_emplace(glyph);
    if (fresh)
        at->second.width =
            int(std::lround(hb_font_get_glyph_h_advance(m_font.get(), glyph) * 1000.0 / m_unitsPerEm));
    return at->second.width;
}

bool Face::reads(std::uint32_t glyph, const std::string &text)
{
    use(glyph);
    std::string &known = m_uses[glyph].text;
    if (known.empty())
        known = text;
    return known == text;
}

QStringList Fonts::standardFolders()
{
    QStringList folders = QStandardPaths::standardLocations(QStandardPaths::FontsLocation);
    folders += {QStringLiteral("/usr/share/fonts"), QStringLiteral("/usr/local/share/fonts")};
    folders.removeDuplicates();
    folders.removeIf([](const QString &folder) { return !QDir(folder).exists(); });
    return folders;
}

Result<std::unique_ptr<Fonts>> Fonts::open(const QStringList &folders)
{
    std::unique_ptr<Fonts> fonts(new Fonts);
    fonts->m_config.reset(FcConfigCreate());
    const QByteArray xml = configuration(folders).toUtf8();
    FcConfigParseAndLoadFromMemory(fonts->m_config.get(), reinterpret_cast<const FcChar8 *>(xml.constData()),
                                   FcTrue);
    FcConfigBuildFonts(fonts->m_config.get());
    for (const QString &file : ourFiles(folders)) {
        const QByteArray path = QFile::encodeName(file);
        FcConfigAppFontAddFile(fonts->m_config.get(), reinterpret_cast<const FcChar8 *>(path.constData()));
    }
    if (!holdsFonts(fonts->m_config.get()))
        return fail(ErrorKind::Storage,
                    QCoreApplication::translate("print",
                                                "No font was found, so the PDF cannot be set. Install the "
                                                "packages fonts-inter and fonts-hack."),
                    folders.join(QLatin1String(", ")));

    fonts->m_map.reset(pango_ft2_font_map_new());
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->m_map.get()), fonts->m_config.get());
    PangoFT2FontMap *map = PANGO_FT2_FONT_MAP(fonts->m_map.get());
    pango_ft2_font_map_set_resolution(map, 72, 72);
    pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(fonts->m_map.get()), &leaveUnhinted, nullptr,
                                             nullptr);
    fonts->m_context.reset(pango_font_map_create_context(fonts->m_map.get()));
    // Rounded positions would give nearly every glyph a kern of its own.
    pango_context_set_round_glyph_positions(fonts->m_context.get(), FALSE);
    pango_context_set_language(fonts->m_context.get(), pango_language_from_string("en"));
    for (const FaceRole role : {FaceRole::Text, FaceRole::Display, FaceRole::Code}) {
        for (const bool strong : {false, true})
            fonts->m_descriptions[{role, strong}] = describe(role, strong);
    }
    return fonts;
}

const PangoFontDescription *Fonts::description(FaceRole role, bool strong) const
{
    return m_descriptions.at({role, strong}).get();
}

Face &Fonts::faceOf(PangoFont *font)
{
    Face *&known = m_known[font];
    if (known != nullptr)
        return *known;
    m_kept.emplace_back(PANGO_FONT(g_object_ref(font)));
    FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    FcChar8 *file = nullptr;
    FcChar8 *postscript = nullptr;
    int index = 0;
    FcPatternGetString(pattern, FC_FILE, 0, &file);
    FcPatternGetString(pattern, FC_POSTSCRIPT_NAME, 0, &postscript);
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    const auto text = [](const FcChar8 *value) { return std::string(reinterpret_cast<const char *>(value)); };
    std::unique_ptr<Face> &slot = m_faces[{file != nullptr ? text(file) : std::string(), index}];
    if (!slot) {
        hb_face_t *program = hb_font_get_face(pango_font_get_hb_font(font));
        slot = std::make_unique<Face>(HbFaceHandle(hb_face_reference(program)),
                                      postscript != nullptr ? text(postscript) : std::string("Font"),
                                      "F" + std::to_string(m_inOrder.size()));
        m_inOrder.push_back(slot.get());
    }
    known = slot.get();
    return *known;
}

Face &Fonts::boxFace()
{
    DescriptionHandle description(pango_font_description_copy(this->description(FaceRole::Text, false)));
    pango_font_description_set_absolute_size(description.get(), 10 * PANGO_SCALE);
    const GObjectHandle<PangoFont> font(pango_context_load_font(m_context.get(), description.get()));
    return faceOf(font.get());
}

std::vector<Face *> Fonts::used() const
{
    std::vector<Face *> used;
    for (Face *face : m_inOrder) {
        if (!face->uses().empty())
            used.push_back(face);
    }
    return used;
}

} // namespace aw::print
