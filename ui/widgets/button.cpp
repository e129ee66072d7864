// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/button.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QTimer>
#include <array>

namespace aw::widgets {
namespace {

constexpr std::array<const char *, 6> kKinds{"normal", "primary", "ghost", "link", "segment", "chip"};
constexpr int kCopiedMilliseconds = 2'000;

} // namespace

Button::Button(const QString &text, const QString &iconName, Kind kind, QWidget *parent)
    : QPushButton(theme::label(text), parent), m_iconName(iconName), m_kind(kind)
{
    setProperty("kind", QLatin1String(kKinds[std::size_t(kind)]));
    setSizePolicy(kind == Kind::Link ? QSizePolicy::Maximum : QSizePolicy::Minimum, QSizePolicy::Fixed);
    setAutoDefault(false);
    if (kind == Kind::Primary)
        m_ink = theme::Ink::OnAccent;
    if (kind == Kind::Link)
        setCursor(Qt::PointingHandCursor);
    restyle();
}

Button *Button::ofIcon(const QString &iconName, const QString &does, Kind kind, QWidget *parent)
{
    auto *button = new Button(QString(), iconName, kind, parent);
    button->setAccessibleName(does);
    button->setToolTip(theme::toolTip(does));
    return button;
}

void Button::setWords(const QString &text)
{
    setText(theme::label(text));
}

void Button::setIconName(const QString &name)
{
    m_iconName = name;
    restyle();
}

void Button::setInk(theme::Ink ink)
{
    m_ink = ink;
    restyle();
}

QSize Button::minimumSizeHint() const
{
    const QSize whole = QPushButton::minimumSizeHint();
    return m_kind == Kind::Link ? QSize(qMin(whole.width(), theme::scaled(60, this)), whole.height()) : whole;
}

void Button::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        restyle();
}

void Button::restyle()
{
    const theme::TextRole role = m_kind == Kind::Link   ? theme::TextRole::Small
                                 : m_kind == Kind::Chip ? theme::TextRole::Caption
                                                        : theme::TextRole::BodyMedium;
    setFont(theme::fontOf(role, this));
    setIcon(m_iconName.isEmpty() ? QIcon() : theme::icon(m_iconName, m_ink, this));
}

CopyButton::CopyButton(const QString &words, QString text, Kind kind, QWidget *parent)
    : Button(words, QStringLiteral("copy"), kind, parent), m_words(words), m_copied(std::move(text))
{
    setProperty("small", true);
    connect(this, &QPushButton::clicked, this, &CopyButton::copy);
}

void CopyButton::copy()
{
    QGuiApplication::clipboard()->setText(m_copied);
    setWords(tr("Copied"));
    QAccessibleEvent said(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
    QTimer::singleShot(kCopiedMilliseconds, this, [this] { setWords(m_words); });
}

} // namespace aw::widgets
