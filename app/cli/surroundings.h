// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/token/environment.h"
#include "core/token/keychain.h"

#include <QIODevice>
#include <QProcessEnvironment>
#include <functional>
#include <memory>

namespace aw::cli {

/// Everything from outside that a command may touch. Tests fill it with buffers.
struct Surroundings {
    QIODevice &in; ///< unbuffered where a token may come through it
    QIODevice &out;
    QIODevice &err;
    QProcessEnvironment environment;           ///< as it was at the start, without the token
    token::EnvironmentToken environmentToken;  ///< that token
    std::shared_ptr<token::Keychain> keychain; ///< null: none is to be asked
    Clock clock;
    bool outIsTerminal = false;
    bool errIsTerminal = false;
    bool inIsTerminal = false; ///< somebody is there to answer a question
    int columns = 0; ///< of the terminal; 0 when unknown
    /// Calls back when the user interrupts, for as long as what it returns is alive.
    std::function<std::shared_ptr<void>(std::function<void()>)> onInterrupt;
};

} // namespace aw::cli
