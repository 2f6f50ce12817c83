#include "libplan/policy/turn_threads.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace plan {

class TurnThreads::Worker {
public:
    Worker() : thread_([this] { run(); }) {}
    ~Worker() {
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void add(std::packaged_task<void()> task) {
        {
            const std::lock_guard lock(mutex_);
            tasks_.push_back(std::move(task));
        }
        changed_.notify_one();
    }

private:
    void run() {
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return closing_ || !tasks_.empty(); });
            if (tasks_.empty()) return;
            std::packaged_task<void()> task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::packaged_task<void()>> tasks_;
    bool closing_ = false;
    std::thread thread_;  // begins when all else is there
};

TurnThreads::TurnThreads() = default;
TurnThreads::~TurnThreads() = default;

std::future<void> TurnThreads::start(std::size_t turn, std::function<void()> work) {
    if (!workers_[turn]) workers_[turn] = std::make_unique<Worker>();
    std::packaged_task<void()> task(std::move(work));
    std::future<void> done = task.get_future();
    workers_[turn]->add(std::move(task));
    return done;
}

}  // namespace plan
