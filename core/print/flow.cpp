// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/flow.h"

namespace aw::print {

Page &Flow::page()
{
    if (m_pages.empty())
        m_pages.push_back(std::make_unique<Page>(0, m_sheet.height));
    return *m_pages.back();
}

void Flow::add(Slice slice)
{
    const bool glued = slice.glued;
    m_held.push_back(std::move(slice));
    if (!glued)
        place();
}

void Flow::finish()
{
    place();
    closeFrame();
    page();
}

void Flow::skip(double height)
{
    place();
    closeFrame();
    page();
    m_y += height;
}

void Flow::breakPage()
{
    place();
    if (!m_fresh)
        nextPage();
}

void Flow::nextPage()
{
    const int frame = m_frame;
    closeFrame();
    m_pages.push_back(std::make_unique<Page>(page().number() + 1, m_sheet.height));
    m_y = m_sheet.top;
    m_fresh = true;
    if (frame != 0)
        openFrame(frame);
}

void Flow::openFrame(int frame)
{
    m_frame = frame;
    m_frameTop = m_y;
    m_y += kFramePadding;
}

void Flow::closeFrame()
{
    if (m_frame == 0)
        return;
    m_frame = 0;
    m_y += kFramePadding;
    const Box box{m_sheet.left, m_frameTop, m_sheet.textWidth(), m_y - m_frameTop};
    page().ground([&box](Content &content) {
        content.fillColor(kCodeGround);
        content.strokeColor(kBorder, 0.6);
        content.roundedRect(box, 4);
        content.fillAndStroke();
    });
}

void Flow::place()
{
    double needed = 0;
    int frame = m_frame;
    for (const Slice &slice : m_held) {
        needed += slice.before + slice.height;
        if (slice.frame != frame)
            needed += 2 * kFramePadding;
        frame = slice.frame;
    }
    const double tail = m_frame != 0 ? kFramePadding : 0;
    const bool fitsAPage = needed <= m_sheet.end() - m_sheet.top;
    std::vector<Slice> held;
    held.swap(m_held);
    if (!held.empty() && !m_fresh &&
        (held.front().newPage || (fitsAPage && m_y + needed + tail > m_sheet.end()))) {
        if (held.front().frame != m_frame)
            closeFrame(); // what goes over is not in it, so it has no part on the new page
        nextPage();
    }
    for (const Slice &slice : held)
        placeOne(slice);
}

void Flow::placeOne(const Slice &slice)
{
    if (m_frame != 0 && slice.frame != m_frame)
        closeFrame();
    const double padding = slice.frame != 0 ? kFramePadding * (m_frame == 0 ? 2 : 1) : 0;
    if (!m_fresh && m_y + slice.before + slice.height + padding > m_sheet.end())
        nextPage();
    if (!m_fresh)
        m_y += slice.before;
    if (slice.frame != 0 && m_frame == 0)
        openFrame(slice.frame);
    Page &target = page();
    if (m_fresh && slice.head) {
        slice.head->draw(target, m_y);
        m_y += slice.head->height;
    }
    m_fresh = false;
    if (slice.draw)
        slice.draw(target, m_y);
    m_y += slice.height;
}

} // namespace aw::print
