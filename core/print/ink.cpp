// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/ink.h"

namespace aw::print {

Color colorOf(report::Tone tone, Color normal)
{
    switch (tone) {
    case report::Tone::Normal: return normal;
    case report::Tone::Quiet: return kText3;
    case report::Tone::Critical: return {0xAD1220};
    case report::Tone::High: return {0x9A4206};
    case report::Tone::Medium: return {0x735300};
    case report::Tone::Low: return {0x2C5B74};
    case report::Tone::Pass: return {0x17653A};
    case report::Tone::Unknown: return {0x5A4696};
    }
    return normal;
}

} // namespace aw::print
