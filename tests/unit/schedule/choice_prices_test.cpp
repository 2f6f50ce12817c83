#include "libplan/schedule/choice_prices.hpp"

#include "libplan/schedule/job_placement.hpp"
#include "libplan/schedule/migration_search.hpp"
#include "libplan/schedule/ruin_choice.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

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

/// A random portfolio with a plan, and what a search of a better one works on.
struct SolvedPortfolio {
    SolvedPortfolio(Random& random, int most)
        : portfolio(random_portfolio(random, 2 + random.below(most), false)),
          flows(resolve_flows(portfolio, silent)),
          solution(solve_migration(portfolio, settings, flows, {1, 20, 1})) {
        if (!solution.found) return;
        const MigrationProblem& migration = *solution.migration;
        network.emplace(migration.problem);
        objective.emplace(portfolio, migration, flows, settings.weights);
        jobs = make_jobs(migration);
        windows = migration.windows.size();
        if (jobs.count == 0) return;
        placement.emplace(*network, jobs.job_of_activity, jobs.count);
        placement->load(solution.schedule);
    }
    SolvedPortfolio(const SolvedPortfolio&) = delete;
    SolvedPortfolio& operator=(const SolvedPortfolio&) = delete;

    [[nodiscard]] std::vector<int> in_windows() const { return jobs_in_windows(*placement, jobs.count, windows); }
    [[nodiscard]] double price() const { return objective->price_of_choices(placement->schedule()); }

    PlanSettings settings = settings_of();
    Portfolio portfolio;
    std::vector<ResolvedFlow> flows;
    MigrationSolution solution;
    std::optional<schedule::Network> network;
    std::optional<ObjectiveModel> objective;
    MigrationJobs jobs;
    std::size_t windows = 0;
    std::optional<JobPlacement> placement;  ///< empty: there is nothing to place
};

}  // namespace

TEST_CASE("random portfolios: wishes on windows cost what the objective says after any jobs have moved") {
    Random random(11);
    int moved = 0, changed = 0, on_waves = 0;
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        SolvedPortfolio solved(random, 12);
        if (!solved.placement || solved.objective->choice_count() == 0) continue;
        if (solved.objective->counts_waves()) ++on_waves;
        JobPlacement& placement = *solved.placement;
        ChoicePrices prices(*solved.objective, solved.jobs, solved.windows);
        prices.begin(placement.schedule(), solved.in_windows());
        REQUIRE(std::abs(prices.price() - solved.price()) < 1e-6);
        for (int tries = 0; tries < 30; ++tries) {
            const int job = random.below(solved.jobs.count);
            if (placement.block_of(job) < 0) continue;
            placement.remove(job);
            const int window = random.below(std::min(static_cast<int>(solved.windows), 8));
            if (placement.place_in(job, window)) {
                ++moved;
                const std::vector<int> some{job};
                const double after = prices.after(some, placement.schedule(), solved.in_windows());
                REQUIRE(std::abs(after - solved.price()) < 1e-6);
                if (after != prices.price()) ++changed;
                if (random.below(2) == 0) {
                    prices.keep();
                    placement.commit();
                    continue;
                }
            }
            placement.roll_back();
            REQUIRE(std::abs(prices.price() - solved.price()) < 1e-6);
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
        const SolvedPortfolio solved(random, 20);
        if (!solved.placement) continue;
        const JobPlacement& placement = *solved.placement;
        const std::vector<std::vector<int>> neighbours = job_neighbours(solved.jobs, *solved.objective);
        RuinChoice ruins(neighbours, solved.windows);
        ruins.begin(placement);
        const std::vector<int> in_window = solved.in_windows();
        for (std::size_t window = 0; window < solved.windows; ++window)
            REQUIRE(static_cast<int>(ruins.jobs_of_window()[window].size()) == in_window[window]);
        for (int tries = 0; tries < 50; ++tries) {
            const int first = ruins.draw(random);
            ruins.set_regret(first, random.unit());
            std::vector<int> removed;
            ruins.choose(first, random.below(2) == 0 ? -1 : random.below(static_cast<int>(solved.windows)), placement,
                         random, removed);
            REQUIRE(removed.front() == first);
            if (removed.size() > 1) ++several;
            std::sort(removed.begin(), removed.end());
            REQUIRE(std::adjacent_find(removed.begin(), removed.end()) == removed.end());
            REQUIRE(removed.front() >= 0);
            REQUIRE(removed.back() < solved.jobs.count);
        }
    }
    CHECK(several > 100);
}
