// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/secret_bytes.h"

#include <QStringEncoder>
#include <cstring>
#include <utility>

namespace aw {

SecretBytes::SecretBytes(QByteArrayView bytes) : SecretBytes(zeros(bytes.size()))
{
    if (!bytes.isEmpty())
        std::memcpy(m_bytes.get(), bytes.data(), std::size_t(bytes.size()));
}

SecretBytes::SecretBytes(const SecretBytes &other) : SecretBytes(other.view()) {}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_bytes(std::move(other.m_bytes)),
      m_size(std::exchange(other.m_size, 0)),
      m_capacity(std::exchange(other.m_capacity, 0))
{}

SecretBytes &SecretBytes::operator=(const SecretBytes &other)
{
    if (this != &other)
        *this = SecretBytes(other.view());
    return *this;
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        clear();
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
        m_capacity = std::exchange(other.m_capacity, 0);
    }
    return *this;
}

SecretBytes SecretBytes::zeros(qsizetype size)
{
    SecretBytes secret;
    if (size <= 0)
        return secret;
    secret.m_bytes = std::make_unique<char[]>(std::size_t(size));
    secret.m_size = size;
    secret.m_capacity = size;
    return secret;
}

SecretBytes SecretBytes::utf8(QStringView text)
{
    QStringEncoder encoder(QStringEncoder::Utf8);
    SecretBytes secret = zeros(encoder.requiredSpace(text.size()));
    if (secret.isEmpty())
        return secret;
    const char *end = encoder.appendToBuffer(secret.data(), text);
    secret.truncate(end - secret.data());
    return secret;
}

SecretBytes SecretBytes::taken(QByteArray &&bytes)
{
    SecretBytes secret{QByteArrayView(bytes)};
    wipe(bytes);
    return secret;
}

void SecretBytes::truncate(qsizetype size)
{
    if (size < 0 || size >= m_size)
        return;
    ::explicit_bzero(m_bytes.get() + size, std::size_t(m_size - size));
    m_size = size;
}

void SecretBytes::clear()
{
    if (m_bytes)
        ::explicit_bzero(m_bytes.get(), std::size_t(m_capacity));
    m_bytes.reset();
    m_size = 0;
    m_capacity = 0;
}

void wipe(QByteArray &text)
{
    if (text.isDetached())
        ::explicit_bzero(text.data(), std::size_t(text.capacity()));
    text.clear();
}

void wipe(QString &text)
{
    if (text.isDetached())
        ::explicit_bzero(text.data(), std::size_t(text.capacity()) * sizeof(QChar));
    text.clear();
}

} // namespace aw
