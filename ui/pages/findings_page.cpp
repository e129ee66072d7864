// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/findings_page.h"

#include "ui/models/words.h"
#include "ui/pages/finding_detail.h"
#include "ui/pages/findings_filter.h"
#include "ui/pages/trouble.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/cell_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace aw::pages {

using models::FindingsModel;

FindingsPage::FindingsPage(Workspace &workspace, QWidget *parent)
    : Page(workspace, parent),
      m_filter(new FindingsFilter),
      m_table(new QTableView),
      m_body(new QStackedWidget),
      m_list(new QWidget),
      m_detail(new FindingDetail(workspace)),
      m_splitter(new QSplitter)
{
    auto *list = new QVBoxLayout(m_list);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    list->addWidget(m_filter);
    list->addWidget(m_body, 1);
    m_body->addWidget(m_table);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({760, theme::scaled(430, this)});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
    buildTable();
    buildColumnsMenu();
    m_detail->hide();
    connect(m_filter, &FindingsFilter::queryChanged, &m_model, &FindingsModel::setQuery);
    connect(m_filter, &FindingsFilter::groupChosen, &m_model, &FindingsModel::setGroup);
    connect(m_detail, &FindingDetail::closed, this, [this] { stepBack(); });
    connect(m_detail, &FindingDetail::filterWanted, m_filter, &FindingsFilter::setQuery);
    connect(&workspace, &Workspace::changed, this, &FindingsPage::refresh);
    refresh();
}

void FindingsPage::buildTable()
{
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new widgets::CellDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->installEventFilter(this);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setAccessibleName(tr("Columns"));
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(false);
    header->setMinimumSectionSize(theme::scaled(48, this));
    header->setSectionResizeMode(FindingsModel::FindingColumn, QHeaderView::Stretch);
    updateShape();
    connect(header, &QHeaderView::sectionClicked, this, [this, header](int column) {
        const bool again = header->isSortIndicatorShown() && header->sortIndicatorSection() == column;
        const auto order = again && header->sortIndicatorOrder() == Qt::AscendingOrder ? Qt::DescendingOrder
                                                                                       : Qt::AscendingOrder;
        header->setSortIndicatorShown(true);
        header->setSortIndicator(column, order);
        m_model.sort(column, order);
    });
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_resetting = true; });
    connect(&m_model, &QAbstractItemModel::modelReset, this, &FindingsPage::afterReset);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FindingsPage::currentMoved);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (m_model.isGroup(index.row()))
            m_model.toggleGroup(index.row());
        else
            showDetail(true);
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &FindingsPage::showRowMenu);
}

void FindingsPage::buildColumnsMenu()
{
    for (int column = 0; column < FindingsModel::kColumns; ++column) {
        if (column == FindingsModel::FindingColumn)
            continue;
        QAction *choice = m_filter->columnsMenu()->addAction(
            m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        choice->setCheckable(true);
        choice->setChecked(true);
        connect(choice, &QAction::toggled, this,
                [this, column](bool shown) { m_table->setColumnHidden(column, !shown); });
    }
    connect(m_filter->columnsMenu(), &QMenu::aboutToShow, this, [this] {
        int column = 0;
        for (QAction *choice : m_filter->columnsMenu()->actions()) {
            column += column == FindingsModel::FindingColumn ? 1 : 0;
            choice->setChecked(!m_table->isColumnHidden(column++));
        }
    });
}

QString FindingsPage::context() const
{
    if (!m_lost.isEmpty())
        return tr("that finding is not in this snapshot");
    return m_shown ? tr("%1 open or unknown").arg(models::numberWords(m_model.tally().total)) : QString();
}

QString FindingsPage::help() const
{
    return tr(
        "Findings lists the result of each check on each subject. It opens with those that failed or "
        "could not be observed.\n\n"
        "F or / goes to the filter. Terms: is:open,unknown,pass,na · sev:>=high · app:name · "
        "check:data.* · area:access · region:iad · reason:permission · free words · \"words in quotes\". "
        "A comma means or, a hyphen before a term turns it round. Down shows what can be typed.\n\n"
        "In the table: arrows move, Enter opens the details, Left and Right fold and unfold a group, "
        "Ctrl+C copies the row, Ctrl+Shift+C the fix commands, C the link. Esc closes the details, then "
        "clears the selection, then leaves the filter.\n\n"
        "Airworthy never runs the commands it shows.");
}

void FindingsPage::go(const Place &place)
{
    m_lost.clear();
    if (!place.query.isEmpty())
        m_filter->setQuery(place.query);
    if (place.finding.isEmpty()) {
        emit contextChanged();
        return;
    }
    if (m_model.rowOf(place.finding) < 0)
        m_filter->setQuery({});
    if (m_model.rowOf(place.finding) < 0)
        m_filter->setQuery(QStringLiteral("is:open,unknown,pass,na"));
    if (m_model.rowOf(place.finding) < 0)
        m_lost = place.finding;
    else
        select(place.finding);
    emit contextChanged();
}

void FindingsPage::select(const QString &findingId)
{
    const int row = m_model.rowOf(findingId);
    if (row < 0)
        return;
    const QModelIndex index = m_model.index(row, FindingsModel::FindingColumn);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    m_selected = findingId;
    showDetail(true);
    m_table->setFocus(Qt::OtherFocusReason);
}

void FindingsPage::focusFilter()
{
    m_filter->focusField();
}

bool FindingsPage::stepBack()
{
    if (m_filter->leave())
        return true;
    if (m_detail->isVisible()) {
        showDetail(false);
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (!m_selected.isEmpty()) {
        m_selected.clear();
        m_table->clearSelection();
        m_table->setCurrentIndex({});
        return true;
    }
    if (m_filter->field()->hasFocus()) {
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

QString FindingsPage::selectionAsText() const
{
    return m_model.rowAsText(m_model.rowOf(m_selected));
}

QString FindingsPage::fixCommands() const
{
    return m_detail->shownId() == m_selected ? m_detail->fixCommands() : QString();
}

QList<QWidget *> FindingsPage::regions()
{
    return {m_filter, m_body, m_detail};
}

void FindingsPage::refresh()
{
    if (m_org != state().org && !state().loading) {
        if (!m_org.isEmpty())
            m_filters.insert(m_org, m_filter->text());
        m_org = state().org;
        m_selected.clear();
        m_filter->setQuery(m_filters.value(m_org));
    }
    if (m_shown != state().posture) {
        m_shown = state().posture;
        const model::FindingsPtr findings = m_shown ? m_shown->findings : nullptr;
        m_filter->setFindings(findings);
        m_model.setMaterial({findings, state().firstSeen, workspace().now()});
    }
    updateBody();
    emit contextChanged();
}

void FindingsPage::afterReset()
{
    m_table->clearSpans();
    for (const int row : m_model.groupRows())
        m_table->setSpan(row, 0, 1, FindingsModel::kColumns);
    m_filter->setTally(m_model.tally());
    m_table->setAccessibleName(models::counted(m_model.tally().rows, tr("Findings, 1 row, grouped by %1"),
                                               tr("Findings, %1 rows, grouped by %2"))
                                   .arg(groupName(m_model.group())));
    m_resetting = false;
    const int row = m_model.rowOf(m_selected);
    if (row >= 0) {
        m_table->setCurrentIndex(m_model.index(row, FindingsModel::FindingColumn));
        if (m_detail->isVisible())
            m_detail->showFinding(m_selected);
    } else if (m_detail->isVisible() && !m_stacked) {
        m_detail->hide();
    }
    updateBody();
    emit contextChanged();
}

void FindingsPage::currentMoved()
{
    if (m_resetting)
        return;
    const model::Finding *finding = m_model.finding(m_table->currentIndex().row());
    if (!finding || finding->id == m_selected)
        return;
    m_selected = finding->id;
    if (m_detail->isVisible())
        m_detail->showFinding(m_selected);
}

void FindingsPage::showDetail(bool show)
{
    if (show) {
        m_detail->showFinding(m_selected);
        show = !m_detail->shownId().isEmpty();
    }
    m_detail->setVisible(show);
    m_list->setVisible(!show || !m_stacked);
}

void FindingsPage::showRowMenu(const QPoint &at)
{
    const model::Finding *finding = m_model.finding(m_table->indexAt(at).row());
    if (!finding)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [menu](const QString &words, const QString &text) {
        QAction *action = menu->addAction(words);
        action->setEnabled(!text.isEmpty());
        connect(action, &QAction::triggered, menu, [text] { QApplication::clipboard()->setText(text); });
    };
    copy(tr("Copy row"), m_model.rowAsText(m_table->indexAt(at).row()));
    copy(tr("Copy as text"), findingAsText(*finding));
    copy(tr("Copy link"), linkOf(state().org, *finding));
    copy(tr("Copy id"), finding->id);
    menu->addSeparator();
    const auto filter = [this, menu](const QString &words, const QString &query) {
        connect(menu->addAction(theme::label(words)), &QAction::triggered, m_filter,
                [this, query] { m_filter->setQuery(query); });
    };
    if (!finding->resource.app.isEmpty())
        filter(tr("Only %1").arg(finding->resource.app),
               QStringLiteral("app:\"%1\"").arg(finding->resource.app));
    filter(tr("Only %1").arg(finding->check), QStringLiteral("check:%1").arg(finding->check));
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void FindingsPage::updateBody()
{
    while (m_body->count() > 1) {
        QWidget *old = m_body->widget(1);
        m_body->removeWidget(old);
        old->deleteLater();
    }
    QWidget *instead = standIn(workspace(), tr("Reading findings from the last snapshot"));
    if (!instead && m_model.tally().rows == 0)
        instead = emptyState();
    m_filter->setVisible(m_shown != nullptr);
    if (instead) {
        m_body->addWidget(instead);
        m_detail->hide();
        m_list->show();
    }
    m_body->setCurrentIndex(instead ? 1 : 0);
}

QWidget *FindingsPage::emptyState()
{
    const FindingsModel::Tally &tally = m_model.tally();
    const int narrowest = m_model.narrowestTerm();
    if (narrowest < 0) {
        const QString passed = models::counted(m_shown->counts.passed, tr("1 result passes. Read %1."),
                                               tr("%1 results pass. Read %2."))
                                   .arg(models::timeWords(m_shown->snapshot->collectedAt));
        return new widgets::EmptyState(
            {QStringLiteral("pass"), theme::Ink::Ok, tr("Nothing is open, and nothing is unknown"), passed},
            {{tr("Show passed checks"), [this] { m_filter->setQuery(QStringLiteral("is:pass")); }, false}});
    }
    const QString term = m_model.query().terms()[std::size_t(narrowest)].text;
    const QString rest = m_model.query().without(std::size_t(narrowest)).text();
    return new widgets::EmptyState(
        {QStringLiteral("filter"), theme::Ink::Text2, tr("No finding matches this filter"),
         models::counted(tally.total, tr("1 open or unknown result exists. The narrowest part is %1."),
                         tr("%1 open or unknown results exist. The narrowest part is %2."))
             .arg(term)},
        {{tr("Remove %1").arg(term), [this, rest] { m_filter->setQuery(rest); }, false},
         {tr("Clear filter"), [this] { m_filter->setQuery({}); }, false}});
}

bool FindingsPage::tableKey(int key)
{
    const int row = m_table->currentIndex().row();
    const bool group = m_model.isGroup(row);
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (group)
            m_model.toggleGroup(row);
        else
            showDetail(true);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (group)
            m_model.toggleGroup(row);
        return group;
    case Qt::Key_C:
        if (const model::Finding *finding = m_model.finding(row))
            QApplication::clipboard()->setText(linkOf(state().org, *finding));
        return true;
    default: return false;
    }
}

bool FindingsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && tableKey(key->key()))
            return true;
    }
    if (watched == m_table && event->type() == QEvent::StyleChange)
        updateShape();
    return Page::eventFilter(watched, event);
}

void FindingsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    updateShape();
}

void FindingsPage::updateShape()
{
    const int width = effectiveWidth(this);
    const bool narrow = width < kNarrowWidth;
    m_stacked = width < kStackedWidth;
    QHeaderView *header = m_table->horizontalHeader();
    header->setFont(theme::fontOf(theme::TextRole::Caption, this));
    QPalette colors = header->palette();
    colors.setColor(QPalette::ButtonText, theme::tokensOf(this)(theme::Ink::Text2));
    header->setPalette(colors);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() +
                                                     theme::scaled(18, this));
    if (narrow != m_narrow || header->property("laid").toBool() == false) {
        m_narrow = narrow;
        header->setProperty("laid", true);
        m_filter->setNarrow(narrow);
        m_table->setColumnHidden(FindingsModel::SubjectColumn, narrow);
        m_table->setColumnHidden(FindingsModel::RegionColumn, narrow);
        constexpr std::array kWidths{92, 0, 114, 130, 60, 104, 52};
        for (int column = 0; column < FindingsModel::kColumns; ++column) {
            if (column != FindingsModel::FindingColumn)
                m_table->setColumnWidth(column, theme::scaled(kWidths[std::size_t(column)], this));
        }
        if (narrow)
            m_splitter->setSizes({width - 420, 345});
    }
    m_list->setVisible(!m_stacked || !m_detail->isVisible());
}

void FindingsPage::remember(QSettings &settings) const
{
    settings.setValue(QStringLiteral("group"), int(m_model.group()));
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("columns"), m_table->horizontalHeader()->saveState());
    QHash<QString, QString> filters = m_filters;
    if (!m_org.isEmpty())
        filters.insert(m_org, m_filter->text());
    for (auto each = filters.begin(); each != filters.end(); ++each)
        settings.setValue(QStringLiteral("filters/%1").arg(each.key()), each.value());
}

void FindingsPage::recall(const QSettings &settings)
{
    const auto group = settings.value(QStringLiteral("group"), 0).toInt();
    if (group > 0 && group <= int(FindingsModel::Group::None)) {
        m_filter->setGroup(FindingsModel::Group(group));
        m_model.setGroup(FindingsModel::Group(group));
    }
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_table->horizontalHeader()->restoreState(settings.value(QStringLiteral("columns")).toByteArray());
    for (const QString &key : settings.allKeys()) {
        if (key.startsWith(QLatin1String("filters/")))
            m_filters.insert(key.mid(8), settings.value(key).toString());
    }
    if (!m_org.isEmpty() && m_filter->text().isEmpty())
        m_filter->setQuery(m_filters.value(m_org));
}

} // namespace aw::pages
