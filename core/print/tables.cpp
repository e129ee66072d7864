// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/tables.h"

#include "core/print/blocks.h"

#include <algorithm>
#include <numeric>

namespace aw::print {
namespace {

constexpr double kBetween = 10; ///< space between columns
constexpr double kAboveCell = 4.5;
constexpr double kBelowCell = 4.5;

struct Column {
    double x = 0, width = 0;
    Align align = Align::Left;
};

/// One strip of a row: of each cell the lines from `first` on, as many as fit.
struct Strip {
    std::vector<std::pair<std::size_t, std::size_t>> lines; ///< first and one past the last, by column
    double height = 0;
};

struct Row {
    std::vector<SetTextPtr> cells;
    bool head = false;
};

using RowPtr = std::shared_ptr<const Row>;

std::vector<Column> columnsOf(const report::Table &table, const Sheet &sheet)
{
    const auto count = std::size_t(table.columns.size());
    std::vector<double> shares = table.widths;
    shares.resize(count, 1);
    for (double &share : shares)
        share = std::max(share, 0.01);
    const double whole = std::accumulate(shares.begin(), shares.end(), 0.0);
    const double room = sheet.textWidth() - kBetween * double(std::max<std::size_t>(count, 1) - 1);
    std::vector<Column> columns;
    double x = sheet.left;
    for (std::size_t i = 0; i < count; ++i) {
        const double width = room * shares[i] / whole;
        const bool right = i < table.toRight.size() && table.toRight[i];
        columns.push_back({x, width, right ? Align::Right : Align::Left});
        x += width + kBetween;
    }
    return columns;
}

/// Cuts a row into strips of at most `limit` points; nearly always it is one.
std::vector<Strip> stripsOf(const Row &row, double limit)
{
    std::vector<Strip> strips;
    std::vector<std::size_t> next(row.cells.size(), 0);
    bool more = true;
    while (more) {
        Strip strip;
        more = false;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::vector<Line> &lines = row.cells[i]->shaped->lines;
            const std::size_t first = next[i];
            double height = 0;
            while (next[i] < lines.size() && (next[i] == first || height + lines[next[i]].height <= limit))
                height += lines[next[i]++].height;
            strip.lines.emplace_back(first, next[i]);
            strip.height = std::max(strip.height, height);
            more = more || next[i] < lines.size();
        }
        strips.push_back(std::move(strip));
    }
    return strips;
}

void rule(Page &page, const Sheet &sheet, double y, Color color)
{
    page.artifact([&](Content &content) {
        content.fillColor(color);
        content.rect({sheet.left, y, sheet.textWidth(), 0.5});
        content.fill();
    });
}

double firstBaseline(const Row &row, const Strip &strip, std::size_t cell)
{
    const auto [first, end] = strip.lines[cell];
    return first < end ? row.cells[cell]->shaped->lines[first].baseline : 0;
}

void drawStrip(Page &page, const Row &row, const Strip &strip, const std::vector<Column> &columns, double y)
{
    // One baseline for the first line of all cells, whatever their faces.
    double baseline = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        baseline = std::max(baseline, firstBaseline(row, strip, i));
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        double top = y + baseline - firstBaseline(row, strip, i);
        for (std::size_t line = strip.lines[i].first; line < strip.lines[i].second; ++line) {
            const Line &set = row.cells[i]->shaped->lines[line];
            page.line(set, {columns[i].x, top}, row.cells[i]->owner);
            top += set.height;
        }
    }
}

std::vector<Run> headRuns(const QString &name)
{
    return {{.text = name, .style = kColumn, .link = {}, .mark = {}}};
}

/// The row of column heads; `tree` is nullptr for the ones said again.
RowPtr headRow(Press &press, const report::Table &table, const std::vector<Column> &columns, Node *tree)
{
    auto row = std::make_shared<Row>();
    row->head = true;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Node *node = nullptr;
        if (tree != nullptr) {
            node = &tree->add("TH");
            node->scope = "Column";
        }
        row->cells.push_back(
            setText(press, headRuns(table.columns[qsizetype(i)]), columns[i].width, node, columns[i].align));
    }
    return row;
}

RowPtr bodyRow(Press &press, const std::vector<report::Cell> &cells, const std::vector<Column> &columns,
               Node &tree)
{
    auto row = std::make_shared<Row>();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const report::Cell cell = i < cells.size() ? cells[i] : report::Cell{};
        Node &node = tree.add(cell.header ? "TH" : "TD");
        if (cell.header)
            node.scope = "Row";
        row->cells.push_back(
            setText(press, runsOf(cell.text, kCell), columns[i].width, &node, columns[i].align));
    }
    return row;
}

/// Gives a row to the flow, strip by strip, with a hairline below the last.
void addRow(Press &press, const RowPtr &row, const std::vector<Column> &columns, Slice base)
{
    const Sheet sheet = press.flow.sheet();
    const std::vector<Strip> strips = stripsOf(*row, (sheet.end() - sheet.top) / 3);
    for (std::size_t i = 0; i < strips.size(); ++i) {
        const bool first = i == 0;
        const bool last = i + 1 == strips.size();
        Slice slice = base;
        slice.before = first ? base.before : 0;
        slice.height = strips[i].height + (first ? kAboveCell : 0) + (last ? kBelowCell : 0);
        slice.draw = [row, strip = strips[i], columns, sheet, first, last, height = slice.height](Page &page,
                                                                                                  double y) {
            drawStrip(page, *row, strip, columns, y + (first ? kAboveCell : 0));
            if (last)
                rule(page, sheet, y + height - 0.5, row->head ? kRule : kBorder);
        };
        press.flow.add(std::move(slice));
    }
}

/// The same row without a place in the tree, for the head of further pages.
std::shared_ptr<const RunningHead> runningHead(Press &press, const report::Table &table,
                                               const std::vector<Column> &columns)
{
    const RowPtr row = headRow(press, table, columns, nullptr);
    const Sheet sheet = press.flow.sheet();
    Strip all;
    for (const SetTextPtr &cell : row->cells) {
        all.lines.emplace_back(0, cell->shaped->lines.size());
        all.height = std::max(all.height, cell->shaped->height);
    }
    auto head = std::make_shared<RunningHead>();
    head->height = all.height + kAboveCell + kBelowCell;
    head->draw = [row, all, columns, sheet, height = head->height](Page &page, double y) {
        drawStrip(page, *row, all, columns, y + kAboveCell);
        rule(page, sheet, y + height - 0.5, kRule);
    };
    return head;
}

} // namespace

void addTable(Press &press, const report::Table &table)
{
    if (table.columns.isEmpty())
        return;
    const std::vector<Column> columns = columnsOf(table, press.flow.sheet());
    Node &node = press.body.add("Table");
    node.summary = table.caption.toStdString();
    addRow(press, headRow(press, table, columns, &node.add("THead").add("TR")), columns,
           {.before = press.afterHeading > 0 ? 0.0 : 8.0, .glued = !table.rows.empty(), .draw = {}});
    if (table.rows.empty())
        return;
    const std::shared_ptr<const RunningHead> head = runningHead(press, table, columns);
    Node &body = node.add("TBody");
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        // Two rows end a table on a page of their own, or none.
        const bool beforeLast = i + 2 == table.rows.size();
        addRow(press, bodyRow(press, table.rows[i], columns, body.add("TR")), columns,
               {.glued = beforeLast, .head = head, .draw = {}});
    }
}

void addFacts(Press &press, const report::Facts &facts)
{
    if (facts.rows.empty())
        return;
    const Sheet sheet = press.flow.sheet();
    const double label = sheet.textWidth() * 0.215;
    const std::vector<Column> columns{{sheet.left, label - kBetween},
                                      {sheet.left + label, sheet.textWidth() - label}};
    const double air = press.cover ? 5.5 : 3.5;
    addRule(press, press.cover ? 28 : 8, press.cover ? 9 : 5);
    Node &table = press.body.add("Table");
    for (const auto &[name, value] : facts.rows) {
        Node &tree = table.add("TR");
        Node &head = tree.add("TH");
        head.scope = "Row";
        auto row = std::make_shared<Row>();
        row->cells.push_back(setText(
            press, {{.text = name, .style = {kFact.role, kFact.size, false, kText3}, .link = {}, .mark = {}}},
            columns[0].width, &head));
        row->cells.push_back(setText(press, runsOf(value, kFact), columns[1].width, &tree.add("TD")));
        const std::vector<Strip> strips = stripsOf(*row, (sheet.end() - sheet.top) / 3);
        for (const Strip &strip : strips) {
            press.flow.add(
                {.height = strip.height + 2 * air,
                 .glued = &name == &facts.rows.front().first && strips.size() == 1 && facts.rows.size() > 1,
                 .draw = [row, strip, columns, air](Page &page, double y) {
                     drawStrip(page, *row, strip, columns, y + air);
                 }});
        }
    }
    press.flow.add(
        {.height = press.cover ? 10.0 : 6.0, .draw = [sheet, cover = press.cover](Page &page, double y) {
             rule(page, sheet, y + (cover ? 9 : 5), kRule);
         }});
}

} // namespace aw::print
