#include "libplan/schedule/earlier_moves.hpp"

#include <algorithm>
#include <cstddef>

namespace plan {

using schedule::Day;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Differences below it are those of sums taken in another order.
constexpr double noise = 1e-6;

/// The jobs of a search, less what comes before their moves.
MigrationJobs make_moves(const MigrationProblem& migration) {
    const MigrationJobs whole = make_jobs(migration);
    MigrationJobs moves{whole.job_of_application, {}, whole.count};
    moves.job_of_activity.assign(whole.job_of_activity.size(), -1);
    for (const ApplicationTasks& tasks : migration.applications) {
        if (tasks.move < 0) continue;
        for (int task = tasks.move; task < tasks.task_end; ++task)
            moves.job_of_activity[at(task)] = whole.job_of_activity[at(task)];
    }
    return moves;
}

}  // namespace

EarlierMoves::EarlierMoves(const MigrationProblem& migration, const schedule::Network& network,
                           const ObjectiveModel& objective, const schedule::Schedule& schedule)
    : migration_(migration),
      network_(network),
      objective_(objective),
      jobs_(make_moves(migration)),
      costs_(objective, migration, jobs_),
      placement_(network, jobs_.job_of_activity, jobs_.count) {
    placement_.load(schedule);
    application_of_.assign(migration.problem.activities.size(), -1);
    for (std::size_t i = 0; i < migration.applications.size(); ++i)
        if (migration.applications[i].move >= 0)
            application_of_[at(migration.applications[i].move)] = static_cast<int>(i);
}

double EarlierMoves::cost_of(int job) const {
    return costs_.of(job, placement_) + costs_.at_finish(placement_.finish()) +
           objective_.price_of_choices(placement_.schedule());
}

std::optional<EarlierMoves::Price> EarlierMoves::in_window(int block, int window) {
    const int job = jobs_.job_of_activity[at(migration_.problem.blocks[at(block)].activities.front())];
    const std::vector<MoveCosts::LinkPrice> before = costs_.links_of(job, placement_);
    const double cost = cost_of(job);
    placement_.remove(job);
    return priced(job, before, cost, placement_.place_in(job, window));
}

std::optional<EarlierMoves::Price> EarlierMoves::at_once(int activity) {
    const int job = jobs_.job_of_activity[at(activity)];
    if (job < 0) return std::nullopt;
    const std::vector<MoveCosts::LinkPrice> before = costs_.links_of(job, placement_);
    const double cost = cost_of(job);
    placement_.remove(job);
    return priced(job, before, cost, placement_.place_from(job, 0));
}

std::optional<EarlierMoves::Price> EarlierMoves::priced(int job, const std::vector<MoveCosts::LinkPrice>& before,
                                                        double cost, bool placed) {
    std::optional<Price> price;
    if (placed) {
        price.emplace();
        price->points = cost_of(job) - cost;
        std::vector<MoveCosts::LinkPrice> longer = costs_.links_of(job, placement_);
        for (std::size_t i = 0; i < longer.size(); ++i) longer[i].points -= before[i].points;
        std::erase_if(longer, [](const MoveCosts::LinkPrice& link) { return link.points <= noise; });
        std::stable_sort(longer.begin(), longer.end(),
                         [](const auto& a, const auto& b) { return a.points > b.points; });
        constexpr std::size_t most_named = 3;
        for (const MoveCosts::LinkPrice& link : longer) {
            const int application = application_of_[at(link.other)];
            std::vector<int>& named = price->applications;
            if (named.size() == most_named) break;
            if (std::find(named.begin(), named.end(), application) == named.end()) named.push_back(application);
        }
    }
    placement_.roll_back();
    return price;
}

bool EarlierMoves::descend() {
    bool changed = false;
    for (bool again = true; again;) {
        again = false;
        for (int job = 0; job < jobs_.count; ++job)
            if (improve(job)) again = changed = true;
    }
    return changed;
}

bool EarlierMoves::improve(int job) {
    const int block = placement_.block_of(job);
    const double cost = cost_of(job);
    const auto end = [&] {
        Day sum = 0;
        for (const int* a = placement_.activities().begin(job); a != placement_.activities().end(job); ++a)
            sum += placement_.schedule().end[at(*a)];
        return sum;
    };
    const Day now = end();
    const auto better = [&](bool placed) {
        if (!placed) return false;
        const double change = cost_of(job) - cost;
        return change < -noise || (change <= noise && end() < now);
    };
    if (block < 0) {
        if (placement_.activities().begin(job) == placement_.activities().end(job)) return false;
        placement_.remove(job);
        if (better(placement_.place_from(job, 0))) return placement_.commit(), true;
        placement_.roll_back();
        return false;
    }
    const int window = placement_.schedule().window[at(block)];
    for (const int earlier : migration_.problem.windows_of(migration_.problem.blocks[at(block)])) {
        if (earlier > window) break;
        placement_.remove(job);
        if (better(placement_.place_in(job, earlier))) return placement_.commit(), true;
        placement_.roll_back();
    }
    return false;
}

}  // namespace plan
