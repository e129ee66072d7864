// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/shaping.h"

#include "core/print/written.h"

#include <algorithm>
#include <cmath>

namespace aw::print {
namespace {

constexpr double kScale = PANGO_SCALE;
constexpr char kMarkText[] = "\xEF\xBF\xBC"; ///< U+FFFC, which written() never lets through
constexpr double kMarkAdvance = 1.5;         ///< of the size: the sign and the space behind it
constexpr std::size_t kKnownLimit = 20'000;

/// A paragraph as one UTF-8 text, and where each run ends in it.
struct Joined {
    std::string text;
    std::vector<std::size_t> ends;
    bool plain = true; ///< left-to-right scripts without contextual forms

    [[nodiscard]] std::size_t runAt(std::size_t offset) const
    {
        const auto after = std::upper_bound(ends.begin(), ends.end(), offset);
        return std::min(std::size_t(after - ends.begin()), ends.size() - 1);
    }
};

Joined join(const std::vector<Run> &runs)
{
    Joined joined;
    for (const Run &run : runs) {
        if (run.mark)
            joined.text += kMarkText;
        joined.text += written(run.text, true);
        joined.ends.push_back(joined.text.size());
        joined.plain = joined.plain && std::all_of(run.text.begin(), run.text.end(),
                                                   [](QChar unit) { return unit.unicode() < 0x0590; });
    }
    return joined;
}

void put(PangoAttrList *list, PangoAttribute *attribute, std::size_t from, std::size_t to)
{
    attribute->start_index = guint(from);
    attribute->end_index = guint(to);
    pango_attr_list_insert(list, attribute);
}

AttributesHandle attributesOf(const std::vector<Run> &runs, const Joined &joined, const Fonts &fonts)
{
    AttributesHandle list(pango_attr_list_new());
    std::size_t from = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const Style &style = runs[i].style;
        const std::size_t to = joined.ends[i];
        put(list.get(), pango_attr_font_desc_new(fonts.description(style.role, style.strong)), from, to);
        put(list.get(), pango_attr_size_new_absolute(int(std::lround(style.size * kScale))), from, to);
        // Not the real colour: a number for each run, so that no glyph run spans two of them.
        put(list.get(), pango_attr_foreground_new(guint16(i & 0xFFFF), guint16(i >> 16), 0), from, to);
        if (runs[i].mark) {
            const PangoRectangle box{0, -int(style.size * kScale), int(style.size * kMarkAdvance * kScale),
                                     int(style.size * kScale)};
            put(list.get(), pango_attr_shape_new(&box, &box), from, from + sizeof kMarkText - 1);
        }
        from = to;
    }
    // A name broken inside a word has no hyphen.
    put(list.get(), pango_attr_insert_hyphens_new(FALSE), 0, joined.text.size());
    // Contextual alternates turn 0x2 into a multiplication sign and -> into an arrow: not as typed.
    if (joined.plain)
        put(list.get(), pango_attr_font_features_new("calt=0"), 0, joined.text.size());
    return list;
}

/// Some characters of the text and the glyphs that Pango chose for them.
struct Cluster {
    int from = 0, to = 0; ///< bytes of the run's item
    std::vector<PangoGlyphInfo> infos;
    double x = 0;
};

std::vector<Cluster> clustersOf(const PangoGlyphItem &run, double x)
{
    const PangoGlyphString &glyphs = *run.glyphs;
    const bool rightToLeft = (run.item->analysis.level & 1) != 0;
    std::vector<Cluster> clusters;
    for (int i = 0; i < glyphs.num_glyphs; ++i) {
        const int start = glyphs.log_clusters[i];
        if (clusters.empty() || clusters.back().from != start)
            clusters.push_back({.from = start, .to = run.item->length, .infos = {}, .x = x});
        clusters.back().infos.push_back(glyphs.glyphs[i]);
        x += glyphs.glyphs[i].geometry.width / kScale;
    }
    if (rightToLeft)
        std::reverse(clusters.begin(), clusters.end());
    for (std::size_t i = 0; i + 1 < clusters.size(); ++i)
        clusters[i].to = clusters[i + 1].from;
    return clusters;
}

std::vector<std::string> codePointsOf(const std::string &utf8)
{
    std::vector<std::string> points;
    for (const char byte : utf8) {
        if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80 || points.empty())
            points.emplace_back();
        points.back() += byte;
    }
    return points.empty() ? std::vector<std::string>{utf8} : points;
}

/// Reads one run of a line into pieces.
class RunReader
{
public:
    RunReader(Face &face, Face &box, const Run &run, Line &line)
        : m_face(face), m_box(box), m_run(run), m_line(line)
    {}

    void read(const PangoGlyphItem &item, const char *text, std::size_t run, double x)
    {
        m_index = run;
        m_rightToLeft = (item.item->analysis.level & 1) != 0;
        for (Cluster &cluster : clustersOf(item, x)) {
            m_order = item.item->offset + cluster.from;
            add(cluster, std::string(text + m_order, std::size_t(std::max(0, cluster.to - cluster.from))));
        }
        flush();
    }

private:
    void add(Cluster &cluster, const std::string &characters)
    {
        PangoGlyphInfo &first = cluster.infos.front();
        // A line ends in a space without a glyph; without it two words would read as one.
        if (first.glyph == PANGO_GLYPH_EMPTY && characters == " ")
            first.glyph = m_face.glyphOf(U' ');
        const bool all =
            std::all_of(cluster.infos.begin(), cluster.infos.end(), [this](const PangoGlyphInfo &info) {
                return m_face.embeddable() && (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0;
            });
        const bool nothing =
            std::all_of(cluster.infos.begin(), cluster.infos.end(),
                        [](const PangoGlyphInfo &info) { return info.glyph == PANGO_GLYPH_EMPTY; });
        if (nothing)
            return; // a line feed or a joiner: it has been obeyed and leaves no ink
        const bool single = cluster.infos.size() == 1;
        const bool turned = m_rightToLeft && single && codePointsOf(characters).size() > 1;
        if (all && single && !turned && m_face.reads(first.glyph, characters)) {
            place(m_face, cluster);
            return;
        }
        flush();
        const std::vector<std::string> parts =
            turned ? codePointsOf(characters) : std::vector<std::string>{characters};
        m_piece.actual = parts.front();
        if (all)
            place(m_face, cluster);
        else
            placeBox(cluster);
        flush();
        for (std::size_t i = 1; i < parts.size(); ++i)
            placeBlank(parts[i], cluster.x - 0.02 * m_run.style.size * double(i));
    }

    /// A further character of a right-to-left ligature: readers turn the characters of one glyph around,
    /// so each but the first stands on a blank of its own at the glyph's left edge.
    void placeBlank(const std::string &character, double x)
    {
        const std::uint32_t hair = m_box.glyphOf(0x200A);
        const std::uint32_t blank = hair != 0 ? hair : m_box.glyphOf(U' ');
        m_piece.actual = character;
        begin(m_box);
        m_box.use(blank);
        m_piece.glyphs.push_back({.id = blank, .x = x});
        flush();
    }

    void place(Face &face, const Cluster &cluster)
    {
        begin(face);
        double x = cluster.x;
        for (const PangoGlyphInfo &info : cluster.infos) {
            if (info.glyph != PANGO_GLYPH_EMPTY) {
                face.use(info.glyph);
                m_piece.glyphs.push_back({.id = info.glyph,
                                          .x = x + info.geometry.x_offset / kScale,
                                          .rise = -info.geometry.y_offset / kScale});
            }
            x += info.geometry.width / kScale;
        }
    }

    /// A character that no font here can draw: a box stands for it, the text stays.
    void placeBox(const Cluster &cluster)
    {
        const std::uint32_t square = m_box.glyphOf(0x25A1);
        const std::uint32_t glyph = square != 0 ? square : m_box.glyphOf(U'?');
        begin(m_box);
        double advance = 0;
        for (const PangoGlyphInfo &info : cluster.infos)
            advance += info.geometry.width / kScale;
        // As wide as the room left for it: readers take a gap for a space.
        const double natural = m_box.use(glyph) * m_piece.size / 1000;
        if (advance > 0 && natural > 0)
            m_piece.size *= std::min(advance / natural, 1.5);
        m_piece.glyphs.push_back({.id = glyph, .x = cluster.x});
    }

    void begin(Face &face)
    {
        if (m_piece.glyphs.empty())
            m_piece.order = m_order;
        m_piece.face = &face;
        m_piece.size = m_run.style.size;
        m_piece.color = m_run.style.color;
        m_piece.run = m_index;
    }

    void flush()
    {
        if (!m_piece.glyphs.empty())
            m_line.pieces.push_back(std::move(m_piece));
        m_piece = Piece();
    }

    Face &m_face;
    Face &m_box;
    const Run &m_run;
    Line &m_line;
    std::size_t m_index = 0;
    int m_order = 0;
    bool m_rightToLeft = false;
    Piece m_piece;
};

/// Takes a finished Pango layout apart.
class LayoutReader
{
public:
    LayoutReader(Fonts &fonts, const std::vector<Run> &runs, const Joined &joined)
        : m_fonts(fonts), m_box(fonts.boxFace()), m_runs(runs), m_joined(joined)
    {}

    Shaped read(PangoLayout *layout)
    {
        Shaped shaped;
        const LayoutIterHandle at(pango_layout_get_iter(layout));
        const PangoLayoutLine *current = nullptr;
        do {
            const PangoLayoutLine *line = pango_layout_iter_get_line_readonly(at.get());
            if (line != current) {
                shaped.lines.push_back(begun(at.get(), shaped));
                current = line;
            }
            if (const PangoLayoutRun *run = pango_layout_iter_get_run_readonly(at.get()))
                readRun(at.get(), *run, shaped.lines.back());
        } while (pango_layout_iter_next_run(at.get()) != 0);
        for (Line &line : shaped.lines) {
            // Runs come in the order of the eye; the text is kept in the order of the voice.
            std::stable_sort(line.pieces.begin(), line.pieces.end(),
                             [](const Piece &a, const Piece &b) { return a.order < b.order; });
        }
        return shaped;
    }

private:
    static Line begun(PangoLayoutIter *at, Shaped &shaped)
    {
        PangoRectangle box;
        pango_layout_iter_get_line_extents(at, nullptr, &box);
        Line line;
        line.height = box.height / kScale;
        line.baseline = (pango_layout_iter_get_baseline(at) - box.y) / kScale;
        shaped.height += line.height;
        shaped.width = std::max(shaped.width, box.width / kScale);
        return line;
    }

    void readRun(PangoLayoutIter *at, const PangoLayoutRun &run, Line &line)
    {
        PangoRectangle box;
        pango_layout_iter_get_run_extents(at, nullptr, &box);
        const auto offset = std::size_t(run.item->offset);
        const std::size_t index = m_joined.runAt(offset);
        const Run &source = m_runs[index];
        const double x = box.x / kScale;
        if (m_joined.text.compare(offset, sizeof kMarkText - 1, kMarkText) == 0) {
            line.marks.push_back({.tone = source.mark.value_or(report::Tone::Normal),
                                  .color = source.style.color,
                                  .x = x,
                                  .size = source.style.size});
            return;
        }
        if (!source.link.isEmpty())
            line.links.push_back({.run = index, .x = x, .width = box.width / kScale});
        RunReader(m_fonts.faceOf(run.item->analysis.font), m_box, source, line)
            .read(run, m_joined.text.data(), index, x);
    }

    Fonts &m_fonts;
    Face &m_box;
    const std::vector<Run> &m_runs;
    const Joined &m_joined;
};

std::string keyOf(const std::vector<Run> &runs, double width, Align align)
{
    std::string key = number(width) + char('0' + int(align));
    for (const Run &run : runs) {
        const Style &style = run.style;
        key += '\1' + number(style.size) + char('0' + int(style.role)) + (style.strong ? 's' : 'r') +
               std::to_string(style.color.rgb) + (run.mark ? char('A' + int(*run.mark)) : '-') + '\2';
        key +=
            run.link.toStdString() + '\2' + std::to_string(run.text.size()) + '\2' + run.text.toStdString();
    }
    return key;
}

PangoAlignment pangoAlign(Align align)
{
    switch (align) {
    case Align::Left: return PANGO_ALIGN_LEFT;
    case Align::Center: return PANGO_ALIGN_CENTER;
    case Align::Right: return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

} // namespace

Shaper::Shaper(Fonts &fonts) : m_fonts(fonts), m_layout(pango_layout_new(fonts.context()))
{
    pango_layout_set_wrap(m_layout.get(), PANGO_WRAP_WORD_CHAR);
}

std::shared_ptr<const Shaped> Shaper::shape(const std::vector<Run> &runs, double width, Align align)
{
    if (runs.empty())
        return std::make_shared<const Shaped>();
    std::string key = keyOf(runs, width, align);
    if (const auto known = m_known.find(key); known != m_known.end())
        return known->second;

    const Joined joined = join(runs);
    const AttributesHandle attributes = attributesOf(runs, joined, m_fonts);
    // The paragraph's own description decides the height of an empty line.
    const Style &first = runs.front().style;
    const DescriptionHandle description(
        pango_font_description_copy(m_fonts.description(first.role, first.strong)));
    pango_font_description_set_absolute_size(description.get(), first.size * kScale);
    pango_layout_set_font_description(m_layout.get(), description.get());
    pango_layout_set_attributes(m_layout.get(), attributes.get());
    pango_layout_set_width(m_layout.get(), width > 0 ? int(width * kScale) : -1);
    pango_layout_set_alignment(m_layout.get(), pangoAlign(align));
    pango_layout_set_text(m_layout.get(), joined.text.data(), int(joined.text.size()));

    auto shaped = std::make_shared<const Shaped>(LayoutReader(m_fonts, runs, joined).read(m_layout.get()));
    if (m_known.size() >= kKnownLimit)
        m_known.clear();
    m_known.emplace(std::move(key), shaped);
    return shaped;
}

} // namespace aw::print
