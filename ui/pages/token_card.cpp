// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/token_card.h"

#include "core/token/flyctl_config.h"
#include "ui/models/words.h"
#include "ui/pages/steps.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card_frame.h"
#include "ui/widgets/code_block.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>

namespace aw::pages {
namespace {

using theme::Ink;
using theme::TextRole;
using token::Answer;
using widgets::Button;
using Tone = token::ReportLine::Tone;

Ink inkOf(Tone tone)
{
    switch (tone) {
    case Tone::Good: return Ink::Ok;
    case Tone::Warning: return Ink::High;
    case Tone::Plain:
    case Tone::Command: break;
    }
    return Ink::Text;
}

/// Names without a space may be longer than a line: now and then one may be broken.
QString breakable(QString text)
{
    constexpr int kLongestWord = 40;
    int word = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        word = text[i].isSpace() ? 0 : word + 1;
        if (word == kLongestWord) {
            text.insert(++i, QChar(0x200b)); // zero width space
            word = 0;
        }
    }
    return text;
}

/// Without the history of edits, which would keep what was typed.
void empty(QLineEdit &field)
{
    field.setText(QString());
}

} // namespace

TokenCard::TokenCard(Workspace &workspace, int step, QWidget *parent)
    : QWidget(parent), m_workspace(workspace)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    auto *card = new widgets::CardFrame;
    auto *body = new QVBoxLayout;
    body->setSpacing(8);
    card->body()->addLayout(body);
    column->addWidget(card);
    addField(*body, step);
    addChoices(*body);
    m_said = new QWidget;
    m_lines = new QVBoxLayout(m_said);
    m_lines->setContentsMargins(0, 4, 0, 0);
    m_lines->setSpacing(4);
    body->addWidget(m_said);
    addFoot(*column);
    connect(&m_workspace, &Workspace::tokenTested, this, &TokenCard::tested);
    connect(&m_workspace, &Workspace::tokenNotKept, this,
            [this](const QString & /*org*/, const Error &why) { notKept(why); });
    changed();
}

void TokenCard::addField(QVBoxLayout &column, int step)
{
    QHBoxLayout *head = stepHead(step, tr("Paste it"));
    auto *flyctl = new Button(tr("Take flyctl's"), QStringLiteral("lock"));
    flyctl->setToolTip(
        tr("Reads the token that flyctl is logged in with, and nothing else of its settings."));
    auto *fromClipboard = new Button(tr("Paste"), QStringLiteral("copy"));
    for (Button *button : {flyctl, fromClipboard}) {
        button->setProperty("small", true);
        head->addWidget(button);
    }
    column.addLayout(head);
    m_field = new QLineEdit;
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setTextMargins(6, 0, 6, 0);
    m_field->setAccessibleName(tr("Token"));
    m_field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    column.addWidget(m_field);
    m_note = wrapped(TextRole::Small, Ink::Text2, {});
    column.addWidget(m_note);
    connect(flyctl, &QPushButton::clicked, this, &TokenCard::takeFromFlyctl);
    connect(fromClipboard, &QPushButton::clicked, this,
            [this] { m_field->setText(QGuiApplication::clipboard()->text().trimmed()); });
    connect(m_field, &QLineEdit::textChanged, this, &TokenCard::changed);
    connect(m_field, &QLineEdit::returnPressed, this, &TokenCard::connectNow);
}

void TokenCard::addChoices(QVBoxLayout &column)
{
    m_keep = new QCheckBox(tr("Keep it in the system's keychain"));
    m_keep->setChecked(true);
    column.addWidget(m_keep);
    m_ask = new QCheckBox(tr("Ask Fly.io whether this token could write"));
    column.addWidget(m_ask);
    column.addWidget(
        wrapped(TextRole::Caption, Ink::Text2,
                tr("That question changes nothing. It is the only thing Airworthy sends that is no "
                   "plain read, so it is sent only when you allow it.")));
    connect(m_keep, &QCheckBox::toggled, this, &TokenCard::updateNote);
    connect(m_ask, &QCheckBox::toggled, this, &TokenCard::changed);
}

void TokenCard::addFoot(QVBoxLayout &column)
{
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    m_test = new Button(tr("Test the token"));
    m_go = new Button(tr("Connect and sync"), QStringLiteral("arrow-right"), Button::Kind::Primary);
    foot->addWidget(m_test);
    foot->addWidget(m_go);
    column.addLayout(foot);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_phase == Phase::Testing)
            m_workspace.cancelTokenTest();
        else
            test(false);
    });
    connect(m_go, &QPushButton::clicked, this, &TokenCard::connectNow);
}

void TokenCard::setOrg(const QString &slug)
{
    m_org = slug;
    changed();
}

Result<fly::Token> TokenCard::given() const
{
    if (!m_field->text().isEmpty())
        return fly::Token::parse(m_field->text());
    return m_held ? Result<fly::Token>(*m_held) : m_workspace.environmentToken().token();
}

void TokenCard::takeFromFlyctl()
{
    const Result<fly::Token> token = token::flyctlToken(token::flyctlConfigPath());
    empty(*m_field);
    m_held.reset();
    if (token) {
        m_held = *token;
        m_heldFrom = tr("flyctl");
    }
    changed();
    if (!token)
        say({{Tone::Warning, token.error().what}});
}

void TokenCard::changed()
{
    if (m_phase == Phase::Testing) {
        m_phase = Phase::Idle; // what comes of it is about another token
        m_workspace.cancelTokenTest();
    }
    if (!m_field->text().isEmpty())
        m_held.reset();
    m_report.reset();
    say({});
    updateNote();
    showButtons();
}

void TokenCard::connectNow()
{
    if (!m_go->isEnabled())
        return;
    if (m_report)
        open();
    else
        test(true);
}

void TokenCard::test(bool goOn)
{
    const Result<fly::Token> token = given();
    if (!token)
        return;
    m_goOn = goOn;
    m_phase = Phase::Testing;
    say({{Tone::Plain, tr("Asking Fly.io what this token is")}});
    showButtons();
    m_workspace.testToken(m_org, *token, m_ask->isChecked());
}

void TokenCard::tested(const Result<token::TokenReport> &report)
{
    if (m_phase != Phase::Testing)
        return;
    m_phase = Phase::Idle;
    if (!report) {
        const bool cancelled = report.error().kind == ErrorKind::Cancelled;
        say({{cancelled ? Tone::Plain : Tone::Warning, report.error().what}});
        showButtons();
        return;
    }
    m_report = *report;
    say(token::linesOf(*report, m_workspace.now()));
    showButtons();
    if (m_goOn && report->widths.empty() && report->reachesOrg != Answer::No)
        open();
}

void TokenCard::bringIntoView()
{
    for (QWidget *each = parentWidget(); each != nullptr; each = each->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(each))
            scroll->ensureWidgetVisible(m_go);
    }
}

void TokenCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // What was said of a token pushes the buttons down while it is laid out, in several steps.
    if (m_report)
        QTimer::singleShot(0, this, &TokenCard::bringIntoView);
}

void TokenCard::open()
{
    const Result<fly::Token> token = given();
    if (!token)
        return;
    const bool keep = m_keep->isChecked();
    // Out of the field at once; it is held here until it is known to be kept.
    if (!m_field->text().isEmpty())
        m_heldFrom = tr("the field");
    m_held = *token;
    const QString org = m_org;
    const std::optional<token::TokenReport> report = m_report;
    empty(*m_field);
    m_report = report;
    m_phase = keep ? Phase::Keeping : Phase::Idle;
    showButtons();
    m_workspace.connectWith(org, *token, keep ? TokenKeeping::InKeychain : TokenKeeping::UntilQuit);
    if (!keep)
        m_held.reset();
}

void TokenCard::notKept(const Error &why)
{
    if (m_phase != Phase::Keeping)
        return;
    m_phase = Phase::Idle;
    m_keep->setChecked(false);
    say({{Tone::Warning, why.what},
         {Tone::Plain, tr("Connect again to use the token until you quit, without keeping it.")}});
    updateNote();
    showButtons();
}

void TokenCard::say(const std::vector<token::ReportLine> &lines)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const token::ReportLine &line : lines) {
        if (line.tone == Tone::Command)
            m_lines->addWidget(new widgets::CodeBlock(line.text));
        else
            m_lines->addWidget(wrapped(TextRole::Small, inkOf(line.tone), breakable(line.text)));
    }
    m_said->setVisible(!lines.empty());
}

void TokenCard::showButtons()
{
    const bool ready = token::isSlug(m_org) && given();
    const bool testing = m_phase == Phase::Testing;
    const bool elsewhere = m_report && m_report->reachesOrg == Answer::No;
    m_test->setWords(testing ? tr("Cancel") : tr("Test the token"));
    m_test->setEnabled(testing || (ready && m_phase == Phase::Idle));
    m_go->setWords(m_report && !m_report->widths.empty() ? tr("Connect anyway") : tr("Connect and sync"));
    m_go->setEnabled(ready && m_phase == Phase::Idle && !elsewhere);
}

void TokenCard::updateNote()
{
    const bool typed = !m_field->text().isEmpty();
    const Result<fly::Token> token = given();
    const QString fate = m_keep->isChecked()
                             ? tr("It goes into the system's keychain and nowhere else.")
                             : tr("It is kept in memory until you quit, and never written anywhere.");
    Ink ink = Ink::Text2;
    QString note = fate;
    if (typed && !token) {
        ink = Ink::High;
        note = token.error().what;
    } else if (typed) {
        note = tr("This is %1: %2, %3 characters. %4")
                   .arg(token::kindWords(token::factsOf(*token)),
                        models::counted(token->parts(), tr("1 part"), tr("%1 parts")))
                   .arg(m_field->text().size())
                   .arg(fate);
    } else if (m_held) {
        note = tr("A token from %1 is there: %2. %3")
                   .arg(m_heldFrom, token::kindWords(token::factsOf(*m_held)), fate);
    } else if (token) {
        note = tr("A token is there from the environment (%1); leave the field empty to use it.")
                   .arg(m_workspace.environmentToken().variable());
    }
    if (token && !token->missingDischarges().isEmpty()) {
        ink = Ink::High;
        note = tr("Part of this token is missing: the discharge of %1. Fly.io will refuse it.")
                   .arg(token->missingDischarges().join(QLatin1String(", ")));
    }
    if (!m_org.isEmpty() && !token::isSlug(m_org)) {
        ink = Ink::High;
        note = tr("A slug holds letters, digits and hyphens.");
    }
    m_note->setInk(ink);
    m_note->setWords(note);
}

} // namespace aw::pages
