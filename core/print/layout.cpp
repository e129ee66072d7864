// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/layout.h"

#include "core/print/blocks.h"
#include "core/print/figures.h"
#include "core/print/furniture.h"
#include "core/print/tables.h"

#include <cmath>

namespace aw::print {
namespace {

/// Inter and Hack at one size look one size when Hack is set this much smaller.
constexpr double kCodeInText = 0.9;

bool leads(const QString &link)
{
    return link.startsWith(QLatin1String("https://")) ||
           (link.startsWith(QLatin1Char('#')) && link.size() > 1);
}

/// Sets one block; std::visit picks by its type.
struct BlockSetter {
    Press &press;

    void operator()(const report::Heading &heading) const { addHeading(press, heading); }
    void operator()(const report::Paragraph &paragraph) const { addParagraph(press, paragraph); }
    void operator()(const report::Bullets &bullets) const { addBullets(press, bullets); }
    void operator()(const report::Code &code) const { addCode(press, code); }
    void operator()(const report::Table &table) const { addTable(press, table); }
    void operator()(const report::Facts &facts) const { addFacts(press, facts); }
    void operator()(const report::Figure &figure) const { addFigure(press, figure); }
    void operator()(const report::Contents &contents) const { addContents(press, contents); }
};

void addBlocks(Press &press, const std::vector<report::Block> &blocks)
{
    for (const report::Block &block : blocks) {
        std::visit(BlockSetter{press}, block);
        const auto *heading = std::get_if<report::Heading>(&block);
        press.afterHeading = heading != nullptr ? heading->level : 0;
    }
}

std::vector<NamedHeading> headingsOf(const report::Document &document)
{
    std::vector<NamedHeading> headings;
    for (const report::Block &block : document.blocks) {
        if (const auto *heading = std::get_if<report::Heading>(&block))
            headings.push_back({heading, "heading-" + std::to_string(headings.size() + 1)});
    }
    return headings;
}

void numberContents(Press &press, const Sheet &sheet)
{
    for (const ContentsLine &line : press.contents) {
        const auto found = press.destinations.find(line.destination);
        if (found == press.destinations.end())
            continue;
        const std::vector<Run> runs{{.text = QString::number(found->second.page + 1),
                                     .style = {kFact.role, kFact.size, false, kText3},
                                     .link = {},
                                     .mark = {}}};
        const SetTextPtr number = setText(press, runs, 0, line.node);
        for (const Line &set : number->shaped->lines) {
            press.flow.pages()[std::size_t(line.page)]->line(
                set, {sheet.width - sheet.right - number->shaped->width, line.y}, number->owner);
        }
    }
}

} // namespace

SetTextPtr setText(Press &press, std::vector<Run> runs, double width, Node *node, Align align)
{
    auto text = std::make_shared<SetText>();
    text->runs = std::move(runs);
    text->shaped = press.shaper.shape(text->runs, width, align);
    text->owner = {.node = node, .runs = &text->runs};
    return text;
}

std::vector<Run> runsOf(const report::Text &text, const Style &base)
{
    std::vector<Run> runs;
    for (const report::Span &span : text) {
        Run run{.text = span.text, .style = base, .link = {}, .mark = {}};
        run.style.strong = base.strong || span.strong;
        run.style.color = colorOf(span.tone, span.strong ? kText : base.color);
        if (span.code && base.role != FaceRole::Code) {
            run.style.role = FaceRole::Code;
            run.style.size = base.size * kCodeInText;
        }
        if (leads(span.link)) {
            run.link = span.link;
            if (span.tone == report::Tone::Normal)
                run.style.color = kAccent;
        }
        if (span.mark)
            run.mark = span.tone;
        runs.push_back(std::move(run));
    }
    return runs;
}

void addLines(Press &press, const SetTextPtr &text, const LineRules &rules)
{
    const std::size_t count = text->shaped->lines.size();
    const double x = press.flow.sheet().left + rules.indent;
    for (std::size_t i = 0; i < count; ++i) {
        const bool last = i + 1 == count;
        const bool beginsOrEnds = i == 0 || i + 2 == count;
        press.flow.add({.before = i == 0 ? rules.before : 0,
                        .height = text->shaped->lines[i].height,
                        .glued = last ? rules.withNext : beginsOrEnds,
                        .frame = rules.frame,
                        .draw = [text, i, x](Page &page, double y) {
                            page.line(text->shaped->lines[i], {x, y}, text->owner);
                        }});
    }
}

Typeset typeset(const report::Document &document, Fonts &fonts, const Sheet &sheet)
{
    Typeset set;
    set.sheet = sheet;
    set.root = std::make_unique<Node>();
    set.root->tag = "Document";
    Shaper shaper(fonts);
    Flow flow(sheet);
    Press press{.shaper = shaper, .flow = flow, .body = *set.root};
    press.headings = headingsOf(document);

    if (!document.cover.empty()) {
        press.cover = true;
        addBrand(press);
        addBlocks(press, document.cover);
        press.cover = false;
        if (!document.blocks.empty())
            flow.breakPage();
    }
    addBlocks(press, document.blocks);
    flow.finish();
    numberContents(press, sheet);
    addFurniture(press, document);

    set.pages = std::move(flow.pages());
    set.destinations = std::move(press.destinations);
    set.outline = std::move(press.outline);
    return set;
}

} // namespace aw::print
