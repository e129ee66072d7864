// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/first_run_page.h"

#include "ui/pages/page.h"
#include "ui/pages/steps.h"
#include "ui/pages/token_card.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card_frame.h"
#include "ui/widgets/code_block.h"
#include "ui/widgets/ground.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>

namespace aw::pages {
namespace {

using theme::Ink;
using theme::TextRole;
using widgets::Button;
using widgets::CardFrame;
using widgets::TextLabel;

} // namespace

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
    m_token = new TokenCard(m_workspace, 3);
    column->addWidget(m_token);
    connect(m_org, &QLineEdit::textChanged, this, &FirstRunPage::updateOrg);
    m_org->setText(qEnvironmentVariable("FLY_ORG"));
    updateOrg();
    return half;
}

void FirstRunPage::askForToken(const QString &org)
{
    if (!org.isEmpty())
        m_org->setText(org);
    showHalf(true);
    (m_org->text().isEmpty() ? m_org : m_token->field())->setFocus(Qt::OtherFocusReason);
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

void FirstRunPage::updateOrg()
{
    const QString org = m_org->text().trimmed();
    QLayout *place = m_commandPlace->layout();
    while (QLayoutItem *item = place->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    place->addWidget(new widgets::CodeBlock(token::narrowerCommand(org)));
    m_token->setOrg(org);
}

void FirstRunPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool stacked = effectiveWidth(this) < kStackedWidth;
    m_halves->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_promiseDetails->setVisible(!stacked);
}

} // namespace aw::pages
