#pragma once

#include <chrono>
#include <csignal>
#include <optional>

namespace plan::tools {

/// How long a search may go on: so many seconds, or until the user asks for what it has (SIGINT). A second SIGINT ends
/// the tool as usual. One at a time.
class TimeLimit {
public:
    /// Empty: no limit but SIGINT.
    explicit TimeLimit(std::optional<double> seconds);
    ~TimeLimit();
    TimeLimit(const TimeLimit&) = delete;
    TimeLimit& operator=(const TimeLimit&) = delete;

    /// The share of the time that has passed, 1 or more when the search is to end. From any thread.
    [[nodiscard]] double spent() const;
    [[nodiscard]] double seconds() const;  ///< since the beginning
    [[nodiscard]] bool interrupted() const;

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::optional<double> limit_;
    struct sigaction before_ {};
};

}  // namespace plan::tools
