// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/flow.h"

#include <deque>
#include <map>
#include <set>

namespace aw::print {

struct Destination {
    int page = 0;
    double y = 0;
};

struct OutlineEntry {
    int level = 1;
    QString title;
    std::string destination;
};

/// A line of a table of contents, whose page number is known only at the end.
struct ContentsLine {
    int page = 0;
    double y = 0;
    std::string destination;
    Node *node = nullptr;
};

/// A document on its pages: what the writer of the file needs.
struct Typeset {
    Sheet sheet;
    std::vector<std::unique_ptr<Page>> pages;
    std::unique_ptr<Node> root;
    std::map<std::string, Destination> destinations;
    std::vector<OutlineEntry> outline;
};

/// A heading with the name that leads to it.
struct NamedHeading {
    const report::Heading *heading = nullptr;
    std::string destination;
};

/// What is at hand while a document is set.
struct Press {
    Shaper &shaper;
    Flow &flow;
    Node &body;
    std::map<std::string, Destination> destinations = {};
    std::vector<OutlineEntry> outline = {};
    std::vector<ContentsLine> contents = {};
    std::vector<NamedHeading> headings = {};            ///< of the body, in order
    std::vector<std::pair<int, QString>> chapters = {}; ///< first page and title
    std::size_t nextHeading = 0;
    bool cover = false;
    int afterHeading = 0; ///< level of the heading just set, so that what follows keeps close; else 0
};

/// Text set in a width, ready to be put on pages line by line.
struct SetText {
    std::vector<Run> runs;
    std::shared_ptr<const Shaped> shaped;
    TextOwner owner;
};

using SetTextPtr = std::shared_ptr<SetText>;

[[nodiscard]] SetTextPtr setText(Press &press, std::vector<Run> runs, double width, Node *node,
                                 Align align = Align::Left);
/// The spans of a document as runs over `base`; links other than https and into the document are dropped.
[[nodiscard]] std::vector<Run> runsOf(const report::Text &text, const Style &base);

/// How the lines of a text stand in the flow.
struct LineRules {
    double before = 0; ///< above the first line
    double indent = 0;
    bool withNext = false; ///< the last line is glued to what follows
    int frame = 0;
};

/// Gives the lines to the flow, never a first or last line alone on a page.
void addLines(Press &press, const SetTextPtr &text, const LineRules &rules);

/// Sets `document` on pages.
[[nodiscard]] Typeset typeset(const report::Document &document, Fonts &fonts, const Sheet &sheet);

} // namespace aw::print
