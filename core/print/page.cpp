// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/page.h"

#include "core/print/signs.h"
#include "core/print/written.h"

namespace aw::print {

void Page::artifact(const std::function<void(Content &)> &draw)
{
    m_above.raw("/Artifact BMC\n");
    draw(m_above);
    m_above.raw("EMC\n");
}

void Page::ground(const std::function<void(Content &)> &draw)
{
    m_below.raw("/Artifact BMC\n");
    draw(m_below);
    m_below.raw("EMC\n");
}

void Page::open(Node &node, const std::string &actual)
{
    const auto id = int(m_owners.size());
    node.kids.emplace_back(Node::Content{m_number, id});
    m_owners.push_back(&node);
    // ActualText sits on the marked content itself, under the name Span: under any other readers ignore it.
    if (actual.empty())
        m_above.raw("/" + node.tag + " <</MCID " + std::to_string(id) + ">> BDC\n");
    else
        m_above.raw("/Span <</MCID " + std::to_string(id) + "/ActualText<FEFF" + utf16Hex(actual) +
                    ">>> BDC\n");
}

void Page::marked(Node &node, const std::function<void(Content &)> &draw)
{
    open(node, {});
    draw(m_above);
    m_above.raw("EMC\n");
}

void Page::pieces(const std::vector<const Piece *> &pieces, Point at, Node *node)
{
    if (node != nullptr)
        open(*node, pieces.front()->actual);
    else
        m_above.raw("/Artifact BMC\n");
    m_above.raw("BT\n");
    const Color *color = nullptr;
    for (const Piece *piece : pieces) {
        if (color == nullptr || *color != piece->color)
            m_above.fillColor(piece->color);
        color = &piece->color;
        m_above.glyphs(*piece, at);
    }
    m_above.raw("ET\nEMC\n");
}

Node *Page::nodeOf(std::size_t run, TextOwner &owner)
{
    if (owner.node == nullptr || owner.runs == nullptr || (*owner.runs)[run].link.isEmpty())
        return owner.node;
    Node *&link = owner.links[run];
    if (link == nullptr)
        link = &owner.node->add("Link");
    return link;
}

void Page::line(const Line &line, Point at, TextOwner &owner)
{
    const Point baseline{at.x, at.y + line.baseline};
    for (const MarkPlace &mark : line.marks) {
        artifact([&](Content &content) {
            const double size = mark.size * 1.18;
            drawSign(content, mark.tone, mark.color,
                     {at.x + mark.x, baseline.y - mark.size * 0.365 - size / 2, size, size});
        });
    }
    for (std::size_t i = 0; i < line.pieces.size();) {
        Node *node = nodeOf(line.pieces[i].run, owner);
        std::vector<const Piece *> together{&line.pieces[i]};
        // A piece with ActualText stands alone: readers stop at one nested in another.
        std::size_t j = i + 1;
        while (line.pieces[i].actual.empty() && j < line.pieces.size() && line.pieces[j].actual.empty() &&
               nodeOf(line.pieces[j].run, owner) == node)
            together.push_back(&line.pieces[j++]);
        pieces(together, baseline, node);
        i = j;
    }
    if (owner.node == nullptr || owner.runs == nullptr)
        return;
    for (const LinkPlace &place : line.links) {
        const Run &run = (*owner.runs)[place.run];
        m_links.push_back({.page = m_number,
                           .box = {at.x + place.x, at.y, place.width, line.height},
                           .target = run.link.toStdString(),
                           .words = written(run.text, false),
                           .node = nodeOf(place.run, owner)});
    }
}

} // namespace aw::print
