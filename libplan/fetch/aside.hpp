#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace plan::fetch {

/// Work that is done on a thread of its own, in order, so that a server is listened to while what it said is read.
/// What a job touches is the thread's from when it is handed in until what follows on it is called.
class Aside {
public:
    using Job = std::function<void()>;

    Aside() = default;
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;
    ~Aside();

    /// Urgent jobs come before all others, which keep their order too. `done` is called on that thread right behind the
    /// job. Neither may throw. Where the system has no thread to give both are called at once.
    void add(Job job, bool urgent, Job done);

private:
    struct Piece {
        Job job, done;
    };

    void work();

    std::thread thread_;
    std::mutex mutex_;
    std::condition_variable changed_;
    // Guarded by the mutex.
    std::deque<Piece> urgent_, others_;
    bool stopping_ = false;
};

}  // namespace plan::fetch
