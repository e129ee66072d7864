// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/interrupts.h"

#include "app/cli/command.h"

#include <QSocketNotifier>
#include <array>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace aw::cli {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM};

// A signal handler can reach nothing but globals.
volatile std::sig_atomic_t pipeEnd = -1;
volatile std::sig_atomic_t seen = 0;

extern "C" void interrupted(int /*signal*/)
{
    if (seen != 0)
        ::_exit(int(Exit::Interrupted));
    seen = 1;
    const char byte = 1;
    // The pipe is empty, so it takes a byte; should it not, the next interrupt ends the process.
    [[maybe_unused]] const ssize_t written = ::write(int(pipeEnd), &byte, 1);
}

class Watch
{
public:
    explicit Watch(std::function<void()> first)
    {
        if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            return;
        pipeEnd = m_pipe[1];
        seen = 0;
        m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                         [this, first = std::move(first)] {
                             char byte = 0;
                             if (::read(m_pipe[0], &byte, 1) == 1)
                                 first();
                         });
        struct sigaction action = {};
        action.sa_handler = interrupted;
        action.sa_flags = SA_RESTART;
        for (std::size_t i = 0; i < kSignals.size(); ++i)
            ::sigaction(kSignals[i], &action, &m_before[i]);
        m_watching = true;
    }
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;
    ~Watch()
    {
        if (!m_watching)
            return;
        for (std::size_t i = 0; i < kSignals.size(); ++i)
            ::sigaction(kSignals[i], &m_before[i], nullptr);
        m_notifier.reset();
        ::close(m_pipe[0]);
        ::close(m_pipe[1]);
    }

private:
    std::array<int, 2> m_pipe{-1, -1};
    std::array<struct sigaction, kSignals.size()> m_before{};
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_watching = false;
};

} // namespace

std::shared_ptr<void> onInterrupt(std::function<void()> first)
{
    return std::make_shared<Watch>(std::move(first));
}

} // namespace aw::cli
