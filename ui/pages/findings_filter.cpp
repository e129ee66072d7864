// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/findings_filter.h"

#include "ui/models/words.h"
#include "ui/pages/query_completion.h"
#include "ui/widgets/card_frame.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <array>

namespace aw::pages {
namespace {

using models::FindingsModel;
using theme::Ink;
using theme::TextRole;
using widgets::Button;
using widgets::TextLabel;

constexpr std::array kGroups{FindingsModel::Group::Severity, FindingsModel::Group::App,
                             FindingsModel::Group::Check, FindingsModel::Group::Area,
                             FindingsModel::Group::None};

/// The frame around the field lights up with it.
class FieldFrame final : public widgets::CardFrame
{
public:
    explicit FieldFrame(QWidget *field) : m_field(field)
    {
        setRadius(6);
        setFill(Ink::Surface, Ink::Control);
        m_field->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
            setFill(Ink::Surface, event->type() == QEvent::FocusIn ? Ink::Focus : Ink::Control);
        return CardFrame::eventFilter(watched, event);
    }

private:
    QWidget *m_field;
};

} // namespace

QString groupName(FindingsModel::Group group)
{
    switch (group) {
    case FindingsModel::Group::Severity: return FindingsFilter::tr("severity");
    case FindingsModel::Group::App: return FindingsFilter::tr("app");
    case FindingsModel::Group::Check: return FindingsFilter::tr("check");
    case FindingsModel::Group::Area: return FindingsFilter::tr("area");
    case FindingsModel::Group::None: break;
    }
    return FindingsFilter::tr("none");
}

FindingsFilter::FindingsFilter(QWidget *parent)
    : QWidget(parent),
      m_field(new widgets::TokenField),
      m_clear(Button::ofIcon(QStringLiteral("x"), tr("Clear filter"))),
      m_groupButton(new Button({}, QStringLiteral("findings"))),
      m_columnsButton(Button::ofIcon(QStringLiteral("table"), tr("Choose columns"), Button::Kind::Normal)),
      m_groups(new QMenu(this)),
      m_columns(new QMenu(this)),
      m_counts(new QWidget),
      m_rows(new TextLabel(TextRole::Small, Ink::Text2)),
      m_error(new TextLabel(TextRole::Small, Ink::High, {}, TextLabel::Fit::Wrapped))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 12, 10);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *frame = new FieldFrame(m_field);
    frame->body()->setContentsMargins(10, 0, 4, 0);
    auto *inside = new QHBoxLayout;
    inside->setSpacing(8);
    inside->addWidget(new widgets::Mark(QStringLiteral("filter"), Ink::Text2));
    m_field->setAccessibleName(tr("Filter findings"));
    m_field->setPlaceholderText(tr("is:open sev:>=high app:name …"));
    inside->addWidget(m_field, 1);
    auto *hint = new TextLabel(TextRole::Caption, Ink::Text2, tr("F to focus"));
    inside->addWidget(hint);
    m_clear->setProperty("small", true);
    inside->addWidget(m_clear);
    frame->body()->addLayout(inside);
    row->addWidget(frame, 1);
    addButtons(*row);
    column->addLayout(row);
    auto *below = new QHBoxLayout;
    below->addWidget(m_counts, 1);
    below->addWidget(m_error, 1);
    below->addWidget(m_rows);
    column->addLayout(below);
    m_error->hide();
    connect(m_field, &QLineEdit::textChanged, this, &FindingsFilter::parse);
    connect(m_field, &widgets::TokenField::suggestionsWanted, this, [this] {
        if (m_findings)
            m_field->setSuggestions(completionsOf(m_field->tokenAtCursor(), *m_findings));
    });
    connect(m_clear, &QPushButton::clicked, m_field, &QLineEdit::clear);
    setGroup(FindingsModel::Group::Severity);
}

void FindingsFilter::addButtons(QHBoxLayout &row)
{
    auto *choices = new QActionGroup(this);
    for (const FindingsModel::Group group : kGroups) {
        QAction *choice = m_groups->addAction(tr("Group by %1").arg(groupName(group)));
        if (group == FindingsModel::Group::None)
            choice->setText(tr("No groups"));
        choice->setCheckable(true);
        choice->setData(int(group));
        choices->addAction(choice);
        connect(choice, &QAction::triggered, this, [this, group] {
            setGroup(group);
            emit groupChosen(group);
        });
    }
    // The menus open by hand: a button's own menu would draw an arrow over the icon.
    connect(m_groupButton, &QPushButton::clicked, this,
            [this] { m_groups->popup(m_groupButton->mapToGlobal(QPoint(0, m_groupButton->height() + 2))); });
    connect(m_columnsButton, &QPushButton::clicked, this, [this] {
        m_columns->popup(m_columnsButton->mapToGlobal(QPoint(0, m_columnsButton->height() + 2)));
    });
    row.addWidget(m_groupButton);
    row.addWidget(m_columnsButton);
}

void FindingsFilter::setQuery(const QString &text)
{
    m_field->setText(text);
    m_field->setCursorPosition(int(text.size()));
}

QString FindingsFilter::text() const
{
    return m_field->text();
}

void FindingsFilter::setGroup(FindingsModel::Group group)
{
    for (QAction *choice : m_groups->actions())
        choice->setChecked(choice->data().toInt() == int(group));
    const QString words = tr("Group: %1").arg(groupName(group));
    m_groupButton->setWords(m_narrow ? QString() : words);
    m_groupButton->setAccessibleName(words);
    m_groupButton->setToolTip(theme::toolTip(words));
}

void FindingsFilter::setNarrow(bool narrow)
{
    m_narrow = narrow;
    m_groupButton->setWords(narrow ? QString() : m_groupButton->accessibleName());
}

void FindingsFilter::addCount(const QString &icon, Ink ink, const QString &words)
{
    auto *row = qobject_cast<QHBoxLayout *>(m_counts->layout());
    row->addWidget(new widgets::Mark(icon, ink, 14));
    row->addWidget(new TextLabel(TextRole::Small, Ink::Text, words));
    row->addSpacing(6);
}

void FindingsFilter::setTally(const FindingsModel::Tally &tally)
{
    QWidget *fresh = new QWidget;
    auto *row = new QHBoxLayout(fresh);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(5);
    layout()->replaceWidget(m_counts, fresh);
    m_counts->deleteLater();
    m_counts = fresh;
    for (std::size_t i = 0; i < tally.open.size(); ++i) {
        const models::Look look = models::lookOf(model::Severity(i));
        if (tally.open[i] > 0)
            addCount(look.icon, look.ink,
                     QStringLiteral("%1 %2").arg(tally.open[i]).arg(look.word.toLower()));
    }
    const auto state = [this](model::Status status, int number) {
        const models::Look look = models::lookOf(status);
        if (number > 0)
            addCount(look.icon, look.ink, QStringLiteral("%1 %2").arg(number).arg(look.word.toLower()));
    };
    state(model::Status::Unknown, tally.unknown);
    state(model::Status::Pass, tally.passed);
    state(model::Status::NotApplicable, tally.notApplicable);
    row->addStretch(1);
    m_counts->setVisible(!m_error->isVisibleTo(this));
    m_rows->setWords(models::counted(tally.rows, tr("1 row"), tr("%1 rows")));
}

void FindingsFilter::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

bool FindingsFilter::leave()
{
    const bool open = m_field->suggesting();
    m_field->closeSuggestions();
    return open;
}

void FindingsFilter::parse()
{
    m_clear->setVisible(!m_field->text().isEmpty());
    const Result<assess::Query> query = assess::Query::parse(m_field->text());
    const QString error = query ? QString() : tr("%1 Showing the last valid filter.").arg(query.error().what);
    m_error->setWords(error);
    m_error->setVisible(!error.isEmpty());
    m_counts->setVisible(error.isEmpty());
    m_field->setError(error);
    if (query)
        emit queryChanged(*query);
}

} // namespace aw::pages
