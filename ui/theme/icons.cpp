// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <QWidget>

namespace aw::theme {

QPixmap pixmap(const QString &name, Ink ink, int size, const QWidget *widget)
{
    const Tokens tokens = tokensOf(widget);
    const double ratio = widget ? widget->devicePixelRatioF() : 1.0;
    const QString key = QStringLiteral("aw/%1/%2/%3/%4/%5")
                            .arg(name, tokens(ink).name())
                            .arg(tokens.dark())
                            .arg(size)
                            .arg(ratio);
    QPixmap made;
    if (QPixmapCache::find(key, &made))
        return made;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", tokens(ink).name().toLatin1());
    // The arrow of the logo stays white: its ground is the accent fill in both schemes.
    if (tokens.dark() && ink != Ink::AccentFill)
        drawing.replace("#fff", tokens(Ink::Surface).name().toLatin1());
    QSvgRenderer renderer(drawing);
    made = QPixmap(QSize(size, size) * ratio);
    made.setDevicePixelRatio(ratio);
    made.fill(Qt::transparent);
    QPainter painter(&made);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, made);
    return made;
}

QIcon icon(const QString &name, Ink ink, const QWidget *widget)
{
    const int size = scaled(16, widget);
    QIcon made;
    made.addPixmap(pixmap(name, ink, size, widget));
    made.addPixmap(pixmap(name, Ink::Text3, size, widget), QIcon::Disabled);
    return made;
}

} // namespace aw::theme
