#pragma once

#include "libplan/policy/turn_threads.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <utility>
#include <vector>

/// Internal to this room.
namespace plan {

/// Things that are made of applications, asked for in their order: the next some hundreds are made meanwhile. Batches
/// take turns, and a thing of one that is done with is handed over to be made again, with the memory that it has.
template <class Thing>
class MadeAhead {
public:
    using Make = std::function<void(std::size_t turn, std::size_t index, Thing& thing)>;

    /// The threads must outlive it, and are used by nobody else while things are being made.
    MadeAhead(TurnThreads& threads, std::size_t count, Make make)
        : threads_(threads), count_(count), make_(std::move(make)) {}
    ~MadeAhead() { wait(); }
    MadeAhead(const MadeAhead&) = delete;
    MadeAhead& operator=(const MadeAhead&) = delete;

    /// Valid until another is asked for. Throws what making it, or one of its neighbours, throws.
    [[nodiscard]] const Thing& at(std::size_t index) {
        if (batches_.empty() || !batches_.front().ready(index)) go_to(index);
        return batches_.front().made[index - batches_.front().begin];
    }
    /// Until nothing is being made.
    void wait() const {
        for (const Batch& batch : batches_) batch.wait();
    }

private:
    static constexpr std::size_t batch_size = 2 * turn_block, most_ahead = 2;

    struct Batch {
        std::size_t begin = 0, size = 0;
        std::vector<Thing> made;
        std::array<std::future<void>, 2> done;  ///< by turn; not valid when that was found

        [[nodiscard]] bool holds(std::size_t index) const { return index >= begin && index - begin < size; }
        [[nodiscard]] bool ready(std::size_t index) const {
            return holds(index) && !done[0].valid() && !done[1].valid();
        }
        void wait() const {
            for (const std::future<void>& some : done)
                if (some.valid()) some.wait();
        }
    };

    /// Behind the last one.
    void begin_batch(std::size_t begin) {
        Batch& batch = batches_.emplace_back();
        if (!spare_.empty()) {
            batch.made = std::move(spare_.back());
            spare_.pop_back();
        }
        batch.begin = begin;
        batch.size = std::min(batch_size, count_ - begin);
        batch.made.resize(std::max(batch.made.size(), batch.size));
        for (std::size_t turn = 0; turn < 2; ++turn)
            batch.done[turn] = threads_.start(turn, [this, turn, &batch] {
                for (std::size_t index = batch.begin; index < batch.begin + batch.size; ++index)
                    if (turn_of(index) == turn) make_(turn, index, batch.made[index - batch.begin]);
            });
    }

    void drop_front() {
        batches_.front().wait();
        spare_.push_back(std::move(batches_.front().made));
        batches_.pop_front();
    }

    /// Batches begin where blocks of turns do, so that a thing stays with its thread.
    void go_to(std::size_t index) {
        while (!batches_.empty() && !batches_.front().holds(index)) drop_front();
        if (batches_.empty()) begin_batch(index - index % batch_size);
        for (;;) {
            const std::size_t behind = batches_.back().begin + batches_.back().size;
            if (behind >= count_ || batches_.size() > most_ahead) break;
            begin_batch(behind);
        }
        Batch& front = batches_.front();
        front.wait();
        try {
            for (std::future<void>& some : front.done)
                if (some.valid()) some.get();
        } catch (...) {
            drop_front();
            throw;
        }
    }

    TurnThreads& threads_;
    std::size_t count_;
    Make make_;
    std::deque<Batch> batches_;  ///< the one that is given away, and those behind it; they stay where they are
    std::vector<std::vector<Thing>> spare_;
};

}  // namespace plan
