// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/sha256.h"

#include <new>
#include <openssl/evp.h>

namespace aw {
namespace {

/// These calls fail only where there is no memory for what they need.
void must(bool done)
{
    if (!done)
        throw std::bad_alloc();
}

} // namespace

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    must(m_context && EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) == 1);
}

void Sha256::add(QByteArrayView bytes)
{
    must(EVP_DigestUpdate(m_context.get(), bytes.data(), std::size_t(bytes.size())) == 1);
}

QByteArray Sha256::result()
{
    QByteArray out(EVP_MD_get_size(EVP_sha256()), Qt::Uninitialized);
    // OpenSSL's bytes are unsigned.
    must(EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(out.data()), nullptr) == 1);
    return out;
}

QByteArray Sha256::of(QByteArrayView bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.result();
}

} // namespace aw
