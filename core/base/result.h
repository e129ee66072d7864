// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <type_traits>
#include <utility>
#include <variant>

namespace aw {

/// What kind of failure it was; the command line derives its exit code from this. Its numbers are part
/// of a record's id: only ever appended to.
enum class ErrorKind {
    Cancelled,   ///< the user stopped it
    Network,     ///< no usable connection: DNS, TLS, refused, timed out, 5xx after retries
    Refused,     ///< authentication or permission (401, 403)
    RateLimited, ///< 429 that outlived the retries
    Malformed,   ///< an answer that is not what the platform documents
    Limit,       ///< larger, deeper or longer than this program accepts
    Storage,     ///< database or file
    Input,       ///< what the user gave
    NotOffered,  ///< the platform has no such route or field
};

/// Why something could not be done, in words a person can act on.
struct Error {
    ErrorKind kind = ErrorKind::Input;
    QString what;  ///< one sentence, translated
    QString where; ///< what it happened to: a path, a host, a table; never a secret
};

/// A value, or the reason there is none. Dropping one is a compile error.
/// Spelled as std::expected is, so that C++23 can replace it without touching a caller.
template<class T>
class [[nodiscard]] Result
{
    using Held = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

public:
    Result() requires std::is_default_constructible_v<Held> : m_held(Held{}) {}

    // Both conversions are meant: `return value;` and `return fail(...);` read as what they are.
    // NOLINTBEGIN(google-explicit-constructor)
    Result(Held value) : m_held(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_held(std::in_place_index<1>, std::move(error)) {}

    // NOLINTEND(google-explicit-constructor)

    [[nodiscard]] bool has_value() const { return m_held.index() == 0; }
    explicit operator bool() const { return has_value(); }
    [[nodiscard]] const Held &operator*() const & { return std::get<0>(m_held); }
    [[nodiscard]] Held &operator*() & { return std::get<0>(m_held); }
    [[nodiscard]] Held operator*() && { return std::get<0>(std::move(m_held)); }
    [[nodiscard]] const Held *operator->() const { return &std::get<0>(m_held); }
    [[nodiscard]] Held *operator->() { return &std::get<0>(m_held); }
    [[nodiscard]] const Error &error() const { return std::get<1>(m_held); }

    /// Goes on with `next` when there is a value; otherwise hands the error along.
    template<class Next>
    auto and_then(Next &&next) && -> std::invoke_result_t<Next, Held>
    {
        if (!has_value())
            return error();
        return std::forward<Next>(next)(std::get<0>(std::move(m_held)));
    }

private:
    std::variant<Held, Error> m_held;
};

[[nodiscard]] inline Error fail(ErrorKind kind, QString what, QString where = {})
{
    return {.kind = kind, .what = std::move(what), .where = std::move(where)};
}

} // namespace aw
