#include "libplan/schedule/choice_prices.hpp"

#include "libplan/schedule/job_placement.hpp"
#include "libplan/schedule/migration_search.hpp"
#include "libplan/schedule/ruin_choice.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"

#include <algorithm>
#include <cmath>

using namespace plan;
using schedule::JobPlacement;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

const Report silent = [](const Diagnostic&) {};

std::vector<int> jobs_in_windows(const JobPlacement& placement, int jobs, std::size_t windows) {
    std::vector<int> count(windows, 0);
    for (int job = 0; job < jobs; ++job)
        if (placement.block_of(job) >= 0) ++count[at(placement.window_of(job))];
    return count;
}

}  // namespace

TEST_CASE("random portfolios: wishes on windows cost what the objective says after any jobs have moved") {
    Random random(11);
    int moved = 0, changed = 0, on_waves = 0;
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        const Portfolio portfolio = random_portfolio(random, 2 + random.below(12), false);
        const PlanSettings settings = settings_of();
        const std::vector<ResolvedFlow> flows = resolve_flows(portfolio, silent);
        const MigrationSolution solution = solve_migration(portfolio, settings, flows, {1, 20, 1});
        if (!solution.found) continue;
        const MigrationProblem& migration = *solution.migration;
        const schedule::Network network(migration.problem);
        const ObjectiveModel objective(portfolio, migration, flows, settings.weights);
        const MigrationJobs jobs = make_jobs(migration);
        if (jobs.count == 0 || objective.choice_count() == 0) continue;
        if (objective.counts_waves()) ++on_waves;
        const std::size_t windows = migration.windows.size();
        JobPlacement placement(network, jobs.job_of_activity, jobs.count);
        placement.load(solution.schedule);
        ChoicePrices prices(objective, jobs, windows);
        prices.begin(placement.schedule(), jobs_in_windows(placement, jobs.count, windows));
        REQUIRE(std::abs(prices.price() - objective.price_of_choices(placement.schedule())) < 1e-6);
        for (int tries = 0; tries < 30; ++tries) {
            const int job = random.below(jobs.count);
            if (placement.block_of(job) < 0) continue;
            placement.remove(job);
            const int window = random.below(std::min(static_cast<int>(windows), 8));
            if (placement.place_in(job, window)) {
                ++moved;
                const std::vector<int> some{job};
                const double after =
                    prices.after(some, placement.schedule(), jobs_in_windows(placement, jobs.count, windows));
                REQUIRE(std::abs(after - objective.price_of_choices(placement.schedule())) < 1e-6);
                if (after != prices.price()) ++changed;
                if (random.below(2) == 0) {
                    prices.keep();
                    placement.commit();
                    continue;
                }
            }
            placement.roll_back();
            REQUIRE(std::abs(prices.price() - objective.price_of_choices(placement.schedule())) < 1e-6);
        }
    }
    CHECK(moved > 100);
    CHECK(changed > 10);
    CHECK(on_waves > 2);
}

TEST_CASE(
    "random portfolios: jobs that are taken out together are different ones, and windows know what lies in them") {
    Random random(12);
    int several = 0;
    for (int round = 0; round < 30; ++round) {
        CAPTURE(round);
        const Portfolio portfolio = random_portfolio(random, 2 + random.below(20), false);
        const PlanSettings settings = settings_of();
        const std::vector<ResolvedFlow> flows = resolve_flows(portfolio, silent);
        const MigrationSolution solution = solve_migration(portfolio, settings, flows, {1, 20, 1});
        if (!solution.found) continue;
        const MigrationProblem& migration = *solution.migration;
        const schedule::Network network(migration.problem);
        const ObjectiveModel objective(portfolio, migration, flows, settings.weights);
        const MigrationJobs jobs = make_jobs(migration);
        if (jobs.count == 0) continue;
        const std::size_t windows = migration.windows.size();
        JobPlacement placement(network, jobs.job_of_activity, jobs.count);
        placement.load(solution.schedule);
        const std::vector<std::vector<int>> neighbours = job_neighbours(jobs, objective);
        RuinChoice ruins(neighbours, windows);
        ruins.begin(placement);
        const std::vector<int> in_window = jobs_in_windows(placement, jobs.count, windows);
        for (std::size_t window = 0; window < windows; ++window)
            REQUIRE(static_cast<int>(ruins.jobs_of_window()[window].size()) == in_window[window]);
        for (int tries = 0; tries < 50; ++tries) {
            const int first = ruins.draw(random);
            ruins.set_regret(first, random.unit());
            std::vector<int> removed;
            ruins.choose(first, random.below(2) == 0 ? -1 : random.below(static_cast<int>(windows)), placement, random,
                         removed);
            REQUIRE(removed.front() == first);
            if (removed.size() > 1) ++several;
            std::sort(removed.begin(), removed.end());
            REQUIRE(std::adjacent_find(removed.begin(), removed.end()) == removed.end());
            REQUIRE(removed.front() >= 0);
            REQUIRE(removed.back() < jobs.count);
        }
    }
    CHECK(several > 100);
}
