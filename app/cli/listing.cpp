// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/listing.h"

#include "app/cli/text_table.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

QString plain(const JsonValue &value)
{
    const JsonView view = value.view();
    return view.text().value_or(QString::fromUtf8(view.compact()));
}

QString forPeople(const JsonValue &value)
{
    const std::optional<bool> flag = value.view().flag();
    if (!flag)
        return plain(value);
    return *flag ? QCoreApplication::translate("cli", "yes") : QCoreApplication::translate("cli", "no");
}

QByteArray asTable(const Listing &listing, const Session &session)
{
    TextTable table;
    for (const Listing::Column &column : listing.columns)
        table.columns.push_back({column.title, column.gives});
    for (const std::vector<JsonValue> &row : listing.rows) {
        std::vector<TableCell> cells;
        cells.reserve(row.size());
        for (const JsonValue &value : row)
            cells.push_back({forPeople(value), Ink::Plain});
        table.rows.push_back(std::move(cells));
    }
    return table.print(session.width(), session.colored()).toUtf8();
}

QByteArray asJson(const Listing &listing)
{
    JsonValue rows = JsonValue::array();
    for (const std::vector<JsonValue> &row : listing.rows) {
        JsonValue object = JsonValue::object();
        for (std::size_t i = 0; i < listing.columns.size(); ++i)
            object.set(listing.columns[i].key, row[i]);
        rows.append(std::move(object));
    }
    JsonValue root = JsonValue::object();
    root.set("schema", QLatin1String(listing.schema)).set(listing.member, std::move(rows));
    return root.pretty();
}

QByteArray asCsv(const Listing &listing)
{
    QStringList heads;
    for (const Listing::Column &column : listing.columns)
        heads.append(QLatin1String(column.key));
    QString text = heads.join(QLatin1Char(',')) + QLatin1String("\r\n");
    for (const std::vector<JsonValue> &row : listing.rows) {
        QStringList fields;
        for (const JsonValue &value : row)
            fields.append(csvField(plain(value)));
        text += fields.join(QLatin1Char(',')) + QLatin1String("\r\n");
    }
    return text.toUtf8();
}

} // namespace

QString csvField(const QString &text)
{
    QString field = text;
    if (!field.isEmpty() && QStringLiteral("=+-@\t\r").contains(field.front()))
        field.prepend(QLatin1Char('\''));
    if (field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"')) ||
        field.contains(QLatin1Char('\n')) || field.contains(QLatin1Char('\r')))
        field = QLatin1Char('"') + field.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    return field;
}

Result<void> print(const Listing &listing, const Session &session, Format format)
{
    switch (format) {
    case Format::Json: return session.write(asJson(listing));
    case Format::Csv: return session.write(asCsv(listing));
    default: return session.write(asTable(listing, session));
    }
}

} // namespace aw::cli
