// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/workspace.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QVBoxLayout;

namespace aw::widgets {
class Button;
class TextLabel;
} // namespace aw::widgets

namespace aw::pages {

/// The step in which a token is given: pasted, taken from flyctl or from the environment. It is tested
/// in the background, what it is is said, and only then the organization is opened: at once when there
/// is nothing to say against the token, else after a second click. The token is never shown.
class TokenCard final : public QWidget
{
    Q_OBJECT
public:
    explicit TokenCard(Workspace &workspace, int step, QWidget *parent = nullptr);

    void setOrg(const QString &slug); ///< as it is typed; nothing can be connected until it is a slug
    void connectNow();                ///< what the primary button does
    [[nodiscard]] QLineEdit *field() const { return m_field; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Phase { Idle, Testing, Keeping };

    void addField(QVBoxLayout &column, int step);
    void addChoices(QVBoxLayout &column);
    void addFoot(QVBoxLayout &column);
    [[nodiscard]] Result<fly::Token> given() const;
    void takeFromFlyctl();
    void changed(); ///< another token, organization or choice: what was said does not hold any more
    void test(bool goOn);
    void tested(const Result<token::TokenReport> &report);
    void bringIntoView();
    void open();
    void notKept(const Error &why);
    void say(const std::vector<token::ReportLine> &lines);
    void showButtons();
    void updateNote();

    Workspace &m_workspace;
    QString m_org;
    std::optional<fly::Token> m_held; ///< given, but not in the field
    QString m_heldFrom;               ///< in words
    Phase m_phase = Phase::Idle;
    bool m_goOn = false; ///< the organization is to be opened after the test
    std::optional<token::TokenReport> m_report;
    QLineEdit *m_field = nullptr;
    widgets::TextLabel *m_note = nullptr;
    QCheckBox *m_keep = nullptr;
    QCheckBox *m_ask = nullptr;
    QWidget *m_said = nullptr;
    QVBoxLayout *m_lines = nullptr;
    widgets::Button *m_test = nullptr;
    widgets::Button *m_go = nullptr;
};

} // namespace aw::pages
