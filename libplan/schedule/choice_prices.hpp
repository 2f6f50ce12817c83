#pragma once

#include "libplan/schedule/objective.hpp"
#include "libplan/schedule/priority_rules.hpp"

#include <span>
#include <vector>

namespace plan {

/// What the soft constraints on windows cost (ObjectiveModel::price_of_choices) while a few jobs at a time change
/// windows: only the wishes of these jobs are looked at again, and those on the numbers of waves when a window comes
/// into use or falls out of it.
class ChoicePrices {
public:
    /// Both must outlive it. `windows`: how many the problem has.
    ChoicePrices(const ObjectiveModel& objective, const MigrationJobs& jobs, std::size_t windows);

    /// Starts from `schedule`, with so many jobs in each window.
    void begin(const schedule::Schedule& schedule, std::span<const int> jobs_in_window);
    /// The price after `jobs` have changed windows. Nothing is kept until `keep`. O(windows and the wishes concerned).
    [[nodiscard]] double after(std::span<const int> jobs, const schedule::Schedule& schedule,
                               std::span<const int> jobs_in_window);
    /// What the last `after` looked at is how things stand now.
    void keep();
    [[nodiscard]] double price() const { return price_; }

private:
    void number(std::span<const int> jobs_in_window, std::vector<int>& numbers) const;
    void look_at(std::size_t choice, const schedule::Schedule& schedule);

    const ObjectiveModel* objective_;
    std::vector<std::vector<int>> of_job_;  ///< by job: the wishes that name one of its applications
    std::vector<int> on_waves_;
    std::vector<double> price_of_;         ///< by wish, as things stand
    std::vector<int> numbers_, numbered_;  ///< by window, from 1, or 0: as things stand; as last looked at
    struct Seen {
        int choice = 0;
        double price = 0;
    };
    std::vector<Seen> seen_;  ///< by the last `after`
    std::vector<int> looked_at_;
    int look_ = 0;  ///< the number of the last `after`, in `looked_at_` for each wish that it has seen
    double price_ = 0, price_after_ = 0;
};

}  // namespace plan
