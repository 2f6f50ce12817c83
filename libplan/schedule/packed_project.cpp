#include "libplan/schedule/packed_project.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Dates within the days that there are.
Project within_horizon(Project project) {
    for (Day& release : project.release) release = std::max<Day>(release, 0);
    for (Day& deadline : project.deadline) deadline = std::min(deadline, project.horizon);
    return project;
}

std::vector<int> sort_topologically(const Project& project, const std::vector<char>& ordered) {
    std::vector<std::vector<int>> successors(at(project.jobs()));
    std::vector<int> missing(at(project.jobs()), 0);
    for (std::size_t l = 0; l < project.links.size(); ++l) {
        if (!ordered[l]) continue;
        successors[at(project.links[l].from)].push_back(project.links[l].to);
        ++missing[at(project.links[l].to)];
    }
    std::vector<int> sorted;
    for (int job = 0; job < project.jobs(); ++job)
        if (missing[at(job)] == 0) sorted.push_back(job);
    for (std::size_t next = 0; next < sorted.size(); ++next)
        for (const int to : successors[at(sorted[next])])
            if (--missing[at(to)] == 0) sorted.push_back(to);
    return sorted;
}

/// Links that say which job is placed first: all but maximal lags; where these wait for each other, only those that
/// keep days between two starts, since jobs may also have to start together.
std::vector<char> ordering_links(const Project& project) {
    std::vector<char> ordered;
    for (const Link& link : project.links) ordered.push_back(link.lag >= 0 ? 1 : 0);
    if (static_cast<int>(sort_topologically(project, ordered).size()) == project.jobs()) return ordered;
    for (std::size_t l = 0; l < ordered.size(); ++l) ordered[l] = project.links[l].lag > 0 ? 1 : 0;
    return ordered;
}

std::vector<int> reversed(const std::vector<int>& list) {
    return {list.rbegin(), list.rend()};
}

/// Bits of a lane that hold every capacity and demand below its top bit.
int lane_bits(const Project& project) {
    std::int32_t most = 0;
    for (const std::int32_t capacity : project.capacity) most = std::max(most, capacity);
    for (const std::int32_t demand : project.demand) most = std::max(most, demand);
    return most < 1 << 7 ? 8 : most < 1 << 15 ? 16 : 32;
}

}  // namespace

PackedSide::PackedSide(const Project& project, const std::vector<char>& ordered, const std::vector<int>& topological)
    : duration_(project.duration), start_ranges_(project.start_ranges) {
    kernel_.jobs = project.jobs();
    kernel_.horizon = project.horizon;
    pack(project);
    add_links(project, ordered);
    add_bounds(project, topological);
    kernel_.duration = duration_.data();
    kernel_.demand = demand_.data();
    kernel_.link_begin = link_begin_.data();
    kernel_.links = links_.data();
    kernel_.release = release_.data();
    kernel_.latest = latest_.data();
    kernel_.tail = tail_.data();
}

void PackedSide::pack(const Project& project) {
    const int bits = lane_bits(project);
    const int lanes = 32 / bits;
    constexpr int beyond = 64;  // the kernel looks that far past the last day
    kernel_.words = std::max(1, (project.resources + lanes - 1) / lanes);
    kernel_.stride = std::ptrdiff_t{project.horizon} + beyond;
    for (int lane = 0; lane < lanes; ++lane) kernel_.guard |= std::uint32_t{1} << (bits * lane + bits - 1);
    demand_.assign(at(kernel_.words) * project.duration.size(), 0);
    initial_.assign(at(kernel_.words) * static_cast<std::size_t>(kernel_.stride), kernel_.guard);
    for (int resource = 0; resource < project.resources; ++resource) {
        const std::size_t word = at(resource / lanes);
        const int shift = bits * (resource % lanes);
        for (int job = 0; job < project.jobs(); ++job) {
            const auto amount = static_cast<std::uint32_t>(project.demand_of(job, resource));
            demand_[word * project.duration.size() + at(job)] |= amount << shift;
        }
        for (Day day = 0; day < project.horizon; ++day)
            initial_[word * static_cast<std::size_t>(kernel_.stride) + at(day)] |=
                static_cast<std::uint32_t>(project.capacity_on(resource, day)) << shift;
    }
}

void PackedSide::add_links(const Project& project, const std::vector<char>& ordered) {
    link_begin_.assign(project.duration.size() + 1, 0);
    successor_begin_.assign(project.duration.size() + 1, 0);
    for (std::size_t l = 0; l < project.links.size(); ++l) {
        if (!ordered[l]) continue;
        ++link_begin_[at(project.links[l].to) + 1];
        ++successor_begin_[at(project.links[l].from) + 1];
    }
    for (std::size_t job = 0; job < project.duration.size(); ++job) {
        link_begin_[job + 1] += link_begin_[job];
        successor_begin_[job + 1] += successor_begin_[job];
    }
    links_.resize(at(link_begin_.back()));
    successors_.resize(links_.size());
    loose_into_.resize(project.duration.size());
    loose_out_of_.resize(project.duration.size());
    for (std::size_t l = 0; l < project.links.size(); ++l) {
        const Link& link = project.links[l];
        if (ordered[l]) continue;
        loose_into_[at(link.to)].push_back({link.from, link.lag});
        loose_out_of_[at(link.from)].push_back({link.to, link.lag});
    }
    std::vector<int> next_link(link_begin_), next_successor(successor_begin_);
    for (std::size_t l = 0; l < project.links.size(); ++l) {
        const Link& link = project.links[l];
        if (!ordered[l]) continue;
        links_[at(next_link[at(link.to)]++)] = {link.from, link.lag};
        successors_[at(next_successor[at(link.from)]++)] = link.to;
    }
}

void PackedSide::add_bounds(const Project& project, const std::vector<int>& topological) {
    release_ = project.release;
    tail_ = project.duration;
    latest_.resize(project.duration.size());
    for (std::size_t job = 0; job < latest_.size(); ++job)
        latest_[job] = std::min(project.deadline[job], project.horizon) - project.duration[job];
    for (const int job : topological)
        for (const KernelLink& link : links_into(job))
            release_[at(job)] = std::max(release_[at(job)], release_[at(link.job)] + link.lag);
    for (auto job = topological.rbegin(); job != topological.rend(); ++job)
        for (const KernelLink& link : links_into(*job)) {
            tail_[at(link.job)] = std::max(tail_[at(link.job)], tail_[at(*job)] + link.lag);
            latest_[at(link.job)] = std::min(latest_[at(link.job)], latest_[at(*job)] - link.lag);
        }
}

PackedProject::PackedProject(const Project& project)
    : project_(within_horizon(project)),
      ordered_(ordering_links(project_)),
      topological_(sort_topologically(project_, ordered_)),
      forward_(project_, ordered_, topological_),
      backward_(mirrored(project_), ordered_, reversed(topological_)) {
    for (std::size_t l = 0; l < project.links.size(); ++l) {
        const Link& link = project.links[l];
        if (ordered_[l] && link.lag + project.duration[at(link.to)] < project.duration[at(link.from)]) overlaps_ = true;
    }
    is_loose_ = !project.start_ranges.empty() || std::count(ordered_.begin(), ordered_.end(), 0) > 0;
    if (is_loose_) can_be_shifted_ = false;
    for (int job = 0; job < project.jobs(); ++job)
        if (project.release[at(job)] > 0 || project.deadline[at(job)] < project.horizon) can_be_shifted_ = false;
    for (int resource = 0; resource < project.resources; ++resource)
        for (Day day = 1; day < project.horizon; ++day)
            if (project.capacity_on(resource, day) != project.capacity_on(resource, 0)) can_be_shifted_ = false;
}

}  // namespace plan::schedule
