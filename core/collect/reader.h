// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/collect/collector.h"

#include <QSet>
#include <algorithm>

namespace aw::collect {

/// Reads one answer into a draft, tolerant of anything. A value that is missing, null or of a wrong
/// type is told apart: each becomes a gap where a Fact is read, and a wrong type is recorded as a
/// problem besides, whatever is read. Text comes out plain (no control or direction characters) and
/// no longer than kTextCap.
class Reader
{
public:
    static constexpr qsizetype kTextCap = 4'096;

    Reader(const fly::Reply &reply, int index, Draft &draft);

    [[nodiscard]] const fly::Request &request() const { return m_reply.request; }
    [[nodiscard]] const fly::Reply &reply() const { return m_reply; }
    [[nodiscard]] Draft &draft() { return m_draft; }
    [[nodiscard]] model::Origin origin(const JsonView &place) const { return {m_index, place.pointer()}; }
    /// A gap of this answer, naming the request.
    [[nodiscard]] model::Gap gap(model::Reason reason, QString detail) const;
    /// How many wrong types this reader has met: a caller compares it before and after.
    [[nodiscard]] int wrongs() const { return m_wrongs; }

    // The value as it stands; missing and null give what an absent value means (empty, or `absent`,
    // where the platform documents that default). A wrong type is a problem and gives the same.
    [[nodiscard]] QString text(const JsonView &place, qsizetype cap = kTextCap);
    [[nodiscard]] bool flag(const JsonView &place, bool absent);
    [[nodiscard]] QStringList texts(const JsonView &place); ///< the texts of an array
    /// The elements of an array. Empty when missing or null.
    [[nodiscard]] std::vector<JsonView> items(const JsonView &place);
    /// The elements of an array that are objects; each other element is a problem.
    [[nodiscard]] std::vector<JsonView> objects(const JsonView &place);
    /// Whether it is an object, and not a mark that stands for a dropped value of a wrong type.
    [[nodiscard]] bool object(const JsonView &place);

    [[nodiscard]] model::Fact<QString> textFact(const JsonView &place);
    [[nodiscard]] model::Fact<bool> flagFact(const JsonView &place);
    [[nodiscard]] model::Fact<qint64> countFact(const JsonView &place); ///< a whole number, not negative
    [[nodiscard]] model::Fact<QDateTime> timeFact(const JsonView &place);
    /// Known and empty when null: the platform says that there is none.
    [[nodiscard]] model::Fact<QString> textOrNoneFact(const JsonView &place);
    [[nodiscard]] model::Fact<std::optional<QDateTime>> timeOrNoneFact(const JsonView &place); ///< likewise
    [[nodiscard]] model::Fact<QStringList> textsFact(const JsonView &place); ///< every element a text

    [[nodiscard]] model::ReducedValue reduced(const JsonView &place);

    /// Records that the value at `place` is not `expected`.
    void wrong(const JsonView &place, const QString &expected);

    /// Leaves `gap` in a list, and makes the answer's source incomplete.
    void leave(std::vector<model::Gap> &gaps, const model::Gap &gap);

    /// Reads the objects of the array `list` into `listing`. A row without its identity, an element
    /// that is no object and a row with a wrong type inside leave a gap; a row already there (a list
    /// that moved while it was paged) is passed over. Malformed when `list` is no array.
    template<class T, class Read>
    [[nodiscard]] Result<void> rows(const JsonView &list, model::Listing<T> &listing, QString T::*identity,
                                    Read read);

    /// The array at `list`, or the sentence that it is none.
    [[nodiscard]] Result<std::vector<JsonView>> listAt(const JsonView &list);
    /// Leaves one gap for the rows of a list that could not be read.
    void leaveUnread(std::vector<model::Gap> &gaps, int unread, int doubtful, std::size_t size);

private:
    [[nodiscard]] model::Gap absent(const JsonView &place) const;
    template<class T>
    [[nodiscard]] model::Fact<T> unread(const JsonView &place, const QString &expected);

    const fly::Reply &m_reply;
    QString m_asked;
    int m_index;
    int m_wrongs = 0;
    Draft &m_draft;
};

/// `text` without control and direction characters, cut at `cap` characters.
[[nodiscard]] QString plainText(const QString &text, qsizetype cap);

template<class T, class Read>
Result<void> Reader::rows(const JsonView &list, model::Listing<T> &listing, QString T::*identity, Read read)
{
    const Result<std::vector<JsonView>> elements = listAt(list);
    if (!elements)
        return elements.error();
    QSet<QString> known;
    for (const T &item : listing.items)
        known.insert(item.*identity);
    int unreadable = 0;
    int doubtful = 0;
    for (const JsonView &row : *elements) {
        const int before = m_wrongs;
        if (!object(row)) {
            ++unreadable;
            continue;
        }
        T item = read(row);
        item.origin = origin(row);
        doubtful += m_wrongs > before ? 1 : 0;
        if ((item.*identity).isEmpty()) {
            ++unreadable;
        } else if (!known.contains(item.*identity)) {
            known.insert(item.*identity);
            listing.items.push_back(std::move(item));
        }
    }
    listing.asked = true;
    listing.origins.push_back(origin(list));
    leaveUnread(listing.gaps, unreadable, doubtful, elements->size());
    return {};
}

} // namespace aw::collect
