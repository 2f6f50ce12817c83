#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <span>

/// Work on many applications by two threads. Internal to this room.
namespace plan {

/// Which of the two does an application: blocks take turns. Depends on nothing else, so that what one thread keeps of
/// an application is found again by the same.
constexpr std::size_t turn_block = 512;
constexpr std::size_t turn_of(std::size_t index) {
    return index / turn_block % 2;
}

/// Two threads that live as long as this: each begins when it is first needed. A thread for each piece of work would
/// be cheap to start, but what it allocated is handed over at its end, at a cost that grows with all that there is.
class TurnThreads {
public:
    TurnThreads();
    /// Waits until all is done.
    ~TurnThreads();
    TurnThreads(const TurnThreads&) = delete;
    TurnThreads& operator=(const TurnThreads&) = delete;

    /// Does the work in the thread of a turn, after all that was started there before. The future throws what it
    /// throws.
    [[nodiscard]] std::future<void> start(std::size_t turn, std::function<void()> work);

    /// Runs `take(turn)` for both turns, and waits for both. Throws what they throw.
    template <class Take>
    void both(Take take) {
        std::future<void> first = start(0, [&take] { take(std::size_t{0}); });
        std::exception_ptr failure;
        try {
            start(1, [&take] { take(std::size_t{1}); }).get();
        } catch (...) {
            failure = std::current_exception();
        }
        first.get();
        if (failure) std::rethrow_exception(failure);
    }

    /// Calls `some(turn, index)` for each index, those of a turn in their order in one thread. What it does must depend
    /// on the index alone. Throws what `some` throws.
    template <class Some>
    void each(std::size_t begin, std::size_t end, Some some) {
        both([&](std::size_t turn) {
            for (std::size_t index = begin; index < end; ++index)
                if (turn_of(index) == turn) some(turn, index);
        });
    }

    /// The same of these indices: calls `some(turn, place in the list)`.
    template <class Some>
    void each(std::span<const std::uint32_t> indices, Some some) {
        both([&](std::size_t turn) {
            for (std::size_t place = 0; place < indices.size(); ++place)
                if (turn_of(indices[place]) == turn) some(turn, place);
        });
    }

private:
    class Worker;
    std::array<std::unique_ptr<Worker>, 2> workers_;
};

}  // namespace plan
