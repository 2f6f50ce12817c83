#include "libplan/source/read_ahead.hpp"

#include <system_error>

namespace plan {

void ReadAhead::Batch::add(const SheetRow& row) {
    for (const SheetCell& cell : row.cells) {
        texts_ += cell.text;
        cells_.push_back({texts_.size(), cell.state});
    }
    rows_.push_back({row.number, row.repeats, cells_.size()});
}

bool ReadAhead::Batch::full() const {
    constexpr std::size_t most_bytes = std::size_t{1} << 18, most_cells = 16384, most_rows = 4096;
    return texts_.size() >= most_bytes || cells_.size() >= most_cells || rows_.size() >= most_rows;
}

bool ReadAhead::Batch::next(SheetRow& row) {
    if (row_ == rows_.size()) return false;
    const Row& from = rows_[row_++];
    row.number = from.number;
    row.repeats = from.repeats;
    row.cells.clear();
    for (; cell_ < from.cells_end; ++cell_) {
        const Cell& cell = cells_[cell_];
        row.cells.push_back({std::string_view(texts_).substr(text_, cell.text_end - text_), cell.state});
        text_ = cell.text_end;
    }
    return true;
}

bool ReadAhead::next_sheet() {
    stop();
    rows_ = 0;
    return reader_.next_sheet();
}

void ReadAhead::restart() {
    stop();
    reader_.restart();
}

bool ReadAhead::next_row(SheetRow& row) {
    constexpr std::size_t rows_without = 256;
    if (!thread_.joinable() && !ended_ && (++rows_ <= rows_without || !start())) return reader_.next_row(row);
    while (!batch_.next(row)) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !ready_.empty() || ended_; });
        if (!ready_.empty()) {
            batch_ = std::move(ready_.front());
            ready_.pop_front();
            changed_.notify_all();
        } else if (failure_) {
            std::rethrow_exception(failure_);
        } else {
            return false;
        }
    }
    return true;
}

/// False when the system has no thread to give: then it goes without.
bool ReadAhead::start() {
    try {
        thread_ = std::thread(&ReadAhead::work, this);
        return true;
    } catch (const std::system_error&) {
        return false;
    }
}

void ReadAhead::stop() {
    if (thread_.joinable()) {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    ready_.clear();
    batch_ = Batch();
    failure_ = nullptr;
    ended_ = stopping_ = false;
}

void ReadAhead::work() {
    Batch batch;
    try {
        SheetRow row;
        while (reader_.next_row(row)) {
            batch.add(row);
            if (batch.full() && !hand_over(batch, false)) return;
        }
    } catch (...) {
        const std::lock_guard lock(mutex_);
        failure_ = std::current_exception();
    }
    hand_over(batch, true);
}

/// False when nobody wants the rows any more.
bool ReadAhead::hand_over(Batch& batch, bool last) {
    constexpr std::size_t most_ready = 2;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ready_.size() < most_ready || stopping_; });
    ready_.push_back(std::move(batch));
    batch = Batch();
    ended_ = last;
    changed_.notify_all();
    return !stopping_;
}

}  // namespace plan
