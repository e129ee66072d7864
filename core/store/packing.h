// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <memory>
#include <optional>

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace aw::store {

/// What one answer may measure at most: the transport accepts no larger one (HttpsLimits).
inline constexpr qint64 kLargestPlain = qint64{64} * 1024 * 1024;

/// Compresses, each text into one zstd frame that states its size and carries a checksum. One for many
/// texts: a context costs more than a small text.
class Packer
{
public:
    Packer();

    /// Storage error beyond kLargestPlain, and when memory is short.
    [[nodiscard]] Result<QByteArray> pack(QByteArrayView plain) const;

private:
    struct Free {
        void operator()(ZSTD_CCtx_s *context) const;
    };
    std::unique_ptr<ZSTD_CCtx_s, Free> m_context;
};

class Unpacker
{
public:
    Unpacker();

    /// Nothing when `packed` is not one whole frame of Packer, or states more than kLargestPlain: that
    /// much is allocated at most.
    [[nodiscard]] std::optional<QByteArray> unpack(QByteArrayView packed) const;

private:
    struct Free {
        void operator()(ZSTD_DCtx_s *context) const;
    };
    std::unique_ptr<ZSTD_DCtx_s, Free> m_context;
};

} // namespace aw::store
