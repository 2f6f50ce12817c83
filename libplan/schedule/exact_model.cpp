#include "libplan/schedule/exact_model.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Makes the model's shapes, each once.
class ShapeMaker {
public:
    ShapeMaker(const Problem& problem, ExactModel& model) : problem_(problem), model_(model) {}

    /// Of an activity with one mode; `window_set` is -1 outside blocks.
    int of_mode(const Mode& mode, int window_set) {
        const auto [entry, added] = known_.try_emplace({mode.calendar, mode.duration, window_set}, -1);
        if (added) entry->second = add(ends_of(mode, window_set), problem_.calendars[at(mode.calendar)]);
        return entry->second;
    }

    /// Of an activity with several: it may start whenever one mode may, and ends as early as the quickest.
    int of_modes(const Activity& activity, int window_set) {
        std::vector<Day> ends(at(model_.horizon) + 1, -1);
        for (int m = activity.mode_begin; m < activity.mode_end; ++m) {
            const std::vector<Day> of_mode = ends_of(problem_.modes[at(m)], window_set);
            for (std::size_t day = 0; day < ends.size(); ++day)
                if (of_mode[day] >= 0) ends[day] = ends[day] < 0 ? of_mode[day] : std::min(ends[day], of_mode[day]);
        }
        Day smallest = never;  // a later start in a quicker mode may end earlier
        for (std::size_t day = ends.size(); day-- > 0;)
            if (ends[day] >= 0) ends[day] = smallest = std::min(smallest, ends[day]);
        return add(ends, problem_.calendars[at(problem_.modes[at(activity.mode_begin)].calendar)]);
    }

private:
    std::vector<Day> ends_of(const Mode& mode, int window_set) const {
        const DayCalendar& calendar = problem_.calendars[at(mode.calendar)];
        std::vector<Day> ends(at(model_.horizon) + 1, -1);
        for (Day day = 0; day <= model_.horizon; ++day) {
            if (mode.duration > 0 && !calendar.works(day)) continue;
            const Day end = calendar.end_of(day, mode.duration);
            if (end <= model_.horizon && (window_set < 0 || fits_window(window_set, day, end))) ends[at(day)] = end;
        }
        return ends;
    }

    bool fits_window(int window_set, Day start, Day end) const {
        const std::vector<int>& windows = problem_.window_sets[at(window_set)];
        return std::any_of(windows.begin(), windows.end(), [&](int w) {
            return problem_.windows[at(w)].start <= start && end <= problem_.windows[at(w)].end;
        });
    }

    int add(const std::vector<Day>& ends, const DayCalendar& calendar) {
        std::vector<bool> worked;
        for (Day day = 0; day < model_.horizon; ++day) worked.push_back(calendar.works(day));
        model_.shapes.emplace_back(ends, std::move(worked));
        return static_cast<int>(model_.shapes.size()) - 1;
    }

    const Problem& problem_;
    ExactModel& model_;
    std::map<std::tuple<int, int, int>, int> known_;
};

void add_uses(const Problem& problem, const Mode& mode, ExactModel& model) {
    const std::size_t first = model.uses.size();
    for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
        const Demand& demand = problem.demands[at(d)];
        if (demand.amount <= 0 || mode.duration == 0) continue;
        const auto same = std::find_if(model.uses.begin() + static_cast<std::ptrdiff_t>(first), model.uses.end(),
                                       [&](const ExactModel::Use& use) { return use.resource == demand.resource; });
        if (same != model.uses.end())
            same->amount += demand.amount;
        else
            model.uses.push_back({demand.resource, demand.amount});
    }
}

/// Whether windows ask for more than that each activity lies in one of its own.
bool windows_interact(const Problem& problem) {
    std::size_t in_blocks = 0;
    for (const Block& block : problem.blocks) {
        if (block.activities.size() > 1 || !block.apart.empty()) return true;
        in_blocks += block.activities.size();
    }
    return std::any_of(problem.windows.begin(), problem.windows.end(), [&](const Window& window) {
        return window.capacity < 1 || static_cast<std::size_t>(window.capacity) < in_blocks;
    });
}

}  // namespace

ExactModel make_exact_model(const Network& network, Day horizon) {
    const Problem& problem = network.problem();
    ExactModel model;
    model.horizon = std::min(horizon, problem.horizon);
    model.relaxed = windows_interact(problem);
    model.arcs = problem.arcs;
    ShapeMaker shapes(problem, model);
    for (std::size_t a = 0; a < problem.activities.size(); ++a) {
        const Activity& activity = problem.activities[a];
        const int block = network.block_of(network.unit_of(static_cast<int>(a)));
        const int window_set = block < 0 ? -1 : problem.blocks[at(block)].window_set;
        ExactModel::Task task;
        task.use_begin = static_cast<int>(model.uses.size());
        if (activity.mode_end - activity.mode_begin == 1) {
            const Mode& mode = problem.modes[at(activity.mode_begin)];
            task.shape = shapes.of_mode(mode, window_set);
            task.duration = mode.duration;
            task.calendar = mode.calendar;
            add_uses(problem, mode, model);
        } else {
            task.shape = shapes.of_modes(activity, window_set);
            model.relaxed = true;
        }
        task.use_end = static_cast<int>(model.uses.size());
        task.earliest = std::max(activity.release, 0);
        task.latest = model.shapes[at(task.shape)].latest(std::min(activity.deadline, model.horizon));
        model.tasks.push_back(task);
    }
    for (const Resource& resource : problem.resources)
        model.capacity.emplace_back(resource.capacity.begin(), resource.capacity.begin() + model.horizon);
    return model;
}

Schedule schedule_from(const Problem& problem, const std::vector<Day>& starts) {
    Schedule schedule;
    schedule.start = starts;
    schedule.window.assign(problem.blocks.size(), -1);
    for (std::size_t a = 0; a < starts.size(); ++a) {
        const int m = problem.activities[a].mode_begin;
        const Mode& mode = problem.modes[at(m)];
        schedule.mode.push_back(m);
        schedule.end.push_back(problem.calendars[at(mode.calendar)].end_of(starts[a], mode.duration));
    }
    for (std::size_t b = 0; b < problem.blocks.size(); ++b) {
        if (problem.blocks[b].activities.empty()) continue;
        const std::size_t a = at(problem.blocks[b].activities.front());
        for (const int w : problem.windows_of(problem.blocks[b]))
            if (problem.windows[at(w)].start <= schedule.start[a] && schedule.end[a] <= problem.windows[at(w)].end)
                schedule.window[b] = w;
    }
    return schedule;
}

}  // namespace plan::schedule
