#pragma once

#include "libplan/schedule/project.hpp"
#include "libplan/schedule/serial_kernel.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace plan::schedule {

/// One direction of a project in the form that the kernel reads. Immutable once made; threads share it.
class PackedSide {
public:
    /// `ordered[l]` tells whether link l says which of its jobs is placed first: `from` before `to`. In the mirrored
    /// project these are the same links, turned round. `topological` has every job after those it is placed after.
    PackedSide(const Project& project, const std::vector<char>& ordered, const std::vector<int>& topological);
    PackedSide(const PackedSide&) = delete;
    PackedSide& operator=(const PackedSide&) = delete;

    [[nodiscard]] const KernelProject& kernel() const { return kernel_; }
    [[nodiscard]] const std::vector<std::uint32_t>& initial() const { return initial_; }
    /// From the start of the job to the end of all, at least.
    [[nodiscard]] Day tail(int job) const { return tail_[static_cast<std::size_t>(job)]; }
    [[nodiscard]] Day release(int job) const { return release_[static_cast<std::size_t>(job)]; }
    [[nodiscard]] std::span<const KernelLink> links_into(int job) const {
        const auto row = static_cast<std::size_t>(job);
        return {links_.data() + link_begin_[row], links_.data() + link_begin_[row + 1]};
    }
    [[nodiscard]] std::span<const int> successors(int job) const {
        const auto row = static_cast<std::size_t>(job);
        return {successors_.data() + successor_begin_[row], successors_.data() + successor_begin_[row + 1]};
    }

    /// Links that say nothing of which job is placed first, as maximal lags do: start >= start(job) + lag.
    [[nodiscard]] std::span<const KernelLink> loose_links_into(int job) const {
        return loose_into_[static_cast<std::size_t>(job)];
    }
    /// The same from the other end: start(job) >= start + lag.
    [[nodiscard]] std::span<const KernelLink> loose_links_out_of(int job) const {
        return loose_out_of_[static_cast<std::size_t>(job)];
    }
    /// Where the job may start; empty: anywhere.
    [[nodiscard]] std::span<const StartRange> start_ranges(int job) const {
        if (start_ranges_.empty()) return {};
        return start_ranges_[static_cast<std::size_t>(job)];
    }

private:
    void pack(const Project& project);
    void add_links(const Project& project, const std::vector<char>& ordered);
    void add_bounds(const Project& project, const std::vector<int>& topological);

    KernelProject kernel_;
    std::vector<std::int32_t> duration_, link_begin_, release_, latest_, tail_;
    std::vector<int> successor_begin_, successors_;
    std::vector<std::uint32_t> demand_, initial_;
    std::vector<KernelLink> links_;
    std::vector<std::vector<KernelLink>> loose_into_, loose_out_of_;
    std::vector<std::vector<StartRange>> start_ranges_;
};

/// A project packed in both directions.
class PackedProject {
public:
    explicit PackedProject(const Project& project);

    [[nodiscard]] const Project& project() const { return project_; }
    [[nodiscard]] int jobs() const { return project_.jobs(); }
    /// Jobs, each after those that it is placed after; shorter than that when there is a cycle, and then nothing
    /// else may be asked.
    [[nodiscard]] const std::vector<int>& topological() const { return topological_; }
    [[nodiscard]] bool has_cycle() const { return static_cast<int>(topological_.size()) < project_.jobs(); }
    [[nodiscard]] const PackedSide& forward() const { return forward_; }
    [[nodiscard]] const PackedSide& backward() const { return backward_; }
    /// Whether a job may have to be placed, from the end, before one that ends later.
    [[nodiscard]] bool overlaps() const { return overlaps_; }

    /// Whether there are maximal lags or start ranges, which the kernel knows nothing of.
    [[nodiscard]] bool is_loose() const { return is_loose_; }
    /// Whether a schedule stays one when all of it is moved to other days, and each justification is at most as long as
    /// the schedule: equal capacity on all days, no dates, nothing loose.
    [[nodiscard]] bool can_be_shifted() const { return can_be_shifted_; }

private:
    Project project_;
    std::vector<char> ordered_;
    bool overlaps_ = false, can_be_shifted_ = true, is_loose_ = false;
    std::vector<int> topological_;
    PackedSide forward_, backward_;
};

}  // namespace plan::schedule
