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

SecretBytes lowered(const SecretBytes &secret)
{
    SecretBytes low = secret;
    std::transform(low.data(), low.data() + low.size(), low.data(),
                   [](char letter) { return letter >= 'A' && letter <= 'Z' ? char(letter + 32) : letter; });
    return low;
}

} // namespace

Withheld::Withheld(std::vector<SecretBytes> secrets)
{
    for (SecretBytes &secret : secrets) {
        if (secret.size() >= kShortest &&
            std::find(m_secrets.begin(), m_secrets.end(), secret.view()) == m_secrets.end())
            m_secrets.push_back(std::move(secret));
    }
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const SecretBytes &a, const SecretBytes &b) { return a.size() > b.size(); });
    for (const SecretBytes &secret : m_secrets)
        m_lowered.push_back(lowered(secret));
}

QByteArray Withheld::in(QByteArray body) const
{
    for (const SecretBytes &secret : m_secrets)
        body.replace(secret.view(), "[token]");
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
        for (const SecretBytes &secret : m_lowered) {
            if (secret.view().contains(piece))
                return true;
        }
    }
    return false;
}

} // namespace aw::fly
