// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/geometry.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace aw::print {

/// An element of the tag tree: what a part of the document is, in reading order.
struct Node {
    struct Content { ///< marked content `id` of page `page`
        int page = 0;
        int id = 0;
    };

    struct Annotation { ///< the link annotation of that number
        int number = 0;
    };

    using Kid = std::variant<std::unique_ptr<Node>, Content, Annotation>;

    std::string tag;         ///< a standard structure type of PDF 1.7: "H1", "P", "Table", …
    std::string alternative; ///< Figure: the same in words
    std::string scope;       ///< TH: "Column" or "Row"
    std::string summary;     ///< Table: what it says
    std::optional<Box> box;  ///< Figure: where it stands on its page
    Node *parent = nullptr;
    std::vector<Kid> kids;

    Node &add(std::string kind)
    {
        auto node = std::make_unique<Node>();
        node->tag = std::move(kind);
        node->parent = this;
        Node &added = *node;
        kids.emplace_back(std::move(node));
        return added;
    }
};

} // namespace aw::print
