// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QString>
#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace aw::store {

/// The sentence for an SQLite result code (extended or not): what happened and what to do.
/// `detail` is SQLite's own message, shown where the code alone says too little.
[[nodiscard]] Error sqliteError(int code, const QString &detail, const QString &file);

/// One statement being run. Parameters and columns count as in SQLite: from 1 and from 0. A bind that
/// fails is told by the next step(). Lives no longer than its Connection.
class Statement
{
public:
    Statement &bind(int parameter, const QString &text);
    Statement &bind(int parameter, qint64 number);
    Statement &bind(int parameter, const QByteArray &bytes); ///< not copied: must outlive the step
    Statement &bind(int parameter, const QDateTime &time);   ///< milliseconds UTC; invalid becomes null
    Statement &bindNull(int parameter);

    /// True when there is a row to read; false when the statement is done, and ready to be bound again.
    [[nodiscard]] Result<bool> step();
    /// For a statement that gives no rows.
    [[nodiscard]] Result<void> run();
    /// Whether there is a row; ready to be bound again.
    [[nodiscard]] Result<bool> first();
    /// The number in the first column of the first row; ready to be bound again.
    [[nodiscard]] Result<std::optional<qint64>> firstNumber();
    void reset(); ///< ready to be bound again, whatever rows are left

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    /// A blob or a text as it lies there, until the next step().
    [[nodiscard]] QByteArrayView view(int column) const;
    [[nodiscard]] QDateTime time(int column) const;

private:
    friend class Connection;
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };

    Statement(sqlite3_stmt *statement, QString file) : m_statement(statement), m_file(std::move(file)) {}
    void note(int code);

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    QString m_file;
    int m_bound = 0; ///< first result code of a bind that failed
};

/// One connection to one file, hardened: no extensions, triggers, views, untrusted schema or
/// "double-quoted" strings; temporary data in memory; waits five seconds for a lock.
class Connection
{
public:
    enum class Mode {
        Write,  ///< the file must exist
        Read,   ///< shares the file with a writer
        Frozen, ///< reads the file as it lies there, without its log and without a lock
    };

    [[nodiscard]] static Result<Connection> open(const QString &file, Mode mode);

    [[nodiscard]] Result<Statement> prepare(const char *sql) const;
    /// Runs statements that take no parameters; rows they give are dropped.
    [[nodiscard]] Result<void> run(const char *sql) const;
    /// The first column of the first row; a Storage error when there is no row.
    [[nodiscard]] Result<qint64> number(const char *sql) const;
    [[nodiscard]] Result<QString> text(const char *sql) const;

    /// Whether closing the last connection folds the log into the file. Off until the caller has seen
    /// that the file is one it may touch.
    void foldLogOnClose(bool fold) const;
    [[nodiscard]] bool inTransaction() const;
    /// Whether the last call failed because somebody else holds a lock.
    [[nodiscard]] bool wasBusy() const;
    /// Whether it failed because the disk is full.
    [[nodiscard]] bool wasFull() const;
    [[nodiscard]] const QString &file() const { return m_file; }

private:
    struct Close {
        void operator()(sqlite3 *db) const;
    };

    Connection(sqlite3 *db, QString file) : m_db(db), m_file(std::move(file)) {}
    void harden() const;
    [[nodiscard]] Error lastError() const;

    std::unique_ptr<sqlite3, Close> m_db;
    QString m_file;
};

/// All of it or none of it: rolled back when it goes away without commit().
class Transaction
{
public:
    enum class Kind { Read, Write };

    [[nodiscard]] static Result<Transaction> begin(const Connection &db, Kind kind);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&other) = delete;
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();

    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(const Connection &db) : m_db(&db) {}

    const Connection *m_db;
};

} // namespace aw::store
