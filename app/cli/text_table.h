// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <vector>

namespace aw::cli {

/// `text` as it may go to a terminal: control characters, bidirectional overrides and other invisible
/// ones are written as \u{202E}, so that data from the platform cannot move the cursor or hide.
[[nodiscard]] QString visible(const QString &text);

/// How many columns of a terminal `text` (already visible) takes.
[[nodiscard]] int columnsOf(const QString &text);

/// `text` in no more than `columns`, cut at the end with an ellipsis.
[[nodiscard]] QString cut(const QString &text, int columns);

enum class Ink { Plain, Critical, High, Medium, Low, Good, Quiet };

struct TableCell {
    QString text;
    Ink ink = Ink::Plain;
};

/// Rows of a terminal table; cells are made visible() when printed.
struct TextTable {
    struct Column {
        QString title;
        bool gives = false; ///< may be cut when the line would be too long
    };

    std::vector<Column> columns;
    std::vector<std::vector<TableCell>> rows;

    /// Aligned lines. `width` 0 is unlimited; `colored` adds color, never the only carrier of meaning.
    [[nodiscard]] QString print(int width, bool colored) const;

private:
    [[nodiscard]] std::vector<int> fitted(int width) const; ///< the columns' widths
};

} // namespace aw::cli
