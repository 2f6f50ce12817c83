#include "libplan/schedule/proof_rounds.hpp"

namespace plan::schedule {

void ProofRounds::exchange(Day best) {
    if (search_) {
        search_->set_upper(best);
        best = std::min(best, search_->upper());
    } else if (best < never && network_ != nullptr && exact_search_fits(network_->problem(), best)) {
        search_.emplace(*network_, lower_, best);
    }
    best_ = std::min(best_, best);
}

void ProofRounds::run(std::int64_t schedules, const std::function<bool()>& stop) {
    // Measured on problems of 60 and 120 activities: a schedule takes as long as a third of a step an activity.
    const auto activities = static_cast<std::int64_t>(network_->problem().activities.size());
    if (open()) search_->run(schedules * (activities / 3 + 1), stop);
}

const Schedule* ProofRounds::better_than(Day finish) const {
    return search_ && search_->schedule() && search_->upper() < finish ? &*search_->schedule() : nullptr;
}

}  // namespace plan::schedule
