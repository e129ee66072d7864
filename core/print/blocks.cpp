// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/blocks.h"

#include <algorithm>

namespace aw::print {
namespace {

struct HeadingLook {
    Style style;
    double before = 0, after = 0;
    bool rule = false;
};

HeadingLook lookOf(int level, bool cover)
{
    if (level <= 1)
        return {kTitle, 30, 12, false};
    if (cover)
        return {kPart, 16, 4, false};
    switch (level) {
    case 2: return {kChapter, 28, 8, false};
    case 3: return {kEntry, 30, 6, false};
    case 4: return {kPart, 12, 4, true};
    default: return {{kPart.role, 9.5, true, kText}, 8, 2, false};
    }
}

/// Space above a block: little below a heading.
double gap(const Press &press, double usual)
{
    return press.afterHeading > 0 ? 0 : usual;
}

std::vector<Run> oneRun(const QString &text, const Style &style)
{
    return {{.text = text, .style = style, .link = {}, .mark = {}}};
}

/// Lets links, outline and contents find the heading whose first slice is drawn by `draw`.
Slice landing(Press &press, const report::Heading &heading, const std::string &destination)
{
    const std::string anchor = heading.anchor.toStdString();
    return {.glued = true,
            .newPage = heading.newPage,
            .draw = [&press, &heading, destination, anchor](Page &page, double y) {
                const Destination here{page.number(), y};
                press.destinations[destination] = here;
                if (!anchor.empty())
                    press.destinations.try_emplace("#" + anchor, here);
                if (heading.level <= 2)
                    press.chapters.emplace_back(page.number(), heading.text);
            }};
}

bool listed(const report::Heading &heading, int depth)
{
    return heading.level >= 2 && heading.level <= depth;
}

} // namespace

void addRule(Press &press, double before, double below)
{
    const Sheet &sheet = press.flow.sheet();
    const Box box{sheet.left, 0, sheet.textWidth(), 0.6};
    press.flow.add({.before = before, .height = below, .glued = true, .draw = [box](Page &page, double y) {
                        page.artifact([&box, y](Content &content) {
                            content.fillColor(kRule);
                            content.rect({box.x, y, box.w, box.h});
                            content.fill();
                        });
                    }});
}

void addHeading(Press &press, const report::Heading &heading)
{
    const HeadingLook look = lookOf(heading.level, press.cover);
    double before = gap(press, look.before);
    if (!press.cover) {
        const std::string destination = press.headings[press.nextHeading++].destination;
        Slice slice = landing(press, heading, destination);
        slice.before = look.rule ? 0 : before;
        press.flow.add(std::move(slice));
        if (heading.level <= 3)
            press.outline.push_back({std::max(1, heading.level - 1), heading.text, destination});
        if (!look.rule)
            before = 0;
    }
    if (look.rule) {
        addRule(press, before, 9);
        before = 0;
    }
    const double width = press.flow.sheet().textWidth();
    if (!heading.label.isEmpty()) {
        const SetTextPtr label = setText(press, oneRun(heading.label, {kCode.role, 8.75, false, kText3}),
                                         width, &press.body.add("P"));
        addLines(press, label, {.before = before, .withNext = true});
        before = 4;
    }
    Node &node = press.body.add("H" + std::to_string(std::clamp(heading.level, 1, 6)));
    // A title across the whole page would be read in one breath too many.
    const double measure = heading.level <= 1 ? width * 0.8 : width;
    const SetTextPtr title = setText(press, oneRun(heading.text, look.style), measure, &node);
    addLines(press, title, {.before = before, .withNext = true});
    press.flow.add({.height = look.after, .glued = true, .draw = {}});
}

void addParagraph(Press &press, const report::Paragraph &paragraph)
{
    const bool lead = press.cover && press.afterHeading == 1;
    const SetTextPtr text = setText(press, runsOf(paragraph.text, lead ? kLead : kBody),
                                    press.flow.sheet().textWidth(), &press.body.add("P"));
    addLines(press, text, {.before = gap(press, 6), .withNext = paragraph.withNext});
    if (paragraph.withNext)
        press.flow.add({.height = 2, .glued = true, .draw = {}});
}

void addBullets(Press &press, const report::Bullets &bullets)
{
    constexpr double kIndent = 13;
    Node &list = press.body.add("L");
    bool first = true;
    for (const report::Text &item : bullets.items) {
        Node &entry = list.add("LI");
        const SetTextPtr dot = setText(press, oneRun(QStringLiteral("•"), kBody), 0, &entry.add("Lbl"));
        const SetTextPtr text = setText(press, runsOf(item, kBody), press.flow.sheet().textWidth() - kIndent,
                                        &entry.add("LBody"));
        const double before = first ? gap(press, 6) : 4;
        first = false;
        const double x = press.flow.sheet().left + 2;
        // The dot takes no height: it stands on the item's first line.
        press.flow.add({.before = before, .height = 0, .glued = true, .draw = [dot, x](Page &page, double y) {
                            page.line(dot->shaped->lines.front(), {x, y}, dot->owner);
                        }});
        addLines(press, text, {.indent = kIndent});
    }
}

void addCode(Press &press, const report::Code &code)
{
    const double width = press.flow.sheet().textWidth();
    double before = gap(press, 6);
    if (!code.label.isEmpty()) {
        const SetTextPtr label = setText(press, oneRun(code.label, kCaption), width, &press.body.add("P"));
        addLines(press, label, {.before = before, .withNext = true});
        before = 4;
    }
    Node &node = press.body.add("P").add("Code");
    constexpr double kSide = 12;
    const SetTextPtr text = setText(press, oneRun(code.text, kCode), width - 2 * kSide, &node);
    addLines(press, text, {.before = before, .indent = kSide, .frame = press.flow.newFrame()});
}

void addContents(Press &press, const report::Contents &contents)
{
    Node &toc = press.body.add("TOC");
    const Sheet &sheet = press.flow.sheet();
    bool first = true;
    for (const NamedHeading &named : press.headings) {
        if (!listed(*named.heading, contents.depth))
            continue;
        const double indent = 12.0 * (named.heading->level - 2);
        const QString target = QLatin1Char('#') + QString::fromStdString(named.destination);
        Node &entry = toc.add("TOCI");
        std::vector<Run> runs = oneRun(named.heading->text, kFact);
        runs.front().link = target;
        const SetTextPtr text = setText(press, std::move(runs), sheet.textWidth() - indent - 40, &entry);
        const double x = sheet.left + indent;
        const double before = first ? gap(press, 4) : 3;
        first = false;
        press.flow.add({.before = before,
                        .height = text->shaped->height,
                        .draw = [&press, text, x, destination = named.destination](Page &page, double y) {
                            for (const Line &line : text->shaped->lines) {
                                page.line(line, {x, y}, text->owner);
                                y += line.height;
                            }
                            Node *link =
                                text->owner.links.empty() ? text->owner.node : text->owner.links.at(0);
                            const double last = text->shaped->lines.back().height;
                            press.contents.push_back({page.number(), y - last, destination, link});
                        }});
    }
}

} // namespace aw::print
