#include "libplan/schedule/choice_prices.hpp"

#include <algorithm>
#include <cstddef>

namespace plan {

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

ChoicePrices::ChoicePrices(const ObjectiveModel& objective, const MigrationJobs& jobs, std::size_t windows)
    : objective_(&objective) {
    of_job_.resize(at(jobs.count));
    for (std::size_t choice = 0; choice < objective.choice_count(); ++choice) {
        if (objective.counts_waves(choice)) on_waves_.push_back(static_cast<int>(choice));
        for (const int application : objective.applications_of(choice)) {
            std::vector<int>& of_job = of_job_[at(jobs.job_of_application[at(application)])];
            if (of_job.empty() || of_job.back() != static_cast<int>(choice)) of_job.push_back(static_cast<int>(choice));
        }
    }
    price_of_.assign(objective.choice_count(), 0);
    looked_at_.assign(objective.choice_count(), 0);
    numbers_.assign(windows, 0);
    numbered_.assign(windows, 0);
}

void ChoicePrices::number(std::span<const int> jobs_in_window, std::vector<int>& numbers) const {
    if (on_waves_.empty()) return;
    int last = 0;
    for (std::size_t window = 0; window < numbers.size(); ++window)
        numbers[window] = jobs_in_window[window] > 0 ? ++last : 0;
}

void ChoicePrices::begin(const schedule::Schedule& schedule, std::span<const int> jobs_in_window) {
    number(jobs_in_window, numbers_);
    price_ = 0;
    for (std::size_t choice = 0; choice < price_of_.size(); ++choice)
        price_ += price_of_[choice] = objective_->price_of_choice(choice, schedule, numbers_);
}

double ChoicePrices::after(std::span<const int> jobs, const schedule::Schedule& schedule,
                           std::span<const int> jobs_in_window) {
    price_after_ = price_;
    seen_.clear();
    if (price_of_.empty()) return price_after_;
    ++look_;
    number(jobs_in_window, numbered_);
    for (const int job : jobs)
        for (const int choice : of_job_[at(job)]) look_at(at(choice), schedule);
    if (numbered_ != numbers_)
        for (const int choice : on_waves_) look_at(at(choice), schedule);
    return price_after_;
}

void ChoicePrices::look_at(std::size_t choice, const schedule::Schedule& schedule) {
    if (looked_at_[choice] == look_) return;
    looked_at_[choice] = look_;
    const double price = objective_->price_of_choice(choice, schedule, numbered_);
    if (price == price_of_[choice]) return;
    price_after_ += price - price_of_[choice];
    seen_.push_back({static_cast<int>(choice), price});
}

void ChoicePrices::keep() {
    for (const Seen& seen : seen_) price_of_[at(seen.choice)] = seen.price;
    std::swap(numbers_, numbered_);
    price_ = price_after_;
}

}  // namespace plan
