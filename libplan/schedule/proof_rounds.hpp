#pragma once

#include "libplan/schedule/exact_search.hpp"
#include "libplan/schedule/problem.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>

namespace plan::schedule {

/// Exact search beside a heuristic one, in rounds between which they tell each other what they have found. Rounds
/// are measured in steps, so that neither the machine nor threads change what is found.
class ProofRounds {
public:
    /// `network` outlives it; null when nothing shall be proven. `lower` is a bound that is known already.
    ProofRounds(const Network* network, Day lower) : network_(network), lower_(lower) {}

    /// Between rounds: the heuristic's best end so far, or `never`. The first real one begins the proof.
    void exchange(Day best);
    /// Works for about as long as building `schedules` schedules takes, or until `stop` says so.
    void run(std::int64_t schedules, const std::function<bool()>& stop) { run(search_, schedules, stop); }

    /// The bounds are so near to each other that more work on the proof may well close it.
    [[nodiscard]] bool promising() const { return open() && search_->near(); }
    /// From now on there are two searches, which tell each other at every exchange() what they have learned: run() goes
    /// on from below, run_above() tries to refute the last day that is still wanted. They may run at the same time.
    void pair_up();
    [[nodiscard]] bool paired() const { return above_.has_value(); }
    void run_above(std::int64_t schedules, const std::function<bool()>& stop) { run(above_, schedules, stop); }

    /// There is something left to prove that can be.
    [[nodiscard]] bool open() const { return search_ && !search_->finished(); }
    /// The best end that is known is proven to be the best there is.
    [[nodiscard]] bool closed() const { return lower_bound() >= best_; }
    [[nodiscard]] Day lower_bound() const { return search_ ? std::max(lower_, search_->lower()) : lower_; }
    /// The exact searches' own schedule if it ends before `finish`, else null.
    [[nodiscard]] const Schedule* better_than(Day finish) const;

private:
    void run(std::optional<ExactSearch>& search, std::int64_t schedules, const std::function<bool()>& stop);

    const Network* network_;
    Day lower_;
    Day best_ = never;
    Day first_upper_ = never;  ///< that the searches are made with
    std::optional<ExactSearch> search_, above_;
};

}  // namespace plan::schedule
