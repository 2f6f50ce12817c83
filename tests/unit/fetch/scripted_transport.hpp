#pragma once

#include "libplan/fetch/client.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace plan::fetch::tests {

/// A network without one: answers come from a function, and time passes only when the client waits.
class ScriptedTransport final : public Transport {
public:
    using Answer = std::function<Outcome(const Request&)>;

    explicit ScriptedTransport(Answer answer, Milliseconds latency = Milliseconds(10))
        : answer_(std::move(answer)), latency_(latency) {}

    void start(std::size_t ticket, const Request& request) override {
        asked.push_back(request);
        begun.push_back(clock_);
        Outcome outcome = answer_(request);
        outcome.ticket = ticket;
        under_way_.push_back({clock_ + latency_, std::move(outcome)});
        most_at_once = std::max(most_at_once, under_way_.size());
    }
    [[nodiscard]] std::optional<Outcome> wait(Milliseconds most) override {
        if (under_way_.empty() || under_way_.front().first > clock_ + most) {
            clock_ += most;
            return std::nullopt;
        }
        clock_ = std::max(clock_, under_way_.front().first);
        if (last_first_) std::ranges::reverse(under_way_);
        Outcome outcome = std::move(under_way_.front().second);
        under_way_.pop_front();
        if (last_first_) std::ranges::reverse(under_way_);
        return outcome;
    }
    [[nodiscard]] Milliseconds now() override { return clock_; }

    /// Of those under way the one that set out last comes back first.
    void answer_last_first() { last_first_ = true; }

    std::vector<Request> asked;
    std::vector<Milliseconds> begun;
    std::size_t most_at_once = 0;

private:
    Answer answer_;
    Milliseconds latency_;
    Milliseconds clock_{0};
    bool last_first_ = false;
    std::deque<std::pair<Milliseconds, Outcome>> under_way_;
};

inline Outcome answer(int status, std::string body = {}, Headers headers = {}) {
    Outcome outcome;
    outcome.response.status = status;
    outcome.response.body = std::move(body);
    outcome.response.headers = std::move(headers);
    return outcome;
}

inline Outcome broken(bool passing = true) {
    Outcome outcome;
    outcome.failure = TransferFailure{"broken-answer", "it broke", {}, passing};
    return outcome;
}

inline Request request(std::string url) {
    Request request;
    request.shown = url;
    request.url = std::move(url);
    return request;
}

}  // namespace plan::fetch::tests
