#include "libplan/schedule/flow_orders.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"

#include <algorithm>
#include <numeric>

using namespace plan;

namespace {

/// All phases up to the cut-over.
Application application_of(std::string id, double study, double build, double migrate, double test) {
    return moving_application(std::move(id), {{Phase::study, study},
                                              {Phase::build, build},
                                              {Phase::migrate, migrate},
                                              {Phase::test, test},
                                              {Phase::cutover, 1}});
}

/// Ids in an order of jobs.
std::vector<std::string> names(const Portfolio& portfolio, const MigrationJobs& jobs, const std::vector<int>& order) {
    std::vector<std::string> ids;
    for (const int job : order)
        for (std::size_t a = 0; a < jobs.job_of_application.size(); ++a)
            if (jobs.job_of_application[a] == job) ids.push_back(portfolio.applications[a].id);
    return ids;
}

}  // namespace

TEST_CASE("what asks least before the last teams opens, what asks least of them closes, the rest stays as declared") {
    const Portfolio portfolio =
        portfolio_of({application_of("a", 9, 9, 9, 9), application_of("b", 9, 9, 9, 9),
                      application_of("quick to test", 3, 3, 3, 20), application_of("quick to end", 15, 15, 1, 1),
                      application_of("c", 9, 9, 9, 9), application_of("quicker to test", 2, 2, 2, 20),
                      application_of("d", 9, 9, 9, 9), application_of("e", 9, 9, 9, 9)});
    const MigrationProblem migration = make_migration_problem(portfolio, settings_of(), 1000, {});
    const MigrationJobs jobs = make_jobs(migration);
    REQUIRE(jobs.count == 8);
    const schedule::OrderFamily family = edge_orders(migration, jobs);
    REQUIRE_FALSE(family.first.empty());
    // One job in four opens, one in eight closes.
    const schedule::PatientOrder order = family.order(family.first.front());
    CHECK(names(portfolio, jobs, order.jobs) ==
          std::vector<std::string>{"quicker to test", "quick to test", "a", "b", "c", "d", "e", "quick to end"});
    CHECK(order.patience == 2);
}

TEST_CASE("random portfolios: every order for flow names each job once") {
    Random random(21);
    for (int round = 0; round < 60; ++round) {
        const Portfolio portfolio = random_portfolio(random, 1 + random.below(20), false);
        const MigrationProblem migration = make_migration_problem(portfolio, settings_of(), 3000, {});
        const schedule::Network network(migration.problem);
        const MigrationJobs jobs = make_jobs(migration);
        if (!network.cycle().empty()) continue;
        std::vector<schedule::PatientOrder> orders = flow_orders(migration, network, jobs);
        const schedule::OrderFamily family = edge_orders(migration, jobs);
        for (std::vector<double> numbers : family.first) {
            orders.push_back(family.order(numbers));
            for (double& number : numbers) number = random.unit();
            orders.push_back(family.order(numbers));
        }
        std::vector<int> all(static_cast<std::size_t>(jobs.count));
        std::iota(all.begin(), all.end(), 0);
        for (const schedule::PatientOrder& order : orders) {
            CHECK(std::is_permutation(order.jobs.begin(), order.jobs.end(), all.begin(), all.end()));
            CHECK(order.patience >= 0);
        }
    }
}
