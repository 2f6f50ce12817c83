#include "libplan/fetch/aside.hpp"

#include <system_error>
#include <utility>

namespace plan::fetch {

Aside::~Aside() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Aside::add(Job job, bool urgent, Job done) {
    if (!thread_.joinable()) {
        try {
            thread_ = std::thread(&Aside::work, this);
        } catch (const std::system_error&) {
            job();
            done();
            return;
        }
    }
    {
        const std::lock_guard lock(mutex_);
        (urgent ? urgent_ : others_).push_back({std::move(job), std::move(done)});
    }
    changed_.notify_all();
}

void Aside::work() {
    for (;;) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stopping_ || !urgent_.empty() || !others_.empty(); });
        if (stopping_) return;
        std::deque<Piece>& from = urgent_.empty() ? others_ : urgent_;
        Piece piece = std::move(from.front());
        from.pop_front();
        lock.unlock();
        piece.job();
        piece.job = nullptr;  // what it held is given back here, not by who is told
        piece.done();
    }
}

}  // namespace plan::fetch
