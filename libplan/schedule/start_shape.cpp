#include "libplan/schedule/start_shape.hpp"

#include <algorithm>
#include <utility>

namespace plan::schedule {

StartShape::StartShape(const std::vector<Day>& ends, std::vector<bool> worked) : worked_(std::move(worked)) {
    const Day none = static_cast<Day>(ends.size());  // horizon + 1
    const std::size_t size = ends.size() + 1;
    up_.assign(size, none);
    down_.assign(size, -1);
    end_.assign(size, none);
    reach_.assign(size, none);
    for (std::size_t day = ends.size(); day-- > 0;) {
        up_[day] = ends[day] >= 0 ? static_cast<Day>(day) : up_[day + 1];
        end_[day] = ends[day] >= 0 ? ends[day] : end_[day + 1];
    }
    for (std::size_t day = 0; day < size; ++day) {
        const bool possible = day < ends.size() && ends[day] >= 0;
        down_[day] = possible ? static_cast<Day>(day) : day > 0 ? down_[day - 1] : -1;
    }
    Day start = 0;
    for (Day day = 0; day < none; ++day) {
        while (start < none && end_[static_cast<std::size_t>(start)] <= day) ++start;
        reach_[static_cast<std::size_t>(day)] = start;
    }
    every_day_ = std::find(worked_.begin(), worked_.end(), false) == worked_.end();
    if (every_day_) return;
    for (std::size_t day = 0; day < worked_.size(); ++day) {
        rank_.push_back(static_cast<Day>(days_.size()));
        if (worked_[day]) days_.push_back(static_cast<Day>(day));
    }
    rank_.push_back(static_cast<Day>(days_.size()));
}

}  // namespace plan::schedule
