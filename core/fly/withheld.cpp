// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/withheld.h"

#include <QStringList>
#include <algorithm>

namespace aw::fly {
namespace {

constexpr qsizetype kShortest = 12;
constexpr qsizetype kLongestRead = 4'096;

QString onOneLine(QString text)
{
    for (QChar &letter : text) {
        // Categories and not isPrint(): formatting characters turn the direction of what follows.
        switch (letter.category()) {
        case QChar::Other_Control:
        case QChar::Other_Format:
        case QChar::Other_Surrogate:
        case QChar::Other_PrivateUse:
        case QChar::Other_NotAssigned:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph: letter = QLatin1Char(' '); break;
        default: break;
        }
    }
    return text.simplified();
}

} // namespace

Withheld::Withheld(const QList<QByteArray> &secrets)
{
    for (const QByteArray &secret : secrets) {
        if (secret.size() >= kShortest && !m_secrets.contains(secret))
            m_secrets.append(secret);
    }
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
    for (const QByteArray &secret : m_secrets)
        m_lowered.append(secret.toLower());
}

QByteArray Withheld::in(QByteArray body) const
{
    for (const QByteArray &secret : m_secrets)
        body.replace(secret, "[token]");
    return body;
}

QString Withheld::quoted(const QString &text, qsizetype longest) const
{
    QStringList words = onOneLine(text.left(kLongestRead)).split(QLatin1Char(' '));
    for (QString &word : words) {
        if (repeats(word))
            word = QStringLiteral("[token]");
    }
    QString line = words.join(QLatin1Char(' '));
    if (line.size() > longest)
        line = line.left(longest - 1) + QChar(0x2026);
    return line;
}

bool Withheld::repeats(const QString &word) const
{
    // Case is no difference: a host name made of a token comes back in lower case.
    for (qsizetype at = 0; at + kShortest <= word.size(); ++at) {
        const QByteArray piece = word.mid(at, kShortest).toUtf8().toLower();
        for (const QByteArray &secret : m_lowered) {
            if (secret.contains(piece))
                return true;
        }
    }
    return false;
}

} // namespace aw::fly
