#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <functional>
#include <future>
#include <utility>
#include <vector>

/// Work on many applications by two threads. Internal to this room.
namespace plan {

/// Which of the two does an application: blocks take turns. Depends on nothing else, so that what one thread keeps of
/// an application is found again by the same.
constexpr std::size_t turn_block = 512;
constexpr std::size_t turn_of(std::size_t index) {
    return index / turn_block % 2;
}

/// Calls `some(turn, index)` for each index, those of a turn in their order in one thread. What it does must depend on
/// the index alone. Throws what `some` throws.
template <class Some>
void in_turns(std::size_t begin, std::size_t end, Some some) {
    const auto take = [&](std::size_t turn) {
        for (std::size_t index = begin; index < end; ++index)
            if (turn_of(index) == turn) some(turn, index);
    };
    const bool two = begin < end && (turn_of(begin) == 1 || turn_of(end - 1) == 1 || end - begin > turn_block);
    if (!two) return take(0);
    auto other = std::async(std::launch::async, take, std::size_t{1});
    std::exception_ptr failure;
    try {
        take(0);
    } catch (...) {
        failure = std::current_exception();
    }
    other.get();
    if (failure) std::rethrow_exception(failure);
}

/// Things that are made of applications, asked for in their order: the next some hundreds are made meanwhile. Two
/// batches take turns, and a thing of the last but one is handed over to be made again, with the memory that it has.
template <class Thing>
class MadeAhead {
public:
    using Make = std::function<void(std::size_t turn, std::size_t index, Thing& thing)>;

    MadeAhead(std::size_t count, Make make) : count_(count), make_(std::move(make)) {}

    /// Valid until another is asked for.
    [[nodiscard]] const Thing& at(std::size_t index) {
        if (!batch_.holds(index)) go_to(index);
        return batch_.made[index - batch_.begin];
    }
    /// Until nothing is being made.
    void wait() const {
        if (next_.valid()) next_.wait();
    }

private:
    struct Batch {
        std::size_t begin = 0, size = 0;
        std::vector<Thing> made;

        [[nodiscard]] bool holds(std::size_t index) const { return index >= begin && index - begin < size; }
    };

    [[nodiscard]] Batch filled(Batch batch, std::size_t begin) const {
        constexpr std::size_t largest = 2048;
        batch.begin = begin;
        batch.size = std::min(largest, count_ - begin);
        batch.made.resize(std::max(batch.made.size(), batch.size));
        in_turns(begin, begin + batch.size,
                 [&](std::size_t turn, std::size_t index) { make_(turn, index, batch.made[index - begin]); });
        return batch;
    }

    void go_to(std::size_t index) {
        Batch spare = std::exchange(batch_, {});
        if (next_.valid()) batch_ = next_.get();
        if (!batch_.holds(index)) batch_ = filled(std::exchange(batch_, {}), index);
        const std::size_t behind = batch_.begin + batch_.size;
        if (behind >= count_) return;
        next_ = std::async(std::launch::async, [this, behind, kept = std::move(spare)]() mutable {
            return filled(std::move(kept), behind);
        });
    }

    std::size_t count_;
    Make make_;
    Batch batch_;              ///< that is given away
    std::future<Batch> next_;  ///< the one behind
};

}  // namespace plan
