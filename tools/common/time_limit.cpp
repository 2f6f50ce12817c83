#include "tools/common/time_limit.hpp"

#include <algorithm>
#include <atomic>

namespace plan::tools {

namespace {

std::atomic<bool> asked_to_end = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

}  // namespace

TimeLimit::TimeLimit(std::optional<double> seconds) : limit_(seconds) {
    asked_to_end = false;
    struct sigaction once {};
    once.sa_handler = [](int) { asked_to_end = true; };
    // The first one only: the handler before, or the default, takes the next.
    once.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    sigaction(SIGINT, &once, &before_);
}

TimeLimit::~TimeLimit() {
    sigaction(SIGINT, &before_, nullptr);
}

double TimeLimit::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

bool TimeLimit::interrupted() const {
    return asked_to_end;
}

double TimeLimit::spent() const {
    if (interrupted()) return 1;
    if (!limit_) return 0;
    constexpr double shortest = 1e-3;
    return seconds() / std::max(*limit_, shortest);
}

}  // namespace plan::tools
