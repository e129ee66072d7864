// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/print/handles.h"
#include "core/print/ink.h"

#include <QStringList>
#include <map>
#include <memory>
#include <pango/pangofc-fontmap.h>
#include <string>
#include <unordered_map>
#include <vector>

namespace aw::print {

/// One font program and what the document uses of it.
class Face
{
public:
    struct Use {
        int width = 0;    ///< thousandths of the size
        std::string text; ///< what the glyph reads as (UTF-8); empty for a part of a cluster
    };

    Face(HbFaceHandle face, std::string postscriptName, std::string resource);

    /// False for a program that cannot be embedded: bitmaps, variable fonts, other formats.
    [[nodiscard]] bool embeddable() const { return m_embeddable; }
    [[nodiscard]] bool compact() const { return m_compact; }  ///< CFF outlines
    [[nodiscard]] std::uint32_t glyphOf(char32_t code) const; ///< 0 when the face has none
    /// Notes that the glyph is set and gives its width.
    int use(std::uint32_t glyph);
    /// True when `glyph` can read as `text` everywhere; the first to ask decides.
    bool reads(std::uint32_t glyph, const std::string &text);

    [[nodiscard]] hb_face_t *program() const { return m_face.get(); }
    [[nodiscard]] hb_font_t *font() const { return m_font.get(); } ///< at its own units
    [[nodiscard]] double unitsPerEm() const { return m_unitsPerEm; }
    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] const std::string &resource() const { return m_resource; }
    [[nodiscard]] const std::map<std::uint32_t, Use> &uses() const { return m_uses; }

private:
    HbFaceHandle m_face;
    HbFontHandle m_font;
    std::string m_name, m_resource;
    double m_unitsPerEm = 1000;
    bool m_embeddable = false, m_compact = false;
    std::map<std::uint32_t, Use> m_uses;
};

/// Pango 1.50 never gives back the configuration a font map was given last, so it gets an empty one that
/// the whole process shares before it goes.
struct ReleaseFontMap {
    void operator()(PangoFontMap *map) const;
};

/// The typefaces of a document: ours by file, whatever the system's own rules say; for other scripts
/// what lies in the system's font folders.
class Fonts
{
public:
    /// Searches `folders` and all below. Storage error when they hold no font at all.
    [[nodiscard]] static Result<std::unique_ptr<Fonts>> open(const QStringList &folders = standardFolders());
    [[nodiscard]] static QStringList standardFolders();

    [[nodiscard]] PangoContext *context() const { return m_context.get(); }
    [[nodiscard]] const PangoFontDescription *description(FaceRole role, bool strong) const;
    [[nodiscard]] Face &faceOf(PangoFont *font);
    /// The face of running text, which also draws the box for a character that no font here has.
    [[nodiscard]] Face &boxFace();
    [[nodiscard]] std::vector<Face *> used() const; ///< in order of first use

private:
    Fonts() = default;

    // In this order: what comes later holds references into what comes before.
    FontConfigHandle m_config;
    std::unique_ptr<PangoFontMap, ReleaseFontMap> m_map;
    GObjectHandle<PangoContext> m_context;
    std::map<std::pair<FaceRole, bool>, DescriptionHandle> m_descriptions;
    std::map<std::pair<std::string, int>, std::unique_ptr<Face>> m_faces;
    std::vector<Face *> m_inOrder;
    std::unordered_map<PangoFont *, Face *> m_known;
    std::vector<GObjectHandle<PangoFont>> m_kept; ///< so that no address in m_known is used again
};

} // namespace aw::print
