#include "libplan/record/defaults.hpp"
#include "libplan/schedule/explanation.hpp"
#include "libplan/schedule/reason_texts.hpp"
#include "libplan/schedule/working_days.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>

namespace plan {

using schedule::Day;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

bool names(const Constraint& constraint, const std::string& id) {
    return std::find(constraint.applications.begin(), constraint.applications.end(), id) !=
           constraint.applications.end();
}

}  // namespace

void Explanation::index_frozen_windows() {
    Portfolio thawed;
    thawed.calendars = portfolio_.calendars;
    bool frozen = false;
    for (Calendar& calendar : thawed.calendars) {
        frozen = frozen || !calendar.freeze.empty();
        calendar.freeze.clear();
    }
    if (!frozen) return;
    std::set<std::tuple<std::string, Date>> usable;
    for (const CutoverWindow& window : migration_.windows) usable.emplace(window.id, window.start);
    const Date last = migration_.start + (problem_.horizon - 1);
    for (const CutoverWindow& window : usable_windows(thawed, migration_.start, last)) {
        if (usable.contains({window.id, window.start})) continue;
        for (const Calendar& calendar : portfolio_.calendars)
            for (const Freeze& freeze : calendar.freeze)
                if (concerns(freeze, Phase::cutover) && freeze.start <= window.finish && window.start <= freeze.finish)
                    frozen_windows_.push_back(
                        {window.start - migration_.start, window.finish - migration_.start + 1, &freeze});
    }
}

/// Where it lies within the window, then what holds for all of its block.
void Explanation::explain_window(int activity, Reasons& reasons) {
    const int block = network_.block_of(network_.unit_of(activity));
    const Day window_start = problem_.windows[at(schedule_.window[at(block)])].start;
    const Day start = schedule_.start[at(activity)];
    const Cause inside = binding_cause(activity, true);
    if (inside.arc >= 0 && inside.bound == start)
        reasons.push_back(reason_for_arc(inside.arc));
    else if (start > std::max(window_start, binding_cause(activity).bound))
        reasons.push_back(held_back(activity, std::max(window_start, binding_cause(activity).bound)));
    window_reasons_.resize(problem_.blocks.size());
    if (window_reasons_[at(block)].empty()) window_reasons_[at(block)] = why_this_window(block);
    reasons.insert(reasons.end(), window_reasons_[at(block)].begin(), window_reasons_[at(block)].end());
}

Reasons Explanation::why_this_window(int block) {
    const std::vector<int>& members = problem_.blocks[at(block)].activities;
    int last_ready = members.front();
    Cause cause = binding_cause(last_ready);
    for (const int member : members) {
        const Cause other = binding_cause(member);
        if (other.bound > cause.bound) cause = other, last_ready = member;
    }
    Reasons reasons;
    const int window = schedule_.window[at(block)];
    if (const int passed = last_passed_window(block, window, cause.bound); passed >= 0)
        if (auto refused = refused_window(block, passed)) reasons.push_back(std::move(*refused));
    if (auto freeze = frozen_window(cause.bound, problem_.windows[at(window)].start))
        reasons.push_back(std::move(*freeze));
    const CutoverWindow& record = migration_.windows[at(window)];
    reasons.push_back(make_reason(schedule_reasons::window, language_,
                                  {{"window", record.id},
                                   {"start", record.start.to_iso()},
                                   {"finish", record.finish.to_iso()},
                                   {"date", date(cause.bound)}}));
    if (cause.bound > 0) reasons.push_back(reason_for(last_ready, cause));
    return reasons;
}

/// The last window before `window` that still had days enough when the block was ready.
int Explanation::last_passed_window(int block, int window, Day ready) const {
    Day longest = 0;
    for (const int member : problem_.blocks[at(block)].activities)
        longest = std::max(longest, mode_of(member).duration);
    for (int w = window - 1; w >= 0; --w) {
        const schedule::Window& passed = problem_.windows[at(w)];
        if (std::max(passed.start, ready) + longest <= passed.end) return w;
    }
    return -1;
}

std::optional<Reason> Explanation::refused_window(int block, int window) {
    namespace say = schedule_reasons;
    const schedule::Block& what = problem_.blocks[at(block)];
    const std::string& id = migration_.windows[at(window)].id;
    if (auto closed = closed_by_constraint(block, window)) return closed;
    for (const int other : what.apart)
        if (schedule_.window[at(other)] == window) return apart_reason(block, other, window);
    const schedule::Window& where = problem_.windows[at(window)];
    if (window_load_[at(window)] + static_cast<std::int64_t>(what.activities.size()) > where.capacity)
        return make_reason(say::window_full, language_, {{"window", id}, {"limit", std::to_string(where.capacity)}});
    const int team = short_of_people(block, window);
    if (team < 0) return dearer(earlier_.in_window(block, window), id);
    return make_reason(say::window_team, language_, {{"team", migration_.teams[at(team)].id}, {"window", id}});
}

std::optional<Reason> Explanation::closed_by_constraint(int block, int window) const {
    namespace say = schedule_reasons;
    const schedule::Block& what = problem_.blocks[at(block)];
    const std::vector<int>& open = problem_.windows_of(what);
    if (std::binary_search(open.begin(), open.end(), window)) return std::nullopt;
    const std::string& id = migration_.windows[at(window)].id;
    for (const Constraint& constraint : portfolio_.constraints) {
        if (constraint.weight || constraint.kind != ConstraintKind::window) continue;
        if (std::find(constraint.windows.begin(), constraint.windows.end(), id) != constraint.windows.end()) continue;
        for (const int member : what.activities)
            if (names(constraint, portfolio_.applications[at(migration_.tasks[at(member)].application)].id))
                return make_reason(say::constraint_window, language_, {{"constraint", constraint.id}, {"window", id}});
    }
    if (migration_.wave_pins.empty()) return std::nullopt;
    const int pin = migration_.wave_pins.front().constraint;
    return make_reason(say::constraint_wave, language_,
                       {{"constraint", portfolio_.constraints[at(pin)].id}, {"window", id}});
}

Reason Explanation::apart_reason(int block, int other, int window) const {
    const auto application = [&](int member) -> const std::string& {
        return portfolio_.applications[at(migration_.tasks[at(member)].application)].id;
    };
    const auto named_in = [&](const Constraint& constraint, int of_block) {
        for (const int member : problem_.blocks[at(of_block)].activities)
            if (names(constraint, application(member))) return member;
        return -1;
    };
    std::string constraint_id, other_id;
    for (const Constraint& constraint : portfolio_.constraints) {
        if (constraint.kind != ConstraintKind::apart || constraint.weight) continue;
        const int there = named_in(constraint, other);
        if (there < 0 || named_in(constraint, block) < 0) continue;
        constraint_id = constraint.id, other_id = application(there);
        break;
    }
    return make_reason(
        schedule_reasons::constraint_apart, language_,
        {{"constraint", constraint_id}, {"application", other_id}, {"window", migration_.windows[at(window)].id}});
}

std::optional<Reason> Explanation::frozen_window(Day from, Day to) const {
    for (auto frozen = frozen_windows_.rbegin(); frozen != frozen_windows_.rend(); ++frozen)
        if (frozen->start >= from && frozen->end <= to) return freeze_reason(*frozen->freeze);
    return std::nullopt;
}

/// The team that lacks people when the block is placed in `window` beside all that lies there; -1 when it would fit.
int Explanation::short_of_people(int block, int window) {
    const int unit = network_.unit_of(problem_.blocks[at(block)].activities.front());
    const schedule::Window& where = problem_.windows[at(window)];
    const int* const first = network_.members().begin(unit);
    const int* const last = network_.members().end(unit);
    for (const int* a = first; a != last; ++a) change(*a, -1);
    std::vector<Day> starts;
    int team = -1;
    for (const int* a = first; a != last; ++a) {
        const Day start = profile_.earliest(mode_of(*a), std::max(where.start, binding_cause(*a).bound), where.end);
        if (start < 0) {
            team = problem_.demands[at(mode_of(*a).demand_begin)].resource;
            break;
        }
        starts.push_back(start);
        profile_.change(mode_of(*a), start, start + mode_of(*a).duration, 1);
    }
    for (std::size_t i = 0; i < starts.size(); ++i)
        profile_.change(mode_of(first[i]), starts[i], starts[i] + mode_of(first[i]).duration, -1);
    for (const int* a = first; a != last; ++a) change(*a, 1);
    return team;
}

}  // namespace plan
