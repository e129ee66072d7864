// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/first_run_page.h"

#include "ui/models/words.h"
#include "ui/pages/page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card_frame.h"
#include "ui/widgets/code_block.h"
#include "ui/widgets/ground.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>

namespace aw::pages {
namespace {

using theme::Ink;
using theme::TextRole;
using widgets::Button;
using widgets::CardFrame;
using widgets::TextLabel;

TextLabel *wrapped(TextRole role, Ink ink, const QString &text)
{
    return new TextLabel(role, ink, text, TextLabel::Fit::Wrapped);
}

/// "1 Make a token": a step's number and title, with a quiet line at the end.
QHBoxLayout *stepHead(int number, const QString &title, const QString &quiet = {})
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new TextLabel(TextRole::H2, Ink::Accent, QString::number(number)));
    row->addWidget(new TextLabel(TextRole::H2, Ink::Text, title));
    row->addWidget(new TextLabel(TextRole::Caption, Ink::Text2, quiet, TextLabel::Fit::ElideEnd), 1);
    return row;
}

/// Fly.io's slugs are of these; anything else could not be quoted safely in a command line.
bool isSlug(const QString &text)
{
    static const QRegularExpression slug(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9_-]{0,62}\\z"));
    return slug.match(text).hasMatch();
}

} // namespace

QString tokenCommand(const QString &org)
{
    return QStringLiteral("fly tokens create readonly -o %1 --name airworthy --expiry 720h")
        .arg(isSlug(org) ? org : QStringLiteral("ORG"));
}

FirstRunPage::FirstRunPage(Workspace &workspace, QWidget *parent) : QWidget(parent), m_workspace(workspace)
{
    m_halves = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_halves->setContentsMargins(0, 0, 0, 0);
    m_halves->setSpacing(0);
    m_promise = promise();
    m_halves->addWidget(m_promise, 3);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    content->setMaximumWidth(theme::scaled(840, this));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(48, 36, 48, 24);
    column->setSpacing(14);
    auto *bar = new QHBoxLayout;
    auto *groove = new CardFrame;
    groove->setFill(Ink::Sunken, Ink::Sunken);
    groove->setRadius(7);
    groove->body()->setContentsMargins(2, 2, 2, 2);
    auto *tabs = new QHBoxLayout;
    tabs->setSpacing(2);
    groove->body()->addLayout(tabs);
    m_demoTab = new Button(tr("Try the demo organization"), {}, Button::Kind::Segment);
    m_connectTab = new Button(tr("Connect with a token"), {}, Button::Kind::Segment);
    for (Button *tab : {m_demoTab, m_connectTab}) {
        tab->setCheckable(true);
        tabs->addWidget(tab);
    }
    bar->addWidget(groove);
    bar->addStretch(1);
    m_back = new Button(tr("Back"));
    m_back->hide();
    bar->addWidget(m_back);
    column->addLayout(bar);
    m_demo = demoCard();
    m_connect = connectCards();
    column->addWidget(m_demo);
    column->addWidget(m_connect);
    column->addStretch(1);
    scroll->setWidget(content);
    m_halves->addWidget(scroll, 7);
    connect(m_demoTab, &QPushButton::clicked, this, [this] { showHalf(false); });
    connect(m_connectTab, &QPushButton::clicked, this, [this] { showHalf(true); });
    connect(m_back, &QPushButton::clicked, this, &FirstRunPage::backWanted);
    showHalf(false);
}

QWidget *FirstRunPage::promise()
{
    auto *ground = new widgets::Ground(Ink::Sidebar, Qt::RightEdge);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(40, 48, 36, 28);
    column->setSpacing(10);
    column->addWidget(new widgets::Mark(QStringLiteral("logo"), Ink::AccentFill, 44), 0, Qt::AlignLeft);
    column->addSpacing(6);
    column->addWidget(wrapped(TextRole::Display, Ink::Text,
                              tr("Know how secure your Fly.io organization is, and prove that you looked.")));
    m_promiseDetails = new QWidget;
    auto *details = new QVBoxLayout(m_promiseDetails);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(14);
    details->addWidget(
        wrapped(TextRole::Body, Ink::Text2,
                tr("Airworthy reads your organization's configuration, judges it and says in plain "
                   "words what it found.")));
    const auto point = [details](const QString &icon, const QString &title, const QString &text) {
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        row->addWidget(new widgets::Mark(icon, Ink::Text2), 0, Qt::AlignTop);
        auto *words = new QVBoxLayout;
        words->setSpacing(1);
        words->addWidget(wrapped(TextRole::BodyBold, Ink::Text, title));
        words->addWidget(wrapped(TextRole::Small, Ink::Text2, text));
        row->addLayout(words, 1);
        details->addLayout(row);
    };
    point(QStringLiteral("eye-off"), tr("Reads only"),
          tr("It sends reads only and never changes anything. It never asks for secret values, logs or "
             "database "
             "contents."));
    point(QStringLiteral("lock"), tr("Stays here"),
          tr("Snapshots are kept on this computer. It talks to api.machines.dev and api.fly.io, nothing "
             "else."));
    point(QStringLiteral("unknown"), tr("Says what it does not know"),
          tr("What a token cannot read is shown as unknown, never as safe."));
    column->addWidget(m_promiseDetails);
    column->addStretch(1);
    return ground;
}

QWidget *FirstRunPage::demoCard()
{
    auto *half = new QWidget;
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addWidget(wrapped(TextRole::Display, Ink::Text, tr("Look around in an invented organization")));
    column->addWidget(
        wrapped(TextRole::Body, Ink::Text2,
                tr("Northwind Parcel is made up. It needs no token and no network, and everything "
                   "works: judging, filtering, reports. What it shows is marked as demo data.")));
    auto *row = new QHBoxLayout;
    auto *open =
        new Button(tr("Open the demo organization"), QStringLiteral("arrow-right"), Button::Kind::Primary);
    connect(open, &QPushButton::clicked, this, [this] { m_workspace.openDemo(); });
    row->addWidget(open);
    row->addStretch(1);
    column->addLayout(row);
    return half;
}

QWidget *FirstRunPage::connectCards()
{
    auto *half = new QWidget;
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addWidget(wrapped(TextRole::Display, Ink::Text, tr("Connect with a read-only token")));
    auto *name = new CardFrame;
    name->body()->addLayout(
        stepHead(1, tr("Name the organization"), tr("its slug, as fly orgs list shows it")));
    m_org = new QLineEdit;
    m_org->setAccessibleName(tr("Slug of the organization"));
    m_org->setPlaceholderText(tr("for example my-company"));
    m_org->setMaxLength(63);
    m_org->setTextMargins(6, 0, 6, 0);
    name->body()->addWidget(m_org);
    column->addWidget(name);
    auto *make = new CardFrame;
    make->body()->addLayout(stepHead(2, tr("Make a token in your terminal"), tr("needs flyctl")));
    m_commandPlace = new QWidget;
    auto *place = new QVBoxLayout(m_commandPlace);
    place->setContentsMargins(0, 0, 0, 0);
    make->body()->addWidget(m_commandPlace);
    make->body()->addWidget(
        wrapped(TextRole::Small, Ink::Text2,
                tr("Without --expiry a token lasts 20 years. 720h is 30 days, the longest "
                   "Airworthy calls good.")));
    column->addWidget(make);
    addTokenCard(*column);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    m_go = new Button(tr("Connect and sync"), QStringLiteral("arrow-right"), Button::Kind::Primary);
    foot->addWidget(m_go);
    column->addLayout(foot);
    connect(m_org, &QLineEdit::textChanged, this, [this] {
        updateCommand();
        updateToken();
    });
    connect(m_go, &QPushButton::clicked, this, &FirstRunPage::connectNow);
    m_org->setText(qEnvironmentVariable("FLY_ORG"));
    updateCommand();
    updateToken();
    return half;
}

void FirstRunPage::addTokenCard(QBoxLayout &column)
{
    auto *paste = new CardFrame;
    QHBoxLayout *head = stepHead(3, tr("Paste it"));
    auto *fromClipboard = new Button(tr("Paste"), QStringLiteral("copy"));
    fromClipboard->setProperty("small", true);
    head->addWidget(fromClipboard);
    paste->body()->addLayout(head);
    m_token = new QLineEdit;
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setTextMargins(6, 0, 6, 0);
    m_token->setAccessibleName(tr("Token"));
    m_token->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    paste->body()->addWidget(m_token);
    m_tokenNote = wrapped(TextRole::Small, Ink::Text2, {});
    paste->body()->addWidget(m_tokenNote);
    column.addWidget(paste);
    connect(fromClipboard, &QPushButton::clicked, this,
            [this] { m_token->setText(QGuiApplication::clipboard()->text().trimmed()); });
    connect(m_token, &QLineEdit::textChanged, this, &FirstRunPage::updateToken);
    connect(m_token, &QLineEdit::returnPressed, this, &FirstRunPage::connectNow);
}

void FirstRunPage::askForToken(const QString &org)
{
    if (!org.isEmpty())
        m_org->setText(org);
    showHalf(true);
    (m_org->text().isEmpty() ? m_org : m_token)->setFocus(Qt::OtherFocusReason);
}

void FirstRunPage::offerBack(bool offer)
{
    m_back->setVisible(offer);
}

void FirstRunPage::showHalf(bool connecting)
{
    m_demoTab->setChecked(!connecting);
    m_connectTab->setChecked(connecting);
    m_demo->setVisible(!connecting);
    m_connect->setVisible(connecting);
}

void FirstRunPage::updateCommand()
{
    QLayout *place = m_commandPlace->layout();
    while (QLayoutItem *item = place->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    place->addWidget(new widgets::CodeBlock(tokenCommand(m_org->text().trimmed())));
}

void FirstRunPage::updateToken()
{
    const bool typed = !m_token->text().isEmpty();
    const Result<fly::Token> token =
        typed ? fly::Token::parse(m_token->text()) : m_workspace.environmentToken().token();
    const bool named = isSlug(m_org->text().trimmed());
    m_go->setEnabled(named && token);
    Ink ink = Ink::Text2;
    QString note = tr("It is kept in memory until you quit, and never written anywhere.");
    if (typed && !token) {
        ink = Ink::High;
        note = token.error().what;
    } else if (typed) {
        note = tr("%1, %2 characters. %3")
                   .arg(models::counted(token->parts(), tr("1 part"), tr("%1 parts")))
                   .arg(m_token->text().size())
                   .arg(note);
    } else if (token) {
        note =
            tr("A token is there from the environment (FLY_ACCESS_TOKEN or FLY_API_TOKEN); leave the field "
               "empty to use it.");
    }
    if (token && !token->missingDischarges().isEmpty()) {
        ink = Ink::High;
        note = tr("Part of this token is missing: the discharge of %1. Fly.io will refuse it.")
                   .arg(token->missingDischarges().join(QLatin1String(", ")));
    }
    if (!m_org->text().isEmpty() && !named) {
        ink = Ink::High;
        note = tr("A slug holds letters, digits and hyphens.");
    }
    m_tokenNote->setInk(ink);
    m_tokenNote->setWords(note);
}

void FirstRunPage::connectNow()
{
    if (!m_go->isEnabled())
        return;
    const Result<fly::Token> token = m_token->text().isEmpty() ? m_workspace.environmentToken().token()
                                                               : fly::Token::parse(m_token->text());
    m_token->clear();
    if (token)
        m_workspace.connectWith(m_org->text().trimmed(), *token);
}

void FirstRunPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool stacked = effectiveWidth(this) < kStackedWidth;
    m_halves->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_promiseDetails->setVisible(!stacked);
}

} // namespace aw::pages
