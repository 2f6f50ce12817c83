#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

void add_calendars(Random& random, const ProblemShape& shape, Problem& problem) {
    problem.calendars.emplace_back(std::vector<bool>(at(shape.horizon), true));
    if (!shape.calendars) return;
    for (int c = 0; c < 2; ++c) {
        std::vector<bool> worked;
        for (Day day = 0; day < shape.horizon; ++day) worked.push_back((day + c) % 7 < 5 && random.below(12) != 0);
        problem.calendars.emplace_back(worked);
    }
}

void add_modes(Random& random, const ProblemShape& shape, bool in_block, Problem& problem, Activity& activity) {
    activity.mode_begin = static_cast<int>(problem.modes.size());
    const int modes = shape.modes ? 1 + random.below(2) : 1;
    for (int m = 0; m < modes; ++m) {
        Mode mode;
        mode.calendar = in_block ? 0 : random.below(static_cast<int>(problem.calendars.size()));
        mode.duration = in_block ? 1 + random.below(2) : random.below(shape.longest + 1);
        mode.demand_begin = static_cast<int>(problem.demands.size());
        const int demands = mode.duration == 0 ? 0 : random.below(shape.resources) + 1;
        for (int r = 0; r < demands; ++r) problem.demands.push_back({r, 1 + random.below(2)});
        mode.demand_end = static_cast<int>(problem.demands.size());
        problem.modes.push_back(mode);
    }
    activity.mode_end = static_cast<int>(problem.modes.size());
}

void add_windows(Random& random, Problem& problem) {
    for (Day day = 5 + random.below(3); day + 3 < problem.horizon; day += 6 + random.below(6))
        problem.windows.push_back({day, day + 2 + random.below(2), 1 + random.below(3)});
}

}  // namespace

Problem random_problem(Random& random, const ProblemShape& shape) {
    Problem problem;
    problem.horizon = shape.horizon;
    add_calendars(random, shape, problem);
    for (int r = 0; r < shape.resources; ++r) {
        Resource resource;
        for (Day day = 0; day < shape.horizon; ++day)
            resource.capacity.push_back(random.below(10) == 0 ? 0 : 2 + random.below(2));
        problem.resources.push_back(resource);
    }
    if (shape.windows) add_windows(random, problem);
    Block block;
    problem.window_sets.emplace_back();
    for (int w = 0; w < static_cast<int>(problem.windows.size()); ++w) problem.window_sets[0].push_back(w);
    for (int a = 0; a < shape.activities; ++a) {
        const bool in_block = shape.windows && a + 2 >= shape.activities;  // the last two
        Activity activity;
        add_modes(random, shape, in_block, problem, activity);
        if (shape.dates && random.below(4) == 0) activity.release = random.below(6);
        if (shape.dates && random.below(5) == 0) activity.deadline = 15 + random.below(shape.horizon / 2);
        problem.activities.push_back(activity);
        if (in_block) block.activities.push_back(a);
        for (int before = 0; before < a; ++before)
            if (random.below(3) == 0) problem.arcs.push_back({before, a, random.below(4) == 0 ? random.below(3) : 0});
    }
    if (shape.windows && random.below(2) == 0) {
        problem.blocks.push_back(block);
    } else if (shape.windows) {
        for (int b = 0; b < 2; ++b) {
            Block alone = block;
            alone.activities = {block.activities[at(b)]};
            if (random.below(2) == 0) alone.apart = {1 - b};
            problem.blocks.push_back(alone);
        }
        if (problem.blocks[0].apart != std::vector<int>{1} || problem.blocks[1].apart != std::vector<int>{0})
            problem.blocks[0].apart = problem.blocks[1].apart = {};
    }
    return problem;
}

std::string broken_rule(const Problem& problem, const Schedule& schedule) {
    std::vector<std::vector<std::int64_t>> used(problem.resources.size(),
                                                std::vector<std::int64_t>(at(problem.horizon), 0));
    for (std::size_t a = 0; a < problem.activities.size(); ++a) {
        const Activity& activity = problem.activities[a];
        const Day start = schedule.start[a], end = schedule.end[a];
        const std::string name = "activity " + std::to_string(a);
        if (schedule.mode[a] < activity.mode_begin || schedule.mode[a] >= activity.mode_end) return name + ": mode";
        const Mode& mode = problem.modes[at(schedule.mode[a])];
        const DayCalendar& calendar = problem.calendars[at(mode.calendar)];
        if (start < activity.release || start < 0) return name + ": release";
        if (end > activity.deadline || end > problem.horizon) return name + ": deadline";
        int worked = 0;
        for (Day day = start; day < end; ++day) {
            if (!calendar.works(day)) continue;
            ++worked;
            for (int d = mode.demand_begin; d < mode.demand_end; ++d)
                used[at(problem.demands[at(d)].resource)][at(day)] += problem.demands[at(d)].amount;
        }
        if (worked != mode.duration) return name + ": duration";
        if (mode.duration > 0 && (!calendar.works(start) || !calendar.works(end - 1))) return name + ": ends";
        if (mode.duration == 0 && start != end) return name + ": milestone";
    }
    for (std::size_t r = 0; r < used.size(); ++r)
        for (Day day = 0; day < problem.horizon; ++day)
            if (used[r][at(day)] > problem.resources[r].capacity[at(day)]) return "capacity on " + std::to_string(day);
    for (const Arc& arc : problem.arcs)
        if (schedule.end[at(arc.from)] + arc.lag > schedule.start[at(arc.to)])
            return "arc " + std::to_string(arc.from) + " " + std::to_string(arc.to);
    std::vector<int> load(problem.windows.size(), 0);
    for (std::size_t b = 0; b < problem.blocks.size(); ++b) {
        const Block& block = problem.blocks[b];
        if (block.activities.empty()) continue;
        const int window = schedule.window[b];
        const std::vector<int>& open = problem.windows_of(block);
        if (std::find(open.begin(), open.end(), window) == open.end()) return "window";
        for (const int a : block.activities)
            if (schedule.start[at(a)] < problem.windows[at(window)].start ||
                schedule.end[at(a)] > problem.windows[at(window)].end)
                return "outside window";
        load[at(window)] += static_cast<int>(block.activities.size());
        for (const int other : block.apart)
            if (schedule.window[at(other)] == window) return "apart";
    }
    for (std::size_t w = 0; w < load.size(); ++w)
        if (load[w] > problem.windows[w].capacity) return "window full";
    return "";
}

namespace {

/// Tries every mode and start of one activity after the other, and every window of every block.
class Enumeration {
public:
    Enumeration(const Problem& problem, Day limit) : problem_(problem), limit_(limit) {
        schedule_.start.assign(problem.activities.size(), 0);
        schedule_.end.assign(problem.activities.size(), 0);
        schedule_.mode.assign(problem.activities.size(), 0);
        schedule_.window.assign(problem.blocks.size(), -1);
    }

    std::optional<Day> run() {
        choose_windows(0);
        return best_;
    }

private:
    void choose_windows(std::size_t block) {
        if (block == problem_.blocks.size()) return place(0);
        for (const int window : problem_.windows_of(problem_.blocks[block])) {
            schedule_.window[block] = window;
            choose_windows(block + 1);
        }
    }

    /// Activities come in a topological order: arcs go from smaller to larger numbers.
    void place(std::size_t a) {
        if (a == problem_.activities.size()) {
            if (broken_rule(problem_, schedule_).empty()) best_ = schedule_.finish();
            return;
        }
        const Activity& activity = problem_.activities[a];
        Day from = activity.release, until = std::min(activity.deadline, best_ ? *best_ - 1 : limit_);
        for (std::size_t b = 0; b < problem_.blocks.size(); ++b)
            for (const int member : problem_.blocks[b].activities)
                if (member == static_cast<int>(a)) {
                    from = std::max(from, problem_.windows[at(schedule_.window[b])].start);
                    until = std::min(until, problem_.windows[at(schedule_.window[b])].end);
                }
        for (const Arc& arc : problem_.arcs)
            if (arc.to == static_cast<int>(a)) from = std::max(from, schedule_.end[at(arc.from)] + arc.lag);
        for (int m = activity.mode_begin; m < activity.mode_end; ++m)
            for (Day start = from; start <= until; ++start) place_at(a, m, start, until);
    }

    void place_at(std::size_t a, int m, Day start, Day until) {
        const Mode& mode = problem_.modes[at(m)];
        const DayCalendar& calendar = problem_.calendars[at(mode.calendar)];
        if (mode.duration > 0 && !calendar.works(start)) return;
        const Day end = calendar.end_of(start, mode.duration);
        if (end > until || (best_ && end >= *best_)) return;
        schedule_.start[a] = start, schedule_.end[a] = end, schedule_.mode[a] = m;
        place(a + 1);
    }

    const Problem& problem_;
    Day limit_;
    Schedule schedule_;
    std::optional<Day> best_;
};

}  // namespace

std::optional<Day> smallest_finish(const Problem& problem, Day limit) {
    return Enumeration(problem, limit).run();
}

std::vector<std::int64_t> random_keys(Random& random, const Network& network) {
    std::vector<std::int64_t> keys;
    for (int unit = 0; unit < network.unit_count(); ++unit) keys.push_back(random.below(1000));
    return keys;
}

}  // namespace plan::schedule
