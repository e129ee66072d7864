// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/facts.h"

#include <QByteArray>
#include <cstdlib>

// Whatever a macaroon's bytes are, reading them ends, and what is not understood never makes a token
// look narrower than its caveats say. The first byte says where the input is cut into two macaroons.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size < 1 || size > 32 * 1024)
        return 0;
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const qsizetype cut = bytes.isEmpty() ? 0 : qsizetype(data[0]) * bytes.size() / 256;
    const QByteArray text = "fm2_" + bytes.left(cut).toBase64() + ",fm2_" + bytes.mid(cut).toBase64();
    const auto token = aw::fly::Token::parse(QByteArrayView(text));
    if (!token)
        return 0;
    const aw::token::TokenFacts facts = aw::token::factsOf(*token);
    if (!facts.unknown.isEmpty() && facts.writes == aw::token::Answer::Yes)
        std::abort(); // a caveat that is not understood may narrow it
    for (const aw::token::Part &part : facts.parts) {
        if (part.kind == aw::token::Part::Kind::Unknown && facts.writes == aw::token::Answer::No)
            std::abort();
    }
    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
    for (const aw::token::Width &width : aw::token::widthOf(facts, aw::token::Answer::NotAsked, now)) {
        if (width.sentence.isEmpty())
            std::abort();
    }
    return aw::token::kindWords(facts).isEmpty() ? 1 : 0;
}
