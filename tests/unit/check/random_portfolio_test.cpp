#include "tests/support/random_portfolio.hpp"
#include "libplan/check/plan_checks.hpp"
#include "libplan/check/record_checks.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/check/small_plan.hpp"

#include <algorithm>

using namespace plan;
using plan::tests::random_stream;
using plan::tests::RandomPortfolioOptions;

namespace {

bool has_errors(const std::vector<Diagnostic>& findings) {
    return std::ranges::any_of(findings, [](const Diagnostic& finding) { return finding.severity == Severity::error; });
}

}  // namespace

TEST_CASE("a random portfolio is sound, and the same for the same options") {
    const auto seed = GENERATE(range(1, 25));
    RandomPortfolioOptions options;
    options.seed = static_cast<std::uint64_t>(seed);
    options.assessed = seed % 2 == 0;
    options.awkward = seed % 3 == 0;
    const std::string stream = random_stream(options);
    CHECK(random_stream(options) == stream);
    const Portfolio portfolio = portfolio_of(stream);
    CHECK(portfolio.ended());
    CHECK(portfolio.applications.size() == options.applications);
    const auto findings = check_records(portfolio);
    INFO(texts_of(findings));
    CHECK_FALSE(has_errors(findings));
    CHECK(check_explanations(portfolio).empty());
    options.seed += 1000;
    CHECK(random_stream(options) != stream);
}

TEST_CASE("what a random portfolio is asked to get wrong is found") {
    RandomPortfolioOptions options;
    options.flows = 300;
    options.dangling = options.self_loops = true;
    const Codes codes = codes_of(check_records(portfolio_of(random_stream(options))));
    CHECK(codes.count("dangling-flow") == 1);
    CHECK(codes.count("self-loop") == 1);
}

TEST_CASE("a random portfolio may be empty") {
    RandomPortfolioOptions options;
    options.applications = options.flows = options.teams = options.calendars = options.targets = 0;
    CHECK(random_stream(options) == "{\"type\":\"end\"}\n");
    CHECK(check_records(portfolio_of(random_stream(options))).empty());
}
