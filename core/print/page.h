// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/content.h"
#include "core/print/structure.h"

#include <functional>
#include <unordered_map>
#include <vector>

namespace aw::print {

/// A place that leads somewhere: "https://…", or "#name" of a destination in the document.
struct LinkArea {
    int page = 0;
    Box box;
    std::string target;
    std::string words; ///< what the link says, for those who hear it
    Node *node = nullptr;
};

/// To which element of the tag tree the runs of a text belong. A run that leads somewhere gets a Link
/// element of its own, made when its first line is set.
struct TextOwner {
    Node *node = nullptr; ///< nullptr: an artifact, outside the tree
    const std::vector<Run> *runs = nullptr;
    std::unordered_map<std::size_t, Node *> links = {};
};

/// One page: content in two layers (grounds below, text above) and who owns each marked part.
class Page
{
public:
    Page(int number, double height) : m_number(number), m_below(height), m_above(height) {}

    /// Drawing that says nothing: rules, grounds, furniture.
    void artifact(const std::function<void(Content &)> &draw);
    void ground(const std::function<void(Content &)> &draw); ///< an artifact behind all text
    /// Drawing that belongs to `node`.
    void marked(Node &node, const std::function<void(Content &)> &draw);
    /// A line of text whose box has its top left corner at `at`.
    void line(const Line &line, Point at, TextOwner &owner);

    [[nodiscard]] int number() const { return m_number; } ///< from 0
    [[nodiscard]] std::string bytes() const { return m_below.bytes() + m_above.bytes(); }
    [[nodiscard]] const std::vector<Node *> &owners() const { return m_owners; } ///< by marked content id
    [[nodiscard]] std::vector<LinkArea> &links() { return m_links; }

private:
    void pieces(const std::vector<const Piece *> &pieces, Point at, Node *node);
    Node *nodeOf(std::size_t run, TextOwner &owner);
    void open(Node &node, const std::string &actual);

    int m_number;
    Content m_below, m_above;
    std::vector<Node *> m_owners;
    std::vector<LinkArea> m_links;
};

} // namespace aw::print
