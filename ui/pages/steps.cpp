// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/steps.h"

#include <QHBoxLayout>

namespace aw::pages {

using theme::Ink;
using theme::TextRole;
using widgets::TextLabel;

QHBoxLayout *stepHead(int number, const QString &title, const QString &quiet)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new TextLabel(TextRole::H2, Ink::Accent, QString::number(number)));
    row->addWidget(new TextLabel(TextRole::H2, Ink::Text, title));
    row->addWidget(new TextLabel(TextRole::Caption, Ink::Text2, quiet, TextLabel::Fit::ElideEnd), 1);
    return row;
}

TextLabel *wrapped(TextRole role, Ink ink, const QString &text)
{
    return new TextLabel(role, ink, text, TextLabel::Fit::Wrapped);
}

} // namespace aw::pages
