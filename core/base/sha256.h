// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <memory>

struct evp_md_ctx_st;

namespace aw {

/// SHA-256 of what is added piece by piece. For evidence, of which there are tens of megabytes: ten times
/// as fast as QCryptographicHash where the processor has instructions for it.
class Sha256
{
public:
    Sha256();

    void add(QByteArrayView bytes);
    [[nodiscard]] QByteArray result(); ///< 32 bytes; call once, at the end

    [[nodiscard]] static QByteArray of(QByteArrayView bytes);

private:
    struct Free {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace aw
