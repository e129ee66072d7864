// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <memory>

namespace aw {

/// Bytes that must not outlive their use, as a credential does: the buffer is this value's alone, never
/// shared, and is overwritten before it goes back to the system. Moving hands the buffer on and leaves
/// nothing behind; a copy is another buffer, overwritten by itself.
///
/// What no value can see to: pages that were swapped out (both programs turn off core files, see
/// closeToOthers), and copies that others make. Qt and the TLS library keep their own of what is sent
/// (QNetworkRequest of its headers), the keychain's library of what passes through it, a QLineEdit of
/// what is typed. They are freed, and the process is closed to other processes while they live.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(QByteArrayView bytes); ///< a copy of them
    SecretBytes(const SecretBytes &other);
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(const SecretBytes &other);
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    ~SecretBytes() { clear(); }

    [[nodiscard]] static SecretBytes zeros(qsizetype size);     ///< to be filled through data()
    [[nodiscard]] static SecretBytes utf8(QStringView text);    ///< of a text, without another copy
    [[nodiscard]] static SecretBytes taken(QByteArray &&bytes); ///< a copy; `bytes` are wiped

    [[nodiscard]] QByteArrayView view() const { return {m_bytes.get(), m_size}; }
    [[nodiscard]] char *data() { return m_bytes.get(); }
    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

    void truncate(qsizetype size); ///< the rest is overwritten at once
    void clear();

    friend bool operator==(const SecretBytes &a, QByteArrayView b) { return a.view() == b; }

private:
    std::unique_ptr<char[]> m_bytes;
    qsizetype m_size = 0;     ///< of what is held
    qsizetype m_capacity = 0; ///< of the buffer, all of which is overwritten
};

/// Overwrites and empties `text` where nobody shares its buffer. A shared one, and a literal, is let go
/// as it is: others read it.
void wipe(QByteArray &text);
void wipe(QString &text);

} // namespace aw
