#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace plan {

/// Pieces of work that a thread of its own makes ahead of who takes them, in order. `Piece` is movable. Memory: the
/// pieces that wait, at most `most_ready`, the one that is made and the one that was taken.
template <class Piece>
class Pipeline {
public:
    /// Fills in the next piece, which is as constructed; false when there is no more. What it throws comes out of
    /// `next` behind the pieces before, and behind what was filled in until then.
    using Make = std::function<bool(Piece&)>;

    Pipeline() = default;
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;
    ~Pipeline() { stop(); }

    /// Begins to make pieces; false when the system has no thread to give. What `make` uses is the thread's until
    /// `stop` has returned.
    bool start(Make make) {
        stop();
        make_ = std::move(make);
        try {
            thread_ = std::thread(&Pipeline::work, this);
        } catch (const std::system_error&) {
            return false;
        }
        return true;
    }
    [[nodiscard]] bool started() const { return thread_.joinable(); }

    /// Waits for the next piece; false when there is no more, also ever after.
    bool next(Piece& piece) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !ready_.empty() || ended_; });
        if (ready_.empty()) {
            if (failure_) std::rethrow_exception(failure_);
            return false;
        }
        piece = std::move(ready_.front());
        ready_.pop_front();
        lock.unlock();
        changed_.notify_all();
        return true;
    }

    /// Ends the thread and forgets the pieces that were not taken.
    void stop() {
        if (!thread_.joinable()) return;
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_all();
        thread_.join();
        ready_.clear();
        failure_ = nullptr;
        ended_ = stopping_ = false;
    }

private:
    static constexpr std::size_t most_ready = 3;

    void work() {
        for (bool more = true; more;) {
            Piece piece;
            std::exception_ptr failure;
            try {
                more = make_(piece);
            } catch (...) {
                failure = std::current_exception();
                more = false;
            }
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return ready_.size() < most_ready || stopping_; });
            if (stopping_) return;
            ready_.push_back(std::move(piece));
            failure_ = failure;
            ended_ = !more;
            lock.unlock();
            changed_.notify_all();
        }
    }

    Make make_;
    std::thread thread_;
    std::mutex mutex_;
    std::condition_variable changed_;
    // Guarded by the mutex.
    std::deque<Piece> ready_;
    std::exception_ptr failure_;
    bool ended_ = false, stopping_ = false;
};

}  // namespace plan
