// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/finding.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <variant>
#include <vector>

namespace aw::report {

/// What a piece of text is, for a renderer to choose its look by. Colour follows risk alone.
enum class Tone { Normal, Quiet, Critical, High, Medium, Low, Pass, Unknown };

struct Span {
    QString text;
    bool strong = false;
    bool code = false; ///< identifiers, commands
    Tone tone = Tone::Normal;
    QString link = {}; ///< "https://…" or "#anchor" in this document; empty for none
    bool mark = false; ///< the sign of its tone stands before it, so that colour is never alone
};

using Text = std::vector<Span>;

/// Levels go down one at a time. 1 is the title on the cover, 2 a chapter, 3 an entry of a chapter (one
/// finding), 4 and deeper its parts.
struct Heading {
    int level = 1; ///< 1 to 6
    QString text;
    QString anchor = {}; ///< name that links go to; empty for none
    bool newPage = false;
    QString label = {}; ///< an identifier said before it: the check's id; empty for none
};

struct Paragraph {
    Text text;
    bool withNext = false; ///< stays on the page of what follows
};

struct Bullets {
    std::vector<Text> items;
};

/// Commands or JSON, set as they are; lines wrap softly.
struct Code {
    QString text;
    QString label = {}; ///< what it is, said before it: the request and its time
};

struct Cell {
    Text text;
    bool header = false; ///< a row header
};

struct Table {
    QString caption; ///< what the table says, for who cannot see it
    QStringList columns = {};
    std::vector<double> widths = {}; ///< shares of the width, as many as columns
    std::vector<bool> toRight = {};  ///< columns of numbers, set to the right; may be shorter than columns
    std::vector<std::vector<Cell>> rows = {};
};

/// Label and value pairs: the cover's facts, key figures.
struct Facts {
    std::vector<std::pair<QString, Text>> rows;
};

/// A drawing as shapes in a box of width by height points, played by every renderer in the order given.
struct Shape {
    /// Rect and Hatch fill x, y, w, h. Arc is stroked inside the circle whose box has its corner at x, y and
    /// the diameter w; h is the stroke. Line runs from x, y to x + w, y + h. Label stands on the baseline y;
    /// h is its size, above 20 points it is a figure that matters and is set strong.
    enum class Kind { Rect, Hatch, Arc, Line, Label };

    Kind kind = Kind::Rect;
    double x = 0, y = 0, w = 0, h = 0;
    double from = 0, sweep = 0; ///< Arc: degrees, clockwise from 12 o'clock
    Tone tone = Tone::Normal;   ///< what is Quiet and no Label is ground: a groove, an empty bar
    QString text = {};
    int align = 0; ///< Label: -1 left, 0 centred, 1 right of x
};

struct Figure {
    double width = 0, height = 0;
    QString alternative; ///< the same in words
    std::vector<Shape> shapes;
};

/// A table of contents: the headings from level 2 to `depth`, with their pages.
struct Contents {
    int depth = 2;
};

using Block = std::variant<Heading, Paragraph, Bullets, Code, Table, Facts, Figure, Contents>;

struct Attachment {
    QString name;
    QString mimeType;
    QString description;
    QByteArray bytes;
};

/// What a report says, in order, with no idea of how it looks.
struct Document {
    QString title;
    QString subject;
    QString language = QStringLiteral("en");
    QString footer;    ///< at the foot of each page, before "Page x of y"
    QString watermark; ///< "Demo data"; empty for none
    QDateTime madeAt;
    std::vector<Block> cover; ///< the first page
    std::vector<Block> blocks;
    std::vector<Attachment> attachments;
};

} // namespace aw::report
