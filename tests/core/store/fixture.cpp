// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/sqlite.h"
#include "tests/core/store/sample.h"

#include <cstdio>

using namespace aw;
using namespace aw::store;

/// Makes the database that tests/fixtures/store keeps of each released version:
///   core_store_fixture FOLDER
int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder, Access::ReadWrite);
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().what));
        return 1;
    }
    bool kept = true;
    for (const int number : {1, 2, 3})
        kept = kept && keepSample(**store, sampleRecord(number));
    const model::DeclaredIntent web{.environment = model::Environment::Production,
                                    .exposure = {},
                                    .data = model::DataClass::Personal,
                                    .owner = QStringLiteral("Payments"),
                                    .declaredBy = {},
                                    .declaredAt = sampleRecord(1).collectedAt};
    kept = kept && (*store)->declare(QStringLiteral("acme"), QStringLiteral("web"), web);
    // A key that is plainly no installation's.
    const Result<Connection> db = Connection::open(databaseIn(folder), Connection::Mode::Write);
    kept =
        kept && db && db->run("INSERT INTO setting VALUES('digest-key', CAST(printf('%.32c', 'U') AS BLOB))");
    return kept ? 0 : 1;
}
