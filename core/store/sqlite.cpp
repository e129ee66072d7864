// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/sqlite.h"

#include <QCoreApplication>
#include <QUrl>
#include <sqlite3.h>

namespace aw::store {
namespace {

constexpr int kBusyMilliseconds = 5'000;

QString words(const char *text)
{
    return QCoreApplication::translate("store", text);
}

QString sentence(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return words(QT_TRANSLATE_NOOP("store", "The disk is full. Nothing was changed; free some space and "
                                                "try again."));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return words(QT_TRANSLATE_NOOP("store", "The database is being written by another Airworthy. Wait "
                                                "until it is done, or close it, and try again."));
    case SQLITE_CORRUPT:
        return words(QT_TRANSLATE_NOOP("store", "The database is damaged. Nothing was changed; restore it "
                                                "from a backup, or move it away to start anew."));
    case SQLITE_NOTADB:
        return words(QT_TRANSLATE_NOOP("store", "The file is not an Airworthy database. Nothing was changed; "
                                                "move it away or choose another data folder."));
    case SQLITE_READONLY:
        return words(QT_TRANSLATE_NOOP("store", "The database may not be written to. Check the permissions "
                                                "of the file and of its folder."));
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return words(QT_TRANSLATE_NOOP("store", "The database cannot be opened. Check the permissions of the "
                                                "file and of its folder."));
    case SQLITE_IOERR:
        return words(QT_TRANSLATE_NOOP("store", "The disk reported an error. Nothing was changed; check the "
                                                "disk and try again."));
    case SQLITE_NOMEM:
        return words(QT_TRANSLATE_NOOP("store", "There is not enough memory to use the database."));
    case SQLITE_TOOBIG: return words(QT_TRANSLATE_NOOP("store", "One answer is too large for the database."));
    default: return {};
    }
}

} // namespace

Error sqliteError(int code, const QString &detail, const QString &file)
{
    QString what = sentence(code);
    if (what.isEmpty())
        what =
            words(QT_TRANSLATE_NOOP("store", "The database does not hold what it should: %1.")).arg(detail);
    return fail(ErrorKind::Storage, what, file);
}

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void Statement::note(int code)
{
    if (m_bound == SQLITE_OK)
        m_bound = code;
}

Statement &Statement::bind(int parameter, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    note(sqlite3_bind_text64(m_statement.get(), parameter, utf8.constData(), sqlite3_uint64(utf8.size()),
                             SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement &Statement::bind(int parameter, qint64 number)
{
    note(sqlite3_bind_int64(m_statement.get(), parameter, number));
    return *this;
}

Statement &Statement::bind(int parameter, const QByteArray &bytes)
{
    // constData() of an empty array is no null pointer, which would bind NULL.
    note(sqlite3_bind_blob64(m_statement.get(), parameter, bytes.constData(), sqlite3_uint64(bytes.size()),
                             SQLITE_STATIC));
    return *this;
}

Statement &Statement::bind(int parameter, const QDateTime &time)
{
    return time.isValid() ? bind(parameter, time.toMSecsSinceEpoch()) : bindNull(parameter);
}

Statement &Statement::bindNull(int parameter)
{
    note(sqlite3_bind_null(m_statement.get(), parameter));
    return *this;
}

Result<bool> Statement::step()
{
    if (m_bound != SQLITE_OK)
        return sqliteError(m_bound, QString::fromUtf8(sqlite3_errstr(m_bound)), m_file);
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        sqlite3_reset(m_statement.get());
        return false;
    }
    const QString detail = QString::fromUtf8(sqlite3_errmsg(sqlite3_db_handle(m_statement.get())));
    sqlite3_reset(m_statement.get());
    return sqliteError(code, detail, m_file);
}

Result<void> Statement::run()
{
    const Result<bool> row = first();
    if (!row)
        return row.error();
    return {};
}

Result<bool> Statement::first()
{
    Result<bool> row = step();
    if (row && *row)
        reset();
    return row;
}

Result<std::optional<qint64>> Statement::firstNumber()
{
    const Result<bool> row = step();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<qint64>();
    const std::optional<qint64> number = integer(0);
    reset();
    return number;
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

QString Statement::text(int column) const
{
    // SQLite's API gives text as unsigned char.
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement.get(), column));
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QByteArray Statement::bytes(int column) const
{
    return view(column).toByteArray();
}

QByteArrayView Statement::view(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return {data, sqlite3_column_bytes(m_statement.get(), column)};
}

QDateTime Statement::time(int column) const
{
    return isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(integer(column), Qt::UTC);
}

void Connection::Close::operator()(sqlite3 *db) const
{
    sqlite3_close_v2(db);
}

Result<Connection> Connection::open(const QString &file, Mode mode)
{
    const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX |
                      (mode == Mode::Write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    const QByteArray uri = "file:" + QUrl::toPercentEncoding(file, "/") +
                           (mode == Mode::Frozen ? QByteArray("?immutable=1") : QByteArray());
    sqlite3 *raw = nullptr;
    const int code = sqlite3_open_v2(uri.constData(), &raw, flags, nullptr);
    Connection db(raw, file);
    if (code != SQLITE_OK)
        return sqliteError(code, QString::fromUtf8(sqlite3_errstr(code)), file);
    db.harden();
    if (const Result<void> set = db.run("PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY"); !set)
        return set.error();
    return db;
}

void Connection::harden() const
{
    constexpr std::pair<int, int> kSettings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_DQS_DDL, 0},
    };
    for (const auto &[setting, value] : kSettings)
        sqlite3_db_config(m_db.get(), setting, value, nullptr);
    foldLogOnClose(false);
    sqlite3_busy_timeout(m_db.get(), kBusyMilliseconds);
}

void Connection::foldLogOnClose(bool fold) const
{
    sqlite3_db_config(m_db.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, fold ? 0 : 1, nullptr);
}

Error Connection::lastError() const
{
    return sqliteError(sqlite3_extended_errcode(m_db.get()), QString::fromUtf8(sqlite3_errmsg(m_db.get())),
                       m_file);
}

Result<Statement> Connection::prepare(const char *sql) const
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_db.get(), sql, -1, &statement, nullptr) != SQLITE_OK)
        return lastError();
    return Statement(statement, m_file);
}

Result<void> Connection::run(const char *sql) const
{
    if (sqlite3_exec(m_db.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError();
    return {};
}

Result<qint64> Connection::number(const char *sql) const
{
    Result<Statement> statement = prepare(sql);
    if (!statement)
        return statement.error();
    const Result<bool> row = statement->step();
    if (!row)
        return row.error();
    if (!*row)
        return sqliteError(SQLITE_ERROR, QStringLiteral("no row"), m_file);
    return statement->integer(0);
}

Result<QString> Connection::text(const char *sql) const
{
    Result<Statement> statement = prepare(sql);
    if (!statement)
        return statement.error();
    const Result<bool> row = statement->step();
    if (!row)
        return row.error();
    if (!*row)
        return sqliteError(SQLITE_ERROR, QStringLiteral("no row"), m_file);
    return statement->text(0);
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_db.get()) == 0;
}

bool Connection::wasBusy() const
{
    return (sqlite3_errcode(m_db.get()) & 0xff) == SQLITE_BUSY;
}

bool Connection::wasFull() const
{
    return (sqlite3_errcode(m_db.get()) & 0xff) == SQLITE_FULL;
}

Result<Transaction> Transaction::begin(const Connection &db, Kind kind)
{
    const Result<void> begun = db.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
    if (!begun)
        return begun.error();
    return Transaction(db);
}

Transaction::Transaction(Transaction &&other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}

Transaction::~Transaction()
{
    // SQLite has already rolled back by itself after a full disk or an I/O error. A rollback that
    // fails leaves nothing written either: what was not committed is not in the log.
    if (m_db == nullptr || !m_db->inTransaction())
        return;
    [[maybe_unused]] const Result<void> undone = m_db->run("ROLLBACK");
}

Result<void> Transaction::commit()
{
    Result<void> done = m_db->run("COMMIT");
    if (done)
        m_db = nullptr;
    return done;
}

} // namespace aw::store
