#include "libplan/schedule/explanation.hpp"

#include <algorithm>
#include <cstddef>

namespace plan {

using schedule::Arc;
using schedule::Day;

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

/// The end (exclusive) that all others standing still allow, people aside.
Day Explanation::latest_end(int activity) const {
    Day latest = std::min(problem_.activities[at(activity)].deadline, finish_);
    if (const int block = network_.block_of(network_.unit_of(activity)); block >= 0)
        latest = std::min(latest, problem_.windows[at(schedule_.window[at(block)])].end);
    for (const int* i = network_.arcs_out_of().begin(activity); i != network_.arcs_out_of().end(activity); ++i) {
        const Arc& arc = problem_.arcs[at(*i)];
        const bool milestone = arc.to >= static_cast<int>(migration_.tasks.size());
        latest = std::min(latest, (milestone ? latest_end(arc.to) : schedule_.start[at(arc.to)]) - arc.lag);
    }
    return latest;
}

std::int64_t Explanation::slack_of(int activity) {
    const schedule::Mode& mode = mode_of(activity);
    const schedule::DayCalendar& calendar = calendar_of(activity);
    const Day latest = latest_end(activity);
    Day end = schedule_.end[at(activity)];
    for (int rank = calendar.rank(end); rank < calendar.count(); ++rank) {
        const Day day = calendar.day(rank);
        if (day + 1 > latest) break;
        // Of the days that it would take, the others are its own already, or were passed by this very test.
        if (!profile_.fits(mode, day, day + 1)) break;
        end = day + 1;
    }
    return end - schedule_.end[at(activity)];
}

/// The tasks but for which the activity would start earlier.
std::vector<int> Explanation::held_by(int activity) const {
    const schedule::DayCalendar& calendar = calendar_of(activity);
    const Day start = schedule_.start[at(activity)];
    const int block = network_.block_of(network_.unit_of(activity));
    Day from = std::max(binding_cause(activity).bound, binding_cause(activity, true).bound);
    const Day bound = from;
    if (block >= 0) from = std::max(from, problem_.windows[at(schedule_.window[at(block)])].start);
    const int rank = calendar.rank(start);
    if (rank > calendar.rank(from)) {
        if (mode_of(activity).demand_begin == mode_of(activity).demand_end) return {};
        return working_on(problem_.demands[at(mode_of(activity).demand_begin)].resource, calendar.day(rank - 1));
    }
    if (from > bound) return {};  // the window holds it
    std::vector<int> holders;
    for (const int* i = network_.arcs_into().begin(activity); i != network_.arcs_into().end(activity); ++i) {
        const Arc& arc = problem_.arcs[at(*i)];
        if (schedule_.end[at(arc.from)] + arc.lag != bound) continue;
        if (const int source = source_of(*i); source >= 0) holders.push_back(source);
    }
    return holders;
}

std::vector<Float> Explanation::floats() {
    std::vector<Float> floats(migration_.tasks.size());
    std::vector<int> pending;
    for (int task = 0; task < static_cast<int>(floats.size()); ++task) {
        floats[at(task)].slack_days = slack_of(task);
        if (schedule_.end[at(task)] == finish_) {
            floats[at(task)].critical = true;
            pending.push_back(task);
        }
    }
    while (!pending.empty()) {
        const int task = pending.back();
        pending.pop_back();
        for (const int holder : held_by(task)) {
            if (floats[at(holder)].critical || floats[at(holder)].slack_days > 0) continue;
            floats[at(holder)].critical = true;
            pending.push_back(holder);
        }
    }
    return floats;
}

}  // namespace plan
