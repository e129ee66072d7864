// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/page.h"

#include <functional>
#include <memory>
#include <vector>

namespace aw::print {

/// A sheet of paper and where text may stand on it, in points.
struct Sheet {
    double width = 595.276;
    double height = 841.89;
    double left = 40, right = 40;
    double top = 68, bottom = 54;

    [[nodiscard]] double textWidth() const { return width - left - right; }
    [[nodiscard]] double end() const { return height - bottom; }
};

/// Draws at `y`, the top of what is drawn.
using Draw = std::function<void(Page &, double y)>;

/// What a table says again at the head of each further page, outside the tag tree.
struct RunningHead {
    double height = 0;
    Draw draw;
};

/// A strip of the text column that no page break goes through.
struct Slice {
    double before = 0; ///< space above it, left out at the top of a page
    double height = 0;
    bool glued = false;   ///< stays on the page of what follows
    bool newPage = false; ///< begins a page
    int frame = 0;        ///< slices of one number share a ground; 0 for none
    std::shared_ptr<const RunningHead> head = {};
    Draw draw;
};

/// Puts slices on pages one after the other. Glued slices are held back until it is known what they
/// are glued to, and go to the next page together where the rest of this one is too short.
class Flow
{
public:
    explicit Flow(const Sheet &sheet) : m_sheet(sheet), m_y(sheet.top) {}

    void add(Slice slice);
    void finish(); ///< places what is held back; a document has at least one page
    /// Leaves space at this place on the page, also at its top.
    void skip(double height);
    void breakPage();

    [[nodiscard]] const Sheet &sheet() const { return m_sheet; }
    [[nodiscard]] int newFrame() { return ++m_frames; }
    [[nodiscard]] std::vector<std::unique_ptr<Page>> &pages() { return m_pages; }

    static constexpr double kFramePadding = 9;

private:
    void place();
    void placeOne(const Slice &slice);
    void nextPage();
    void openFrame(int frame);
    void closeFrame();
    Page &page();

    Sheet m_sheet;
    std::vector<std::unique_ptr<Page>> m_pages;
    std::vector<Slice> m_held;
    double m_y;
    bool m_fresh = true; ///< nothing stands on this page yet
    int m_frames = 0;
    int m_frame = 0; ///< open now; 0 for none
    double m_frameTop = 0;
};

} // namespace aw::print
