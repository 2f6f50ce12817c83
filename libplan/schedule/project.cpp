#include "libplan/schedule/project.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

bool is_plain(const Problem& problem) {
    const auto always_works = [&](const Mode& mode) {
        return problem.calendars[at(mode.calendar)].count() == problem.horizon;
    };
    const auto has_one_mode = [](const Activity& activity) { return activity.mode_end - activity.mode_begin == 1; };
    return problem.blocks.empty() && std::all_of(problem.modes.begin(), problem.modes.end(), always_works) &&
           std::all_of(problem.activities.begin(), problem.activities.end(), has_one_mode);
}

}  // namespace

std::optional<Project> make_project(const Problem& problem) {
    if (!is_plain(problem)) return std::nullopt;
    Project project;
    project.horizon = problem.horizon;
    project.resources = static_cast<int>(problem.resources.size());
    project.demand.assign(problem.activities.size() * problem.resources.size(), 0);
    for (std::size_t job = 0; job < problem.activities.size(); ++job) {
        const Activity& activity = problem.activities[job];
        const Mode& mode = problem.modes[at(activity.mode_begin)];
        project.duration.push_back(mode.duration);
        project.release.push_back(std::max<Day>(0, activity.release));
        project.deadline.push_back(std::min(activity.deadline, problem.horizon));
        for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
            const Demand& demand = problem.demands[at(d)];
            project.demand[job * problem.resources.size() + at(demand.resource)] += demand.amount;
        }
    }
    for (const Resource& resource : problem.resources)
        project.capacity.insert(project.capacity.end(), resource.capacity.begin(), resource.capacity.end());
    for (const Arc& arc : problem.arcs)
        project.links.push_back({arc.from, arc.to, project.duration[at(arc.from)] + arc.lag});
    return project;
}

Project mirrored(const Project& project) {
    Project mirror = project;
    const Day horizon = project.horizon;
    for (Link& link : mirror.links) {
        link.lag += project.duration[at(link.to)] - project.duration[at(link.from)];
        std::swap(link.from, link.to);
    }
    for (int job = 0; job < project.jobs(); ++job) {
        mirror.release[at(job)] = horizon - project.deadline[at(job)];
        mirror.deadline[at(job)] = horizon - project.release[at(job)];
    }
    for (int resource = 0; resource < project.resources; ++resource) {
        const auto row = mirror.capacity.begin() + static_cast<std::ptrdiff_t>(resource) * horizon;
        std::reverse(row, row + horizon);
    }
    for (std::size_t job = 0; job < mirror.start_ranges.size(); ++job) {
        std::vector<StartRange>& ranges = mirror.start_ranges[job];
        std::reverse(ranges.begin(), ranges.end());
        for (StartRange& range : ranges) {
            range = {horizon - project.duration[job] - range.last, horizon - project.duration[job] - range.first};
        }
    }
    return mirror;
}

}  // namespace plan::schedule
