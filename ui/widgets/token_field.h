// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>
#include <QPointer>

class QListView;

namespace aw::widgets {

class CardFrame;
class TextLabel;

/// What a completion list offers.
struct Suggestion {
    QString insert;  ///< what takes the place of the token under the cursor
    QString word;    ///< as it is listed
    QString example; ///< beside it
    QString meaning; ///< quiet
};

/// A field of space-separated tokens, drawn as chips, with a list of suggestions below while typing.
/// Tab or Enter takes the chosen one, Esc closes the list.
class TokenField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit TokenField(QWidget *parent = nullptr);
    ~TokenField() override;

    void setSuggestions(std::vector<Suggestion> suggestions); ///< shows the list while the field is typed in
    void setError(const QString &error);                      ///< shown below the list; empty: none
    [[nodiscard]] QString tokenAtCursor() const;
    [[nodiscard]] bool suggesting() const;
    void closeSuggestions();

signals:
    void suggestionsWanted(); ///< the token at the cursor is another

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Span {
        int from = 0;
        int to = 0;
    };

    [[nodiscard]] std::vector<Span> tokens() const;
    [[nodiscard]] Span spanAtCursor() const;
    void take(int row);
    void place();
    void move(int by);

    std::vector<Suggestion> m_suggestions;
    QPointer<CardFrame> m_list;
    QPointer<TextLabel> m_error;
    QString m_errorWords;
    QListView *m_view = nullptr;
};

} // namespace aw::widgets
