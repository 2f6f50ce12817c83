#include "libplan/schedule/proof_rounds.hpp"

namespace plan::schedule {

void ProofRounds::exchange(Day best) {
    if (search_) {
        search_->set_upper(best);
        if (above_) ExactSearch::exchange(*search_, *above_);
        best = std::min(best, search_->upper());
    } else if (best < never && network_ != nullptr && exact_search_fits(network_->problem(), best)) {
        first_upper_ = best;
        search_.emplace(*network_, lower_, best);
    }
    best_ = std::min(best_, best);
}

void ProofRounds::pair_up() {
    if (!open() || above_) return;
    above_.emplace(*network_, lower_, first_upper_);
    search_->set_approach(ExactSearch::Approach::below);
    above_->set_approach(ExactSearch::Approach::above);
    search_->begin_sharing();
    above_->begin_sharing();
    ExactSearch::exchange(*search_, *above_);
}

void ProofRounds::run(std::optional<ExactSearch>& search, std::int64_t schedules, const std::function<bool()>& stop) {
    // Measured on problems of 60 and 120 activities: a schedule takes as long as a third of a step an activity.
    const auto activities = static_cast<std::int64_t>(network_->problem().activities.size());
    if (search && !search->finished()) search->run(schedules * (activities / 3 + 1), stop);
}

const Schedule* ProofRounds::better_than(Day finish) const {
    for (const std::optional<ExactSearch>* search : {&search_, &above_})
        if (*search && (*search)->schedule() && (*search)->upper() < finish) return &*(*search)->schedule();
    return nullptr;
}

}  // namespace plan::schedule
